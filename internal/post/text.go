// Package post turns a post for social networks into the plain text that is pasted there, and counts it as each network
// counts. Whoever shows, checks or packs a post calls it, so that what is counted is what is pasted.
package post

import (
	"html"
	"strings"

	"tocsin/internal/markdown"
	"tocsin/internal/plaintext"
	"tocsin/internal/site"
)

// Text is a post's words in one edition: blocks in their order, then the address that it leads to.
type Text struct {
	Blocks []Block
	Link   string // absolute; empty for none
}

// Block is a paragraph, an item of a list or another piece of text that stands by itself. Its line is 0 unless the
// document was read with marks.
type Block = plaintext.Block

// Of returns what a page says as a post in its edition: paragraphs of plain text with the edition's facts as they are
// read, and the address of the edition's page. Emphasis goes, links leave their words, lists become lines. The spaces
// of the language's typography stay. It works for a page that is not out yet.
func Of(p *site.Page) Text {
	if p.File == nil {
		return Text{}
	}
	return read(p, p.Doc())
}

// Marked is Of with the line of every block, from a document of the page that was parsed with marks.
func Marked(p *site.Page, d *markdown.Document) Text { return read(p, d) }

func read(p *site.Page, d *markdown.Document) Text {
	r := reader{page: p, voice: p.Voice()}
	r.document(d)
	return Text{plaintext.Blocks(r.html.String(), plaintext.Post), p.PostAddress()}
}

// String is the text exactly as it is to be pasted: blocks with an empty line between them, the items of a list on
// lines of their own, the link last. It ends without a line break.
func (t Text) String() string {
	var b strings.Builder
	for i, bl := range t.Blocks {
		if i > 0 {
			b.WriteString("\n")
			if !bl.Item || !t.Blocks[i-1].Item {
				b.WriteString("\n")
			}
		}
		b.WriteString(bl.Text)
	}
	if t.Link != "" {
		if b.Len() > 0 {
			b.WriteString("\n\n")
		}
		b.WriteString(t.Link)
	}
	return b.String()
}

// Until returns the text with its first n blocks and without the link.
func (t Text) Until(n int) string { return Text{Blocks: t.Blocks[:n]}.String() }

// reader puts the HTML of a post's document together as its edition fills it, for package plaintext to read.
type reader struct {
	page  *site.Page
	voice *site.Edition
	html  strings.Builder
	depth int
}

// maxDepth bounds messages within messages; cycles are errors, found before.
const maxDepth = 20

// document writes a document with its facts and messages. What fills a hole within a tag is an address, and left out:
// a post shows the words of its links alone.
func (r *reader) document(d *markdown.Document) {
	d.Shown(r.page.Edition.Country.Code, false, func(html string) { r.html.WriteString(html) }, func(h markdown.Hole) bool {
		switch h.Kind {
		case markdown.FactAt:
			if fact, _, ok := r.voice.Fact(d.Facts[h.Index].ID); ok {
				r.html.WriteString(html.EscapeString(fact.Read(r.voice.Language)))
			}
		case markdown.FactTableAt:
			r.html.WriteString("<ul>")
			for _, row := range r.voice.RegionFacts(d.Facts[h.Index].ID) {
				r.html.WriteString("<li>" + html.EscapeString(row.Name+": "+row.Fact.Read(r.voice.Language)) + "</li>")
			}
			r.html.WriteString("</ul>")
		case markdown.MessageAt:
			r.message(d.Messages[h.Index].ID)
		}
		return true
	})
}

// message takes a shared message's words in.
func (r *reader) message(id string) {
	file := r.voice.Message(id)
	if file == nil || r.depth >= maxDepth {
		return
	}
	r.depth++
	r.document(file.Doc(r.voice.Typography))
	r.depth--
}
