package locale

import (
	"github.com/go-playground/locales/so"
)

// somali takes the names that CLDR has had since version 33; the library still has an older set.
func somali(_, _ string) knowledge {
	l := knowledge{grammar: dayFirst(so.New, ","), own: "Af Soomaali"}
	l.monthsInDate = "Jannaayo Febraayo Maarso Abriil May Juun Luuliyo Ogost Sebtembar Oktoobar Nofembar Desembar"
	l.monthsShort = "Jan Feb Mar Abr May Jun Lul Ogs Seb Okt Nof Dis"
	l.Prose = Prose{
		FunctionWords: `iyo waa in ka ku ay oo uu si la ah haddii ama laakiin waxaa aad adiga kaaga u soo ee`,
	}
	return l
}
