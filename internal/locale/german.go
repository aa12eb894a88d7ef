package locale

import (
	"github.com/go-playground/locales/de"
)

// german counts days with a full stop.
func german(_, _ string) knowledge {
	l := knowledge{grammar: dayOrdinal(de.New, ",").joined(" bis ")}
	l.folds = "ß ss"
	l.Prose = Prose{
		FunctionWords: `der die das den dem des ein eine einen einem einer eines und oder aber ist sind war waren sein wird werden wurde hat
			haben ich sie er es wir ihr ihre ihren ihrem ihnen sich nicht kein keine mit von vom zu zum zur für auf aus bei beim nach
			in im an am über unter wenn wie was wer wo dass weil auch nur noch mehr kann können soll muss müssen durch gegen alle`,
		Numbers: `ein eine einen einem einer eins erste ersten|zwei beide beiden zweite zweiten paar|drei dritte dritten|vier|fünf|sechs|sieben|acht|neun|zehn|elf|
			zwölf|dreizehn|vierzehn|fünfzehn|sechzehn|siebzehn|achtzehn|neunzehn|zwanzig`,
		Tens:          "dreißig vierzig fünfzig sechzig siebzig achtzig neunzig",
		Powers:        "tausend 3|million 6|milliard 9",
		DayWords:      "bis und der den dem",
		Ordinals:      "te ten ter",
		Abbreviations: "bzw nr str hr fr ca etc",
		Hours:         HoursUhr,
		Inflected:     germanic,
	}
	return l
}

// germanic reports whether a word is another in one of its forms, as German, Dutch and the Scandinavian languages make
// them.
func germanic(word, want string) bool {
	return ending(word, want, "s", "es", "e", "en", "n", "er", "em", "r", "t", "et")
}
