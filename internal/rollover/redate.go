package rollover

import (
	"regexp"
	"slices"
	"strings"
	"time"

	"tocsin/internal/diag"
	"tocsin/internal/rule"
	"tocsin/internal/source"
)

// redate takes a file of one year into another: [redate.file] edits the lines of its front matter that say when, and
// leaves every other line, comment and space as a person wrote it. Days are midnights in UTC.
type redate struct {
	day     func(day time.Time) time.Time                                       // moves a day
	week    func(country string, from, to time.Time) (newFrom, newTo time.Time) // moves the days of a week
	zone    *time.Location                                                      // of a time with an offset, where its event names no zone
	link    func(dest string) string                                            // where a link to a file leads from the new file
	today   string                                                              // what is written as `date`
	sourced bool                                                                // the file is its page's source: it gets a date
}

// file returns a file's text in its new year: its days moved, a draft again, without what belongs to the past alone
// (aliases, updated, was). A value that cannot be edited where it stands is an error, and the text is then nil.
func (m *redate) file(name string, text []byte) ([]byte, diag.List) {
	head, diags := source.OpenHead(name, text)
	if head == nil {
		return nil, diags
	}
	if at, inline := head.Inline(); inline {
		diags.Add(at, rule.FrontMatterBraces)
		return nil, diags
	}
	m.front(head)
	return head.Write(m.links(head.Body()))
}

func (m *redate) front(head *source.Head) {
	keys := head.Keys()
	dated := slices.ContainsFunc(keys, func(k source.Key) bool { return k.Name() == "date" })
	draft := false
	for _, k := range keys {
		v := k.Value()
		switch k.Name() {
		case "date":
			v.Replace(m.today)
		case "updated":
			if m.sourced && !dated {
				k.Rename("date")
				v.Replace(m.today)
				break
			}
			k.Remove()
		case "aliases":
			k.Remove()
		case "publish", "expires", "review_by":
			m.date(v, m.day, m.zone)
		case "draft":
			draft = true
			v.Replace("true")
		case "week":
			m.weekDays(v)
		case "event":
			m.event(v)
		case "post":
			m.post(v)
		}
	}
	if !draft {
		head.Add("draft: true")
	}
}

func (m *redate) weekDays(v source.Value) {
	for _, k := range v.Keys() {
		days := k.Value().List()
		if k.Name() == "number" || len(days) != 2 {
			continue
		}
		from, ok1 := source.ParseDate(days[0].Text())
		to, ok2 := source.ParseDate(days[1].Text())
		if !ok1 || !ok2 {
			continue
		}
		newFrom, newTo := m.week(k.Name(), from.Wall(), to.Wall())
		days[0].Replace(newFrom.Format(time.DateOnly))
		days[1].Replace(newTo.Format(time.DateOnly))
	}
}

// event moves an event as a whole: its end stays as far from its start as it was, in days on the wall's calendar.
func (m *redate) event(v source.Value) {
	zone, day := m.zone, m.day
	for _, k := range v.Keys() {
		switch text := k.Value().Text(); k.Name() {
		case "timezone":
			if z, err := time.LoadLocation(text); err == nil {
				zone = z
			}
		case "start":
			if d, ok := source.ParseDate(text); ok {
				start := midnight(d.Wall())
				days := int(m.day(start).Sub(start) / (24 * time.Hour))
				day = func(t time.Time) time.Time { return t.AddDate(0, 0, days) }
			}
		}
	}
	for _, k := range v.Keys() {
		switch v := k.Value(); k.Name() {
		case "start", "end":
			m.date(v, day, zone)
		case "status":
			v.Replace("confirmed")
		case "sequence":
			v.Replace("0")
		case "was":
			k.Remove()
		}
	}
}

func (m *redate) post(v source.Value) {
	for _, k := range v.Keys() {
		switch v := k.Value(); k.Name() {
		case "when":
			m.date(v, m.day, m.zone)
		case "link":
			v.Replace(m.target(v.Text()))
		}
	}
}

// date moves a date and keeps its form and its time on the wall. A time with an offset keeps its time in the zone where
// people read it, though the clocks may have changed on another day in the new year.
func (m *redate) date(v source.Value, move func(time.Time) time.Time, zone *time.Location) {
	if v.Alias() {
		v.Replace("") // which tells that it cannot be
		return
	}
	text := v.Text()
	d, ok := source.ParseDate(strings.TrimSpace(text))
	if !ok {
		return // told when the campaign is checked
	}
	wall := d.Wall()
	utc := strings.HasSuffix(text, "Z")
	_, offset := wall.Zone()
	local := wall.In(zone)
	_, there := local.Zone()
	follow := d.Fixed() && (utc || offset == there)
	if follow {
		wall = local
	}
	day := move(midnight(wall))
	with := day.Format(time.DateOnly) + text[len(time.DateOnly):]
	if follow {
		t := time.Date(day.Year(), day.Month(), day.Day(), wall.Hour(), wall.Minute(), wall.Second(), 0, zone)
		if utc {
			t = t.UTC()
		}
		layout := "2006-01-02" + text[10:11] + "15:04"
		if strings.Count(text[:min(len(text), 19)], ":") == 2 {
			layout += ":05"
		}
		with = t.Format(layout + "Z07:00")
	}
	v.Replace(with)
}

func midnight(t time.Time) time.Time {
	return time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, time.UTC)
}

// linked finds the target of a link or picture, or of a link's definition.
var linked = regexp.MustCompile(`(?m)\]\([ \t]*<?([^()\s<>]+)|^ {0,3}\[[^\]\n]+\]:[ \t]*<?([^\s<>]+)`)

// links rewrites the links to files of the old year.
func (m *redate) links(body []byte) []byte {
	var out []byte
	at := 0
	for _, hit := range linked.FindAllSubmatchIndex(body, -1) {
		from, to := hit[2], hit[3]
		if from < 0 {
			from, to = hit[4], hit[5]
		}
		out = append(append(out, body[at:from]...), m.target(string(body[from:to]))...)
		at = to
	}
	return append(out, body[at:]...)
}

// target returns where a link leads from the new file.
func (m *redate) target(dest string) string {
	file, rest := dest, ""
	if i := strings.IndexAny(dest, "?#"); i >= 0 {
		file, rest = dest[:i], dest[i:]
	}
	if file == "" || strings.Contains(file, ":") || strings.HasPrefix(file, "/") {
		return dest
	}
	return m.link(file) + rest
}
