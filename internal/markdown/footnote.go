package markdown

import (
	"strconv"

	"github.com/yuin/goldmark/ast"
	extension "github.com/yuin/goldmark/extension/ast"

	"tocsin/internal/rule"
)

// noteUse is a reference to a footnote: the first to a note is use 0.
type noteUse struct{ note, use int }

// reserveNotes takes the ids of footnotes, which are known before any heading's.
func (r *renderer) reserveNotes(list *extension.FootnoteList) {
	for n := list.FirstChild(); n != nil; n = n.NextSibling() {
		f, ok := n.(*extension.Footnote)
		if !ok {
			continue
		}
		r.ids["fn-"+strconv.Itoa(f.Index)] = 0
		backlinks(f, func(b *extension.FootnoteBacklink) { r.ids[backID(b.Index, b.RefIndex)] = 0 })
	}
}

// backlinks calls f for each way back from a footnote: they stand at the end of it or of its last paragraph.
func backlinks(n ast.Node, f func(*extension.FootnoteBacklink)) {
	last := n.LastChild()
	if last != nil && ast.IsParagraph(last) {
		last = last.LastChild()
	}
	for last != nil {
		b, ok := last.(*extension.FootnoteBacklink)
		if !ok {
			return
		}
		f(b)
		last = last.PreviousSibling()
	}
}

func backID(note, use int) string {
	id := "fnref-" + strconv.Itoa(note)
	if use > 0 {
		id += "-" + strconv.Itoa(use+1)
	}
	return id
}

func (r *renderer) prefix() {
	if r.prefixed {
		r.hole(Prefix, 0)
	}
}

// noteRef writes a reference to a footnote. Inside a link it is no link itself.
func (r *renderer) noteRef(n *extension.FootnoteLink) {
	if r.inNotes { // the footnote would show where the notes do not
		r.Add(r.at(n.Pos()), rule.SpeakerNotesFootnote)
	}
	r.aside()
	from := len(r.buf)
	number := strconv.Itoa(n.Index)
	r.str(`<sup class="fnref" id="`)
	r.prefix()
	r.str(backID(n.Index, n.RefIndex))
	r.str(`">`)
	if r.inLink == 0 {
		r.str(`<a role="doc-noteref" href="#`)
		r.prefix()
		r.str("fn-" + number + `">` + number + "</a></sup>")
	} else {
		r.str(number + "</sup>")
	}
	r.spans = append(r.spans, span{int32(from), int32(len(r.buf))})
	if r.notes == nil {
		r.notes = map[noteUse][]int32{}
	}
	r.notes[noteUse{n.Index, n.RefIndex}] = r.guards
	r.after()
}

// backlink writes the way back to a reference; where that stands in a guard of its own, so does the way back.
func (r *renderer) backlink(n *extension.FootnoteBacklink) {
	var guards []int32
	if path := r.notes[noteUse{n.Index, n.RefIndex}]; len(path) > len(r.guards) {
		guards = path[len(r.guards):]
	}
	first := r.openGuards(guards)
	r.str(` <a class="backref" role="doc-backlink" href="#`)
	r.prefix()
	r.str(backID(n.Index, n.RefIndex))
	r.str(`" aria-label="`)
	r.hole(Label, labelBack)
	if n.RefIndex > 0 {
		r.str(" " + strconv.Itoa(n.RefIndex+1))
	}
	r.str("\">↩\ufe0e</a>")
	r.closeGuards(first, guards)
}

// footnotes writes the notes at the document's end. A note stands in the guards that all references to it stand in.
func (r *renderer) footnotes(list *extension.FootnoteList) {
	paths, guarded := map[int][]int32{}, false
	var all []int32
	first := true
	for ref, guards := range r.notes {
		guarded = guarded || len(guards) > 0
		if path, ok := paths[ref.note]; ok {
			paths[ref.note] = common(path, guards)
		} else {
			paths[ref.note] = guards
		}
		if first {
			all, first = guards, false
		}
		all = common(all, guards)
	}
	outer := r.openGuards(all)
	r.str(`<section class="footnotes" role="doc-endnotes" aria-label="`)
	r.hole(Label, labelFootnotes)
	r.str("\">\n<ol>\n")
	for n := list.FirstChild(); n != nil; n = n.NextSibling() {
		f, ok := n.(*extension.Footnote)
		if !ok {
			continue
		}
		r.guards = paths[f.Index]
		inner := r.guards[min(len(all), len(r.guards)):]
		first := r.openGuards(inner)
		r.str(`<li id="`)
		r.prefix()
		r.str("fn-" + strconv.Itoa(f.Index))
		if guarded { // a note that is left out must not change the others' numbers
			r.str(`" value="` + strconv.Itoa(f.Index))
		}
		r.str("\">\n")
		r.blocks(f)
		r.str("</li>\n")
		r.closeGuards(first, inner)
	}
	r.guards = nil
	r.str("</ol>\n</section>\n")
	r.closeGuards(outer, all)
}

// common returns the guards that both paths begin with.
func common(a, b []int32) []int32 {
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	return a[:n]
}
