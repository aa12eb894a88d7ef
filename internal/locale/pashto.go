package locale

import (
	"github.com/go-playground/locales/ps"
)

// pashto begins with the year.
func pashto(_, _ string) knowledge {
	l := knowledge{grammar: dayFirst(ps.New, "")}
	l.date, l.day, l.short = "د %y د %M %d", "د %M %d", "%b %d"
	return l
}
