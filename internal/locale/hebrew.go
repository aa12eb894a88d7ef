package locale

import (
	"strings"

	"github.com/go-playground/locales/he"
)

// hebrew has a word in a span, as Arabic has.
func hebrew(_, _ string) knowledge {
	l := knowledge{grammar: dayFirst(he.New, ","), plural: hebrewPlural}
	l.date, l.day, l.short = "%d ב%M %y", "%d ב%M", "%d ב%b"
	l.grammar = l.joined(" עד ")
	l.times, l.shortSpan, l.shortBetween = l.between, "%d עד %e ב%b", l.between
	l.Prose = Prose{
		FunctionWords: `של את על לא זה זו הוא היא הם אתם או אם כי גם אל עם מה מי איך איפה כל יש אין היה להיות רק כמו`,
		Inflected:     hebrewForm,
	}
	return l
}

// hebrewPlural: CLDR gave up "many" here in version 42.
func hebrewPlural(n int, cldr string) string {
	if n > 2 {
		return "other"
	}
	return cldr
}

// hebrewForm reports whether a word is another with the particles that are written together with it.
func hebrewForm(word, want string) bool {
	for _, before := range [...]string{"", "ה", "ב", "ל", "מ", "ש", "ו", "כ", "וה", "שה", "מה", "בה"} {
		if rest, ok := strings.CutPrefix(word, before); ok && (rest == want || ending(rest, want, "ים", "ות")) {
			return true
		}
	}
	return false
}
