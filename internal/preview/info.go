package preview

import (
	"encoding/json"
	"net/http"
	"slices"
	"strings"
	"time"

	"tocsin/internal/diag"
	"tocsin/internal/markdown"
	"tocsin/internal/plan"
	"tocsin/internal/site"
	"tocsin/internal/source"
)

// pageJSON is what the review bar knows about the page that it stands on.
type pageJSON struct {
	Key      string        `json:"key"`     // "learn/phishing"; "" for the home page and where no page is
	Here     bool          `json:"here"`    // a page of the site is at the path
	Edition  string        `json:"edition"` // "ca/fr"; "" at the root
	Country  string        `json:"country"`
	Kind     string        `json:"kind"`
	Title    string        `json:"title"`
	Editions []editionJSON `json:"editions"`
	Problems []problem     `json:"problems"`
	At       string        `json:"at"`    // the moment as ?at= has it, in the zone of the campaign's first country
	Told     string        `json:"told"`  // a sentence that says which moment is shown; "" for the present
	Zone     string        `json:"zone"`  // "Toronto"
	Live     bool          `json:"live"`  // the request named no moment
	Build    string        `json:"build"` // of the state that is told about
	Present  presentJSON   `json:"present"`
	Moments  []momentJSON  `json:"moments"` // when the site changes by itself next
	Files    []string      `json:"files"`   // that the page is made of, its own first
	Head     headJSON      `json:"head"`
	Editor   string        `json:"editor"` // template of links: vscode://file/{file}:{line}; "" for none
	Dir      string        `json:"dir"`    // the campaign's folder, for {file}; "" without an editor
	Desk     string        `json:"desk"`
	Compare  string        `json:"compare"` // "" where no page is
	Copy     string        `json:"copy"`
}

type editionJSON struct {
	Code    string `json:"code"`
	Label   string `json:"label"` // "Canada, English"
	Lang    string `json:"lang"`
	Href    string `json:"href"`  // "" where the page cannot be seen
	State   string `json:"state"` // as in the desk: "ready", "missing" …
	Text    string `json:"text"`  // the state in words, with what belongs to it
	Current bool   `json:"current"`
}

// presentJSON is the page as it is now.
type presentJSON struct {
	Href    string `json:"href"`
	Missing bool   `json:"missing"` // it is not there now: Href is what is nearest
}

type momentJSON struct {
	At   string `json:"at"`
	When string `json:"when"`
	What string `json:"what"`
}

// headJSON says where what a template shows in a page's head was written: "content/index.en.md:2".
type headJSON struct {
	Title   string `json:"title"`
	Summary string `json:"summary"`
	Text    string `json:"text"` // the summary itself, to find it
}

// pageInfo sends what there is to know about the page at ?path=.
func (s *Server) pageInfo(w http.ResponseWriter, sc *screen) {
	body, err := json.Marshal(sc.info(sc.Param("path")))
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "application/json")
	_, _ = w.Write(body)
}

// lead redirects to a page by its key at the moment that is asked for: its address may not exist at another.
func (s *Server) lead(w http.ResponseWriter, r *http.Request, sc *screen, key string) {
	e := sc.snap.edition(sc.Param("edition"))
	if e == nil || e.Page(key) == nil {
		sc.Title = sc.T("not-here")
		sc.show(w, http.StatusNotFound, "none.html", sc)
		return
	}
	w.Header().Set("Location", sc.PageHref(e.Page(key)))
	w.WriteHeader(http.StatusTemporaryRedirect)
}

// maxMomentsAhead is how many moments the date control offers.
const maxMomentsAhead = 8

func (sc *screen) info(path string) pageJSON {
	snap := sc.snap
	j := pageJSON{Editions: []editionJSON{}, Problems: []problem{}, Moments: []momentJSON{}, Files: []string{}, Live: snap.Live, Build: snap.Build,
		At: atParam(sc.local(snap.At)), Told: sc.Told(), Zone: sc.ZoneName(), Desk: sc.Screen("")}
	if pattern := sc.s.editor(); pattern != "" {
		j.Editor, j.Dir = pattern, sc.s.onDisk(".")
	}
	if snap.Web.Campaign == nil {
		return j
	}
	t, ok := lookUp(snap, path)
	var p *site.Page
	if ok && t.Kind == plan.Page {
		p = t.Page
	}
	e := editionAt(snap, path)
	if e != nil {
		j.Edition, j.Country = e.Code, e.Country.Code
	}
	for _, m := range snap.Web.Moments {
		if len(j.Moments) == maxMomentsAhead {
			break
		}
		j.Moments = sc.appendMoment(j.Moments, m)
	}
	j.Present = sc.present(path, p, e)
	if p == nil {
		j.Kind = "other"
		for _, other := range snap.Web.Editions {
			if other.Home != nil {
				j.Editions = append(j.Editions, editionJSON{Code: other.Code, Label: sc.EditionName(other), Lang: other.Locale, Href: sc.PageHref(other.Home),
					State: "ready", Text: "", Current: other == e})
			}
		}
		return j
	}
	sc.aboutPage(&j, p)
	return j
}

// appendMoment adds a moment to a list in which each time stands once.
func (sc *screen) appendMoment(list []momentJSON, m site.Moment) []momentJSON {
	at := sc.local(m.At)
	next := momentJSON{At: atParam(at), When: sc.Moment(at), What: sc.momentText(m)}
	if n := len(list); n > 0 && list[n-1].At == next.At {
		if !strings.Contains(list[n-1].What, next.What) {
			list[n-1].What += "; " + next.What
		}
		return list
	}
	return append(list, next)
}

func (sc *screen) momentText(m site.Moment) string {
	title := m.Page
	if src := sc.snap.Web.SourceOf(canonicalKey(m.Page)); src != nil {
		title = src.Front.Title
	}
	return title + " – " + sc.happening(m.What, canonicalKey(m.Page), m.At)
}

// present finds the page as it is now, or what is nearest to it.
func (sc *screen) present(path string, p *site.Page, e *site.Edition) presentJSON {
	now := sc.s.at(time.Time{})
	if t, ok := lookUp(now, path); ok && (p == nil || t.Page != nil && t.Page.Key == p.Key) {
		return presentJSON{Href: path}
	}
	if e == nil {
		return presentJSON{Href: now.mount, Missing: true}
	}
	there := now.edition(e.Code)
	for q := p; there != nil && q != nil; q = q.Parent {
		if same := there.Page(q.Key); same != nil {
			return presentJSON{Href: pageAddress(same), Missing: q != p}
		}
	}
	if there != nil && there.Home != nil {
		return presentJSON{Href: pageAddress(there.Home), Missing: true}
	}
	return presentJSON{Href: now.mount, Missing: true}
}

func (sc *screen) aboutPage(j *pageJSON, p *site.Page) {
	j.Key, j.Here, j.Kind, j.Title = p.Key, true, "page", p.Title
	if p.File != nil {
		j.Copy = sc.Screen("copy/"+p.Key, "country", p.Edition.Country.Code)
	} else {
		j.Kind = "generated"
	}
	j.Compare = sc.Screen("compare/"+p.Key, "a", p.Edition.Code)
	stale := staleFiles(sc.snap.Diags)
	standings := sc.snap.Web.Standings(p.Key)
	for i, e := range sc.snap.Web.Editions {
		ed := editionJSON{Code: e.Code, Label: sc.EditionName(e), Lang: e.Locale, Current: e == p.Edition}
		if standings != nil {
			c := sc.cell(standings[i], stale)
			ed.Href, ed.State, ed.Text = c.Href, c.State, strings.Join(slices.Concat([]string{c.Text}, c.Notes), ", ")
		} else if q := e.Page(p.Key); q != nil {
			ed.Href, ed.State, ed.Text = sc.PageHref(q), "ready", sc.T("state-ready")
		} else {
			ed.State, ed.Text = "absent", sc.T("state-absent")
		}
		j.Editions = append(j.Editions, ed)
	}
	j.Files = filesOf(p)
	for _, d := range sc.snap.Diags {
		if slices.Contains(j.Files, d.File) {
			j.Problems = append(j.Problems, problemOf(d))
		}
	}
	if p.File != nil {
		j.Head = headJSON{Title: posText(p.File.Pos("title")), Text: p.Summary}
		if p.Summary != "" {
			j.Head.Summary = posText(p.File.Pos("summary"))
		}
	}
}

func posText(at diag.Pos) string { return at.File + ":" + itoa(at.Line) }

// filesOf lists the files that a page's words come from: its own, its messages', and those of the facts in them.
func filesOf(p *site.Page) []string {
	out := []string{}
	add := func(name string) {
		if name != "" && !slices.Contains(out, name) {
			out = append(out, name)
		}
	}
	voice := p.Voice()
	var facts []string
	p.Walk(func(f *source.File, d *markdown.Document) {
		add(f.Path)
		for _, ref := range d.Facts {
			if !voice.Allows(d, ref.Guards) {
				continue
			}
			if fact, _, ok := voice.Fact(ref.ID); ok && ref.By == "" {
				facts = append(facts, fact.At.File)
			}
			if rows := voice.RegionFacts(ref.ID); ref.By != "" && len(rows) > 0 {
				facts = append(facts, rows[0].Fact.At.File)
			}
		}
	})
	for _, f := range facts {
		add(f)
	}
	return out
}
