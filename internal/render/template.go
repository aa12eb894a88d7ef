package render

import (
	"errors"
	"fmt"
	"html/template"
	"io"
	"maps"
	"math"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/jba/templatecheck"

	"tocsin/internal/diag"
	"tocsin/internal/rule"
	"tocsin/internal/source"
)

// templates are the parsed templates: one set for each kind of page, and those that run alone.
type templates struct {
	pages                     map[string]*template.Template // by file: page.html
	names                     map[string][]string           // the files that each is made of
	masthead, footer, message *template.Template
	alerts                    *template.Template // nil without one
}

// The files that show a kind of page. Every other file under templates/ is a partial that all of them may use.
var pageFiles = map[string]string{
	"article": "page.html", "home": "home.html", "folder": "list.html", "calendar": "calendar.html", "terms": "list.html", "term": "term.html",
	"year": "year.html", "week": "week.html", "event": "event.html", "chooser": "chooser.html", "not-found": "404.html",
	"search": "search.html", "post": "post.html", "posts": "posts.html", "briefing": "briefing.html", "deck": "deck.html", "handout": "handout.html", "sheet": "sheet.html",
	"alert": "alert.html", "alerts": "alert-list.html", "toolkit": "toolkit.html",
}

// laterFiles show kinds of pages that came after the first themes of campaigns. Where such a theme has partials of its
// own with which one of these cannot be put together, its page.html shows the kind.
var laterFiles = []string{"alert.html", "alert-list.html", "briefing.html", "calendar.html", "deck.html", "handout.html", "post.html", "posts.html", "sheet.html", "toolkit.html"}

var aloneFiles = []string{"masthead.html", "footer.html", "message.html", alertsFile}

// alertsFile is the banner. A theme that has none shows none.
const alertsFile = "alerts.html"

var funcs = template.FuncMap{"rings": rings}

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

// parseTemplates builds every set, and checks that each field and function that a template names is there.
func parseTemplates(files map[string]source.Template) (*templates, diag.List) {
	t := &templates{pages: map[string]*template.Template{}, names: map[string][]string{}}
	var diags diag.List
	parse := func(data any, names ...string) *template.Template {
		set, d := parseSet(files, data, names)
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
	for _, name := range slices.Compact(slices.Sorted(maps.Values(pageFiles))) {
		t.names[name] = slices.Concat([]string{"base.html"}, partials, []string{name})
		set, d := parseSet(files, &View{}, t.names[name])
		if set == nil && files[name].Builtin && slices.Contains(laterFiles, name) && len(d) > 0 {
			later = append(later, name)
			d = diag.List{d[0].Hinted(rule.HintLaterTemplate.With("file", name))}
			d[0].Severity = diag.Warning
		}
		t.pages[name] = set
		diags = append(diags, d...)
	}
	for _, name := range later {
		t.names[name], t.pages[name] = t.names["page.html"], t.pages["page.html"]
	}
	t.masthead = parse(&Shared{}, slices.Concat([]string{"masthead.html"}, partials)...)
	t.footer = parse(&Shared{}, slices.Concat([]string{"footer.html"}, partials)...)
	if _, ok := files[alertsFile]; ok {
		t.alerts = parse(&Banner{}, slices.Concat([]string{alertsFile}, partials)...)
	}
	t.message = parse(&Message{}, slices.Concat([]string{"message.html"}, partials)...)
	return t, diags.Sorted()
}

func parseSet(files map[string]source.Template, data any, names []string) (*template.Template, diag.List) {
	var diags diag.List
	root := strings.TrimSuffix(names[0], ".html")
	set := template.New(root).Funcs(funcs)
	for _, name := range names {
		f, ok := files[name]
		if !ok {
			diags.Add(diag.Pos{File: "templates/" + name}, rule.TemplateAbsent)
			continue
		}
		if _, err := set.New(name).Parse(f.Text); err != nil {
			diags = append(diags, templateError(err))
		}
	}
	if len(diags) > 0 {
		return nil, diags
	}
	entry := set.Lookup(root)
	if entry == nil || entry.Tree == nil {
		diags.Add(diag.Pos{File: "templates/" + names[0], Line: 1}, rule.TemplateUndefined, "name", root)
		return nil, diags
	}
	if data == nil {
		return entry, nil // checked before
	}
	if err := templatecheck.CheckHTML(entry, data); err != nil {
		diags = append(diags, templateError(err))
		return nil, diags
	}
	if err := escape(entry, data); err != nil {
		diags = append(diags, templateError(err))
		return nil, diags
	}
	return entry, diags
}

// escape lets html/template work out the escaping, which it does at the first execution. It returns an error where a
// placeholder stands in a place where nothing is safe; what else fails with empty data does not count.
func escape(t *template.Template, data any) error {
	var bad *template.Error
	if err := t.Execute(io.Discard, data); errors.As(err, &bad) {
		return err
	}
	return nil
}

var templateAt = regexp.MustCompile(`^(?:html/)?template: ?([^:\s]+\.html):(\d+)(?::(\d+))?: (.*)$`)

// templateError turns the template package's text into a place and a sentence.
func templateError(err error) diag.Diagnostic {
	text := strings.ReplaceAll(err.Error(), "\n", " ")
	m := templateAt.FindStringSubmatch(text)
	if m == nil {
		return diag.New(diag.Pos{}, rule.TemplateBroken, "problem", text)
	}
	line, _ := strconv.Atoi(m[2])
	col, _ := strconv.Atoi(m[3])
	if m[3] != "" {
		col++ // text/template counts columns from 0
	}
	at := diag.Pos{File: "templates/" + m[1], Line: line, Column: col}
	text = contexts.ReplaceAllString(checking.ReplaceAllString(m[4], ""), "")
	if m := noField.FindStringSubmatch(text); m != nil {
		return diag.New(at, rule.TemplateNoField, "field", m[1], "near", diag.Nearest("."+m[1], fields()))
	}
	return diag.New(at, rule.TemplateBroken, "problem", text)
}

// What Go's own machinery puts round the words that a designer needs.
var (
	checking = regexp.MustCompile(`^(?:checking|executing) "[^"]*" at <.*?>: `)
	noField  = regexp.MustCompile(`^can't (?:use|evaluate) field (\w+) in type \S+$`)
	contexts = regexp.MustCompile(`: \{state.*$`)
)

// fields lists what the values that a template begins with have: .Title, .T and so on.
func fields() []string {
	var out []string
	for _, t := range []reflect.Type{reflect.TypeFor[*View](), reflect.TypeFor[*Shared](), reflect.TypeFor[*Message](), reflect.TypeFor[*Banner](), reflect.TypeFor[*KitText]()} {
		for f := range t.Elem().Fields() {
			if f.IsExported() {
				out = append(out, "."+f.Name)
			}
		}
		for m := range t.Methods() {
			out = append(out, "."+m.Name)
		}
	}
	return out
}

// execute runs a page template.
func (r *Renderer) execute(v *View, b *buffer) error {
	t, err := v.shared.folded(pageFiles[v.Kind])
	if err != nil {
		return err
	}
	return t.execute(b, v)
}

func errNotLoaded(file string) error { return fmt.Errorf("the template %s did not load", file) }

// AsDiagnostic turns an error that a template or a picture gave while rendering into a diagnostic with its place.
func AsDiagnostic(err error) (diag.Diagnostic, bool) {
	if d, ok := errors.AsType[*damaged](err); ok {
		return d.Diagnostic, true
	}
	i := strings.Index(err.Error(), "template: ")
	if i < 0 {
		return diag.Diagnostic{}, false
	}
	return templateError(errors.New(err.Error()[i:])), true
}
