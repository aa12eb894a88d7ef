package locale

// haitian is not in CLDR’s data as the library has it; its nouns have one form for any number.
func haitian(_, _ string) knowledge {
	l := knowledge{grammar: dayFirst(nil, ""), own: "Kreyòl ayisyen"}
	l.monthsInDate = "janvye fevriye mas avril me jen jiyè out septanm oktòb novanm desanm"
	l.monthsShort = "janv. fev. mas avr. me jen jiyè out sept. okt. nov. des."
	l.weekdaysInDate = "dimanch lendi madi mèkredi jedi vandredi samdi"
	l.weekdaysShort = "dim. len. mad. mèk. jed. van. sam."
	l.Prose = Prose{
		FunctionWords: `ak nan yo ki pou li ou se pa yon gen si lè oswa men nou mwen w n l sa sou kijan kote tout poukisa dwe ka`,
	}
	return l
}
