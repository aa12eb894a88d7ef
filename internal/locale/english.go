package locale

import (
	"strings"

	"github.com/go-playground/locales/en"
)

// english is the language with two orders of a date and two clocks.
func english(_, region string) knowledge {
	l := knowledge{grammar: grammar{open: en.New, date: "%M %d, %y", day: "%M %d", monthYear: "%L %y", full: "%w, %D", short: "%b %d",
		span: "%M %d to %e", between: "%a to %z", times: "%a to %z", clock: english12, zones: englishZone}}
	switch region {
	case "US", "CA", "PH", "PR", "GU":
	case "AU", "NZ", "IN", "SG", "PK", "BD":
		l.date, l.day, l.short, l.span = "%d %M %y", "%d %M", "%d %b", "%d to %e %M"
	default: // the British way, which most of the world learns
		l.date, l.day, l.short, l.span = "%d %M %y", "%d %M", "%d %b", "%d to %e %M"
		l.full, l.clock = "%w %D", colon24
	}
	switch region { // newer than the data of x/text
	case "CH":
		l.decimal, l.group = ".", "’"
	case "150":
		l.decimal, l.group = ".", ","
	}
	l.Prose = Prose{
		FunctionWords: `a the of and to in is are was were be been being that this these those with for from by on at as it its you your yours
			we our us they their them he she his her have has had do does did not no if or but so can could will would should may
			might must when what which who whom whose how why where there here than then more most any all some such about into
			after before between because while only also just other an my me i`,
		Numbers: `one once first|two twice both second pair couple|three third|four fourth|five fifth|six sixth|seven seventh|eight eighth|
			nine ninth|ten tenth|eleven eleventh|twelve twelfth dozen|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty`,
		Tens:          "thirty forty fifty sixty seventy eighty ninety",
		Large:         "hundred 100|hundreds 100|thousand 1000|thousands 1000|million 1000000",
		Powers:        "thousand 3|million 6|billion 9",
		Months:        "jan 1|feb 2|mar 3|apr 4|jun 6|jul 7|aug 8|sept 9|sep 9|oct 10|nov 11|dec 12",
		CapitalMonths: true,
		DayWords:      "the of to and through until st nd rd th",
		Ordinals:      "st nd rd th",
		Abbreviations: "mr mrs ms dr prof st vs etc no nos art fig vol ed tel inc ltd jr approx jan feb mar apr jun jul aug sep sept oct nov dec",
		Mailboxes:     "name you user username someone yourname your.name john.doe jane.doe example email xxx",
		Remarks:       "(in english|(in french|(in spanish",
		Inflected: func(word, want string) bool {
			return ending(word, want, "s", "es", "’s") || changed(word, want, "y", "ies")
		},
		Reading: &Reading{LowerIsEasier: true, Syllables: englishSyllables, Level: fleschKincaid},
	}
	return l
}

func englishZone(a area, standard bool) string {
	names := [...]string{"", "Newfoundland", "Atlantic", "Eastern", "Central", "Mountain", "Yukon", "Pacific", "Alaska",
		"Hawaii-Aleutian"}
	if standard {
		return names[a] + " Standard Time"
	}
	return names[a] + " Time"
}

// fleschKincaid returns a school grade.
func fleschKincaid(length, weight float64) float64 { return 0.39*length + 11.8*weight - 15.59 }

// englishSyllables counts the runs of vowels but for a silent e.
func englishSyllables(w string) int {
	w = strings.TrimSuffix(w, "'s")
	const vowels = "aeiouy"
	n := vowelRuns(w, vowels)
	consonant := func(i int) bool { return i >= 0 && i < len(w) && !strings.ContainsRune(vowels, rune(w[i])) }
	l := len(w)
	switch {
	case strings.HasSuffix(w, "le") && l > 2 && consonant(l-3):
	case strings.HasSuffix(w, "es") && l > 3 && consonant(l-3) && !strings.ContainsAny(w[l-3:l-2], "sxzc") && !strings.HasSuffix(w, "ches") && !strings.HasSuffix(w, "shes") && !strings.HasSuffix(w, "ges"):
		n--
	case strings.HasSuffix(w, "ed") && l > 3 && consonant(l-3) && !strings.ContainsAny(w[l-3:l-2], "td"):
		n--
	case strings.HasSuffix(w, "e") && l > 2 && consonant(l-2):
		n--
	}
	for _, hiatus := range []string{"ia", "io", "eo", "ua", "iu"} { // which are two, but for "tion", "cial"
		if i := strings.Index(w, hiatus); i > 0 && !strings.ContainsAny(w[i-1:i], "tcsgqx") && !strings.HasPrefix(w, "people") {
			n++
			break
		}
	}
	return max(1, n)
}
