package locale

import (
	"github.com/go-playground/locales/tr"
)

// turkish puts the weekday last.
func turkish(_, _ string) knowledge {
	l := knowledge{grammar: dayFirst(tr.New, "")}
	l.full = "%D %w"
	l.folds = "ı i"
	l.Prose = Prose{
		FunctionWords: `ve bir bu da de için ile veya ama değil ne nasıl nerede daha çok en gibi olarak olan var yok sizin size siz her ki mi`,
	}
	return l
}
