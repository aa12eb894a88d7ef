package locale

import (
	"strings"
	"time"
)

// Comma returns what stands between the parts of a line such as "13:00, Eastern Time, Halifax", with its space where
// the language has one: ", ", "، " in Arabic script, "，" in Chinese, "、" in Japanese.
func (l *Locale) Comma() string {
	if l.known.comma != "" {
		return l.known.comma
	}
	if script, _ := l.tag.Script(); script.String() == "Arab" || script.String() == "Aran" {
		return "، "
	}
	return ", "
}

// Join puts the language's comma between the parts, and leaves out those that are empty.
func (l *Locale) Join(parts ...string) string {
	var b strings.Builder
	for _, p := range parts {
		if p == "" {
			continue
		}
		if b.Len() > 0 {
			b.WriteString(l.Comma())
		}
		b.WriteString(p)
	}
	return b.String()
}

// WeekdayDate returns the day with its weekday and without its year: "Thursday, October 1", "le jeudi 1er octobre",
// "10月1日星期四".
func (l *Locale) WeekdayDate(t time.Time) string { return l.say(l.known.weekdayDay(), t, t) }

// Sentence raises the first letter of a phrase that stands by itself: "Le jeudi 1er octobre 2026". A phrase that has
// a capital somewhere is left as it is, and so is one in a script without capitals.
func Sentence(s string) string {
	if s == "" {
		return ""
	}
	return capitalise(s)
}

// weekdayDay is the pattern of a whole date with its year taken out.
func (g *grammar) weekdayDay() string {
	switch {
	case g.weekday != "":
		return g.weekday
	case strings.Contains(g.full, "%D"):
		return strings.Replace(g.full, "%D", g.day, 1)
	case strings.Contains(g.full, "%w"):
		return "%w, " + g.day
	}
	return g.day
}
