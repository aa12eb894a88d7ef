package render

import (
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"tocsin"
	"tocsin/internal/plan"
	"tocsin/internal/site"
	"tocsin/internal/source"
)

// built renders the files of a small campaign, by path.
func built(t *testing.T, files map[string]string) func(path string) string {
	t.Helper()
	fsys := fstest.MapFS{"campaign.yaml": {Data: []byte("title: Ring\nbase_url: https://ring.example/\ncountries:\n  ca: {languages: [en, fr], timezone: America/Toronto, missing: notice}\n  us: {languages: [en], timezone: America/New_York}\n")}}
	for name, text := range files {
		fsys[name] = &fstest.MapFile{Data: []byte(text)}
	}
	src, _ := source.Load(fsys, tocsin.Files)
	web, _ := site.Resolve(src, time.Date(2026, 10, 7, 12, 0, 0, 0, time.UTC))
	p, _ := plan.New(web, Files(), plan.Options{})
	r, diags := New(p, nil, Options{})
	if n, _ := diags.Count(); n > 0 {
		t.Fatal(diags)
	}
	return func(path string) string {
		for _, target := range p.Targets {
			if target.Path == path {
				data, err := r.Bytes(target)
				if err != nil {
					t.Fatal(err)
				}
				return string(data)
			}
		}
		return ""
	}
}

const slidesBody = "---\ntitle: The hour\n---\nFor readers.\n\n## One\n\nA.\n\n:::notes\nSay <it> :fact[f].\n:::\n\n::::only{country=ca}\n## For Canada\n\nB.\n\n:::notes\nTwo.\n:::\n::::\n\n## Last\n\nC[^1].\n\n[^1]: Where.\n"

func TestBriefing(t *testing.T) {
	read := built(t, map[string]string{
		"content/index.en.md": "---\ntitle: Home\n---\n", "content/index.fr.md": "---\ntitle: Accueil\n---\n",
		"content/briefings/hour.en.md": slidesBody, "content/facts/ca.yaml": "f: {value: x & y}\n", "content/facts/us.yaml": "f: {value: z}\n",
	})
	for _, c := range []struct {
		path      string
		has, not  []string
		numbers   int // of slides, the cover apart
		countable string
	}{
		{"ca/en/briefings/hour/index.html", []string{`<p class="tag">Speaker’s notes</p>`, `x &amp; y`, "For readers.", `href="/ca/en/briefings/hour/deck/"`, `id="fn-1"`}, []string{"noindex"}, 3, `<section class="slide content"`},
		{"us/en/briefings/hour/index.html", []string{`<bdi class="fact">z</bdi>`}, []string{"For Canada"}, 2, `<section class="slide content"`},
		{"ca/en/briefings/hour/deck/index.html", []string{"3 of 3", "noindex", `<div class="notes" role="note" hidden>`}, []string{"For readers."}, 3, `<section class="slide" id="slide-`},
		{"us/en/briefings/hour/deck/index.html", []string{"2 of 2"}, []string{"3 of", "For Canada"}, 2, `<section class="slide" id="slide-`},
		{"us/en/briefings/hour/handout/index.html", []string{"For readers.", "2 slides", "https://ring.example/us/en/briefings/hour/"}, nil, 2, `<section class="pair"`},
		{"ca/fr/presentations/hour/deck/index.html", []string{`class="deck" data-page="/ca/fr/presentations/hour/" lang="en-CA" dir="ltr"`, "3 sur 3",
			`<link rel="canonical" href="https://ring.example/ca/en/briefings/hour/">`}, nil, 3, `<section class="slide" id="slide-`},
	} {
		page := read(c.path)
		if page == "" {
			t.Errorf("there is no %s", c.path)
			continue
		}
		for _, want := range c.has {
			if !strings.Contains(page, want) {
				t.Errorf("%s lacks %q:\n%s", c.path, want, page)
			}
		}
		for _, word := range c.not {
			if strings.Contains(page, word) {
				t.Errorf("%s holds %q", c.path, word)
			}
		}
		if n := strings.Count(page, c.countable); n != c.numbers {
			t.Errorf("%s has %d slides, want %d", c.path, n, c.numbers)
		}
	}
}

// TestNotesElsewhere holds that notes are nowhere but in a briefing, whatever else is made of a page.
func TestNotesElsewhere(t *testing.T) {
	page := "---\ntitle: Page\n---\nWords.\n\n:::notes\nHush.\n\n### Quiet\n:::\n\n## A\n\n## B\n"
	read := built(t, map[string]string{"content/index.en.md": page, "content/index.fr.md": page, "content/a.en.md": page, "content/a.fr.md": page})
	for _, path := range []string{"ca/en/index.html", "ca/en/a/index.html", "ca/en/feed.xml"} {
		if text := read(path); !strings.Contains(text, "Words.") && path != "ca/en/feed.xml" || strings.Contains(text, "Hush") || strings.Contains(text, "Quiet") {
			t.Errorf("%s shows a speaker's notes, or nothing:\n%s", path, text)
		}
	}
}
