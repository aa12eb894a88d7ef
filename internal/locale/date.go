package locale

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// Date returns the day as a sentence has it: "October 1, 2026", "1er octobre 2026", "1 de octubre de 2026",
// "2026年10月1日".
func (l *Locale) Date(t time.Time) string { return l.say(l.known.date, t, t) }

// DateNoYear returns the day without its year: "October 1", "1er octobre", "1 de octubre".
func (l *Locale) DateNoYear(t time.Time) string { return l.say(l.known.day, t, t) }

// FullDate returns the day with its weekday: "Thursday, October 1, 2026", "le jeudi 1er octobre 2026".
func (l *Locale) FullDate(t time.Time) string { return l.say(l.known.full, t, t) }

// Weekday returns the day's full name as it stands alone, in the case that running text has: "Thursday", "jeudi".
// A language without names gives the ISO number of the day, "4".
func (l *Locale) Weekday(t time.Time) string { return l.names().weekdays[t.Weekday()] }

// WeekdayShort returns the day's name for a narrow column: "Thu", "jeu.", "jue".
func (l *Locale) WeekdayShort(t time.Time) string { return l.names().weekdaysShort[t.Weekday()] }

// Month returns the month's full name as it stands alone: "October", "octobre", "октябрь".
// A language without names gives the month's number, "10".
func (l *Locale) Month(t time.Time) string { return l.names().months[t.Month()-1] }

// MonthTitle returns the month's name capitalised for a heading: "Octobre", "Octubre".
func (l *Locale) MonthTitle(t time.Time) string { return capitalise(l.Month(t)) }

// MonthYear returns the month with its year: "October 2026", "octobre 2026", "octubre de 2026".
func (l *Locale) MonthYear(t time.Time) string { return l.say(l.known.monthYear, t, t) }

// Range returns the days from one to another, both included, as one phrase without a year: "October 5 to 9",
// "du 5 au 9 octobre", "October 30 to November 2". A single day is said as by [Locale.DateNoYear]; days of two years
// carry them. It does not mind which of the two days is the earlier.
func (l *Locale) Range(from, to time.Time) string {
	g := &l.known.grammar
	return l.span(from, to, g.day, g.span, g.between)
}

// ShortRange is [Locale.Range] for a narrow place: "Oct 1–3", "1–3 oct.", "Oct 30 – Nov 2".
func (l *Locale) ShortRange(from, to time.Time) string {
	g := &l.known.grammar
	return l.span(from, to, g.short, g.shortSpan, g.shortBetween)
}

func (l *Locale) span(from, to time.Time, day, span, between string) string {
	y1, m1, d1 := from.Date()
	y2, m2, d2 := to.Date()
	if y1 > y2 || y1 == y2 && (m1 > m2 || m1 == m2 && d1 > d2) {
		return l.span(to, from, day, span, between)
	}
	switch {
	case y1 != y2:
		return pair(between, l.Date(from), l.Date(to))
	case m1 != m2:
		return pair(between, l.say(day, from, from), l.say(day, to, to))
	case d1 != d2 && span == "":
		return pair(between, l.say(day, from, from), l.say(day, to, to))
	case d1 != d2:
		return l.say(span, from, to)
	}
	return l.say(day, from, from)
}

// say fills a pattern of the grammar with the parts of two days; see [grammar] for its verbs.
func (l *Locale) say(pattern string, t, u time.Time) string {
	n := l.names()
	return fill(pattern, func(verb byte) string {
		switch verb {
		case 'd':
			return l.dayOf(t)
		case 'e':
			return l.dayOf(u)
		case 'n':
			return strconv.Itoa(t.Day())
		case 'o':
			return strconv.Itoa(u.Day())
		case 'm':
			return strconv.Itoa(int(t.Month()))
		case 'y':
			return strconv.Itoa(t.Year())
		case 'M':
			return n.monthsInDate[t.Month()-1]
		case 'L':
			return n.months[t.Month()-1]
		case 'b':
			return n.monthsShort[t.Month()-1]
		case 'w':
			return n.weekdayInDate[t.Weekday()]
		case 'D':
			return l.Date(t)
		case '2':
			return fmt.Sprintf("%02d-%02d", int(t.Month()), t.Day())
		case '4':
			return fmt.Sprintf("%04d", t.Year())
		case '6':
			return fmt.Sprintf("%02d", int(t.Month()))
		}
		return "%" + string(verb)
	})
}

// dayOf returns the day of the month, the first one as the language says it in running text.
func (l *Locale) dayOf(t time.Time) string {
	if t.Day() == 1 && l.known.first != "" {
		return l.known.first
	}
	return strconv.Itoa(t.Day())
}

// pair fills %a and %z.
func pair(pattern, a, z string) string {
	return fill(pattern, func(verb byte) string {
		if verb == 'a' {
			return a
		}
		return z
	})
}

// fill replaces each "%x" by value('x').
func fill(pattern string, value func(verb byte) string) string {
	var b strings.Builder
	for i := 0; i < len(pattern); i++ {
		if pattern[i] != '%' || i+1 == len(pattern) {
			b.WriteByte(pattern[i])
			continue
		}
		i++
		b.WriteString(value(pattern[i]))
	}
	return b.String()
}
