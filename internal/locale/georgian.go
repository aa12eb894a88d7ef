package locale

import (
	"github.com/go-playground/locales/ka"
)

// georgian has a comma before the year.
func georgian(_, _ string) knowledge {
	l := knowledge{grammar: dayFirst(ka.New, ",")}
	l.date, l.monthYear = "%d %M, %y", "%L, %y"
	return l
}
