package locale

import (
	"strings"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"
)

// Region returns a country's name in the language, by its ISO 3166-1 code: "us" is "États-Unis" in French. An unknown
// code, or a language for which CLDR has no names, gives the code in capitals.
func (l *Locale) Region(code string) string {
	code = strings.ToUpper(code)
	region, err := language.ParseRegion(code)
	if err != nil {
		return code
	}
	if namer := display.Regions(l.tag); namer != nil {
		if name := namer.Name(region); name != "" {
			return name
		}
	}
	return code
}
