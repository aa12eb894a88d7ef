package markdown

import (
	"bytes"
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"
	extension "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"tocsin/internal/segment"
)

// LayOut returns the segments of a body and the blocks that they stand in. A body that passes a limit has none.
func LayOut(body []byte, o Options) segment.Layout {
	src, back := cleanMap(body)
	s := &state{reporter: reporter{file: o.File, first: max(o.FirstLine, 1), src: src}}
	if len(src) > maxBody {
		return segment.Layout{}
	}
	pc := parser.NewContext()
	pc.Set(stateKey, s)
	root := engine().Parse(text.NewReader(src), parser.WithContext(pc))
	if s.stopped {
		return segment.Layout{}
	}
	c := &cutter{src: src}
	c.blocks(root, -1)
	return c.layout(back)
}

// cleanMap is clean, and the offset in b of every byte of the result; nil where they are the same.
func cleanMap(b []byte) (out []byte, back []int32) {
	out = clean(b)
	if len(out) == len(b) && (len(b) == 0 || &out[0] == &b[0]) {
		return out, nil
	}
	// clean changes a byte or a rune at a time, so that the two can be walked together.
	back = make([]int32, 0, len(out)+1)
	for i := 0; i < len(b); {
		n := 1
		for n < 4 && i+n < len(b) && b[i] >= 0x80 && b[i+n]&0xc0 == 0x80 {
			n++
		}
		piece := clean(b[i : i+n])
		if b[i] == '\r' && i+1 < len(b) && b[i+1] == '\n' {
			n, piece = 2, []byte{'\n'}
		}
		for range piece {
			back = append(back, int32(i))
		}
		i += n
	}
	if len(back) != len(out) { // bytes that are no text, which a campaign's files never hold
		return out, nil
	}
	return out, append(back, int32(len(b)))
}

// cutter gathers the segments and blocks of a parsed body.
type cutter struct {
	src []byte
	out segment.Layout
}

func (c *cutter) layout(back []int32) segment.Layout {
	slices.SortStableFunc(c.out.Segments, func(a, b segment.Segment) int { return a.Start - b.Start })
	order := make([]int, len(c.out.Blocks))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return c.out.Blocks[a].Start - c.out.Blocks[b].Start })
	at := make([]int, len(order))
	for to, from := range order {
		at[from] = to
	}
	blocks := make([]segment.Block, len(order))
	for to, from := range order {
		b := c.out.Blocks[from]
		if b.Parent >= 0 {
			b.Parent = at[b.Parent]
		}
		b.From, _ = slices.BinarySearchFunc(c.out.Segments, b.Start, func(s segment.Segment, at int) int { return s.Start - at })
		b.To, _ = slices.BinarySearchFunc(c.out.Segments, b.End, func(s segment.Segment, at int) int { return s.Start - at })
		blocks[to] = b
	}
	c.out.Blocks = blocks
	if back != nil {
		for i := range c.out.Segments {
			s := &c.out.Segments[i]
			s.Start, s.End = int(back[s.Start]), int(back[s.End])
		}
		for i := range c.out.Blocks {
			b := &c.out.Blocks[i]
			b.Start, b.End = int(back[b.Start]), int(back[b.End])
		}
	}
	return c.out
}

func (c *cutter) blocks(parent ast.Node, in int) {
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		if n.Type() == ast.TypeBlock {
			c.block(n, in)
		}
	}
}

// block takes one block. What it is made of goes into it; its last line is known afterwards.
func (c *cutter) block(n ast.Node, in int) {
	switch n := n.(type) {
	case *ast.Paragraph, *ast.TextBlock:
		c.leafBlock(n, "paragraph", in)
		c.prose(n, kindIn(n))
		return
	case *extension.FootnoteList:
		c.blocks(n, in)
		return
	case *ast.Heading:
		i := c.leafBlock(n, "heading", in)
		if at := startOf(n); i >= 0 && n.Lines().Len() > 0 && c.src[c.firstOf(c.out.Blocks[i].Start)] != '#' && c.setext(n, at) {
			c.out.Blocks[i].End = c.lineEnd(min(c.out.Blocks[i].End+1, len(c.src)))
		}
		if c.prose(n, segment.HeadingText) {
			c.out.Segments[len(c.out.Segments)-1].Level = n.Level
		}
		return
	case *ast.FencedCodeBlock, *ast.CodeBlock:
		c.leafBlock(n, "code", in)
		c.code(n)
		return
	case *ast.HTMLBlock:
		c.leafBlock(n, "html", in)
		c.html(n)
		return
	case *extension.DefinitionTerm:
		c.leafBlock(n, "term", in)
		c.prose(n, segment.TermText)
		return
	case *extension.TableCell:
		c.prose(n, segment.CellText)
		return
	}
	c.parent(n, in)
}

var blockNames = map[ast.NodeKind]string{
	ast.KindList: "list", ast.KindListItem: "item", ast.KindBlockquote: "quotation", ast.KindThematicBreak: "break",
	containerKind: "container", leafKind: "message", extension.KindTable: "table", extension.KindTableHeader: "header",
	extension.KindTableRow: "row", extension.KindDefinitionList: "definitions",
	extension.KindDefinitionDescription: "description", extension.KindFootnote: "footnote",
}

// parent takes a block that holds blocks.
func (c *cutter) parent(n ast.Node, in int) {
	kind := blockNames[n.Kind()]
	at := n.Pos()
	if first := startOf(n); at < 0 || first < at && n.HasChildren() {
		at = first
	}
	at = min(at, len(c.src)) // a tab makes goldmark overshoot
	start := c.lineStart(at)
	i := len(c.out.Blocks)
	c.out.Blocks = append(c.out.Blocks, segment.Block{Kind: kind, Parent: in, Start: start, End: c.lineEnd(at)})
	if l, ok := n.(*leaf); ok {
		c.out.Blocks[i].ID = l.id
		if l.name == "facts" {
			c.out.Blocks[i].Kind = l.name
		}
	}
	if k, ok := n.(*container); ok {
		c.label(k)
	}
	c.blocks(n, i)
	for _, b := range c.out.Blocks[i+1:] {
		c.out.Blocks[i].End = max(c.out.Blocks[i].End, b.End)
	}
	if k, ok := n.(*container); ok && k.closed {
		c.out.Blocks[i].End = c.fenceAfter(c.out.Blocks[i].End)
	}
}

// leafBlock notes a block that holds text, and returns its index.
func (c *cutter) leafBlock(n ast.Node, kind string, in int) int {
	at := startOf(n)
	end := at
	if l := n.Lines(); l != nil && l.Len() > 0 {
		end = max(at, l.At(l.Len()-1).Stop-1)
	}
	b := segment.Block{Kind: kind, Parent: in, Start: c.lineStart(at), End: c.lineEnd(end)}
	switch n := n.(type) {
	case *ast.FencedCodeBlock:
		if n.Pos() >= 0 {
			b.Start = c.lineStart(n.Pos())
		}
		b.End = c.lineEnd(min(b.End+1, len(c.src))) // its closing fence
	case *ast.HTMLBlock:
		if n.HasClosure() {
			b.End = c.lineEnd(n.ClosureLine.Start)
		}
	}
	c.out.Blocks = append(c.out.Blocks, b)
	return len(c.out.Blocks) - 1
}

// setext reports whether a heading's marks are on the line below it.
func (c *cutter) setext(n *ast.Heading, at int) bool {
	line := c.src[c.lineStart(at):at]
	return n.Level <= 2 && !strings.Contains(string(line), "#")
}

// fenceAfter returns the end of the line of colons that comes after an offset.
func (c *cutter) fenceAfter(end int) int {
	for at := end; at < len(c.src); {
		next := c.lineEnd(min(at+1, len(c.src)))
		line := strings.TrimLeft(strings.TrimSpace(string(c.src[at:next])), "> ")
		if strings.HasPrefix(line, ":::") {
			return next
		}
		if next == at {
			break
		}
		at = next
	}
	return end
}

// lineStart and lineEnd return where the line of an offset begins, and where it ends without its newline.
func (c *cutter) lineStart(at int) int {
	return bytes.LastIndexByte(c.src[:at], '\n') + 1
}

func (c *cutter) lineEnd(at int) int {
	for at < len(c.src) && c.src[at] != '\n' {
		at++
	}
	return at
}

// firstOf returns the offset of the first character in a line that is no space.
func (c *cutter) firstOf(at int) int {
	for at < len(c.src)-1 && (c.src[at] == ' ' || c.src[at] == '\t') {
		at++
	}
	return at
}

func kindIn(n ast.Node) segment.Kind {
	switch n.Parent().(type) {
	case *ast.ListItem:
		if n.PreviousSibling() == nil {
			return segment.ItemText
		}
	case *extension.DefinitionDescription:
		return segment.DescriptionText
	}
	return segment.ParagraphText
}

// prose adds the segment of a block of text, if there are words in it, and reports whether it did.
func (c *cutter) prose(n ast.Node, kind segment.Kind) bool {
	lines := n.Lines()
	if lines == nil || lines.Len() == 0 || !n.HasChildren() {
		return false
	}
	in := newInliner(c.src, lines)
	in.run(n)
	s := segment.Segment{Kind: kind, Parts: in.parts}
	s.Start, s.End = in.span()
	if im, ok := n.FirstChild().(*ast.Image); ok && im.NextSibling() == nil && !in.lost && len(in.parts) > 1 {
		s.Kind = segment.AltText
		s.Parts = in.parts[1 : len(in.parts)-1]
		s.Start, s.End = in.inner()
	}
	if in.lost {
		s.Verbatim = true
		s.Parts = []segment.Part{{Text: squeezed([]byte(string(in.flat)))}}
	}
	if !hasWords(s.Parts) {
		return false
	}
	c.out.Segments = append(c.out.Segments, s)
	return true
}

// hasWords reports whether there is anything to translate.
func hasWords(parts []segment.Part) bool {
	return slices.ContainsFunc(parts, func(p segment.Part) bool { return p.Kind == segment.Words && strings.TrimSpace(p.Text) != "" })
}

// label adds the segment of a directive's label.
func (c *cutter) label(k *container) {
	at := k.Pos()
	if len(k.label) == 0 || at < 0 {
		return
	}
	line := c.src[at:c.lineEnd(at)]
	open := strings.IndexByte(string(line), '[')
	if open < 0 {
		return
	}
	n := labelLength(line[open:])
	if n < 2 {
		return
	}
	c.out.Segments = append(c.out.Segments, segment.Segment{Kind: segment.LabelText, Start: at + open + 1, End: at + open + n - 1,
		Parts: []segment.Part{{Text: squeezed(slices.Clone(k.label))}}})
}

// code adds the segment of a block of code: its lines are words, what is between them is markup.
func (c *cutter) code(n ast.Node) {
	lines := n.Lines()
	if lines.Len() == 0 {
		return
	}
	s := segment.Segment{Kind: segment.CodeText, Start: lines.At(0).Start}
	id, end := 0, s.Start
	for i := range lines.Len() {
		seg := lines.At(i)
		value := c.src[seg.Start:seg.Stop]
		words := strings.Trim(string(value), " \t\n")
		if words == "" {
			continue
		}
		from := seg.Start + strings.Index(string(value), words)
		if len(s.Parts) == 0 {
			s.Start = from
		} else {
			id++
			s.Parts = append(s.Parts, segment.Part{Kind: segment.Standalone, Type: segment.BreakCode, Raw: string(c.src[end:from]), ID: id})
		}
		s.Parts = append(s.Parts, segment.Part{Text: words})
		end = from + len(words)
	}
	s.End = end
	if hasWords(s.Parts) {
		c.out.Segments = append(c.out.Segments, s)
	}
}
