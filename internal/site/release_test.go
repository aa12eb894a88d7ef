package site

import (
	"strings"
	"testing"
	"time"
)

func TestMissing(t *testing.T) {
	for _, c := range []struct {
		name  string
		files map[string]string
		shown string // editions that have the page x
		told  string
	}{
		{"whole", map[string]string{"x.en.md": page("X"), "x.fr.md": page("X"), "x.es.md": page("X")},
			"ca/en ca/fr us/en us/es fr/fr fr/en", ""},
		{"no French", map[string]string{"x.en.md": page("X"), "x.es.md": page("X")},
			"us/en us/es fr/fr(en) fr/en", "x.en.md:1 missing-rendition"},
		{"no Spanish", map[string]string{"x.en.md": page("X"), "x.fr.md": page("X")},
			"ca/en ca/fr us/en fr/fr fr/en", "x.en.md:1 missing-rendition"},
		{"French alone", map[string]string{"x.fr.md": page("X")},
			"fr/fr fr/en(fr)", "x.fr.md:1 missing-rendition"},
		{"Spanish alone is the US's alone", map[string]string{"x.es.md": page("X")},
			"us/es", "x.es.md:1 missing-rendition"},
		{"a draft counts as missing", map[string]string{"x.en.md": page("X"), "x.fr.md": page("X", "draft: true"), "x.es.md": page("X")},
			"us/en us/es fr/fr(en) fr/en", "x.en.md:1 missing-rendition"},
		{"all drafts: no word of it", map[string]string{"x.en.md": page("X", "draft: true"), "x.fr.md": page("X"), "x.es.md": page("X")}, "", ""},
		{"its own notice", map[string]string{"x.en.md": page("X", "missing: notice", "reason: it cannot wait")},
			"ca/en ca/fr(en) us/en us/es(en) fr/fr(en) fr/en", "x.en.md:1 missing-rendition"},
		{"its own hold", map[string]string{"x.en.md": page("X", "missing: hold")}, "", "x.en.md:1 missing-rendition"},
		{"its own omit", map[string]string{"x.en.md": page("X", "missing: {rule: omit, reason: r}")},
			"ca/en us/en fr/en", "x.en.md:1 missing-rendition"},
		{"not this country's", map[string]string{"x.en.md": page("X", "countries: [us]"), "x.es.md": page("X")}, "us/en us/es", ""},
		{"no country's", map[string]string{"x.en.md": page("X", "countries: []")}, "", ""},
		{"one for the US that is a draft", map[string]string{"x.en.md": page("X"), "x.en-US.md": page("US", "draft: true"), "x.fr.md": page("X"), "x.es.md": page("X")},
			"ca/en ca/fr us/en us/es fr/fr fr/en", ""},
		{"one for the US that is not due", map[string]string{"x.en.md": page("X"), "x.en-US.md": page("US", "publish: 2026-10-08"), "x.fr.md": page("X"), "x.es.md": page("X")},
			"ca/en ca/fr us/en us/es fr/fr fr/en", ""},
		{"one for the US, and the language's a draft", map[string]string{"x.en.md": page("X", "draft: true"), "x.en-US.md": page("US"), "x.es.md": page("X")}, "", ""},
		{"a message that lacks French", map[string]string{"x.en.md": page("X") + "\n::message{id=m}\n", "x.fr.md": page("X") + "\n::message{id=m}\n",
			"x.es.md": page("X"), "messages/m.en.md": "M"},
			"us/en us/es fr/fr(en) fr/en", "x.en.md:1 missing-rendition"},
		{"a message within a message that lacks French", map[string]string{"x.en.md": page("X") + "\n::message{id=m}\n", "x.fr.md": page("X") + "\n::message{id=m}\n",
			"x.es.md": page("X"), "messages/m.en.md": "M\n\n::message{id=n}\n", "messages/m.fr.md": "M\n\n::message{id=n}\n", "messages/n.en.md": "N"},
			"us/en us/es fr/fr(en) fr/en", "x.en.md:1 missing-rendition"},
		{"a message whose French is a draft", map[string]string{"x.en.md": page("X") + "\n::message{id=m}\n", "x.fr.md": page("X") + "\n::message{id=m}\n",
			"x.es.md": page("X"), "messages/m.en.md": "M", "messages/m.fr.md": "---\ndraft: true\n---\nM"},
			"us/en us/es fr/fr(en) fr/en", "x.en.md:1 missing-rendition"},
		{"a message for another country", map[string]string{"x.en.md": page("X") + "\n:::only{country=us}\n::message{id=m}\n:::\n", "x.fr.md": page("X"),
			"x.es.md": page("X"), "messages/m.en.md": "M"},
			"ca/en ca/fr us/en us/es fr/fr fr/en", ""},
		{"a message that nobody wrote", map[string]string{"x.en.md": page("X") + "\n::message{id=m}\n", "x.fr.md": page("X"), "x.es.md": page("X")},
			"ca/en ca/fr us/en us/es fr/fr fr/en", ""}, // an error, which package check tells
		{"French embargoed alone", map[string]string{"x.en.md": page("X"), "x.fr.md": page("X", "publish: 2026-10-08"), "x.es.md": page("X")},
			"us/en us/es fr/en", "x.en.md:1 missing-rendition"},
		{"French labelled alone", map[string]string{"x.en.md": page("X"), "x.fr.md": page("X", "tlp: TLP:GREEN"), "x.es.md": page("X")},
			"us/en us/es fr/en", "x.en.md:1 missing-rendition"},
	} {
		files := map[string]string{}
		for name, text := range c.files {
			files["content/"+name] = text
		}
		s, l := resolve(t, noon, files)
		if got := shown(s, "x"); got != c.shown {
			t.Errorf("%s: shown in %q, want %q", c.name, got, c.shown)
		}
		if got := strings.Join(told(t, l), ", "); got != c.told {
			t.Errorf("%s: told %q, want %q\n%v", c.name, got, c.told, l)
		}
		for _, d := range l {
			if _, w := l.Count(); w != len(l) {
				t.Errorf("%s: a missing rendition is a warning: %v", c.name, d)
			}
		}
	}
}

func TestCounts(t *testing.T) {
	s, _ := resolve(t, noon, map[string]string{"content/x.en.md": page("X"), "content/y.en.md": page("Y"), "content/y.fr.md": page("Y")})
	got := ""
	for _, e := range s.Editions {
		got += e.Code + " " + string(rune('0'+e.Held)) + string(rune('0'+e.Omitted)) + " "
	}
	if want := "ca/en 10 ca/fr 10 us/en 00 us/es 02 fr/fr 00 fr/en 00 "; got != want {
		t.Errorf("held and omitted %s, want %s", got, want)
	}
}

func TestHomeMissing(t *testing.T) {
	_, l := resolve(t, noon, map[string]string{"content/index.es.md": page("Inicio", "draft: true")})
	expect(t, "a draft", l, "index.es.md:2 missing-rendition")
	if e, _ := l.Count(); e != 1 {
		t.Errorf("a missing home page is an error: %v", l)
	}
	s, l := resolve(t, noon, map[string]string{"content/index.fr.md": page("Accueil", "draft: true")})
	expect(t, "a country that holds", l, "index.en.md:2 missing-rendition", "index.fr.md:2 missing-rendition")
	if edition(t, s, "ca/en").Home != nil || edition(t, s, "us/en").Home == nil {
		t.Error("the other country has its home page")
	}
}

func TestSchedule(t *testing.T) {
	at := func(s string) time.Time {
		when, err := time.Parse(time.RFC3339, s)
		if err != nil {
			t.Fatal(err)
		}
		return when
	}
	const all = "ca/en ca/fr us/en us/es fr/fr fr/en"
	for _, c := range []struct{ front, at, want string }{
		{"publish: 2026-10-08", "2026-10-07T21:59:59Z", ""},
		{"publish: 2026-10-08", "2026-10-07T22:00:00Z", "fr/fr fr/en"}, // midnight in Paris
		{"publish: 2026-10-08", "2026-10-08T03:59:59Z", "fr/fr fr/en"},
		{"publish: 2026-10-08", "2026-10-08T04:00:00Z", all}, // midnight in Toronto and New York
		{"publish: 2026-10-08T09:00", "2026-10-08T12:59:59Z", "fr/fr fr/en"},
		{"publish: 2026-10-08T09:00", "2026-10-08T13:00:00Z", all},
		{"publish: 2026-10-08T09:00:00-04:00", "2026-10-08T12:59:59Z", ""},
		{"publish: 2026-10-08T09:00:00-04:00", "2026-10-08T13:00:00Z", all},
		{"expires: 2026-10-08", "2026-10-08T21:59:59Z", all}, // it lasts through its day
		{"expires: 2026-10-08", "2026-10-08T22:00:00Z", "ca/en ca/fr us/en us/es"},
		{"expires: 2026-10-08", "2026-10-09T04:00:00Z", ""},
		{"expires: 2026-10-08T12:00", "2026-10-08T15:59:59Z", "ca/en ca/fr us/en us/es"},
		{"expires: 2026-10-08T12:00", "2026-10-08T16:00:00Z", ""},
		{"expires: 2026-11-01", "2026-11-02T04:59:59Z", "ca/en ca/fr us/en us/es"}, // the clocks went back that day
		{"expires: 2026-11-01", "2026-11-02T05:00:00Z", ""},
		{"publish: 2026-10-08\nexpires: 2026-10-08", "2026-10-08T12:00:00Z", all},
		{"tlp: TLP:CLEAR", "2026-10-08T12:00:00Z", all},
		{"tlp: TLP:GREEN", "2026-10-08T12:00:00Z", ""},
		{"tlp: TLP:AMBER+STRICT", "2026-10-08T12:00:00Z", ""},
		{"draft: true", "2026-10-08T12:00:00Z", ""},
	} {
		s, l := resolve(t, at(c.at), map[string]string{"content/x.en.md": page("X", c.front), "content/x.fr.md": page("X"), "content/x.es.md": page("X")})
		if got := shown(s, "x"); got != c.want {
			t.Errorf("%s at %s: shown in %q, want %q", c.front, c.at, got, c.want)
		}
		expect(t, c.front, l)
	}
}

// What withholds a page adds up: a translation never publishes what its source keeps back, nor the other way round,
// and times are compared in the country's zone.
func TestStricterWins(t *testing.T) {
	for _, c := range []struct{ source, translation, at, want string }{
		{"publish: 2026-10-08", "publish: 2026-10-01", "2026-10-07T12:00:00Z", ""},
		{"publish: 2026-10-01", "publish: 2026-10-08", "2026-10-07T12:00:00Z", "ca/en"},
		{"expires: 2026-10-01", "expires: 2026-10-31", "2026-10-07T12:00:00Z", ""},
		{"expires: 2026-10-31", "expires: 2026-10-01", "2026-10-07T12:00:00Z", "ca/en"},
		{"tlp: TLP:GREEN", "tlp: TLP:CLEAR", "2026-10-07T12:00:00Z", ""},
		{"tlp: TLP:CLEAR", "tlp: TLP:RED", "2026-10-07T12:00:00Z", "ca/en"},
		{"draft: true", "draft: false", "2026-10-07T12:00:00Z", ""},
		// 02:00 in Toronto is 06:00 UTC, later than the translation's 05:00
		{"publish: 2026-10-07T02:00", "publish: 2026-10-07T05:00Z", "2026-10-07T05:30:00Z", ""},
		{"publish: 2026-10-07T05:00Z", "publish: 2026-10-07T02:00", "2026-10-07T05:30:00Z", "ca/en"},
		{"expires: 2026-10-07T05:00Z", "expires: 2026-10-07T02:00", "2026-10-07T05:30:00Z", ""},
	} {
		at, err := time.Parse(time.RFC3339, c.at)
		if err != nil {
			t.Fatal(err)
		}
		cfg := strings.Replace(config, "missing: hold", "missing: omit", 1)
		s, l := resolve(t, at, map[string]string{"campaign.yaml": cfg, "content/x.en.md": page("X", c.source, "countries: [ca]"), "content/x.fr.md": page("X", c.translation)})
		if got := shown(s, "x"); got != c.want {
			t.Errorf("%s over %s at %s: shown in %q, want %q (%v)", c.translation, c.source, c.at, got, c.want, l)
		}
	}
}

// A message's translation keeps back what its source does.
func TestMessagesInherit(t *testing.T) {
	for _, front := range []string{"publish: 2026-10-08", "expires: 2026-10-01", "tlp: TLP:AMBER", "countries: [us]", "draft: true"} {
		s, _ := resolve(t, noon, map[string]string{"content/messages/m.en.md": "---\n" + front + "\n---\nSecret", "content/messages/m.fr.md": "Secret"})
		if e := edition(t, s, "ca/fr"); e.Message("m") != nil {
			t.Errorf("%s in English, and French is out", front)
		}
	}
	s, _ := resolve(t, noon, map[string]string{"content/messages/m.en.md": "---\ncountries: [us]\n---\nM", "content/messages/m.fr.md": "---\ncountries: [ca]\n---\nM"})
	if edition(t, s, "ca/fr").Message("m") != nil || edition(t, s, "us/en").Message("m") == nil {
		t.Error("a message's translation goes to no country that its source does not")
	}
	s, _ = resolve(t, noon, map[string]string{"content/messages/m.en.md": "---\nowner: joint\n---\nM", "content/messages/m.fr.md": "M"})
	if f := edition(t, s, "ca/fr").Message("m"); f == nil || s.OwnerOf(f) != "joint" {
		t.Error("a message's owner is inherited")
	}
	if !s.MessageExists("m") || s.MessageExists("n") || len(s.MessageIDs()) != 1 {
		t.Error("messages are mixed up")
	}
}

func TestMoments(t *testing.T) {
	s, l := resolve(t, noon, map[string]string{
		"content/x.en.md":                  page("X", "publish: 2026-10-08", "expires: 2026-10-20"),
		"content/x.fr.md":                  page("X"),
		"content/x.es.md":                  page("X"),
		"content/old.en.md":                page("Old", "publish: 2026-10-01", "expires: 2026-10-02", "missing: omit"),
		"content/red.en.md":                page("Red", "publish: 2026-10-09", "tlp: TLP:RED"),
		"content/draft.en.md":              page("Draft", "publish: 2026-10-09", "draft: true"),
		"content/messages/m.en.md":         "---\npublish: 2026-10-10T12:00Z\n---\nM",
		"content/calendar/2026/w1.en.md":   page("W1", "week: {number: 1, ca: [2026-10-07, 2026-10-09], us: [2026-10-01, 2026-10-02], fr: [2026-10-01, 2026-10-02]}"),
		"content/calendar/2026/w1.fr.md":   page("W1"),
		"content/calendar/2026/w1.es.md":   page("W1"),
		"content/calendar/2026/talk.en.md": page("Talk", "event: {start: 2026-10-08}", "missing: omit", "reason: r"),
	})
	expect(t, "moments", l, "calendar/2026/talk.en.md:1 missing-rendition")
	var got []string
	for _, m := range s.Moments {
		if !m.At.After(noon) {
			t.Errorf("%v lies behind", m)
		}
		if line := m.At.UTC().Format("02 15:04 ") + m.What + " " + m.Page; len(got) == 0 || got[len(got)-1] != line {
			got = append(got, line)
		}
	}
	want := []string{"07 22:00 publish x", "08 04:00 publish x", "08 22:00 event calendar/2026/talk", "09 04:00 event calendar/2026/talk", "10 04:00 week calendar/2026/w1", "10 12:00 publish m", "20 22:00 expires x", "21 04:00 expires x"}
	if strings.Join(got, ", ") != strings.Join(want, ", ") {
		t.Errorf("moments\n %q\nwant\n %q", got, want)
	}
}
