// Package plaintext writes HTML as text that can be read as it is: in alerts, messages.json, the toolkit's text files and
// posts. What each of them wants of links, lists, quotes and footnotes stands here, so that they differ on purpose alone.
//
// Words that HTML keeps together stay together, and words that it keeps apart stay apart: an element within a line adds
// no space, a block and a <br> begin a new line. What only screen readers hear, and what a browser does, is left out.
package plaintext

import (
	"strings"

	"golang.org/x/net/html"
)

// Options say what a receiver of text makes of what text does not have. The zero value keeps the words alone.
type Options struct {
	// Bullet stands before an item of a list without numbers, "- " as a rule. Numbers are kept in any case.
	Bullet string
	// Nest indents what stands in an item of a list under its first word.
	Nest bool
	// Gap puts an empty line where a reader sees one: between paragraphs, round headings, lists and tables.
	Gap bool
	// Loose keeps the empty lines between items that are paragraphs; without it they follow each other.
	Loose bool
	// Quote stands before each line of a quotation; "" leaves its words alone.
	Quote string
	// Addresses puts a link's address in brackets after its words, unless they say it.
	Addresses bool
	// Whole writes an address that a link's words say in short with its https://, for programs that make links of text.
	Whole bool
	// Images puts in what a picture's alternative text says.
	Images bool
	// Notes keeps footnotes, and marks them as [1].
	Notes bool
	// Colon parts the two cells of a row; "" stands for ":". French has a no-break space before it.
	Colon string
}

// What each receiver gets.
var (
	// Alert is for the description and the instructions of a warning in the Common Alerting Protocol, which are shown on
	// signs and read aloud.
	Alert = Options{Bullet: "- ", Nest: true, Gap: true, Loose: true, Addresses: true, Images: true, Notes: true}
	// Message is for messages.json, whose readers put a message into a page or a mail: a line for each block.
	Message = Options{Bullet: "- ", Nest: true, Quote: "> ", Addresses: true, Images: true, Notes: true}
	// Mail is for e-mails, press releases and the other text files of the toolkit.
	Mail = Options{Bullet: "• ", Nest: true, Gap: true, Quote: "> ", Addresses: true, Whole: true, Notes: true}
	// Post is for social networks, which show neither links with words nor depth.
	Post = Options{Bullet: "• "}
)

// WithColon returns the options with a language's colon, its space included.
func (o Options) WithColon(colon string) Options {
	o.Colon = colon
	return o
}

// Of writes HTML, a fragment or a whole document, as text. It ends without a line break. Anything may be given to it:
// what is not well formed is read as a browser reads it.
func Of(page string, o Options) string {
	var b strings.Builder
	for i, bl := range Blocks(page, o) {
		switch {
		case i == 0:
		case o.Gap && bl.gap:
			b.WriteString("\n\n")
		default:
			b.WriteByte('\n')
		}
		b.WriteString(bl.Text)
	}
	return b.String()
}

// Block is a paragraph, an item of a list, a row of a table or another piece of text that stands by itself. Its text
// has at least one character that is no space, and line breaks where the HTML has <br> or lines of code.
type Block struct {
	Text string
	Line int  // the last data-line attribute at or before it; 0 for none
	Item bool // it stands within a list
	gap  bool // a reader sees an empty line before it
}

// Blocks returns the text of HTML piece by piece, for who puts them together otherwise than Of.
func Blocks(page string, o Options) []Block {
	page = strings.ToValidUTF8(page, "\ufffd") // as browsers do, before what they leave out can make letters of the pieces
	root, err := html.ParseWithOptions(strings.NewReader(page), html.ParseOptionEnableScripting(false))
	if err != nil { // elements in each other, hundreds deep: their words are all that counts
		root = words(page)
	}
	w := writer{o: o}
	w.children(root)
	w.flush()
	return w.blocks
}

// words returns a tree of nothing but the words between tags.
func words(page string) *html.Node {
	root := &html.Node{Type: html.DocumentNode}
	z := html.NewTokenizer(strings.NewReader(page))
	within := ""
	for {
		switch z.Next() {
		case html.ErrorToken:
			return root
		case html.StartTagToken:
			if name, _ := z.TagName(); within == "" && unsaid[string(name)] {
				within = string(name)
			}
		case html.EndTagToken:
			if name, _ := z.TagName(); string(name) == within {
				within = ""
			}
		case html.TextToken:
			if within == "" {
				p := &html.Node{Type: html.ElementNode, Data: "div"}
				p.AppendChild(&html.Node{Type: html.TextNode, Data: z.Token().Data})
				root.AppendChild(p)
			}
		}
	}
}
