package render

import (
	"errors"
	"fmt"
	"maps"
	"math"
	"slices"
	"strconv"
	"strings"
	"sync"

	"tocsin/internal/diag"
	"tocsin/internal/rule"
	"tocsin/internal/source"
	"tocsin/internal/template"
)

// templates are the parsed templates: one set for each kind of page, and those that run alone.
type templates struct {
	lib                       *template.Library
	pages                     map[string]func() *template.Template // by file: page.html; nil where it is broken
	masthead, footer, message *template.Template
	alerts                    *template.Template // nil without one
}

// The files that show a kind of page. Every other file under templates/ is a partial that all of them may use.
var pageFiles = map[string]string{
	"article": "page.html", "home": "home.html", "folder": "list.html", "calendar": "calendar.html", "terms": "list.html", "term": "term.html",
	"year": "year.html", "week": "week.html", "event": "event.html", "chooser": "chooser.html", "not-found": "404.html",
	"search": "search.html", "post": "post.html", "posts": "posts.html", "briefing": "briefing.html", "deck": "deck.html", "handout": "handout.html", "sheet": "sheet.html",
	"alert": "alert.html", "alerts": "alert-list.html", "toolkit": "toolkit.html", "places": "places.html",
}

// laterFiles show kinds of pages that came after the first themes of campaigns. Where such a theme has partials of its
// own with which one of these cannot be put together, its page.html shows the kind.
var laterFiles = []string{"alert.html", "alert-list.html", "briefing.html", "calendar.html", "deck.html", "handout.html", "places.html", "post.html", "posts.html", "sheet.html", "toolkit.html"}

var aloneFiles = []string{"masthead.html", "footer.html", "message.html", alertsFile}

// alertsFile is the banner. A theme that has none shows none.
const alertsFile = "alerts.html"

// library is a campaign's templates for package template, with what they may use. A template begins with one of these
// types of data.
func library(files map[string]source.Template) *template.Library {
	l := &template.Library{Texts: make(map[string]string, len(files)), Funcs: template.Funcs{"rings": rings}, Data: []any{&View{}, &Shared{}, &Message{}, &Banner{}, &KitText{}}}
	for name, f := range files {
		l.Texts[name] = f.Text
	}
	return l
}

// rings lays out the arcs: the outer edge of ring k is at k·pitch, and the newest ring that has sounded is the loudest.
func rings(sounded, total int, pitch float64) []Ring {
	const loudness, decay = .4, .65
	out := make([]Ring, 0, total)
	for k := 1; k <= total; k++ {
		w := 1.5
		if k <= sounded {
			w = pitch * loudness * math.Pow(decay, float64(sounded-k))
		}
		out = append(out, Ring{Week: k, R: number(float64(k)*pitch - w/2), Front: number(float64(k)*pitch + w/2), Width: number(w), Sounded: k <= sounded})
	}
	return out
}

func number(f float64) string { return strconv.FormatFloat(math.Round(f*10)/10, 'f', -1, 64) }

// parseTemplates puts every template together, and checks that each field and function that it names is there.
func parseTemplates(files map[string]source.Template) (*templates, diag.List) {
	t := &templates{lib: library(files), pages: map[string]func() *template.Template{}}
	var diags diag.List
	parse := func(data any, names ...string) *template.Template {
		set, d := t.lib.Parse(data, names...)
		diags = append(diags, d...)
		return set
	}
	var partials, later []string
	for name := range files {
		if !strings.HasPrefix(name, kitFolder) && !slices.Contains(aloneFiles, name) && !slices.Contains(slices.Collect(maps.Values(pageFiles)), name) && name != "base.html" {
			partials = append(partials, name)
		}
	}
	slices.Sort(partials)
	builtin := onlyBuiltin(files)
	for _, name := range slices.Compact(slices.Sorted(maps.Values(pageFiles))) {
		page := func() (*template.Template, diag.List) {
			return t.lib.Parse(&View{}, slices.Concat([]string{"base.html"}, partials, []string{name})...)
		}
		if builtin { // which is whole: a test holds it. What the site has no page for is not read.
			t.pages[name] = sync.OnceValue(func() *template.Template { set, _ := page(); return set })
			continue
		}
		set, d := page()
		if set == nil && files[name].Builtin && slices.Contains(laterFiles, name) && len(d) > 0 {
			later = append(later, name)
			d = diag.List{d[0].Hinted(rule.HintLaterTemplate.With("file", name))}
			d[0].Severity = diag.Warning
		}
		t.pages[name] = func() *template.Template { return set }
		diags = append(diags, d...)
	}
	for _, name := range later {
		t.pages[name] = t.pages["page.html"]
	}
	t.masthead = parse(&Shared{}, slices.Concat([]string{"masthead.html"}, partials)...)
	t.footer = parse(&Shared{}, slices.Concat([]string{"footer.html"}, partials)...)
	if _, ok := files[alertsFile]; ok {
		t.alerts = parse(&Banner{}, slices.Concat([]string{alertsFile}, partials)...)
	}
	t.message = parse(&Message{}, slices.Concat([]string{"message.html"}, partials)...)
	return t, diags.Sorted()
}

// onlyBuiltin reports whether a campaign has no template of its own.
func onlyBuiltin(files map[string]source.Template) bool {
	for _, f := range files {
		if !f.Builtin {
			return false
		}
	}
	return true
}

// execute runs a page template.
func (r *Renderer) execute(v *View, b *buffer) error {
	t, err := v.shared.layout(pageFiles[v.Kind])
	if err != nil {
		return err
	}
	b.bytes, err = t.Append(b.bytes, v)
	return err
}

// layout is a page template, ready to be run for many pages.
type layout interface {
	// Append appends what the template makes of a *View to dst.
	Append(dst []byte, data any) ([]byte, error)
}

// layout returns the template in a file as the edition has it, with its words and the addresses of its assets filled in.
func (s *edition) layout(file string) (layout, error) {
	once, _ := s.pages.LoadOrStore(file, sync.OnceValues(func() (layout, error) {
		page := s.r.set.pages[file]
		if page == nil || page() == nil {
			return nil, errNotLoaded(file)
		}
		return page().FoldConstants(&View{shared: s}, "T", "Asset"), nil
	}))
	return once.(func() (layout, error))()
}

func errNotLoaded(file string) error { return fmt.Errorf("the template %s did not load", file) }

// AsDiagnostic turns an error that a template or a picture gave while rendering into a diagnostic with its place.
func AsDiagnostic(err error) (diag.Diagnostic, bool) {
	if d, ok := errors.AsType[*damaged](err); ok {
		return d.Diagnostic, true
	}
	return library(nil).Diagnostic(err)
}
