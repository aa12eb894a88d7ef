package locale

import (
	"github.com/go-playground/locales/km"
)

// khmer puts no spaces between words.
func khmer(_, _ string) knowledge {
	l := knowledge{grammar: dayFirst(km.New, ""), own: "ភាសាខ្មែរ"}
	l.Prose = Prose{
		Unspaced: true,
	}
	return l
}
