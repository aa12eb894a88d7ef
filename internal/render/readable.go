package render

import (
	"strconv"
	"strings"

	"golang.org/x/net/html"
)

// readable turns HTML into text that can be read as it is: an empty line between blocks, marks before the entries of
// lists, and the address after the words of a link.
func readable(words string) string {
	r := reader{}
	z := html.NewTokenizer(strings.NewReader(words))
	for {
		switch z.Next() {
		case html.ErrorToken:
			return tidy(r.out.String())
		case html.TextToken:
			if r.hidden == 0 {
				r.out.WriteString(strings.ReplaceAll(string(z.Text()), "\n", " "))
			}
		case html.StartTagToken, html.SelfClosingTagToken:
			r.open(z.Token())
		case html.EndTagToken:
			name, _ := z.TagName()
			r.close(string(name))
		}
	}
}

// reader is what readable has written, and what it stands within.
type reader struct {
	out    strings.Builder
	lists  []int // how far each list has counted; -1 for one without numbers
	links  []anchor
	hidden int  // depth within what is not shown: words for screen readers, the heads of tables
	cell   bool // a cell of this row has been written
}

// hides reports whether an element's words are left out.
func hides(t html.Token) bool {
	return t.Data == "thead" || t.Data == "span" && attr(t, "class") == "hidden"
}

func (r *reader) open(t html.Token) {
	if r.hidden > 0 || hides(t) {
		if t.Data == "span" || t.Data == "thead" {
			r.hidden++
		}
		return
	}
	switch t.Data {
	case "a":
		r.links = append(r.links, anchor{attr(t, "href"), r.out.Len()})
	case "ul":
		r.lists = append(r.lists, -1)
	case "ol":
		r.lists = append(r.lists, 0)
	case "li":
		r.line()
		r.out.WriteString(bullet(r.lists))
	case "br":
		r.line()
	case "tr":
		r.line()
		r.cell = false
	case "td", "th":
		if r.cell {
			r.out.WriteString(between)
		}
		r.cell = true
	}
}

func (r *reader) close(name string) {
	if r.hidden > 0 {
		if name == "span" || name == "thead" {
			r.hidden--
		}
		return
	}
	switch name {
	case "a":
		if n := len(r.links); n > 0 {
			r.out.WriteString(r.links[n-1].after(r.out.String()))
			r.links = r.links[:n-1]
		}
	case "ul", "ol":
		if n := len(r.lists); n > 0 {
			r.lists = r.lists[:n-1]
		}
		r.out.WriteString("\n\n")
	case "p", "h2", "h3", "h4", "h5", "h6", "table", "blockquote", "pre":
		r.out.WriteString("\n\n")
	case "dt", "dd":
		r.line()
	}
}

// between stands between two cells until tidy puts a colon there.
const between = "\x00"

// line begins a new line, unless one has begun.
func (r *reader) line() {
	if s := strings.TrimRight(r.out.String(), " "); s != "" && !strings.HasSuffix(s, "\n") {
		r.out.WriteString("\n")
	}
}

// anchor is a link that has begun: where it leads, and where its words begin.
type anchor struct {
	href string
	at   int
}

// after returns what follows a link's words: its address in brackets, unless the words say it.
func (a anchor) after(out string) string {
	bare := strings.TrimSuffix(strings.TrimPrefix(strings.TrimPrefix(a.href, "https://"), "www."), "/")
	if !strings.HasPrefix(a.href, "http") || strings.Contains(out[a.at:], bare) {
		return ""
	}
	return " (" + a.href + ")"
}

// bullet is what stands before an entry of the innermost list, which it counts.
func bullet(lists []int) string {
	if len(lists) == 0 {
		return ""
	}
	last := &lists[len(lists)-1]
	if *last < 0 {
		return "- "
	}
	*last++
	return strconv.Itoa(*last) + ". "
}

func attr(t html.Token, name string) string {
	for _, a := range t.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

// tidy leaves one space between words, no space round lines and one empty line between blocks.
func tidy(s string) string {
	var out []string
	for line := range strings.Lines(s) {
		line = strings.ReplaceAll(line, between, " "+between+" ")
		words := strings.Join(strings.FieldsFunc(line, func(r rune) bool { return r == ' ' || r == '\t' || r == '\n' }), " ")
		words = strings.ReplaceAll(words, " "+between, ":")
		if words != "" || len(out) > 0 && out[len(out)-1] != "" {
			out = append(out, words)
		}
	}
	return strings.TrimSpace(strings.Join(out, "\n"))
}
