package markdown

import (
	"bytes"
	"strconv"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/util"
)

// clean returns a body as the rest of the package wants it: lines end with \n alone, control characters and bytes that
// are no UTF-8 are U+FFFD. No character changes its line or column by it. A clean body is returned as it is.
func clean(b []byte) []byte {
	dirty := !utf8.Valid(b)
	for _, c := range b {
		if c < ' ' && c != '\n' && c != '\t' {
			dirty = true
			break
		}
	}
	if !dirty {
		return b
	}
	out := make([]byte, 0, len(b)+16)
	for i := 0; i < len(b); {
		c := b[i]
		if c >= utf8.RuneSelf {
			r, n := utf8.DecodeRune(b[i:])
			out = utf8.AppendRune(out, r)
			i += n
			continue
		}
		i++
		switch {
		case c == '\r' && i < len(b) && b[i] == '\n':
		case c == '\r':
			out = append(out, '\n')
		case c < ' ' && c != '\n' && c != '\t':
			out = utf8.AppendRune(out, utf8.RuneError)
		default:
			out = append(out, c)
		}
	}
	return out
}

// appendDecoded appends Markdown text with its backslash escapes and character references resolved.
func appendDecoded(dst, b []byte) []byte {
	for len(b) > 0 {
		i := bytes.IndexAny(b, `\&`)
		if i < 0 {
			break
		}
		dst = append(dst, b[:i]...)
		b = b[i:]
		if b[0] == '\\' {
			if len(b) > 1 && util.IsPunct(b[1]) {
				b = b[1:]
			}
			dst = append(dst, b[0])
			b = b[1:]
			continue
		}
		var n int
		dst, n = appendReference(dst, b)
		b = b[n:]
	}
	return append(dst, b...)
}

// appendReference appends what the character reference at the start of b stands for, or its &, and returns how many
// bytes of b that took.
func appendReference(dst, b []byte) ([]byte, int) {
	end := bytes.IndexByte(b[:min(len(b), 40)], ';')
	if end < 2 {
		return append(dst, '&'), 1
	}
	name := b[1:end]
	if name[0] != '#' {
		for _, c := range name {
			if !isAlnum(c) {
				return append(dst, '&'), 1
			}
		}
		if e, ok := util.LookUpHTML5EntityByName(string(name)); ok {
			return append(dst, e.Characters...), end + 1
		}
		return append(dst, '&'), 1
	}
	digits, base, most := string(name[1:]), 10, 7
	if len(digits) > 0 && (digits[0] == 'x' || digits[0] == 'X') {
		digits, base, most = digits[1:], 16, 6
	}
	v, err := strconv.ParseUint(digits, base, 32)
	if err != nil || len(digits) > most {
		return append(dst, '&'), 1
	}
	r := rune(v)
	if r < ' ' && r != '\n' && r != '\t' || !utf8.ValidRune(r) {
		r = utf8.RuneError
	}
	return utf8.AppendRune(dst, r), end + 1
}

// decoded is appendDecoded into the renderer's own scratch; the result holds until the next call.
func (r *renderer) decoded(b []byte) []byte {
	if bytes.IndexByte(b, '\\') < 0 && bytes.IndexByte(b, '&') < 0 {
		return b
	}
	r.scratch = appendDecoded(r.scratch[:0], b)
	return r.scratch
}

// counter counts words while text passes by: a word goes on across emphasis and ends with white space or a block.
// In scripts that put no spaces between words, each character counts.
type counter struct {
	words int
	in    bool
}

func (c *counter) count(b []byte) {
	in, words := c.in, c.words
	for i := 0; i < len(b); {
		x := b[i]
		if x < utf8.RuneSelf {
			i++
			switch {
			case isAlnum(x):
				if !in {
					in = true
					words++
				}
			case x <= ' ':
				in = false
			}
			continue
		}
		r, n := utf8.DecodeRune(b[i:])
		i += n
		switch {
		case isSpace(r) || r == '—':
			in = false
		case r >= 0xe00 && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao,
			unicode.Khmer, unicode.Myanmar):
			words++
			in = false
		case !in && (unicode.IsLetter(r) || unicode.IsNumber(r)):
			in = true
			words++
		}
	}
	c.in, c.words = in, words
}
