package locale

import (
	"github.com/go-playground/locales/pl"
)

// polish has the genitive of a month beside a day.
func polish(_, _ string) knowledge {
	l := knowledge{grammar: dayFirst(pl.New, ",")}
	l.months = "styczeń luty marzec kwiecień maj czerwiec lipiec sierpień wrzesień październik listopad grudzień"
	l.folds = "ł l"
	l.together = 4
	l.Prose = Prose{
		FunctionWords: `i w we na z ze do nie się to jest są był była być że jak jeśli lub albo ale oraz dla od po przez przy o co kto który
			która które gdy kiedy gdzie czy może mogą należy twój twoje swoje ich jego jej ten ta te tego także tylko`,
	}
	return l
}
