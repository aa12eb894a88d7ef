package status

import (
	"cmp"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"strconv"
	"time"
	"unicode/utf8"

	"tocsin/internal/words"
)

// Formats are the forms of a report.
var Formats = []string{"text", "json", "csv", "html"}

// Write writes the report in one of the Formats, for people in the language of say. Paint, if not nil, colours a cell on a
// terminal.
func Write(w io.Writer, format string, r *Report, say *words.Catalogue, paint func(Cell, string) string) error {
	named := *r
	named.Title = cmp.Or(r.Title, say.T("status.campaign"))
	r = &named
	switch format {
	case "json":
		return writeJSON(w, r)
	case "csv":
		return writeCSV(w, r)
	case "html":
		return writeHTML(w, r, say)
	}
	return writeText(w, r, say, paint)
}

// Word is what a cell says: what is to be done comes before what readers see.
func (c Cell) Word(say *words.Catalogue) string {
	state := say.T("status.state." + string(c.State))
	switch {
	case c.State == None:
		return say.T("status.none")
	case c.Translation == Wanted && c.State == Notice:
		return say.T("status.words", "state", state, "n", c.Words)
	case c.Translation == Wanted:
		return say.T("status.words", "state", say.T("status.state.missing"), "n", c.Words)
	case c.Translation == Stale && c.State == Ready:
		return say.T("status.words", "state", say.T("status.state.stale"), "n", c.Words)
	case c.Translation == Stale:
		return say.T("status.stale", "state", state, "n", c.Words)
	case c.Translation == Unlocked && c.State == Ready:
		return say.T("status.state.unlocked")
	}
	return state
}

// Good reports whether there is nothing to do for a cell.
func (c Cell) Good() bool {
	return (c.State == Ready || c.State == None || c.State == Expired) && c.Translation != Stale && c.Translation != Unlocked && c.Translation != Wanted
}

func writeText(w io.Writer, r *Report, say *words.Catalogue, paint func(Cell, string) string) error {
	t := table{w: w}
	head := []string{say.T("status.text.page")}
	for _, e := range r.Editions {
		head = append(head, e.Code)
	}
	t.rows = append(t.rows, head)
	for _, p := range r.Pages {
		line := []string{p.Key}
		for _, c := range p.Cells {
			line = append(line, c.Word(say))
		}
		t.rows = append(t.rows, line)
	}
	t.paint = func(row, col int, s string) string {
		if paint == nil || row == 0 || col == 0 {
			return s
		}
		return paint(r.Pages[row-1].Cells[col-1], s)
	}
	t.print()
	fmt.Fprintln(w)
	list := table{w: w, rows: [][]string{sumHeads(say, "status.text.")}, right: true}
	for _, e := range r.Editions {
		line := []string{e.Code}
		for _, n := range []int{e.Pages, e.Ready, e.Missing, e.Stale, e.Unlocked, e.Held, e.Drafts, e.Embargoed, e.Words} {
			line = append(line, strconv.Itoa(n))
		}
		list.rows = append(list.rows, line)
	}
	list.print()
	if !r.Locked {
		fmt.Fprintf(w, "\n%s\n", say.T("status.unlocked"))
	}
	if len(r.Overdue) > 0 {
		fmt.Fprintf(w, "\n%s\n", say.T("status.overdue", "n", len(r.Overdue)))
		list := table{w: w}
		for _, o := range r.Overdue {
			list.rows = append(list.rows, []string{"  " + o.By, say.N("status.days", o.Days), say.T("status.what." + o.What), o.Key, o.Owner, fmt.Sprintf("%s:%d", o.File, o.Line)})
		}
		list.print()
	}
	if !r.Since.IsZero() {
		fmt.Fprintf(w, "\n%s\n", say.T("status.changed", "day", r.Since.Format(time.DateOnly), "n", len(r.Changed)))
		list := table{w: w}
		for _, c := range r.Changed {
			list.rows = append(list.rows, []string{"  " + c.Updated, c.Key, c.File})
		}
		list.print()
	}
	return t.err
}

// sums are the columns of the table of editions, by the ends of their keys.
var sums = [...]string{"edition", "pages", "ready", "missing", "stale", "unlocked", "held", "drafts", "embargoed", "words"}

// sumHeads are the headings of that table; the text's and the page's differ in their capitals.
func sumHeads(say *words.Catalogue, form string) []string {
	var out []string
	for _, name := range sums {
		out = append(out, say.T(form+name))
	}
	return out
}

// table prints columns that are as wide as their widest cell.
type table struct {
	w     io.Writer
	rows  [][]string
	right bool // but for the first column
	paint func(row, col int, s string) string
	err   error
}

func (t *table) print() {
	var widths []int
	for _, row := range t.rows {
		for i, s := range row {
			if i == len(widths) {
				widths = append(widths, 0)
			}
			widths[i] = max(widths[i], utf8.RuneCountInString(s))
		}
	}
	for n, row := range t.rows {
		line := ""
		for i, s := range row {
			pad := fmt.Sprintf("%*s", widths[i]-utf8.RuneCountInString(s), "")
			if t.paint != nil {
				s = t.paint(n, i, s)
			}
			switch {
			case t.right && i > 0:
				line += "  " + pad + s
			case i == 0:
				line += s + pad
			default:
				line += "  " + s + pad
			}
		}
		for len(line) > 0 && line[len(line)-1] == ' ' {
			line = line[:len(line)-1]
		}
		if _, err := fmt.Fprintln(t.w, line); err != nil && t.err == nil {
			t.err = err
		}
	}
}

// writeCSV writes a line for each page in each edition, as a spreadsheet wants it.
func writeCSV(w io.Writer, r *Report) error {
	out := csv.NewWriter(w)
	_ = out.Write([]string{"page", "title", "edition", "state", "translation", "words_to_translate", "file", "source"})
	for _, p := range r.Pages {
		for i, c := range p.Cells {
			if c.State == None {
				continue
			}
			_ = out.Write([]string{inert(p.Key), inert(p.Title), r.Editions[i].Code, string(c.State), string(c.Translation), strconv.Itoa(c.Words), inert(c.File), inert(p.Source)})
		}
	}
	out.Flush()
	return out.Error()
}

// inert keeps a spreadsheet from taking a text for a formula.
func inert(s string) string {
	if s != "" && (s[0] == '=' || s[0] == '+' || s[0] == '-' || s[0] == '@' || s[0] == '\t' || s[0] == '\r') {
		return "'" + s
	}
	return s
}

type (
	jsonReport struct {
		At        string         `json:"at"`
		Since     string         `json:"since,omitempty"`
		Title     string         `json:"title"`
		Locked    bool           `json:"locked"`
		Editions  []jsonEdition  `json:"editions"`
		Languages []jsonLanguage `json:"languages"`
		Pages     []jsonRow      `json:"pages"`
		Overdue   []jsonReview   `json:"overdue"`
		Changed   []jsonChange   `json:"changed"`
	}
	jsonEdition struct {
		Edition   string `json:"edition"`
		Pages     int    `json:"pages"`
		Ready     int    `json:"ready"`
		Missing   int    `json:"missing"`
		Stale     int    `json:"stale"`
		Unlocked  int    `json:"unlocked"`
		Held      int    `json:"held"`
		Drafts    int    `json:"drafts"`
		Embargoed int    `json:"embargoed"`
		Expired   int    `json:"expired"`
		Words     int    `json:"words_to_translate"`
	}
	jsonLanguage struct {
		Tag   string `json:"language"`
		Files int    `json:"files"`
		Words int    `json:"words_to_translate"`
	}
	jsonRow struct {
		Page     string     `json:"page"`
		Title    string     `json:"title"`
		Source   string     `json:"source"`
		Message  bool       `json:"message,omitempty"`
		Editions []jsonCell `json:"editions"`
	}
	jsonCell struct {
		Edition     string `json:"edition"`
		State       string `json:"state"`
		Translation string `json:"translation,omitempty"`
		Words       int    `json:"words_to_translate"`
		File        string `json:"file,omitempty"`
	}
	jsonReview struct {
		What  string `json:"what"`
		Key   string `json:"key"`
		File  string `json:"file"`
		Line  int    `json:"line"`
		Owner string `json:"owner,omitempty"`
		By    string `json:"review_by"`
		Days  int    `json:"days_overdue"`
	}
	jsonChange struct {
		Page    string `json:"page"`
		Title   string `json:"title"`
		File    string `json:"file"`
		Updated string `json:"updated"`
	}
)

func writeJSON(w io.Writer, r *Report) error {
	out := jsonReport{At: r.At.Format(time.RFC3339), Title: r.Title, Locked: r.Locked, Editions: []jsonEdition{}, Languages: []jsonLanguage{},
		Pages: []jsonRow{}, Overdue: []jsonReview{}, Changed: []jsonChange{}}
	if !r.Since.IsZero() {
		out.Since = r.Since.Format(time.DateOnly)
	}
	for _, e := range r.Editions {
		out.Editions = append(out.Editions, jsonEdition{e.Code, e.Pages, e.Ready, e.Missing, e.Stale, e.Unlocked, e.Held, e.Drafts, e.Embargoed, e.Expired, e.Words})
	}
	for _, l := range r.Languages {
		out.Languages = append(out.Languages, jsonLanguage(l))
	}
	for _, p := range r.Pages {
		row := jsonRow{Page: p.Key, Title: p.Title, Source: p.Source, Message: p.Message, Editions: []jsonCell{}}
		for i, c := range p.Cells {
			if c.State != None {
				row.Editions = append(row.Editions, jsonCell{r.Editions[i].Code, string(c.State), string(c.Translation), c.Words, c.File})
			}
		}
		out.Pages = append(out.Pages, row)
	}
	for _, o := range r.Overdue {
		out.Overdue = append(out.Overdue, jsonReview(o))
	}
	for _, c := range r.Changed {
		out.Changed = append(out.Changed, jsonChange{c.Key, c.Title, c.File, c.Updated})
	}
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(out)
}
