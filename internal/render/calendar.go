package render

import (
	"html/template"
	"strconv"
	"strings"
	"time"

	"tocsin/internal/site"
)

// kind fills what only some kinds of pages have.
func (s *edition) kind(v *View, p *site.Page) {
	switch p.Kind {
	case site.Home:
		v.Home = s.home()
		if v.Home != nil && v.Home.Current != nil {
			v.Week = v.Home.Current.Number
			v.WeekLabel = v.Home.Current.Label + ", " + v.Home.Current.Range
		}
	case site.Year:
		v.Year = s.year(p)
		v.Items = nil
	case site.WeekPage:
		if !p.Days.From.IsZero() {
			v.Events = s.week(p).Events
			v.WeekLabel = s.weekLabel(p)
		}
	case site.Search:
		v.Search = s.search()
	case site.EventPage:
		if p.Event != nil {
			v.Event = s.event(p)
		}
	}
}

// home tells the front page where in the month the campaign is.
func (s *edition) home() *Home {
	if len(s.Years) == 0 || len(s.Years[0].Weeks) == 0 {
		return nil
	}
	y := s.Years[0]
	h := &Home{Month: s.Words.MonthYear(y.Weeks[0].Days.From), Calendar: y.Href(s.Edition)}
	current := s.WeekAt(s.Now())
	for _, w := range y.Weeks {
		week := s.week(w)
		if !s.Now().Before(w.Days.From) {
			h.Sounded = w.Week
		}
		if w == current {
			week.Current = w.Days.Contains(s.Now())
			h.Current = week
		}
		h.Weeks = append(h.Weeks, week)
	}
	return h
}

func (s *edition) week(p *site.Page) *Week {
	w := &Week{Number: p.Week, Label: s.text("week-number", "other", []any{"number", p.Week}), Range: s.Words.Range(p.Days.From, p.Days.To),
		Short: s.Words.ShortRange(p.Days.From, p.Days.To), Title: p.Title, Summary: p.Summary, Href: p.Href(s.Edition),
		Lang: s.foreign(p), Past: !s.Now().Before(p.Days.To.AddDate(0, 0, 1))}
	for _, e := range p.Events {
		w.Events = append(w.Events, s.occasion(e))
	}
	return w
}

// shown is an event's start or end as a page shows it: in the country's own zone, but in the event's where it takes
// place somewhere.
func (s *edition) shown(p *site.Page, t time.Time) time.Time {
	if p.Event.Place != "" || p.Event.AllDay {
		return t
	}
	return t.In(s.Country.Zone)
}

func (s *edition) occasion(p *site.Page) Occasion {
	ev := p.Event
	from, to := s.shown(p, ev.Start), s.shown(p, ev.End)
	o := Occasion{Title: p.Title, Lang: s.foreign(p), Href: p.Href(s.Edition), Week: p.Week, Day: from.Day(), Weekday: s.Words.WeekdayShort(from),
		Date: s.Words.DateNoYear(from), Place: ev.Place, Cancelled: ev.Status == "cancelled"}
	if ev.Status != "confirmed" {
		o.Status = s.text(ev.Status, "other", nil)
	}
	switch {
	case ev.AllDay:
		o.ISO = from.Format(time.DateOnly)
		o.When = s.text("all-day", "other", nil)
		if to.After(from) {
			o.When = s.Words.Range(from, to)
		}
	case to.After(from):
		o.ISO = from.Format(time.RFC3339)
		o.When = s.Words.TimeRange(from, to) + ", " + s.Words.Zone(from)
	default:
		o.ISO = from.Format(time.RFC3339)
		o.When = s.Words.Time(from) + ", " + s.Words.Zone(from)
	}
	return o
}

func (s *edition) event(p *site.Page) *Event {
	from := s.shown(p, p.Event.Start)
	return &Event{Occasion: s.occasion(p), FullDate: s.Words.FullDate(from), URL: p.Event.URL, ICS: s.Root + strings.TrimSuffix(p.Path, "/") + ".ics"}
}

// year lays a month out in rows of seven days, widened to hold every event of the year's pages.
func (s *edition) year(p *site.Page) *Year {
	y := &Year{Number: p.Key[strings.LastIndexByte(p.Key, '/')+1:], Count: s.count("events-count", len(p.Events))}
	if len(p.Events) > 0 { // without an event there is no file: it would not be valid iCalendar
		y.ICS = s.Root + p.Path + "calendar.ics"
		y.Webcal = "webcal://" + strings.TrimPrefix(strings.TrimPrefix(s.Base, "https://"), "http://") + p.Path + "calendar.ics"
	}
	first, last := s.span(p)
	if first.IsZero() {
		return y
	}
	y.Month = s.Words.MonthTitle(first)
	y.Heading = heading(s.Words.MonthYear(first), first.Year())
	start := s.firstWeekday(p)
	for back := 0; back < 7 && first.Weekday() != start; back++ {
		first = first.AddDate(0, 0, -1)
	}
	for i := range 7 {
		y.Weekdays = append(y.Weekdays, s.Words.Weekday(first.AddDate(0, 0, i)))
		y.WeekdaysShort = append(y.WeekdaysShort, s.Words.WeekdayShort(first.AddDate(0, 0, i)))
	}
	month := s.month(p)
	for day := first; !day.After(last); day = day.AddDate(0, 0, 7) {
		y.Weeks = append(y.Weeks, s.row(p, day, month))
	}
	return y
}

// heading is a month and its year in the language's own order, the year in a span.
func heading(monthYear string, year int) template.HTML {
	r := []rune(monthYear)
	text := template.HTMLEscapeString(strings.ToUpper(string(r[:1])) + string(r[1:]))
	n := strconv.Itoa(year)
	return template.HTML(strings.Replace(text, n, "<span>"+n+"</span>", 1))
}

// month is the first day of the month that most of a year's campaign lies in: its first week's, or first event's.
func (s *edition) month(p *site.Page) time.Time {
	var t time.Time
	switch {
	case len(p.Weeks) > 0:
		t = p.Weeks[0].Days.To
	case len(p.Events) > 0:
		t = p.Events[0].Event.Start
	default:
		return t
	}
	return time.Date(t.Year(), t.Month(), 1, 0, 0, 0, 0, s.Country.Zone)
}

func (s *edition) span(p *site.Page) (first, last time.Time) {
	first = s.month(p)
	if first.IsZero() {
		return first, last
	}
	last = first.AddDate(0, 1, -1)
	for _, e := range p.Events {
		if day := s.midnight(s.shown(e, e.Event.Start)); day.After(last) && day.Before(last.AddDate(0, 2, 0)) {
			last = day
		}
	}
	return first, last
}

func (s *edition) midnight(t time.Time) time.Time {
	return time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, s.Country.Zone)
}

// firstWeekday starts the rows where the campaign's whole weeks start, so that a row is a week of the campaign.
func (s *edition) firstWeekday(p *site.Page) time.Weekday {
	if len(p.Weeks) > 1 {
		return p.Weeks[1].Days.From.Weekday()
	}
	return s.Words.FirstWeekday()
}

func (s *edition) row(p *site.Page, first, month time.Time) *Week {
	w := &Week{}
	last := first.AddDate(0, 0, 6)
	for _, wp := range p.Weeks {
		if !wp.Days.From.After(last) && !wp.Days.To.Before(first) {
			w = s.week(wp)
			break
		}
	}
	for day := first; !day.After(last); day = day.AddDate(0, 0, 1) {
		d := Day{Number: day.Day(), ISO: day.Format(time.DateOnly), Weekday: s.Words.Weekday(day), Long: s.Words.Weekday(day) + ", " + s.Words.DateNoYear(day),
			InMonth: day.Month() == month.Month(), Weekend: day.Weekday() == time.Saturday || day.Weekday() == time.Sunday}
		for _, e := range p.Events {
			from, to := s.midnight(s.shown(e, e.Event.Start)), s.midnight(s.shown(e, e.Event.End))
			if !e.Event.AllDay {
				to = from
			}
			if !day.Before(from) && !day.After(to) {
				d.Events = append(d.Events, s.occasion(e))
			}
		}
		w.Days = append(w.Days, d)
	}
	return w
}
