package site

import (
	"fmt"
	"path"
	"slices"
	"strings"
	"testing"
	"time"

	"tocsin/internal/diag"
)

// whole writes diagnostics with everything that a person reads of them.
func whole(l diag.List) []string {
	var out []string
	for _, d := range l.Sorted() {
		out = append(out, fmt.Sprintf("%s:%d:%d %s; %s", strings.TrimPrefix(d.File, "content/"), d.Line, d.Column, d.Message(), d.Hint()))
	}
	return out
}

// three is a country of three languages beside the usual ones.
func three(missing string) string {
	return strings.Replace(config, "topics:", "  ch: {languages: [fr, en, es], timezone: Europe/Paris, missing: "+missing+"}\ntopics:", 1)
}

// What a person is told of a page that a country does not have in every language: once for every language, what is
// missing, what becomes of the page, and what to do.
func TestLackSays(t *testing.T) {
	message := "\n::message{id=m}\n"
	for _, tt := range []struct {
		name    string
		missing string // Switzerland's rule
		files   map[string]string
		shown   string
		waiting string // the editions in which it waits
		want    []string
	}{
		{"held back", "hold", map[string]string{"x.en.md": page("X")}, "", "ch/en", []string{
			"x.en.md:1:1 there is no rendition in es: the page is held back in ch; write content/x.es.md",
			"x.en.md:1:1 there is no rendition in fr: the page is held back in ch; write content/x.fr.md",
		}},
		{"left out", "omit", map[string]string{"x.en.md": page("X")}, "ch/en", "", []string{
			"x.en.md:1:1 there is no rendition in es: the page is left out of ch/es; write content/x.es.md",
			"x.en.md:1:1 there is no rendition in fr: the page is left out of ch/fr; write content/x.fr.md",
		}},
		{"a notice", "notice", map[string]string{"x.en.md": page("X")}, "ch/fr(en) ch/en ch/es(en)", "", []string{
			"x.en.md:1:1 there is no rendition in es: ch/es shows it in en with a notice; write content/x.es.md",
			"x.en.md:1:1 there is no rendition in fr: ch/fr shows it in en with a notice; write content/x.fr.md",
		}},
		{"a notice shows the source, though it is not the first", "notice", map[string]string{"x.en.md": page("X"), "x.fr.md": page("X")}, "ch/fr ch/en ch/es(en)", "", []string{
			"x.en.md:1:1 there is no rendition in es: ch/es shows it in en with a notice; write content/x.es.md",
		}},
		{"a notice shows the first there is, where the source is not out", "notice", map[string]string{"x.es.md": page("X", "source: es", "publish: 2026-10-30"), "x.en.md": page("X"), "x.fr.md": page("X", "draft: true")}, "", "ch/en ch/es", nil},
		{"a notice shows the first there is, where this country does not have the source", "notice",
			map[string]string{"x.en.md": page("X") + message, "x.fr.md": page("X"), "x.es.md": page("X"), "messages/m.es.md": "M"}, "ch/fr ch/en(fr) ch/es", "", []string{
				`x.en.md:1:1 the message "m" has no rendition in en: ch/en shows it in fr with a notice; write content/messages/m.en.md`,
			}},
		{"a draft", "omit", map[string]string{"x.en.md": page("X"), "x.fr.md": page("X"), "x.es.md": page("X", "draft: true")}, "ch/fr ch/en", "", []string{
			"x.en.md:1:1 content/x.es.md is a draft: the page is left out of ch/es; finish it, then take draft: true out",
		}},
		{"a message left out", "omit", map[string]string{"x.en.md": page("X"), "x.fr.md": page("X"), "x.es.md": page("X") + message, "messages/m.en.md": "M"}, "ch/fr ch/en", "", []string{
			`x.en.md:1:1 the message "m" has no rendition in es: the page is left out of ch/es; write content/messages/m.es.md`,
		}},
		{"all that are there lack their message", "omit", map[string]string{"x.es.md": page("X") + message, "messages/m.en.md": "M"}, "", "", nil},
		{"not out in two languages, under hold", "hold", map[string]string{"x.en.md": page("X"), "x.fr.md": page("X", "publish: 2026-10-08"), "x.es.md": page("X", "tlp: TLP:RED")}, "", "ch/en ch/fr", []string{
			"x.en.md:1:1 not released yet in fr, es: the page is held back in ch; give every language of ch the same dates and labels",
		}},
		{"not out in one, and another is missing, under hold", "hold", map[string]string{"x.en.md": page("X"), "x.fr.md": page("X", "publish: 2026-10-08")}, "", "ch/en ch/fr", []string{
			"x.en.md:1:1 there is no rendition in es: the page is held back in ch; write content/x.es.md",
		}},
		{"not out in one language, elsewhere", "omit", map[string]string{"x.en.md": page("X"), "x.fr.md": page("X", "publish: 2026-10-08"), "x.es.md": page("X")}, "ch/en ch/es", "ch/fr", nil},
		{"a reason without a rule is the country's rule", "hold", map[string]string{"x.en.md": page("X", "reason: none"), "x.fr.md": page("X")}, "", "ch/en ch/fr", []string{
			"x.en.md:1:1 there is no rendition in es: the page is held back in ch; write content/x.es.md",
		}},
		{"the source's rule is the page's", "hold", map[string]string{"x.en.md": page("X", "missing: omit", "reason: r"), "x.fr.md": page("X")}, "ch/fr ch/en", "", []string{
			"x.en.md:1:1 there is no rendition in es: the page is left out of ch/es; write content/x.es.md",
		}},
		{"whole", "hold", map[string]string{"x.en.md": page("X"), "x.fr.md": page("X"), "x.es.md": page("X")}, "ch/fr ch/en ch/es", "", nil},
	} {
		files := map[string]string{"campaign.yaml": three(tt.missing)}
		for name, text := range tt.files {
			files["content/"+name] = strings.Replace(text, "\n---\n", "\ncountries: [ch]\n---\n", 1)
		}
		s, l := resolve(t, noon, files)
		if got := shown(s, "x"); got != tt.shown {
			t.Errorf("%s: shown in %q, want %q", tt.name, got, tt.shown)
		}
		var waiting []string
		for _, e := range s.Editions {
			for _, p := range e.Waiting {
				if waiting = append(waiting, e.Code); p.Notice || p.File == nil || p.Edition != e {
					t.Errorf("%s: what waits in %s is no rendition of its own: %+v", tt.name, e.Code, p)
				}
			}
		}
		slices.Sort(waiting)
		if got := strings.Join(waiting, " "); got != tt.waiting {
			t.Errorf("%s: it waits in %q, want %q", tt.name, got, tt.waiting)
		}
		if got := whole(l); !slices.Equal(got, tt.want) {
			t.Errorf("%s: told\n%s\nwant\n%s", tt.name, strings.Join(got, "\n"), strings.Join(tt.want, "\n"))
		}
	}
}

// A country without a home page in a language is told why, once; nothing else is said of the home page.
func TestHomeMissingSays(t *testing.T) {
	for _, tt := range []struct {
		name  string
		files map[string]string // beside the usual home pages
		want  []string
	}{
		{"nobody wrote it", map[string]string{"../campaign.yaml": strings.Replace(config, "[en, es]", "[en, es, de]", 1)}, []string{
			"index.de.md:0:0 us/de has no home page: nobody wrote one; write content/index.de.md",
		}},
		{"a draft", map[string]string{"index.es.md": page("Inicio", "draft: true")}, []string{
			"index.es.md:2:1 us/es has no home page: it is not released; a home page is neither draft nor embargoed, and every language has one",
		}},
		{"a message lacks Spanish", map[string]string{"index.es.md": page("Inicio") + "\n::message{id=m}\n", "messages/m.en.md": "M"}, []string{
			`index.es.md:2:1 us/es has no home page: the message "m" has no rendition in es; write content/messages/m.es.md`,
		}},
		{"held back for the other language's draft", map[string]string{"index.fr.md": page("Accueil", "draft: true")}, []string{
			"index.en.md:2:1 ca/en has no home page: another language of ca has none that is whole, so it is held back; a home page is neither draft nor embargoed, and every language has one",
			"index.fr.md:2:1 ca/fr has no home page: it is not released; a home page is neither draft nor embargoed, and every language has one",
		}},
		{"held back until the other language's day", map[string]string{"index.fr.md": page("Accueil", "publish: 2026-10-08")}, []string{
			"index.en.md:2:1 ca/en has no home page: another language of ca has none that is whole, so it is held back; a home page is neither draft nor embargoed, and every language has one",
			"index.fr.md:2:1 ca/fr has no home page: it is not released; a home page is neither draft nor embargoed, and every language has one",
			"index.fr.md:2:1 fr/fr has no home page: it is not released; a home page is neither draft nor embargoed, and every language has one",
		}},
	} {
		files := map[string]string{"content/x.en.md": page("X", "countries: []")}
		for name, text := range tt.files {
			files[path.Join("content", name)] = text
		}
		_, l := resolve(t, noon, files)
		if got := whole(slices.DeleteFunc(l, func(d diag.Diagnostic) bool { return d.Rule != "missing-rendition" })); !slices.Equal(got, tt.want) {
			t.Errorf("%s: told\n%s\nwant\n%s", tt.name, strings.Join(got, "\n"), strings.Join(tt.want, "\n"))
		}
	}
}

// A country that the campaign does not have is told wherever a page names it.
func TestUnknownCountries(t *testing.T) {
	_, l := resolve(t, noon, map[string]string{
		"content/x.en.md": page("X", "countries: [us, mx, ca]"), "content/x.es.md": page("X", "countries: [us, gb]"),
		"content/y.en.md": page("Y", "countries: []"),
	})
	var got []string
	for _, d := range l.Sorted() {
		if d.Rule == "unknown-country" {
			got = append(got, fmt.Sprintf("%s:%d %s", strings.TrimPrefix(d.File, "content/"), d.Line, d.Message()))
		}
	}
	if len(got) != 2 || !strings.Contains(got[0], "x.en.md:3") || !strings.Contains(got[0], "mx") || !strings.Contains(got[1], "x.es.md:3") || !strings.Contains(got[1], "gb") {
		t.Errorf("told %q", got)
	}
}

// momentsOf lists what is due: the moment in UTC, what happens, and the page.
func momentsOf(s *Site) []string {
	var out []string
	for _, m := range s.Moments {
		out = append(out, m.At.UTC().Format("02T15:04 ")+m.What+" "+m.Page)
	}
	return out
}

// What is due for an alert: its start, its end and the day on which it comes out, each once, and none that lies behind.
func TestMomentsOfAlerts(t *testing.T) {
	for _, tt := range []struct {
		name  string
		front []string
		at    string
		want  []string
	}{
		{"ahead, and embargoed until it starts", []string{warning("severe", "2026-10-09T09:00", "2026-10-12", "")}, "2026-10-06T12:00:00Z",
			[]string{"09T13:00 starts alerts/a", "13T04:00 ends alerts/a"}},
		{"out before it starts", []string{warning("severe", "2026-10-09T09:00", "2026-10-12", ""), "publish: 2026-10-05"}, "2026-10-06T12:00:00Z",
			[]string{"09T13:00 starts alerts/a", "13T04:00 ends alerts/a"}},
		{"embargoed, and starts when it is out", []string{warning("severe", "2026-10-09T09:00", "2026-10-12", ""), "publish: 2026-10-08"}, "2026-10-06T12:00:00Z",
			[]string{"08T04:00 publish alerts/a", "09T13:00 starts alerts/a", "13T04:00 ends alerts/a"}},
		{"out at its very start", []string{warning("severe", "2026-10-09T09:00", "2026-10-12", ""), "publish: 2026-10-09T09:00"}, "2026-10-06T12:00:00Z",
			[]string{"09T13:00 starts alerts/a", "13T04:00 ends alerts/a"}},
		{"embargoed past its start", []string{warning("severe", "2026-10-05T09:00", "2026-10-12", ""), "publish: 2026-10-08"}, "2026-10-06T12:00:00Z",
			[]string{"08T04:00 publish alerts/a", "13T04:00 ends alerts/a"}},
		{"embargoed past its end", []string{warning("severe", "2026-10-05T09:00", "2026-10-07T09:00", ""), "publish: 2026-10-08"}, "2026-10-06T12:00:00Z",
			[]string{"08T04:00 publish alerts/a"}},
		{"in force", []string{warning("severe", "2026-10-05T09:00", "2026-10-12", "")}, "2026-10-06T12:00:00Z", []string{"13T04:00 ends alerts/a"}},
		{"over", []string{warning("severe", "2026-10-05T09:00", "2026-10-06", "")}, "2026-10-08T12:00:00Z", nil},
		{"two things at once", []string{warning("severe", "2026-10-05T09:00", "2026-10-12", ""), "expires: 2026-10-12"}, "2026-10-08T12:00:00Z",
			[]string{"13T04:00 ends alerts/a", "13T04:00 expires alerts/a"}},
	} {
		at, err := time.Parse(time.RFC3339, tt.at)
		if err != nil {
			t.Fatal(err)
		}
		s, _ := resolve(t, at, map[string]string{
			"content/alerts/a.en.md": page("A", append(tt.front, "countries: [us]")...), "content/alerts/a.es.md": page("A"),
		})
		if got := momentsOf(s); !slices.Equal(got, tt.want) {
			t.Errorf("%s: due\n%s\nwant\n%s", tt.name, strings.Join(got, "\n"), strings.Join(tt.want, "\n"))
		}
	}
}

// Which rendition is the source does not hang on the order in which they are found.
func TestSourceIsCertain(t *testing.T) {
	for range 20 {
		s, _ := resolve(t, noon, map[string]string{
			"content/x.en-US.md": page("X"), "content/x.es.md": page("X"), "content/x.fr.md": page("X"), "content/x.es-US.md": page("X"),
			"content/y.en.md": page("Y", "source: fr"), "content/y.fr.md": page("Y", "source: es"), "content/y.es.md": page("Y", "source: en"),
			"content/z.es.md": page("Z", "source: fr"), "content/z.fr-CA.md": page("Z"), "content/z.es-US.md": page("Z"),
			"content/messages/m.es.md": "M", "content/messages/m.fr.md": "M", "content/messages/m.en.md": "M", "content/messages/m.en-US.md": "M", "content/messages/m.es-US.md": "M",
		})
		for key, want := range map[string]string{"x": "es", "y": "fr", "z": "es"} {
			if f := s.SourceOf(key); f == nil || f.Tag != want {
				t.Fatalf("the source of %s is %v, want %s", key, f, want)
			}
		}
		var tags []string
		for _, f := range s.MessageFiles("m") {
			tags = append(tags, f.Tag)
		}
		if got := strings.Join(tags, " "); got != "en en-US es-US es fr" {
			t.Fatalf("the message's files are %s", got)
		}
		if s.SourceOf("nobody") != nil || s.MessageFiles("nobody") != nil {
			t.Fatal("what nobody wrote has files")
		}
	}
}
