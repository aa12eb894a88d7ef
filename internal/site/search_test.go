package site

import (
	"strings"
	"testing"
)

func TestSearchPage(t *testing.T) {
	strings18n := map[string]string{"i18n/en.yaml": "search: Find\nsearch-summary: All pages\nfolder-search: find\n", "i18n/fr.yaml": "search: Recherche\nfolder-search: recherche\n"}
	for _, c := range []struct {
		name, code string
		files      map[string]string
		want       string // path, title and summary
	}{
		{"made", "ca/en", nil, "find/ Find All pages"},
		{"in another language", "ca/fr", nil, "recherche/ Recherche Search summary"},
		{"written by somebody", "ca/en", map[string]string{"content/search.en.md": page("Look for it", "slug: look", "summary: Here"), "content/search.fr.md": page("Cherchez")}, "look/ Look for it Here"},
		{"an event of that name", "ca/en", map[string]string{"content/search.en.md": page("Search party", "event: {start: 2026-10-06}"), "content/search.fr.md": page("Battue")}, ""},
		{"a folder of that name", "ca/en", map[string]string{"content/search/tips.en.md": page("Tips"), "content/search/tips.fr.md": page("Trucs")}, "find/ Find All pages"},
		{"an embargoed one", "us/en", map[string]string{"content/search.en.md": page("Soon", "publish: 2026-12-01")}, "find/ Find All pages"},
	} {
		files := map[string]string{}
		for _, more := range []map[string]string{strings18n, c.files} {
			for name, text := range more {
				files[name] = text
			}
		}
		s, _ := resolve(t, noon, files)
		got := ""
		e := edition(t, s, c.code)
		if p := e.SearchPage(); p != nil {
			got = p.Path + " " + p.Title + " " + p.Summary
			if p.Parent != e.Home {
				t.Errorf("%s: the page does not stand under the home page", c.name)
			}
		}
		if got != c.want {
			t.Errorf("%s: the search page is %q, want %q", c.name, got, c.want)
		}
	}
	s, _ := resolve(t, noon, nil)
	e := edition(t, s, "ca/en")
	if len(e.SearchPage().Equals()) != len(s.Editions)-1 {
		t.Errorf("the search page has %d equivalents in %d other editions", len(e.SearchPage().Equals()), len(s.Editions)-1)
	}
	for _, p := range e.Home.Children {
		if p.Kind == Search {
			t.Error("the search page is told among the home page's own")
		}
	}
}

func TestByTitle(t *testing.T) {
	s, _ := resolve(t, noon, map[string]string{"content/a.fr.md": page("Été"), "content/b.fr.md": page("Zèbre"), "content/c.fr.md": page("Eau"), "content/d.fr.md": page("étude"),
		"campaign.yaml": strings.Replace(config, "missing: hold", "missing: omit", 1)})
	var got []string
	for _, p := range edition(t, s, "ca/fr").ByTitle() {
		got = append(got, p.Title)
	}
	if want := "Accueil Eau Été étude Search Zèbre"; strings.Join(got, " ") != want {
		t.Errorf("the order is %q, want %q", got, want)
	}
}
