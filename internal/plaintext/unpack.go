package plaintext

import (
	"archive/zip"
	"bytes"
	"compress/gzip"
	"compress/zlib"
	"encoding/base64"
	"encoding/binary"
	"io"
	"regexp"
	"strconv"
	"unicode/utf16"
	"unicode/utf8"
)

const (
	maxUnpacked = 256 << 20 // bytes that one file may hold when it is unpacked: more is no text of a site
	maxPacked   = 5         // forms within each other: a PNG in a ZIP, its text compressed
)

// unpacker gathers the texts in a file.
type unpacker struct {
	texts []string
	left  int64 // bytes that may still be unpacked
}

// read takes a file's texts, whatever form it has.
func (u *unpacker) read(data []byte, depth int) {
	if len(data) == 0 || depth > maxPacked {
		return
	}
	switch {
	case bytes.HasPrefix(data, []byte("\x1f\x8b")):
		if r, err := gzip.NewReader(bytes.NewReader(data)); err == nil {
			u.texts = append(u.texts, r.Name, r.Comment)
			u.read(u.all(r), depth+1)
			return
		}
	case bytes.HasPrefix(data, []byte("PK")):
		if r, err := zip.NewReader(bytes.NewReader(data), int64(len(data))); err == nil {
			u.archive(r, depth)
			return
		}
	case bytes.HasPrefix(data, []byte("\x89PNG\r\n\x1a\n")):
		if u.chunks(data, depth) {
			return
		}
	case bytes.HasPrefix(data, []byte("%PDF-")):
		u.streams(data, depth)
	}
	if bytes.IndexByte(data, 0) < 0 && utf8.Valid(data) {
		u.texts = append(u.texts, decoded(string(data))...)
		u.base64(data, depth)
		return
	}
	u.texts = append(u.texts, decoded(printable(data))...)
	u.base64(data, depth)
	for _, order := range []binary.ByteOrder{binary.LittleEndian, binary.BigEndian} {
		for odd := range 2 {
			if text := wide(data[min(odd, len(data)):], order); text != "" {
				u.texts = append(u.texts, decoded(text)...)
			}
		}
	}
}

// all reads what there is, as far as it can be read: a file that is cut short, or damaged, says something too.
func (u *unpacker) all(r io.Reader) []byte {
	data, _ := io.ReadAll(io.LimitReader(r, u.left))
	u.left -= int64(len(data))
	return data
}

func (u *unpacker) inflate(data []byte) []byte {
	r, err := zlib.NewReader(bytes.NewReader(data))
	if err != nil {
		return nil
	}
	return u.all(r)
}

// archive reads the files of a ZIP, their names and remarks.
func (u *unpacker) archive(r *zip.Reader, depth int) {
	u.texts = append(u.texts, r.Comment)
	for _, f := range r.File {
		u.texts = append(u.texts, f.Name, f.Comment)
		u.read(f.Extra, depth+1)
		if open, err := f.Open(); err == nil {
			u.read(u.all(open), depth+1)
			open.Close()
		}
	}
}

// chunks reads what stands in a PNG besides its pixels: tEXt, zTXt, iTXt and whatever else, and what follows its end. It
// reports whether the chunks are whole; if not, the file is bytes like any other.
func (u *unpacker) chunks(data []byte, depth int) bool {
	const around = 12 // a chunk's length and kind before, its checksum after
	at, last := 8, ""
	for last != "IEND" {
		if len(data)-at < around {
			return false
		}
		n := int(binary.BigEndian.Uint32(data[at:]))
		if n > len(data)-at-around {
			return false
		}
		last = string(data[at+4 : at+8])
		if last != "IDAT" {
			u.chunk(last, data[at+8:at+8+n], depth)
		}
		at += around + n
	}
	u.read(data[at:], depth+1)
	return true
}

func (u *unpacker) chunk(kind string, body []byte, depth int) {
	u.read(body, depth+1)
	_, rest, _ := bytes.Cut(body, []byte{0})
	switch {
	case (kind == "zTXt" || kind == "iCCP") && len(rest) > 1:
		u.read(u.inflate(rest[1:]), depth+1)
	case kind == "iTXt" && len(rest) > 2 && rest[0] == 1:
		if parts := bytes.SplitN(rest[2:], []byte{0}, 3); len(parts) == 3 { // language, the key in it, the text
			u.read(u.inflate(parts[2]), depth+1)
		}
	}
}

// streams reads the streams of a PDF that are deflated.
func (u *unpacker) streams(data []byte, depth int) {
	for _, after := range bytes.Split(data, []byte("stream"))[1:] {
		stream := u.inflate(bytes.TrimLeft(after, "\r\n"))
		u.read(stream, depth+1)
		if bytes.Contains(stream, []byte("TJ")) {
			u.texts = append(u.texts, string(kerned.ReplaceAllFunc(stream, func(gap []byte) []byte {
				by, _ := strconv.ParseFloat(string(kerned.FindSubmatch(gap)[1]), 64)
				if by < -wordGap {
					return []byte(" ")
				}
				return nil
			})))
		}
	}
}

// kerned is what parts the letters of a word in a PDF: (W)80(ord). A gap as wide as wordGap, in thousandths of the type's
// size, parts words.
var kerned = regexp.MustCompile(`\)\s*(-?[0-9.]+)\s*\(`)

const wordGap = 150

// runs are what may be written as base64: lines of it, as in mail, are one.
var runs = regexp.MustCompile(`(?:[A-Za-z0-9+/_-]{16,}(?:\r?\n)?)+={0,2}`)

// base64 reads what is written so, for mail and in addresses. It may begin within another word.
func (u *unpacker) base64(data []byte, depth int) {
	for _, run := range runs.FindAll(data, -1) {
		run = bytes.ReplaceAll(bytes.ReplaceAll(bytes.TrimRight(run, "="), []byte("\r"), nil), []byte("\n"), nil)
		for i, c := range run { // the two alphabets differ in two signs
			switch c {
			case '-':
				run[i] = '+'
			case '_':
				run[i] = '/'
			}
		}
		for from := range 4 {
			coded := run[min(from, len(run)):]
			if len(coded)%4 == 1 {
				coded = coded[:len(coded)-1]
			}
			plain := make([]byte, base64.RawStdEncoding.DecodedLen(len(coded)))
			n, _ := base64.RawStdEncoding.Decode(plain, coded)
			if plain = plain[:n]; says(plain) {
				u.read(plain, depth+1)
			}
		}
	}
}

// says reports whether bytes may be text or something packed: most of what looks like base64 is a path or a sum.
func says(data []byte) bool {
	for _, magic := range []string{"\x1f\x8b", "PK\x03\x04", "\x89PNG", "%PDF-", "\xfe\xff", "\xff\xfe"} {
		if bytes.HasPrefix(data, []byte(magic)) {
			return true
		}
	}
	const shortest = 8
	run, zeros := 0, 0
	for len(data) > 0 && run < shortest && zeros < shortest/2 {
		c, size := utf8.DecodeRune(data)
		switch {
		case c == 0:
			zeros++ // every other byte of UTF-16
		case c < ' ' && c != '\n' && c != '\r' && c != '\t', c == 0x7f, c == utf8.RuneError && size == 1:
			run, zeros = 0, 0
		default:
			run += size
		}
		data = data[size:]
	}
	return len(data) > 0 || run >= shortest || zeros >= shortest/2
}

// printable returns the runs of text in bytes that are something else, a run a line.
func printable(data []byte) string {
	const shortest = 6
	var out, run []byte
	for _, c := range data {
		switch {
		case c >= ' ' && c != 0x7f && c < 0xf8 || c == '\n' || c == '\t':
			run = append(run, c)
		default:
			if len(run) >= shortest {
				out = append(append(out, run...), '\n')
			}
			run = run[:0]
		}
	}
	return string(append(out, run...))
}

// wide returns the runs of text in bytes that are read as UTF-16, a run a line. Bytes that are something else give signs
// of every script, and so a run counts if it is of few blocks of 256 characters.
func wide(data []byte, order binary.ByteOrder) string {
	const shortest = 6
	var out, run []uint16
	end := func() {
		if len(run) >= shortest && ofFewBlocks(run) {
			out = append(append(out, run...), '\n')
		}
		run = run[:0]
	}
	for ; len(data) >= 2; data = data[2:] {
		c := order.Uint16(data)
		if c < ' ' && c != '\n' && c != '\r' && c != '\t' || c >= 0xfff0 || c >= 0xd800 && c < 0xe000 && !utf16.IsSurrogate(rune(c)) {
			end()
			continue
		}
		run = append(run, c)
	}
	end()
	return string(utf16.Decode(out))
}

func ofFewBlocks(run []uint16) bool {
	var blocks [256]bool
	n := 0
	for _, c := range run {
		switch {
		case c >= 0x3000 && c < 0xa000: // Chinese and Japanese
			c = 0x3000
		case c >= 0xac00 && c < 0xd800: // Korean
			c = 0xac00
		}
		if !blocks[c>>8] {
			blocks[c>>8] = true
			n++
		}
	}
	return n <= 4+len(run)/8
}
