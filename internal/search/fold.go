package search

import (
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"tocsin/internal/locale"
)

// Fold makes one of the spellings that a reader may type for a word: small letters, without accents, points and
// vowel signs that many leave out, ligatures spelled out, one form of each Arabic letter. assets/search.js does the
// same, step by step; the two are tested against each other.
func Fold(s string) string {
	s = norm.NFKD.String(strings.ToLower(s))
	spelled := locale.Folds()
	var b strings.Builder
	b.Grow(len(s))
	for _, r := range s {
		switch {
		case omitted(r):
		case r >= 0x660 && r <= 0x669:
			b.WriteRune('0' + r - 0x660)
		case r >= 0x6f0 && r <= 0x6f9:
			b.WriteRune('0' + r - 0x6f0)
		default:
			if as, ok := spelled[r]; ok {
				b.WriteString(as)
			} else {
				b.WriteRune(r)
			}
		}
	}
	return norm.NFC.String(b.String())
}

// omitted reports whether a mark is left out: accents of Latin, Greek and Cyrillic letters, points of Hebrew and Arabic,
// the stroke that only stretches an Arabic word, soft hyphens and joiners. Vowels of Indian scripts stay.
func omitted(r rune) bool {
	switch {
	case r < 0x300:
		return r == 0xad
	case r <= 0x36f, r >= 0x591 && r <= 0x5c7, r >= 0x610 && r <= 0x61a, r == 0x640, r >= 0x64b && r <= 0x65f, r == 0x670,
		r >= 0x6d6 && r <= 0x6ed, r >= 0x200b && r <= 0x200f, r == 0x2060, r == 0xfeff:
		return true
	}
	return false
}

// articles are what a language writes together with the noun: a reader may type either.
var articles = sync.OnceValue(locale.Articles)

// bare takes the article off an Arabic word.
func bare(s string) string {
	if !arabic(s, 1) {
		return s
	}
	for _, a := range articles() {
		if rest, ok := strings.CutPrefix(s, a); ok && arabic(rest, 3) {
			return rest
		}
	}
	return s
}

// arabic reports whether a word begins with n Arabic letters.
func arabic(s string, n int) bool {
	for _, r := range s {
		if r < 0x600 || r > 0x6ff {
			return false
		}
		if n--; n == 0 {
			return true
		}
	}
	return false
}

// packed reports whether a letter belongs to a script without spaces between words, which is searched by pairs of
// characters. Korean has spaces, but joins its particles to the nouns.
func packed(r rune) bool {
	switch {
	case r < 0xe00:
		return false
	case r <= 0xeff, r >= 0x1000 && r <= 0x109f, r >= 0x1780 && r <= 0x17ff: // Thai and Lao, Myanmar, Khmer
		return true
	case r >= 0x3041 && r <= 0x30ff, r >= 0x3400 && r <= 0x4dbf, r >= 0x4e00 && r <= 0x9fff, r >= 0xac00 && r <= 0xd7a3, r >= 0x20000 && r <= 0x3ffff:
		return unicode.IsLetter(r) || unicode.IsMark(r)
	}
	return false
}

// wordRune reports whether a character is part of a word. An apostrophe is not: l’hameçonnage is found by its noun.
func wordRune(r rune) bool {
	if r < utf8.RuneSelf {
		return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9'
	}
	return unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.IsMark(r) || r == 0xad || r >= 0x200b && r <= 0x200d
}

// terms calls yield for each thing under which a word is found: the word folded, or the pairs of a packed script.
func terms(word string, yield func(string)) {
	word = Fold(word)
	for len(word) > 0 {
		r, _ := utf8.DecodeRuneInString(word)
		dense, end := packed(r), len(word)
		for i, c := range word {
			if packed(c) != dense {
				end = i
				break
			}
		}
		run := word[:end]
		word = word[end:]
		if !dense {
			if run = bare(run); utf8.RuneCountInString(run) > 1 {
				yield(run)
			}
			continue
		}
		pairs(run, yield)
	}
}

// pairs calls yield for each two neighbouring characters, or for the one that stands alone.
func pairs(run string, yield func(string)) {
	_, first := utf8.DecodeRuneInString(run)
	if first == len(run) {
		yield(run)
		return
	}
	for at, next := 0, first; next < len(run); {
		_, size := utf8.DecodeRuneInString(run[next:])
		yield(run[at : next+size])
		at, next = next, next+size
	}
}
