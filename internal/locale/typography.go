package locale

import "strings"

// Typography is a set of rules for the spaces of a language's marks and numbers. It is small and comparable, since a
// text is read once for each; what it asks is in [Typography.Rules].
type Typography uint8

// The rules of a language without any: text stays as it is; those of French; and those of languages that are written
// from right to left, whose spaces stay as they are, but among whose words a telephone number would be shown backwards.
const (
	Neutral Typography = iota
	FrenchCanada
	FrenchFrance
	RightToLeft

	Typographies = iota // how many there are
)

// narrowNoBreak is the space that France sets before high marks and between thousands.
const narrowNoBreak = "\u202f"

// Spacing is what a [Typography] asks. The spaces are strings, empty for none.
type Spacing struct {
	Quotes string // inside of « and »
	Colon  string // before a colon
	High   string // before ; ! ?
	Group  string // between thousands
	Unit   string // between a number and what it counts, a title and a name, a word such as page and its number

	Units  func(word string) bool // a unit of measure, which stays with the number before it
	Titles func(word string) bool // a title or its abbreviation, which stays with the name after it
	Labels func(word string) bool // a word that stays with the number after it: page, n°
	Hours  bool                   // "14 h 30" stays together
}

// Rules returns what a typography asks; the zero Spacing for Neutral.
func (t Typography) Rules() Spacing {
	switch t {
	case FrenchCanada:
		return frenchSpacing("", nbsp)
	case FrenchFrance:
		return frenchSpacing(narrowNoBreak, narrowNoBreak)
	}
	return Spacing{}
}

// TypographyOf returns the rules by which a country, or a place within one, sets a language, a BCP 47 tag. The code is in
// small or capital letters; a place is set as its country is.
func TypographyOf(lang, country string) Typography {
	base, _, _ := strings.Cut(lang, "-")
	if New(lang).Dir() == "rtl" {
		return RightToLeft
	}
	known := find(base)
	if known == nil {
		return Neutral
	}
	return known("", strings.ToUpper(CountryOf(country))).typography
}
