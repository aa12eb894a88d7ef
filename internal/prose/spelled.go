package prose

import (
	"maps"
	"strconv"
	"strings"
	"unicode"

	"tocsin/internal/locale"
)

// spelledNumbers returns a language's small numbers in words; nil where they are not known, or bend too much.
func spelledNumbers(p locale.Prose) map[string]int {
	if p.Numbers == "" {
		return nil
	}
	out := map[string]int{}
	n := 0
	for group := range strings.SplitSeq(p.Numbers, "|") {
		n++
		for w := range strings.FieldsSeq(group) {
			out[w] = n
		}
	}
	for i, w := range strings.Fields(p.Tens) {
		out[w] = 30 + 10*i
	}
	maps.Copy(out, locale.Pairs(p.Large))
	return out
}

// Spells reports whether the language's small numbers in words are known.
func (l *Language) Spells() bool { return l.spelled != nil || l.prose.HanNumbers }

// Spelled returns the numbers that a text says in words, as [Figure.Values] would have them.
func (l *Language) Spelled(text string, out map[string]bool) {
	if l.prose.HanNumbers {
		spelledHan(text, out)
		return
	}
	if l.spelled == nil {
		return
	}
	tensBefore := 0
	for _, w := range Words(text) {
		n, known := l.spelled[w]
		if known {
			out[strconv.Itoa(n)] = true
			if tensBefore > 0 && n < 10 {
				out[strconv.Itoa(tensBefore+n)] = true
			}
		}
		tensBefore = 0
		if known && n >= 20 && n < 100 && n%10 == 0 {
			tensBefore = n
		}
		if !known && strings.Contains(w, "-") { // twenty-four, vingt-quatre
			sum := 0
			for part := range strings.SplitSeq(w, "-") {
				sum += l.spelled[part]
			}
			if sum > 0 {
				out[strconv.Itoa(sum)] = true
			}
		}
	}
}

// spelledHan reads numbers in Chinese characters up to ninety-nine.
func spelledHan(text string, out map[string]bool) {
	const units = "〇一二三四五六七八九"
	value, seen := 0, false
	flush := func() {
		if seen {
			out[strconv.Itoa(value)] = true
		}
		value, seen = 0, false
	}
	for _, r := range text {
		if !unicode.Is(unicode.Han, r) {
			flush()
			continue
		}
		switch i := strings.IndexRune(units, r); {
		case i >= 0:
			value += i / 3 // each is three bytes
			seen = true
		case r == '两' || r == '兩' || r == '双' || r == '雙':
			value += 2
			seen = true
		case r == '十':
			value = max(value, 1) * 10
			seen = true
		case r == '百' && seen:
			value *= 100
		default:
			flush()
		}
	}
	flush()
}
