package markdown

import (
	"bytes"
	"regexp"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

// A telephone number or a date in digits, among words that are written from right to left, is shown with its groups in
// the wrong order: after an Arabic letter, digits count as Arabic, and signs between them turn round. Isolates (U+2066
// and U+2069) keep such a number as it was written, in attributes and plain text too.
const (
	isolateOpen  = "\u2066"
	isolateClose = "\u2069"
)

// leastIsolated is from how many digits on groups of digits are taken for one number. Fewer may be a range (10-15),
// which readers do read from right to left.
const leastIsolated = 7

var groupedNumber = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`\+?\(?\p{Nd}(?:[ \x{a0}\x{202f}().\-\x{2011}/]{0,3}\p{Nd})+`)
})

// isolated returns text with its numbers of several groups isolated. It is idempotent.
func isolated(b []byte) []byte {
	if bytes.IndexFunc(b, unicode.IsDigit) < 0 {
		return b
	}
	var out []byte
	from := 0
	for _, m := range groupedNumber().FindAllIndex(b, -1) {
		if !oneNumber(string(b[m[0]:m[1]])) || bytes.HasSuffix(b[:m[0]], []byte(isolateOpen)) {
			continue
		}
		if r, _ := utf8.DecodeLastRune(b[:m[0]]); unicode.IsLetter(r) && r < 0x590 || r == '/' || r == '&' || r == '#' || r == '@' {
			continue // part of a word, an address or an entity
		}
		out = append(append(append(append(out, b[from:m[0]]...), isolateOpen...), b[m[0]:m[1]]...), isolateClose...)
		from = m[1]
	}
	if out == nil {
		return b
	}
	return append(out, b[from:]...)
}

// oneNumber reports whether groups of digits belong together: there are enough digits, and they are not two ends of a
// range, 2025-2026.
func oneNumber(s string) bool {
	groups := strings.FieldsFunc(s, func(r rune) bool { return !unicode.IsDigit(r) })
	digits := 0
	for _, g := range groups {
		digits += utf8.RuneCountInString(g)
	}
	if digits < leastIsolated || len(groups) == 1 && s[0] != '+' {
		return false
	}
	return len(groups) != 2 || len(groups[0]) != len(groups[1]) || strings.ContainsAny(s, "+(")
}
