package preview

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"time"

	"tocsin/internal/diag"
	"tocsin/internal/markdown"
	"tocsin/internal/source"
	catalogue "tocsin/internal/words"
)

func atoi(s string) int { n, _ := strconv.Atoi(s); return n }

func itoa(n int) string { return strconv.Itoa(n) }

// finding is a diagnostic with where it is to be seen.
type finding struct {
	place
	Column   int
	Severity string // "error" or "warning"
	Rule     string
	Message  string
	Hint     string
	Pages    []link // that show the file
}

type link struct{ Text, Href, Lang string }

// findings lists every diagnostic, errors first; ?key= keeps those of one page's files.
func (sc *screen) findings() []finding {
	pages := sc.pagesByFile()
	key := sc.Param("key")
	var out []finding
	for _, d := range sc.snap.Diags.Sorted() {
		if key != "" && keyOfPath(d.File) != key {
			continue
		}
		message, hint := d.Apart(catalogue.In("en"))
		out = append(out, finding{place: sc.place(d.Pos), Column: d.Column, Severity: d.Severity.String(), Rule: d.Rule, Message: message,
			Hint: hint, Pages: pages[d.File]})
	}
	slices.SortStableFunc(out, func(a, b finding) int { return cmp.Compare(a.Severity, b.Severity) })
	return out
}

// keyOfPath returns the key of the page that a file of the campaign is a rendition of, with "index" for the home page.
func keyOfPath(file string) string {
	rel, ok := strings.CutPrefix(file, "content/")
	if !ok || !strings.HasSuffix(rel, ".md") {
		return file
	}
	rel = strings.TrimSuffix(rel, ".md")
	if i := strings.LastIndexByte(rel, '.'); i > strings.LastIndexByte(rel, '/') {
		rel = rel[:i]
	}
	if rel != "index" {
		rel = strings.TrimSuffix(rel, "/index")
	}
	return rel
}

// pagesByFile finds the pages that each file is the body of.
func (sc *screen) pagesByFile() map[string][]link {
	out := map[string][]link{}
	for _, e := range sc.snap.Web.Editions {
		for _, p := range e.Pages {
			if p.File != nil {
				out[p.File.Path] = append(out[p.File.Path], link{Text: e.Code, Href: sc.PageHref(p)})
			}
		}
	}
	return out
}

// messageRow is a shared message with how far it reaches.
type messageRow struct {
	ID       string
	Title    string // may be empty
	Words    string // the beginning of its source
	Lang     string
	Owner    string
	Files    []messageFile
	Total    int
	Reach    string // "12 pages in 4 editions"
	Editions []messageReach
	Absent   string // editions in which it is not released
}

type messageFile struct {
	Tag string
	place
}

// messageReach is a message in an edition, with the pages that show it.
type messageReach struct {
	Edition string
	Lang    string
	Total   int
	Pages   []link // the first of them
}

// maxReach is how many pages of an edition a message names.
const maxReach = 60

// More is how many pages are not named.
func (r messageReach) More() int { return r.Total - len(r.Pages) }

// messageRows lists the messages, those that reach farthest first.
func (sc *screen) messageRows() []messageRow {
	web := sc.snap.Web
	reach := map[string][]messageReach{}
	for _, e := range web.Editions {
		pages := map[string][]link{}
		for _, p := range e.Pages {
			seen := map[string]bool{}
			p.Voice().Includes(p.Doc(), func(ref markdown.Ref, f *source.File) {
				if f != nil && !seen[ref.ID] {
					seen[ref.ID] = true
					pages[ref.ID] = append(pages[ref.ID], link{Text: p.Title, Href: sc.PageHref(p), Lang: p.Language})
				}
			})
		}
		for id, list := range pages {
			reach[id] = append(reach[id], messageReach{sc.EditionName(e), e.Language, len(list), list[:min(len(list), maxReach)]})
		}
	}
	var out []messageRow
	for _, id := range web.MessageIDs() {
		out = append(out, sc.messageRow(id, reach[id]))
	}
	slices.SortStableFunc(out, func(a, b messageRow) int { return cmp.Compare(b.Total, a.Total) })
	return out
}

func (sc *screen) messageRow(id string, reach []messageReach) messageRow {
	web := sc.snap.Web
	files := web.MessageFiles(id)
	src := files[0]
	m := messageRow{ID: id, Editions: reach, Owner: web.OwnerOf(src)}
	m.Lang, _, _ = strings.Cut(src.Tag, "-")
	m.Title, m.Words = src.Front.Title, leadOf(src)
	for _, f := range files {
		m.Files = append(m.Files, messageFile{f.Tag, sc.placeOf(f)})
	}
	for _, r := range reach {
		m.Total += r.Total
	}
	m.Reach = sc.T("reach-none")
	if m.Total > 0 {
		m.Reach = sc.N("reach", m.Total, "editions", sc.N("n-editions", len(reach)))
	}
	var absent []string
	for _, e := range web.Editions {
		if e.Message(id) == nil {
			absent = append(absent, e.Code)
		}
	}
	m.Absent = strings.Join(absent, ", ")
	return m
}

// leadOf returns a file's first words in whatever typography it was read.
func leadOf(f *source.File) string {
	for _, t := range []markdown.Typography{markdown.Neutral, markdown.FrenchCanada, markdown.FrenchFrance} {
		if lead := f.Doc(t).Lead; lead != "" {
			return lead
		}
	}
	return ""
}

// factTable is a country's facts.
type factTable struct {
	Country   string
	Languages []string
	Rows      []factRow
}

type factRow struct {
	ID       string
	Label    string
	Values   []factValue
	Owner    string
	ReviewBy string
	Overdue  bool
	Used     int
	place
}

type factValue struct{ Lang, Text, Href string }

// factTables lists every country's facts, by id.
func (sc *screen) factTables() []factTable {
	web := sc.snap.Web
	used := map[string]int{} // by "country id"
	for _, e := range web.Editions {
		for _, p := range e.Pages {
			seen := map[string]bool{}
			p.Walk(func(_ *source.File, d *markdown.Document) {
				for _, ref := range d.Facts {
					if id := e.Country.Code + " " + ref.ID; !seen[id] && p.Voice().Allows(d, ref.Guards) {
						seen[id] = true
						used[id]++
					}
				}
			})
		}
	}
	var out []factTable
	for _, c := range web.Countries {
		t := factTable{Country: countryName(c, sc.Lang)}
		facts := c.Facts
		for id, f := range facts {
			row := factRow{ID: id, Owner: f.Owner, place: sc.place(f.At), Used: used[c.Code+" "+id], Label: cmp.Or(f.Label.In(sc.Lang), f.Label.In(c.Languages[0]))}
			for _, lang := range c.Languages {
				if v := f.Value.In(lang); v != "" && (len(row.Values) == 0 || row.Values[0].Text != v) {
					row.Values = append(row.Values, factValue{lang, v, f.Href(lang)})
				}
			}
			if end := f.ReviewBy.EndIn(c.Zone); !end.IsZero() {
				row.ReviewBy = sc.Day(f.ReviewBy.In(c.Zone))
				row.Overdue = !sc.snap.At.Before(end)
			}
			t.Rows = append(t.Rows, row)
		}
		slices.SortFunc(t.Rows, func(a, b factRow) int { return cmp.Compare(a.ID, b.ID) })
		if len(t.Rows) > 0 {
			out = append(out, t)
		}
	}
	return out
}

// timelineDay is a day on which something goes live or away, or is due for review.
type timelineDay struct {
	Day    string
	ISO    string
	Events []timelineEvent
}

type timelineEvent struct {
	Time  string // "9:00 a.m."; empty for a midnight
	Class string // "publish", "expires", "week" or "review"
	What  string
	Title string
	Lang  string
	Key   string
	Files []messageFile
	Then  string // the desk at that moment
	Count int    // of the files that are left out of Files

	Overdue bool
}

// maxFiles is how many files one event of the timeline names.
const maxFiles = 6

// timeline lists what changes by itself after the moment, and what is due for review, by day.
func (sc *screen) timeline() []timelineDay {
	type due struct {
		at        time.Time
		what, key string
		files     []string
	}
	var all []due
	index := map[string]int{}
	add := func(at time.Time, what, key, file string) {
		id := at.UTC().Format(time.RFC3339) + what + key
		i, ok := index[id]
		if !ok {
			i = len(all)
			index[id] = i
			all = append(all, due{at: at, what: what, key: key})
		}
		if !slices.Contains(all[i].files, file) {
			all[i].files = append(all[i].files, file)
		}
	}
	for _, m := range sc.snap.Web.Moments {
		add(m.At, m.What, canonicalKey(m.Page), m.File)
	}
	sc.reviews(func(at time.Time, key, file string) { add(at, "review", key, file) })
	slices.SortFunc(all, func(a, b due) int {
		return cmp.Or(a.at.Compare(b.at), cmp.Compare(a.key, b.key), cmp.Compare(a.what, b.what))
	})
	var out []timelineDay
	for _, d := range all {
		at := sc.local(d.at)
		iso := at.Format(time.DateOnly)
		if len(out) == 0 || out[len(out)-1].ISO != iso {
			out = append(out, timelineDay{Day: sc.tell.FullDate(at), ISO: iso})
		}
		day := &out[len(out)-1]
		e := timelineEvent{Class: d.what, Key: d.key, Then: sc.Screen("", "at", atParam(at)), Title: d.key, What: sc.happening(d.what, d.key, d.at),
			Overdue: d.what == "review" && !sc.snap.At.Before(d.at.AddDate(0, 0, 1))}
		if at.Hour() != 0 || at.Minute() != 0 {
			e.Time = sc.tell.Time(at)
		}
		if src := sc.snap.Web.SourceOf(d.key); src != nil {
			e.Title = src.Front.Title
			e.Lang, _, _ = strings.Cut(src.Tag, "-")
		}
		for i, file := range d.files {
			if i == maxFiles {
				e.Count = len(d.files) - i
				break
			}
			e.Files = append(e.Files, messageFile{tagOfPath(file), sc.place(diag.Pos{File: file, Line: 1})})
		}
		day.Events = append(day.Events, e)
	}
	return out
}

// happening says in words what happens to a page at a moment.
func (sc *screen) happening(what, key string, at time.Time) string {
	switch what {
	case "publish":
		return sc.T("goes-live")
	case "expires":
		return sc.T("goes-away")
	case "review":
		return sc.T("review-due")
	}
	return sc.weekTurn(key, at)
}

// weekTurn says whether a week begins or ends, and where, unless that is everywhere.
func (sc *screen) weekTurn(key string, at time.Time) string {
	text, countries := sc.T("week-ends"), []string{}
	for _, c := range sc.snap.Web.Countries {
		for _, e := range c.Editions {
			p := e.Page(key)
			if p == nil || !p.Days.From.Equal(at) && !p.Days.To.AddDate(0, 0, 1).Equal(at) {
				continue
			}
			if p.Days.From.Equal(at) {
				text = sc.T("week-begins")
			}
			countries = append(countries, countryName(c, sc.Lang))
			break
		}
	}
	if n := len(countries); n == 0 || n == len(sc.snap.Web.Countries) {
		return text
	}
	return text + " (" + strings.Join(countries, ", ") + ")"
}

// reviews calls f for every page and fact with a review date, once, even where it has passed.
func (sc *screen) reviews(f func(at time.Time, key, file string)) {
	zone := sc.zone()
	for _, file := range sc.snap.Src.Pages {
		if by := file.Front.ReviewBy; !by.IsZero() {
			f(by.In(zone), canonicalKey(file.Key), file.Path)
		}
	}
	for _, c := range sc.snap.Web.Countries {
		for id, fact := range c.EveryFact() {
			if !fact.ReviewBy.IsZero() {
				f(fact.ReviewBy.In(zone), c.Code+": "+id, fact.At.File)
			}
		}
	}
}

// canonicalKey makes a folder's index the folder's page; the home page's key is "".
func canonicalKey(key string) string {
	if key == "index" {
		return ""
	}
	return strings.TrimSuffix(key, "/index")
}

// tagOfPath returns the language or locale in a file's name, or the name itself.
func tagOfPath(file string) string {
	name := file[strings.LastIndexByte(file, '/')+1:]
	if parts := strings.Split(name, "."); len(parts) > 2 {
		return parts[len(parts)-2]
	}
	return name
}
