package locale

import (
	"github.com/go-playground/locales/is"
)

// icelandic counts days with a full stop.
func icelandic(_, _ string) knowledge {
	l := knowledge{grammar: dayOrdinal(is.New, ",")}
	l.folds = "ð d|þ th|æ ae"
	return l
}
