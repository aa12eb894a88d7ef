// Package template reads a site's templates and runs them. It knows nothing of pages: who uses it says which files make
// a template, and of which type its data are. Every field, method and function that a template names is checked against
// that type when it is read, so that a mistake is found before anything is made.
package template

import (
	"errors"
	"html/template"
	"io"
	"reflect"
	"regexp"
	"strconv"
	"strings"
	"sync"

	"github.com/jba/templatecheck"

	"tocsin/internal/diag"
	"tocsin/internal/rule"
)

// HTML is html/template's: text that is whole and safe.
type HTML = template.HTML

// Escape makes words safe for a template that takes HTML.
func Escape(words string) HTML { return HTML(template.HTMLEscapeString(words)) }

// Funcs are the functions that templates may call, by name. Each returns one value, or a value and an error.
type Funcs = template.FuncMap

// Library is the templates of a site and what they may use. It must not change once a template was parsed, and is
// safe for many goroutines then.
type Library struct {
	Texts map[string]string // by name within templates/: "page.html"
	Funcs Funcs
	Data  []any // a pointer to a struct of each type that a template begins with: where a hint looks for the nearest field

	mu     sync.Mutex
	parsed map[string]parsed // by name: most files are parts of many templates
}

// Template is made of files of a library, and was checked against the type of its data. It is safe for many goroutines.
type Template struct {
	set *template.Template
	lib *Library
}

// Execute writes what the template makes of data, which must be of the type that it was parsed with.
func (t *Template) Execute(w io.Writer, data any) error { return t.set.Execute(w, data) }

// Parse puts a template together of files. The first one defines what is run: page.html must hold {{define "page"}}. The
// template is nil where there are diagnostics, each of which names the file and, where Go tells them, line and column.
func (l *Library) Parse(data any, names ...string) (*Template, diag.List) {
	set, diags := l.read(names)
	if len(diags) > 0 {
		return nil, diags
	}
	err := templatecheck.CheckHTML(set, data)
	if err == nil {
		err = settle(set, data)
	}
	if err != nil {
		return nil, append(diags, l.diagnose(err))
	}
	return &Template{set, l}, nil
}

// read puts a set together of files, without a check. It holds what the first one can reach: a page's template needs a
// few of a theme's many partials, and html/template works on all that it is given.
func (l *Library) read(names []string) (*template.Template, diag.List) {
	var diags diag.List
	defined := trees{}
	for _, name := range names {
		if _, ok := l.Texts[name]; !ok {
			diags.Add(diag.Pos{File: "templates/" + name}, rule.TemplateAbsent)
			continue
		}
		f := l.file(name)
		if f.err != nil {
			diags = append(diags, l.diagnose(f.err))
		}
		defined.add(f.trees)
	}
	root := strings.TrimSuffix(names[0], ".html")
	if len(diags) == 0 && defined[root] == nil {
		diags.Add(diag.Pos{File: "templates/" + names[0], Line: 1}, rule.TemplateUndefined, "name", root)
	}
	if len(diags) > 0 {
		return nil, diags
	}
	set := template.New(root).Funcs(l.Funcs)
	for _, name := range defined.reachable(root) {
		if _, err := set.AddParseTree(name, defined[name].Copy()); err != nil { // a copy: escaping changes it
			return nil, append(diags, l.diagnose(err))
		}
	}
	return set.Lookup(root), diags
}

// settle lets html/template work out the escaping, which it does at the first execution. It returns an error where a
// placeholder stands in a place where nothing is safe; what else fails with empty data does not count.
func settle(t *template.Template, data any) error {
	var bad *template.Error
	if err := t.Execute(io.Discard, data); errors.As(err, &bad) {
		return err
	}
	return nil
}

var templateAt = regexp.MustCompile(`^(?:html/)?template: ?([^:\s]+\.html):(\d+)(?::(\d+))?: (.*)$`)

// Diagnostic turns an error that a template gave while it ran, however wrapped, into a diagnostic with its place. It
// reports whether the error is one.
func (l *Library) Diagnostic(err error) (diag.Diagnostic, bool) {
	i := strings.Index(err.Error(), "template: ")
	if i < 0 {
		return diag.Diagnostic{}, false
	}
	return l.diagnose(errors.New(err.Error()[i:])), true
}

// diagnose turns the template package's text into a place and a sentence.
func (l *Library) diagnose(err error) diag.Diagnostic {
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
		return diag.New(at, rule.TemplateNoField, "field", m[1], "near", diag.Nearest("."+m[1], l.fields()))
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
func (l *Library) fields() []string {
	var out []string
	for _, data := range l.Data {
		t := reflect.TypeOf(data)
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
