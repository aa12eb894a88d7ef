package address

import (
	"encoding/hex"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Readable returns the address as people read and say it: a web address without its scheme, "www." and the last slash,
// its host and path in their own letters where nothing can be taken for something else.
func (a Address) Readable() string {
	if !a.IsWeb() {
		_, rest, _ := strings.Cut(a.get().text, ":")
		return rest
	}
	_, rest, _ := strings.Cut(a.get().text, "//")
	rest = strings.TrimPrefix(rest, a.get().host)
	host := a.get().letters
	if a.get().doubtful {
		host = a.get().host
	}
	return strings.TrimSuffix(strings.TrimPrefix(host, "www.")+letters(rest), "/")
}

// letters undoes the escapes of letters beyond ASCII, and of nothing else.
func letters(path string) string {
	if !strings.Contains(path, "%") {
		return path
	}
	var b strings.Builder
	for i := 0; i < len(path); {
		raw := escapes(path[i:])
		for len(raw) > 0 {
			c, n := utf8.DecodeRune(raw)
			if n > 1 && unicode.In(c, unicode.L, unicode.M, unicode.N) && !Invisible(c) {
				b.WriteRune(c)
			} else {
				n = 1
				b.WriteString(path[i : i+3])
			}
			raw, i = raw[n:], i+3*n
		}
		if i < len(path) {
			b.WriteByte(path[i])
			i++
		}
	}
	return b.String()
}

// escapes returns the bytes that the escapes at the beginning of a text stand for.
func escapes(s string) (out []byte) {
	for len(s) >= 3 && s[0] == '%' {
		b, err := hex.DecodeString(s[1:3])
		if err != nil {
			break
		}
		out, s = append(out, b[0]), s[3:]
	}
	return out
}
