package preview

import (
	"cmp"
	"slices"
	"strings"

	"tocsin/internal/diag"
	"tocsin/internal/site"
	"tocsin/internal/source"
)

// deskViews are the views of the desk by their address under /_review/, with the key of their name.
var deskViews = map[string]string{"": "pages", "problems": "problems", "messages": "messages", "facts": "facts", "timeline": "timeline"}

// desk is the overview for those who plan and answer for the campaign. Only the view that is shown is filled.
type desk struct {
	*screen
	View     string
	Tabs     []tab
	Pages    *matrix
	Problems []finding
	More     int // problems that are not listed
	Messages []messageRow
	Facts    []factTable
	Timeline []timelineDay
}

type tab struct {
	Text, Href string
	Count      int // shown where it is not negative
	Current    bool
}

func (s *Server) desk(sc *screen, kind string) *desk {
	d := &desk{screen: sc, View: deskViews[kind]}
	sc.Title = sc.T(d.View)
	counts := map[string]int{"pages": len(sc.snap.Web.Keys()), "problems": len(sc.snap.Diags), "timeline": -1,
		"messages": len(sc.snap.Web.MessageIDs()), "facts": -1}
	for _, at := range []string{"", "problems", "messages", "facts", "timeline"} {
		view := deskViews[at]
		d.Tabs = append(d.Tabs, tab{sc.T(view), sc.Screen(at), counts[view], view == d.View})
	}
	if sc.snap.Web.Campaign == nil {
		if d.View == "problems" || d.View == "pages" {
			d.View = "problems"
			d.listProblems()
		}
		return d
	}
	switch d.View {
	case "pages":
		d.Pages = sc.matrix()
	case "problems":
		d.listProblems()
	case "messages":
		d.Messages = sc.messageRows()
	case "facts":
		d.Facts = sc.factTables()
	case "timeline":
		d.Timeline = sc.timeline()
	}
	return d
}

// maxFindings is how many problems one screen lists: whoever has more mends these first.
const maxFindings = 300

func (d *desk) listProblems() {
	d.Problems = d.findings()
	if n := len(d.Problems); n > maxFindings {
		d.Problems, d.More = d.Problems[:maxFindings], n-maxFindings
	}
}

// perPage is how many pages one screen of the matrix lists.
const perPage = 100

// matrix is every page × every edition.
type matrix struct {
	Countries []matrixCountry
	Rows      []matrixRow
	States    []choice // how many cells stand how
	Filters   []filter
	Search    string
	Filtered  bool
	Total     int // rows that fit the filters
	From, To  int // of these, the ones that are shown, from 1
	Earlier   string
	Later     string
}

type matrixCountry struct {
	Name     string
	Editions []matrixEdition
}

type matrixEdition struct{ Code, Language, Name string }

type matrixRow struct {
	Key, Name, Title, Lang, Owner string
	Compare, Copy                 string
	Cells                         []cell
	Problems                      int
	ProblemsHref                  string
}

// cell is a page in an edition.
type cell struct {
	Edition  string
	Language string
	State    string // "ready", "embargoed" …: a class, and the key "state-…" of its words
	Text     string
	Notes    []string
	Href     string // where it can be seen: for an embargoed page, at the moment it goes live
	Place    place
}

// filter is one choice above the matrix.
type filter struct {
	Name, Text string
	Options    []choice
}

type choice struct {
	Value, Text string
	Count       int
	Selected    bool
	Href        string
}

var stateNames = map[site.Standpoint]string{
	site.Absent: "absent", site.Ready: "ready", site.Noticed: "noticed", site.Missing: "missing", site.Drafted: "draft", site.Held: "held",
	site.Embargoed: "embargoed", site.Expired: "expired", site.Withheld: "withheld",
}

// stateOrder is the order in which the states are told: what asks for somebody's work comes first.
var stateOrder = []string{"missing", "stale", "overdue", "held", "draft", "withheld", "embargoed", "expired", "noticed", "ready"}

// matrix makes the rows that fit the filters.
func (sc *screen) matrix() *matrix {
	web := sc.snap.Web
	m := &matrix{Search: strings.TrimSpace(sc.Param("q"))}
	for _, c := range web.Countries {
		if want := sc.Param("country"); want != "" && want != c.Code {
			continue
		}
		mc := matrixCountry{Name: countryName(c, sc.Lang)}
		for _, e := range c.Editions {
			if want := sc.Param("lang"); want == "" || want == e.Language {
				mc.Editions = append(mc.Editions, matrixEdition{e.Code, e.Language, e.Words.Name()})
			}
		}
		if len(mc.Editions) > 0 {
			m.Countries = append(m.Countries, mc)
		}
	}
	fit, counts := sc.fitting(m)
	m.Total = len(fit)
	start := min(max(atoi(sc.Param("from"))-1, 0), max(m.Total-1, 0)) / perPage * perPage
	m.From, m.To = start+1, min(start+perPage, m.Total)
	if start > 0 {
		m.Earlier = sc.Again("from", itoa(start-perPage+1))
	}
	if m.To < m.Total {
		m.Later = sc.Again("from", itoa(m.To+1))
	}
	problems := problemsByFile(sc.snap.Diags)
	for _, key := range fit[start:m.To] {
		m.Rows = append(m.Rows, sc.row(key, m, problems))
	}
	sc.filters(m, counts)
	return m
}

// fitting returns the keys of the pages that fit the filters, and how many cells of all that are shown stand how.
func (sc *screen) fitting(m *matrix) (keys []string, counts map[string]int) {
	counts = map[string]int{}
	stale := staleFiles(sc.snap.Diags)
	for _, key := range sc.snap.Web.Keys() {
		all := sc.snap.Web.Standings(key)
		src := all[0].Front // any edition's: what is filtered by is inherited
		for _, st := range all {
			if st.File == sc.snap.Web.SourceOf(key) {
				src = st.Front
			}
		}
		if !sc.fits(key, src, all, m.Search) {
			continue
		}
		shown, match := false, sc.Param("state") == ""
		for _, st := range all {
			if !m.shows(st.Edition) || st.State == site.Absent {
				continue
			}
			shown = true
			for _, name := range sc.stateOf(st, stale) {
				counts[name]++
				match = match || name == sc.Param("state")
			}
		}
		if shown && match {
			keys = append(keys, key)
		}
	}
	return keys, counts
}

func (m *matrix) shows(e *site.Edition) bool {
	return slices.ContainsFunc(m.Countries, func(c matrixCountry) bool {
		return slices.ContainsFunc(c.Editions, func(x matrixEdition) bool { return x.Code == e.Code })
	})
}

func (sc *screen) fits(key string, src *site.Front, all []site.Standing, search string) bool {
	if topic := sc.Param("topic"); topic != "" && !slices.Contains(src.Topics, topic) {
		return false
	}
	if owner := sc.Param("owner"); owner == noOwner && src.Owner != "" || owner != "" && owner != noOwner && owner != src.Owner {
		return false
	}
	if search == "" {
		return true
	}
	search = strings.ToLower(search)
	return strings.Contains(key, search) || slices.ContainsFunc(all, func(st site.Standing) bool {
		return strings.Contains(strings.ToLower(st.Front.Title), search)
	})
}

// noOwner stands for "nobody" in the filter: no owner is called a hyphen.
const noOwner = "-"

// stateOf names how a page stands, and what else asks for work on it.
func (sc *screen) stateOf(st site.Standing, stale map[string]bool) []string {
	names := []string{stateNames[st.State]}
	if st.File != nil && stale[st.File.Path] {
		names = append(names, "stale")
	}
	if sc.overdue(st) {
		names = append(names, "overdue")
	}
	return names
}

func (sc *screen) overdue(st site.Standing) bool {
	return st.File != nil && !st.ReviewBy.IsZero() && !sc.snap.At.Before(st.ReviewBy) && st.State != site.Expired
}

func staleFiles(l diag.List) map[string]bool {
	out := map[string]bool{}
	for _, d := range l {
		if d.Rule == "stale" {
			out[d.File] = true
		}
	}
	return out
}

func problemsByFile(l diag.List) map[string]int {
	out := map[string]int{}
	for _, d := range l {
		out[d.File]++
	}
	return out
}

func (sc *screen) row(key string, m *matrix, problems map[string]int) matrixRow {
	web := sc.snap.Web
	src := web.SourceOf(key)
	row := matrixRow{Key: key, Name: cmp.Or(key, "index"), Title: src.Front.Title, Owner: src.Front.Owner, Compare: sc.Screen("compare/" + key),
		Copy: sc.Screen("copy/"+key, "country", sc.Param("country"))}
	row.Lang, _, _ = strings.Cut(src.Tag, "-")
	stale := staleFiles(sc.snap.Diags)
	seen := map[string]bool{}
	for _, st := range web.Standings(key) {
		if st.File != nil && !seen[st.File.Path] {
			seen[st.File.Path] = true
			row.Problems += problems[st.File.Path]
		}
		if m.shows(st.Edition) {
			row.Cells = append(row.Cells, sc.cell(st, stale))
		}
	}
	row.ProblemsHref = sc.Screen("problems", "key", row.Name)
	return row
}

// cell tells how a page stands in an edition, in words.
func (sc *screen) cell(st site.Standing, stale map[string]bool) cell {
	c := cell{Edition: st.Edition.Code, Language: st.Edition.Language, State: stateNames[st.State], Place: sc.placeOf(st.File)}
	c.Text = sc.T("state-" + c.State)
	note := func(key string, pairs ...any) { c.Notes = append(c.Notes, sc.T(key, pairs...)) }
	switch st.State {
	case site.Ready, site.Noticed:
		c.Href = sc.PageHref(st.Page)
		if st.State == site.Noticed {
			note("note-noticed")
		}
		if !st.Expires.IsZero() {
			note("note-expires", "when", sc.Moment(st.Expires))
		}
	case site.Missing:
		if st.Lacking != "" {
			note("note-missing-message", "id", st.Lacking)
		}
	case site.Held:
		c.Notes = append(c.Notes, sc.N("note-held", len(st.Edition.Country.Editions)-1))
	case site.Embargoed:
		note("note-embargoed", "when", sc.Moment(st.Publish))
		c.Href = sc.Screen("go/"+keyOf(st), "edition", c.Edition, "at", atParam(sc.local(st.Publish)))
	case site.Expired:
		note("note-expired", "when", sc.Moment(st.Expires))
	case site.Withheld:
		note("note-withheld", "label", st.Front.TLP)
	}
	for _, extra := range sc.stateOf(st, stale)[1:] {
		note("state-" + extra)
	}
	return c
}

func keyOf(st site.Standing) string { return canonicalKey(st.File.Key) }

// filters offers what there is to choose from.
func (sc *screen) filters(m *matrix, counts map[string]int) {
	c := sc.snap.Web.Campaign
	add := func(name string, options ...choice) {
		if len(options) < 2 && sc.Param(name) == "" {
			return
		}
		for i := range options {
			options[i].Selected = options[i].Value == sc.Param(name)
		}
		m.Filters = append(m.Filters, filter{name, sc.T(map[string]string{"lang": "language"}[name] + strings.TrimPrefix(name, "lang")), options})
		m.Filtered = m.Filtered || sc.Param(name) != ""
	}
	var countries, languages, topics, owners []choice
	for _, country := range sc.snap.Web.Countries {
		countries = append(countries, choice{Value: country.Code, Text: countryName(country, sc.Lang)})
	}
	for _, lang := range c.Languages() {
		languages = append(languages, choice{Value: lang, Text: languageName(sc.snap.Web, lang)})
	}
	for _, t := range c.Topics {
		topics = append(topics, choice{Value: t.ID, Text: cmp.Or(t.Name.In(sc.Lang), t.Name.In(c.SourceLanguage), t.ID)})
	}
	for _, o := range ownersOf(sc.snap.Src.Pages) {
		owners = append(owners, choice{Value: o, Text: o})
	}
	if len(owners) > 0 {
		owners = append(owners, choice{Value: noOwner, Text: sc.T("no-owner")})
	}
	add("country", countries...)
	add("lang", languages...)
	add("topic", topics...)
	add("owner", owners...)
	m.Filtered = m.Filtered || m.Search != "" || sc.Param("state") != ""
	for _, name := range stateOrder {
		if n := counts[name]; n > 0 || sc.Param("state") == name {
			st := choice{Value: name, Text: sc.T("state-" + name), Count: n, Selected: sc.Param("state") == name}
			if st.Href = sc.Again("state", name, "from", ""); st.Selected {
				st.Href = sc.Again("state", "", "from", "")
			}
			m.States = append(m.States, st)
		}
	}
}

func languageName(web *site.Site, lang string) string {
	for _, e := range web.Editions {
		if e.Language == lang {
			return e.Words.Name()
		}
	}
	return lang
}

func ownersOf(files []*source.File) []string {
	var out []string
	for _, f := range files {
		if f.Front.Owner != "" {
			out = append(out, f.Front.Owner)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}
