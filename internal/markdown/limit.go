package markdown

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	extension "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"tocsin/internal/rule"
)

// The limits. Each answers an input that costs goldmark more than its length: it is cubic in the depth of lists,
// quadratic in the brackets and emphasis marks of one paragraph and in footnotes, and fills up a table's rows.
const (
	maxBody       = 1 << 20   // bytes of a body
	maxNesting    = 100       // lists, quotations, footnotes and descriptions within each other
	maxContainers = 50        // ::: within each other
	maxSteps      = 2_000_000 // lines times the blocks that each lies in
	maxInline     = 100       // emphasis, links within each other
	maxWork       = 128 << 20 // bytes of a paragraph times its brackets and emphasis marks, over one body
	maxColumns    = 200       // of one table
	maxCells      = 50_000    // of the tables of one body
	maxPipes      = 1000      // \| in the tables of one body
	maxFootnotes  = 1000      // of one body
	maxReferred   = 1 << 20   // bytes of addresses and titles that a body's links have from definitions, each time anew
)

// state is what the parsers of one run share, beside goldmark's own context.
type state struct {
	reporter
	work, steps, cells, pipes, referred int
	footnotes                           []*extension.Footnote
	full                                bool // a limit over the body was passed and told
	stopped                             bool // a limit was passed that leaves no document
}

var stateKey = parser.NewContextKey()

func stateOf(pc parser.Context) *state { return pc.Get(stateKey).(*state) }

// containers returns how many containers are open.
func (s *state) containers(pc parser.Context) (n int) {
	for _, b := range pc.OpenedBlocks() {
		if _, ok := b.Node.(*container); ok {
			n++
		}
	}
	return n
}

var endKind = ast.NewNodeKind("End")

// end stands where parsing was stopped.
type end struct{ ast.BaseBlock }

func (*end) Kind() ast.NodeKind           { return endKind }
func (*end) IsRaw() bool                  { return true }
func (e *end) Dump(src []byte, level int) { ast.DumpHelper(e, src, level, nil, nil) }

// stop makes the reader believe that the body ends here.
func (s *state) stop(reader text.Reader) ast.Node {
	s.stopped = true
	n := len(reader.Source())
	line, _ := reader.Position()
	reader.SetPosition(line, text.NewSegment(n, n))
	return &end{}
}

// step counts a line of one block that blocks lie in, for each of which goldmark keeps a note until the outermost ends.
// It reports whether there are too many: then the body ends here.
func (s *state) step(reader text.Reader) bool {
	if s.steps++; s.steps <= maxSteps {
		return false
	}
	if !s.stopped {
		_, seg := reader.Position()
		s.Add(s.at(seg.Start), rule.LimitLines)
		s.stop(reader)
	}
	return true
}

// nested is a block parser whose blocks may lie within each other, up to a limit.
type nested struct{ parser.BlockParser }

func (p nested) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	_, seg := reader.Position()
	offset := seg.Start + max(0, pc.BlockOffset()) - seg.Padding
	node, next := p.BlockParser.Open(parent, reader, pc)
	if node == nil {
		return nil, next
	}
	s := stateOf(pc)
	if f, ok := node.(*extension.Footnote); ok {
		s.footnotes = append(s.footnotes, f)
		f.SetPos(offset)
		if len(s.footnotes) > maxFootnotes {
			s.Add(s.at(offset), rule.LimitFootnotes, "most", maxFootnotes)
			return s.stop(reader), parser.NoChildren
		}
	}
	if len(pc.OpenedBlocks()) >= maxNesting && depth(pc.OpenedBlocks()) >= maxNesting {
		s.Add(s.at(offset), rule.LimitNested, "most", maxNesting)
		return s.stop(reader), parser.NoChildren
	}
	return node, next
}

func (p nested) Continue(node ast.Node, reader text.Reader, pc parser.Context) parser.State {
	if _, ok := node.(*end); ok || stateOf(pc).step(reader) {
		return parser.Close
	}
	return p.BlockParser.Continue(node, reader, pc)
}

func (p nested) Close(node ast.Node, reader text.Reader, pc parser.Context) {
	if _, ok := node.(*end); !ok {
		p.BlockParser.Close(node, reader, pc)
	}
}

func depth(open []parser.Block) (n int) {
	for _, b := range open {
		switch b.Node.(type) {
		case *ast.ListItem, *ast.Blockquote, *extension.Footnote, *extension.DefinitionDescription:
			n++
		}
	}
	return n
}

// described is goldmark's parser of descriptions, which takes any colon at the start of a line for one.
type described struct{ nested }

func (p described) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, _ := reader.PeekLine()
	if i := pc.BlockOffset() + 1; i < 1 || i >= len(line) || line[i] != ' ' && line[i] != '\t' {
		return nil, parser.NoChildren
	}
	return p.nested.Open(parent, reader, pc)
}

// definitionOffset returns how far the text of a block that hangs from its first line is indented.
func definitionOffset(n ast.Node) (int, bool) {
	switch n := n.(type) {
	case *extension.DefinitionList:
		return n.Offset, true
	case *extension.Footnote:
		return 4, true
	}
	return 0, false
}

// bounded looks at each paragraph before goldmark does: one that would cost too much is taken out.
type bounded struct{}

func (bounded) Transform(p *ast.Paragraph, reader text.Reader, pc parser.Context) {
	s, lines := stateOf(pc), p.Lines()
	marks, size, columns, pipes, rows, definitions := 0, 0, 0, 0, 0, 0
	for i := range lines.Len() {
		seg := lines.At(i)
		b := seg.Value(reader.Source())
		n := costly(b)
		if n == 1 && b[0] == '[' && bytes.Contains(b, []byte("]:")) {
			n = 0 // it defines a link, which costs a look at each line
			definitions++
		}
		marks += n
		size += len(b)
		rows += n * len(b)
		if i > 0 {
			columns = max(columns, delimiterColumns(b))
		}
		if bytes.IndexByte(b, '`') >= 0 {
			pipes += bytes.Count(b, []byte(`\|`))
		}
	}
	if columns > 0 {
		s.cells += columns * lines.Len()
		s.pipes += pipes
		s.work += rows
	} else {
		s.work += marks * size
	}
	s.work += definitions * lines.Len()
	switch {
	case s.full: // one is enough
	case columns > maxColumns:
		s.Add(s.at(p.Pos()), rule.LimitColumns, "columns", columns, "most", maxColumns)
	case columns > 0 && s.cells > maxCells:
		s.Add(s.at(p.Pos()), rule.LimitCells, "most", maxCells)
	case columns > 0 && s.pipes > maxPipes:
		s.Add(s.at(p.Pos()), rule.LimitPipes, "most", maxPipes)
	case s.work > maxWork:
		s.Add(s.at(p.Pos()), rule.LimitParagraph, "kb", size>>10, "marks", marks+definitions)
	default:
		return
	}
	s.full = s.cells > maxCells || s.pipes > maxPipes || s.work > maxWork
	p.Parent().RemoveChild(p.Parent(), p)
}

// references is goldmark's parser of links. A long definition that many links refer to would come out that many times.
type references struct {
	parser.InlineParser
	parser.CloseBlocker
}

func newReferences() references {
	p := parser.NewLinkParser()
	return references{p, p.(parser.CloseBlocker)}
}

func (p references) Parse(parent ast.Node, reader text.Reader, pc parser.Context) ast.Node {
	_, seg := reader.Position()
	node := p.InlineParser.Parse(parent, reader, pc)
	switch n := node.(type) {
	case *ast.Link:
		if n.Reference != nil {
			stateOf(pc).refer(seg.Start, len(n.Destination)+len(n.Title))
		}
	case *ast.Image:
		if n.Reference != nil {
			stateOf(pc).refer(seg.Start, len(n.Destination)+len(n.Title))
		}
	}
	return node
}

// refer counts what a link at an offset takes from a definition. Past the limit there is no document.
func (s *state) refer(at, size int) {
	if s.referred += size; s.referred > maxReferred && !s.stopped {
		s.Add(s.at(at), rule.LimitReferred, "kb", maxReferred>>10)
		s.stopped = true
	}
}

// costly counts what goldmark may look for a partner for: closing brackets and runs of emphasis marks and backticks.
func costly(b []byte) (n int) {
	for i, c := range b {
		switch c {
		case ']':
			n++
		case '*', '_', '~', '`':
			if i == 0 || b[i-1] != c {
				n++
			}
		}
	}
	return n
}

// delimiterColumns returns how many columns the line under a table's head announces, 0 where it is none.
func delimiterColumns(b []byte) int {
	b = bytes.TrimSpace(b)
	for _, c := range b {
		if c != '|' && c != '-' && c != ':' && c != ' ' && c != '\t' {
			return 0
		}
	}
	if bytes.IndexByte(b, '-') < 0 || !bytes.ContainsAny(b, "|:") {
		return 0
	}
	b = bytes.TrimSuffix(bytes.TrimPrefix(b, []byte{'|'}), []byte{'|'})
	return bytes.Count(b, []byte{'|'}) + 1
}
