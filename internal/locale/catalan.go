package locale

import (
	"github.com/go-playground/locales/ca"
)

// catalan has names of months that carry their "de" or "d’" in a date.
func catalan(_, _ string) knowledge {
	l := knowledge{grammar: dayFirst(ca.New, ","), plural: wholeMillions}
	l.date, l.monthYear = "%d %M de %y", "%L de %y"
	l.span, l.between = "del %d al %e %M", "del %a al %z"
	l.months = "gener febrer març abril maig juny juliol agost setembre octubre novembre desembre"
	l.monthsShort = "gen. febr. març abr. maig juny jul. ag. set. oct. nov. des."
	l.Prose = Prose{
		FunctionWords: `el la els les un una uns unes de del dels i o que qui qual quan on com si no es se seu seva és són era ser està hi ha
			han per amb sense sobre entre des fins en a al als més però perquè aquest aquesta això també molt pot poden cada tot tots`,
		DayWords:  "de del al a",
		Hours:     HoursH,
		Inflected: iberian,
	}
	return l
}
