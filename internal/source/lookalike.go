package source

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"tocsin/internal/diag"
	"tocsin/internal/rule"
)

// script is one of the three alphabets whose letters can be taken for each other's.
type script uint8

const (
	noScript script = iota
	latin
	cyrillic
	greek
)

// alike are the letters of an alphabet that most typefaces draw as a letter of the Latin one, and those of the Latin one
// that they draw as a Cyrillic letter. Letters that differ to the eye, such as the small к and α, are not in it: words
// with them deceive nobody, and science has many.
var alike = map[script]string{
	cyrillic: "асеорхуіјѕһԁԛԝӏАВСЕНІЈКМОРЅТХУҺԌЅ",
	greek:    "ονριυΑΒΕΖΗΙΚΜΝΟΡΤΥΧϲ",
	latin:    "aceopxyijshdqwlABCEHIJKMOPSTXY",
}

// shortWord is how many letters a word has in which two alphabets are a formula or a unit: hν, ρV, CО2.
const shortWord = 4

// lookalikes tells of words whose letters are of two alphabets that look alike: a frauds' trick, or a slip of a keyboard
// with two layouts. Readers' searches and screen readers do not find such a word, and reviewers do not see it.
func (r *reader) lookalikes(text []byte) {
	line := 0
	for raw := range bytes.Lines(text) {
		line++
		if bytes.ContainsFunc(raw, func(c rune) bool { return scriptOf(c) > latin }) {
			r.lookalikesOf(string(raw), line)
		}
	}
}

func (r *reader) lookalikesOf(raw string, line int) {
	for start := 0; start < len(raw); {
		c, size := utf8.DecodeRuneInString(raw[start:])
		if !inWord(c) {
			start += size
			continue
		}
		word := raw[start:]
		if end := strings.IndexFunc(word, func(c rune) bool { return !inWord(c) }); end >= 0 {
			word = word[:end]
		}
		if odd, ok := oddLetter(word); ok && !inHost(raw[:start]) {
			at := diag.Pos{File: r.file, Line: line, Column: utf8.RuneCountInString(raw[:start]) + 1}.To(utf8.RuneCountInString(word))
			r.diags.Add(at, rule.MixedAlphabets, "word", word, "letter", string(odd), "char", fmt.Sprintf("U+%04X", odd), "alphabet", alphabetName(scriptOf(odd)))
		}
		start += len(word)
	}
}

// inHost reports whether what follows belongs to the host of an address, for which doubtful-address is there.
func inHost(before string) bool {
	i := strings.LastIndex(before, "://")
	return i >= 0 && !strings.ContainsAny(before[i+len("://"):], "/?# \t<>()\"'")
}

func inWord(c rune) bool { return unicode.IsLetter(c) || unicode.IsMark(c) }

func scriptOf(c rune) script {
	switch {
	case c < 0x250:
		if c < 0x80 && !unicode.IsLetter(c) {
			return noScript
		}
		return latin
	case unicode.Is(unicode.Cyrillic, c):
		return cyrillic
	case unicode.Is(unicode.Greek, c):
		return greek
	case unicode.Is(unicode.Latin, c):
		return latin
	}
	return noScript
}

func alphabetName(s script) rule.Text {
	switch s {
	case cyrillic:
		return rule.PartCyrillic.With()
	case greek:
		return rule.PartGreek.With()
	}
	return rule.PartLatin.With()
}

// oddLetter returns the first letter of a word that stands in for one of another alphabet. Of the two alphabets of such
// a word, every letter of the one with fewer looks like one of the other: "Δt" and "web" with a Russian ending do not.
func oddLetter(word string) (rune, bool) {
	var of [greek + 1][]rune
	letters := 0
	for _, c := range word {
		if s := scriptOf(c); s != noScript && unicode.IsLetter(c) {
			of[s] = append(of[s], c)
			letters++
		}
	}
	if letters < shortWord {
		return 0, false
	}
	for _, pair := range [...][2]script{{latin, cyrillic}, {latin, greek}, {greek, cyrillic}} {
		a, b := pair[0], pair[1]
		if len(of[a]) == 0 || len(of[b]) == 0 {
			continue
		}
		if b == greek && len(of[b]) == 1 && unicode.IsLower(of[b][0]) && strings.HasPrefix(word, string(of[b][0])) {
			continue // a physical quantity: νmax, ρcrit
		}
		if len(of[b]) > len(of[a]) {
			a, b = b, a
		}
		if looksLike(b, of[b]) {
			return of[b][0], true
		}
		if len(of[a]) == len(of[b]) && looksLike(a, of[a]) {
			return of[a][0], true
		}
	}
	return 0, false
}

func looksLike(s script, letters []rune) bool {
	return !slices.ContainsFunc(letters, func(c rune) bool { return !strings.ContainsRune(alike[s], c) })
}
