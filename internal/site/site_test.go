package site

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"tocsin/internal/address"
	"tocsin/internal/diag"
	"tocsin/internal/markdown"
	"tocsin/internal/source"
)

// Canada holds, the United States leave out, France shows a notice.
const config = `title: {en: Ring, fr: Cloche, es: Campana}
base_url: https://ring.example/october/
countries:
  ca: {name: {en: Canada}, languages: [en, fr], timezone: America/Toronto, missing: hold}
  us: {languages: [en, es], timezone: America/New_York, missing: omit}
  fr: {languages: [fr, en], timezone: Europe/Paris, missing: notice}
topics: {phishing: {en: Phishing, fr: Hameçonnage, es: Phishing}, Scams: {en: Scams, fr: Arnaques, es: Estafas}}
audiences: {seniors: {en: Older people, fr: Personnes aînées, es: Personas mayores}}
`

// noon is 12:00 in Toronto and 18:00 in Paris on 7 October 2026.
var noon = time.Date(2026, 10, 7, 16, 0, 0, 0, time.UTC)

// resolve decides a campaign of texts by path. Where campaign.yaml or home pages are not given, the usual ones are.
func resolve(t *testing.T, at time.Time, files map[string]string) (*Site, diag.List) {
	t.Helper()
	fsys := fstest.MapFS{}
	for name, text := range map[string]string{"campaign.yaml": config, "content/index.en.md": page("Home"), "content/index.fr.md": page("Accueil"),
		"content/index.es.md": page("Inicio"), "i18n/fr.yaml": "folder-calendar: calendrier\nfolder-topics: sujets\ntopics: Sujets\ncalendar: Calendrier\n",
		"i18n/en.yaml": "folder-calendar: calendar\ntopics: Topics\n"} {
		fsys[name] = &fstest.MapFile{Data: []byte(text)}
	}
	for name, text := range files {
		fsys[name] = &fstest.MapFile{Data: []byte(text)}
	}
	src, l := source.Load(fsys, fstest.MapFS{})
	for _, d := range l {
		if d.Severity == diag.Error {
			t.Errorf("reading: %v", d)
		}
	}
	web, l := Resolve(src, at)
	return web, l
}

// page writes a page with lines of front matter.
func page(title string, lines ...string) string {
	return "---\ntitle: " + title + "\n" + strings.Join(append(lines, ""), "\n") + "---\nWords of " + title + ".\n"
}

func edition(t *testing.T, s *Site, code string) *Edition {
	t.Helper()
	for _, e := range s.Editions {
		if e.Code == code {
			return e
		}
	}
	t.Fatalf("there is no edition %s", code)
	return nil
}

// shown lists the editions that have a page, each with the language it is shown in.
func shown(s *Site, key string) string {
	var out []string
	for _, e := range s.Editions {
		if p := e.Page(key); p != nil {
			code := e.Code
			if p.Notice {
				code += "(" + p.Language + ")"
			}
			out = append(out, code)
		}
	}
	return strings.Join(out, " ")
}

// told lists diagnostics as file:line rule, sorted; the hint must not be empty.
func told(t *testing.T, l diag.List) []string {
	t.Helper()
	var out []string
	for _, d := range l.Sorted() {
		out = append(out, fmt.Sprintf("%s:%d %s", strings.TrimPrefix(d.File, "content/"), d.Line, d.Rule))
		if d.Hint() == "" {
			t.Errorf("no hint what to do: %v", d)
		}
	}
	return slices.Compact(out)
}

func expect(t *testing.T, name string, l diag.List, want ...string) {
	t.Helper()
	if got := told(t, l); !slices.Equal(got, want) {
		t.Errorf("%s: told %q, want %q\n%v", name, got, want, l)
	}
}

func TestEditions(t *testing.T) {
	s, l := resolve(t, noon, nil)
	expect(t, "editions", l)
	var got []string
	for _, e := range s.Editions {
		got = append(got, e.Code+" "+e.Locale+" "+e.Folder+" "+e.Root+" "+e.Base)
	}
	want := []string{
		"ca/en en-CA ca/en /october/ca/en/ https://ring.example/october/ca/en/",
		"ca/fr fr-CA ca/fr /october/ca/fr/ https://ring.example/october/ca/fr/",
		"us/en en-US us/en /october/us/en/ https://ring.example/october/us/en/",
		"us/es es-US us/es /october/us/es/ https://ring.example/october/us/es/",
		"fr/fr fr-FR fr/fr /october/fr/fr/ https://ring.example/october/fr/fr/",
		"fr/en en-FR fr/en /october/fr/en/ https://ring.example/october/fr/en/",
	}
	if !slices.Equal(got, want) {
		t.Errorf("editions %q", got)
	}
	if c := s.Countries[0]; c.Folder != "ca" || len(c.Editions) != 2 {
		t.Errorf("country %+v", c)
	}
	ca, fr := edition(t, s, "ca/en"), edition(t, s, "fr/fr")
	if ca.CountryName(s.Countries[1]) != "United States" || fr.CountryName(s.Countries[1]) != "États-Unis" {
		t.Errorf("names %q %q", ca.CountryName(s.Countries[1]), fr.CountryName(s.Countries[1]))
	}
	if ca.Typography != markdown.Neutral || fr.Typography != markdown.FrenchFrance || edition(t, s, "ca/fr").Typography != markdown.FrenchCanada {
		t.Error("typographies are mixed up")
	}
}

// One French file serves Canada and France; each has the spaces that its readers are used to.
func TestTypographyOfTitles(t *testing.T) {
	s, _ := resolve(t, noon, map[string]string{
		"campaign.yaml": "title: T\nbase_url: https://ring.example\nsource_language: en\ncountries:\n" +
			"  ca: {languages: [en, fr, es], timezone: America/Toronto, missing: omit}\n  fr: {languages: [fr], timezone: Europe/Paris, missing: omit}\n",
		"content/typo.en.md": "---\ntitle: Look\n---\n\nYes.\n",
		"content/typo.fr.md": "---\ntitle: \"Attention : arnaque !\"\nsummary: \"Vraiment ? 10 $\"\n---\n\nOui.\n",
		"i18n/fr.yaml":       "toolkit: Trousse !\n",
	})
	for code, want := range map[string][3]string{
		"ca/fr": {"Attention\u00a0: arnaque!", "Vraiment? 10\u00a0$", "Trousse!"},
		"fr/fr": {"Attention\u00a0: arnaque\u202f!", "Vraiment\u202f? 10\u00a0$", "Trousse\u202f!"},
	} {
		e := edition(t, s, code)
		p := e.Page("typo")
		if p == nil {
			t.Fatalf("%s has no page", code)
		}
		word, _ := e.Text("toolkit", "other")
		if got := [3]string{p.Title, p.Summary, word}; got != want {
			t.Errorf("%s: %q, want %q", code, got, want)
		}
	}
}

func TestEditionPaths(t *testing.T) {
	country := "\ncountries: {ca: {languages: [en, fr, es], timezone: America/Toronto}}\n"
	for path, want := range map[string]string{
		`"{language}"`: "en||/october/en/", `"{country}/{language}"`: "ca/en|ca|/october/ca/en/", `"{language}/{country}"`: "en/ca||/october/en/ca/",
		`"site/{country}/{language}"`: "site/ca/en|site/ca|/october/site/ca/en/", `"{language}-{country}"`: "en-ca||/october/en-ca/",
	} {
		s, _ := resolve(t, noon, map[string]string{"campaign.yaml": "title: T\nbase_url: https://ring.example/october\nedition_path: " + path + country})
		e := s.Editions[0]
		if got := e.Folder + "|" + s.Countries[0].Folder + "|" + e.Root; got != want {
			t.Errorf("edition_path %s: %s, want %s", path, got, want)
		}
	}
}

func TestOwnHost(t *testing.T) {
	s, l := resolve(t, noon, map[string]string{"campaign.yaml": strings.Replace(config, "missing: hold", "missing: hold, base_url: {fr: https://un.example/}", 1)})
	expect(t, "own host", l)
	en, fr := edition(t, s, "ca/en"), edition(t, s, "ca/fr")
	if !fr.OwnHost || fr.Base != "https://un.example/" || fr.Root != "/" || fr.Folder != "ca/fr" || en.OwnHost {
		t.Errorf("%+v", fr)
	}
	for got, want := range map[string]string{
		en.Home.Href(fr): "https://ring.example/october/ca/en/", fr.Home.Href(en): "https://un.example/", fr.Home.Href(fr): "/", en.Home.Href(en): "/october/ca/en/",
	} {
		if got != want {
			t.Errorf("href %s, want %s", got, want)
		}
	}
	for text, want := range map[string]bool{"https://ring.example/": true, "http://UN.example": true, "https://un.example:443/x": true,
		"https://example/": false, "https://a.un.example/": false, "https://un.example:8443/": false} {
		if a, _ := address.Parse(text, address.Web); s.Own(a) != want {
			t.Errorf("%s is told to be on the campaign's own hosts: %v", text, !want)
		}
	}
}

// The locale, then the language, and nothing else: no other region, no other language, ever.
func TestLookup(t *testing.T) {
	files := map[string]string{
		"content/a.en.md": page("A"), "content/a.en-US.md": page("A of the US"), "content/a.fr.md": page("Á"),
		"content/only-us.en-US.md": page("US"),
		"content/only-fr.fr-FR.md": page("FR"),
		"content/only-es.es.md":    page("ES"),
	}
	s, _ := resolve(t, noon, files)
	for key, want := range map[string]string{
		"a": "ca/en ca/fr us/en fr/fr fr/en", "only-us": "us/en", "only-fr": "fr/fr fr/en(fr)", "only-es": "us/es",
	} {
		if got := shown(s, key); got != want {
			t.Errorf("%s is shown in %s, want %s", key, got, want)
		}
	}
	for code, want := range map[string]string{"ca/en": "A", "us/en": "A of the US", "fr/en": "A", "ca/fr": "Á"} {
		if got := edition(t, s, code).Page("a").Title; got != want {
			t.Errorf("%s has %q, want %q", code, got, want)
		}
	}
	us := edition(t, s, "us/en")
	if w, ok := us.Text("topics", "other"); w != "Topics" || !ok {
		t.Errorf("string %q %v", w, ok)
	}
	if w, ok := edition(t, s, "us/es").Text("folder-topics", "other"); w != "Folder topics" || ok {
		t.Errorf("a string that Spanish lacks is %q %v: never another language's", w, ok)
	}
}

// Nothing that one language says is ever read in another, but under a notice.
func TestNoOtherLanguage(t *testing.T) {
	files := map[string]string{}
	for _, tag := range []string{"en", "fr", "es", "en-CA", "en-US", "en-FR", "fr-CA", "fr-FR", "es-US"} {
		files["content/x-"+tag+"."+tag+".md"] = page(tag, "missing: omit")
		files["content/messages/m-"+tag+"."+tag+".md"] = page(tag, "missing: omit")
		files["content/pic-"+tag+"."+tag+".png"] = "x"
	}
	s, _ := resolve(t, noon, files)
	for _, e := range s.Editions {
		for _, p := range e.Pages {
			if p.File != nil && p.File.Tag != e.Locale && p.File.Tag != e.Language {
				t.Errorf("%s shows %s", e.Code, p.File.Path)
			}
			if p.File != nil && p.Language != e.Language {
				t.Errorf("%s shows %s in %s", e.Code, p.Key, p.Language)
			}
		}
		for _, id := range e.Messages() {
			if tag := e.Message(id).Tag; tag != e.Locale && tag != e.Language {
				t.Errorf("%s speaks the message %s", e.Code, id)
			}
		}
		for name := range s.Source.Media {
			stem, tag, _ := strings.Cut(strings.TrimSuffix(strings.TrimPrefix(name, "content/"), ".png"), ".")
			if got := e.media(stem + ".png"); got != "" && tag != e.Locale && tag != e.Language {
				t.Errorf("%s shows %s", e.Code, got)
			}
		}
		if want := 2; len(e.Messages()) != want {
			t.Errorf("%s has messages %q, want %d", e.Code, e.Messages(), want)
		}
	}
}

func TestEquals(t *testing.T) {
	s, _ := resolve(t, noon, map[string]string{
		"content/a.en.md": page("A"), "content/a.fr.md": page("Á"),
		"content/b.en.md": page("B", "countries: [fr]"),
	})
	equals := func(code, key string) string {
		var out []string
		for _, q := range edition(t, s, code).Page(key).Equals() {
			out = append(out, q.Edition.Code)
		}
		return strings.Join(out, " ")
	}
	for _, c := range []struct{ code, key, want string }{
		{"ca/en", "", "ca/fr us/en us/es fr/fr fr/en"},
		{"ca/en", "a", "ca/fr us/en fr/fr fr/en"},
		{"us/en", "a", "ca/en ca/fr fr/fr fr/en"},
		{"fr/en", "b", ""}, // fr/fr shows it under a notice: that is no equivalent
		{"fr/fr", "b", ""},
	} {
		if got := equals(c.code, c.key); got != c.want {
			t.Errorf("%s of %s equals %q, want %q", c.key, c.code, got, c.want)
		}
	}
	if shown(s, "b") != "fr/fr(en) fr/en" {
		t.Errorf("b is shown in %s", shown(s, "b"))
	}
}

func TestNoCampaign(t *testing.T) {
	src, _ := source.Load(fstest.MapFS{}, fstest.MapFS{})
	s, l := Resolve(src, noon)
	if s == nil || s.Campaign != nil || len(l) > 0 || len(s.Editions) > 0 {
		t.Errorf("%+v %v", s, l)
	}
}
