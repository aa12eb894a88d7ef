package locale

import (
	"slices"
	"strings"
)

// row is a language that has a file: its ISO 639 code and what makes its value for a script and a region.
type row struct {
	base string
	know func(script, region string) knowledge
}

// table has a row for each language, sorted by code. A new language is a file and a row.
var table = [...]row{
	{"am", amharic},
	{"ar", arabic},
	{"bg", bulgarian},
	{"bn", bengali},
	{"ca", catalan},
	{"ceb", cebuano},
	{"cr", cree},
	{"cs", czech},
	{"cy", welsh},
	{"da", danish},
	{"de", german},
	{"dv", dhivehi},
	{"el", greek},
	{"en", english},
	{"es", spanish},
	{"et", estonian},
	{"fa", persian},
	{"fi", finnish},
	{"fil", filipino},
	{"fr", french},
	{"ga", irish},
	{"gu", gujarati},
	{"he", hebrew},
	{"hi", hindi},
	{"hr", croatian},
	{"ht", haitian},
	{"hu", hungarian},
	{"hy", armenian},
	{"ia", interlingua},
	{"id", indonesian},
	{"is", icelandic},
	{"it", italian},
	{"iu", inuktitut},
	{"ja", japanese},
	{"jv", javanese},
	{"ka", georgian},
	{"km", khmer},
	{"ko", korean},
	{"ku", kurdish},
	{"lo", lao},
	{"lt", lithuanian},
	{"lv", latvian},
	{"mi", maori},
	{"moh", mohawk},
	{"ms", malay},
	{"my", burmese},
	{"nb", bokmal},
	{"ne", nepali},
	{"nl", dutch},
	{"nn", nynorsk},
	{"no", bokmal},
	{"oj", ojibwe},
	{"pa", punjabi},
	{"pl", polish},
	{"ps", pashto},
	{"pt", portuguese},
	{"ro", romanian},
	{"ru", russian},
	{"sk", slovak},
	{"sl", slovene},
	{"so", somali},
	{"sr", serbian},
	{"sv", swedish},
	{"sw", swahili},
	{"ta", tamil},
	{"th", thai},
	{"ti", tigrinya},
	{"tl", tagalog},
	{"tr", turkish},
	{"uk", ukrainian},
	{"ur", urdu},
	{"uz", uzbek},
	{"vi", vietnamese},
	{"xh", xhosa},
	{"yue", cantonese},
	{"zh", chinese},
}

// find returns what makes a language's value, by its code; nil for a language without a file.
func find(base string) func(script, region string) knowledge {
	i, ok := slices.BinarySearchFunc(table[:], base, func(r row, base string) int { return strings.Compare(r.base, base) })
	if !ok {
		return nil
	}
	return table[i].know
}
