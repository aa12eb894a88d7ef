package render

import (
	"html/template"
	"strconv"
	"strings"

	"tocsin/internal/diag"
	"tocsin/internal/markdown"
	"tocsin/internal/site"
	"tocsin/internal/source"
)

// Marked renders a page so that its words say where they were written, for the review server. A block has
//
//	data-src="content/learn/phishing.en.md:12" data-kind="own"
//
// where the kind is own (the page's file), message (a shared message, named by data-id), override (either of them, in a
// file for this country alone) or fact (a value of the country's, named by data-id).
func (r *Renderer) Marked(p *site.Page) ([]byte, error) {
	var b buffer
	err := r.page(p, &b, true)
	return b.bytes, err
}

// doc returns a file's body: the one that was parsed with the campaign, or one with marks.
func (f *pageFiller) doc(file *source.File, plain *markdown.Document, t markdown.Typography) *markdown.Document {
	if !f.marks {
		return plain
	}
	d, err := f.r.plan.Site.Source.Marked(file, t)
	if err != nil {
		if f.err == nil {
			f.err = err
		}
		return plain
	}
	return d
}

// lineMark is how the Markdown package marks a block. No words of an author can look like it: their quotes are escaped.
const lineMark = ` data-line="`

// sourced completes the lines of a fragment's blocks with the file and what it is.
func (f *pageFiller) sourced(file *source.File, frag markdown.Fragment) markdown.Fragment {
	kind, id := "own", ""
	if file.Message {
		kind, id = "message", ` data-id="`+template.HTMLEscapeString(file.Key)+`"`
	}
	if file.Tag == f.voice.Tag && file.Tag != f.voice.Language {
		kind = "override"
	}
	full := id + ` data-kind="` + kind + `" data-src="` + template.HTMLEscapeString(file.Path) + ":"
	var out markdown.Fragment
	var html strings.Builder
	at := 0
	move := func(to int) {
		html.WriteString(strings.ReplaceAll(frag.HTML[at:to], lineMark, full))
		at = to
	}
	for _, h := range frag.Holes {
		move(int(h.At))
		h.At = int32(html.Len())
		out.Holes = append(out.Holes, h)
	}
	move(len(frag.HTML))
	out.HTML = html.String()
	return out
}

// markFact puts where a fact was written into its element.
func (f *pageFiller) markFact(id, html string) string {
	if !f.marks || html == "" {
		return html
	}
	var at diag.Pos
	if fact, _, ok := f.voice.Fact(id); ok {
		at = fact.At
	}
	mark := ` data-id="` + template.HTMLEscapeString(id) + `" data-kind="fact" data-src="` + template.HTMLEscapeString(at.File) + ":" + strconv.Itoa(at.Line) + `"`
	i := strings.IndexByte(html, ' ') // after the element's name
	return html[:i] + mark + html[i:]
}
