package markdown

import (
	"bytes"
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"
	extension "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/text"
	"golang.org/x/net/html"

	"tocsin/internal/segment"
)

// inliner takes the text of one block apart. goldmark does not keep where markup ends, so the tree and the text are
// walked together: every byte belongs to a leaf or to the markup that must stand there. Where they do not agree the
// inliner is lost, and says so.
type inliner struct {
	src   []byte
	flat  []byte  // the block's lines, joined
	offs  []int32 // the offset in src of each byte of flat, and of its end
	at    int     // how far in flat
	start int     // where the words begin in flat
	parts []segment.Part
	word  []byte // words that become the next part: a text has one for each line, and for each sign that might be markup
	id    int
	depth int
	lost  bool
}

func newInliner(src []byte, lines *text.Segments) *inliner {
	in := &inliner{src: src}
	for i := range lines.Len() {
		seg := lines.At(i)
		for range seg.Padding {
			in.flat = append(in.flat, ' ')
			in.offs = append(in.offs, int32(seg.Start))
		}
		for at := seg.Start; at < seg.Stop; at++ {
			in.flat = append(in.flat, src[at])
			in.offs = append(in.offs, int32(at))
		}
	}
	end := lines.At(lines.Len() - 1).Stop
	in.offs = append(in.offs, int32(end))
	return in
}

// run takes a block's children apart.
func (in *inliner) run(n ast.Node) {
	in.children(n)
	for in.at < len(in.flat) && !in.lost {
		if c := in.flat[in.at]; c != ' ' && c != '\t' && c != '\n' && c != '\\' {
			in.lost = true
		}
		in.at++
	}
	in.trim()
}

// span returns the bytes of src that the words and their markup take.
func (in *inliner) span() (start, end int) {
	e := len(in.flat)
	for e > in.start && strings.IndexByte(" \t\n", in.flat[e-1]) >= 0 {
		e--
	}
	end = int(in.offs[e])
	if e > 0 {
		end = int(in.offs[e-1]) + 1
	}
	return int(in.offs[in.start]), end
}

// inner is span for the words of a picture that stands alone: without its first and its last part.
func (in *inliner) inner() (start, end int) {
	s := in.start + len(in.parts[0].Raw)
	e := len(bytes.TrimRight(in.flat, " \t\n")) - len(in.parts[len(in.parts)-1].Raw)
	return int(in.offs[s]), int(in.offs[e])
}

// find returns the offset in flat of an offset in src, or -1.
func (in *inliner) find(at int) int {
	for i := in.at; i < len(in.offs); i++ {
		if int(in.offs[i]) >= at {
			return i
		}
	}
	return -1
}

func (in *inliner) children(parent ast.Node) {
	if in.depth++; in.depth > maxInline {
		in.lost = true
	}
	for n := parent.FirstChild(); n != nil && !in.lost; n = n.NextSibling() {
		in.node(n)
	}
	in.depth--
}

func (in *inliner) node(n ast.Node) {
	switch n := n.(type) {
	case *ast.Text:
		in.text(n)
	case *ast.Emphasis:
		t := segment.EmphasisCode
		if n.Level == 2 {
			t = segment.StrongCode
		}
		in.pair(n, t, "", n.Level, func() int { return in.at + n.Level })
	case *extension.Strikethrough:
		level := 1
		if bytes.HasPrefix(in.flat[in.at:], []byte("~~")) {
			level = 2
		}
		in.pair(n, segment.StrikeCode, "", level, func() int { return in.at + level })
	case *ast.Link:
		in.pair(n, segment.LinkCode, string(appendDecoded(nil, n.Destination)), 1, func() int { return in.linkEnd(n.Reference) })
	case *ast.Image:
		in.pair(n, segment.ImageCode, string(appendDecoded(nil, n.Destination)), 2, func() int { return in.linkEnd(n.Reference) })
	case *ast.CodeSpan:
		in.codeSpan(n)
	case *ast.AutoLink:
		label := n.Label(in.src)
		in.standalone(segment.AddressCode, string(label), in.at+len(label)+2)
	case *ast.RawHTML:
		last := n.Segments.At(n.Segments.Len() - 1)
		in.standalone(segment.HTMLCode, tagOf(in.flat[in.at:]).String(), in.find(last.Stop-1)+1)
	case *fact:
		in.fact(n)
	case *extension.FootnoteLink:
		in.standalone(segment.NoteCode, "", in.past(in.at, ']'))
	case *extension.TaskCheckBox:
		in.at += 3
		for in.at < len(in.flat) && in.flat[in.at] == ' ' {
			in.at++
		}
		in.start = in.at
	case *extension.FootnoteBacklink:
	default:
		in.lost = true
	}
}

// add adds a part, after the words before it.
func (in *inliner) add(p segment.Part) {
	in.flush()
	in.parts = append(in.parts, p)
}

func (in *inliner) flush() {
	if len(in.word) > 0 {
		in.parts = append(in.parts, segment.Part{Text: string(in.word)})
		in.word = in.word[:0]
	}
}

func (in *inliner) text(n *ast.Text) {
	from, to := in.find(n.Segment.Start), in.find(n.Segment.Stop)
	if n.Segment.IsEmpty() {
		from, to = in.at, in.at
	}
	if from < in.at || to < from || len(bytes.Trim(in.flat[in.at:from], " \t\n")) > 0 {
		in.lost = true
		return
	}
	in.word = appendDecoded(in.word, in.flat[from:to])
	in.at = to
	if !n.SoftLineBreak() && !n.HardLineBreak() {
		return
	}
	next := bytes.IndexByte(in.flat[to:], '\n')
	if next < 0 {
		in.lost = true
		return
	}
	in.at = to + next + 1
	if n.SoftLineBreak() {
		in.word = append(in.word, ' ')
		return
	}
	in.id++
	in.add(segment.Part{Kind: segment.Standalone, Type: segment.BreakCode, Key: "break", Raw: string(in.src[in.offs[to]:in.offs[in.at]]), ID: in.id})
}

// pair takes markup that stands round words. open is the length of what opens it; end says where what closes it ends,
// once the words are done.
func (in *inliner) pair(n ast.Node, t segment.CodeType, key string, open int, end func() int) {
	in.id++
	id := in.id
	if in.at+open > len(in.flat) || !opens(t, in.flat[in.at:in.at+open]) {
		in.lost = true
		return
	}
	in.add(segment.Part{Kind: segment.Open, Type: t, Key: key, Raw: string(in.flat[in.at : in.at+open]), ID: id})
	in.at += open
	in.children(n)
	if in.lost {
		return
	}
	to := end()
	if to < in.at || to > len(in.flat) {
		in.lost = true
		return
	}
	in.add(segment.Part{Kind: segment.Close, Type: t, Key: key, Raw: in.raw(to), ID: id})
	in.at = to
}

func opens(t segment.CodeType, b []byte) bool {
	switch t {
	case segment.LinkCode:
		return b[0] == '['
	case segment.ImageCode:
		return b[0] == '!'
	case segment.StrikeCode:
		return b[0] == '~'
	}
	return b[0] == '*' || b[0] == '_'
}

// raw returns the text from here to an offset in one line.
func (in *inliner) raw(to int) string {
	return strings.ReplaceAll(string(in.flat[in.at:to]), "\n", " ")
}

func (in *inliner) standalone(t segment.CodeType, key string, to int) {
	if to <= in.at || to > len(in.flat) {
		in.lost = true
		return
	}
	in.id++
	in.add(segment.Part{Kind: segment.Standalone, Type: t, Key: key, Raw: in.raw(to), ID: in.id})
	in.at = to
}

// past returns the offset behind the first c from an offset on, or -1.
func (in *inliner) past(from int, c byte) int {
	i := bytes.IndexByte(in.flat[from:], c)
	if i < 0 {
		return -1
	}
	return from + i + 1
}

func (in *inliner) codeSpan(n *ast.CodeSpan) {
	open := in.at
	for open < len(in.flat) && in.flat[open] == '`' {
		open++
	}
	ticks := in.flat[in.at:open]
	for i := open; i < len(in.flat) && len(ticks) > 0; {
		run := i
		for run < len(in.flat) && in.flat[run] == '`' {
			run++
		}
		if run-i == len(ticks) {
			in.standalone(segment.SpanCode, strings.TrimSpace(strings.ReplaceAll(string(in.flat[open:i]), "\n", " ")), run)
			return
		}
		i = max(run, i+1)
	}
	in.lost = true
}

func (in *inliner) fact(n *fact) {
	if !bytes.HasPrefix(in.flat[in.at:], []byte(":fact[")) {
		in.lost = true
		return
	}
	to := in.past(in.at, ']')
	if to > 0 {
		if _, m, ok := parseAttributes(in.flat[to:]); ok {
			to += m
		}
	}
	in.standalone(segment.FactCode, n.id, to)
}

// linkEnd returns where a link ends whose words are done.
func (in *inliner) linkEnd(ref *ast.ReferenceLink) int {
	at := in.at
	if at >= len(in.flat) || in.flat[at] != ']' {
		return -1
	}
	at++
	switch {
	case ref != nil && ref.Type == ast.ReferenceLinkShortcut:
		return at
	case at >= len(in.flat):
		return -1
	case ref != nil && in.flat[at] == '[':
		return in.past(at, ']')
	case in.flat[at] != '(':
		return -1
	}
	return linkTail(in.flat, at)
}

// linkTail returns the offset behind the (address "title") that begins at an offset, or -1.
func linkTail(b []byte, at int) int {
	skip := func(i int) int {
		for i < len(b) && (b[i] == ' ' || b[i] == '\t' || b[i] == '\n') {
			i++
		}
		return i
	}
	until := func(i int, closer byte) int {
		for ; i < len(b); i++ {
			if b[i] == '\\' {
				i++
			} else if b[i] == closer {
				return i + 1
			}
		}
		return len(b)
	}
	i := skip(at + 1)
	if i < len(b) && b[i] == '<' {
		i = until(i+1, '>')
	} else {
		for depth := 0; i < len(b); i++ {
			c := b[i]
			if c == '\\' {
				i++
				continue
			}
			if c == '(' {
				depth++
			} else if c == ')' {
				if depth--; depth < 0 {
					break
				}
			} else if c == ' ' || c == '\t' || c == '\n' {
				break
			}
		}
	}
	i = skip(i)
	if i < len(b) && (b[i] == '"' || b[i] == '\'' || b[i] == '(') {
		closer := b[i]
		if closer == '(' {
			closer = ')'
		}
		i = skip(until(i+1, closer))
	}
	if i < len(b) && b[i] == ')' {
		return i + 1
	}
	return -1
}

// trim squeezes the white space of the words, and takes it off both ends.
func (in *inliner) trim() {
	in.flush()
	in.parts = segment.Squeeze(in.parts)
}

// html adds the segment of an HTML block: its visible text is words, its tags are markup.
func (c *cutter) html(n *ast.HTMLBlock) {
	start, end := n.Pos(), 0
	if n.Lines().Len() > 0 {
		start, end = n.Lines().At(0).Start, n.Lines().At(n.Lines().Len()-1).Stop
	}
	if n.HasClosure() {
		end = max(end, n.ClosureLine.Stop)
	}
	if start < 0 || end <= start || n.HTMLBlockType >= ast.HTMLBlockType2 && n.HTMLBlockType <= ast.HTMLBlockType5 {
		return
	}
	var parts []segment.Part
	z := html.NewTokenizer(bytes.NewReader(c.src[start:end]))
	id, hidden := 0, ""
	for {
		kind := z.Next()
		raw := string(z.Raw())
		if kind == html.ErrorToken {
			break
		}
		if kind == html.TextToken && hidden == "" {
			parts = append(parts, segment.Part{Text: html.UnescapeString(raw)})
			continue
		}
		t := tagOf([]byte(raw))
		switch {
		case kind == html.StartTagToken && hidden == "" && slices.Contains(hides, t.name):
			hidden = t.name
		case kind == html.EndTagToken && t.name == hidden:
			hidden = ""
		}
		id++
		parts = append(parts, segment.Part{Kind: segment.Standalone, Type: segment.HTMLCode, Key: t.String(), Raw: raw, ID: id})
	}
	s := segment.Segment{Kind: segment.HTMLText, Start: start, End: start + len(bytes.TrimRight(c.src[start:end], " \t\n")), Parts: segment.Squeeze(parts)}
	if hasWords(s.Parts) {
		c.out.Segments = append(c.out.Segments, s)
	}
}
