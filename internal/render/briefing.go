package render

import (
	"html/template"
	"strconv"

	"tocsin/internal/markdown"
	"tocsin/internal/plan"
	"tocsin/internal/site"
	"tocsin/internal/source"
)

// Briefing is what a briefing adds, on its page, in its deck and in its handout.
type Briefing struct {
	Href, Deck, Handout string  // addresses of the page, the slides and the handout
	Country, Month      string  // the country's name, and the campaign month's or the campaign's
	Cover               Slide   // number 0: what stands before the first heading, which may be nothing
	Slides              []Slide // one for each heading of level 2
	Count               string  // "10 slides"
	Languages           []Link  // the same view in the country's other languages
}

// Slide is one slide of a briefing.
type Slide struct {
	Number   int    // from 1
	ID       string // of the slide in the deck: "slide-3"
	Heading  string // the id of its heading; empty for the cover
	Title    string // the heading's words
	Progress string // "3 of 10"; empty for the cover
	Next     string // the next slide's title; empty for the last
	Content  template.HTML
	Notes    template.HTML // the speaker's notes; may be empty
}

func (r *Renderer) deck(t plan.Target, b *buffer) error { return r.slideshow(t.Page, b, "deck") }

func (r *Renderer) handout(t plan.Target, b *buffer) error { return r.slideshow(t.Page, b, "handout") }

// slideshow renders a briefing's deck or its handout.
func (r *Renderer) slideshow(p *site.Page, b *buffer, kind string) error {
	s := r.editions[p.Edition]
	v := s.base(p.Edition.Home)
	v.Kind, v.Title, v.Summary, v.Week, v.Rings = kind, p.Title, p.Summary, p.Week, p.Week
	v.Description = p.Summary
	v.HeadTitle = p.Title + " – " + s.text("briefing-"+kind, "other", nil) + " – " + s.title()
	v.Params = p.Front.Params
	if w := p.Edition.WeekPageOf(p.Week); w != nil {
		v.WeekLabel = s.weekLabel(w)
	}
	s.identity(v, p)
	v.Alternates, v.NoIndex = nil, true // its page is the one to find
	v.Modified = s.modified(p)
	if err := r.briefing(v, p, false); err != nil {
		return err
	}
	for _, q := range p.Equals() {
		if q.Edition.Country == p.Edition.Country {
			href := q.Deck(p.Edition)
			if kind == "handout" {
				href = q.Handout(p.Edition)
			}
			v.Briefing.Languages = append(v.Briefing.Languages, Link{Text: q.Edition.Words.Name(), Lang: q.Edition.Language, Href: href})
		}
	}
	return r.execute(v, b)
}

// briefing fills in the slides of a page, with marks of where their words were written if marks says so.
func (r *Renderer) briefing(v *View, p *site.Page, marks bool) error {
	s, d := r.editions[p.Edition], p.Doc()
	w := &slides{parts: []*slideParts{{heading: -1}}}
	f := &pageFiller{r: r, page: p, voice: r.editions[p.Voice()], b: &w.parts[0].words, marks: marks, slides: w}
	d = f.doc(p.File, d, source.TypographyOf(p.Language, p.Edition.Country.Code))
	f.fragment(p.File, d, d.Divide(), "")
	if f.err != nil {
		return f.err
	}
	v.Quiz = len(d.Quizzes) > 0
	n := len(w.parts) - 1
	b := &Briefing{Href: p.Href(s.Edition), Deck: p.Deck(s.Edition), Handout: p.Handout(s.Edition), Country: s.CountryName(s.Country),
		Month: s.monthName(), Count: s.count("slides-count", n)}
	for i, part := range w.parts {
		slide := Slide{Number: i, ID: "slide-" + strconv.Itoa(i), Title: p.Title, Content: template.HTML(part.words.bytes), Notes: template.HTML(part.notes.bytes)}
		if i < n {
			slide.Next = d.Headings[w.parts[i+1].heading].Text
		}
		if i == 0 {
			b.Cover = slide
			continue
		}
		h := d.Headings[part.heading]
		slide.Heading, slide.Title = h.ID, h.Text
		slide.Progress = s.text("slide-progress", "other", []any{"number", i, "total", n})
		b.Slides = append(b.Slides, slide)
	}
	v.Briefing = b
	if v.Kind == kindNames[site.Briefing] {
		v.Content = w.whole()
	}
	return nil
}

// whole is all of a briefing's words, for a page's template that knows no slides.
func (w *slides) whole() template.HTML {
	var b buffer
	for _, part := range w.parts {
		b.Write(part.words.bytes)
		if len(part.notes.bytes) > 0 {
			b.str(`<div class="notes" role="note">`)
			b.Write(part.notes.bytes)
			b.str("</div>\n")
		}
	}
	return template.HTML(b.bytes)
}

// slides gathers what a pageFiller writes, slide by slide, the speaker's notes apart.
type slides struct {
	parts []*slideParts
	notes bool
}

type slideParts struct {
	heading      int
	words, notes buffer
}

// next begins a slide, and returns where its words go.
func (w *slides) next(heading int32) *buffer {
	w.parts = append(w.parts, &slideParts{heading: int(heading)})
	return w.into()
}

// into is where words go: to the last slide, or to its notes.
func (w *slides) into() *buffer {
	last := w.parts[len(w.parts)-1]
	if w.notes {
		return &last.notes
	}
	return &last.words
}

// divided handles the holes that only a briefing fills, and returns the index of the hole from which to go on.
func (f *pageFiller) divided(frag markdown.Fragment, i int) int {
	h := frag.Holes[i]
	switch {
	case f.slides == nil && h.Kind == markdown.NotesOpen:
		return int(h.Skip)
	case f.slides == nil:
	case h.Kind == markdown.SlideAt:
		f.b = f.slides.next(h.Index)
	default:
		f.slides.notes = h.Kind == markdown.NotesOpen
		f.b = f.slides.into()
	}
	return i
}
