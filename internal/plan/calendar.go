package plan

import "tocsin/internal/site"

// calendars plans an edition's calendar files: a year's, each of its weeks', and one for each audience that its events
// name. A calendar without an event is not valid iCalendar, so there is none.
func (b *builder) calendars(e *site.Edition) {
	in := e.Folder + "/"
	for _, y := range e.Years {
		for _, p := range append([]*site.Page{y}, y.Weeks...) {
			if path := p.FeedPath(); path != "" {
				b.add(Target{Path: in + path, Kind: CalendarFile, Edition: e, Page: p})
			}
		}
		for _, f := range y.Month.Audiences {
			b.add(Target{Path: in + f.Path, Kind: CalendarFile, Edition: e, Page: y, For: f.Term})
		}
	}
}
