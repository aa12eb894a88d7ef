package prose

import (
	"strings"
	"unicode"

	"golang.org/x/text/language"

	"tocsin/internal/locale"
)

// Detector tells texts in one language from texts in another.
type Detector struct {
	mine, other     map[string]bool
	script, foreign map[*unicode.RangeTable]bool
	alien           bool // the two have no script in common
}

// NewDetector returns what tells texts in the source's language from those in the translation's, both BCP 47.
func NewDetector(source, translation string) *Detector {
	a, b := language.Make(source), language.Make(translation)
	d := &Detector{mine: wordSet(a), other: wordSet(b), script: scripts(a), foreign: scripts(b)}
	for w := range d.mine {
		if d.other[w] {
			delete(d.mine, w)
			delete(d.other, w)
		}
	}
	d.alien = true
	for s := range d.script {
		d.alien = d.alien && !d.foreign[s]
	}
	return d
}

func wordSet(t language.Tag) map[string]bool {
	base, _ := t.Base()
	out := map[string]bool{}
	for w := range strings.FieldsSeq(locale.ProseOf(base.String()).FunctionWords) {
		out[w] = true
	}
	return out
}

// scripts returns the scripts that a language is written in.
func scripts(t language.Tag) map[*unicode.RangeTable]bool {
	s, _ := t.Script()
	switch s.String() {
	case "Hans", "Hant", "Hani":
		return map[*unicode.RangeTable]bool{unicode.Han: true}
	case "Jpan":
		return map[*unicode.RangeTable]bool{unicode.Han: true, unicode.Hiragana: true, unicode.Katakana: true}
	case "Kore":
		return map[*unicode.RangeTable]bool{unicode.Hangul: true, unicode.Han: true}
	}
	for name, table := range unicode.Scripts {
		if code, ok := scriptName(name); ok && code == s.String() {
			return map[*unicode.RangeTable]bool{table: true}
		}
	}
	return map[*unicode.RangeTable]bool{unicode.Latin: true}
}

// scriptName returns the code of a script that a language of ours may be in.
func scriptName(name string) (code string, ok bool) {
	switch name {
	case "Arabic", "Armenian", "Cyrillic", "Ethiopic", "Greek", "Hebrew", "Khmer", "Latin", "Tamil", "Telugu", "Thai":
		return name[:4], true
	case "Bengali":
		return "Beng", true
	case "Devanagari":
		return "Deva", true
	case "Georgian":
		return "Geor", true
	case "Gujarati":
		return "Gujr", true
	case "Gurmukhi":
		return "Guru", true
	case "Canadian_Aboriginal":
		return "Cans", true
	case "Myanmar":
		return "Mymr", true
	}
	return "", false
}

// Verdict says what a sentence is written in.
type Verdict uint8

// The verdicts: Unknown is a sentence too short or too full of names to tell.
const (
	Unknown Verdict = iota
	Translated
	Untranslated
)

// Judge tells whether a sentence is in the source's language. It says so only where it is sure: at least four words,
// two of which hold the source's sentences together, and hardly any of the translation's.
func (d *Detector) Judge(sentence string) Verdict {
	if d.alien {
		return d.judgeScript(sentence)
	}
	n, mine, other := 0, 0, 0
	EachWord(Unquoted(sentence), func(w string, _, _ int) {
		n++
		switch w = strings.ToLower(w); {
		case d.mine[w]:
			mine++
		case d.other[w]:
			other++
		}
	})
	switch {
	case n < 4:
		return Unknown
	case mine >= 2 && mine*6 >= n && mine > 2*other && (len(d.other) > 0 || mine*3 >= n):
		return Untranslated
	case other > 0 || len(d.other) == 0:
		return Translated
	case mine == 0:
		return Unknown
	}
	return Unknown
}

// judgeScript tells by the letters: hardly any may be the translation's.
func (d *Detector) judgeScript(sentence string) Verdict {
	text := Unquoted(sentence)
	mine, foreign := 0, 0
	for _, r := range text {
		switch {
		case !unicode.IsLetter(r):
		case in(d.foreign, r):
			foreign++
		case in(d.script, r):
			mine++
		}
	}
	if foreign*10 > mine {
		return Translated
	}
	n, held := 0, 0
	EachWord(text, func(w string, _, _ int) {
		n++
		if d.mine[strings.ToLower(w)] {
			held++
		}
	})
	if held >= 1 && n >= 5 || held >= 2 && n >= 4 || n >= 8 || len(d.mine) == 0 && mine >= 12 {
		return Untranslated
	}
	return Unknown
}

func in(tables map[*unicode.RangeTable]bool, r rune) bool {
	for t := range tables {
		if unicode.Is(t, r) {
			return true
		}
	}
	return false
}
