package locale

import (
	"github.com/go-playground/locales/bg"
)

// bulgarian has a word after the year.
func bulgarian(_, _ string) knowledge {
	l := knowledge{grammar: dayFirst(bg.New, ",")}
	l.date, l.monthYear = "%d %M %y\u00a0г.", "%L %y\u00a0г."
	l.Prose = Prose{
		FunctionWords: `и в във на с със к по не че това как ако или но за от до из вие вас ваш вашите ние те той тя негов който които кога
			къде може трябва също само беше е са да се`,
	}
	return l
}
