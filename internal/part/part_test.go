package part

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"tocsin/internal/plan"
	"tocsin/internal/site"
	"tocsin/internal/source"
)

// planned is a site of seven countries in two languages, the first of which has many more pages.
func planned(t *testing.T) *plan.Plan {
	t.Helper()
	b := &strings.Builder{}
	b.WriteString("title: Ring\nbase_url: https://ring.example/\ncards: folder\ncountries:\n")
	for _, code := range []string{"ca", "ie", "gb", "in", "ke", "ng", "gh"} {
		fmt.Fprintf(b, "  %s: {languages: [en, fr], timezone: Etc/UTC}\n", code)
	}
	fsys := fstest.MapFS{"campaign.yaml": {Data: []byte(b.String())}}
	for _, lang := range []string{"en", "fr"} {
		fsys["content/index."+lang+".md"] = &fstest.MapFile{Data: []byte("---\ntitle: Home\n---\n")}
		for i := range 20 {
			fsys[fmt.Sprintf("content/p%d.%s.md", i, lang)] = &fstest.MapFile{Data: []byte("---\ntitle: P\ncountries: [ca]\n---\n")}
		}
	}
	src, l := source.Load(fsys, fstest.MapFS{})
	if n, _ := l.Count(); n > 0 {
		t.Fatal(l)
	}
	web, _ := site.Resolve(src, time.Date(2026, 10, 7, 0, 0, 0, 0, time.UTC))
	p, _ := plan.New(web, nil, plan.Options{})
	return p
}

func TestBalance(t *testing.T) {
	p := planned(t)
	for _, n := range []int{1, 2, 3, 7, 8, 14, 100} {
		parts := Balance(p, n)
		if want := min(n, 14); len(parts) != want {
			t.Errorf("%d parts of 14 editions are %d", n, len(parts))
		}
		var all []string
		for _, q := range parts {
			all = append(all, q.Editions...)
			if len(q.Editions) == 0 {
				t.Errorf("of %d parts one is empty", n)
			}
			if slices.Contains(q.Editions, "ca/en") && n > 1 && n <= 7 && len(q.Editions) != 2 {
				t.Errorf("of %d parts the one with the largest country has %q too", n, q.Editions)
			}
		}
		slices.Sort(all)
		if len(slices.Compact(all)) != 14 {
			t.Errorf("%d parts hold %q", n, all)
		}
	}
}

func TestWrite(t *testing.T) {
	parts := []Part{{[]string{"ca/en", "ca/fr"}, 3}, {[]string{"ie/en"}, 1}}
	for _, format := range Formats() {
		text, err := Write(format, parts, time.Date(2026, 10, 7, 9, 30, 0, 0, time.UTC))
		if err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(text, "--edition ca/en --edition ca/fr") || strings.Contains(text, "[[") {
			t.Errorf("%s:\n%s", format, text)
		}
	}
}
