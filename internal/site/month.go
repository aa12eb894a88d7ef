package site

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"tocsin/internal/rule"
)

// Month is what a year's page shows: the month in rows of seven days, and who may subscribe to a part of it.
type Month struct {
	First     time.Time // the month's first day; zero for a year without weeks and events
	Rows      []Row
	Until     time.Time // the midnight from which on all of the year is past; zero where nothing is planned
	Audiences []AudienceFeed
}

// Row is seven days, as midnights in the country's zone.
type Row struct {
	First  time.Time
	Week   *Page      // the week of the campaign that it shows; nil outside of any
	Events [7][]*Page // by day, in the order of the year's
	Until  time.Time  // the midnight from which on all of it is past: a row is collapsed whole, never day by day
}

// AudienceFeed is what a year holds for one audience. There is one for each audience that an event names.
type AudienceFeed struct {
	Term   *Page // the audience's page
	Path   string
	Events []*Page
}

// Over reports whether a moment has come. It never has for a zero time.
func (e *Edition) Over(until time.Time) bool { return !until.IsZero() && !e.Site.At.Before(until) }

// FeedPath returns where, within its edition, the calendar file of a year or a week lies; "" where it has no event,
// since a calendar without one is not valid iCalendar.
func (p *Page) FeedPath() string {
	if len(p.Events) == 0 {
		return ""
	}
	return p.Path + "calendar.ics"
}

// Until returns the midnight from which on a week and all events that begin in it are past; the zero time for what is
// no week of the edition's country.
func (p *Page) Until() time.Time {
	if p.Days.To.IsZero() {
		return time.Time{}
	}
	until := p.Days.To.AddDate(0, 0, 1)
	for _, ev := range p.Events {
		until = later(until, p.Edition.pastFrom(ev))
	}
	return until
}

// YearOf returns the year to which a week or an event belongs, or the year itself; nil for other pages.
func (p *Page) YearOf() *Page {
	for q := p; q != nil; q = q.Parent {
		if q.Kind == Year {
			return q
		}
	}
	return nil
}

// Shown is an event's start or end as the edition's readers are told it: in the country's own zone, but in the event's
// where it takes place somewhere.
func (e *Edition) Shown(p *Page, t time.Time) time.Time {
	if p.Event.Place != "" || p.Event.AllDay {
		return t
	}
	return t.In(e.Country.Zone)
}

func (e *Edition) midnight(t time.Time) time.Time {
	return time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, e.Country.Zone)
}

// pastFrom is the country's midnight after an event's last day, be it counted there or where it takes place.
func (e *Edition) pastFrom(p *Page) time.Time {
	end := p.Event.End
	if !p.Event.AllDay {
		end = end.In(e.Country.Zone)
	}
	return later(e.midnight(end), e.midnight(e.Shown(p, p.Event.End))).AddDate(0, 0, 1)
}

func later(a, b time.Time) time.Time {
	if b.After(a) {
		return b
	}
	return a
}

// month lays a year out in rows of seven days, widened to hold every event of the year's pages.
func (e *Edition) month(y *Page) *Month {
	m := &Month{Audiences: e.audienceFeeds(y)}
	for _, p := range y.Weeks {
		m.Until = later(m.Until, p.Until())
	}
	for _, p := range y.Events {
		m.Until = later(m.Until, e.pastFrom(p))
	}
	first, last := e.span(y)
	if first.IsZero() {
		return m
	}
	m.First = first
	start := e.firstWeekday(y)
	for back := 0; back < 7 && first.Weekday() != start; back++ {
		first = first.AddDate(0, 0, -1)
	}
	for day := first; !day.After(last); day = day.AddDate(0, 0, 7) {
		m.Rows = append(m.Rows, e.row(y, day))
	}
	m.settle()
	return m
}

// settle lets a row with nothing in it collapse with the row before it, or, at the beginning, the one after.
func (m *Month) settle() {
	for i := 1; i < len(m.Rows); i++ {
		if m.Rows[i].Until.IsZero() {
			m.Rows[i].Until = m.Rows[i-1].Until
		}
	}
	for i := len(m.Rows) - 2; i >= 0; i-- {
		if m.Rows[i].Until.IsZero() {
			m.Rows[i].Until = m.Rows[i+1].Until
		}
	}
}

// monthOf is the first day of the month that most of a year's campaign lies in: its first week's, or first event's.
func (e *Edition) monthOf(y *Page) time.Time {
	var t time.Time
	switch {
	case len(y.Weeks) > 0:
		t = y.Weeks[0].Days.To
	case len(y.Events) > 0:
		t = y.Events[0].Event.Start
	default:
		return t
	}
	return time.Date(t.Year(), t.Month(), 1, 0, 0, 0, 0, e.Country.Zone)
}

func (e *Edition) span(y *Page) (first, last time.Time) {
	first = e.monthOf(y)
	if first.IsZero() {
		return first, last
	}
	last = first.AddDate(0, 1, -1)
	for _, p := range y.Events {
		if day := e.midnight(e.Shown(p, p.Event.Start)); day.After(last) && day.Before(last.AddDate(0, 2, 0)) {
			last = day
		}
	}
	return first, last
}

// firstWeekday starts the rows where the campaign's whole weeks start, so that a row is a week of the campaign.
func (e *Edition) firstWeekday(y *Page) time.Weekday {
	if len(y.Weeks) > 1 {
		return y.Weeks[1].Days.From.Weekday()
	}
	return e.Words.FirstWeekday()
}

func (e *Edition) row(y *Page, first time.Time) Row {
	row := Row{First: first}
	last := first.AddDate(0, 0, 6)
	end := first.AddDate(0, 0, 7)
	for _, w := range y.Weeks {
		if !w.Days.From.After(last) && !w.Days.To.Before(first) {
			row.Week, row.Until = w, w.Days.To.AddDate(0, 0, 1)
			break
		}
	}
	for i := range row.Events {
		day := first.AddDate(0, 0, i)
		for _, p := range y.Events {
			from, to := e.midnight(e.Shown(p, p.Event.Start)), e.midnight(e.Shown(p, p.Event.End))
			if !p.Event.AllDay {
				to = from
			}
			if day.Before(from) || day.After(to) {
				continue
			}
			row.Events[i] = append(row.Events[i], p)
			until := e.pastFrom(p)
			if until.After(end) {
				until = end // it goes on in the next row
			}
			row.Until = later(row.Until, until)
		}
	}
	return row
}

// audienceFeeds gathers a year's events by audience, in the order of the audiences' own pages. A feed lies in a folder
// of its own, so that an event may be called like an audience.
func (e *Edition) audienceFeeds(y *Page) []AudienceFeed {
	var feeds []AudienceFeed
	for _, p := range y.Events {
		for _, t := range p.Audiences {
			i := slices.IndexFunc(feeds, func(f AudienceFeed) bool { return f.Term == t })
			if i < 0 {
				i = len(feeds)
				feeds = append(feeds, AudienceFeed{Term: t, Path: y.Path + strings.TrimSuffix(t.Path, "/") + ".ics"})
			}
			feeds[i].Events = append(feeds[i].Events, p)
		}
	}
	slices.SortFunc(feeds, func(a, b AudienceFeed) int { return cmp.Compare(a.Term.rank, b.Term.rank) })
	return feeds
}

// overlap tells two weeks of a year and country that share a day: it would be two weeks at once.
func (r *resolver) overlap(y *Page) {
	weeks := slices.Clone(y.Weeks)
	slices.SortStableFunc(weeks, func(a, b *Page) int { return a.Days.From.Compare(b.Days.From) })
	for i := 1; i < len(weeks); i++ {
		a, b := weeks[i-1], weeks[i]
		if b.Days.From.After(a.Days.To) {
			continue
		}
		r.diags.Add(b.Pos("week"), rule.WeekOverlap, "code", y.Edition.Country.Code, "from", b.Days.From.Format(time.DateOnly), "file", a.Pos("week").File, "to", a.Days.To.Format(time.DateOnly))
	}
}

// weekMoments lists when weeks begin and end, when what is past collapses, and when a year becomes an archive.
func (r *resolver) weekMoments(e *Edition) {
	add := func(at time.Time, what string, p *Page) {
		if p != nil && p.File != nil && at.After(r.At) {
			r.due = append(r.due, Moment{at, what, p.Key, p.File.Path})
		}
	}
	for _, y := range e.Years {
		for _, w := range y.Weeks {
			add(w.Days.From, "week", w)
			add(w.Days.To.AddDate(0, 0, 1), "week", w)
			add(w.Until(), "week", w)
		}
		for _, row := range y.Month.Rows {
			if row.Week == nil || !row.Until.Equal(row.Week.Until()) {
				add(row.Until, "event", lastOf(row))
			}
		}
		for _, p := range y.Events {
			if until := e.pastFrom(p); until.Equal(y.Month.Until) && !slices.ContainsFunc(y.Weeks, func(w *Page) bool { return w.Until().Equal(until) }) {
				add(until, "event", p)
			}
		}
	}
}

// lastOf returns the event that keeps a row from collapsing once its week is over; nil where none does.
func lastOf(row Row) *Page {
	if row.Week != nil && !row.Until.After(row.Week.Days.To.AddDate(0, 0, 1)) {
		return nil
	}
	for _, day := range slices.Backward(row.Events[:]) {
		if len(day) > 0 {
			return day[len(day)-1]
		}
	}
	return nil
}
