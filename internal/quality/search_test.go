package quality_test

import (
	"encoding/xml"
	"maps"
	"net/url"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"
)

// indexed are the pages that a search engine should know: not the choosers, nothing that says noindex, and nothing that
// says another page is the one to know.
func (w *web) indexed() []*page {
	return slices.DeleteFunc(slices.Clone(w.pages), func(p *page) bool {
		return p.noindex || p.kind == "chooser" || p.kind == "redirect" || p.link("canonical") != p.url.String()
	})
}

// TestCanonical holds that a page for search engines names itself, by the address at which it is served; but that one
// shown in another language, under a notice, names the page whose words it shows.
func TestCanonical(t *testing.T) {
	eachSite(t, func(t *testing.T, w *web) {
		for _, p := range w.pages {
			canonical := p.link("canonical")
			if p.noindex || canonical == p.url.String() {
				continue
			}
			to := w.at(canonical)
			if p.class("notice") == nil || to == nil || to.lang == p.lang || to.link("canonical") != canonical || len(p.alternates()) > 0 {
				t.Errorf("%s: canonical %q, want %q", p.path, canonical, p.url)
				continue
			}
			if content := p.class("content"); content == nil || attr(content, "lang") != to.lang || attr(content, "dir") == "" {
				t.Errorf("%s shows the words of %s and does not say so in lang and dir", p.path, to.path)
			}
		}
	})
}

// TestAlternates holds that hreflang goes both ways: each page of a group names the whole group, itself included, and
// each is in the language by which it is named.
func TestAlternates(t *testing.T) {
	eachSite(t, func(t *testing.T, w *web) {
		groups := 0
		for _, p := range w.pages {
			all := p.alternates()
			if len(all) == 0 {
				continue
			}
			groups++
			if all[p.lang] != p.url.String() {
				t.Errorf("%s: its own hreflang is %q, want %q", p.path, all[p.lang], p.url)
			}
			for lang, address := range all {
				to := w.at(address)
				if to == nil {
					t.Errorf("%s: hreflang=%s %s is no page", p.path, lang, address)
					continue
				}
				if to.lang != lang || to.noindex {
					t.Errorf("%s: hreflang=%s names %s, which has lang=%q, noindex=%t", p.path, lang, to.path, to.lang, to.noindex)
				}
				if back := to.alternates(); !maps.Equal(all, back) {
					t.Errorf("%s and %s name different equivalents:\n%v\n%v", p.path, to.path, all, back)
				}
			}
		}
		if groups == 0 {
			t.Error("no page names an equivalent")
		}
	})
}

// at returns the page at an address.
func (w *web) at(address string) *page {
	u, err := url.Parse(address)
	if err != nil {
		return nil
	}
	path, _ := w.file(u)
	return w.byPath[path]
}

type sitemap struct {
	URLs []struct {
		Loc     string `xml:"http://www.sitemaps.org/schemas/sitemap/0.9 loc"`
		LastMod string `xml:"http://www.sitemaps.org/schemas/sitemap/0.9 lastmod"`
		Links   []struct {
			Rel  string `xml:"rel,attr"`
			Lang string `xml:"hreflang,attr"`
			Href string `xml:"href,attr"`
		} `xml:"http://www.w3.org/1999/xhtml link"`
	} `xml:"http://www.sitemaps.org/schemas/sitemap/0.9 url"`
}

// TestSitemap holds that the sitemaps list the pages, all of them and nothing else, each on its own host and with the
// equivalents that the page itself names.
func TestSitemap(t *testing.T) {
	eachSite(t, func(t *testing.T, w *web) {
		listed := map[string]bool{}
		for _, b := range w.bases {
			var m sitemap
			if err := xml.Unmarshal(w.data(t, b.folder+"sitemap.xml"), &m); err != nil {
				t.Fatalf("%ssitemap.xml: %v", b.folder, err)
			}
			for _, u := range m.URLs {
				p := w.at(u.Loc)
				if p == nil || w.baseOf(p.path) != b {
					t.Errorf("the sitemap of %s lists %s, which is no page there", b.url, u.Loc)
					continue
				}
				if listed[p.path] {
					t.Errorf("the sitemap lists %s twice", u.Loc)
				}
				listed[p.path] = true
				links := map[string]string{}
				for _, l := range u.Links {
					links[l.Lang] = l.Href
				}
				if !maps.Equal(links, p.alternates()) {
					t.Errorf("%s: the sitemap names equivalents %v, the page %v", p.path, links, p.alternates())
				}
				if !isDate(u.LastMod) && u.LastMod != "" {
					t.Errorf("%s: lastmod %q is no date", p.path, u.LastMod)
				}
			}
		}
		for _, p := range w.indexed() {
			if !listed[p.path] {
				t.Errorf("no sitemap lists %s", p.path)
			}
			delete(listed, p.path)
		}
		for path := range listed {
			t.Errorf("a sitemap lists %s, which is not for search engines", path)
		}
	})
}

func isDate(s string) bool {
	_, err := time.Parse(time.DateOnly, s)
	if err != nil {
		_, err = time.Parse(time.RFC3339, s)
	}
	return err == nil
}

// TestRobots holds that each host's robots.txt leads to its sitemap.
func TestRobots(t *testing.T) {
	eachSite(t, func(t *testing.T, w *web) {
		for _, b := range w.bases {
			want := "Sitemap: " + b.url + "sitemap.xml\n"
			if got := string(w.data(t, b.folder+"robots.txt")); !strings.Contains(got, want) || strings.Contains(got, "Disallow: /") {
				t.Errorf("%srobots.txt does not open the site and say %q:\n%s", b.folder, want, got)
			}
		}
	})
}

// TestRedirects holds the two forms of a redirect against each other: the line that a host reads and the page that
// stands there for hosts that read none. It also holds that no line hides one below it.
func TestRedirects(t *testing.T) {
	total := map[string]int{}
	eachSite(t, func(t *testing.T, w *web) {
		told := map[string]string{}
		for _, b := range w.bases {
			caught := ""
			for line := range strings.Lines(string(w.data(t, b.folder+"_redirects"))) {
				from, to, code := fields3(line)
				if caught != "" && strings.HasPrefix(from, caught) {
					t.Errorf("%s_redirects: the line for %s* hides %q", b.folder, caught, line)
				}
				target, path := w.rooted(b, to), w.rooted(b, from)
				if code == "404" {
					caught = strings.TrimSuffix(from, "*")
				}
				if !strings.HasPrefix(path, "ca/") && !strings.HasPrefix(path, "us/") {
					t.Errorf("%s_redirects: %q speaks for no edition", b.folder, line)
				}
				if !w.files[target] {
					t.Errorf("%s_redirects: %q leads to %s, which does not exist", b.folder, line, target)
				}
				if code == "301" {
					told[path] = target
				}
			}
		}
		for _, p := range w.pages {
			if p.kind != "redirect" {
				continue
			}
			total[w.name]++
			w.redirect(t, p, told)
			delete(told, p.path)
		}
		for path := range told {
			t.Errorf("_redirects names %s, where no page stands for hosts that do not read it", path)
		}
	})
	// So that this test cannot pass by finding nothing.
	if os.Getenv("TOCSIN_QUALITY") != "" && (total["path"] == 0 || total["hosts"] == 0) {
		t.Errorf("the sites with aliases hold no redirect: %v", total)
	}
}

// redirect checks a page that sends on.
func (w *web) redirect(t *testing.T, p *page, told map[string]string) {
	t.Helper()
	for _, r := range p.refs {
		if r.attr != "refresh" && r.elem != "a" && r.rel != "canonical" {
			continue
		}
		u, err := p.url.Parse(r.value)
		if err != nil {
			t.Errorf("%s: %v", p.path, err)
			continue
		}
		if to, _ := w.file(u); to != told[p.path] {
			t.Errorf("%s: its %s leads to %s; _redirects says %q", p.path, r.elem, to, told[p.path])
		}
	}
	if !p.noindex {
		t.Errorf("%s does not say noindex", p.path)
	}
}

// rooted returns the file at an address that begins with a host's root.
func (w *web) rooted(b base, address string) string {
	u, err := url.Parse(b.url)
	if err != nil {
		return ""
	}
	if u, err = u.Parse(address); err != nil {
		return ""
	}
	path, _ := w.file(u)
	return path
}

func fields3(line string) (string, string, string) {
	f := append(strings.Fields(line), "", "", "")
	return f[0], f[1], f[2]
}

// TestNotFound holds that a page for what is not found tells search engines so, and leads home.
func TestNotFound(t *testing.T) {
	eachSite(t, func(t *testing.T, w *web) {
		for name := range w.editions() {
			p := w.byPath[name+"/404.html"]
			if p == nil {
				t.Errorf("/%s/ has no 404.html", name)
				continue
			}
			if !p.noindex || !w.leads(p, name+"/index.html") {
				t.Errorf("%s: noindex %t, leads home %t", p.path, p.noindex, w.leads(p, name+"/index.html"))
			}
			for _, r := range p.refs {
				// It is shown at any address, however deep: an address relative to the page would break there.
				if u, err := url.Parse(r.value); err == nil && u.Scheme == "" && !strings.HasPrefix(r.value, "/") && !strings.HasPrefix(r.value, "#") {
					t.Errorf("%s: <%s %s=%q> is relative, but the page is shown at every address", p.path, r.elem, r.attr, r.value)
				}
			}
		}
		if p := w.byPath["404.html"]; p == nil || !p.noindex {
			t.Error("the root has no 404.html with noindex")
		}
	})
}

// TestSecurityTxt holds RFC 9116's two required fields, and that the file says where it is.
func TestSecurityTxt(t *testing.T) {
	eachSite(t, func(t *testing.T, w *web) {
		if !w.ours {
			t.Skip("this campaign names no contact, so it has no security.txt")
		}
		for _, b := range w.bases {
			got := string(w.data(t, b.folder+".well-known/security.txt"))
			for _, want := range []string{"Contact: mailto:", "Expires: 2027-", "Canonical: " + b.url + ".well-known/security.txt\n"} {
				if !strings.Contains(got, want) {
					t.Errorf("%s.well-known/security.txt lacks %q:\n%s", b.folder, want, got)
				}
			}
		}
	})
}

// TestTitles holds that no two pages of an edition have one title: tabs, bookmarks and search results show nothing else.
func TestTitles(t *testing.T) {
	eachSite(t, func(t *testing.T, w *web) {
		titles := map[string]string{}
		for _, p := range w.indexed() {
			for n := range p.doc.Descendants() {
				if n.Type != html.ElementNode || n.Data != "title" {
					continue
				}
				key := p.edition + " " + text(n)
				if other := titles[key]; other != "" && w.ours {
					t.Errorf("%s and %s have one title: %q", other, p.path, text(n))
				}
				titles[key] = p.path
			}
		}
	})
}
