package site

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
)

// manyConfig has sixteen countries in two languages, a place in a country that has editions, and one in one that has none.
func manyConfig() string {
	b := &strings.Builder{}
	b.WriteString("title: Ring\nbase_url: https://ring.example/\ncountries:\n")
	for _, code := range []string{"ca", "ie", "gb", "in", "ke", "ng", "gh", "za", "au", "nz", "jm", "mt", "zw", "zm", "ug", "tz"} {
		fmt.Fprintf(b, "  %s: {languages: [en, fr], timezone: Etc/UTC}\n", code)
	}
	b.WriteString("  ca-bc: {name: British Columbia}\n  us-ca: {name: California, languages: [en, es], timezone: Etc/UTC}\n")
	return b.String()
}

// TestAlternatesOfMany holds the star of a site of many editions: every link goes both ways, no locale names two pages, and
// there are as many as there are pages, not as many for each.
func TestAlternatesOfMany(t *testing.T) {
	s, _ := resolve(t, noon, map[string]string{"campaign.yaml": manyConfig(),
		"content/tips.en.md": page("Tips"), "content/tips.fr.md": page("Conseils"),
		"content/few.en.md": page("Few", "countries: [ke, ng]"), "content/few.fr.md": page("Peu", "countries: [ke, ng]"),
		"content/coast.en.md": page("Coast", "countries: [ca-bc]")})
	if !s.Many() {
		t.Fatal("34 editions are not many")
	}
	names := func(p *Page) map[*Page]bool {
		out := map[*Page]bool{}
		for _, a := range p.Alternates() {
			if a.Page != nil {
				out[a.Page] = true
			}
		}
		return out
	}
	total, pages := 0, 0
	for _, e := range s.Editions {
		for _, p := range e.Pages {
			pages++
			locales := map[string]bool{}
			for _, a := range p.Alternates() {
				total++
				if locales[a.Locale] {
					t.Errorf("%s of %s: two pages for %s", p.Key, e.Code, a.Locale)
				}
				locales[a.Locale] = true
			}
			for q := range names(p) {
				if !names(q)[p] {
					t.Errorf("%s: %s names %s, which does not name it", p.Key, e.Code, q.Edition.Code)
				}
			}
		}
	}
	if total > 6*pages {
		t.Errorf("%d alternates for %d pages", total, pages)
	}
	for _, c := range []struct{ edition, key, want string }{
		{"ke/en", "tips", "en-KE=ke/en fr-KE=ke/fr en=ca/en x-default="},
		{"ke/fr", "few", "fr-KE=ke/fr en-KE=ke/en fr-NG=ng/fr fr=ke/fr x-default="},
		{"us-ca/en", "tips", "en-US=us-ca/en en=ca/en x-default="}, // where the country has no page, its place speaks for it
		{"ca-bc/en", "tips", ""},  // Canada's own page is en-CA
		{"ca-bc/en", "coast", ""}, // nobody else has it
	} {
		var got []string
		for _, a := range edition(t, s, c.edition).Page(c.key).Alternates() {
			code := ""
			if a.Page != nil {
				code = a.Page.Edition.Code
			}
			got = append(got, a.Locale+"="+code)
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("%s of %s: %v, want %s", c.key, c.edition, got, c.want)
		}
	}
}

// TestAlternatesOfPlaces holds that of a country and a place in it, which have one locale, a page names the country's.
func TestAlternatesOfPlaces(t *testing.T) {
	s, _ := resolve(t, noon, map[string]string{"campaign.yaml": "title: Ring\nbase_url: https://ring.example/\ncountries:\n" +
		"  ca-bc: {name: British Columbia}\n  ca: {languages: [en, fr], timezone: Etc/UTC}\n  ie: {languages: [en, es], timezone: Etc/UTC}\n",
		"content/tips.en.md": page("Tips"), "content/tips.en-ca-bc.md": page("Tips of the coast"), "content/tips.fr.md": page("Conseils")})
	all := map[string]string{}
	for _, a := range edition(t, s, "ie/en").Page("tips").Alternates() {
		all[a.Locale] = a.Page.Edition.Code
	}
	if want := map[string]string{"en-IE": "ie/en", "en-CA": "ca/en", "fr-CA": "ca/fr"}; !maps.Equal(all, want) {
		t.Errorf("got %v, want %v", all, want)
	}
	if got := edition(t, s, "ca-bc/en").Page("tips"); got.Alternates() != nil || got.Title != "Tips of the coast" {
		t.Errorf("the place's page %q names %v", got.Title, got.Alternates())
	}
	if got := edition(t, s, "ca-bc/fr"); got.Page("tips").Title != "Conseils" || got.Locale != "fr-CA" || got.Tag != "fr-ca-bc" {
		t.Errorf("ca-bc/fr: %q, %s, %s", got.Page("tips").Title, got.Locale, got.Tag)
	}
}

// TestNations holds that places stand under their country, wherever campaign.yaml names them.
func TestNations(t *testing.T) {
	s, _ := resolve(t, noon, map[string]string{"campaign.yaml": manyConfig()})
	var got []string
	for _, n := range s.Nations() {
		for _, p := range n.Places {
			got = append(got, fmt.Sprintf("%s %t %s", n.Code, n.Own != nil, p.Code))
		}
	}
	if want := []string{"ca true ca-bc", "us false us-ca"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	if name := edition(t, s, "ie/fr").NationName(s.Nations()[len(s.Nations())-1]); name != "États-Unis" {
		t.Errorf("the country of a place is called %q", name)
	}
}
