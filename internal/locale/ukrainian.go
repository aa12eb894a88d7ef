package locale

import (
	"github.com/go-playground/locales/uk"
)

// ukrainian has the genitive of a month beside a day, and a word after the year.
func ukrainian(_, _ string) knowledge {
	l := knowledge{grammar: dayFirst(uk.New, ",")}
	l.date, l.monthYear = "%d %M %y\u00a0р.", "%L %y\u00a0р."
	l.months = "січень лютий березень квітень травень червень липень серпень вересень жовтень листопад грудень"
	l.Prose = Prose{
		FunctionWords: `і й в у на з із до не що це як якщо або але для від за при ви вас вам ваш ваші ми вони він вона його її їх який які коли
			де може можна потрібно також тільки був бути є всі`,
	}
	return l
}
