package locale

import (
	"strings"
	"unicode/utf8"

	"github.com/go-playground/locales/fr"
	"github.com/go-playground/locales/fr_CA"
)

// french differs between Canada and the rest in its names of months, in the spaces at its marks and in the sign between
// thousands.
func french(_, region string) knowledge {
	l := knowledge{grammar: dayFirst(fr.New, ""), typography: FrenchFrance, group: narrowNoBreak, plural: wholeMillions}
	switch region {
	case "CA":
		l.open, l.typography, l.group, l.accentsFromEnd = fr_CA.New, FrenchCanada, nbsp, true
	case "US": // whose French speakers read what Canada prints
		l.typography = FrenchCanada
	case "LU", "MA":
		l.group = "."
	}
	l.full = "le %w %D"
	l.span, l.between, l.times = "du %d au %e %M", "du %a au %z", "de %a à %z"
	l.shortSpan = "%n–%o %b"
	l.first, l.clock, l.zones = "1er", french24, frenchZone
	l.folds = "œ oe|æ ae"
	l.Prose = Prose{
		FunctionWords: `le la les l un une des du de d et est sont était être été que qu qui quoi dont où ce cet cette ces c il elle ils elles
			on nous vous votre vos notre nos leur leurs son sa ses mon ma mes se s ne n pas plus ni ou mais donc si pour par avec sans
			sur sous dans en au aux à entre chez comme quand lorsque afin car cela ceci ont avez avons a peut peuvent pouvez doit
			doivent devez fait faire tout tous toute toutes aussi très bien même y lui`,
		Numbers: `un une premier première|deux deuxième second seconde paire|trois troisième|quatre quatrième|cinq cinquième|six sixième|sept septième|
			huit huitième|neuf neuvième|dix dixième dizaine|onze|douze douzaine|treize|quatorze|quinze quinzaine|seize|dix-sept|dix-huit|dix-neuf|vingt vingtaine`,
		Tens:          "trente quarante cinquante soixante soixante-dix quatre-vingts quatre-vingt-dix",
		Large:         "cent 100|cents 100|centaine 100|centaines 100|mille 1000|millier 1000|milliers 1000",
		Powers:        "mille 3|million 6|milliard 9",
		Months:        "janv 1|févr 2|juil 7|sept 9|oct 10|nov 11|déc 12",
		DayWords:      "au et le du de er à",
		Ordinals:      "er re ère e ème eme nde d ᵉ",
		Abbreviations: "mme mlle mm tél env st dr art al fig vol no nos etc janv févr avr juill sept oct nov déc",
		Mailboxes:     "nom vous votrenom votre.nom jean.tremblay exemple courriel adresse",
		Remarks:       "(en anglais|(en français",
		Hours:         HoursH,
		Inflected: func(word, want string) bool {
			return ending(word, want, "s", "x", "e", "es") || changed(word, want, "al", "aux")
		},
		Reading: &Reading{Syllables: frenchSyllables, Level: kandelMoles},
	}
	return l
}

func frenchZone(a area, standard bool) string {
	names := [...]string{"", "de Terre-Neuve", "de l’Atlantique", "de l’Est", "du Centre", "des Rocheuses", "du Yukon",
		"du Pacifique", "de l’Alaska", "d’Hawaï-Aléoutiennes"}
	if standard {
		return "heure normale " + names[a]
	}
	return "heure " + names[a]
}

// kandelMoles returns an ease, the higher the easier.
func kandelMoles(length, weight float64) float64 { return 207 - 1.015*length - 73.6*weight }

// frenchSyllables counts the runs of vowels without mute endings.
func frenchSyllables(w string) int {
	n := vowelRuns(w, "aeiouyàâäéèêëîïôöùûüœæ")
	r, _ := utf8.DecodeLastRuneInString(w)
	switch {
	case n < 2:
	case r == 'e', strings.HasSuffix(w, "es"):
		stem := strings.TrimSuffix(strings.TrimSuffix(w, "s"), "e")
		if last, _ := utf8.DecodeLastRuneInString(stem); !strings.ContainsRune("aeiouyàâäéèêëîïôöùûü", last) {
			n--
		}
	case strings.HasSuffix(w, "ent") && len(w) > 5 && !strings.HasSuffix(w, "ment"):
		n--
	}
	return max(1, n)
}

// frenchSpacing has no-break spaces inside of « » and before a colon everywhere. Canada sets high marks close, as the
// Office québécois de la langue française asks; France a narrow space before them, and between thousands.
func frenchSpacing(high, group string) Spacing {
	return Spacing{Quotes: nbsp, Colon: nbsp, High: high, Group: group, Unit: nbsp, Hours: true,
		Units: frenchUnit, Titles: frenchTitle, Labels: frenchLabel}
}

func frenchUnit(word string) bool {
	switch word {
	case "$", "€", "£", "¥", "¢", "%", "‰", "°", "°C", "°F", "h", "min", "s", "ms", "km", "m", "cm", "mm", "kg", "g", "mg", "t", "l", "L", "ml", "mL", "ha",
		"o", "ko", "Ko", "Mo", "Go", "To", "kB", "MB", "GB", "TB", "px", "km/h", "Mbit/s", "kWh", "M$", "G$", "k$", "M€", "k€", "dB", "Hz", "MHz", "GHz":
		return true
	}
	return false
}

func frenchTitle(word string) bool {
	switch word {
	case "M.", "MM.", "Mme", "Mmes", "Mlle", "Mlles", "Dr", "Dre", "Drs", "Pr", "Pre", "Mgr":
		return true
	}
	return false
}

func frenchLabel(word string) bool {
	switch word {
	case "n°", "N°", "nº", "Nº", "page", "pages", "Page", "p.", "pp.", "art.", "Art.", "article", "articles", "Article", "chap.", "fig.", "vol.", "al.":
		return true
	}
	return false
}
