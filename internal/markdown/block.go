package markdown

import (
	"slices"
	"strconv"

	"github.com/yuin/goldmark/ast"
	extension "github.com/yuin/goldmark/extension/ast"

	"tocsin/internal/rule"
)

// The indices of Labels.
const (
	labelNote = iota
	labelTip
	labelWarning
	labelTable
	labelDone
	labelNotDone
	labelFootnotes
	labelBack
	labelQuiz
	labelRight
	labelWrong
	labelKey
	labelHint
	labelScore
	labelAgain
)

func (r *renderer) blocks(parent ast.Node) {
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		if b, ok := n.(*extension.FootnoteBacklink); ok { // a footnote that ends with a list, say
			r.str("<p>")
			for ; b != nil; b, _ = b.NextSibling().(*extension.FootnoteBacklink) {
				r.backlink(b)
				n = b
			}
			r.str("</p>\n")
			continue
		}
		r.one(n)
	}
}

func (r *renderer) one(n ast.Node) {
	switch n := n.(type) {
	case *ast.Paragraph:
		r.paragraph(n)
	case *ast.TextBlock:
		r.inline(n)
		r.endText()
		if n.NextSibling() != nil && n.HasChildren() {
			r.str("\n")
		}
	case *ast.Heading:
		r.heading(n)
	case *ast.List:
		r.list(n)
	case *ast.ListItem:
		r.listItem(n)
	case *ast.Blockquote:
		r.wrap(n, "<blockquote>\n", "</blockquote>\n")
	case *ast.FencedCodeBlock:
		r.code(n, n.Language(r.src))
	case *ast.CodeBlock:
		r.code(n, nil)
	case *ast.ThematicBreak:
		r.str("<hr>\n")
	case *ast.HTMLBlock:
		r.htmlBlock(n)
	case *container:
		r.container(n)
	case *leaf:
		if n.name == "facts" {
			r.factTable(n)
		} else {
			r.message(n)
		}
	case *extension.DefinitionList:
		r.wrap(n, "<dl>\n", "</dl>\n")
	case *extension.DefinitionTerm:
		r.open("dt", n)
		r.inline(n)
		r.endText()
		r.str("</dt>\n")
	case *extension.DefinitionDescription:
		r.open("dd", n)
		if !n.IsTight {
			r.str("\n")
		}
		r.wrap(n, "", "</dd>\n")
	case *extension.Table:
		r.table(n)
	case *extension.FootnoteList:
		r.footnotes(n)
	}
}

func (r *renderer) wrap(n ast.Node, open, end string) {
	r.str(open)
	r.blocks(n)
	r.str(end)
}

// endText ends the text of a block.
func (r *renderer) endText() {
	r.finish()
	r.in = false
}

func (r *renderer) paragraph(n *ast.Paragraph) {
	start := len(r.buf)
	r.open("p", n)
	at, from, spans := len(r.buf), len(r.holes), len(r.spans)
	r.inline(n)
	r.endText()
	if len(r.buf) == at && len(r.holes) == from { // comments alone
		r.buf = r.buf[:start]
		return
	}
	if r.doc.Lead == "" && r.guards == nil && n.Parent().Kind() == ast.KindDocument {
		r.lead(at, from, spans)
	}
	r.spans = r.spans[:spans]
	r.str("</p>\n")
}

// lead takes a paragraph for the document's lead, unless it has facts in it: their values differ by country, and
// without them the sentence has gaps.
func (r *renderer) lead(at, from, spans int) {
	if !slices.ContainsFunc(r.holes[from:], func(h Hole) bool { return h.Kind == FactAt }) {
		r.doc.Lead = cut(squeezed(appendPlain(nil, []byte(r.content(at, from, spans, false).HTML))), 300)
	}
}

func (r *renderer) list(n *ast.List) {
	switch {
	case !n.IsOrdered():
		r.wrap(n, "<ul>\n", "</ul>\n")
	case n.Start == 1:
		r.wrap(n, "<ol>\n", "</ol>\n")
	default:
		r.str(`<ol start="`)
		r.buf = strconv.AppendInt(r.buf, int64(n.Start), 10)
		r.wrap(n, "\">\n", "</ol>\n")
	}
}

func (r *renderer) listItem(n *ast.ListItem) {
	r.str("<li")
	first := n.FirstChild()
	if first != nil {
		if _, ok := first.FirstChild().(*extension.TaskCheckBox); ok {
			r.str(` class="task"`)
		}
	}
	r.str(r.mark(n))
	r.str(">")
	if first != nil && first.Kind() != ast.KindTextBlock {
		r.str("\n")
	}
	r.blocks(n)
	r.str("</li>\n")
}

func (r *renderer) taskBox(done bool) {
	box, label := "☐", labelNotDone
	if done {
		box, label = "☑", labelDone
	}
	r.str(`<span class="box" aria-hidden="true">`)
	r.str(box)
	r.str(`</span><span class="hidden">`)
	r.hole(Label, label)
	r.str(`</span> `)
}

func (r *renderer) code(n ast.Node, language []byte) {
	r.open("pre", n)
	r.str("<code")
	if len(language) > 0 {
		r.str(` class="language-`)
		r.buf = appendEscaped(r.buf, r.decoded(language))
		r.str(`"`)
	}
	r.str(">")
	for i := range n.Lines().Len() {
		seg := n.Lines().At(i)
		b := seg.Value(r.src)
		r.count(b)
		r.buf = appendEscaped(r.buf, b)
	}
	r.in = false
	r.str("</code></pre>\n")
}

func (r *renderer) table(n *extension.Table) {
	r.str(`<div class="table" role="group" tabindex="0" aria-label="`)
	r.hole(Label, labelTable)
	r.str("\"><table>\n")
	open := false
	for row := n.FirstChild(); row != nil; row = row.NextSibling() {
		_, header := row.(*extension.TableHeader)
		switch {
		case header:
			r.str("<thead>\n")
		case !open:
			r.str("<tbody>\n")
			open = true
		}
		r.open("tr", row)
		r.str("\n")
		for c := row.FirstChild(); c != nil; c = c.NextSibling() {
			r.cell(c.(*extension.TableCell), header)
		}
		r.str("</tr>\n")
		if header {
			r.str("</thead>\n")
		}
	}
	if open {
		r.str("</tbody>\n")
	}
	r.str("</table></div>\n")
}

func (r *renderer) cell(c *extension.TableCell, header bool) {
	tag := "td"
	if header && c.HasChildren() { // an empty head would be a heading that says nothing
		tag = "th"
	}
	r.str("<")
	r.str(tag)
	if tag == "th" {
		r.str(` scope="col"`)
	}
	switch c.Alignment {
	case extension.AlignRight:
		r.str(` class="end"`)
	case extension.AlignCenter:
		r.str(` class="center"`)
	}
	r.str(">")
	r.inline(c)
	r.endText()
	r.str("</")
	r.str(tag)
	r.str(">\n")
}

func (r *renderer) message(n *leaf) {
	if n.id == "" {
		return
	}
	r.doc.Messages = append(r.doc.Messages, Ref{ID: n.id, At: r.lineFrom(n.Pos()), Guards: r.guards})
	r.hole(MessageAt, len(r.doc.Messages)-1)
	r.str("\n")
}

// factTable leaves a hole for a table of facts; one whose attributes were refused has none.
func (r *renderer) factTable(n *leaf) {
	if n.id == "" || n.by == "" {
		return
	}
	r.doc.Facts = append(r.doc.Facts, Ref{ID: n.id, By: n.by, At: r.lineFrom(n.Pos()), Guards: r.guards})
	r.hole(FactTableAt, len(r.doc.Facts)-1)
	r.str("\n")
}

func (r *renderer) container(n *container) {
	if !n.closed {
		r.Add(r.lineFrom(n.Pos()), rule.UnclosedDirective, "name", n.name)
	}
	switch n.name {
	case "note":
		r.callout(n, labelNote)
	case "tip":
		r.callout(n, labelTip)
	case "warning":
		r.callout(n, labelWarning)
	case "notes":
		r.speakerNotes(n)
	case "quiz":
		r.quiz(n)
	default:
		if len(n.countries) == 0 {
			r.blocks(n)
			return
		}
		r.doc.Guards = append(r.doc.Guards, Guard{Countries: n.countries, Except: n.name == "except", At: r.lineFrom(n.Pos())})
		outer := r.guards
		r.guards = append(slices.Clip(outer), int32(len(r.doc.Guards)-1))
		open := r.openGuards(r.guards[len(outer):])
		r.blocks(n)
		r.closeGuards(open, r.guards[len(outer):])
		r.guards = outer
	}
}

// openGuards leaves a GuardOpen for each guard and returns the index of the first hole, for closeGuards.
func (r *renderer) openGuards(guards []int32) int {
	first := len(r.holes)
	for _, g := range guards {
		r.hole(GuardOpen, int(g))
	}
	return first
}

func (r *renderer) closeGuards(first int, guards []int32) {
	for i := len(guards) - 1; i >= 0; i-- {
		r.holes[first+i].Skip = int32(r.hole(GuardClose, int(guards[i])))
	}
}

func (r *renderer) callout(n *container, label int) {
	// Not an aside: several of them on a page would be landmarks that a screen reader cannot tell apart.
	r.str(`<div role="note" class="callout `)
	r.str(n.name)
	r.str(`"><p class="tag"` + r.mark(n) + `>`)
	if len(n.label) > 0 {
		r.count(n.label)
		r.text(n.label)
		r.endText()
	} else {
		r.hole(Label, label)
	}
	r.wrap(n, "</p>\n", "</div>\n")
}
