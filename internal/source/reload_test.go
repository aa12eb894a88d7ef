package source

import (
	"fmt"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

const reloadConfig = `title: {en: T, fr: T}
base_url: https://a.example/
countries:
  ca: {name: {en: Canada}, languages: [en, fr], timezone: America/Toronto}
`

// TestReload holds a reload against a load from nothing, whatever was told to have changed.
func TestReload(t *testing.T) {
	at := time.Date(2026, 10, 1, 0, 0, 0, 0, time.UTC)
	file := func(text string, hour int) *fstest.MapFile {
		return &fstest.MapFile{Data: []byte(text), ModTime: at.Add(time.Duration(hour) * time.Hour)}
	}
	page := func(n int) string { return fmt.Sprintf("---\ntitle: P%d\n---\n\nWords %d. <b>x</b>\n", n, n) }
	base := func() fstest.MapFS {
		return fstest.MapFS{
			"campaign.yaml":                file(reloadConfig, 0),
			"content/index.en.md":          file(page(0), 0),
			"content/a.en.md":              file(page(1), 0),
			"content/a.fr.md":              file(page(2), 0),
			"content/messages/m.en.md":     file("Said.\n", 0),
			"content/facts/ca.yaml":        file("phone: {value: 1}\n", 0),
			"i18n/en.yaml":                 file("home: Home\n", 0),
			"templates/page.html":          file("x", 0),
			"content/broken.en.md":         file("---\ntitel: x\n---\n", 0),
			"content/unreadable.en.md":     file("\xff", 0),
			"content/elsewhere/gone.md":    file("x", 0),
			"content/elsewhere/pic.en.png": file("x", 0),
		}
	}
	cases := []struct {
		name    string
		change  func(fstest.MapFS)
		changed []string
	}{
		{"a save", func(fs fstest.MapFS) { fs["content/a.en.md"] = file(page(9), 1) }, []string{"content/a.en.md"}},
		{"a save of the same size and time", func(fs fstest.MapFS) { fs["content/a.en.md"] = file(page(8), 0) }, []string{"content/a.en.md"}},
		{"a save that nobody told", func(fs fstest.MapFS) { fs["content/a.en.md"] = file(page(9), 1) }, nil},
		{"a message", func(fs fstest.MapFS) { fs["content/messages/m.en.md"] = file("Other.\n", 1) }, []string{"content/messages/m.en.md"}},
		{"a save that breaks", func(fs fstest.MapFS) { fs["content/a.fr.md"] = file("---\nx\n", 1) }, []string{"content/a.fr.md"}},
		{"a save that mends", func(fs fstest.MapFS) { fs["content/unreadable.en.md"] = file(page(7), 1) }, []string{"content/unreadable.en.md"}},
		{"a new page", func(fs fstest.MapFS) { fs["content/new/b.fr.md"] = file(page(3), 1) }, []string{"content/new/b.fr.md"}},
		{"a page that went", func(fs fstest.MapFS) { delete(fs, "content/a.fr.md") }, []string{"content/a.fr.md"}},
		{"a page that moved", func(fs fstest.MapFS) { fs["content/b.en.md"] = fs["content/a.en.md"]; delete(fs, "content/a.en.md") },
			[]string{"content/a.en.md", "content/b.en.md"}},
		{"a fact", func(fs fstest.MapFS) { fs["content/facts/ca.yaml"] = file("phone: {value: 2}\n", 1) }, []string{"content/facts/ca.yaml"}},
		{"a template", func(fs fstest.MapFS) { fs["templates/page.html"] = file("y", 1) }, []string{"templates/page.html"}},
		{"a language more", func(fs fstest.MapFS) {
			fs["campaign.yaml"] = file(reloadConfig+"  fr: {name: {fr: France}, languages: [fr], timezone: Europe/Paris}\n", 1)
		}, []string{"campaign.yaml"}},
		{"a config that broke", func(fs fstest.MapFS) { fs["campaign.yaml"] = file("title: [\n", 1) }, []string{"campaign.yaml"}},
		{"nothing", func(fstest.MapFS) {}, nil},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			fs := base()
			prev, _ := Load(fs, fstest.MapFS{})
			c.change(fs)
			got, gotDiags := Reload(prev, c.changed)
			want, wantDiags := Load(fs, fstest.MapFS{})
			opts := []cmp.Option{cmp.AllowUnexported(Source{}, File{}, Front{}, Date{}, keyAt{}, reading{}), cmpopts.EquateEmpty(),
				cmpopts.IgnoreFields(Source{}, "campaign", "builtin", "rest"), cmpopts.IgnoreFields(File{}, "once", "passages"), cmp.Comparer(func(a, b *time.Location) bool { return a.String() == b.String() }),
				cmp.Comparer(func(a, b Country) bool { return a.Code == b.Code })}
			if d := cmp.Diff(want, got, opts...); d != "" {
				t.Errorf("the reload differs from a load (-load +reload):\n%s", d)
			}
			if d := cmp.Diff(wantDiags.Sorted(), gotDiags.Sorted(), cmpopts.EquateEmpty()); d != "" {
				t.Errorf("the diagnostics differ (-load +reload):\n%s", d)
			}
		})
	}
}
