package markdown

import (
	"bytes"
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"tocsin/internal/diag"
	"tocsin/internal/rule"
)

var (
	containerKind = ast.NewNodeKind("Container")
	leafKind      = ast.NewNodeKind("Leaf")
	factKind      = ast.NewNodeKind("Fact")
)

// container is a :::name … ::: directive. Its children are its blocks.
type container struct {
	ast.BaseBlock
	name      string
	label     []byte   // the [label], decoded; nil where there is none
	countries []string // of only and except
	colons    int
	closed    bool
}

func (*container) Kind() ast.NodeKind { return containerKind }
func (c *container) Dump(src []byte, level int) {
	ast.DumpHelper(c, src, level, map[string]string{"Name": c.name}, nil)
}

// leaf is a ::message{id} or a ::facts{name by} on a line of its own.
type leaf struct {
	ast.BaseBlock
	name string // of the directive
	id   string
	by   string // of facts
}

func (*leaf) Kind() ast.NodeKind           { return leafKind }
func (*leaf) IsRaw() bool                  { return true }
func (l *leaf) Dump(src []byte, level int) { ast.DumpHelper(l, src, level, nil, nil) }

// fact is a :fact[id] in running text.
type fact struct {
	ast.BaseInline
	id string
}

func (*fact) Kind() ast.NodeKind           { return factKind }
func (f *fact) Dump(src []byte, level int) { ast.DumpHelper(f, src, level, nil, nil) }

// known lists the directives that stand between blocks: what each takes.
var known = []struct {
	name            string
	leaf            bool
	attribute, need string // the attributes that it must have, with spaces between
	label           bool
}{
	{name: "message", leaf: true, attribute: "id", need: "::message{id=pause}"},
	{name: "facts", leaf: true, attribute: "name by", need: "::facts{name=report-phone by=region}"},
	{name: "only", attribute: "country", need: ":::only{country=ca}"},
	{name: "except", attribute: "country", need: ":::except{country=ca}"},
	{name: "note", label: true},
	{name: "tip", label: true},
	{name: "warning", label: true},
	{name: "notes"},
	{name: "quiz", label: true},
}

// head is the line that begins a directive.
type head struct {
	colons     int
	name       string
	label      []byte
	attributes []attribute
	rest       int  // the offset of the attributes in the line
	ok         bool // nothing else stands on the line
	braces     bool // there are braces that hold no attributes
}

// parseHead reads a directive's line from its first colon on.
func parseHead(b []byte) (h head) {
	for h.colons < len(b) && b[h.colons] == ':' {
		h.colons++
	}
	i := h.colons
	for h.colons > 2 && i < len(b) && b[i] == ' ' {
		i++
	}
	from := i
	for i < len(b) && (isAlnum(b[i]) || i > from && (b[i] == '-' || b[i] == '_')) {
		i++
	}
	if i == from || b[from] <= '9' {
		return head{}
	}
	h.name = string(b[from:i])
	if n := labelLength(b[i:]); n > 0 {
		h.label = appendDecoded(make([]byte, 0, n), b[i+1:i+n-1])
		i += n
	}
	for h.colons > 2 && i < len(b) && b[i] == ' ' {
		i++
	}
	h.rest = i
	if list, n, ok := parseAttributes(b[i:]); ok {
		h.attributes = list
		i += n
	} else {
		h.braces = i < len(b) && b[i] == '{'
	}
	h.ok = util.IsBlank(b[i:])
	return h
}

// labelLength returns the length of a [label] at the start of b, or 0.
func labelLength(b []byte) int {
	depth := 0
	for i := 0; i < len(b) && b[i] != '\n'; i++ {
		switch b[i] {
		case '\\':
			i++
		case '[':
			depth++
		case ']':
			if depth--; depth == 0 {
				return i + 1
			}
		}
		if depth == 0 {
			break
		}
	}
	return 0
}

// directives is the block parser for containers and leaves.
type directives struct{}

func (directives) Trigger() []byte                             { return []byte{':'} }
func (directives) CanInterruptParagraph() bool                 { return true }
func (directives) CanAcceptIndentedLine() bool                 { return false }
func (directives) Close(ast.Node, text.Reader, parser.Context) {}

func (directives) Open(_ ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, seg := reader.PeekLine()
	pos := pc.BlockOffset()
	if pos < 0 || pos+2 >= len(line) || line[pos+1] != ':' {
		return nil, parser.NoChildren
	}
	h := parseHead(line[pos:])
	s := stateOf(pc)
	d := opening{head: h, state: s, offset: seg.Start + pos - seg.Padding}
	switch {
	case h.name == "":
		return nil, parser.NoChildren
	case h.colons == 2 && !h.ok && !h.braces:
		return nil, parser.NoChildren // running text: ::message{id=pause} and more
	case h.colons == 2:
		reader.AdvanceToEOL()
		return d.leaf(), parser.NoChildren
	case s.containers(pc) >= maxContainers:
		s.Add(s.at(d.offset), rule.LimitContainers, "most", maxContainers)
		return s.stop(reader), parser.NoChildren
	}
	reader.AdvanceToEOL()
	return d.container(), parser.HasChildren
}

func (directives) Continue(node ast.Node, reader text.Reader, pc parser.Context) parser.State {
	c, ok := node.(*container)
	if !ok || stateOf(pc).step(reader) {
		return parser.Close
	}
	line, _ := reader.PeekLine()
	indent, pos := util.IndentWidth(line, reader.LineOffset())
	if indent > 3 || pos >= len(line) || line[pos] != ':' {
		return parser.Continue | parser.HasChildren
	}
	n := pos
	for n < len(line) && line[n] == ':' {
		n++
	}
	if n-pos < 3 || !util.IsBlank(line[n:]) || closes(pc.OpenedBlocks(), c, n-pos, indent, reader.Source()) != c {
		return parser.Continue | parser.HasChildren
	}
	c.closed = true
	reader.AdvanceToEOL()
	return parser.Close
}

// closes returns the container that a line of colons closes, seen from c, which the line lies in: the innermost with as
// many colons, else the innermost with fewer, of c and those inside it that the line lies in too. Nil means that the
// line closes none of them, or lies in something (a list item, code) that is to decide.
func closes(open []parser.Block, c *container, colons, indent int, src []byte) *container {
	i := 0
	for open[i].Node != ast.Node(c) {
		i++
	}
	var exact, fewer *container
scan:
	for _, b := range open[i:] {
		switch n := b.Node.(type) {
		case *container:
			if n.colons == colons {
				exact = n
			}
			if n.colons <= colons {
				fewer = n
			}
		case *ast.ListItem:
			if n.Offset <= indent {
				return nil
			}
			break scan
		case *ast.List:
		case *ast.FencedCodeBlock:
			return nil
		case *ast.HTMLBlock:
			if swallows(n, src) {
				return nil
			}
			break scan
		default:
			if d, ok := definitionOffset(n); ok && d <= indent {
				return nil
			}
			break scan
		}
	}
	if exact != nil {
		return exact
	}
	return fewer
}

// opening is a directive that is being opened.
type opening struct {
	head
	*state
	offset int
}

func (d opening) leaf() ast.Node {
	n := &leaf{name: d.name}
	for _, a := range d.check(true) {
		switch {
		case a.name != "by":
			n.id = a.value
		case strings.EqualFold(a.value, ByRegion):
			n.by = ByRegion
		default:
			d.Add(d.at(d.offset+d.rest+a.at), rule.DirectiveAttributeBy, "word", a.value, "need", "by="+ByRegion)
		}
	}
	return n
}

func (d opening) container() ast.Node {
	n := &container{name: d.name, label: d.label, colons: d.colons}
	for _, a := range d.check(false) {
		n.countries = strings.FieldsFunc(strings.ToLower(a.value), func(r rune) bool { return r == ',' || r == ' ' })
	}
	return n
}

// check reports what is wrong with a directive's name and attributes, and returns the attributes that it may have.
func (d opening) check(leaf bool) []attribute {
	names := make([]string, 0, len(known))
	for _, k := range known {
		if k.leaf == leaf {
			names = append(names, k.name)
		}
		if k.name != d.name {
			continue
		}
		if k.leaf != leaf {
			colons := rule.UnknownDirectiveLeaf
			if leaf {
				colons = rule.UnknownDirectiveBlock
			}
			d.Add(d.lineFrom(d.offset), colons, "name", k.name, "colons", d.colons)
			return nil
		}
		if d.label != nil && !k.label {
			d.Add(d.lineFrom(d.offset), rule.DirectiveAttributeLabel, "name", k.name)
		}
		if !d.ok {
			var hint rule.Text
			if k.need != "" {
				hint = rule.HintWrite.With("what", k.need)
			}
			d.Add(d.lineFrom(d.offset), rule.DirectiveAttributeRest, "name", d.name, "directive", strings.Repeat(":", d.colons)+d.name, "hint", hint)
			return nil
		}
		return d.accept(k.attribute, k.need)
	}
	d.Add(d.lineFrom(d.offset), rule.UnknownDirectiveName, "name", strings.Repeat(":", d.colons)+d.name, "names", names, "near", diag.Nearest(d.name, names))
	return nil
}

// accept returns the attributes that a directive needs, and reports the others.
func (d opening) accept(names, need string) (list []attribute) {
	wanted := strings.Fields(names)
	given := func(name string) bool {
		return slices.ContainsFunc(list, func(a attribute) bool { return a.name == name })
	}
	for _, a := range d.attributes {
		at := d.at(d.offset + d.rest + a.at)
		switch {
		case len(wanted) == 0:
			d.Add(at, rule.DirectiveAttributeNone, "name", d.name, "attribute", a.name)
		case !slices.Contains(wanted, a.name):
			d.Add(at, rule.DirectiveAttributeOther, "name", d.name, "attribute", a.name, "need", need)
		case given(a.name):
			d.Add(at, rule.DirectiveAttributeTwice, "attribute", a.name, "need", need)
		case strings.Trim(a.value, ", ") == "":
			d.Add(at, rule.DirectiveAttributeEmpty, "attribute", a.name, "need", need)
			return nil
		default:
			list = append(list, a)
		}
	}
	for _, name := range wanted {
		if !given(name) {
			d.Add(d.lineFrom(d.offset), rule.DirectiveAttributeMissing, "name", d.name, "attribute", name, "need", need)
		}
	}
	return list
}

// facts is the inline parser for :fact[id].
type facts struct{}

func (facts) Trigger() []byte { return []byte{':'} }

func (facts) Parse(_ ast.Node, block text.Reader, pc parser.Context) ast.Node {
	line, seg := block.PeekLine()
	rest, ok := bytes.CutPrefix(line, []byte(":fact"))
	if !ok || len(rest) == 0 || rest[0] != '[' && rest[0] != '{' || block.PrecendingCharacter() == ':' {
		return nil
	}
	s := stateOf(pc)
	end := 0 // of the id
	if rest[0] == '[' {
		end = bytes.IndexAny(rest[1:], "[]\n")
	}
	if rest[0] == '{' || end >= 0 && rest[1+end] == ']' && util.IsBlank(rest[1:1+end]) {
		s.Add(s.at(seg.Start), rule.DirectiveAttributeFactID)
		return nil
	}
	if end < 0 || rest[1+end] != ']' {
		return nil
	}
	n := len(":fact") + end + 2
	if list, m, ok := parseAttributes(line[n:]); ok {
		for _, a := range list {
			s.Add(s.at(seg.Start+n+a.at), rule.DirectiveAttributeFact, "attribute", a.name)
		}
		n += m
	}
	block.Advance(n)
	f := &fact{id: string(bytes.TrimSpace(rest[1 : 1+end]))}
	f.SetPos(seg.Start)
	return f
}
