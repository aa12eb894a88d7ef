package preview

import (
	"bytes"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// block is a piece of a page that is compared as one: a heading, a paragraph, a list, a table, a shared message.
type block struct {
	Kind    string // "heading", "paragraph" …: the key "block-…" of its name
	Level   int    // of a heading
	ID      string // of a message, where the page has marks
	Text    string // plain
	Items   int    // of a list; rows of a table
	Links   int
	Images  int
	Index   int // among the blocks of its page
	Heading string
	Node    *html.Node
}

// blocksOf finds the blocks of a page's main part, in order. The page's own frame (its way back, its contents, its
// neighbours) is the program's and the same for all.
func blocksOf(page []byte) ([]block, error) {
	doc, err := html.Parse(bytes.NewReader(page))
	if err != nil {
		return nil, err
	}
	root := find(doc, func(n *html.Node) bool { return n.DataAtom == atom.Main })
	if root == nil {
		root = find(doc, func(n *html.Node) bool { return n.DataAtom == atom.Body })
	}
	s := structure{}
	if root != nil {
		s.walk(root)
	}
	return s.blocks, nil
}

type structure struct {
	blocks  []block
	heading string
}

func (s *structure) walk(parent *html.Node) {
	for n := parent.FirstChild; n != nil; n = n.NextSibling {
		if n.Type != html.ElementNode {
			continue
		}
		if kind := blockKind(n); kind != "" {
			s.add(n, kind)
		} else if !isFrame(n) {
			s.walk(n)
		}
	}
}

// isFrame reports whether an element holds nothing of what writers write.
func isFrame(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Nav, atom.Svg, atom.Script, atom.Style, atom.Footer, atom.Form:
		return true
	}
	return hasClass(n, "colophon") || hasClass(n, "neighbours")
}

func blockKind(n *html.Node) string {
	switch {
	case hasClass(n, "message"):
		return "message"
	case hasClass(n, "callout"):
		return "callout"
	}
	switch n.DataAtom {
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		return "heading"
	case atom.P:
		return "paragraph"
	case atom.Ul:
		return "list"
	case atom.Ol:
		return "steps"
	case atom.Dl:
		return "definitions"
	case atom.Table:
		return "table"
	case atom.Pre:
		return "code"
	case atom.Blockquote:
		return "quote"
	case atom.Img, atom.Figure, atom.Picture:
		return "picture"
	case atom.Hr:
		return "rule"
	}
	return ""
}

func (s *structure) add(n *html.Node, kind string) {
	b := block{Kind: kind, Text: textOf(n), Index: len(s.blocks), Heading: s.heading, Node: n}
	if kind == "heading" {
		b.Level = int(n.Data[1] - '0')
		s.heading = b.Text
	}
	each(n, func(c *html.Node) {
		switch c.DataAtom {
		case atom.A:
			b.Links++
		case atom.Img:
			b.Images++
		case atom.Li, atom.Dt, atom.Tr:
			if kind == "list" || kind == "steps" || kind == "definitions" || kind == "table" {
				b.Items++
			}
		}
		if id := attr(c, "data-id"); id != "" && kind == "message" && b.ID == "" && attr(c, "data-kind") != "fact" {
			b.ID = id
		}
	})
	if kind == "paragraph" && b.Images > 0 && b.Text == "" {
		b.Kind = "picture"
	}
	s.blocks = append(s.blocks, b)
}

// each calls f for every element below n.
func each(n *html.Node, f func(*html.Node)) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type == html.ElementNode {
			f(c)
			each(c, f)
		}
	}
}

func find(n *html.Node, ok func(*html.Node) bool) *html.Node {
	if n.Type == html.ElementNode && ok(n) {
		return n
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if got := find(c, ok); got != nil {
			return got
		}
	}
	return nil
}

func attr(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

func hasClass(n *html.Node, class string) bool {
	return slices.Contains(strings.Fields(attr(n, "class")), class)
}

// textOf returns an element's words; what is hidden from the eye counts, since it is read aloud.
func textOf(n *html.Node) string {
	var b strings.Builder
	var walk func(*html.Node)
	walk = func(n *html.Node) {
		if n.Type == html.TextNode {
			b.WriteString(n.Data)
			b.WriteByte(' ')
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			walk(c)
		}
	}
	walk(n)
	return strings.Join(strings.Fields(b.String()), " ")
}

// pair is a row of two pages side by side: the indices of the blocks that stand beside each other, -1 for none.
type pair struct{ A, B int }

// maxAlign bounds the work: a page with more blocks than this is compared block by block from the top.
const maxAlign = 1500

// align puts the blocks of two renditions beside each other. Blocks of different kinds never stand beside each other;
// among those that may, the likeness of their lengths and contents decides (Needleman and Wunsch, 1970).
func align(a, b []block) []pair {
	if len(a) > maxAlign || len(b) > maxAlign {
		return inOrder(len(a), len(b))
	}
	w := len(b) + 1
	score := make([]float32, (len(a)+1)*w)
	for i := len(a) - 1; i >= 0; i-- {
		for j := len(b) - 1; j >= 0; j-- {
			best := max(score[(i+1)*w+j], score[i*w+j+1])
			if like := likeness(a[i], b[j]); like > 0 {
				best = max(best, like+score[(i+1)*w+j+1])
			}
			score[i*w+j] = best
		}
	}
	var out []pair
	i, j := 0, 0
	for i < len(a) && j < len(b) {
		like := likeness(a[i], b[j])
		switch {
		case like > 0 && score[i*w+j] == like+score[(i+1)*w+j+1]:
			out = append(out, pair{i, j})
			i, j = i+1, j+1
		case score[i*w+j] == score[(i+1)*w+j]:
			out = append(out, pair{i, -1})
			i++
		default:
			out = append(out, pair{-1, j})
			j++
		}
	}
	for ; i < len(a); i++ {
		out = append(out, pair{i, -1})
	}
	for ; j < len(b); j++ {
		out = append(out, pair{-1, j})
	}
	return out
}

func inOrder(a, b int) []pair {
	out := make([]pair, 0, max(a, b))
	for i := range max(a, b) {
		p := pair{i, i}
		if i >= a {
			p.A = -1
		}
		if i >= b {
			p.B = -1
		}
		out = append(out, p)
	}
	return out
}

// likeness says how well two blocks stand beside each other; 0 for not at all.
func likeness(a, b block) float32 {
	if a.Kind != b.Kind || a.Level != b.Level || a.ID != b.ID {
		return 0
	}
	la, lb := float32(utf8.RuneCountInString(a.Text)+20), float32(utf8.RuneCountInString(b.Text)+20)
	like := 1 + min(la, lb)/max(la, lb)
	if a.Kind != "paragraph" {
		like++ // headings, lists and messages are the landmarks of a page
	}
	if a.Items == b.Items {
		like += .25
	}
	if a.Links == b.Links && a.Images == b.Images {
		like += .25
	}
	return like
}

// markup writes a block as it stands in its page.
func (b block) markup() string {
	var out strings.Builder
	if err := html.Render(&out, b.Node); err != nil {
		return html.EscapeString(b.Text)
	}
	return out.String()
}

// excerptOf cuts a text to what a list shows.
func excerptOf(text string) string {
	const most = 80
	if utf8.RuneCountInString(text) <= most {
		return text
	}
	r := []rune(text)[:most]
	s := string(r)
	if i := strings.LastIndexByte(s, ' '); i > most/2 {
		s = s[:i]
	}
	return s + " …"
}
