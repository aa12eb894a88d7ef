package render

import (
	"bytes"
	"context"
	"testing"
	"time"

	"tocsin"
	"tocsin/internal/plan"
	"tocsin/internal/site"
	"tocsin/internal/source"
	"tocsin/internal/template"
)

// TestCompiled holds what the compiled templates write against what html/template writes, on every page of the demo.
func TestCompiled(t *testing.T) {
	src, _ := source.Load(tocsin.Files, tocsin.Files)
	web, _ := site.Resolve(src, time.Date(2026, 10, 7, 12, 0, 0, 0, time.UTC))
	p, _ := plan.New(web, Files(), plan.Options{})
	fast, diags := New(p, nil, Options{})
	if n, _ := diags.Count(); n > 0 {
		t.Fatal(diags)
	}
	slow, _ := New(p, nil, Options{})
	for _, e := range slow.editions {
		for file, page := range slow.set.pages {
			set := page()
			if set == nil {
				t.Fatalf("%s is broken", file)
			}
			if ready := set.FoldConstants(&View{shared: e}, "T", "Asset"); !ready.Compiled() && file != "year.html" { // a page a year, with variables
				t.Errorf("%s is not compiled: the built-in theme holds something that template/compile.go does not understand", file)
			}
			e.pages.Store(file, func() (layout, error) { return uncompiled{set}, nil })
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

// uncompiled is a template as html/template itself runs it.
type uncompiled struct{ *template.Template }

func (u uncompiled) Append(dst []byte, data any) ([]byte, error) {
	var b bytes.Buffer
	err := u.Execute(&b, data)
	return append(dst, b.Bytes()...), err
}

func firstDifference(want, got []byte) string {
	i := 0
	for i < min(len(want), len(got)) && want[i] == got[i] {
		i++
	}
	cut := func(b []byte) string { return string(b[max(0, i-60):min(len(b), i+60)]) }
	return "html/template: …" + cut(want) + "\ncompiled:      …" + cut(got)
}
