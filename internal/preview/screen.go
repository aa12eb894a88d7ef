package preview

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"html/template"
	"net/http"
	"net/url"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"tocsin/internal/diag"
	"tocsin/internal/site"
	"tocsin/internal/source"
)

// screen is what every page of the review server itself has: who looks at what, and when. It knows how to address the
// site's pages and the other screens so that the moment and the language travel along.
type screen struct {
	speech
	s     *Server
	snap  *snapshot
	query url.Values
	Here  string // this screen's address under _review/, such as "compare/learn/phishing"
	Title string
}

// screenPolicy lets the screens' own filters be sent, which are plain forms and work without a script.
var screenPolicy = strings.Replace(policy, "form-action 'none'", "form-action 'self'", 1)

// review answers what lies under /_review/ but for the events and the files of the interface.
func (s *Server) review(w http.ResponseWriter, r *http.Request, snap *snapshot, rest string) {
	sc := &screen{speech: wordsFor(r), s: s, snap: snap, query: r.URL.Query(), Here: rest}
	kind, key, nested := strings.Cut(rest, "/")
	switch {
	case rest == "page.json":
		s.pageInfo(w, sc)
	case rest == "where":
		s.where(w, sc)
	case !nested && deskViews[kind] != "":
		sc.show(w, http.StatusOK, "desk.html", s.desk(sc, kind))
	case nested && kind == "compare":
		c, status := s.compare(sc, key)
		sc.show(w, status, "compare.html", c)
	case nested && kind == "copy":
		c, status := s.paper(sc, key)
		sc.show(w, status, "copy.html", c)
	case nested && kind == "go":
		s.lead(w, r, sc, key)
	default:
		sc.Title = sc.T("no-such-screen")
		sc.show(w, http.StatusNotFound, "none.html", sc)
	}
}

var screens = sync.OnceValue(func() *template.Template {
	return template.Must(template.New("").ParseFS(uiFolder, "ui/*.html"))
})

// show sends a screen. It is made whole before a byte is sent, so that a mistake in it is an error and not half a page.
func (sc *screen) show(w http.ResponseWriter, status int, name string, data any) {
	var b strings.Builder
	if err := screens().ExecuteTemplate(&b, name, data); err != nil {
		http.Error(w, sc.T("screen-failed", "cause", err), http.StatusInternalServerError)
		return
	}
	h := w.Header()
	h.Set("Content-Security-Policy", screenPolicy)
	h.Set("Server-Timing", `build;desc="`+sc.snap.Build+`"`) // as on every page: the script knows what it is a page of
	h.Set("Content-Type", "text/html; charset=utf-8")
	h.Set("Content-Length", strconv.Itoa(b.Len()))
	w.WriteHeader(status)
	_, _ = w.Write([]byte(b.String()))
}

// UI returns the address of a file of the interface.
func (sc *screen) UI(name string) string { return sc.s.address("_review/ui/" + name) }

// Screen returns the address of another screen, with pairs of a parameter's name and its value. The moment and the
// language go along; an empty value leaves its parameter out.
func (sc *screen) Screen(path string, pairs ...string) string {
	q := url.Values{}
	for _, name := range []string{"at", "ui"} {
		if v := sc.query.Get(name); v != "" {
			q.Set(name, v)
		}
	}
	for i := 0; i+1 < len(pairs); i += 2 {
		if q.Set(pairs[i], pairs[i+1]); pairs[i+1] == "" {
			q.Del(pairs[i])
		}
	}
	u := url.URL{Path: sc.s.address("_review/" + path), RawQuery: q.Encode()}
	return u.String()
}

// Again returns this screen's address with its parameters, but for those in pairs.
func (sc *screen) Again(pairs ...string) string {
	all := []string{}
	for name, v := range sc.query {
		all = append(all, name, v[0])
	}
	return sc.Screen(sc.Here, append(all, pairs...)...)
}

// Switch returns this screen in the other language.
func (sc *screen) Switch() string { return sc.Again("ui", sc.T("switch-lang")) }

// Param returns a parameter of the request.
func (sc *screen) Param(name string) string { return sc.query.Get(name) }

// Hidden returns the parameters that a filter's form must carry along.
func (sc *screen) Hidden() []param {
	var out []param
	for _, name := range []string{"at", "ui"} {
		if v := sc.query.Get(name); v != "" {
			out = append(out, param{name, v})
		}
	}
	return out
}

type param struct{ Name, Value string }

// Carried returns the parameters that stay when another moment is chosen.
func (sc *screen) Carried() []param {
	var out []param
	for name, v := range sc.query {
		if name != "at" && name != "from" {
			out = append(out, param{name, v[0]})
		}
	}
	slices.SortFunc(out, func(a, b param) int { return strings.Compare(a.Name, b.Name) })
	return out
}

// about is one thing of a screen's, for a template that several screens use.
type about struct {
	*screen
	It finding
}

// About hands a finding to its template, with the screen's words.
func (sc *screen) About(f finding) about { return about{sc, f} }

// Live reports whether the screen shows the present.
func (sc *screen) Live() bool { return sc.snap.Live }

// Present returns this screen as it is now.
func (sc *screen) Present() string { return sc.Again("at", "") }

// Told says which moment is shown, as a sentence; "" for the present.
func (sc *screen) Told() string {
	if sc.snap.Live && sc.s.opts.At == "" {
		return ""
	}
	return sc.T("shown-as-of", "moment", sc.Moment(sc.local(sc.snap.At)))
}

// zone is the one in which the review server understands and tells moments, as build does: the first country's.
func (sc *screen) zone() *time.Location {
	if c := sc.snap.Src.Campaign; c != nil && len(c.Countries) > 0 {
		return c.Countries[0].Zone
	}
	return time.UTC
}

func (sc *screen) local(t time.Time) time.Time { return t.In(sc.zone()) }

// ZoneName names the zone for people.
func (sc *screen) ZoneName() string { return sc.Zone(sc.zone()) }

// atParam writes a moment as ?at= and the date control take it, in the first country's time.
func atParam(t time.Time) string {
	if t.Second() != 0 {
		return t.Format("2006-01-02T15:04:05")
	}
	return t.Format("2006-01-02T15:04")
}

// AtValue is the shown moment for the date control.
func (sc *screen) AtValue() string { return sc.local(sc.snap.At).Format("2006-01-02T15:04") }

// PageHref returns where a page of the site is served, at the screen's moment.
func (sc *screen) PageHref(p *site.Page) string { return sc.pageAt(p, sc.query.Get("at")) }

// pageAddress returns where a page is served, whatever the moment. The review server gives every edition one host.
func pageAddress(p *site.Page) string { return p.Href(p.Edition) }

func (sc *screen) pageAt(p *site.Page, at string) string {
	href := pageAddress(p)
	if at != "" {
		href += "?at=" + url.QueryEscape(at)
	}
	return href
}

// Editor returns the link that opens a file at a line; "" where there is no editor or no file.
func (sc *screen) Editor(file string, line int) template.URL {
	return editorLink(sc.s.editor(), sc.s.onDisk(file), max(line, 1), 1)
}

// editor returns the template of links that open a file. There is none where the review is shared: the files are on
// this machine, and where they lie is nobody else's business.
func (s *Server) editor() string {
	if s.opts.Password != "" {
		return ""
	}
	return s.opts.Editor
}

// onDisk returns a file's path for an editor, which knows nothing of the campaign's folder.
func (s *Server) onDisk(file string) string {
	dir, err := filepath.Abs(s.opts.Dir)
	if err != nil || file == "" {
		return ""
	}
	return filepath.ToSlash(filepath.Join(dir, filepath.FromSlash(file)))
}

// editorLink fills the template of an editor's links. A script is no editor.
func editorLink(pattern, file string, line, column int) template.URL {
	scheme, _, ok := strings.Cut(pattern, ":")
	if !ok || file == "" || strings.EqualFold(scheme, "javascript") || strings.EqualFold(scheme, "data") {
		return ""
	}
	path := (&url.URL{Path: file}).EscapedPath()
	if strings.HasPrefix(path, "/") {
		pattern = strings.Replace(pattern, "/{file}", "{file}", 1)
	}
	return template.URL(strings.NewReplacer("{file}", path, "{line}", strconv.Itoa(line), "{column}", strconv.Itoa(max(column, 1))).Replace(pattern))
}

// EditionName names an edition for people: "Canada, English".
func (sc *screen) EditionName(e *site.Edition) string {
	return countryName(e.Country, sc.Lang) + ", " + e.Words.Name()
}

// countryName names a country in a language of the review server; a place with the country that it lies in.
func countryName(c *site.Country, lang string) string {
	name := c.Name.In(lang)
	if !c.IsPlace() {
		return cmp.Or(name, speeches()[lang].tell.Region(c.Code))
	}
	for _, l := range c.Languages {
		name = cmp.Or(name, c.Name.In(l))
	}
	return cmp.Or(name, c.Code) + " (" + speeches()[lang].tell.Region(c.Nation()) + ")"
}

// CampaignTitle is the campaign's own name, in the screen's language if it has one.
func (sc *screen) CampaignTitle() string {
	c := sc.snap.Src.Campaign
	if c == nil {
		return "Tocsin"
	}
	return cmp.Or(c.Title.In(sc.Lang), c.Title.In(c.SourceLanguage), "Tocsin")
}

// edition returns the edition with a code such as "ca/fr", or nil.
func (snap *snapshot) edition(code string) *site.Edition {
	for _, e := range snap.Web.Editions {
		if e.Code == code {
			return e
		}
	}
	return nil
}

// place is a line of a file with the link that opens it.
type place struct {
	File   string
	Line   int
	Editor template.URL
}

func (sc *screen) place(at diag.Pos) place {
	return place{at.File, at.Line, sc.Editor(at.File, at.Line)}
}

func (sc *screen) placeOf(f *source.File) place {
	if f == nil {
		return place{}
	}
	return sc.place(diag.Pos{File: f.Path, Line: 1})
}

func digest(b []byte) string {
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:])
}
