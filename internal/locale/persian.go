package locale

import (
	"github.com/go-playground/locales/fa"
)

// persian has a word in a span, as Arabic has.
func persian(_, _ string) knowledge {
	l := knowledge{grammar: dayFirst(fa.New, "").joined(" تا ")}
	l.times, l.shortSpan, l.shortBetween = l.between, l.span, l.between
	l.months = "ژانویه فوریه مارس آوریل مه ژوئن ژوئیه اوت سپتامبر اکتبر نوامبر دسامبر"
	l.folds = "ک ك|ی ي"
	l.Prose = Prose{
		FunctionWords: `و در به از که این آن را با برای است بود شد می های یا اما اگر هر هم نیز شما ما آنها چه چگونه کجا تا بر نمی باید`,
		Powers:        "هزار 3|میلیون 6|میلیارد 9",
		Inflected:     arabicForm,
	}
	return l
}
