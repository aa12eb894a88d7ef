package site

import "tocsin/internal/source"

// Sheet reports whether the page also comes as a poster: it says so, and is of a kind that can be one. A page
// that is shown in another language for want of its own is none: its poster lies in that language's edition.
func (p *Page) Sheet() bool { return p.Front.Sheet && p.File != nil && !p.Notice && p.CanPrint() }

// CanPrint reports whether a page of this kind can be a poster: it must be about one thing that a reader can do.
func (p *Page) CanPrint() bool {
	switch p.Kind {
	case Article, Folder, WeekPage, EventPage:
		return true
	}
	return false
}

// inheritPoster lets the source alone say whether a page is a poster, so that every language has one or none has.
func (r *resolver) inheritPoster(f, src *source.File, m *source.Front) {
	if m.Has("sheet") && m.Sheet != src.Front.Sheet {
		r.contradiction(f, src, "sheet")
	}
	m.Sheet = src.Front.Sheet
}

// ReportFacts is how the names of facts begin that tell where to report: posters and toolkits say them without being asked.
const ReportFacts = "report-"
