package locale

import (
	"github.com/go-playground/locales/pt"
)

// portuguese is said the same in Portugal and Brazil, but for the signs in numbers.
func portuguese(_, _ string) knowledge {
	l := knowledge{grammar: dayFirst(pt.New, ","), plural: wholeMillions}
	l.date, l.day, l.short, l.monthYear = "%d de %M de %y", "%d de %M", "%d de %b", "%L de %y"
	l.span, l.between = "de %d a %e de %M", "de %a a %z"
	l.Prose = Prose{
		FunctionWords: `o a os as um uma uns umas de do da dos das e ou que quem qual quando onde como se não seu sua seus suas é são foi ser
			está estão há tem têm para por pelo pela com sem sobre entre desde até em no na nos nas ao aos à às mais mas porque este
			esta isto isso esse essa você vocês nós ele ela eles elas também muito pode podem deve cada todo toda todos todas`,
		Numbers: `um uma primeiro primeira|dois duas ambos ambas segundo segunda par|três terceiro terceira|quatro|cinco|seis|sete|oito|nove|dez|onze|doze|
			treze|catorze quatorze|quinze|dezesseis|dezessete|dezoito|dezenove|vinte`,
		Tens:          "trinta quarenta cinquenta sessenta setenta oitenta noventa",
		Powers:        "mil  3|milhã 6|milhõ 6",
		DayWords:      "de do a e o",
		Ordinals:      "º ª o a",
		Abbreviations: "sr sra dr dra tel",
		Hours:         HoursH,
		Inflected:     iberian,
	}
	return l
}
