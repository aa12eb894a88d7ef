package locale

import (
	"github.com/go-playground/locales/ru"
)

// russian has the genitive of a month beside a day, and a word after the year.
func russian(_, _ string) knowledge {
	l := knowledge{grammar: dayFirst(ru.New, ",")}
	l.date, l.monthYear = "%d %M %y\u00a0г.", "%L %y\u00a0г."
	l.months = "январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь"
	l.Prose = Prose{
		FunctionWords: `и в во на с со к по не что это как если или но для от до из у о об за при вы вас вам ваш ваши мы они он она его ее их
			который которые когда где может можно нужно также только был быть есть все`,
		Powers:   "тыс 3|млн 6|миллион 6|млрд 9|миллиард 9",
		DayWords: "по до и с от",
		Ordinals: "й я е го ая ое",
	}
	return l
}
