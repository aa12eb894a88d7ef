package source

import (
	"bytes"
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	yaml "go.yaml.in/yaml/v4"

	"tocsin/internal/diag"
	"tocsin/internal/rule"
)

// Redate takes a file of one year into another: [Redate.File] edits the lines of its front matter that say when, and
// leaves every other line, comment and space as a person wrote it. Days are midnights in UTC.
type Redate struct {
	Day     func(day time.Time) time.Time                                       // moves a day
	Week    func(country string, from, to time.Time) (newFrom, newTo time.Time) // moves the days of a week
	Zone    *time.Location                                                      // of a time with an offset, where its event names no zone
	Link    func(dest string) string                                            // where a link to a file leads from the new file
	Today   string                                                              // what is written as `date`
	Sourced bool                                                                // the file is its page's source: it gets a date
}

// File returns a file's text in its new year: its days moved, a draft again, without what belongs to the past alone
// (aliases, updated, was). A value that cannot be edited where it stands is an error, and the text is then nil.
func (m *Redate) File(name string, text []byte) ([]byte, diag.List) {
	r := &reader{file: name, line: 1}
	whole := text
	text = trimBOM(text)
	if !r.readable(text) {
		return nil, r.diags
	}
	head, body, _, ok := r.split(text)
	if !ok {
		return nil, r.diags
	}
	out := slices.Clone(whole[:len(whole)-len(text)])
	newline := "\n"
	if i := bytes.IndexByte(text, '\n'); i > 0 && text[i-1] == '\r' {
		newline = "\r\n"
	}
	if head == nil {
		out = append(out, "---"+newline+"draft: true"+newline+"---"+newline...)
		return append(out, m.links(body)...), r.diags
	}
	e := &editor{Redate: m, reader: r, text: head, lines: lineStarts(head)}
	front := e.front(newline)
	if n, _ := r.diags.Count(); n > 0 {
		return nil, r.diags
	}
	start := bytes.IndexByte(text, '\n') + 1
	out = append(out, text[:start]...)
	out = append(out, front...)
	closing := text[start+len(head) : len(text)-len(body)]
	return append(append(out, closing...), m.links(body)...), r.diags
}

// target finds the target of a link or picture, or of a link's definition.
var target = regexp.MustCompile(`(?m)\]\([ \t]*<?([^()\s<>]+)|^ {0,3}\[[^\]\n]+\]:[ \t]*<?([^\s<>]+)`)

// links rewrites the links to files of the old year.
func (m *Redate) links(body []byte) []byte {
	var out []byte
	at := 0
	for _, hit := range target.FindAllSubmatchIndex(body, -1) {
		from, to := hit[2], hit[3]
		if from < 0 {
			from, to = hit[4], hit[5]
		}
		out = append(append(out, body[at:from]...), m.link(string(body[from:to]))...)
		at = to
	}
	return append(out, body[at:]...)
}

func (m *Redate) link(dest string) string {
	file, rest := dest, ""
	if i := strings.IndexAny(dest, "?#"); i >= 0 {
		file, rest = dest[:i], dest[i:]
	}
	if file == "" || strings.Contains(file, ":") || strings.HasPrefix(file, "/") {
		return dest
	}
	return m.Link(file) + rest
}

// editor gathers the edits of one front matter.
type editor struct {
	*Redate
	*reader
	text  []byte
	lines []int // where each line starts
	edits []edit
}

type edit struct {
	from, to int
	with     string
}

func lineStarts(text []byte) []int {
	starts := []int{0}
	for i, c := range text {
		if c == '\n' {
			starts = append(starts, i+1)
		}
	}
	return starts
}

// front returns the front matter with its edits made.
func (e *editor) front(newline string) []byte {
	root := e.parse(e.text)
	if root == nil {
		return append(slices.Clone(e.text), "draft: true"+newline...)
	}
	if root.Style&yaml.FlowStyle != 0 {
		e.diags.Add(e.at(root), rule.FrontMatterBraces)
		return nil
	}
	draft, dated := false, slices.ContainsFunc(root.Content, func(n *yaml.Node) bool { return n.Kind == yaml.ScalarNode && n.Value == "date" })
	for i := 0; i+1 < len(root.Content); i += 2 {
		k, v := root.Content[i], root.Content[i+1]
		switch k.Value {
		case "date":
			e.replace(v, v.Value, e.Today)
		case "updated":
			if e.Sourced && !dated {
				e.replace(k, k.Value, "date")
				e.replace(v, v.Value, e.Today)
				break
			}
			e.remove(root, i)
		case "aliases":
			e.remove(root, i)
		case "publish", "expires", "review_by":
			e.date(v, e.Day, e.Zone)
		case "draft":
			draft = true
			e.replace(v, v.Value, "true")
		case "week":
			e.week(v)
		case "event":
			e.event(v)
		case "post":
			e.post(v)
		}
	}
	if !draft {
		e.edits = append(e.edits, edit{len(e.text), len(e.text), "draft: true" + newline})
	}
	return e.apply()
}

func (e *editor) week(n *yaml.Node) {
	for i := 0; i+1 < len(n.Content); i += 2 {
		k, v := n.Content[i], n.Content[i+1]
		if k.Value == "number" || v.Kind != yaml.SequenceNode || len(v.Content) != 2 {
			continue
		}
		from, ok1 := ParseDate(v.Content[0].Value)
		to, ok2 := ParseDate(v.Content[1].Value)
		if !ok1 || !ok2 {
			continue
		}
		newFrom, newTo := e.Week(k.Value, from.t, to.t)
		e.replace(v.Content[0], v.Content[0].Value, newFrom.Format(time.DateOnly))
		e.replace(v.Content[1], v.Content[1].Value, newTo.Format(time.DateOnly))
	}
}

// event moves an event as a whole: its end stays as far from its start as it was, in days on the wall's calendar.
func (e *editor) event(n *yaml.Node) {
	zone, days := e.Zone, 0
	day := e.Day
	for i := 0; i+1 < len(n.Content); i += 2 {
		switch k, v := n.Content[i], n.Content[i+1]; k.Value {
		case "timezone":
			if z, err := time.LoadLocation(v.Value); err == nil {
				zone = z
			}
		case "start":
			if d, ok := ParseDate(v.Value); ok {
				start := time.Date(d.t.Year(), d.t.Month(), d.t.Day(), 0, 0, 0, 0, time.UTC)
				days = int(e.Day(start).Sub(start) / (24 * time.Hour))
				day = func(t time.Time) time.Time { return t.AddDate(0, 0, days) }
			}
		}
	}
	for i := 0; i+1 < len(n.Content); i += 2 {
		switch k, v := n.Content[i], n.Content[i+1]; k.Value {
		case "start", "end":
			e.date(v, day, zone)
		case "status":
			e.replace(v, v.Value, "confirmed")
		case "sequence":
			e.replace(v, v.Value, "0")
		case "was":
			e.remove(n, i)
		}
	}
}

func (e *editor) post(n *yaml.Node) {
	for i := 0; i+1 < len(n.Content); i += 2 {
		switch k, v := n.Content[i], n.Content[i+1]; k.Value {
		case "when":
			e.date(v, e.Day, e.Zone)
		case "link":
			e.replace(v, v.Value, e.link(v.Value))
		}
	}
}

// date moves a date and keeps its form and its time on the wall. A time with an offset keeps its time in the zone where
// people read it, though the clocks may have changed on another day in the new year.
func (e *editor) date(n *yaml.Node, move func(time.Time) time.Time, zone *time.Location) {
	if n.Kind == yaml.AliasNode {
		e.token(n, "") // which tells that it cannot
		return
	}
	d, ok := ParseDate(strings.TrimSpace(n.Value))
	if !ok {
		return // told when the campaign is checked
	}
	wall := d.t
	utc := strings.HasSuffix(n.Value, "Z")
	_, offset := d.t.Zone()
	local := d.t.In(zone)
	_, there := local.Zone()
	follow := d.fixed && (utc || offset == there)
	if follow {
		wall = local
	}
	day := move(time.Date(wall.Year(), wall.Month(), wall.Day(), 0, 0, 0, 0, time.UTC))
	with := day.Format(time.DateOnly) + n.Value[len(time.DateOnly):]
	if follow {
		t := time.Date(day.Year(), day.Month(), day.Day(), wall.Hour(), wall.Minute(), wall.Second(), 0, zone)
		if utc {
			t = t.UTC()
		}
		layout := "2006-01-02" + n.Value[10:11] + "15:04"
		if strings.Count(n.Value[:min(len(n.Value), 19)], ":") == 2 {
			layout += ":05"
		}
		with = t.Format(layout + "Z07:00")
	}
	e.replace(n, n.Value, with)
}

// offset is where a line and column, which counts characters, lie in the text.
func (e *editor) offset(n *yaml.Node) int {
	if n.Line < 1 || n.Line > len(e.lines) {
		return -1
	}
	at := e.lines[n.Line-1]
	for range n.Column - 1 {
		if at >= len(e.text) {
			return -1
		}
		_, size := utf8.DecodeRune(e.text[at:])
		at += size
	}
	return at
}

// token returns where a scalar's own characters stand, within its quotes.
func (e *editor) token(n *yaml.Node, value string) (from, to int, ok bool) {
	from = e.offset(n)
	if from >= 0 && from < len(e.text) && (e.text[from] == '"' || e.text[from] == '\'') {
		from++
	}
	if n.Kind != yaml.ScalarNode || from < 0 || !bytes.HasPrefix(e.text[from:], []byte(value)) {
		e.diags.Add(e.at(n), rule.FrontMatterValue)
		return 0, 0, false
	}
	return from, from + len(value), true
}

func (e *editor) replace(n *yaml.Node, value, with string) {
	if from, to, ok := e.token(n, value); ok && value != with {
		e.edits = append(e.edits, edit{from, to, with})
	}
}

// remove takes a key and its value out: whole lines in a block, one part between braces.
func (e *editor) remove(m *yaml.Node, i int) {
	k, v := m.Content[i], m.Content[i+1]
	from := e.offset(k)
	if m.Style&yaml.FlowStyle == 0 {
		last := e.lastLine(v)
		end := len(e.text)
		if last < len(e.lines) {
			end = e.lines[last]
		}
		e.edits = append(e.edits, edit{e.lines[k.Line-1], end, ""})
		return
	}
	if i+2 < len(m.Content) {
		e.edits = append(e.edits, edit{from, e.offset(m.Content[i+2]), ""})
		return
	}
	_, end, ok := e.token(v, v.Value)
	if !ok {
		return
	}
	if end < len(e.text) && (e.text[end] == '"' || e.text[end] == '\'') {
		end++
	}
	if comma := bytes.LastIndexByte(e.text[:from], ','); i > 0 && comma >= 0 {
		from = comma
	}
	e.edits = append(e.edits, edit{from, end, ""})
}

// lastLine is the number of a value's last line, its closing bracket's where it has one.
func (e *editor) lastLine(n *yaml.Node) int {
	last := n.Line
	for _, c := range n.Content {
		last = max(last, e.lastLine(c))
	}
	if n.Style&yaml.FlowStyle == 0 {
		return last
	}
	for last <= len(e.lines) {
		end := len(e.text)
		if last < len(e.lines) {
			end = e.lines[last]
		}
		line := e.text[e.lines[last-1]:end]
		if i := bytes.IndexByte(line, '#'); i > 0 {
			line = line[:i]
		}
		if bytes.ContainsAny(line, "]}") {
			return last
		}
		last++
	}
	return len(e.lines)
}

// apply makes the edits. The result is read once more: what is not the YAML that was meant is never written.
func (e *editor) apply() []byte {
	slices.SortStableFunc(e.edits, func(a, b edit) int { return a.from - b.from })
	var out []byte
	at := 0
	for _, ed := range e.edits {
		if ed.from < at {
			e.diags.Add(diag.Pos{File: e.file, Line: 1, Column: 1}, rule.FrontMatterLines)
			return nil
		}
		out = append(append(out, e.text[at:ed.from]...), ed.with...)
		at = ed.to
	}
	out = append(out, e.text[at:]...)
	again := &reader{file: e.file, line: 1}
	again.front(out)
	e.diags = append(e.diags, again.diags...)
	return out
}
