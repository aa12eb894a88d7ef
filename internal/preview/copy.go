package preview

import (
	"html/template"
	"net/http"
	"slices"
	"strings"

	"golang.org/x/net/html"

	"tocsin/internal/plan"
	"tocsin/internal/site"
)

// paper is a page in every language of a country, for people who approve on paper.
type paper struct {
	*screen
	Key       string
	Country   string // its name
	Countries []tab  // the same paper for the others
	Columns   []column
	Rows      []paperRow
	Problems  []finding
	When      string
	Made      string
}

type column struct {
	Code, Language, Lang, Dir string
	Path                      string // the output file, as manifest.json names it
	Digest                    string // of the file's bytes
	State                     string // in words, where the page is not shown
	File                      place
	page                      *site.Page
}

type paperRow struct {
	Note  string // what the row is: "Title", "Shared message “pause”"
	Class string
	Cells []paperCell
}

type paperCell struct {
	Lang, Dir string
	HTML      template.HTML // "" where nothing stands there
	From      string        // the file that a message is from
	Absent    bool          // the language has the page, but nothing here
}

func (s *Server) paper(sc *screen, key string) (*paper, int) {
	c := &paper{screen: sc, Key: key}
	web := sc.snap.Web
	if web.Campaign == nil || web.SourceOf(key) == nil {
		sc.Title = sc.T("no-such-page")
		return c, http.StatusNotFound
	}
	country := sc.paperCountry(key)
	c.Country = countryName(country, sc.Lang)
	sc.Title = sc.T("copy-for", "country", c.Country)
	for _, other := range web.Countries {
		c.Countries = append(c.Countries, tab{Text: countryName(other, sc.Lang), Href: sc.Again("country", other.Code), Current: other == country})
	}
	c.When, c.Made = sc.Full(sc.local(sc.snap.At)), sc.Full(sc.local(s.now(web.Campaign)))
	files := map[string]bool{}
	for _, st := range web.Standings(key) {
		if st.Edition.Country != country {
			continue
		}
		col := sc.column(st)
		c.Columns = append(c.Columns, col)
		if st.File != nil {
			files[st.File.Path] = true
		}
		if col.page != nil {
			for _, f := range filesOf(col.page) {
				files[f] = true
			}
		}
	}
	c.Rows = sc.paperRows(c.Columns)
	c.Problems = sc.openProblems(files)
	return c, http.StatusOK
}

// paperCountry is the one that is asked for, else the first that has the page.
func (sc *screen) paperCountry(key string) *site.Country {
	web := sc.snap.Web
	for _, c := range web.Countries {
		if c.Code == sc.Param("country") {
			return c
		}
	}
	for _, st := range web.Standings(key) {
		if st.State != site.Absent {
			return st.Edition.Country
		}
	}
	return web.Countries[0]
}

func (sc *screen) column(st site.Standing) column {
	e := st.Edition
	col := column{Code: e.Code, Language: e.Words.Name(), Lang: e.Locale, Dir: e.Words.Dir(), File: sc.placeOf(st.File), page: st.Page}
	if st.Page == nil {
		c := sc.cell(st, nil)
		col.State = strings.Join(slices.Concat([]string{c.Text}, c.Notes), ", ")
		return col
	}
	col.Path = st.Page.Output()
	if t, ok := sc.snap.target(col.Path); ok && t.Kind == plan.Page {
		if data, err := sc.snap.Rend.Bytes(t); err == nil {
			col.Digest = digest(data)
		}
	}
	return col
}

// openProblems lists the problems of the files that the paper is made of, errors first.
func (sc *screen) openProblems(files map[string]bool) []finding {
	var out []finding
	for _, f := range sc.findings() {
		if files[f.File] {
			out = append(out, f)
		}
	}
	return out
}

// paperRows puts the languages beside each other. The first that is shown leads; what only another one has gets a row
// of its own where it stands.
func (sc *screen) paperRows(cols []column) []paperRow {
	var rows [][]*block // a block for each column
	first := -1
	for i, col := range cols {
		if col.page == nil {
			continue
		}
		blocks := sc.blocks(side{page: col.page, snap: sc.snap})
		if first < 0 {
			first = i
			for j := range blocks {
				row := make([]*block, len(cols))
				row[i] = &blocks[j]
				rows = append(rows, row)
			}
			continue
		}
		rows = merge(rows, blocks, i, len(cols))
	}
	out := make([]paperRow, 0, len(rows))
	for _, row := range rows {
		out = append(out, sc.paperRow(row, cols))
	}
	return out
}

// merge adds a column to rows: its blocks beside those that lead the rows, or in rows of their own.
func merge(rows [][]*block, blocks []block, col, n int) [][]*block {
	lead := make([]block, len(rows))
	for i, row := range rows {
		for _, b := range row {
			if b != nil {
				lead[i] = *b
				break
			}
		}
	}
	var out [][]*block
	for _, p := range align(lead, blocks) {
		row := make([]*block, n)
		if p.A >= 0 {
			row = rows[p.A]
		}
		if p.B >= 0 {
			row[col] = &blocks[p.B]
		}
		out = append(out, row)
	}
	return out
}

func (sc *screen) paperRow(row []*block, cols []column) paperRow {
	var r paperRow
	for i, b := range row {
		cell := paperCell{Lang: cols[i].Lang, Dir: cols[i].Dir, Absent: b == nil && cols[i].page != nil}
		if p := cols[i].page; p != nil && p.Notice {
			cell.Lang, cell.Dir = p.Voice().Locale, p.Voice().Words.Dir()
		}
		if b != nil {
			r.Class = b.Kind
			if b.Kind == "message" {
				r.Note = sc.described(block{Kind: "message", ID: b.ID})
				cell.From = b.source()
			}
			plainly(b.Node)
			cell.HTML = template.HTML(b.markup()) // the program's own, made of escaped words
		}
		r.Cells = append(r.Cells, cell)
	}
	return r
}

// source returns the file of a message, from the marks of its words.
func (b *block) source() (file string) {
	each(b.Node, func(n *html.Node) {
		if kind := attr(n, "data-kind"); file == "" && (kind == "message" || kind == "override") {
			file = attr(n, "data-src")
			if i := strings.LastIndexByte(file, ':'); i > 0 {
				file = file[:i]
			}
		}
	})
	return file
}

// plainly readies a block for paper: ids would be there twice, pictures load at once, and a fact is named.
func plainly(n *html.Node) {
	each(n, plain)
	plain(n)
	var facts []*html.Node
	each(n, func(c *html.Node) {
		if attr(c, "data-kind") == "fact" {
			facts = append(facts, c)
		}
	})
	for _, f := range facts {
		note := &html.Node{Type: html.ElementNode, Data: "small", Attr: []html.Attribute{{Key: "class", Val: "fact-id"}}}
		note.AppendChild(&html.Node{Type: html.TextNode, Data: " [" + attr(f, "data-id") + "]"})
		f.Parent.InsertBefore(note, f.NextSibling)
	}
}

func plain(n *html.Node) {
	n.Attr = slices.DeleteFunc(n.Attr, func(a html.Attribute) bool { return a.Key == "id" || a.Key == "tabindex" || a.Key == "loading" })
}

// SomeAbsent reports whether a language does not show the page.
func (p *paper) SomeAbsent() bool {
	return slices.ContainsFunc(p.Columns, func(c column) bool { return c.State != "" })
}
