package locale

import (
	"strings"

	"github.com/go-playground/locales/ar"
)

// arabic has a word in a span, because a reader may take the numbers on the two sides of a dash in either order.
func arabic(_, _ string) knowledge {
	l := knowledge{grammar: dayFirst(ar.New, "،")}
	l.span, l.between, l.times = "من %d إلى %e %M", "من %a إلى %z", "من %a إلى %z"
	l.shortSpan, l.shortBetween = l.span, l.between
	l.folds = "ٱ ا|ى ي|ة ه"
	l.sounds = "ا a|أ a|إ a|آ a|ٱ a" // half the vowels of Arabic text, which unidecode drops
	l.articles = "وال بال كال فال ال لل"
	l.Prose = Prose{
		FunctionWords: `في من على إلى عن أن إن كان هذا هذه ذلك التي الذي ما لا لم لن أو و ثم إذا كما قد كل بعد قبل عند مع هو هي هم أنت كيف أين متى`,
		Powers:        "ألف 3|آلاف 3|مليون 6|مليار 9",
		Inflected:     arabicForm,
	}
	return l
}

// arabicForm reports whether a word is another with what Arabic, Persian and Urdu write together with it.
func arabicForm(word, want string) bool {
	for _, before := range [...]string{"", "ال", "وال", "بال", "لل", "كال", "فال", "و", "ب", "ل", "ك", "ف"} {
		rest, ok := strings.CutPrefix(word, before)
		if ok && (rest == want || ending(rest, want, "ات", "ة", "ين", "ون", "ها", "ي", "ه", "های", "ها", "ی") || changed(rest, want, "ة", "ات", "تها", "ته")) {
			return true
		}
	}
	return false
}
