package status

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"strconv"
	"time"
	"unicode/utf8"
)

// Formats are the forms of a report.
var Formats = []string{"text", "json", "csv", "html"}

// Write writes the report in one of the Formats. Paint, if not nil, colours a cell on a terminal.
func Write(w io.Writer, format string, r *Report, paint func(Cell, string) string) error {
	switch format {
	case "json":
		return writeJSON(w, r)
	case "csv":
		return writeCSV(w, r)
	case "html":
		return writeHTML(w, r)
	}
	return writeText(w, r, paint)
}

// Word is what a cell says: what is to be done comes before what readers see.
func (c Cell) Word() string {
	switch {
	case c.State == None:
		return "–"
	case c.Translation == Wanted:
		if c.State == Notice {
			return "notice " + strconv.Itoa(c.Words)
		}
		return "missing " + strconv.Itoa(c.Words)
	case c.Translation == Stale:
		word := "stale"
		if c.State != Ready {
			word = string(c.State) + ", stale"
		}
		return word + " " + strconv.Itoa(c.Words)
	case c.Translation == Unlocked && c.State == Ready:
		return "unlocked"
	}
	return string(c.State)
}

// Good reports whether there is nothing to do for a cell.
func (c Cell) Good() bool {
	return (c.State == Ready || c.State == None || c.State == Expired) && c.Translation != Stale && c.Translation != Unlocked && c.Translation != Wanted
}

func writeText(w io.Writer, r *Report, paint func(Cell, string) string) error {
	t := table{w: w}
	head := []string{"page"}
	for _, e := range r.Editions {
		head = append(head, e.Code)
	}
	t.rows = append(t.rows, head)
	for _, p := range r.Pages {
		line := []string{p.Key}
		for _, c := range p.Cells {
			line = append(line, c.Word())
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
	sums := table{w: w, rows: [][]string{{"edition", "pages", "ready", "missing", "stale", "unlocked", "held", "drafts", "embargoed", "words to translate"}}, right: true}
	for _, e := range r.Editions {
		line := []string{e.Code}
		for _, n := range []int{e.Pages, e.Ready, e.Missing, e.Stale, e.Unlocked, e.Held, e.Drafts, e.Embargoed, e.Words} {
			line = append(line, strconv.Itoa(n))
		}
		sums.rows = append(sums.rows, line)
	}
	sums.print()
	if !r.Locked {
		fmt.Fprintln(w, "\nThere is no lock, so nobody can tell what is stale. If the translations are right, run `tocsin translate accept --all`.")
	}
	if len(r.Overdue) > 0 {
		fmt.Fprintf(w, "\nOverdue for review: %d\n", len(r.Overdue))
		list := table{w: w}
		for _, o := range r.Overdue {
			list.rows = append(list.rows, []string{"  " + o.By, plural(o.Days, "day"), o.What, o.Key, o.Owner, fmt.Sprintf("%s:%d", o.File, o.Line)})
		}
		list.print()
	}
	if !r.Since.IsZero() {
		fmt.Fprintf(w, "\nChanged since %s: %d\n", r.Since.Format(time.DateOnly), len(r.Changed))
		list := table{w: w}
		for _, c := range r.Changed {
			list.rows = append(list.rows, []string{"  " + c.Updated, c.Key, c.File})
		}
		list.print()
	}
	return t.err
}

func plural(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return strconv.Itoa(n) + " " + what + "s"
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
