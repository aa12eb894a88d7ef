// Package prose reads what a page says: the blocks of text that the readers of one country get, their sentences, the
// numbers, dates and addresses in them, and the language that they are written in.
//
// It works on documents that are parsed already, so that holding 10,000 pages against each other costs a pass over
// their HTML and no second parse. It judges nothing: package check does.
package prose

import (
	"strings"
	"unicode/utf8"

	"tocsin/internal/markdown"
)

// Kind says what a block is.
type Kind uint8

// The kinds of blocks. The first three are of the front matter and made by whoever has it.
const (
	Title Kind = iota
	Summary
	Alt
	Heading
	Paragraph
	Item // a list item's own text
	Cell
	Term // of a definition list
	Label
)

// Gap stands in a text for what the page fills in or a translator may not touch: a fact, a picture, code.
const Gap = '\uFFFC'

// Block is one piece of text, as readers get it but for its gaps. White space is squeezed; no-break spaces stay.
type Block struct {
	Kind    Kind
	Level   int // of a heading
	Text    string
	Line    int // in the file; 0 unless the document was parsed with marks
	Section int // how many headings stand at or before it
	Outward int // bytes of Text that stand in links to other sites
}

// Section counts what stands under one heading, or before the first.
type Section struct {
	Items, Tables, Images, Links int
}

// Text is what a document says to the readers of one country. The indices are into the document's own lists.
type Text struct {
	Blocks   []Block
	Sections []Section // one more than there are headings
	Headings []int     // indices of Blocks
	Links    []int32
	Images   []int32
	Facts    []int32
	Messages []int32
	Guarded  bool // another country's readers may get something else
}

// Read returns what a document says in a country.
func Read(d *markdown.Document, country string) *Text {
	s := scanner{doc: d, text: &Text{Sections: make([]Section, 1), Guarded: len(d.Guards) > 0}, country: country}
	s.run()
	return s.text
}

// scanner goes through HTML that package markdown wrote: it is whole, and escaped.
type scanner struct {
	doc     *markdown.Document
	text    *Text
	country string
	buf     []byte
	open    Block // the block being read
	line    int
	notes   bool   // within the footnotes
	hush    string // the element that says nothing (pre, code, the number of a footnote …) round this place
	quiet   int    // how many of them stand round it
	outward bool   // within a link to another site
	partial string // a tag so far, where a hole stands in it
	within  bool
}

func (s *scanner) run() {
	html, holes := s.doc.Body.HTML, s.doc.Body.Holes
	s.open.Kind = Paragraph
	at := 0
	for i := 0; i < len(holes); i++ {
		h := holes[i]
		s.html(html[at:h.At])
		at = int(h.At)
		if h.Kind == markdown.GuardOpen && !s.doc.Guards[h.Index].Allows(s.country) {
			i = int(h.Skip)
			at = int(holes[i].At)
			s.flush()
			continue
		}
		s.hole(h)
	}
	s.html(html[at:])
	s.flush()
}

func (s *scanner) section() *Section { return &s.text.Sections[len(s.text.Sections)-1] }

func (s *scanner) hole(h markdown.Hole) {
	switch h.Kind {
	case markdown.LinkOpen:
		s.outward = s.doc.Links[h.Index].Address.IsWeb()
		s.text.Links = append(s.text.Links, h.Index)
		s.section().Links++
	case markdown.LinkClose:
		s.outward = false
	case markdown.ImageAt:
		s.text.Images = append(s.text.Images, h.Index)
		s.section().Images++
		s.gap()
		if im := s.doc.Images[h.Index]; im.Alt != "" {
			s.text.Blocks = append(s.text.Blocks, Block{Kind: Alt, Text: im.Alt, Line: im.At.Line, Section: len(s.text.Sections) - 1})
		}
	case markdown.FactAt:
		s.text.Facts = append(s.text.Facts, h.Index)
		s.gap()
	case markdown.FactTableAt:
		s.text.Facts = append(s.text.Facts, h.Index)
	case markdown.MessageAt:
		s.text.Messages = append(s.text.Messages, h.Index)
	}
}

func (s *scanner) gap() {
	if s.quiet == 0 {
		s.buf = utf8.AppendRune(s.buf, Gap)
	}
}

// html reads a run of HTML between two holes, which may stand inside a tag too: in an id, or in a label.
func (s *scanner) html(h string) {
	if s.within {
		end := strings.IndexByte(h, '>')
		if end < 0 {
			s.partial += h
			return
		}
		s.within = false
		s.tag(s.partial + h[:end])
		h = h[end+1:]
	}
	for len(h) > 0 {
		i := strings.IndexByte(h, '<')
		if i < 0 {
			s.words(h)
			return
		}
		s.words(h[:i])
		h = h[i+1:]
		end := strings.IndexByte(h, '>')
		if end < 0 {
			s.partial, s.within = h, true
			return
		}
		s.tag(h[:end])
		h = h[end+1:]
	}
}

// words takes text in, with its white space squeezed.
func (s *scanner) words(t string) {
	if s.quiet > 0 || t == "" {
		return
	}
	from := len(s.buf)
	for i := 0; i < len(t); i++ {
		switch c := t[i]; c {
		case ' ', '\n', '\t':
			if n := len(s.buf); n > 0 && s.buf[n-1] != ' ' {
				s.buf = append(s.buf, ' ')
			}
		case '&':
			n := strings.IndexByte(t[i:], ';')
			switch t[i+1 : i+max(n, 1)] {
			case "lt":
				c = '<'
			case "gt":
				c = '>'
			case "quot":
				c = '"'
			}
			s.buf = append(s.buf, c)
			i += max(n, 0)
		default:
			s.buf = append(s.buf, c)
		}
	}
	if s.outward {
		s.open.Outward += len(s.buf) - from
	}
}

// tag reads what stands between < and >.
func (s *scanner) tag(t string) {
	name, rest, _ := strings.Cut(t, " ")
	if s.quiet > 0 {
		switch {
		case t == "/"+s.hush:
			s.quiet--
		case name == s.hush:
			s.quiet++
		}
		return
	}
	switch name {
	case "strong", "/strong", "em", "/em", "del", "/del", "sub", "/sub", "sup", "/sup", "a", "/a", "span", "/span":
		s.inline(name, rest)
		return
	case "br":
		s.buf = append(s.buf, ' ')
		return
	case "code":
		s.gap()
		s.hush, s.quiet = "code", 1
		return
	case "pre":
		s.flush()
		s.hush, s.quiet = "pre", 1
		return
	}
	s.flush()
	if i := strings.Index(rest, `data-line="`); i >= 0 {
		if n := digits(rest[i+len(`data-line="`):]); n > 0 {
			s.line = n
		}
	}
	s.block(name, rest)
}

func (s *scanner) inline(name, rest string) {
	switch {
	case name == "sup" && strings.Contains(rest, `class="fnref"`):
		s.hush, s.quiet = "sup", 1
	case name == "a" && strings.Contains(rest, `class="backref"`):
		s.hush, s.quiet = "a", 1
	case name == "span" && rest != "":
		s.hush, s.quiet = "span", 1
	}
}

// block notes the start or the end of a block.
func (s *scanner) block(name, rest string) {
	switch name {
	case "h2", "h3", "h4", "h5", "h6":
		s.text.Sections = append(s.text.Sections, Section{})
		s.open.Kind, s.open.Level = Heading, int(name[1]-'0')
	case "li":
		if !s.notes {
			s.section().Items++
		}
		s.open.Kind = Item
	case "table":
		s.section().Tables++
	case "td", "th":
		s.open.Kind = Cell
	case "dt":
		s.open.Kind = Term
	case "p":
		if strings.Contains(rest, `class="tag"`) {
			s.open.Kind = Label
		}
	case "section":
		s.notes = true
	case "/section":
		s.notes = false
	}
}

// flush ends the block that was being read, if it says anything.
func (s *scanner) flush() {
	text := strings.Trim(withoutCode(string(s.buf)), " ")
	b := s.open
	s.buf, s.open = s.buf[:0], Block{Kind: Paragraph}
	if text == "" {
		if b.Kind != Heading {
			return
		}
	}
	b.Text, b.Line, b.Section = text, s.line, len(s.text.Sections)-1
	if b.Kind == Heading {
		s.text.Headings = append(s.text.Headings, len(s.text.Blocks))
	}
	s.text.Blocks = append(s.text.Blocks, b)
}

// withoutCode puts a gap for what another tool's templates left in a text: {% include … %}, {{ … }}.
func withoutCode(s string) string {
	if !strings.Contains(s, "{%") && !strings.Contains(s, "{{") {
		return s
	}
	var b strings.Builder
	for {
		from, end := strings.Index(s, "{%"), "%}"
		if i := strings.Index(s, "{{"); i >= 0 && (from < 0 || i < from) {
			from, end = i, "}}"
		}
		to := -1
		if from >= 0 {
			to = strings.Index(s[from:], end)
		}
		if to < 0 {
			b.WriteString(s)
			return b.String()
		}
		b.WriteString(s[:from])
		b.WriteRune(Gap)
		s = s[from+to+len(end):]
	}
}

func digits(s string) (n int) {
	for i := 0; i < len(s) && s[i] >= '0' && s[i] <= '9' && i < 9; i++ {
		n = n*10 + int(s[i]-'0')
	}
	return n
}
