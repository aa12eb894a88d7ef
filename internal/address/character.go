package address

import (
	"fmt"
	"unicode"
	"unicode/utf8"

	"tocsin/internal/diag"
	"tocsin/internal/rule"
)

// readable refuses what nobody can see and browsers drop, mend or encode without a word: control characters, characters
// without a shape, spaces that are none, backslashes.
func readable(text string, p *diag.List) bool {
	if text == "" {
		p.Add(nowhere, rule.URLEmpty)
		return false
	}
	if !utf8.ValidString(text) {
		p.Add(nowhere, rule.URLBytes)
		return false
	}
	runes := []rune(text)
	for i, c := range runes {
		switch {
		case c == '\\':
			p.Add(nowhere, rule.URLBackslash)
		case c == utf8.RuneError:
			p.Add(nowhere, rule.URLLost, "char", name(c))
		case c != ' ' && unicode.IsSpace(c), c != ' ' && unicode.Is(unicode.Zs, c):
			p.Add(nowhere, rule.URLSpace, "char", name(c))
		case unicode.IsControl(c):
			p.Add(nowhere, rule.URLControl, "char", name(c))
		case Invisible(c) && !joins(runes, i):
			p.Add(nowhere, rule.URLInvisible, "char", name(c))
		default:
			continue
		}
		return false
	}
	return true
}

// blank are the characters beside Unicode's format characters that have no shape.
var blank = &unicode.RangeTable{R16: []unicode.Range16{
	{Lo: 0x034F, Hi: 0x034F, Stride: 1}, // combining grapheme joiner
	{Lo: 0x115F, Hi: 0x1160, Stride: 1}, // Hangul fillers
	{Lo: 0x17B4, Hi: 0x17B5, Stride: 1}, // Khmer inherent vowels
	{Lo: 0x180B, Hi: 0x180F, Stride: 1}, // Mongolian variation selectors
	{Lo: 0x2800, Hi: 0x2800, Stride: 1}, // blank Braille pattern
	{Lo: 0x3164, Hi: 0x3164, Stride: 1}, // Hangul filler
	{Lo: 0xFE00, Hi: 0xFE0F, Stride: 1}, // variation selectors
	{Lo: 0xFFA0, Hi: 0xFFA0, Stride: 1}, // half-width Hangul filler
	{Lo: 0xFFF0, Hi: 0xFFF8, Stride: 1}, // unassigned, ignored by default
}, R32: []unicode.Range32{
	{Lo: 0xE0000, Hi: 0xE0FFF, Stride: 1}, // tags and further variation selectors
}}

// Invisible reports whether a character has no shape of its own and is not a space: it can hide in a text, or turn the
// order of what stands beside it.
func Invisible(c rune) bool {
	return c > 0x7F && (unicode.Is(unicode.Cf, c) && !unicode.Is(unicode.Prepended_Concatenation_Mark, c) || unicode.Is(blank, c))
}

// joins reports whether an invisible character does its work between letters or pictures: some scripts spell with a
// joiner or a non-joiner, and emoji are put together with joiners and selectors.
func joins(text []rune, i int) bool {
	if i == 0 {
		return false
	}
	before := text[i-1]
	switch c := text[i]; {
	case c == 0xFE0F || c == 0xFE0E:
		return unicode.Is(unicode.So, before) || unicode.Is(unicode.Sk, before)
	case c != 0x200C && c != 0x200D || i+1 == len(text):
		return false
	}
	after := text[i+1]
	if text[i] == 0x200D && unicode.Is(unicode.So, after) {
		return unicode.Is(unicode.So, before) || unicode.Is(unicode.Sk, before) || before == 0xFE0F
	}
	return spellsWithJoiner(before) && spellsWithJoiner(after) && unicode.IsLetter(after)
}

// spellsWithJoiner reports whether a character is of a script that spells with U+200C and U+200D.
func spellsWithJoiner(c rune) bool {
	return unicode.In(c, unicode.Arabic, unicode.Syriac, unicode.Mongolian, unicode.Nko, unicode.Devanagari, unicode.Bengali,
		unicode.Gurmukhi, unicode.Gujarati, unicode.Oriya, unicode.Tamil, unicode.Telugu, unicode.Kannada, unicode.Malayalam,
		unicode.Sinhala, unicode.Khmer, unicode.Myanmar, unicode.Tibetan)
}

// name is how a character is called that cannot be shown.
func name(c rune) string { return fmt.Sprintf("U+%04X", c) }
