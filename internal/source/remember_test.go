package source

import (
	"os"
	"reflect"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"tocsin"
	"tocsin/internal/memory"
	"tocsin/internal/record"
)

// A document with all that Markdown and a front matter can hold comes back as it was parsed, with what was told of it.
func TestRemembered(t *testing.T) {
	everything := "---\ntitle: T\nsummary: S\npublish: 2026-10-01T10:00-04:00\nreview_by: 2026-12-01\naliases: [a]\ncountries: [ca]\nimage: {src: a.png, alt: A}\n" +
		"params: {a: [1, 2.5, {b: x}], c: 2026-10-01, d: null}\nallow: [{rule: same-links, reason: r}]\nevent: {start: 2026-10-06T13:00, url: 'https://a.example/x?y#z'}\n" +
		"wek: 1\n---\nWords [a](b.md#c \"t\") :fact[x] ![alt](a.png) <https://Ex.example/>\n\n# One\n\n## Two :fact[x] {#two}\n\n" +
		":::only{country=ca}\n::message{id=m}\n:::\n\n:::quiz\nQ?\n\n- [x] yes\n\n  why\n- [ ] no\n:::\n\na[^1]\n\n[^1]: note\n\n<b>raw</b>\n"
	files := fstest.MapFS{
		"campaign.yaml":            {Data: []byte("title: {en: T, fr: T}\nbase_url: https://a.example/\nsource_language: en\ncountries:\n  ca: {languages: [en, fr], timezone: America/Toronto}\n  fr: {languages: [fr], timezone: Europe/Paris}\n")},
		"content/index.en.md":      {Data: []byte("---\ntitle: H\n---\nwords")},
		"content/all.en.md":        {Data: []byte(everything)},
		"content/all.fr.md":        {Data: []byte(everything)},
		"content/messages/m.en.md": {Data: []byte("Words « a » !")},
		"content/bad.en.md":        {Data: []byte("---\ntitle: x\n")},
	}
	for _, f := range files {
		f.ModTime = time.Unix(0, 0)
	}
	dir := t.TempDir()
	recall := func() (*Source, int64) {
		kept := memory.Open(dir, memory.Documents, "program")
		defer kept.Close()
		src, diags := Recall(record.WatchDir(dir, files), tocsin.Files, kept, nil)
		kept.Save()
		want, told := Load(files, tocsin.Files)
		if !reflect.DeepEqual(diags, told) {
			t.Errorf("told\n%v, want\n%v", diags, told)
		}
		for i := range want.readings {
			got, want := src.readings[i], want.readings[i]
			if !got.mod.Equal(want.mod) || got.size != want.size {
				t.Errorf("%s has %d bytes of %v, want %d of %v", got.path, got.size, got.mod, want.size, want.mod)
			}
			if diff := cmp.Diff(want.file, got.file, cmp.Exporter(func(reflect.Type) bool { return true }), cmpopts.EquateEmpty(), cmpopts.IgnoreFields(File{}, "Sum")); diff != "" {
				t.Errorf("%s is another: %s", got.path, diff)
			}
		}
		info, err := os.Stat(dir + "/" + memory.Dir + "/" + memory.Documents)
		if err != nil {
			t.Fatal(err)
		}
		return src, info.Size()
	}
	_, size := recall()
	for range 2 { // in memory a file has no mark that proves anything, so it is read and kept anew
		recall()
	}
	change := func(name, from string) {
		files[name] = &fstest.MapFile{Data: []byte(from), ModTime: time.Unix(1, 0)}
		recall()
	}
	change("content/index.en.md", "---\ntitle: Other\n---\nother")
	change("content/bad.en.md", "---\ntitle: x\n---\n")
	change("campaign.yaml", "title: {en: T, fr: T}\nbase_url: https://a.example/\nsource_language: en\ncountries:\n  ca: {languages: [en, fr], timezone: America/Toronto}\n")
	delete(files, "content/all.fr.md")
	if _, now := recall(); now > 4*size {
		t.Errorf("%d bytes are kept, %d at first", now, size)
	}
}
