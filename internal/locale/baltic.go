package locale

import (
	"github.com/go-playground/locales/et"
	"github.com/go-playground/locales/lt"
	"github.com/go-playground/locales/lv"
)

// estonian counts days with a full stop.
func estonian(_, _ string) knowledge {
	l := knowledge{grammar: dayOrdinal(et.New, ",")}
	return l
}

// lithuanian has words after the year and the day.
func lithuanian(_, _ string) knowledge {
	l := knowledge{grammar: dayFirst(lt.New, "")}
	l.date, l.day, l.short = "%y m. %M %d d.", "%M %d d.", "%b %d d."
	l.monthYear, l.full = "%y m. %L", "%D, %w"
	l.months = "sausis vasaris kovas balandis gegužė birželis liepa rugpjūtis rugsėjis spalis lapkritis gruodis"
	return l
}

// latvian has a word after the year.
func latvian(_, _ string) knowledge {
	l := knowledge{grammar: dayOrdinal(lv.New, ",")}
	l.date, l.monthYear = "%y. gada %d. %M", "%y. gada %L"
	return l
}
