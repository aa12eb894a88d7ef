package locale

import (
	"github.com/go-playground/locales/el"
)

// greek has the genitive of a month beside a day.
func greek(_, _ string) knowledge {
	l := knowledge{grammar: dayFirst(el.New, ",")}
	l.months = "Ιανουάριος Φεβρουάριος Μάρτιος Απρίλιος Μάιος Ιούνιος Ιούλιος Αύγουστος Σεπτέμβριος Οκτώβριος " +
		"Νοέμβριος Δεκέμβριος"
	l.folds = "ς σ"
	l.Prose = Prose{
		FunctionWords: `και το τα ο η οι του της των τον την να θα δεν που πως αν ή αλλά για από με σε στο στη στην στα είναι ήταν σας μας
			τους αυτό αυτή πότε πού μπορεί πρέπει επίσης μόνο ένα μια`,
	}
	return l
}
