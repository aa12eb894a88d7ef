package plan

import (
	"maps"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"tocsin/internal/site"
	"tocsin/internal/source"
)

// digested is a campaign of which something is released, and something is not.
var digested = map[string]string{
	"campaign.yaml": "title: Ring\nbase_url: https://ring.example/\ncountries:\n  ca: {name: {en: Canada}, languages: [en], timezone: America/Toronto}\n" +
		"topics: {a: {en: A}, b: {en: B}}\n",
	"content/index.en.md":       "---\ntitle: Home\n---\nHello. :fact[used] <!-- a remark -->\n\n:::only{country=us}\nElsewhere.\n:::\n\n::message{id=m}\n",
	"content/draft.en.md":       "---\ntitle: Draft\ndraft: true\ntopics: [b]\n---\nNot yet. :fact[unused]\n",
	"content/page.en.md":        "---\ntitle: Page\ntopics: [a]\nowner: me # a remark\n---\n[A file](f.txt)\n",
	"content/messages/m.en.md":  "Message.\n",
	"content/messages/n.en.md":  "---\npublish: 2099-01-01\n---\nLater.\n",
	"content/f.txt":             "File.\n",
	"content/g.txt":             "Unused.\n",
	"content/facts/ca.yaml":     "used: {value: V, owner: me}\nunused: {value: U}\n",
	"i18n/en.yaml":              "skip-link: Skip # a remark\n",
	"i18n/glossary.yaml":        "term: {en: {approved: word}}\n",
	"templates/page.html":       "<p>",
	"assets/site.css":           "p { color: red }",
	"content/learn/.hidden.txt": "nothing",
}

func inputsOf(t *testing.T, files map[string]string) []Input {
	t.Helper()
	fsys := fstest.MapFS{}
	for name, text := range files {
		fsys[name] = &fstest.MapFile{Data: []byte(text)}
	}
	src, l := source.Load(fsys, fstest.MapFS{})
	if n, _ := l.Count(); n > 0 {
		t.Fatal(l)
	}
	web, _ := site.Resolve(src, time.Date(2026, 10, 7, 16, 0, 0, 0, time.UTC))
	p, _ := New(web, nil, Options{})
	list, err := p.Inputs()
	if err != nil {
		t.Fatal(err)
	}
	return list
}

// Every file of which something is released is listed once, by name, and no other.
func TestInputs(t *testing.T) {
	var names []string
	for _, in := range inputsOf(t, digested) {
		names = append(names, in.Name)
	}
	want := []string{"assets/site.css", "campaign.yaml", "content/f.txt", "content/facts/ca.yaml", "content/index.en.md", "content/messages/m.en.md",
		"content/page.en.md", "i18n/en.yaml", "templates/page.html"}
	if !slices.Equal(names, want) {
		t.Errorf("the site is made of %q, want %q", names, want)
	}
}

// The digest changes with what readers get, and with nothing else.
func TestInputDigest(t *testing.T) {
	was := Digest(inputsOf(t, digested))
	for _, c := range []struct {
		name, from, to string
		changes        bool
	}{
		{"content/index.en.md", "Hello", "Hullo", true},
		{"content/index.en.md", "title: Home", "title: House", true},
		{"content/index.en.md", "title: Home", "title: Home\nupdated: 2026-10-01", true},
		{"content/index.en.md", "title: Home", "title:   \"Home\"\nreview_by: 2027-01-01", false},
		{"content/index.en.md", "a remark", "another", false},
		{"content/index.en.md", "Elsewhere", "Anywhere", false},
		{"content/page.en.md", "[A file]", "[The file]", true},
		{"content/page.en.md", "(f.txt)", "(g.txt)", true},
		{"content/page.en.md", "owner: me # a remark", "owner: you", false},
		{"content/page.en.md", "topics: [a]", "topics: [b]", true},
		{"content/draft.en.md", "Not yet", "Never", false},
		{"content/draft.en.md", "draft: true", "draft: false", true},
		{"content/messages/m.en.md", "Message", "Massage", true},
		{"content/messages/m.en.md", "Message", "---\nowner: ca\n---\nMessage", true},
		{"content/messages/n.en.md", "Later", "Sooner", false},
		{"content/f.txt", "File", "Pile", true},
		{"content/g.txt", "Unused", "Used", false},
		{"content/facts/ca.yaml", "value: V", "value: W", true},
		{"content/facts/ca.yaml", "owner: me", "owner: you", false},
		{"content/facts/ca.yaml", "value: U", "value: W", false},
		{"campaign.yaml", "title: Ring", "title: Bell", true},
		{"campaign.yaml", "{en: A}", "{en: C}", true},
		{"campaign.yaml", "{en: B}", "{en: C}", false},
		{"campaign.yaml", "title: Ring", "title: 'Ring' # a remark", false},
		{"i18n/en.yaml", "Skip #", "Jump #", true},
		{"i18n/en.yaml", "a remark", "another", false},
		{"i18n/glossary.yaml", "word", "other", false},
		{"templates/page.html", "<p>", "<b>", true},
		{"assets/site.css", "red", "blue", true},
	} {
		files := maps.Clone(digested)
		if files[c.name] = strings.Replace(files[c.name], c.from, c.to, 1); files[c.name] == digested[c.name] {
			t.Fatalf("%s holds no %q", c.name, c.from)
		}
		if got := Digest(inputsOf(t, files)) != was; got != c.changes {
			t.Errorf("%s, %q for %q: the digest changes: %t, want %t", c.name, c.to, c.from, got, c.changes)
		}
	}
}
