package site

import (
	"cmp"
	"path"
	"slices"
	"strings"
	"time"

	"tocsin/internal/rule"
)

// calendar decides the weeks and events of an edition's years, and which week each page belongs to.
func (r *resolver) calendar(e *Edition) {
	for _, p := range e.Pages {
		switch p.Kind {
		case Year:
			e.Years = append(e.Years, p)
			if p.Title == "" {
				p.Title = path.Base(p.Key)
			}
		case WeekPage:
			r.week(e, p)
		case EventPage:
			r.event(e, p)
		}
	}
	slices.SortFunc(e.Years, func(a, b *Page) int { return cmp.Compare(b.Key, a.Key) })
	for _, y := range e.Years {
		for _, p := range e.Pages {
			if !strings.HasPrefix(p.Key, y.Key+"/") {
				continue
			}
			if p.Kind == WeekPage && !p.Days.From.IsZero() {
				y.Weeks = append(y.Weeks, p)
			}
			if p.Kind == EventPage && p.Event != nil {
				y.Events = append(y.Events, p)
			}
		}
		slices.SortFunc(y.Weeks, func(a, b *Page) int { return cmp.Or(cmp.Compare(a.Week, b.Week), cmp.Compare(a.Key, b.Key)) })
		slices.SortStableFunc(y.Events, func(a, b *Page) int { return a.Event.Start.Compare(b.Event.Start) })
		r.sameWeek(y)
		r.overlap(y)
		eventsOfWeeks(y)
		y.Month = e.month(y)
	}
	r.weekOfPages(e)
}

// sameWeek tells two weeks of a year with one number: their colours and rings would say the same.
func (r *resolver) sameWeek(y *Page) {
	for i := 1; i < len(y.Weeks); i++ {
		if a, b := y.Weeks[i-1], y.Weeks[i]; a.Week == b.Week {
			r.diags.Add(b.Pos("week"), rule.WeekTaken, "n", b.Week, "file", a.File.Path)
		}
	}
}

func (r *resolver) week(e *Edition, p *Page) {
	w := p.Front.Week
	p.Week = w.Number
	days, ok := w.In(e.Country.Code)
	if !ok {
		r.diags.Add(p.Pos("week"), rule.WeekDays, "code", e.Country.Code)
		return
	}
	p.Days = Days{days[0].In(e.Country.Zone), days[1].In(e.Country.Zone)}
}

// event gives an event its times. A time with no zone is in the event's own zone, else in the country's.
func (r *resolver) event(e *Edition, p *Page) {
	ev := p.Front.Event
	if ev.Start.IsZero() {
		r.diags.Add(p.Pos("event"), rule.EventNoStart)
		return
	}
	zone := e.Country.Zone
	if ev.Timezone != "" && ev.Start.HasTime {
		zone, _ = time.LoadLocation(ev.Timezone)
	}
	out := &Event{Start: ev.Start.In(zone), AllDay: !ev.Start.HasTime, Place: ev.Place, URL: ev.URL, Status: ev.Status, Sequence: ev.Sequence,
		Was: ev.Was.In(zone), WasDay: !ev.Was.HasTime}
	out.End = cmp.Or(ev.End.In(zone), out.Start)
	if out.End.Before(out.Start) {
		r.diags.Add(p.Pos("event"), rule.EventOrder)
		return
	}
	// Stable for as long as the page's key is: the same in every language, one for each country, no two keys alike.
	out.UID = strings.NewReplacer(".", "..", "/", ".").Replace(p.Key) + "-" + e.Country.Code + "@" + hostOf(r.Campaign.BaseURL)
	p.Event = out
}

func hostOf(base string) string {
	_, rest, _ := strings.Cut(base, "://")
	host, _, _ := strings.Cut(rest, "/")
	return host
}

// eventsOfWeeks gives each event the week in which it starts.
func eventsOfWeeks(y *Page) {
	for _, p := range y.Events {
		for _, w := range y.Weeks {
			if w.Days.Contains(p.Event.Start) {
				p.Week = w.Week
				w.Events = append(w.Events, p)
				break
			}
		}
	}
}

// weekOfPages lets a page take the week that shares its first topic: the newest year's.
func (r *resolver) weekOfPages(e *Edition) {
	y := e.NewestYear()
	if y == nil {
		return
	}
	byTopic := map[string]int{}
	for _, w := range y.Weeks {
		for _, t := range w.Front.Topics {
			if t = termID(t); byTopic[t] == 0 {
				byTopic[t] = w.Week
			}
		}
	}
	for _, p := range e.Pages {
		if (p.Kind == Article || p.Kind == Briefing) && len(p.Front.Topics) > 0 {
			p.Week = byTopic[termID(p.Front.Topics[0])]
		}
	}
}

// NewestYear returns the year that the front page shows: the newest with a week in it, so that one which has only been
// announced does not push the last one aside. It is nil where no year has any.
func (e *Edition) NewestYear() *Page {
	for _, y := range e.Years {
		if len(y.Weeks) > 0 {
			return y
		}
	}
	return nil
}

// WeekAt returns the newest year's week that holds the moment; failing that the next to come, and nil after the last.
func (e *Edition) WeekAt(t time.Time) *Page {
	y := e.NewestYear()
	if y == nil {
		return nil
	}
	for _, w := range y.Weeks {
		if t.Before(w.Days.To.AddDate(0, 0, 1)) {
			return w
		}
	}
	return nil
}

// WeekPageOf returns the page of a week of the newest year, or nil.
func (e *Edition) WeekPageOf(number int) *Page {
	y := e.NewestYear()
	if number == 0 || y == nil {
		return nil
	}
	for _, w := range y.Weeks {
		if w.Week == number {
			return w
		}
	}
	return nil
}
