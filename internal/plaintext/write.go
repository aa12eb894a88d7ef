package plaintext

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
)

// writer goes through a document and holds the block that is being written.
type writer struct {
	o      Options
	blocks []Block
	buf    []byte   // the words of the block so far; a line break in it is wanted
	space  byte     // white space that comes before the next word, or 0
	before []prefix // of the items and quotations that are open
	depth  int      // of lists
	gap    bool     // an empty line stands before the next block
	code   bool     // white space counts
	line   int
}

// prefix is what an open item or quotation puts before each of its lines.
type prefix struct{ first, rest string }

// unsaid are elements whose words nobody reads: for programs, or controls of a page.
var unsaid = map[string]bool{"head": true, "title": true, "style": true, "script": true, "template": true, "svg": true, "form": true,
	"button": true, "select": true, "textarea": true, "iframe": true, "noembed": true, "noframes": true, "audio": true, "video": true,
	"object": true, "canvas": true}

// inline are the elements that stand within a line; every other begins a new one.
var inline = map[string]bool{"a": true, "abbr": true, "b": true, "bdi": true, "bdo": true, "big": true, "cite": true, "code": true,
	"data": true, "del": true, "dfn": true, "em": true, "font": true, "i": true, "ins": true, "kbd": true, "label": true, "mark": true,
	"math": true, "nobr": true, "noscript": true, "output": true, "q": true, "rp": true, "rt": true, "ruby": true, "s": true,
	"samp": true, "small": true, "span": true, "strike": true, "strong": true, "sub": true, "sup": true, "time": true, "tt": true,
	"u": true, "var": true, "picture": true}

// apart are the blocks that a reader sees an empty line round.
var apart = map[string]bool{"p": true, "h1": true, "h2": true, "h3": true, "h4": true, "h5": true, "h6": true, "table": true,
	"blockquote": true, "pre": true, "dl": true, "ul": true, "ol": true, "hr": true, "figure": true}

func (w *writer) children(n *html.Node) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		w.node(c)
	}
}

func (w *writer) node(n *html.Node) {
	switch n.Type {
	case html.TextNode:
		w.text(n.Data)
	case html.ElementNode:
		if !w.leavesOut(n) {
			w.element(n)
		}
	}
}

// leavesOut reports whether an element says nothing in text.
func (w *writer) leavesOut(n *html.Node) bool {
	return unsaid[n.Data] || has(n, "hidden") || isOf(n, "hidden") || isOf(n, "backref") ||
		!w.o.Notes && (n.Data == "sup" && isOf(n, "fnref") || n.Data == "section" && isOf(n, "footnotes"))
}

func (w *writer) element(n *html.Node) {
	if line := lineOf(n); line > 0 && !inline[n.Data] {
		w.flush()
		w.line = line
	}
	switch n.Data {
	case "br":
		w.lineBreak()
	case "wbr", "input":
	case "img":
		if w.o.Images {
			w.text(attr(n, "alt"))
		}
	case "a":
		w.link(n)
	case "sup":
		if isOf(n, "fnref") {
			w.text("[")
			defer w.text("]")
		}
		w.children(n)
	default:
		if inline[n.Data] {
			w.children(n)
			return
		}
		w.block(n)
	}
}

// block writes an element that begins a new line, and ends it.
func (w *writer) block(n *html.Node) {
	w.flush()
	nested := (n.Data == "ul" || n.Data == "ol") && w.depth > 0
	gap := apart[n.Data] && !nested && (w.o.Loose || n.Data != "p" || w.depth == 0)
	w.gap = w.gap || gap
	switch {
	case n.Data == "ul" || n.Data == "ol":
		w.list(n)
	case n.Data == "blockquote" && w.o.Quote != "":
		w.within(n, prefix{w.o.Quote, w.o.Quote})
	case n.Data == "pre":
		code := w.code
		w.code = true
		w.children(n)
		w.flush()
		w.code = code
	case n.Data == "table" && isData(n):
		w.table(n)
	default:
		w.children(n)
	}
	w.flush()
	w.gap = w.gap || gap
}

// within writes what stands in an element with something before each line.
func (w *writer) within(n *html.Node, p prefix) {
	w.before = append(w.before, p)
	w.children(n)
	w.flush()
	w.before = w.before[:len(w.before)-1]
}

// list writes a list, each item with its bullet or its number.
func (w *writer) list(n *html.Node) {
	next := 1
	if from, err := strconv.Atoi(attr(n, "start")); err == nil {
		next = from
	}
	w.depth++
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type != html.ElementNode || c.Data != "li" || w.leavesOut(c) {
			w.node(c)
			continue
		}
		mark := w.o.Bullet
		if n.Data == "ol" {
			if v, err := strconv.Atoi(attr(c, "value")); err == nil {
				next = v
			}
			mark = strconv.Itoa(next) + ". "
			next++
		}
		p := prefix{first: mark}
		if w.o.Nest {
			p.rest = strings.Repeat(" ", utf8.RuneCountInString(mark))
		}
		w.flush()
		w.line = cmp.Or(lineOf(c), w.line)
		w.within(c, p)
	}
	w.depth--
}

// text takes words in. White space is one space, but for a line break between two Chinese or Japanese characters, which
// is none; within code it stays as it is. What only says where a word may be parted goes.
func (w *writer) text(s string) {
	for _, c := range s {
		switch {
		case c == '\u00ad' || c == '\u200b' || c == '\ufeff':
		case w.code && (c == '\n' || c == '\t' || c >= ' '):
			w.buf = utf8.AppendRune(w.buf, c)
		case c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f':
			if w.space == 0 {
				w.space = byte(c)
			}
		case c >= ' ':
			last, _ := utf8.DecodeLastRune(w.buf)
			if w.space != 0 && len(w.buf) > 0 && last != '\n' && (w.space != '\n' || !ideograph(last) || !ideograph(c)) {
				w.buf = append(w.buf, ' ')
			}
			w.space = 0
			w.buf = utf8.AppendRune(w.buf, c)
		}
	}
}

func ideograph(r rune) bool {
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana) || r >= 0x3000 && r <= 0x303f || r >= 0xff00 && r <= 0xff65
}

// lineBreak begins a new line within the block, unless one has begun.
func (w *writer) lineBreak() {
	w.space = 0
	if n := len(w.buf); n > 0 && w.buf[n-1] != '\n' {
		w.buf = append(w.buf, '\n')
	}
}

// flush ends the block that was being written, if it says anything.
func (w *writer) flush() {
	cut := " \n"
	if w.code {
		cut = "\n"
	}
	text := strings.Trim(string(w.buf), cut)
	w.buf, w.space = w.buf[:0], 0
	if strings.TrimSpace(text) == "" {
		return
	}
	var b strings.Builder
	for line := range strings.SplitSeq(text, "\n") {
		if b.Len() > 0 {
			b.WriteByte('\n')
		}
		for i := range w.before {
			b.WriteString(w.before[i].first)
			w.before[i].first = w.before[i].rest
		}
		b.WriteString(line)
	}
	w.blocks = append(w.blocks, Block{Text: b.String(), Line: w.line, Item: w.depth > 0, gap: w.gap})
	w.gap = false
}

// isOf reports whether an element is of a class.
func isOf(n *html.Node, class string) bool {
	return slices.Contains(strings.Fields(attr(n, "class")), class)
}

func has(n *html.Node, name string) bool {
	return slices.ContainsFunc(n.Attr, func(a html.Attribute) bool { return a.Key == name })
}

func attr(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

// lineOf returns the line on which an element was written, by its data-line attribute, or 0.
func lineOf(n *html.Node) int {
	line, _ := strconv.Atoi(attr(n, "data-line"))
	return line
}
