package locale

import (
	"github.com/go-playground/locales/th"
)

// thai says years of the common era, and marks them so, for the country’s own calendar counts otherwise.
func thai(_, _ string) knowledge {
	l := knowledge{grammar: dayFirst(th.New, "")}
	l.date, l.monthYear, l.full = "%d %M ค.ศ. %y", "%L ค.ศ. %y", "%wที่ %D"
	l.Prose = Prose{
		Unspaced:  true,
		Inflected: never,
	}
	return l
}
