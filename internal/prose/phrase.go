package prose

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"tocsin/internal/locale"
)

// Phrase is a word, or a few, to be looked for in texts of one language in any of its inflected forms: hameçonnage is
// in "l’hameçonnage", mot de passe in "vos mots de passe". A phrase with a capital letter is found only with it.
type Phrase struct {
	words []string
	text  string                       // as written
	bent  func(word, want string) bool // nil: by the stem
	exact bool                         // capitals count
	solid bool                         // the language puts no spaces between words
}

// NewPhrase returns what is to be looked for in texts of a language.
func NewPhrase(text, lang string) Phrase {
	l := locale.ProseOf(lang)
	p := Phrase{text: text, bent: l.Inflected, exact: strings.ContainsFunc(text, unicode.IsUpper), solid: l.Unspaced}
	for _, w := range WordsAt(text) {
		p.words = append(p.words, p.of(w))
	}
	return p
}

// of returns a word as the phrase compares it.
func (p Phrase) of(w Word) string {
	if p.exact {
		return w.plain
	}
	return w.lower
}

// plainly makes one of the ways in which a word may be written: hyphens that do not break, hyphens that nobody sees.
var plainly = strings.NewReplacer("\u2011", "-", "\u2010", "-", "\u00ad", "")

// Word is a word of a text and where it stands.
type Word struct {
	Text         string
	From, To     int
	plain, lower string // as phrases compare it, made once for all of them
}

// WordsAt returns the words of a text with their places.
func WordsAt(text string) []Word {
	var out []Word
	EachWord(text, func(w string, from, to int) {
		plain := plainly.Replace(norm.NFC.String(w))
		out = append(out, Word{w, from, to, plain, strings.ToLower(plain)})
	})
	return out
}

// Find returns where a phrase stands in a text, given the text's words.
func (p Phrase) Find(text string, words []Word) (places [][2]int) {
	if p.solid && !latin(p.text) {
		for from := 0; ; {
			i := strings.Index(text[from:], p.text)
			if i < 0 {
				return places
			}
			places = append(places, [2]int{from + i, from + i + len(p.text)})
			from += i + len(p.text)
		}
	}
	if len(p.words) == 0 {
		return nil
	}
	for i := 0; i+len(p.words) <= len(words); i++ {
		ok := true
		for j, want := range p.words {
			w := words[i+j]
			if j > 0 && !near(text[words[i+j-1].To:w.From]) || !p.matches(p.of(w), want) {
				ok = false
				break
			}
		}
		if ok {
			places = append(places, [2]int{words[i].From, words[i+len(p.words)-1].To})
		}
	}
	return places
}

func latin(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool { return unicode.Is(unicode.Latin, r) })
}

// near reports whether nothing but a space or an apostrophe stands between two words.
func near(s string) bool {
	return utf8.RuneCountInString(s) == 1 && strings.ContainsAny(s, " \u00a0\u202f'’")
}

// matches reports whether a word is another, or one of its inflected forms.
func (p Phrase) matches(word, want string) bool {
	if word == want {
		return true
	}
	if p.exact && strings.ToUpper(want) == want { // an abbreviation
		return word == want+"s"
	}
	if p.bent != nil {
		return p.bent(word, want)
	}
	// The other languages bend the ends of words: what is left of a stem tells them.
	stem := want
	if r, n := utf8.DecodeLastRuneInString(want); strings.ContainsRune("аяоеёиіїьйыуюaeiouyąęéáíóúů", r) {
		stem = want[:len(want)-n]
	}
	rest, ok := strings.CutPrefix(word, stem)
	return ok && utf8.RuneCountInString(stem) >= 4 && utf8.RuneCountInString(rest) <= 4
}
