package locale

import (
	"github.com/go-playground/locales/bn"
	"github.com/go-playground/locales/gu"
	"github.com/go-playground/locales/ne"
	"github.com/go-playground/locales/pa"
	"github.com/go-playground/locales/ta"
)

// bengali has a comma before the year.
func bengali(_, _ string) knowledge {
	l := knowledge{grammar: dayFirst(bn.New, ",")}
	l.date = "%d %M, %y"
	return l
}

// gujarati has a comma before the year.
func gujarati(_, _ string) knowledge {
	l := knowledge{grammar: dayFirst(gu.New, ",")}
	l.date = "%d %M, %y"
	return l
}

// nepali begins with the year.
func nepali(_, _ string) knowledge {
	l := knowledge{grammar: dayFirst(ne.New, "")}
	l.date, l.day, l.short, l.monthYear, l.full = "%y %M %d", "%M %d", "%b %d", "%y %L", "%D, %w"
	return l
}

// punjabi has dates in Gurmukhi alone: the data for Arabic script is half in Gurmukhi.
func punjabi(script, _ string) knowledge {
	l := knowledge{grammar: iso()}
	if script == "Guru" {
		l.grammar = dayFirst(pa.New, ",")
	}
	return l
}

// tamil has a comma before the year.
func tamil(_, _ string) knowledge {
	l := knowledge{grammar: dayFirst(ta.New, ",")}
	l.date = "%d %M, %y"
	return l
}
