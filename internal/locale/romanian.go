package locale

import (
	"github.com/go-playground/locales/ro"
)

// romanian names a day before its month.
func romanian(_, _ string) knowledge {
	l := knowledge{grammar: dayFirst(ro.New, ",")}
	l.Prose = Prose{
		FunctionWords: `și în la de din pe cu nu este sunt a fost fi că dacă sau dar pentru prin ce care când unde cum poate pot trebuie
			dumneavoastră dvs lui ei lor acest această aceste mai doar un o al ale`,
	}
	return l
}
