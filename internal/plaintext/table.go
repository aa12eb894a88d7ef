package plaintext

import (
	"cmp"
	"strings"

	"golang.org/x/net/html"
)

// row is a row of a table: what its cells say.
type row struct {
	cells []string
	head  bool // it names the columns
	line  int  // what its data-line attribute says, or 0
}

// isData reports whether a table holds data: one that lays out a mail, or holds another, is blocks.
func isData(n *html.Node) bool {
	if role := attr(n, "role"); role == "presentation" || role == "none" {
		return false
	}
	for c := range n.Descendants() {
		if c.Data == "table" && c.Type == html.ElementNode {
			return false
		}
	}
	return true
}

// table writes a line for each row, so that it can be read by itself. Of two columns the first says what the second is
// about, as "Call: 7726", and nobody misses their names. Of three each cell comes with the name of its column. More would
// be too long: cells follow each other under the line of their names.
func (w *writer) table(n *html.Node) {
	var rows []row
	columns := 0
	for c := range n.Descendants() {
		switch {
		case c.Type != html.ElementNode || w.leavesOut(c):
		case c.Data == "caption":
			w.children(c)
			w.flush()
		case c.Data == "tr":
			r := w.row(c)
			columns = max(columns, len(r.cells))
			rows = append(rows, r)
		}
	}
	var names []string
	if len(rows) > 1 && rows[0].head && columns <= 3 {
		rows[1].line = rows[0].line // a table begins where it is written, though the line of its names is not said
		names, rows = rows[0].cells, rows[1:]
	}
	for _, r := range rows {
		w.line = cmp.Or(r.line, w.line)
		w.buf = append(w.buf, w.said(r, names, columns)...)
		w.flush()
	}
}

// row reads a row's cells, each as one line.
func (w *writer) row(n *html.Node) row {
	r := row{head: true, line: lineOf(n)}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type != html.ElementNode || c.Data != "td" && c.Data != "th" || w.leavesOut(c) {
			continue
		}
		in := writer{o: w.o}
		in.o.Bullet, in.o.Quote, in.o.Nest = "", "", false
		in.children(c)
		in.flush()
		var said []string
		for _, b := range in.blocks {
			said = append(said, strings.ReplaceAll(b.Text, "\n", " "))
		}
		r.cells = append(r.cells, strings.Join(said, " "))
		r.head = r.head && c.Data == "th"
	}
	return r
}

// said is the line of a row.
func (w *writer) said(r row, names []string, columns int) string {
	var parts []string
	for i, cell := range r.cells {
		if cell != "" && columns == 3 && i < len(names) {
			cell = w.pair(names[i], cell)
		}
		if cell != "" {
			parts = append(parts, cell)
		}
	}
	switch {
	case columns == 2 && len(parts) == 2:
		return w.pair(parts[0], parts[1])
	case columns == 3:
		return strings.Join(parts, "; ")
	}
	return strings.Join(parts, " | ")
}

// pair puts a colon between two texts, unless the first ends with a mark already.
func (w *writer) pair(a, b string) string {
	if a == "" {
		return b
	}
	if !strings.ContainsAny(a[len(a)-1:], ":?!") {
		a += cmp.Or(strings.TrimRight(w.o.Colon, " "), ":")
	}
	return a + " " + b
}
