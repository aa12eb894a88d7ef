package locale

import (
	"github.com/go-playground/locales/am"
)

// amharic has a comma of its own.
func amharic(_, _ string) knowledge {
	l := knowledge{grammar: dayFirst(am.New, "፣"), comma: "፣ "}
	return l
}

// tigrinya has a comma of its own.
func tigrinya(_, _ string) knowledge {
	l := knowledge{grammar: iso(), comma: "፣ "}
	return l
}
