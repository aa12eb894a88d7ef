package quality_test

import (
	"bytes"
	"slices"
	"testing"
)

// unlistedKinds are pages that are reached from the one page that they belong to: a post from its year's posts, slides,
// handouts and sheets from the page that they show.
var unlistedKinds = []string{"post", "deck", "handout", "sheet"}

// unlisted reports whether no list of pages is to name the page.
func (p *page) unlisted() bool { return slices.Contains(unlistedKinds, p.kind) }

// TestUnlisted holds that such pages ask search engines to leave them alone and name no equivalents to them, and that
// neither the search, its index, the feed, the sitemap nor a list of subjects names them.
func TestUnlisted(t *testing.T) {
	eachSite(t, func(t *testing.T, w *web) {
		found := map[string]int{}
		for _, pages := range w.editions() {
			for _, p := range pages {
				if !p.unlisted() {
					continue
				}
				found[p.kind]++
				if !p.noindex || len(p.alternates()) > 0 || p.link("canonical") == "" {
					t.Errorf("%s: noindex %t, canonical %q, equivalents %v", p.path, p.noindex, p.link("canonical"), p.alternates())
				}
				w.nowhere(t, p)
			}
		}
		for _, kind := range unlistedKinds {
			if w.demo && found[kind] == 0 {
				t.Errorf("the demo has no page of kind %q: this test looks at nothing", kind)
			}
		}
	})
}

// nowhere holds that no list names a page.
func (w *web) nowhere(t *testing.T, p *page) {
	t.Helper()
	for _, list := range w.editions()[p.edition] {
		if slices.Contains([]string{"search", "terms", "term"}, list.kind) && w.leads(list, p.path) {
			t.Errorf("%s lists %s", list.path, p.path)
		}
	}
	address := []byte(p.url.String() + "<") // as the text of an element
	quoted := []byte(`"` + p.url.String() + `"`)
	for _, name := range []string{p.edition + "/feed.xml", w.baseOf(p.path).folder + "sitemap.xml"} {
		if data := w.data(t, name); bytes.Contains(data, address) || bytes.Contains(data, quoted) {
			t.Errorf("%s names %s", name, p.path)
		}
	}
	for _, f := range w.finders() {
		if f.edition != p.edition || w.name == "plain" { // whose search page is the list alone
			continue
		}
		within := []byte(`["` + p.path[len(p.edition)+1:len(p.path)-len("index.html")] + `"`)
		if bytes.Contains(w.data(t, w.indexOf(t, f)), within) {
			t.Errorf("the search's index names %s", p.path)
		}
	}
}
