package locale

import (
	"strings"

	"github.com/go-playground/locales/es"
)

// spanish writes numbers as English does from the United States to Panama, and as the rest of Europe elsewhere.
func spanish(_, region string) knowledge {
	l := knowledge{grammar: dayFirst(es.New, ","), plural: wholeMillions}
	l.date, l.day, l.monthYear = "%d de %M de %y", "%d de %M", "%L de %y"
	l.span, l.between, l.times = "del %d al %e de %M", "del %a al %z", "de %a a %z"
	l.noDots, l.zones = true, spanishZone
	switch region {
	case "US", "MX", "CO", "DO", "GT", "HN", "NI", "PA", "PE", "PR", "PY", "SV", "VE":
		l.clock = spanish12
	}
	switch region {
	case "US", "MX", "PR", "DO", "GT", "HN", "NI", "PA", "PE", "SV", "419":
	default:
		l.together = 4
	}
	l.Prose = Prose{
		FunctionWords: `el la los las lo un una unos unas de del y e o u que qué quien quién cual cuál cuando cuándo donde dónde como cómo si
			no se su sus tu tus le les me te nos mi mis es son era fue ser está están hay ha han he haber para por con sin sobre
			entre desde hasta en a al más pero porque este esta estos estas ese esa eso esto aquí ya también muy puede pueden debe
			deben tiene tienen usted ustedes cada todo toda todos todas otro otra`,
		Numbers: `un uno una primero primera primer|dos ambos ambas segundo segunda par|tres tercero tercera tercer|cuatro cuarto cuarta|cinco quinto quinta|
			seis sexto sexta|siete|ocho|nueve|diez decena|once|doce docena|trece|catorce|quince|dieciséis|diecisiete|dieciocho|diecinueve|veinte`,
		Tens:          "treinta cuarenta cincuenta sesenta setenta ochenta noventa",
		Large:         "cien 100|ciento 100|cientos 100|mil 1000|miles 1000",
		Powers:        "mil  3|millón 6|millon 6",
		Months:        "setiembre 9|ene 1|abr 4|ago 8|oct 10|nov 11|dic 12",
		DayWords:      "al de del el y e a º",
		Ordinals:      "º ª o a",
		Abbreviations: "sr sra srta dr dra ud uds pág núm tel art vol ed etc",
		Mailboxes:     "nombre usuario sunombre ejemplo",
		Remarks:       "(en inglés|(en francés|(en español",
		Hours:         HoursH,
		Inflected:     iberian,
		Reading:       &Reading{Syllables: spanishSyllables, Level: fernandezHuerta},
	}
	return l
}

func spanishZone(a area, standard bool) string {
	names := [...]string{"", "de Terranova", "del Atlántico", "del Este", "del Centro", "de la Montaña", "del Yukón",
		"del Pacífico", "de Alaska", "de Hawái-Aleutianas"}
	if standard {
		return "hora estándar " + names[a]
	}
	return "hora " + names[a]
}

// iberian reports whether a word is another in one of its forms, as Spanish, Portuguese and Catalan make them.
func iberian(word, want string) bool {
	return ending(word, want, "s", "es") || changed(word, want, "o", "a", "os", "as") || changed(word, want, "z", "ces")
}

// fernandezHuerta returns an ease, the higher the easier.
func fernandezHuerta(length, weight float64) float64 { return 206.84 - 60*weight - 1.02*length }

// spanishSyllables counts vowels, a diphthong as one.
func spanishSyllables(w string) int {
	n, last := 0, rune(0)
	strong := func(r rune) bool { return strings.ContainsRune("aeoáéíóú", r) }
	for _, r := range w {
		vowel := strings.ContainsRune("aeiouáéíóúü", r)
		if vowel && (!strings.ContainsRune("aeiouáéíóúü", last) || strong(r) && strong(last)) {
			n++
		}
		last = r
	}
	if strings.HasSuffix(w, "y") && n == 0 {
		n = 1
	}
	return max(1, n)
}
