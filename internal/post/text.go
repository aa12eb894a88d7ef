// Package post turns a post for social networks into the plain text that is pasted there, and counts it as each network
// counts. Whoever shows, checks or packs a post calls it, so that what is counted is what is pasted.
package post

import (
	"html"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"tocsin/internal/markdown"
	"tocsin/internal/site"
	"tocsin/internal/source"
)

// Text is a post's words in one edition: blocks in their order, then the address that it leads to.
type Text struct {
	Blocks []Block
	Link   string // absolute; empty for none
}

// Block is a paragraph, an item of a list or another piece of text that stands by itself.
type Block struct {
	Text string
	Line int  // where it begins, in the file that was read; 0 unless it was read with marks
	Item bool // an item of a list: it follows another on the next line, not after an empty one
}

// Of returns what a page says as a post in its edition: paragraphs of plain text with the edition's facts as they are
// read, and the address of the edition's page. Emphasis goes, links leave their words, lists become lines. The spaces
// of the language's typography stay. It works for a page that is not out yet.
func Of(p *site.Page) Text {
	if p.File == nil {
		return Text{}
	}
	return read(p, p.File, p.Doc())
}

// Marked is Of with the line of every block, from a document of the page that was parsed with marks.
func Marked(p *site.Page, d *markdown.Document) Text { return read(p, p.File, d) }

func read(p *site.Page, f *source.File, d *markdown.Document) Text {
	r := reader{page: p, voice: p.Voice()}
	r.document(f, d)
	r.flush()
	return Text{r.blocks, p.PostAddress()}
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

// reader goes through HTML that package markdown wrote: it is whole, and escaped.
type reader struct {
	page   *site.Page
	voice  *site.Edition
	blocks []Block
	buf    []byte
	line   int      // of the block that is being read
	start  string   // what an item begins with, until it is written
	lists  []int    // the number of the next item of each list that is open; 0 for a bullet
	inside []string // elements whose text says nothing here: footnotes
	tag    string   // a tag so far, where a hole stands in it
	within bool
	depth  int
}

// maxDepth bounds messages within messages; cycles are errors, found before.
const maxDepth = 20

func (r *reader) document(f *source.File, d *markdown.Document) {
	at := int32(0)
	for i := 0; i < len(d.Body.Holes); i++ {
		h := d.Body.Holes[i]
		r.html(d.Body.HTML[at:h.At])
		at = h.At
		switch h.Kind {
		case markdown.FactAt:
			if fact, value, ok := r.voice.Fact(d.Facts[h.Index].ID); ok && len(r.inside) == 0 {
				r.words(fact.Read(value))
			}
		case markdown.MessageAt:
			r.message(d.Messages[h.Index].ID)
		case markdown.GuardOpen:
			if !d.Guards[h.Index].Allows(r.page.Edition.Country.Code) {
				i = int(h.Skip)
				at = d.Body.Holes[i].At
			}
		}
	}
	r.html(d.Body.HTML[at:])
}

// message takes a shared message's words in.
func (r *reader) message(id string) {
	file := r.voice.Message(id)
	if file == nil || r.depth >= maxDepth {
		return
	}
	r.flush()
	r.depth++
	line := r.line
	r.document(file, file.Doc(r.voice.Typography))
	r.flush()
	r.line = line
	r.depth--
}

// html reads a run of HTML between two holes, which may stand inside a tag too.
func (r *reader) html(h string) {
	for h != "" {
		if r.within {
			rest, after, ended := strings.Cut(h, ">")
			r.tag += rest
			if !ended {
				return
			}
			r.within = false
			r.element(r.tag)
			h = after
			continue
		}
		text, after, begins := strings.Cut(h, "<")
		r.words(html.UnescapeString(text))
		r.tag, r.within = "", begins
		h = after
	}
}

// words takes text in, with its white space squeezed; a line break between two Chinese or Japanese characters is none.
func (r *reader) words(s string) {
	if len(r.inside) > 0 {
		return
	}
	for i, c := range s {
		if c != ' ' && c != '\n' && c != '\t' {
			r.buf = utf8.AppendRune(r.buf, c)
			continue
		}
		last, _ := utf8.DecodeLastRune(r.buf)
		next, _ := utf8.DecodeRuneInString(s[i+1:])
		if len(r.buf) > 0 && last != ' ' && last != '\n' && (c != '\n' || !ideograph(last) || !ideograph(next)) {
			r.buf = append(r.buf, ' ')
		}
	}
}

func ideograph(r rune) bool {
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana) || r >= 0x3000 && r <= 0x303f || r >= 0xff00 && r <= 0xff65
}

// element reads what stands between < and >.
func (r *reader) element(t string) {
	name, rest, _ := strings.Cut(t, " ")
	if len(r.inside) > 0 {
		switch {
		case name == "/"+r.inside[0]:
			r.inside = r.inside[1:]
		case name == r.inside[0]:
			r.inside = append(r.inside, name)
		}
		return
	}
	switch name {
	case "strong", "/strong", "em", "/em", "del", "/del", "sub", "/sub", "/sup", "a", "/a", "span", "/span", "code", "/code":
		return
	case "sup":
		if strings.Contains(rest, `class="fnref"`) {
			r.inside = []string{"sup"}
		}
		return
	case "br":
		r.buf = append([]byte(strings.TrimRight(string(r.buf), " ")), '\n')
		return
	}
	r.flush()
	if _, n, ok := strings.Cut(rest, `data-line="`); ok {
		n, _, _ = strings.Cut(n, `"`)
		r.line, _ = strconv.Atoi(n)
	}
	r.block(name, rest)
}

// block notes the start or the end of a list or of one of its items.
func (r *reader) block(name, rest string) {
	last := len(r.lists) - 1
	switch {
	case name == "section":
		r.inside = []string{"section"} // footnotes
	case name == "ul":
		r.lists = append(r.lists, 0)
	case name == "ol":
		from := 1
		if _, n, ok := strings.Cut(rest, `start="`); ok {
			n, _, _ = strings.Cut(n, `"`)
			from, _ = strconv.Atoi(n)
		}
		r.lists = append(r.lists, from)
	case (name == "/ul" || name == "/ol") && last >= 0:
		r.lists = r.lists[:last]
		r.start = ""
	case name == "li" && last >= 0 && r.lists[last] == 0:
		r.start = "• "
	case name == "li" && last >= 0:
		r.start = strconv.Itoa(r.lists[last]) + ". "
		r.lists[last]++
	}
}

// flush ends the block that was being read, if it says anything.
func (r *reader) flush() {
	text := strings.Trim(string(r.buf), " \n")
	r.buf = r.buf[:0]
	if text == "" {
		return
	}
	r.blocks = append(r.blocks, Block{Text: r.start + text, Line: r.line, Item: len(r.lists) > 0})
	r.start = ""
}
