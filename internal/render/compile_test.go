package render

import (
	"bytes"
	"context"
	"maps"
	"reflect"
	"slices"
	"testing"
	"time"

	"tocsin"
	"tocsin/internal/plan"
	"tocsin/internal/site"
	"tocsin/internal/source"
)

// TestCompiled holds what the compiled templates write against what html/template writes, on every page of the demo.
func TestCompiled(t *testing.T) {
	src, _ := source.Load(tocsin.Files, tocsin.Files)
	web, _ := site.Resolve(src, time.Date(2026, 10, 7, 12, 0, 0, 0, time.UTC))
	p, _ := plan.New(web)
	fast, diags := New(p)
	if n, _ := diags.Count(); n > 0 {
		t.Fatal(diags)
	}
	slow, _ := New(p)
	for _, e := range slow.editions {
		for _, file := range slices.Compact(slices.Sorted(maps.Values(pageFiles))) {
			sheet, err := e.folded(file)
			if err != nil {
				t.Fatal(err)
			}
			if sheet.fast == nil && file != "year.html" { // a page a year, with variables
				t.Errorf("%s is not compiled: the built-in theme holds something that compile.go does not understand", file)
			}
			sheet.fast = nil
		}
	}
	want := map[string][]byte{}
	for out, err := range slow.Each(context.Background(), nil) {
		if err != nil {
			t.Fatal(err)
		}
		want[out.Path] = bytes.Clone(out.Data)
	}
	n := 0
	for out, err := range fast.Each(context.Background(), nil) {
		if err != nil {
			t.Fatal(err)
		}
		if n++; !bytes.Equal(out.Data, want[out.Path]) {
			t.Errorf("%s differs:\n%s", out.Path, firstDifference(want[out.Path], out.Data))
		}
	}
	if n != len(want) || n < 300 {
		t.Errorf("%d outputs, %d wanted", n, len(want))
	}
}

func firstDifference(want, got []byte) string {
	i := 0
	for i < min(len(want), len(got)) && want[i] == got[i] {
		i++
	}
	cut := func(b []byte) string { return string(b[max(0, i-60):min(len(b), i+60)]) }
	return "html/template: …" + cut(want) + "\ncompiled:      …" + cut(got)
}

// TestCompiledSnippets holds snippets that a designer may write, with hostile values in them, against html/template:
// the same bytes, or left to it.
func TestCompiledSnippets(t *testing.T) {
	hostile := "<b>\"'+&\x00 é « » 中 `=;{}"
	view := &View{Title: hostile, Lang: "fr-CA", Kind: "article", Week: 3, Site: "S", Content: "<p>whole</p>",
		Topics: []Link{{Text: hostile, Href: "javascript:alert(1)", Lang: "en"}, {Text: "b", Href: "/a b/é?x=1&y='\"<>#f"}, {Href: "//host/x"},
			{Href: "https://a.example/x#y"}, {Href: "mailto:a@b"}, {Href: "data:text/html,x"}, {Href: "/plain/path/"}},
		Next: &Link{Text: "next", Href: "HTTPS://A/%zz"}, Modified: &Date{Text: "t", ISO: "2026-10-07"},
		Items: []Item{{Title: "one", Count: 2}, {Title: "two"}}, Params: map[string]any{"colour": "red<"}}
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
	} {
		files := map[string]source.Template{"base.html": {Text: `{{define "base"}}` + c.text + `{{end}}{{define "part"}}[{{.Text}}{{$.Lang}}]{{end}}`}}
		slow, diags := parseSet(files, nil, []string{"base.html"})
		if len(diags) > 0 {
			t.Errorf("%s: %v", c.text, diags)
			continue
		}
		_ = escape(slow, &View{})
		fast, err := compile(slow, reflect.TypeFor[*View]())
		if compiled := err == nil; compiled != c.compiled {
			t.Errorf("%s: compiled %t, want %t", c.text, compiled, c.compiled)
			continue
		}
		if !c.compiled {
			continue
		}
		var want bytes.Buffer
		got := &buffer{bytes: []byte("before")}
		wantErr, gotErr := slow.Execute(&want, view), fast.run(got, view)
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
