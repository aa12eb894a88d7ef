package locale

import (
	"github.com/go-playground/locales/nb"
	"github.com/go-playground/locales/nn"
)

// bokmal is the Norwegian that most write.
func bokmal(_, _ string) knowledge {
	l := knowledge{grammar: dayOrdinal(nb.New, "")}
	l.folds = "ø o|æ ae"
	l.Prose = Prose{
		FunctionWords: `og at det som en et den er var for på med af av til fra i om ikke har havde kan skal vil du din dine dit vi vår vores
			de dem han hun eller men så når hvordan hvad hva hvem der her også bare alle dette denne disse`,
		DayWords:  "til og",
		Inflected: germanic,
	}
	return l
}

// nynorsk is the other Norwegian.
func nynorsk(_, _ string) knowledge {
	l := knowledge{grammar: dayOrdinal(nn.New, ""), own: "norsk nynorsk"}
	l.folds = "ø o|æ ae"
	l.Prose = Prose{
		FunctionWords: `og at det som en et den er var for på med af av til fra i om ikke har havde kan skal vil du din dine dit vi vår vores
			de dem han hun eller men så når hvordan hvad hva hvem der her også bare alle dette denne disse`,
		DayWords:  "til og",
		Inflected: germanic,
	}
	return l
}
