package render

import (
	"html/template"
	"strconv"
	"strings"
	"time"

	"tocsin/internal/locale"
	"tocsin/internal/site"
)

// CalendarFeed is a calendar file to subscribe to or to download.
type CalendarFeed struct {
	Name        string // the audience that it is for; empty for all of a year or a week
	Lang        string // of the name, where it is another than the page's
	Count       string // "4 events"
	ICS, Webcal string
}

// Subscribe is Webcal as a link's target: html/template refuses this scheme in a plain string.
func (f *CalendarFeed) Subscribe() template.URL { return template.URL(f.Webcal) }

// Comma is what the page's language puts between the parts of a line, with its space: ", " or "، " or "，".
func (v *View) Comma() string { return v.shared.Words.Comma() }

// YearCard is a year among the others.
type YearCard struct {
	Number         string // "2026"
	Month          string // "October 2026"; empty for a year in which nothing is planned yet
	Title, Summary string // its theme; Title is empty where nobody wrote one
	Lang           string // of the theme, where it is another than the page's
	Href           string
	Archive        bool
	Count          string // "15 events"; empty without any
	Weeks          []Link
}

// feedAt is the calendar file at a path within the edition.
func (s *edition) feedAt(path string, events int) CalendarFeed {
	base := strings.TrimPrefix(strings.TrimPrefix(s.Base, "https://"), "http://")
	return CalendarFeed{Count: s.count("events-count", events), ICS: s.Root + path, Webcal: "webcal://" + base + path}
}

// archive says that a page's year is over; "" where it is not.
func (s *edition) archive(p *site.Page) string {
	y := p.YearOf()
	if y == nil || y.Month == nil || !s.Over(y.Month.Until) {
		return ""
	}
	return s.text("archive-notice", "other", []any{"month", s.monthYear(y)})
}

// monthYear names a year by its month, "October 2026", and by its number where nothing is planned yet.
func (s *edition) monthYear(y *site.Page) string {
	if y.Month == nil || y.Month.First.IsZero() {
		return yearNumber(y)
	}
	return locale.Sentence(s.Words.MonthYear(y.Month.First))
}

func yearNumber(y *site.Page) string { return y.Key[strings.LastIndexByte(y.Key, '/')+1:] }

// years lists all years for the calendar's page.
func (s *edition) years() []YearCard {
	var out []YearCard
	for _, y := range s.Years {
		c := YearCard{Number: yearNumber(y), Title: y.Title, Summary: y.Summary, Lang: s.foreign(y), Href: y.Href(s.Edition), Archive: s.archive(y) != ""}
		if c.Title == c.Number {
			c.Title = ""
		}
		if y.Month != nil && !y.Month.First.IsZero() {
			c.Month = s.monthYear(y)
		}
		if len(y.Events) > 0 {
			c.Count = s.count("events-count", len(y.Events))
		}
		for _, w := range y.Weeks {
			c.Weeks = append(c.Weeks, Link{Text: w.Title, Href: w.Href(s.Edition), Lang: s.foreign(w)})
		}
		out = append(out, c)
	}
	return out
}

// year fills a year's page: the month in rows of seven days, those that are past apart.
func (s *edition) year(p *site.Page) *Year {
	y := &Year{Number: yearNumber(p), Count: s.count("events-count", len(p.Events))}
	if path := p.FeedPath(); path != "" {
		f := s.feedAt(path, len(p.Events))
		y.ICS, y.Webcal = f.ICS, f.Webcal
	}
	if len(s.Years) > 1 {
		for _, other := range s.Years {
			y.Years = append(y.Years, Link{Text: s.monthYear(other), Href: other.Href(s.Edition), Current: other == p})
		}
	}
	m := p.Month
	if m == nil || m.First.IsZero() {
		return y
	}
	for _, f := range m.Audiences {
		feed := s.feedAt(f.Path, len(f.Events))
		feed.Name, feed.Lang = f.Term.Title, s.foreign(f.Term)
		y.Feeds = append(y.Feeds, feed)
	}
	y.Month = s.Words.MonthTitle(m.First)
	y.Heading = heading(s.Words.MonthYear(m.First), m.First.Year())
	for i := range 7 {
		day := m.Rows[0].First.AddDate(0, 0, i)
		y.Weekdays = append(y.Weekdays, s.Words.Weekday(day))
		y.WeekdaysShort = append(y.WeekdaysShort, s.Words.WeekdayShort(day))
	}
	for _, row := range m.Rows {
		y.Weeks = append(y.Weeks, s.row(row, m.First.Month()))
	}
	s.collapsePast(y, m)
	return y
}

// collapsePast parts the rows that are past from the rest. A year that is over is an archive, and hides nothing.
func (s *edition) collapsePast(y *Year, m *site.Month) {
	y.Ahead = y.Weeks
	if s.Over(m.Until) {
		return
	}
	n, weeks := 0, 0
	seen := map[*site.Page]bool{}
	for n < len(m.Rows)-1 && s.Over(m.Rows[n].Until) {
		if m.Rows[n].Week != nil {
			weeks++
		}
		for _, day := range m.Rows[n].Events {
			for _, ev := range day {
				seen[ev] = true
			}
		}
		n++
	}
	if n == 0 {
		return
	}
	y.Past, y.Ahead = y.Weeks[:n], y.Weeks[n:]
	if weeks > 0 {
		y.PastText = s.count("past-weeks", weeks)
	}
	if len(seen) > 0 {
		y.PastText = s.Words.Join(y.PastText, s.count("past-events", len(seen)))
	}
}

// heading is a month and its year in the language's own order, the year in a span.
func heading(monthYear string, year int) template.HTML {
	text := template.HTMLEscapeString(locale.Sentence(monthYear))
	n := strconv.Itoa(year)
	return template.HTML(strings.Replace(text, n, "<span>"+n+"</span>", 1))
}

func (s *edition) row(row site.Row, month time.Month) *Week {
	w := &Week{}
	if row.Week != nil {
		w = s.week(row.Week)
	}
	for i, events := range row.Events {
		day := row.First.AddDate(0, 0, i)
		d := Day{Number: day.Day(), ISO: day.Format(time.DateOnly), Weekday: s.Words.Weekday(day), Long: s.Words.WeekdayDate(day),
			InMonth: day.Month() == month, Weekend: day.Weekday() == time.Saturday || day.Weekday() == time.Sunday}
		for _, e := range events {
			d.Events = append(d.Events, s.occasion(e))
		}
		w.Days = append(w.Days, d)
	}
	return w
}
