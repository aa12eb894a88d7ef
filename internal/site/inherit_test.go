package site

import (
	"strings"
	"testing"
)

func TestInherits(t *testing.T) {
	s, l := resolve(t, noon, map[string]string{
		"content/x.en.md": page("X", "summary: S", "slug: ex", "date: 2026-09-01", "updated: 2026-09-02", "weight: 3", "topics: [phishing]", "audiences: [seniors]",
			"image: {src: a.png, alt: A}", "owner: o", "review_by: 2027-01-01", "allow: [{rule: raw-html, reason: r}]", "params: {p: 1}", "aliases: [old]", "countries: [ca]"),
		"content/x.fr.md": page("Ecs", "image: {alt: Á}"),
	})
	expect(t, "inherits", l)
	p := edition(t, s, "ca/fr").Page("x")
	f := p.Front
	for name, ok := range map[string]bool{
		"date": f.Date.String() == "2026-09-01", "updated": f.Updated.String() == "2026-09-02", "weight": f.Weight == 3, "topics": len(p.Topics) == 1,
		"audiences": len(p.Audiences) == 1, "image": f.Image.Src == "a.png" && f.Image.Alt == "Á", "owner": f.Owner == "o", "review": f.ReviewBy.String() == "2027-01-01",
		"allow": len(f.Allow) == 1, "params": f.Params["p"] == 1, "countries": len(f.Countries) == 1, "modified": p.Modified.Format("2006-01-02 MST") == "2026-09-02 EDT",
		// words for readers are its own
		"title": p.Title == "Ecs", "summary": p.Summary == "", "slug": f.Slug == "" && p.Path == "x/", "aliases": f.Aliases == nil,
	} {
		if !ok {
			t.Errorf("%s is not inherited as it should be: %+v", name, f.Front)
		}
	}
	// A value remembers where it was written.
	if at := p.Pos("weight"); at.File != "content/x.en.md" || at.Line != 7 {
		t.Errorf("weight was written at %v", at)
	}
	if at := p.Pos("title"); at.File != "content/x.fr.md" || at.Line != 2 {
		t.Errorf("title was written at %v", at)
	}
	if a := s.Allow(); len(a["content/x.fr.md"]) != 1 || len(a["content/x.en.md"]) != 1 || len(a) != 2 {
		t.Errorf("allow %v", a)
	}
}

// A picture: a translation's own stands; one without a file of its own has the source's file, where there is one.
func TestInheritsImage(t *testing.T) {
	for _, tt := range []struct{ source, own, want string }{
		{"image: {src: a.png, alt: A}", "", "a.png A"},
		{"image: {src: a.png, alt: A}", "image: {alt: Á}", "a.png Á"},
		{"image: {src: a.png, alt: A}", "image: {src: b.png, alt: B}", "b.png B"},
		{"", "image: {src: b.png, alt: B}", "b.png B"},
		{"", "image: {alt: B}", " B"},
		{"", "", ""},
	} {
		s, _ := resolve(t, noon, map[string]string{"content/x.en.md": page("X", tt.source), "content/x.fr.md": page("Ecs", tt.own)})
		got := ""
		if i := edition(t, s, "ca/fr").Page("x").Front.Image; i != nil {
			got = i.Src + " " + i.Alt
		}
		if got != tt.want {
			t.Errorf("%q over %q is %q, want %q", tt.own, tt.source, got, tt.want)
		}
	}
}

// What a page does where a language is missing is its source's word, for a translation that says nothing itself.
func TestInheritsMissing(t *testing.T) {
	s, _ := resolve(t, noon, map[string]string{"content/x.en.md": page("X", "missing: notice", "reason: r"), "content/x.fr.md": page("Ecs"),
		"content/y.en.md": page("Y", "missing: notice", "reason: r"), "content/y.fr.md": page("Y", "missing: omit", "reason: own")})
	for key, want := range map[string]string{"x": "notice r", "y": "omit own"} {
		m := edition(t, s, "ca/fr").Page(key).Front.Missing
		if m == nil || string(m.Mode)+" "+m.Reason != want {
			t.Errorf("%s has %+v, want %s", key, m, want)
		}
	}
}

func TestContradictions(t *testing.T) {
	for _, c := range []struct{ name, source, translation, want string }{
		{"date", "date: 2026-09-01", "date: 2026-09-02", "3"},
		{"the same date", "date: 2026-09-01", "date: \"2026-09-01\"", ""},
		{"publish", "publish: 2026-09-01", "publish: 2026-09-02", "3"},
		{"expires", "expires: 2026-12-01", "expires: 2026-12-02", "3"},
		{"weight", "weight: 1", "weight: 2", "3"},
		{"weight of a translation alone", "", "weight: 2", ""},
		{"the same weight", "weight: 1", "weight: 1", ""},
		{"poster", "sheet: true", "sheet: false", "3"},
		{"topics", "topics: [phishing]", "topics: [scams]", "3"},
		{"the same topics", "topics: [phishing]", "topics: [phishing]", ""},
		{"audiences", "audiences: [seniors]", "audiences: []", "3"},
		{"countries", "countries: [ca, fr]", "countries: [ca]", "3"},
		{"countries of a translation alone", "", "countries: [ca]", "3"},
		{"tlp", "tlp: TLP:GREEN", "tlp: TLP:CLEAR", "3"},
		{"the same tlp", "tlp: TLP:CLEAR", "tlp: TLP:CLEAR", ""},
		{"tlp of a translation alone", "", "tlp: TLP:CLEAR", ""},
		{"tlp of the source alone", "tlp: TLP:CLEAR", "", ""},
		{"topics of a translation alone", "", "topics: [phishing]", ""},
		{"missing of a translation alone", "", "missing: notice\nreason: r", "3"},
		{"owner", "owner: a", "owner: b", "3"},
		{"week", "week: {number: 1, ca: [2026-10-01, 2026-10-02]}", "week: {number: 2, ca: [2026-10-01, 2026-10-02]}", "3"},
		{"days", "week: {number: 1, ca: [2026-10-01, 2026-10-02]}", "week: {number: 1, ca: [2026-10-01, 2026-10-03]}", "3"},
		{"the same week", "week: {number: 1, ca: [2026-10-01, 2026-10-02]}", "week: {number: 1, ca: [2026-10-01, 2026-10-02]}", ""},
		{"start", "event: {start: 2026-10-06T13:00}", "event: {start: 2026-10-06T14:00}", "3"},
		{"status", "event: {start: 2026-10-06T13:00}", "event: {status: cancelled}", "3"},
		{"place in its own words", "event: {start: 2026-10-06T13:00, place: Here}", "event: {place: Ici, url: https://a.example/}", ""},
		{"updated", "updated: 2026-09-01", "updated: 2026-09-09", ""},
	} {
		_, l := resolve(t, noon, map[string]string{"content/x.en.md": page("X", c.source), "content/x.fr.md": page("X", c.translation), "content/x.es.md": page("X")})
		var got []string
		for _, d := range l.Sorted() {
			if d.Rule == "contradiction" {
				got = append(got, strings.TrimPrefix(strings.TrimSuffix(d.File, ".fr.md"), "content/x")+string(rune('0'+d.Line)))
			}
		}
		if strings.Join(got, ",") != c.want {
			t.Errorf("%s: contradictions on lines %q, want %q: %v", c.name, got, c.want, l)
		}
	}
}

// A translation's own countries keep it back elsewhere, as they say.
func TestCountriesOfATranslation(t *testing.T) {
	s, _ := resolve(t, noon, map[string]string{"content/x.en.md": page("X"), "content/x.fr.md": page("X", "countries: [ca]")})
	if got := shown(s, "x"); got != "ca/en ca/fr us/en fr/en" {
		t.Errorf("shown in %s", got)
	}
}

func TestSource(t *testing.T) {
	s, l := resolve(t, noon, map[string]string{
		"content/x.fr.md": page("X", "source: fr", "weight: 2"), "content/x.en.md": page("X"),
		"content/y.fr.md": page("Y", "source: es"), "content/y.en.md": page("Y", "weight: 3"),
		"content/z.en-US.md": page("Z", "weight: 5"), "content/z.es.md": page("Z", "weight: 4"),
	})
	var sources []string
	for _, d := range l.Sorted() {
		if d.Rule == "unknown-language" {
			sources = append(sources, d.File+":"+string(rune('0'+d.Line)))
		}
	}
	if strings.Join(sources, " ") != "content/y.fr.md:3" {
		t.Errorf("told %v", l)
	}
	if p := edition(t, s, "ca/en").Page("x"); p.Front.Weight != 2 {
		t.Errorf("English does not inherit from the French source: %+v", p.Front)
	}
	if p := edition(t, s, "ca/fr").Page("y"); p.Front.Weight != 3 {
		t.Errorf("a source that is not there is the campaign's: %+v", p.Front)
	}
	if p := edition(t, s, "us/en").Page("z"); p.Front.From.Weight != 4 {
		t.Errorf("without the source language, a rendition for all countries is the source: %+v", p.Front.From)
	}
}

func TestSameKey(t *testing.T) {
	_, l := resolve(t, noon, map[string]string{"content/learn.en.md": page("A", "missing: omit"), "content/learn/index.en.md": page("B")})
	got := strings.Join(told(t, l), " ")
	if !strings.Contains(got, "learn.en.md:0 collision") {
		t.Errorf("told %s", got)
	}
}
