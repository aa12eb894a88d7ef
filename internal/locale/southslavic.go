package locale

import (
	"github.com/go-playground/locales/hr"
	"github.com/go-playground/locales/sl"
	"github.com/go-playground/locales/sr"
	"github.com/go-playground/locales/sr_Latn"
)

// croatian has the genitive of a month beside a day.
func croatian(_, _ string) knowledge {
	l := knowledge{grammar: dayOrdinal(hr.New, ",")}
	l.date, l.monthYear = "%d. %M %y.", "%L %y."
	l.months = "siječanj veljača ožujak travanj svibanj lipanj srpanj kolovoz rujan listopad studeni prosinac"
	l.folds = "đ d"
	return l
}

// slovene counts days with a full stop.
func slovene(_, _ string) knowledge {
	l := knowledge{grammar: dayOrdinal(sl.New, ",")}
	return l
}

// serbian is written in two scripts.
func serbian(script, _ string) knowledge {
	l := knowledge{grammar: dayOrdinal(sr.New, ",")}
	if script == "Latn" {
		l.open, l.own = sr_Latn.New, "srpski"
	}
	l.date, l.monthYear = "%d. %M %y.", "%L %y."
	return l
}
