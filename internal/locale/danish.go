package locale

import (
	"github.com/go-playground/locales/da"
)

// danish writes the time with a full stop.
func danish(_, _ string) knowledge {
	l := knowledge{grammar: dayOrdinal(da.New, " den")}
	l.clock = dot24
	l.folds = "ø o|æ ae"
	l.Prose = Prose{
		FunctionWords: `og at det som en et den er var for på med af av til fra i om ikke har havde kan skal vil du din dine dit vi vår vores
			de dem han hun eller men så når hvordan hvad hva hvem der her også bare alle dette denne disse`,
		DayWords:  "til og den",
		Inflected: germanic,
	}
	return l
}
