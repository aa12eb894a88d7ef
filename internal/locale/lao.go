package locale

import (
	"github.com/go-playground/locales/lo"
)

// lao puts no spaces between words.
func lao(_, _ string) knowledge {
	l := knowledge{grammar: dayFirst(lo.New, "")}
	l.full = "%w ທີ %D"
	l.Prose = Prose{
		Unspaced: true,
	}
	return l
}
