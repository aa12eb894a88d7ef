package plan

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"tocsin/internal/site"
)

func sitemapsOf(p *Plan) (out []Target) {
	for _, t := range p.Targets {
		if t.Kind == Sitemap {
			out = append(out, t)
		}
	}
	return out
}

// TestSitemapOfFew holds that a small site has one site map.
func TestSitemapOfFew(t *testing.T) {
	p, _ := planned(t, nil)
	if all := sitemapsOf(p); len(all) != 1 || all[0].Path != "sitemap.xml" || len(all[0].Pages) == 0 || all[0].Parts != nil {
		t.Errorf("got %v", all)
	}
}

// TestSitemapsOfMany holds that of many editions each has a site map of its own, all of them in an index.
func TestSitemapsOfMany(t *testing.T) {
	b := &strings.Builder{}
	b.WriteString("title: Ring\nbase_url: https://ring.example/\ncountries:\n")
	for _, code := range []string{"ca", "ie", "gb", "in", "ke", "ng", "gh"} {
		fmt.Fprintf(b, "  %s: {languages: [en, fr], timezone: Etc/UTC}\n", code)
	}
	p, _ := planned(t, map[string]string{"campaign.yaml": b.String()})
	var names []string
	for _, m := range sitemapsOf(p) {
		names = append(names, m.Path)
		for _, q := range m.Pages {
			if want := "sitemap-" + strings.ReplaceAll(q.Edition.Folder, "/", "-") + ".xml"; m.Path != want {
				t.Errorf("%s lists a page of %s", m.Path, q.Edition.Code)
			}
		}
	}
	index, _ := p.Target("sitemap.xml")
	if len(names) != 15 || len(index.Parts) != 14 || index.Pages != nil || !slices.Contains(names, "sitemap-ke-fr.xml") {
		t.Errorf("site maps %q, index %q", names, index.Parts)
	}
}

// TestCutPages holds the two limits of a site map.
func TestCutPages(t *testing.T) {
	s := resolved(t, nil)
	e := s.Editions[0]
	short := &site.Page{Edition: e, Key: "x", Path: "x/"}
	long := &site.Page{Edition: e, Key: "y", Path: strings.Repeat("y", 2000) + "/"}
	for _, c := range []struct {
		page  *site.Page
		n     int
		parts int
	}{{short, 0, 1}, {short, 50_000, 1}, {short, 50_001, 2}, {short, 100_001, 3}, {long, 20_000, 1}, {long, 40_000, 2}} {
		parts := cutPages(slices.Repeat([]*site.Page{c.page}, c.n))
		n := 0
		for _, p := range parts {
			n += len(p)
			if len(p) > sitemapAddresses || len(p)*entrySize(c.page) > sitemapBytes {
				t.Errorf("a part of %d pages has %d bytes", len(p), len(p)*entrySize(c.page))
			}
		}
		if len(parts) != c.parts || n != c.n {
			t.Errorf("%d pages of %d bytes: %d parts with %d, want %d", c.n, entrySize(c.page), len(parts), n, c.parts)
		}
	}
}
