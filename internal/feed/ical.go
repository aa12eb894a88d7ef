package feed

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"
)

// Calendar is an iCalendar file (RFC 5545, with the names of RFC 7986) to subscribe to or to import. ProdID names the
// program that made it, "-//Example//Tocsin//EN". Lang is a BCP 47 tag and marks the name and, where an event has no
// language of its own, its texts. The format wants one event at least: do not publish a calendar without any.
//
// It is written by hand and not with arran4/golang-ical: that library escapes parameters with backslashes, which the
// format does not have, lets carriage returns and other controls through into the file, and builds a map and several
// strings for each property, which shows where every event of 20,000 pages has a file of its own.
type Calendar struct {
	Name, Lang, ProdID, URL string
	Events                  []Event
}

// Event is one event. UID must be unique and never change. Description is plain text and may have lines.
//
// A timed event goes from Start to End and is written in UTC; without an End after Start it is a moment. With AllDay
// only the dates of Start and End count, each in the location it carries, and End is the last day, included; without
// one after Start it is a single day. Whole days do not block the reader's calendar.
//
// Stamp is when this state of the event was published, Modified when it last changed; where one is zero the other is
// used, then Start: never the clock. Status is "confirmed", "cancelled" or "tentative" in any case; others are left out.
type Event struct {
	UID, Summary, Description, Location, URL, Lang string
	Start, End                                     time.Time
	AllDay                                         bool
	Stamp, Modified                                time.Time
	Sequence                                       int
	Status                                         string
	Categories                                     []string
}

const (
	icalDate   = "20060102"
	icalMoment = "20060102T150405Z"
)

// AppendTo appends the calendar, its events ordered by start and then by UID, and returns the longer slice.
func (c Calendar) AppendTo(b []byte) []byte {
	w := icalWriter{b: b}
	w.line("BEGIN", "", "VCALENDAR")
	w.line("VERSION", "", "2.0")
	w.text("PRODID", "", cmp.Or(c.ProdID, "-//Tocsin//Tocsin//EN"))
	w.line("CALSCALE", "", "GREGORIAN")
	w.line("METHOD", "", "PUBLISH")
	if c.Name != "" {
		w.text("NAME", c.Lang, c.Name)
		w.text("X-WR-CALNAME", "", c.Name) // what clients older than RFC 7986 read
	}
	w.uri("URL", c.URL)
	events := slices.Clone(c.Events)
	slices.SortStableFunc(events, func(a, b Event) int {
		return cmp.Or(a.Start.Compare(b.Start), strings.Compare(a.UID, b.UID))
	})
	for i := range events {
		w.event(&events[i], c.Lang)
	}
	w.line("END", "", "VCALENDAR")
	return w.b
}

func (w *icalWriter) event(e *Event, calendarLang string) {
	lang := cmp.Or(e.Lang, calendarLang)
	w.line("BEGIN", "", "VEVENT")
	w.text("UID", "", e.UID)
	w.moment("DTSTAMP", firstTime(e.Stamp, e.Modified, e.Start))
	w.period(e)
	w.line("SEQUENCE", "", strconv.Itoa(max(e.Sequence, 0)))
	w.moment("LAST-MODIFIED", firstTime(e.Modified, e.Stamp))
	switch status := strings.ToUpper(e.Status); status {
	case "CONFIRMED", "CANCELLED", "TENTATIVE":
		w.line("STATUS", "", status)
	}
	w.text("SUMMARY", lang, e.Summary)
	if e.Description != "" {
		w.text("DESCRIPTION", lang, e.Description)
	}
	if e.Location != "" {
		w.text("LOCATION", lang, e.Location)
	}
	w.uri("URL", e.URL)
	if len(e.Categories) > 0 {
		w.name("CATEGORIES", lang)
		for i, category := range e.Categories {
			if i > 0 {
				w.b = append(w.b, ',')
			}
			w.b = appendText(w.b, category)
		}
		w.end()
	}
	w.line("END", "", "VEVENT")
}

// period writes when the event is.
func (w *icalWriter) period(e *Event) {
	if !e.AllDay {
		w.moment("DTSTART", e.Start)
		if e.End.After(e.Start) {
			w.moment("DTEND", e.End)
		}
		return
	}
	first, last := midnight(e.Start), midnight(e.End)
	if last.Before(first) {
		last = first
	}
	w.line("DTSTART;VALUE=DATE", "", first.Format(icalDate))
	w.line("DTEND;VALUE=DATE", "", last.AddDate(0, 0, 1).Format(icalDate))
	w.line("TRANSP", "", "TRANSPARENT")
}

// midnight moves a date into UTC as it stands, where a day always has 24 hours.
func midnight(t time.Time) time.Time {
	y, m, d := t.Date()
	return time.Date(y, m, d, 0, 0, 0, 0, time.UTC)
}

func firstTime(times ...time.Time) time.Time {
	for _, t := range times {
		if !t.IsZero() {
			return t
		}
	}
	return time.Time{}
}

// icalWriter appends content lines, folded.
type icalWriter struct {
	b     []byte
	start int // of the line being written
}

// name begins a line with the property and its language, of which only what a tag can have is kept.
func (w *icalWriter) name(property, lang string) {
	w.start = len(w.b)
	w.b = append(w.b, property...)
	if lang != "" {
		w.b = append(w.b, ";LANGUAGE="...)
		for i := range len(lang) {
			if c := lang[i]; c == '-' || '0' <= c && c <= '9' || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' {
				w.b = append(w.b, c)
			}
		}
	}
	w.b = append(w.b, ':')
}

func (w *icalWriter) line(property, lang, value string) {
	w.name(property, lang)
	w.b = append(w.b, value...)
	w.end()
}

func (w *icalWriter) text(property, lang, value string) {
	w.name(property, lang)
	w.b = appendText(w.b, value)
	w.end()
}

func (w *icalWriter) moment(property string, t time.Time) {
	if t.IsZero() {
		return
	}
	w.name(property, "")
	w.b = t.UTC().AppendFormat(w.b, icalMoment)
	w.end()
}

// uri writes an address, which is not escaped; controls and spaces have no place in one.
func (w *icalWriter) uri(property, value string) {
	if value == "" {
		return
	}
	w.name(property, "")
	for _, r := range value {
		if r > ' ' && r != 0x7F {
			w.b = utf8.AppendRune(w.b, r)
		}
	}
	w.end()
}

// end closes the line with CRLF. What is past 75 octets goes on new lines that begin with a space, and no character
// is cut in two.
func (w *icalWriter) end() {
	const limit = 75
	line := w.b[w.start:]
	if len(line) <= limit {
		w.b = append(w.b, "\r\n"...)
		return
	}
	rest := slices.Clone(line)
	w.b = w.b[:w.start]
	for room := limit; len(rest) > room; room = limit - 1 { // the space counts
		cut := room
		for !utf8.RuneStart(rest[cut]) {
			cut--
		}
		w.b = append(append(w.b, rest[:cut]...), "\r\n "...)
		rest = rest[cut:]
	}
	w.b = append(append(w.b, rest...), "\r\n"...)
}

// appendText escapes a value of type TEXT. Every kind of line end becomes \n; controls but the tab are dropped, broken
// UTF-8 becomes U+FFFD.
func appendText(b []byte, s string) []byte {
	for i, r := range s {
		switch {
		case r == '\\' || r == ';' || r == ',':
			b = append(b, '\\', byte(r))
		case r == '\n':
			b = append(b, `\n`...)
		case r == '\r':
			if !strings.HasPrefix(s[i+1:], "\n") {
				b = append(b, `\n`...)
			}
		case r < ' ' && r != '\t', r == 0x7F:
		default:
			b = utf8.AppendRune(b, r)
		}
	}
	return b
}
