package markdown

import (
	"bytes"
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"
	"golang.org/x/net/html"

	"tocsin/internal/rule"
)

// stays lists the tags that are kept where they have no attributes; void ones need no partner.
var stays = []string{"br", "sup", "sub"}

// hides lists the elements whose content is no text.
var hides = []string{"script", "style", "template", "iframe", "object", "svg", "math", "noscript", "textarea", "head", "title"}

// inlines lists the elements that may stand inside a sentence; all others begin a new paragraph of an HTML block's text.
var inlines = []string{"a", "abbr", "b", "bdi", "bdo", "cite", "code", "data", "dfn", "em", "font", "i", "img", "ins", "kbd",
	"label", "mark", "q", "s", "samp", "small", "span", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr", "del"}

// swallows reports whether an HTML block takes a line of colons as its own: a script or a comment that is still open.
// Others end with a blank line, which nobody writes before the ::: that closes a container.
func swallows(n *ast.HTMLBlock, src []byte) bool {
	if n.HTMLBlockType >= ast.HTMLBlockType6 {
		return false
	}
	if n.Lines().Len() > 1 {
		return true
	}
	seg := n.Lines().At(0)
	first := bytes.ToLower(seg.Value(src))
	switch n.HTMLBlockType {
	case ast.HTMLBlockType2:
		return !bytes.Contains(first, []byte("-->"))
	case ast.HTMLBlockType3:
		return !bytes.Contains(first, []byte("?>"))
	case ast.HTMLBlockType4:
		return !bytes.Contains(first, []byte(">"))
	case ast.HTMLBlockType5:
		return !bytes.Contains(first, []byte("]]>"))
	}
	for _, tag := range []string{"</script>", "</pre>", "</style>", "</textarea>"} {
		if bytes.Contains(first, []byte(tag)) {
			return false
		}
	}
	return true
}

// tag is a raw tag as the author wrote it.
type tag struct {
	name       string // in lower case; "!" for a comment, "?" for what else begins with <! or <?
	end, plain bool   // an end tag; one without attributes
}

func tagOf(b []byte) tag {
	switch {
	case bytes.HasPrefix(b, []byte("<!--")):
		return tag{name: "!"}
	case len(b) < 2 || b[1] == '!' || b[1] == '?':
		return tag{name: "?"}
	}
	t := tag{end: b[1] == '/'}
	b = b[1:]
	if t.end {
		b = b[1:]
	}
	n := 0
	for n < len(b) && (isAlnum(b[n]) || b[n] == '-') {
		n++
	}
	t.name = strings.ToLower(string(b[:n]))
	rest := bytes.TrimRight(b[n:], "/> \t\n")
	t.plain = len(rest) == 0
	return t
}

func (t tag) String() string {
	switch {
	case t.name == "?":
		return "a declaration (<! or <?)"
	case t.end:
		return "</" + t.name + ">"
	}
	return "<" + t.name + ">"
}

func (r *renderer) tagOf(n *ast.RawHTML) tag {
	r.scratch = r.scratch[:0]
	for i := range n.Segments.Len() {
		seg := n.Segments.At(i)
		r.scratch = append(r.scratch, seg.Value(r.src)...)
	}
	return tagOf(r.scratch)
}

func (r *renderer) dropped(offset int, t tag) {
	r.Add(r.tagExtent(offset), rule.RawHTML, "tag", t)
}

// rawTag writes a raw tag that may stay, and drops another. It returns the node that is dealt with last.
func (r *renderer) rawTag(n *ast.RawHTML) ast.Node {
	t := r.tagOf(n)
	switch {
	case t.name == "!":
		return n
	case t.name == "br" && t.plain && !t.end:
		r.in = false
		r.lineBreak()
		r.str("<br>")
		return n
	case t.name == "?" || t.name == "br" || !slices.Contains(stays, t.name) && !slices.Contains(hides, t.name):
		r.dropped(n.Pos(), t)
		return n
	}
	if _, done := r.tags[n.Parent()]; !done {
		r.pairTags(n.Parent())
	}
	partner, paired := r.tags[n]
	switch {
	case paired && slices.Contains(stays, t.name):
		r.str(t.String())
		return n
	case paired && !t.end:
		r.dropped(n.Pos(), t)
		return partner
	}
	r.dropped(n.Pos(), t)
	return n
}

// pairTags finds the raw tags among a node's children that have a partner there, properly nested.
func (r *renderer) pairTags(parent ast.Node) {
	if r.tags == nil {
		r.tags = map[ast.Node]ast.Node{}
	}
	r.tags[parent] = nil
	type open struct {
		name string
		node ast.Node
	}
	var stack []open
	count := map[string]int{}
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		raw, ok := n.(*ast.RawHTML)
		if !ok {
			continue
		}
		t := r.tagOf(raw)
		kept := t.plain && slices.Contains(stays, t.name) && t.name != "br"
		if !kept && !slices.Contains(hides, t.name) {
			continue
		}
		if !t.end {
			stack = append(stack, open{t.name, n})
			count[t.name]++
			continue
		}
		for count[t.name] > 0 {
			top := stack[len(stack)-1]
			stack = stack[:len(stack)-1]
			count[top.name]--
			if top.name == t.name {
				r.tags[top.node], r.tags[n] = n, top.node
				break
			}
		}
	}
}

// htmlBlock writes the visible text of an HTML block, a paragraph for each block-level element.
func (r *renderer) htmlBlock(n *ast.HTMLBlock) {
	var b []byte
	for i := range n.Lines().Len() {
		seg := n.Lines().At(i)
		b = append(b, seg.Value(r.src)...)
	}
	if n.HasClosure() {
		b = append(b, n.ClosureLine.Value(r.src)...)
	}
	start := n.Pos()
	if n.Lines().Len() > 0 {
		start = n.Lines().At(0).Start
	}
	lead := len(b) - len(bytes.TrimLeft(b, " \t\n"))
	switch n.HTMLBlockType {
	case ast.HTMLBlockType2:
		end := bytes.Index(b, []byte("-->"))
		if end < 0 || len(bytes.TrimSpace(b[end+3:])) == 0 {
			return
		}
		r.Add(r.at(start+end+3), rule.RawHTMLComment)
		b = b[end+3:]
	case ast.HTMLBlockType3, ast.HTMLBlockType4, ast.HTMLBlockType5:
		r.dropped(start+lead, tag{name: "?"})
		closers := map[ast.HTMLBlockType]string{ast.HTMLBlockType3: "?>", ast.HTMLBlockType4: ">", ast.HTMLBlockType5: "]]>"}
		_, b, _ = bytes.Cut(b, []byte(closers[n.HTMLBlockType]))
	default:
		r.dropped(start+lead, tagOf(b[lead:]))
	}
	r.htmlText(b)
}

func (r *renderer) htmlText(b []byte) {
	z := html.NewTokenizer(bytes.NewReader(b))
	var text []byte
	hidden, depth := "", 0
	flush := func() {
		if s := squeezed(text); s != "" {
			r.str("<p>")
			r.prose([]byte(s))
			r.endText()
			r.str("</p>\n")
		}
		text = text[:0]
	}
	for {
		kind := z.Next()
		switch kind {
		case html.ErrorToken:
			flush()
			return
		case html.TextToken:
			if hidden == "" {
				text = append(text, z.Text()...)
			}
		case html.StartTagToken, html.EndTagToken, html.SelfClosingTagToken:
			raw, _ := z.TagName()
			name := string(raw)
			switch {
			case hidden == "" && kind == html.StartTagToken && slices.Contains(hides, name):
				hidden, depth = name, 1
			case hidden == name && kind == html.StartTagToken:
				depth++
			case hidden == name && kind == html.EndTagToken:
				if depth--; depth == 0 {
					hidden = ""
				}
			}
			if hidden != "" {
				continue
			}
			if name == "br" {
				text = append(text, ' ')
			} else if !slices.Contains(inlines, name) {
				flush()
			}
		}
	}
}
