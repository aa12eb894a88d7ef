package prose

import (
	"strings"
	"unicode"

	"tocsin/internal/locale"
)

// Measure is what a reading level is made of.
type Measure struct {
	Sentences, Words, Syllables int
	Longest                     string // the longest sentence
	Length                      int    // its words
}

// Add takes a block of running text in: its sentences that have at least two words.
func (m *Measure) Add(text, lang string) {
	formula := locale.ProseOf(lang).Reading
	for _, s := range Sentences(text) {
		n := 0
		EachWord(s, func(w string, _, _ int) {
			n++
			if strings.IndexFunc(w, unicode.IsLetter) >= 0 {
				m.Syllables += syllables(w, formula)
			} else {
				m.Syllables++
			}
		})
		if n < 2 {
			continue
		}
		m.Sentences++
		m.Words += n
		if n > m.Length {
			m.Longest, m.Length = s, n
		}
	}
}

// Level returns how easy a text is to read, by the formula of its language. For English it is a school grade, the lower
// the easier (Flesch–Kincaid); for French (Kandel–Moles) and Spanish (Fernández-Huerta) an ease, the higher the easier.
// ok is false for a language without a formula, and for a text of fewer than a hundred words, which says too little.
func (m *Measure) Level(lang string) (level float64, ok bool) {
	if m.Words < 100 || m.Sentences == 0 {
		return 0, false
	}
	length, weight := float64(m.Words)/float64(m.Sentences), float64(m.Syllables)/float64(m.Words)
	r := locale.ProseOf(lang).Reading
	if r == nil {
		return 0, false
	}
	return r.Level(length, weight), true
}

// Easier reports whether a lower level is the easier one.
func Easier(lang string) (lower bool) {
	r := locale.ProseOf(lang).Reading
	return r != nil && r.LowerIsEasier
}

// syllables counts the syllables of a word, by its runs of vowels where the language has no rule of its own.
func syllables(word string, r *locale.Reading) int {
	w := strings.ToLower(word)
	if r != nil {
		return r.Syllables(w)
	}
	return max(1, vowelRuns(w))
}

func vowelRuns(w string) int {
	n, in := 0, false
	for _, r := range w {
		v := strings.ContainsRune("aeiouyàáâäåèéêëìíîïòóôöùúûüýæœøãõ", r)
		if v && !in {
			n++
		}
		in = v
	}
	return n
}
