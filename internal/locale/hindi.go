package locale

import (
	"github.com/go-playground/locales/hi"
)

// hindi names a day before its month.
func hindi(_, _ string) knowledge {
	l := knowledge{grammar: dayFirst(hi.New, ",")}
	l.Prose = Prose{
		FunctionWords: `और के की का में से को है हैं ने पर यह वह कि जो अगर या लेकिन आप हम क्या कैसे कहाँ नहीं भी तो कर एक`,
	}
	return l
}
