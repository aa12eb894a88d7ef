package locale

import (
	_ "embed"
	"sync"
)

// hanPairs has each traditional Chinese character with the simplified one that is written for it, in turn: what
// CLDR's transform Traditional-Simplified makes of single characters
// (uconv -x Traditional-Simplified).
//
//go:embed han.txt
var hanPairs string

var simplified = sync.OnceValue(func() map[rune]rune {
	out := map[rune]rune{}
	var traditional rune
	for _, r := range hanPairs {
		if traditional == 0 {
			traditional = r
			continue
		}
		out[traditional] = r
		traditional = 0
	}
	return out
})

// Simplified returns the simplified Chinese characters by the traditional ones that they stand for. Several may share
// one. The map is read-only.
func Simplified() map[rune]rune { return simplified() }

// Han reports whether the language is written in Chinese characters alone, traditional or simplified.
func (l *Locale) Han() bool {
	script, _ := l.tag.Script()
	return script.String() == "Hans" || script.String() == "Hant"
}
