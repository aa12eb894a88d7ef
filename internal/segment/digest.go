package segment

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Digest returns twelve hexadecimal digits that stand for a text's words. Texts that differ in white space or in
// typography alone (quotes, dashes, apostrophes, dots, the spaces of French punctuation) have the same.
func Digest(text string) string {
	sum := sha256.Sum256([]byte(wordsOnly(text)))
	return hex.EncodeToString(sum[:6])
}

// wordsOnly takes from a text what is typography: what remains are its words.
func wordsOnly(text string) string {
	in := []rune(norm.NFC.String(text))
	out := make([]rune, 0, len(in))
	space := false // white space waits to be written
	for i := 0; i < len(in); i++ {
		c := in[i]
		switch {
		case unicode.IsSpace(c):
			space = true
			continue
		case c == '\u00ad' || c == '\u200b' || c == '\u200e' || c == '\u200f' || c == '\u2060' || c == '\ufeff' || c == '\ufe0e' || c == '\ufe0f':
			continue // soft hyphens, marks of direction and the like: never seen
		case strings.ContainsRune("'\"’‘‚‛“”„‟«»‹›′″`´ʼ", c):
			c = '\''
			if in[i] == '«' || in[i] == '‹' {
				for i+1 < len(in) && unicode.IsSpace(in[i+1]) {
					i++
				}
			}
			if in[i] == '»' || in[i] == '›' {
				space = false
			}
		case c == '…':
			out = emit(out, space, '.')
			out = append(out, '.')
			space, c = false, '.'
		case c == '\u2010' || c == '\u2011':
			c = '-'
		}
		if n := dash(in[i:], out, space); n > 0 {
			i += n - 1
			for i+1 < len(in) && unicode.IsSpace(in[i+1]) {
				i++
			}
			out, space = append(out, '–'), false
			continue
		}
		if strings.ContainsRune(":;!?%", c) {
			space = false
		}
		out = emit(out, space, c)
		space = false
	}
	return string(out)
}

func emit(out []rune, space bool, c rune) []rune {
	if space && len(out) > 0 && !(wide(out[len(out)-1]) && wide(c)) {
		out = append(out, ' ')
	}
	return append(out, c)
}

// wide reports whether a script puts no spaces between words, so that a line's end in the source is none either.
func wide(c rune) bool {
	return c >= 0x2e80 && (unicode.In(c, unicode.Han, unicode.Hiragana, unicode.Katakana) || c >= 0x3000 && c <= 0x303f || c >= 0xff00 && c <= 0xff60)
}

// dash returns how many characters at the start of a text are one dash: — or –, -- or ---, a hyphen between spaces or
// between digits. A hyphen in a word is none.
func dash(in, before []rune, space bool) int {
	switch {
	case in[0] == '—' || in[0] == '–' || in[0] == '−' || in[0] == '―':
		return 1
	case in[0] != '-':
		return 0
	}
	n := 1
	for n < len(in) && in[n] == '-' {
		n++
	}
	if n > 1 {
		return min(n, 3)
	}
	if space && len(in) > 1 && unicode.IsSpace(in[1]) {
		return 1
	}
	if !space && len(before) > 0 && unicode.IsDigit(before[len(before)-1]) && len(in) > 1 && unicode.IsDigit(in[1]) {
		return 1
	}
	return 0
}
