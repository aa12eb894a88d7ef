package locale

import (
	"github.com/go-playground/locales/ur"
)

// urdu has a word in a span, as Arabic has.
func urdu(_, _ string) knowledge {
	l := knowledge{grammar: dayFirst(ur.New, "،").joined(" تا ")}
	l.date = "%d %M، %y"
	l.times, l.shortSpan, l.shortBetween = l.between, l.span, l.between
	l.Prose = Prose{
		FunctionWords: `اور کے کی کا میں سے کو ہے ہیں نے پر یہ وہ کہ جو اگر یا لیکن آپ ہم ان کیا کیسے کہاں نہیں بھی تو کر`,
		Inflected:     arabicForm,
	}
	return l
}
