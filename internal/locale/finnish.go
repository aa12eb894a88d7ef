package locale

import (
	"github.com/go-playground/locales/fi"
)

// finnish has other endings in a date than alone, for months and weekdays both.
func finnish(_, _ string) knowledge {
	l := knowledge{grammar: dayOrdinal(fi.New, "")}
	l.short, l.clock = "%d.%m.", dot24
	l.months = "tammikuu helmikuu maaliskuu huhtikuu toukokuu kesäkuu heinäkuu elokuu syyskuu lokakuu marraskuu joulukuu"
	l.weekdays = "sunnuntai maanantai tiistai keskiviikko torstai perjantai lauantai"
	l.Prose = Prose{
		FunctionWords: `ja on ei se että jos kun niin tai mutta myös voi ovat oli olla sinun sinä me te he tämä nämä joka jotka mitä miten missä
			kuin kanssa sekä vain`,
	}
	return l
}
