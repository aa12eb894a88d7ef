package locale

import (
	"strconv"
	"strings"
	"sync"
)

// knowledge is what the program knows of one language, as one country has it. The zero value is a language of which
// nothing is known: each part of it has a neutral answer then. A file for each language, named for it, makes its value
// in a function that table knows; only dates and times may share a file with a neighbour's.
//
// The function gets the script and the region of the tag, or the likeliest ones if the tag names none. It is called
// often, so a value is made of constants and functions alone: lists are strings, cut up by whoever needs them.
type knowledge struct {
	grammar
	own    string                          // its own name, where CLDR, as x/text has it, lacks it or has one that no reader would look for
	comma  string                          // what stands between the parts of a line, with its space; empty: by the script
	plural func(n int, cldr string) string // corrects CLDR's category of a count; nil: right as it is

	decimal, group string // signs in numbers, where those of x/text are old; empty: as there
	together       int    // so many digits stand together, though there would be a group sign: 4; 0: by the sign

	accentsFromEnd bool // accents are compared from the end of a word
	typography     Typography

	folds    string // letters that readers type otherwise when they search: "œ oe|ß ss"
	sounds   string // letters that have another sound in an address than unidecode gives them, written alike
	articles string // what is written together with a noun, and left out when readers search; the longer first

	Prose
}

// Prose is how the texts of a language are written, for whoever reads them. Lists of words have spaces between, in small
// letters. Lists of pairs are of the form "jan 1|feb 2". The zero value knows nothing.
type Prose struct {
	FunctionWords string // words that hold sentences together: few, frequent, and in no other language's sentence but by chance
	Numbers       string // one, two, three … in words, each with what also says it: "one once first|two twice"
	Tens          string // thirty, forty and so on
	Large         string // pairs: a word and its number, 100 and more
	HanNumbers    bool   // numbers are written in Chinese characters
	Powers        string // pairs: the beginning of a word that multiplies a number before it, and the power of ten
	Ordinals      string // what after a number makes it "first"

	Months        string // pairs: short or other names of months, besides those that dates are written with
	CapitalMonths bool   // a word is a month only with a capital: May, March
	EastDates     bool   // dates are numbers with 年, 月 and 日, or what Korean writes for them
	DayWords      string // what may stand between a day and its month, or between two days
	Hours         Hours

	Abbreviations string // words whose full stop ends no sentence
	Mailboxes     string // names in an e-mail address that only shows what one looks like
	Remarks       string // how a text says that something is in another language, small letters, "|" between
	Unspaced      bool   // there are no spaces between words

	// Inflected reports whether a word is another in one of its forms, both in small letters; nil: by the stem.
	Inflected func(word, want string) bool
	Reading   *Reading // nil: the language has no formula
}

// Hours is how a time of day is written besides 13:05 and 1.05 p.m.
type Hours uint8

// The ways to write hours.
const (
	HoursNeutral Hours = iota
	HoursH             // 13 h 05
	HoursUhr           // 13.05 Uhr
	HoursEast          // 下午1点5分
)

// Reading is a language's formula for how easy a text is to read.
type Reading struct {
	LowerIsEasier bool                                 // a school grade; else an ease, the higher the easier
	Level         func(length, weight float64) float64 // of words in a sentence and syllables in a word
	Syllables     func(word string) int                // of a word in small letters, near enough for an average
}

// of returns what is known of a language, complete.
func of(base, script, region string) knowledge {
	l := knowledge{grammar: iso()}
	if known := find(base); known != nil {
		l = known(script, region)
	}
	l.grammar = l.complete()
	return l
}

// ProseOf returns how the texts of a language are written, by its BCP 47 tag.
func ProseOf(tag string) Prose {
	base, _, _ := strings.Cut(tag, "-")
	if known := find(base); known != nil {
		return known("", "").Prose
	}
	return Prose{}
}

// Everywhere returns the words of all languages that pick gives of each: for what is read before the language is known,
// or is the same in a neighbour's text.
func Everywhere(pick func(Prose) string, between string) []string {
	var out []string
	for _, row := range table {
		for part := range strings.SplitSeq(pick(row.know("", "").Prose), between) {
			if part != "" {
				out = append(out, part)
			}
		}
	}
	return out
}

// Pairs reads a list of pairs such as [Prose] has: "jan 1|feb 2".
func Pairs(list string) map[string]int {
	out := map[string]int{}
	for pair := range strings.SplitSeq(list, "|") {
		if at := strings.LastIndexByte(pair, ' '); at > 0 {
			if n, err := strconv.Atoi(pair[at+1:]); err == nil {
				out[pair[:at]] = n
			}
		}
	}
	return out
}

// Folds returns the letters that readers of some language type otherwise when they search, with what they type.
// The map is read-only.
func Folds() map[rune]string { return folds() }

var (
	folds  = sync.OnceValue(func() map[rune]string { return letters(func(l knowledge) string { return l.folds }) })
	sounds = sync.OnceValue(func() map[rune]string { return letters(func(l knowledge) string { return l.sounds }) })
)

func letters(pick func(knowledge) string) map[rune]string {
	out := map[rune]string{}
	for _, row := range table {
		for pair := range strings.SplitSeq(pick(row.know("", "")), "|") {
			if letter, as, ok := strings.Cut(pair, " "); ok {
				out[[]rune(letter)[0]] = as
			}
		}
	}
	return out
}

// Articles returns what languages write together with a noun, and a reader may leave out when searching; the longer
// ones first.
func Articles() []string {
	var out []string
	for _, row := range table {
		out = append(out, strings.Fields(row.know("", "").articles)...)
	}
	return out
}
