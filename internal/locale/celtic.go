package locale

import (
	"github.com/go-playground/locales/cy"
	"github.com/go-playground/locales/ga"
)

// welsh names a day before its month.
func welsh(_, _ string) knowledge {
	l := knowledge{grammar: dayFirst(cy.New, ",")}
	return l
}

// irish names a day before its month.
func irish(_, _ string) knowledge {
	l := knowledge{grammar: dayFirst(ga.New, "")}
	return l
}
