package render

import (
	"slices"
	"strings"
	"time"

	"tocsin/internal/locale"
	"tocsin/internal/site"
)

// kind fills what only some kinds of pages have.
func (s *edition) kind(v *View, p *site.Page) {
	switch p.Kind {
	case site.Home:
		v.Home = s.home()
		if v.Home != nil && v.Home.Current != nil {
			v.Week = v.Home.Current.Number
			v.WeekLabel = v.Home.Current.LongLabel
		}
	case site.Calendar:
		if v.Years = s.years(); len(v.Years) > 0 {
			v.Items = slices.DeleteFunc(v.Items, func(it Item) bool { return s.isYear(it.Href) })
		}
	case site.Year:
		v.Year = s.year(p)
		v.Items = nil
		v.Archive = s.archive(p)
	case site.WeekPage:
		if !p.Days.From.IsZero() {
			s.weekPage(v, p)
		}
	case site.TermPage:
		v.Feed = s.audienceFeed(p)
	case site.Search:
		v.Search = s.search()
	case site.Places:
		v.Chooser = s.places()
	case site.AlertList:
		s.alertList(v)
	case site.AlertPage:
		if p.Alert != nil {
			v.Alert = s.alert(p)
		}
	case site.PostPage:
		v.Post = s.post(p)
	case site.PostYear:
		s.posts(v, p)
	case site.EventPage:
		if p.Event != nil {
			v.Event = s.event(p)
			v.WeekLabel = s.ownWeek(p)
			v.Archive = s.archive(p)
		}
	}
}

// home tells the front page where in the month the campaign is.
func (s *edition) home() *Home {
	y := s.NewestYear()
	if y == nil {
		return nil
	}
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
	n := 0
	for n < len(h.Weeks) && h.Weeks[n].Past {
		n++
	}
	if h.Ahead = h.Weeks; n < len(h.Weeks) && n > 0 {
		h.Past, h.Ahead = h.Weeks[:n], h.Weeks[n:]
		h.PastText = s.count("past-weeks", n)
	}
	return h
}

// weekPage fills a week's own page. Its events collapse together, once the last of them is past: a page that changed
// day by day would have to be built day by day.
func (s *edition) weekPage(v *View, p *site.Page) {
	v.Events = s.week(p).Events
	v.WeekLabel = s.weekLabel(p)
	v.Archive = s.archive(p)
	if len(p.Events) > 0 && s.Over(p.Until()) {
		v.Past = s.count("past-events", len(p.Events))
	}
	if path := p.FeedPath(); path != "" && p.YearOf() != nil {
		f := s.feedAt(path, len(p.Events))
		v.Feed = &f
	}
}

// ownWeek names the week of an event's own year, which need not be the newest.
func (s *edition) ownWeek(p *site.Page) string {
	if y := p.YearOf(); y != nil && p.Week > 0 {
		for _, w := range y.Weeks {
			if w.Week == p.Week {
				return s.weekLabel(w)
			}
		}
	}
	return ""
}

// audienceFeed is the newest year's calendar for an audience, on the audience's own page; nil without one.
func (s *edition) audienceFeed(term *site.Page) *CalendarFeed {
	if len(s.Years) == 0 || s.Over(s.Years[0].Month.Until) {
		return nil
	}
	for _, a := range s.Years[0].Month.Audiences {
		if a.Term == term {
			f := s.feedAt(a.Path, len(a.Events))
			return &f
		}
	}
	return nil
}

func (s *edition) isYear(href string) bool {
	return slices.ContainsFunc(s.Years, func(y *site.Page) bool { return y.Href(s.Edition) == href })
}

func (s *edition) week(p *site.Page) *Week {
	w := &Week{Number: p.Week, Label: s.text("week-number", "other", []any{"number", p.Week}), Range: s.Words.Range(p.Days.From, p.Days.To),
		Short: s.Words.ShortRange(p.Days.From, p.Days.To), Title: p.Title, Summary: p.Summary, Href: p.Href(s.Edition),
		Lang: s.foreign(p), Past: !s.Now().Before(p.Days.To.AddDate(0, 0, 1)), LongLabel: s.weekLabel(p)}
	w.ShortLabel = s.text("week-label", "other", []any{"number", p.Week, "range", w.Short})
	for _, e := range p.Events {
		w.Events = append(w.Events, s.occasion(e))
	}
	return w
}

func (s *edition) occasion(p *site.Page) Occasion {
	ev := p.Event
	from, to := s.Shown(p, ev.Start), s.Shown(p, ev.End)
	o := Occasion{Title: p.Title, Lang: s.foreign(p), Href: p.Href(s.Edition), Week: p.Week, Day: from.Day(), Weekday: s.Words.WeekdayShort(from),
		Date: s.Words.DateNoYear(from), Long: s.Words.WeekdayDate(from), Place: ev.Place, Cancelled: ev.Status == "cancelled"}
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
		o.When = s.Words.Join(s.Words.TimeRange(from, to), s.Words.Zone(from))
	default:
		o.ISO = from.Format(time.RFC3339)
		o.When = s.Words.Join(s.Words.Time(from), s.Words.Zone(from))
	}
	o.Line = s.Words.Join(o.When, o.Place)
	if !ev.Was.IsZero() && !ev.Was.Equal(ev.Start) {
		o.Moved = s.text("moved", "other", []any{"when", s.was(p, from)})
	}
	return o
}

// was tells when an event was to be before it was moved; the year only where it is another than now.
func (s *edition) was(p *site.Page, now time.Time) string {
	ev := p.Event
	day := ev.Was
	if !ev.WasDay {
		day = s.Shown(p, ev.Was)
	}
	words := s.Words.WeekdayDate(day)
	if day.Year() != now.Year() {
		words = s.Words.FullDate(day)
	}
	if ev.WasDay {
		return words
	}
	return s.Words.Join(words, s.Words.Time(day))
}

func (s *edition) event(p *site.Page) *Event {
	from := s.Shown(p, p.Event.Start)
	return &Event{Occasion: s.occasion(p), FullDate: locale.Sentence(s.Words.FullDate(from)), URL: p.Event.URL.String(), ICS: s.Root + strings.TrimSuffix(p.Path, "/") + ".ics"}
}
