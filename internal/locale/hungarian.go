package locale

import (
	"github.com/go-playground/locales/hu"
)

// hungarian goes from the year to the day.
func hungarian(_, _ string) knowledge {
	l := knowledge{grammar: dayFirst(hu.New, "")}
	l.date, l.day, l.short = "%y. %M %d.", "%M %d.", "%b %d."
	l.monthYear, l.full = "%y. %L", "%D, %w"
	l.span, l.shortSpan = "%M %d–%e.", "%b %d–%e."
	l.Prose = Prose{
		FunctionWords: `a az és vagy de hogy nem ha is van volt lesz egy ez azt ezt meg csak mint minden ön önnek az ki mi hol hogyan kell lehet`,
	}
	return l
}
