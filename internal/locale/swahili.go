package locale

import (
	"github.com/go-playground/locales/sw"
)

// swahili names a day before its month.
func swahili(_, _ string) knowledge {
	l := knowledge{grammar: dayFirst(sw.New, ",")}
	l.Prose = Prose{
		FunctionWords: `na ya wa kwa ni za la katika au lakini kama hii hizo yako wewe sisi wao kuwa si hakuna jinsi wakati`,
	}
	return l
}
