package locale

import (
	"strconv"
	"strings"

	locales "github.com/go-playground/locales"
)

// grammar is how a language says days and times. It is a value, made for each Locale: nothing is shared.
//
// The patterns have these verbs, t being the only or earlier day and u the later one:
//
//	%d %e  day of t, of u, the first of the month as in [grammar.first]     %n %o  the same as bare numbers
//	%M     month of t as it stands beside a day ("октября")                 %L     as it stands alone ("октябрь")
//	%b     short month of t       %m  its number       %y  year of t        %w     weekday of t
//	%D     the whole date         %4 %6 %2  ISO year, month, and month with day
//	%a %z  the earlier and the later date or time, in between, shortBetween and times only
type grammar struct {
	open func() locales.Translator // names and plural rules, nil if there are none

	date, day, monthYear, full, short string
	span, shortSpan                   string // days of one month; empty: as in between and shortBetween
	between, shortBetween             string
	times                             string
	weekday                           string // a day with its weekday and no year; empty: full without its year

	first string // the first of the month, "1er"
	clock clock
	zones func(area, bool) string // names of North American zones; nil: CLDR's

	// Names of our own, spaces between, where open gives none or another form of the word.
	months, monthsInDate, monthsShort       string
	weekdays, weekdaysInDate, weekdaysShort string
	noDots                                  bool // short names without the full stop that the data has
}

// iso is the grammar of a language without names.
func iso() grammar {
	return grammar{date: "%4-%2", day: "%2", monthYear: "%4-%6", full: "%4-%2", short: "%2"}
}

// dayFirst is the commonest grammar: "5 october 2026". What follows a weekday is given: "", "," and so on.
func dayFirst(open func() locales.Translator, comma string) grammar {
	return grammar{open: open, date: "%d %M %y", day: "%d %M", monthYear: "%L %y", full: "%w" + comma + " %D", short: "%d %b"}
}

// dayOrdinal is dayFirst with a full stop after the day: "5. oktober 2026".
func dayOrdinal(open func() locales.Translator, comma string) grammar {
	g := dayFirst(open, comma)
	g.date, g.day, g.short = "%d. %M %y", "%d. %M", "%d. %b"
	return g
}

// joined says spans of days with a word of the language: "5 t/m 9 oktober". Times keep the dash.
func (g grammar) joined(word string) grammar {
	g.span = spanOf(g.day, word)
	g.between = "%a" + word + "%z"
	return g
}

// complete fills what follows from the rest: spans with an en dash, close between numbers and spaced between phrases.
func (g grammar) complete() grammar {
	for _, f := range []struct {
		field *string
		value string
	}{
		{&g.span, spanOf(g.day, "–")},
		{&g.shortSpan, spanOf(g.short, "–")},
		{&g.between, "%a – %z"},
		{&g.shortBetween, "%a – %z"},
		{&g.times, "%a–%z"},
	} {
		if *f.field == "" {
			*f.field = f.value
		}
	}
	if g.open == nil && g.monthsInDate == "" { // nothing joins two numbers of days that have no month between
		g.span, g.shortSpan = "", ""
	}
	return g
}

// spanOf makes "%d. %M" into "%d.–%e. %M"; a pattern without a day stays and is not used.
func spanOf(day, join string) string {
	token := "%d"
	if strings.Contains(day, "%d.") {
		token = "%d."
	}
	return strings.Replace(day, token, token+join+strings.Replace(token, "d", "e", 1), 1)
}

// load calls the constructor of the names, some microseconds' work, and merges our own lists.
func (g *grammar) load() *names {
	n := &names{}
	if g.open != nil {
		n.translator = g.open()
		n.monthsInDate = n.translator.MonthsWide()
		n.monthsShort = n.translator.MonthsAbbreviated()
		n.weekdayInDate = n.translator.WeekdaysWide()
		n.weekdaysShort = n.translator.WeekdaysAbbreviated()
	} else {
		n.monthsInDate = numbers(12, 1)
		n.weekdayInDate = append([]string{"7"}, numbers(6, 1)...)
		n.monthsShort, n.weekdaysShort = n.monthsInDate, n.weekdayInDate
	}
	n.monthsInDate = either(g.monthsInDate, n.monthsInDate)
	n.months = either(g.months, n.monthsInDate)
	n.monthsShort = either(g.monthsShort, n.monthsShort)
	n.weekdayInDate = either(g.weekdaysInDate, n.weekdayInDate)
	n.weekdays = either(g.weekdays, n.weekdayInDate)
	n.weekdaysShort = either(g.weekdaysShort, n.weekdaysShort)
	if g.noDots {
		n.monthsShort = withoutDots(n.monthsShort)
		n.weekdaysShort = withoutDots(n.weekdaysShort)
	}
	return n
}

func either(ours string, theirs []string) []string {
	if ours != "" {
		return strings.Fields(ours)
	}
	return theirs
}

func numbers(n, from int) []string {
	list := make([]string, n)
	for i := range list {
		list[i] = strconv.Itoa(from + i)
	}
	return list
}

func withoutDots(words []string) []string {
	list := make([]string, len(words))
	for i, w := range words {
		list[i] = strings.TrimSuffix(w, ".")
	}
	return list
}
