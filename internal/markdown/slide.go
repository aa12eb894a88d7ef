package markdown

import "slices"

// Slide is what stands between two headings of level 2, as the readers of one country get it.
type Slide struct {
	Heading  int     // into Headings; -1 for what stands before the first
	Words    int     // as Document.Words counts, without the notes and the messages
	Notes    int     // into Notes: the first of the slide's notes; -1 where it has none
	Messages []int32 // the shared messages in it
}

// Divide returns the body with a SlideAt before each heading of level 2 that stands in nothing but guards.
func (d *Document) Divide() Fragment {
	f := Fragment{HTML: d.Body.HTML}
	moved := make([]int32, len(d.Body.Holes))
	next := 0
	slides := func(until int32) {
		for ; next < len(d.Headings) && d.Headings[next].Start < until; next++ {
			if h := d.Headings[next]; h.Level == 2 && h.Top {
				f.Holes = append(f.Holes, Hole{At: h.Start, Kind: SlideAt, Index: int32(next)})
			}
		}
	}
	for i, h := range d.Body.Holes {
		slides(h.At) // a guard that opens where a heading begins is round it
		moved[i] = int32(len(f.Holes))
		f.Holes = append(f.Holes, h)
	}
	slides(int32(len(d.Body.HTML)) + 1)
	for i, h := range f.Holes {
		if h.Kind == GuardOpen || h.Kind == NotesOpen {
			f.Holes[i].Skip = moved[h.Skip]
		}
	}
	return f
}

// Slides tells the slides of a body apart, as a country's readers get them. What stands before the first heading is
// always the first of them.
func (d *Document) Slides(country string) []Slide {
	frag := d.Divide()
	out := []Slide{{Heading: -1, Notes: -1}}
	var html []byte
	flush := func() {
		var c counter
		c.count(appendPlain(nil, html))
		out[len(out)-1].Words = c.words
		html = html[:0]
	}
	at := int32(0)
	for i := 0; i < len(frag.Holes); i++ {
		h := frag.Holes[i]
		html = append(html, frag.HTML[at:h.At]...)
		at = h.At
		last := &out[len(out)-1]
		switch h.Kind {
		case SlideAt:
			flush()
			out = append(out, Slide{Heading: int(h.Index), Notes: -1})
		case GuardOpen:
			if !d.Guards[h.Index].Allows(country) {
				i = int(h.Skip)
				at = frag.Holes[i].At
			}
		case NotesOpen:
			if last.Notes < 0 {
				last.Notes = int(h.Index)
			}
			i = int(h.Skip)
			at = frag.Holes[i].At
		case FactAt, FactTableAt:
			html = append(html, "1"...)
		case MessageAt:
			last.Messages = append(last.Messages, h.Index)
		}
	}
	html = append(html, frag.HTML[at:]...)
	flush()
	return slices.Clip(out)
}
