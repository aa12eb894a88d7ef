package tocsin_test

import (
	"archive/zip"
	"bytes"
	"compress/gzip"
	"compress/zlib"
	"encoding/base64"
	"encoding/binary"
	"encoding/json"
	"html"
	"io"
	"net/url"
	"path"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"unicode/utf16"
)

// secretsIn calls found for every word in a text that secretWord may have made, in whatever case.
func secretsIn(text string, found func(string)) {
	for at := 0; ; {
		i := strings.IndexAny(text[at:], "qQ")
		if i < 0 {
			return
		}
		from, end := at+i-1, at+i+1
		at = end
		if from < 0 || text[from]|0x20 != 'z' {
			continue
		}
		for end < len(text) && 'a' <= text[end]|0x20 && text[end]|0x20 <= 'z' {
			end++
		}
		if end-from >= secretLength {
			found(strings.ToLower(text[from : from+secretLength]))
		}
	}
}

// canaries finds every canary in a site, in whatever form a file holds it: each with the file, by "file: how it is read".
func canaries(site published) map[string]string {
	out := map[string]string{}
	for name, data := range site {
		if strings.HasPrefix(name, released) {
			name, data = strings.TrimPrefix(name, released), nil
		}
		look(name, data, 0, func(how, word string) { out[how+": "+word] = word })
	}
	return out
}

// most is how deep one form may stand within another: a PNG in a ZIP, its text compressed.
const most = 5

// look calls found for every canary in a file's name and bytes, read in every way that they can be read.
func look(name string, data []byte, depth int, found func(how, word string)) {
	tell := func(how, text string) {
		secretsIn(text, func(word string) { found(how, word) })
	}
	tell(name, name)
	tell(name, string(data))
	if depth == most || len(data) == 0 {
		return
	}
	within := func(how string, data []byte) {
		if len(data) > 0 {
			look(name+" > "+how, data, depth+1, found)
		}
	}
	switch {
	case bytes.HasPrefix(data, []byte("PK\x03\x04")):
		members(data, within)
		return
	case bytes.HasPrefix(data, []byte("\x1f\x8b")):
		if r, err := gzip.NewReader(bytes.NewReader(data)); err == nil {
			within("gzip", readAll(r))
		}
		return
	case bytes.HasPrefix(data, []byte("\x89PNG\r\n\x1a\n")):
		texts(data, within)
		return
	case bytes.HasPrefix(data, []byte("%PDF-")):
		streams(data, within)
		return
	}
	if terms, ok := searchTerms(path.Base(name), data); ok {
		tell(name+" > terms", terms)
	}
	text := string(data)
	if s := html.UnescapeString(text); s != text {
		tell(name+" > entities", s)
	}
	if s, err := url.PathUnescape(percents.ReplaceAllString(text, "%25$1")); err == nil && s != text {
		tell(name+" > percent", s)
	}
	if strings.Contains(text, `\u`) {
		tell(name+" > escapes", escapes.ReplaceAllStringFunc(text, func(s string) string {
			n, _ := strconv.ParseUint(s[2:], 16, 16)
			return string(utf16.Decode([]uint16{uint16(n)}))
		}))
	}
	for _, order := range []binary.ByteOrder{binary.LittleEndian, binary.BigEndian} {
		for odd := range 2 {
			tell(name+" > UTF-16", wide(data[min(odd, len(data)):], order))
		}
	}
	for _, run := range base64s.FindAll(data, -1) {
		for _, coding := range []*base64.Encoding{base64.RawStdEncoding, base64.RawURLEncoding} {
			for from := range 4 { // it may begin within another word
				run := bytes.TrimRight(run[min(from, len(run)):], "=")
				plain := make([]byte, coding.DecodedLen(len(run)))
				n, _ := coding.Decode(plain, run) // as much as can be read
				tell(name+" > base64", string(plain[:n]))
			}
		}
	}
}

var (
	percents = regexp.MustCompile(`%([^0-9A-Fa-f]|$|[0-9A-Fa-f]([^0-9A-Fa-f]|$))`) // that encode nothing
	escapes  = regexp.MustCompile(`\\u[0-9a-fA-F]{4}`)
	base64s  = regexp.MustCompile(`[A-Za-z0-9+/_-]{16,}=*`)
)

func readAll(r io.Reader) []byte {
	data, _ := io.ReadAll(io.LimitReader(r, 1<<26)) // what can be read of it
	return data
}

// wide reads bytes as UTF-16.
func wide(data []byte, order binary.ByteOrder) string {
	units := make([]uint16, len(data)/2)
	for i := range units {
		units[i] = order.Uint16(data[2*i:])
	}
	return string(utf16.Decode(units))
}

// members reads the files of a ZIP, and its remarks.
func members(data []byte, within func(string, []byte)) {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return
	}
	within("remark", []byte(z.Comment))
	for _, f := range z.File {
		within(f.Name, append([]byte(f.Comment), f.Extra...))
		if r, err := f.Open(); err == nil {
			within(f.Name, readAll(r))
			r.Close()
		}
	}
}

// texts reads the chunks of a PNG that hold words: tEXt, zTXt, iTXt, and all others that are not the picture itself.
func texts(data []byte, within func(string, []byte)) {
	for at := 8; at+12 <= len(data); {
		n, kind := int(binary.BigEndian.Uint32(data[at:])), string(data[at+4:at+8])
		if n < 0 || at+12+n > len(data) {
			return
		}
		body := data[at+8 : at+8+n]
		at += 12 + n
		if kind == "IDAT" {
			continue
		}
		within(kind, body)
		key, rest, _ := bytes.Cut(body, []byte{0})
		switch {
		case kind == "zTXt" && len(rest) > 1:
			within(kind+" "+string(key), inflate(rest[1:]))
		case kind == "iTXt" && len(rest) > 2 && rest[0] == 1:
			if parts := bytes.SplitN(rest[2:], []byte{0}, 3); len(parts) == 3 { // language, the key in it, the text
				within(kind+" "+string(key), inflate(parts[2]))
			}
		}
	}
}

// streams reads the streams of a PDF that are deflated.
func streams(data []byte, within func(string, []byte)) {
	for _, part := range bytes.Split(data, []byte("stream"))[1:] {
		within("stream", inflate(bytes.TrimLeft(part, "\r\n")))
	}
}

func inflate(data []byte) []byte {
	r, err := zlib.NewReader(bytes.NewReader(data))
	if err != nil {
		return nil
	}
	return readAll(r)
}

// searchTerms writes out the words of a search index, where each is told by how much it shares with the one before.
func searchTerms(name string, data []byte) (string, bool) {
	var index struct{ Terms string }
	if !strings.HasPrefix(name, "search-") || json.Unmarshal(data, &index) != nil {
		return "", false
	}
	var all, last []rune
	for term := range strings.FieldsSeq(index.Terms) {
		keep, err := strconv.ParseInt(term[:1], 36, 0)
		if err != nil || int(keep) > len(last) {
			return "", false
		}
		last = append(last[:keep:keep], []rune(term[1:])...)
		all = append(append(all, last...), '\n')
	}
	return string(all), true
}

// What hides a word from a plain search does not hide it from this one.
func TestCanaryInEveryForm(t *testing.T) {
	const word = "zqabcdefghij"
	var zipped, gzipped bytes.Buffer
	z := zip.NewWriter(&zipped)
	f, _ := z.Create("a.html")
	io.WriteString(f, "&#122;qabcdefghij")
	z.Close()
	g := gzip.NewWriter(&gzipped)
	g.Write(zipped.Bytes())
	g.Close()
	utf := func(order binary.AppendByteOrder) (out []byte) {
		for _, u := range utf16.Encode([]rune(word)) {
			out = order.AppendUint16(out, u)
		}
		return out
	}
	chunk := func(kind string, body ...byte) []byte {
		out := append([]byte("\x89PNG\r\n\x1a\n"), 0, 0, 0, byte(len(body)))
		return append(append(append(out, kind...), body...), 0, 0, 0, 0)
	}
	deflated := func(s string) []byte {
		var b bytes.Buffer
		w := zlib.NewWriter(&b)
		io.WriteString(w, s)
		w.Close()
		return b.Bytes()
	}
	for form, data := range map[string][]byte{
		"plain":                []byte("<p>ZQabcdefghij</p>"),
		"entities":             []byte("z&#113;abcdefghi&#x6a;"),
		"percent":              []byte("100% of /%7Aqabcdefghi%6A/%"),
		"escapes":              []byte(`{"a": "z\u0071abcdefghij"}`),
		"UTF-16, little":       append([]byte{'x'}, utf(binary.LittleEndian)...),
		"UTF-16, big":          append([]byte{0xfe, 0xff}, utf(binary.BigEndian)...),
		"base64":               []byte("src=\"data:text/plain;base64," + base64.StdEncoding.EncodeToString([]byte("??>"+word)) + "\""),
		"base64 for addresses": []byte("id=" + base64.RawURLEncoding.EncodeToString([]byte("??>>"+word))),
		"a ZIP in gzip":        gzipped.Bytes(),
		"tEXt":                 chunk("tEXt", []byte("a\x00"+word)...),
		"zTXt":                 chunk("zTXt", append([]byte("a\x00\x00"), deflated(word)...)...),
		"iTXt":                 chunk("iTXt", append([]byte("a\x00\x01\x00en\x00a\x00"), deflated(word)...)...),
		"a stream of a PDF":    append([]byte("%PDF-1.7\n1 0 obj\n<</Filter/FlateDecode>>\nstream\r\n"), deflated(word)...),
		"terms":                []byte(`{"terms": "0zqabcdzz 6efghij"}`),
	} {
		name, found := "file", false
		if form == "terms" {
			name = "search-ca-en.json"
		}
		look(name, data, 0, func(_, w string) { found = found || w == word })
		if !found {
			t.Errorf("%s: the word is not found in %q", form, data)
		}
	}
}
