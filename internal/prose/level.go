package prose

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Measure is what a reading level is made of.
type Measure struct {
	Sentences, Words, Syllables int
	Longest                     string // the longest sentence
	Length                      int    // its words
}

// Add takes a block of running text in: its sentences that have at least two words.
func (m *Measure) Add(text, lang string) {
	for _, s := range Sentences(text) {
		n := 0
		EachWord(s, func(w string, _, _ int) {
			n++
			if strings.IndexFunc(w, unicode.IsLetter) >= 0 {
				m.Syllables += Syllables(w, lang)
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
	switch lang {
	case "en":
		return 0.39*length + 11.8*weight - 15.59, true
	case "fr":
		return 207 - 1.015*length - 73.6*weight, true
	case "es":
		return 206.84 - 60*weight - 1.02*length, true
	}
	return 0, false
}

// Easier reports whether a lower level is the easier one.
func Easier(lang string) (lower bool) { return lang == "en" }

// Syllables counts the syllables of a word, near enough for an average: English by its runs of vowels without a silent
// e, French without its mute endings, Spanish with its diphthongs.
func Syllables(word, lang string) int {
	w := strings.ToLower(word)
	switch lang {
	case "en":
		return english(w)
	case "fr":
		return french(w)
	case "es":
		return spanish(w)
	}
	return max(1, vowelRuns(w, "aeiouyàáâäåèéêëìíîïòóôöùúûüýæœøãõ"))
}

func vowelRuns(w, vowels string) int {
	n, in := 0, false
	for _, r := range w {
		v := strings.ContainsRune(vowels, r)
		if v && !in {
			n++
		}
		in = v
	}
	return n
}

func english(w string) int {
	w = strings.TrimSuffix(w, "'s")
	const vowels = "aeiouy"
	n := vowelRuns(w, vowels)
	consonant := func(i int) bool { return i >= 0 && i < len(w) && !strings.ContainsRune(vowels, rune(w[i])) }
	l := len(w)
	switch {
	case strings.HasSuffix(w, "le") && l > 2 && consonant(l-3):
	case strings.HasSuffix(w, "es") && l > 3 && consonant(l-3) && !strings.ContainsAny(w[l-3:l-2], "sxzc") && !strings.HasSuffix(w, "ches") && !strings.HasSuffix(w, "shes") && !strings.HasSuffix(w, "ges"):
		n--
	case strings.HasSuffix(w, "ed") && l > 3 && consonant(l-3) && !strings.ContainsAny(w[l-3:l-2], "td"):
		n--
	case strings.HasSuffix(w, "e") && l > 2 && consonant(l-2):
		n--
	}
	for _, hiatus := range []string{"ia", "io", "eo", "ua", "iu"} { // which are two, but for "tion", "cial"
		if i := strings.Index(w, hiatus); i > 0 && !strings.ContainsAny(w[i-1:i], "tcsgqx") && !strings.HasPrefix(w, "people") {
			n++
			break
		}
	}
	return max(1, n)
}

func french(w string) int {
	n := vowelRuns(w, "aeiouyàâäéèêëîïôöùûüœæ")
	r, _ := utf8.DecodeLastRuneInString(w)
	switch {
	case n < 2:
	case r == 'e', strings.HasSuffix(w, "es"):
		stem := strings.TrimSuffix(strings.TrimSuffix(w, "s"), "e")
		if last, _ := utf8.DecodeLastRuneInString(stem); !strings.ContainsRune("aeiouyàâäéèêëîïôöùûü", last) {
			n--
		}
	case strings.HasSuffix(w, "ent") && len(w) > 5 && !strings.HasSuffix(w, "ment"):
		n--
	}
	return max(1, n)
}

func spanish(w string) int {
	n, last := 0, rune(0)
	strong := func(r rune) bool { return strings.ContainsRune("aeoáéíóú", r) }
	for _, r := range w {
		vowel := strings.ContainsRune("aeiouáéíóúü", r)
		if vowel && (!strings.ContainsRune("aeiouáéíóúü", last) || strong(r) && strong(last)) {
			n++
		}
		last = r
	}
	if strings.HasSuffix(w, "y") && n == 0 {
		n = 1
	}
	return max(1, n)
}
