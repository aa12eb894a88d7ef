package markdown

import (
	"bytes"
	"strconv"
	"strings"
	"unicode"

	"github.com/yuin/goldmark/ast"
	extension "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
	"golang.org/x/text/unicode/norm"

	"tocsin/internal/rule"
)

// reserved are ids that the page round a document uses.
var reserved = []string{"main", "toc"}

// atx and setext are goldmark's parsers of headings, which leave the attributes at the end of a heading to us
// (its own reader of attributes is quadratic) and give a heading its list of them under attributesKey.
type (
	atx    struct{ parser.BlockParser }
	setext struct{ parser.BlockParser }
)

const attributesKey = "attributes"

func (p atx) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	_, seg := reader.Position()
	offset := seg.Start + max(0, pc.BlockOffset()) - seg.Padding
	node, next := p.BlockParser.Open(parent, reader, pc)
	if node == nil || node.Lines().Len() == 0 {
		return node, next
	}
	line := node.Lines().At(0)
	s := stateOf(pc)
	if s.work += costly(line.Value(reader.Source())) * line.Len(); s.work > maxWork {
		if !s.full {
			s.Add(s.at(offset), rule.LimitHeading)
		}
		s.full = true
		node.Lines().Clear()
		return node, next
	}
	if takeAttributes(node, reader.Source()) {
		line = node.Lines().At(0)
		b := line.Value(reader.Source())
		if t := bytes.TrimRight(b, "#"); len(t) == 0 || len(t) < len(b) && t[len(t)-1] == ' ' { // ## Title ## {#id}
			line.Stop = line.Start + len(bytes.TrimRight(t, " \t"))
			node.Lines().Set(0, line)
		}
	}
	return node, next
}

func (p setext) Close(node ast.Node, reader text.Reader, pc parser.Context) {
	p.BlockParser.Close(node, reader, pc)
	takeAttributes(node, reader.Source())
}

// takeAttributes takes the {…} off the end of a heading's last line.
func takeAttributes(node ast.Node, src []byte) bool {
	last := node.Lines().Len() - 1
	if last < 0 {
		return false
	}
	line := node.Lines().At(last)
	b := line.Value(src)
	trimmed := bytes.TrimRight(b, " \t\n")
	if len(trimmed) == 0 || trimmed[len(trimmed)-1] != '}' {
		return false
	}
	for i, c := range b {
		if c != '{' || i > 0 && b[i-1] == '\\' {
			continue
		}
		list, n, ok := parseAttributes(b[i:])
		if !ok || len(list) == 0 || !util.IsBlank(b[i+n:]) {
			continue
		}
		for j := range list {
			list[j].at += line.Start - line.Padding + i
		}
		line.Stop = line.Start - line.Padding + i
		line = line.TrimRightSpace(src)
		node.Lines().Set(last, line)
		node.SetAttributeString(attributesKey, list)
		return true
	}
	return false
}

func attributesOf(n ast.Node) []attribute {
	v, _ := n.AttributeString(attributesKey)
	list, _ := v.([]attribute)
	return list
}

// survey looks over the blocks before any is written: at what concerns those that stand before.
func (r *renderer) survey(parent ast.Node) {
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		switch n := n.(type) {
		case *ast.Heading:
			if n.Level == 1 && r.shift == 0 {
				r.shift = 1
				r.Add(r.lineFrom(n.Pos()), rule.HeadingLevel)
			}
			r.surveyID(n)
		case *extension.FootnoteList:
			r.reserveNotes(n)
			r.survey(n)
		case *ast.Paragraph, *ast.TextBlock, *extension.Table:
		default:
			if n.Type() == ast.TypeBlock {
				r.survey(n)
			}
		}
	}
}

// surveyID notes the id that a heading was given: it goes before those that are made.
func (r *renderer) surveyID(n ast.Node) {
	for _, a := range attributesOf(n) {
		if a.name != "id" {
			continue
		}
		id := cleanID(a.value)
		if _, taken := r.ids[id]; id == "" || taken {
			continue
		}
		if r.given == nil {
			r.given = map[string]ast.Node{}
		}
		r.ids[id] = 0
		r.given[id] = n
		return
	}
}

func (r *renderer) heading(n *ast.Heading) {
	h := Heading{Level: min(n.Level+r.shift, 6), Guards: r.guards, Line: r.at(n.Pos()).Line, Start: int32(len(r.buf)), Notes: r.inNotes}
	h.Top = !r.inNotes && onTop(n)
	// The id is made of the heading's words, which are known only once it is written: it is put before them then.
	at := len(r.buf)
	from, spans := len(r.holes), len(r.spans)
	r.inline(n)
	r.endText()
	h.Content = r.content(at, from, spans, true)
	plain := squeezed(appendPlain(nil, []byte(h.Content.HTML)))
	h.Text = plain
	own, other := r.headingAttributes(n)
	h.ID = own
	if h.ID == "" {
		h.ID = r.unique(slug(plain))
	}
	r.openHeading(at, from, h, other+r.mark(n))
	r.spans = r.spans[:spans]
	r.str("</h")
	r.buf = append(r.buf, '0'+byte(h.Level))
	r.str(">\n")
	r.doc.Headings = append(r.doc.Headings, h)
}

// onTop reports whether a heading stands in nothing but the document and guards.
func onTop(n ast.Node) bool {
	for up := n.Parent(); up.Kind() != ast.KindDocument; up = up.Parent() {
		if c, ok := up.(*container); !ok || c.name != "only" && c.name != "except" {
			return false
		}
	}
	return true
}

// openHeading puts a heading's start tag before its words, which begin at at; its holes begin with from.
func (r *renderer) openHeading(at, from int, h Heading, attributes string) {
	head := "<h" + string(rune('0'+h.Level)) + ` id="`
	tail := h.ID + `"` + attributes + ">"
	grown := len(head) + len(tail)
	n := len(r.buf)
	r.str(head)
	r.str(tail)
	copy(r.buf[at+grown:], r.buf[at:n])
	copy(r.buf[at:], head)
	copy(r.buf[at+len(head):], tail)
	for i := range r.holes[from:] {
		r.holes[from+i].At += int32(grown)
	}
	if !r.prefixed {
		return
	}
	r.hole(Prefix, 0)
	copy(r.holes[from+1:], r.holes[from:])
	r.holes[from] = Hole{At: int32(at + len(head)), Kind: Prefix}
}

// content copies what was written from at on, with the holes from from on and the spans from spans on, as it may stand
// in a table of contents: without links and footnotes, with facts, and with images as their text where alt says so.
func (r *renderer) content(at, from, spans int, alt bool) Fragment {
	var f Fragment
	out := make([]byte, 0, len(r.buf)-at)
	pos := at
	skip := r.spans[spans:]
	for _, h := range r.holes[from:] {
		for len(skip) > 0 && int(skip[0].from) <= int(h.At) {
			out = append(out, r.buf[pos:skip[0].from]...)
			pos = int(skip[0].to)
			skip = skip[1:]
		}
		if int(h.At) < pos {
			continue // inside a footnote's reference
		}
		out = append(out, r.buf[pos:h.At]...)
		pos = int(h.At)
		switch h.Kind {
		case FactAt:
			f.Holes = append(f.Holes, Hole{At: int32(len(out)), Kind: FactAt, Index: h.Index})
		case ImageAt:
			if !alt {
				continue
			}
			out = appendEscaped(out, []byte(r.doc.Images[h.Index].Alt))
		}
	}
	for _, s := range skip {
		out = append(out, r.buf[pos:s.from]...)
		pos = int(s.to)
	}
	f.HTML = string(append(out, r.buf[pos:]...))
	return f
}

// headingAttributes returns the id that a heading was given, unique, or "", and its other attributes as HTML.
func (r *renderer) headingAttributes(n ast.Node) (id, other string) {
	var classes []string
	for _, a := range attributesOf(n) {
		pos := r.at(a.at)
		switch {
		case a.name == "id" && cleanID(a.value) != "" && id == "":
			given := cleanID(a.value)
			if id = given; r.given[given] != n {
				id = r.unique(given)
				r.Add(pos, rule.DuplicateID, "given", given, "id", id)
			}
			delete(r.given, given)
		case a.name == "class" && a.value != "":
			classes = append(classes, strings.Fields(a.value)...)
		case a.name == "lang" && a.value != "",
			a.name == "dir" && (a.value == "ltr" || a.value == "rtl" || a.value == "auto"):
			if !strings.Contains(other, " "+a.name+"=") {
				other += " " + a.name + `="` + string(appendEscaped(nil, []byte(a.value))) + `"`
			}
		default:
			r.Add(pos, rule.HeadingAttribute, "attribute", a.name+"="+a.value)
		}
	}
	if len(classes) > 0 {
		other = ` class="` + string(appendEscaped(nil, []byte(strings.Join(classes, " ")))) + `"` + other
	}
	return id, other
}

// unique returns id, or id with the first number that makes it unique, and takes it.
func (r *renderer) unique(id string) string {
	n, taken := r.ids[id]
	if !taken {
		r.ids[id] = 0
		return id
	}
	for {
		n++
		s := id + "-" + strconv.Itoa(n)
		if _, taken := r.ids[s]; !taken {
			r.ids[id], r.ids[s] = n, 0
			return s
		}
	}
}

// slug makes an id of a heading's words: letters and digits of any script in lower case, hyphens between.
func slug(s string) string {
	out := make([]byte, 0, len(s))
	gap := false
	for _, c := range norm.NFC.String(strings.ToLower(s)) {
		switch {
		case unicode.In(c, unicode.L, unicode.N, unicode.M):
			if gap && len(out) > 0 {
				out = append(out, '-')
			}
			gap = false
			out = append(out, string(c)...)
		case c == '-' || isSpace(c):
			gap = true
		}
	}
	if len(out) == 0 {
		return "section"
	}
	return string(out)
}

// cleanID keeps what an id given in the text may hold.
func cleanID(s string) string {
	return strings.Map(func(c rune) rune {
		if unicode.In(c, unicode.L, unicode.N, unicode.M) || strings.ContainsRune("-_.:", c) {
			return c
		}
		return -1
	}, norm.NFC.String(s))
}
