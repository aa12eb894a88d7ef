package plan

import (
	"maps"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"tocsin/internal/site"
	"tocsin/internal/source"
)

// The digest is of what is released: something that waits changes nothing in it, and a word of what is out does.
func TestInputs(t *testing.T) {
	out := map[string]string{
		"campaign.yaml":            "title: {en: Ring}\nbase_url: https://ring.example/\ncountries:\n  ca: {name: {en: Canada}, timezone: America/Toronto, missing: hold, languages: [en]}\n",
		"content/index.en.md":      "---\ntitle: Home\n---\n::message{id=m} ![A lock](lock.svg)\n",
		"content/lock.svg":         `<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>`,
		"content/messages/m.en.md": "Stop.",
		"content/facts/ca.yaml":    "phone: {value: \"1\"}\n",
		"i18n/en.yaml":             "own: Own\n",
		"assets/own.txt":           "own",
	}
	list := func(files map[string]string) (names, digest string) {
		t.Helper()
		fsys := fstest.MapFS{}
		for name, text := range files {
			fsys[name] = &fstest.MapFile{Data: []byte(text)}
		}
		src, _ := source.Load(fsys, fstest.MapFS{"i18n/en.yaml": {Data: []byte("home: Home\n")}, "assets/theme.txt": {Data: []byte("theme")}})
		web, _ := site.Resolve(src, time.Date(2026, 10, 5, 16, 0, 0, 0, time.UTC))
		p, _ := New(web, nil, Options{})
		in, err := p.Inputs()
		if err != nil {
			t.Fatal(err)
		}
		var all []string
		for _, i := range in {
			all = append(all, i.Name)
		}
		return strings.Join(all, " "), Digest(in)
	}
	with := func(name, text string) map[string]string {
		files := maps.Clone(out)
		files[name] = text
		return files
	}
	names, digest := list(out)
	if want := "assets/own.txt campaign.yaml content/facts/ca.yaml content/index.en.md content/lock.svg content/messages/m.en.md i18n/en.yaml"; names != want {
		t.Errorf("released:\n%s\nwant\n%s", names, want)
	}
	for name, text := range map[string]string{
		"content/draft.en.md":      "---\ntitle: Draft\ndraft: true\n---\n![x](plan.svg)\n",
		"content/later.en.md":      "---\ntitle: Later\npublish: 2027-01-01\n---\n",
		"content/over.en.md":       "---\ntitle: Over\nexpires: 2026-10-01\n---\n",
		"content/red.en.md":        "---\ntitle: Red\ntlp: TLP:RED\n---\n",
		"content/messages/n.en.md": "---\ndraft: true\n---\nN.",
		"content/plan.svg":         `<svg xmlns="http://www.w3.org/2000/svg" width="2" height="2"/>`,
		"assets/country-us.css":    "a{}",
		"content/elsewhere.en.md":  "---\ntitle: Elsewhere\ncountries: []\n---\n",
		"i18n/translations.lock":   "x",
		"notes.txt":                "x",
	} {
		if now, same := list(with(name, text)); same != digest {
			t.Errorf("%s is not released, and the digest is another: %s", name, now)
		}
	}
	for name := range out {
		text := out[name] + " "
		if name == "content/facts/ca.yaml" {
			text = "phone: {value: \"2\"}\n"
		}
		if _, other := list(with(name, text)); other == digest {
			t.Errorf("%s is another, and the digest is not", name)
		}
	}
}
