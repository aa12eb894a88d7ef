package locale

import (
	"github.com/go-playground/locales/sv"
)

// swedish names a day before its month.
func swedish(_, _ string) knowledge {
	l := knowledge{grammar: dayFirst(sv.New, "")}
	l.Prose = Prose{
		FunctionWords: `och att det som en ett den är var för på med av till från i om inte har hade kan ska vill du din dina ditt vi vår ni er
			de dem han hon eller men så när hur vad vem där här också bara alla detta denna dessa`,
		DayWords:  "till och den",
		Inflected: germanic,
	}
	return l
}
