package markdown

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	extension "github.com/yuin/goldmark/extension/ast"

	"tocsin/internal/address"
	"tocsin/internal/rule"
)

// inline writes the inline children of a node.
func (r *renderer) inline(parent ast.Node) {
	if r.inlines == maxInline && !r.full {
		r.full = true
		r.Add(r.at(parent.Pos()), rule.LimitInline, "most", maxInline)
	}
	if r.inlines >= maxInline {
		return
	}
	r.inlines++
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		if t, ok := n.(*ast.RawHTML); ok {
			n = r.rawTag(t)
			continue
		}
		r.span(n)
	}
	r.inlines--
}

func (r *renderer) span(n ast.Node) {
	switch n := n.(type) {
	case *ast.Text:
		r.textNode(n)
	case *ast.String:
		r.prose(n.Value)
	case *ast.Emphasis:
		if n.Level == 2 {
			r.element(n, "<strong>", "</strong>")
		} else {
			r.element(n, "<em>", "</em>")
		}
	case *extension.Strikethrough:
		r.element(n, "<del>", "</del>")
	case *ast.CodeSpan:
		r.codeSpan(n)
	case *ast.Link:
		r.link(n)
	case *ast.AutoLink:
		r.autoLink(n)
	case *ast.Image:
		r.image(n)
	case *extension.TaskCheckBox:
		r.taskBox(n.IsChecked)
	case *extension.FootnoteLink:
		r.noteRef(n)
	case *extension.FootnoteBacklink:
		r.backlink(n)
	case *fact:
		r.solid()
		r.doc.Facts = append(r.doc.Facts, Ref{ID: n.id, At: r.factExtent(n.Pos()), Guards: r.guards})
		i := r.hole(FactAt, len(r.doc.Facts)-1)
		if r.bareFact {
			r.holes[i].Skip = 1
		}
		r.after()
	}
}

func (r *renderer) prose(b []byte) {
	r.count(b)
	r.text(b)
}

func (r *renderer) textNode(n *ast.Text) {
	r.prose(r.decoded(n.Segment.Value(r.src)))
	switch {
	case n.HardLineBreak():
		r.in = false
		r.lineBreak()
		r.str("<br>\n")
	case n.SoftLineBreak():
		r.prose(newline)
	}
}

var newline = []byte{'\n'}

func (r *renderer) element(n ast.Node, open, end string) {
	r.str(open)
	r.inline(n)
	r.str(end)
	if r.tailLen == 0 {
		r.after()
	}
}

func (r *renderer) codeSpan(n *ast.CodeSpan) {
	r.solid()
	r.str("<code>")
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		t, ok := c.(*ast.Text)
		if !ok {
			continue
		}
		b := t.Segment.Value(r.src)
		r.count(b)
		if line, ok := bytes.CutSuffix(b, newline); ok {
			r.buf = append(appendEscaped(r.buf, line), ' ')
			continue
		}
		r.buf = appendEscaped(r.buf, b)
	}
	r.str("</code>")
	r.after()
}

func (r *renderer) link(n *ast.Link) {
	dest := string(r.decoded(n.Destination))
	to, ok := r.address(dest, address.Link, n)
	if !ok || r.inLink > 0 {
		r.inline(n)
		return
	}
	i := r.openLink(Link{Dest: dest, Address: to, Title: Typeset(string(r.decoded(n.Title)), r.typography), At: r.extent(n), Guards: r.guards})
	at, from, spans := len(r.buf), len(r.holes), len(r.spans)
	r.inline(n)
	f := r.buf[at:]
	if len(r.holes) > from || len(r.spans) > spans { // with an image's text, without a footnote's number
		f = []byte(r.content(at, from, spans, true).HTML)
	}
	r.closeLink(i, f)
}

func (r *renderer) openLink(l Link) int {
	r.solid()
	r.doc.Links = append(r.doc.Links, l)
	r.doc.Files = r.doc.Files || l.MayBeFile()
	i := len(r.doc.Links) - 1
	r.hole(LinkOpen, i)
	r.inLink++
	r.off = true
	return i
}

func (r *renderer) closeLink(i int, html []byte) {
	r.scratch = appendPlain(r.scratch[:0], html)
	r.doc.Links[i].Text = squeezed(r.scratch)
	r.hole(LinkClose, i)
	r.inLink--
	r.off = false
	r.after()
}

func (r *renderer) autoLink(n *ast.AutoLink) {
	label, dest := n.Label(r.src), string(n.URL(r.src))
	if n.AutoLinkType == ast.AutoLinkEmail && !strings.HasPrefix(strings.ToLower(dest), "mailto:") {
		dest = "mailto:" + dest
	}
	r.count(label)
	to, ok := r.address(dest, address.Link, n)
	if !ok || r.inLink > 0 {
		r.solid()
		r.put(label)
		r.after()
		return
	}
	i := r.openLink(Link{Dest: dest, Address: to, At: r.extent(n), Guards: r.guards})
	at := len(r.buf)
	r.put(label)
	r.closeLink(i, r.buf[at:])
}

func (r *renderer) image(n *ast.Image) {
	src := string(r.decoded(n.Destination))
	alt := Typeset(squeezed(r.appendAlt(nil, n, 0)), r.typography)
	r.solid()
	if _, ok := r.address(src, address.Web, n); ok {
		r.doc.Files = true
		r.doc.Images = append(r.doc.Images, Image{Src: src, Alt: alt, Title: Typeset(string(r.decoded(n.Title)), r.typography),
			Inline: !alone(n), At: r.extent(n), Guards: r.guards})
		r.hole(ImageAt, len(r.doc.Images)-1)
	} else {
		r.count([]byte(alt))
		r.put([]byte(alt))
	}
	r.after()
}

// alone reports whether nothing stands beside an inline node in its block.
func alone(n ast.Node) bool {
	for n.Type() == ast.TypeInline {
		if n.PreviousSibling() != nil || n.NextSibling() != nil {
			return false
		}
		n = n.Parent()
	}
	return true
}

// appendAlt appends the plain text of an image's description.
func (r *renderer) appendAlt(dst []byte, parent ast.Node, depth int) []byte {
	if depth > maxInline {
		return dst
	}
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		switch n := n.(type) {
		case *ast.Text:
			b := n.Segment.Value(r.src)
			if n.IsRaw() {
				dst = append(dst, b...)
			} else {
				dst = appendDecoded(dst, b)
			}
			if n.SoftLineBreak() || n.HardLineBreak() {
				dst = append(dst, ' ')
			}
		case *ast.AutoLink:
			dst = append(dst, n.Label(r.src)...)
		case *fact:
			r.Add(r.at(n.Pos()), rule.DirectiveAttributeImageFact)
		default:
			dst = r.appendAlt(dst, n, depth+1)
		}
	}
	return dst
}

// address reads the destination of a link or an image. ok is false where it is an address that a page may not have: only
// its text is shown then. Of a path to a file the address is the zero value.
func (r *renderer) address(dest string, kinds address.Kinds, n ast.Node) (a address.Address, ok bool) {
	what, control, schemes := rule.LinkSchemeLink, rule.LinkSchemeLinkControl, kinds.Schemes()
	if n.Kind() == ast.KindImage {
		what, control = rule.LinkSchemeImage, rule.LinkSchemeImageControl
	}
	if !address.Is(dest) {
		if strings.ContainsFunc(dest, func(c rune) bool { return c < ' ' || c >= 0x7f && c < 0xa0 || c == utf8.RuneError }) {
			r.Add(r.extent(n), control, "schemes", schemes)
			return a, false
		}
		return a, true
	}
	if s, ok := address.Other(dest, kinds); ok {
		r.Add(r.extent(n), what, "scheme", s, "schemes", schemes)
		return a, false
	}
	a, problems := address.Parse(dest, kinds)
	address.Tell(&r.List, r.extent(n), problems)
	return a, !a.IsZero()
}
