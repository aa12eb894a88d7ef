package template

import (
	"bytes"
	"errors"
	"html/template"
	"reflect"
	"strings"
	"testing"
	"text/template/parse"
)

// view has a field of every type that the templates of a site see.
type view struct {
	Title, Lang, Kind, Site, Summary string
	Week                             int
	Content                          template.HTML
	Topics                           []link
	Prev, Next                       *link
	Modified                         *date
	Items                            []item
	Params                           map[string]any
}

type link struct{ Text, Href, Lang string }

type date struct{ Text, ISO string }

type item struct {
	Title string
	Count int
}

type ring struct {
	R       string
	Sounded bool
}

func rings(sounded, total int, pitch float64) (out []ring) {
	for k := range total {
		out = append(out, ring{R: "1.5", Sounded: k < sounded})
	}
	return out
}

// Fail is a method that fails, and Panic one that panics.
func (v *view) Fail(string) ([]item, error) { return nil, errors.New("it fails") }

func (v *view) Panic() string { panic("it panics") }

// join wants two texts and takes more.
func join(a, b string, more ...string) string { return a + b + strings.Join(more, "") }

// T is a method with words that are the same for every view.
func (v *view) T(key string, pairs ...any) string { return "<" + key + ">" }

// TestCompiledSnippets holds snippets that a designer may write, with hostile values in them, against html/template:
// the same bytes, or left to it.
func TestCompiledSnippets(t *testing.T) {
	hostile := "<b>\"'+&\x00 é « » 中 `=;{}"
	data := &view{Title: hostile, Lang: "fr-CA", Kind: "article", Week: 3, Site: "S", Content: "<p>whole</p>",
		Topics: []link{{Text: hostile, Href: "javascript:alert(1)", Lang: "en"}, {Text: "b", Href: "/a b/é?x=1&y='\"<>#f"}, {Href: "//host/x"},
			{Href: "https://a.example/x#y"}, {Href: "mailto:a@b"}, {Href: "data:text/html,x"}, {Href: "/plain/path/"}},
		Next: &link{Text: "next", Href: "HTTPS://A/%zz"}, Modified: &date{Text: "t", ISO: "2026-10-07"},
		Items: []item{{Title: "one", Count: 2}, {Title: "two"}}, Params: map[string]any{"colour": "red<"}}
	for _, c := range []struct {
		text     string
		compiled bool
	}{
		{`{{.Title}}`, true},
		{`<p title="{{.Title}}" class="w{{.Week}}">{{.Content}}</p>`, true},
		{`<title>{{.Title}}</title>`, true},
		{`{{range .Topics}}<a href="{{.Href}}"{{with .Lang}} lang="{{.}}"{{end}}>{{.Text}}</a>{{end}}`, true},
		{`{{range .Topics}}<a href="/x/{{.Href}}">{{.Text}}</a>{{else}}none{{end}}`, true},
		{`{{with .Prev}}{{.Text}}{{else}}no {{$.Title}}{{end}}{{with .Next}}<a href="{{.Href}}">{{.Text}}{{$.Lang}}</a>{{end}}`, true},
		{`{{if and .Week .Title}}a{{end}}{{if or .Prev .Topics}}b{{end}}{{if not .Prev}}c{{end}}{{or .Summary .Lang}}`, true},
		{`{{if gt (len .Topics) 2}}a{{end}}{{if eq .Kind "home" "article"}}b{{end}}{{if ne .Week 3}}c{{end}}{{if le .Week 3}}d{{end}}`, true},
		{`{{range rings .Week 5 60}}{{.R}}{{if .Sounded}}!{{end}} {{end}}`, true},
		{`{{template "part" .Next}}{{template "part" index .Topics 1}}`, false},
		{`{{template "part" .Next}}`, true},
		{`{{range $i, $x := .Items}}{{$i}}{{$x.Title}}{{end}}`, false},
		{`{{$t := .Title}}{{$t}}`, false},
		{`{{.Params.colour}}`, false},
		{`{{printf "%q" .Lang}}`, false},
		{`<p style="color:{{.Title}}">`, false},
		{`<script>var x = {{.Title}}</script>`, false},
		{`<script>var x = {{.Week}}</script>`, false},
		{`<p class=w{{.Week}}>`, false},
		{`<p {{.Lang}}>`, false},
		{`<a href="?q={{.Title}}">`, false},
		{`{{.Prev.Text}}`, true}, // nil: an error, which html/template words
		{`{{.T "no-such-key" "x" .Title}}`, true},

		// What cannot be compiled within a condition, a loop or a call leaves the whole to html/template.
		{`{{if .Params.colour}}a{{end}}`, false},
		{`{{if .Title}}{{.Params.colour}}{{end}}`, false},
		{`{{if .Title}}a{{else}}{{.Params.colour}}{{end}}`, false},
		{`{{with .Params.colour}}a{{end}}`, false},
		{`{{with or .Prev .Topics}}a{{end}}`, false}, // of two types: good for a condition alone
		{`{{or .Prev .Topics}}`, false},
		{`{{range or .Prev .Topics}}a{{end}}`, false},
		{`{{template "part" or .Prev .Topics}}`, false},
		{`{{.T "a" (or .Prev .Topics)}}`, false},
		{`{{range $x := .Items}}{{.Title}}{{end}}`, false},
		{`{{range .Params.colour}}a{{end}}`, false},
		{`{{range .Params}}a{{end}}`, false},
		{`{{range .Week}}a{{end}}`, false},
		{`{{range .Items}}{{$.Params.colour}}{{end}}`, false},
		{`{{range .Items}}a{{else}}{{$.Params.colour}}{{end}}`, false},
		{`{{template "odd" .Title}}`, false},
		{`{{template "odd"}}`, false},
		{`{{template "nothing"}}`, true},
		{`{{template "part" .Params.colour}}`, false},
		{`{{.Title | print}}`, false},
		{`{{.Title | printf "%s"}}`, false},
		{`{{$t := .Title | print}}a`, false},

		// So does a call with other arguments than the function takes, which html/template words as an error.
		{`{{range rings 1 2}}a{{end}}`, false},
		{`{{range rings 1 2 3 4}}a{{end}}`, false},
		{`{{range rings "1" 2 3}}a{{end}}`, false},
		{`{{join "a"}}`, false},
		{`{{join "a" "b"}}{{join "a" "b" "c" .Title}}`, true},
		{`{{join "a" "b" 3}}`, false},
		{`{{.T .Week}}`, false},
		{`{{.T "a" .Params.colour}}`, false},

		// An error while a page is made ends it, wherever it happens, and nothing is written.
		{`{{.Title}}{{.Panic}}`, true},
		{`{{.Title}}{{if .Prev.Text}}a{{else}}b{{end}}`, true},
		{`{{.Title}}{{with .Prev.Text}}a{{end}}`, true},
		{`{{.Title}}{{if .Title}}{{.Prev.Text}}{{end}}`, true},
		{`{{.Title}}{{range .Fail "a"}}b{{else}}c{{end}}`, true},
		{`{{.Title}}{{range .Items}}{{$.Prev.Text}}{{end}}`, true},
		{`{{.Title}}{{template "words" .Prev.Text}}`, true},
		{`{{.Title}}{{template "part" .Prev}}`, true},
	} {
		lib := &Library{Texts: map[string]string{"base.html": `{{define "base"}}` + c.text + `{{end}}{{define "part"}}[{{.Text}}{{$.Lang}}]{{end}}` +
			`{{define "odd"}}{{printf "%q" .}}{{end}}{{define "nothing"}}-{{end}}{{define "words"}}[{{.}}]{{end}}`}, Funcs: Funcs{"rings": rings, "join": join}}
		slow, diags := lib.read([]string{"base.html"})
		if len(diags) > 0 {
			t.Errorf("%s: %v", c.text, diags)
			continue
		}
		_ = settle(slow, &view{})
		fast, err := compile(slow, reflect.TypeFor[*view](), lib.Funcs, func(*parse.ListNode) {})
		if compiled := err == nil; compiled != c.compiled {
			t.Errorf("%s: compiled %t, want %t", c.text, compiled, c.compiled)
			continue
		}
		if !c.compiled {
			continue
		}
		var want bytes.Buffer
		got := &buffer{bytes: []byte("before")}
		wantErr, gotErr := slow.Execute(&want, data), fast.run(got, data)
		switch {
		case (wantErr != nil) != (gotErr != nil):
			t.Errorf("%s: html/template says %v, compiled %v", c.text, wantErr, gotErr)
		case wantErr != nil && string(got.bytes) != "before":
			t.Errorf("%s: after an error the buffer holds %q", c.text, got.bytes)
		case wantErr == nil && string(got.bytes) != "before"+want.String():
			t.Errorf("%s:\nhtml/template %q\ncompiled      %q", c.text, want.String(), got.bytes[6:])
		}
	}
}

// TestFoldConstants fills in words and addresses beforehand only where the bytes stay those of html/template.
func TestFoldConstants(t *testing.T) {
	for _, c := range []struct {
		text  string
		calls int // how often T is called for a page that is made from the precomputed template
	}{
		{`<title>{{.T "a"}}</title><p title="{{.T "b" "n" "c"}}">{{.T "+&"}}</p>`, 0},
		{`{{range .Topics}}{{$.T "a"}}{{else}}{{.T "b"}}{{end}}{{with .Next}}{{$.T "c"}}{{end}}`, 0},
		{`<a href="{{.T "plain"}}">`, 0},
		{`<a href="{{.T "javascript:x"}}">`, 1},
		{`{{.T "a" "n" .Title}}`, 1},
		{`<p onclick="{{.T "a"}}">`, 1},
		{`<p style="color: {{.T "red"}}">`, 1},
	} {
		lib := &Library{Texts: map[string]string{"base.html": `{{define "base"}}` + c.text + `{{end}}`}}
		set, diags := lib.Parse(&counter{}, "base.html")
		if len(diags) > 0 {
			t.Fatalf("%s: %v", c.text, diags)
		}
		precomputed := set.FoldConstants(&counter{}, "T")
		var want bytes.Buffer
		data := &counter{view: view{Title: "<t>", Topics: []link{{}}, Next: &link{}}}
		if err := set.Execute(&want, data); err != nil {
			t.Fatal(err)
		}
		data.calls = 0
		got, err := precomputed.Append([]byte("before"), data)
		if err != nil || string(got) != "before"+want.String() {
			t.Errorf("%s: got %q, %v, want %q", c.text, got, err, want.String())
		}
		if data.calls != c.calls {
			t.Errorf("%s: T was called %d times, want %d", c.text, data.calls, c.calls)
		}
	}
}

// TestLaterFiles replaces what an earlier file defines, but not by nothing, and leaves out what nobody calls.
func TestLaterFiles(t *testing.T) {
	lib := &Library{Texts: map[string]string{
		"page.html":  `{{define "page"}}{{template "a" .}}{{if .Week}}{{template "b" .}}{{end}}{{end}}`,
		"first.html": `{{define "a"}}1{{end}}{{define "b"}}1{{template "c" .}}{{end}}{{define "c"}}1{{end}}{{define "unused"}}<p {{.Lang}}>{{end}}`,
		"later.html": `{{define "a"}}2{{end}}{{define "c"}} {{/* empty */}} {{end}}`,
	}}
	for _, c := range []struct {
		names []string
		want  string
	}{
		{[]string{"page.html", "first.html"}, "111"},
		{[]string{"page.html", "first.html", "later.html"}, "211"},
		{[]string{"page.html", "later.html", "first.html"}, "111"},
	} {
		set, diags := lib.Parse(&view{}, c.names...)
		if len(diags) > 0 {
			t.Fatalf("%v: %v", c.names, diags)
		}
		var got bytes.Buffer
		if err := set.Execute(&got, &view{Week: 1}); err != nil || got.String() != c.want {
			t.Errorf("%v: %q, %v, want %q", c.names, got.String(), err, c.want)
		}
	}
	if _, diags := lib.Parse(&view{}, "first.html"); len(diags) == 0 {
		t.Error("a file that does not define its own template is taken")
	}
}

// counter counts the calls of its method.
type counter struct {
	view
	calls int
}

// T gives words that need an escaper, or for plain words and addresses those themselves.
func (c *counter) T(key string, pairs ...any) string {
	c.calls++
	if len(key) > 2 {
		return key
	}
	return "<" + key + "'>"
}
