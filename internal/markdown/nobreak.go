package markdown

import (
	"bytes"
	"unicode"
	"unicode/utf8"
)

// joined writes text without marks, with its words joined where no line may end: 10 $, 1 000 000, 14 h 30, M. Tremblay.
// Only a single space between two words is changed, and only within one piece of text.
func (w *writer) joined(b []byte) {
	from := 0
	for i := 0; ; {
		at, end, space := w.nextJoin(b, i)
		if end == 0 {
			break
		}
		for at < end {
			w.put(b[from:at])
			w.str(space)
			from = at + 1
			next := bytes.IndexByte(b[from:end], ' ')
			if next < 0 {
				break
			}
			at = from + next
		}
		i = end
	}
	w.put(b[from:])
}

// joinsAny reports whether anything in a text would be joined.
func (w *writer) joinsAny(s string) bool {
	_, end, _ := w.nextJoin([]byte(s), 0)
	return end > 0
}

// nextJoin finds the next space, from an offset on, at which a line may not end. Every space up to end is replaced by
// the one returned; end is 0 where there is none.
func (w *writer) nextJoin(b []byte, from int) (at, end int, space string) {
	for i := from; i < len(b); i++ {
		n := bytes.IndexByte(b[i:], ' ')
		if n < 0 {
			break
		}
		i += n
		if i == 0 || i == len(b)-1 {
			continue
		}
		if end, space := w.join(b, i); end > 0 {
			return i, end, space
		}
	}
	return 0, 0, ""
}

// join decides about the space at i, which is neither the first byte nor the last.
func (w *writer) join(b []byte, i int) (end int, space string) {
	before, after := isDigit(b[i-1]), isDigit(b[i+1])
	switch {
	case before && after:
		if end := thousands(b, i); end > 0 {
			return end, w.rules.Group
		}
		return 0, ""
	case before:
		if word := unitAt(b[i+1:]); word != nil && number(b[:i]) && w.rules.Units(string(word)) {
			return i + 1, w.rules.Unit
		}
		return 0, ""
	case after:
		if word := lastWord(b[:i]); len(word) > 0 && len(word) <= 8 && (w.rules.Labels(string(word)) || w.rules.Hours && hour(b, i)) {
			return i + 1, w.rules.Unit
		}
		return 0, ""
	}
	if c := b[i+1]; c >= 'A' && c <= 'Z' || c >= 0xc3 { // a name begins with a capital, which may have an accent
		r, _ := utf8.DecodeRune(b[i+1:])
		word := lastWord(b[:i])
		if unicode.IsUpper(r) && len(word) > 0 && len(word) <= 6 && word[0] >= 'A' && word[0] <= 'Z' && w.rules.Titles(string(word)) {
			return i + 1, w.rules.Unit
		}
	}
	return 0, ""
}

// thousands returns where a number ends that has its first group before the space at i: one to three digits, then
// groups of three. It is 0 where the digits are anything else, such as a telephone number.
func thousands(b []byte, i int) int {
	first := i
	for first > 0 && isDigit(b[first-1]) {
		first--
	}
	if i-first > 3 || first > 0 && (bytes.IndexByte([]byte("-.,+/#)"), b[first-1]) >= 0 || isAlnum(b[first-1])) {
		return 0
	}
	if before := bytes.TrimRight(b[:first], " "); first > 0 && len(before) > 0 && isDigit(before[len(before)-1]) {
		return 0 // more digits stand before it
	}
	if r, _ := utf8.DecodeLastRune(b[:first]); r == '\u00a0' || r == '\u202f' || r == '\u2011' || unicode.IsLetter(r) {
		return 0
	}
	end := i
	for {
		n := spaceLen(b[end:])
		if n == 0 || !isGroup(b[end+n:]) {
			break
		}
		end += n + 3
	}
	rest := b[end:]
	if n := spaceLen(rest); end == i || n > 0 && len(rest) > n && isDigit(rest[n]) {
		return 0
	}
	if r, _ := utf8.DecodeRune(rest); r == '-' || r == '\u2011' || r == '/' || len(rest) > 0 && (unicode.IsLetter(r) || isDigit(rest[0])) {
		return 0
	}
	return end
}

// isGroup reports whether text begins with three digits and no fourth.
func isGroup(b []byte) bool {
	return len(b) >= 3 && isDigit(b[0]) && isDigit(b[1]) && isDigit(b[2]) && (len(b) == 3 || !isDigit(b[3]))
}

// spaceLen returns the length of the space that text begins with: a usual one, or one that does not break.
func spaceLen(b []byte) int {
	if len(b) > 0 && b[0] == ' ' {
		return 1
	}
	if r, n := utf8.DecodeRune(b); r == '\u00a0' || r == '\u202f' {
		return n
	}
	return 0
}

// number reports whether text ends with digits that are no part of a name, as in IC3.
func number(b []byte) bool {
	for len(b) > 0 && isDigit(b[len(b)-1]) {
		b = b[:len(b)-1]
	}
	r, _ := utf8.DecodeLastRune(b)
	return !unicode.IsLetter(r)
}

// unitAt returns what may be a unit at the start of a text: letters and signs that end with the word. It is nil for
// what goes on with an apostrophe, a hyphen or a digit.
func unitAt(b []byte) []byte {
	end := 0
	for end < len(b) {
		r, n := utf8.DecodeRune(b[end:])
		switch {
		case unicode.IsLetter(r), r == '%', r == '‰', r == '°', r == '/', unicode.Is(unicode.Sc, r):
			end += n
			continue
		case r == '\'', r == '’', r == '-', r == '\u2011', isDigit(b[end]):
			return nil
		}
		return b[:end]
	}
	return b
}

// hour reports whether the space at i stands between the h and the two digits of "14 h 30".
func hour(b []byte, i int) bool {
	if b[i-1] != 'h' || len(b) < i+3 || !isDigit(b[i+2]) || len(b) > i+3 && isDigit(b[i+3]) {
		return false
	}
	before := bytes.TrimSuffix(bytes.TrimSuffix(bytes.TrimSuffix(b[:i-1], []byte(" ")), []byte("\u00a0")), []byte("\u202f"))
	return len(before) > 0 && isDigit(before[len(before)-1])
}

// lastWord returns the word that text ends with, back to a space, a bracket or an apostrophe.
func lastWord(b []byte) []byte {
	for at := len(b); at > 0; {
		r, n := utf8.DecodeLastRune(b[:at])
		if r == ' ' || r == '\n' || r == '(' || r == '’' || r == '\'' || r == '\u00a0' || r == '\u202f' {
			return b[at:]
		}
		at -= n
	}
	return b
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }
