package attachment

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"encoding/hex"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf16"

	"tocsin/internal/rule"
)

// A PDF (ISO 32000-2) is read from end to end, not from its table of contents: what an earlier version said is still in
// the file for anybody who looks, though no program shows it.

var (
	pdfStreams   = regexp.MustCompile(`>>\s*stream(\r\n|\n|\r)`)
	pdfEncrypted = regexp.MustCompile(`/Encrypt\s*(\d+\s+\d+\s+R|<<)`)
	pdfNames     = regexp.MustCompile(`/(Author|Company|Manager|LastModifiedBy|LastSavedBy|Title|Subject|F|UF)\s*(\(|<[0-9A-Fa-f\s]*>|\d+\s+\d+\s+R)`)
	pdfRemark    = regexp.MustCompile(`/Subtype\s*/(Text|Highlight|Underline|Squiggly|StrikeOut|Caret)\b`)
	pdfObject    = regexp.MustCompile(`(?:^|[\s>])(\d+)\s+\d+\s+obj\s*(\(|<[0-9A-Fa-f\s]*>)`)
	pdfPacked    = regexp.MustCompile(`/Type\s*/ObjStm\b`)
	pdfMetadata  = regexp.MustCompile(`/Type\s*/Metadata\b|/Subtype\s*/XML\b`)
	pdfEmbedded  = regexp.MustCompile(`/Type\s*/EmbeddedFile\b`)
	pdfPhoto     = regexp.MustCompile(`/DCTDecode\b|/DCT\b`)
	pdfFlate     = regexp.MustCompile(`/FlateDecode\b|/Fl\b`)
)

// pdf gathers the text of a PDF outside of its streams and in its packed objects, and reads that.
func (r *reader) pdf(data []byte) {
	var plain bytes.Buffer
	files := 0
	for rest := data; ; {
		begin := pdfStreams.FindIndex(rest)
		if begin == nil {
			plain.Write(rest)
			break
		}
		head, body := rest[:begin[0]+len(">>")], rest[begin[1]:]
		plain.Write(head)
		end := bytes.Index(body, []byte("endstream"))
		if end < 0 {
			plain.Write(body)
			break
		}
		dict := head[max(0, bytes.LastIndex(head, []byte(" obj"))):]
		if pdfEmbedded.Match(dict) {
			files++
		}
		if text := r.pdfStream(dict, body[:end]); text != nil {
			plain.WriteByte('\n')
			plain.Write(text)
			plain.WriteByte('\n')
		}
		rest = body[end+len("endstream"):]
	}
	r.pdfText(plain.Bytes())
	r.count(rule.PartTellFiles, files)
}

// pdfStream returns the objects that are packed in a stream, and reads metadata and photographs.
func (r *reader) pdfStream(dict, body []byte) []byte {
	packed, metadata := pdfPacked.Match(dict), pdfMetadata.Match(dict)
	if pdfPhoto.Match(dict) {
		r.photograph(body)
	}
	if !packed && !metadata {
		return nil
	}
	if pdfFlate.Match(dict) {
		in, err := zlib.NewReader(bytes.NewReader(body))
		if err != nil {
			return nil // encrypted, which is told, or damaged
		}
		body = r.inflated(in)
	}
	if metadata {
		r.xmp(body)
		return nil
	}
	return body
}

func (r *reader) pdfText(text []byte) {
	if pdfEncrypted.Match(text) {
		r.tell(rule.PartTellLocked.With()) // and its words are
		return
	}
	var objects map[string]string
	for _, m := range pdfNames.FindAllSubmatchIndex(text, -1) {
		name, value := string(text[m[2]:m[3]]), string(text[m[4]:m[5]])
		if strings.HasSuffix(value, "R") {
			if objects == nil {
				objects = pdfObjects(text)
			}
			number, _, _ := strings.Cut(value, " ")
			value = objects[number]
		} else {
			value = pdfString(text[m[4]:])
		}
		switch name {
		case "Author":
			r.name(rule.PartTellAuthor, value)
		case "Company":
			r.name(rule.PartTellCompany, value)
		case "Manager":
			r.name(rule.PartTellManager, value)
		case "LastModifiedBy", "LastSavedBy":
			r.name(rule.PartTellEditor, value)
		default:
			_, after, ok := strings.Cut(value, " - ") // "Microsoft Word - C:\…"
			r.path(value)
			if ok {
				r.path(after)
			}
		}
	}
	r.count(rule.PartTellComments, len(pdfRemark.FindAll(text, -1)))
}

// pdfObjects returns the objects that are strings, by their numbers; of several with one number the last.
func pdfObjects(text []byte) map[string]string {
	out := map[string]string{}
	for _, m := range pdfObject.FindAllSubmatchIndex(text, -1) {
		out[string(text[m[2]:m[3]])] = pdfString(text[m[4]:])
	}
	return out
}

// pdfString reads the string at the beginning of a text: (…) or <hexadecimal>.
func pdfString(text []byte) string {
	if text[0] == '<' {
		end := max(1, bytes.IndexByte(text, '>'))
		digits := strings.Join(strings.Fields(string(text[1:end])), "")
		b, _ := hex.DecodeString(digits + strings.Repeat("0", len(digits)%2))
		return pdfLetters(b)
	}
	var out []byte
	depth := 0
	for i := 1; i < len(text) && i < 4096; i++ {
		c := text[i]
		switch {
		case c == '\\' && i+1 < len(text):
			i++
			escaped, n := pdfEscape(text[i:])
			out = append(out, escaped...)
			i += n - 1
			continue
		case c == '(':
			depth++
		case c == ')':
			if depth--; depth < 0 {
				return pdfLetters(out)
			}
		}
		out = append(out, c)
	}
	return pdfLetters(out)
}

// pdfEscape reads what follows a backslash; n is how long that is.
func pdfEscape(text []byte) (out []byte, n int) {
	if i := strings.IndexByte("nrtbf", text[0]); i >= 0 {
		return []byte{"\n\r\t\b\f"[i]}, 1
	}
	for n < 3 && n < len(text) && text[n] >= '0' && text[n] <= '7' {
		n++
	}
	if n > 0 {
		v, _ := strconv.ParseUint(string(text[:n]), 8, 16)
		return []byte{byte(v)}, n
	}
	if text[0] == '\n' || text[0] == '\r' {
		return nil, 1
	}
	return text[:1], 1
}

// pdfLetters reads a text string: UTF-16 or UTF-8 with a mark before it, else letters of about Latin-1.
func pdfLetters(b []byte) string {
	switch {
	case bytes.HasPrefix(b, []byte("\xfe\xff")):
		var units []uint16
		for i := 2; i+1 < len(b); i += 2 {
			units = append(units, binary.BigEndian.Uint16(b[i:]))
		}
		return string(utf16.Decode(units))
	case bytes.HasPrefix(b, []byte("\xef\xbb\xbf")):
		return string(b[3:])
	}
	return latin(b)
}
