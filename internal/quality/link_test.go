package quality_test

import (
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// TestAddresses holds that every address leads somewhere: a file of the site, a fragment in it, or a scheme that a page
// may name; and that a browser need ask nobody else for anything.
func TestAddresses(t *testing.T) {
	eachSite(t, func(t *testing.T, w *web) {
		n := 0
		for _, p := range w.pages {
			for _, r := range p.refs {
				n++
				w.resolve(t, p, r)
			}
		}
		if n < len(w.pages)*5 {
			t.Errorf("only %d addresses in %d pages: this test reads too little", n, len(w.pages))
		}
	})
}

func (w *web) resolve(t *testing.T, p *page, r ref) {
	t.Helper()
	where := p.path + ": <" + r.elem + " " + r.attr + "=" + `"` + r.value + `">`
	u, err := p.url.Parse(r.value)
	if err != nil || strings.TrimSpace(r.value) == "" {
		t.Errorf("%s is no address: %v", where, err)
		return
	}
	switch u.Scheme {
	case "https", "http":
	case "webcal":
		u.Scheme = "https"
	case "mailto", "tel", "sms":
		if r.loads || u.Opaque == "" {
			t.Errorf("%s names nobody", where)
		}
		return
	default:
		t.Errorf("%s has the scheme %q, which no page should name", where, u.Scheme)
		return
	}
	path, inside := w.file(u)
	switch {
	case !inside && r.loads:
		t.Errorf("%s makes the browser ask another host", where)
	case !inside && (r.elem == "link" || r.elem == "meta"):
		t.Errorf("%s should lead into this site", where)
	case !inside:
	case !w.files[path]:
		t.Errorf("%s leads to %s, which does not exist", where, path)
	case r.loads && w.baseOf(path) != w.baseOf(p.path):
		t.Errorf("%s makes the browser ask another of our hosts; an edition on a host of its own is to stand alone", where)
	case u.Fragment != "":
		w.fragment(t, where, path, u)
	}
}

func (w *web) fragment(t *testing.T, where, path string, u *url.URL) {
	t.Helper()
	to := w.byPath[path]
	if to == nil {
		t.Errorf("%s names a fragment of %s, which is not a page", where, path)
		return
	}
	if to.ids[u.Fragment] == 0 {
		t.Errorf("%s: %s has no element with id %q", where, path, u.Fragment)
	}
}

var cssURL = regexp.MustCompile(`url\(\s*["']?([^"')]*)["']?\s*\)`)

// TestStyleAddresses holds the same for what style sheets name.
func TestStyleAddresses(t *testing.T) {
	eachSite(t, func(t *testing.T, w *web) {
		sheets := 0
		for path := range w.files {
			if !strings.HasSuffix(path, ".css") {
				continue
			}
			sheets++
			css := string(w.data(t, path))
			if strings.Contains(css, "@import") {
				t.Errorf("%s imports another sheet, which makes every page wait", path)
			}
			for _, m := range cssURL.FindAllStringSubmatch(css, -1) {
				u, err := w.address(path).Parse(m[1])
				if err != nil {
					t.Errorf("%s: url(%s): %v", path, m[1], err)
					continue
				}
				if file, inside := w.file(u); u.Scheme != "data" && (!inside || !w.files[file]) {
					t.Errorf("%s: url(%s) is no file of the site", path, m[1])
				}
			}
		}
		if sheets == 0 {
			t.Error("there is no style sheet")
		}
	})
}

// TestReachable holds that a reader finds every page of an edition by links alone, beginning at its home.
func TestReachable(t *testing.T) {
	eachSite(t, func(t *testing.T, w *web) {
		editions := w.editions()
		if len(editions) != 4 {
			t.Errorf("%d editions, want 4", len(editions))
		}
		for name, pages := range editions {
			seen := w.walk(t, name)
			for _, p := range pages {
				if p.kind != "not-found" && !seen[p.path] {
					t.Errorf("no link in /%s/ leads from its home to %s", name, p.path)
				}
			}
		}
	})
}

// walk follows the links of an edition's pages from its home.
func (w *web) walk(t *testing.T, edition string) map[string]bool {
	t.Helper()
	home := edition + "/index.html"
	if w.byPath[home] == nil {
		t.Errorf("/%s/ has no home page", edition)
		return nil
	}
	seen, queue := map[string]bool{home: true}, []string{home}
	for len(queue) > 0 {
		p := w.byPath[queue[0]]
		queue = queue[1:]
		for _, r := range p.refs {
			u, err := p.url.Parse(r.value)
			if err != nil || r.elem != "a" {
				continue
			}
			path, inside := w.file(u)
			if to := w.byPath[path]; inside && to != nil && to.edition == edition && !seen[path] {
				seen[path] = true
				queue = append(queue, path)
			}
		}
	}
	return seen
}

// TestCrossings holds that every edition's home leads to every other edition's, and the choosers to all of them.
func TestCrossings(t *testing.T) {
	eachSite(t, func(t *testing.T, w *web) {
		var homes []string
		for name := range w.editions() {
			homes = append(homes, name+"/index.html")
		}
		from := append([]string{"index.html", "404.html"}, homes...)
		for _, path := range from {
			p := w.byPath[path]
			if p == nil {
				t.Errorf("there is no %s", path)
				continue
			}
			for _, home := range homes {
				if home != path && !w.leads(p, home) {
					t.Errorf("%s does not lead to %s", path, home)
				}
			}
		}
	})
}

func (w *web) leads(p *page, to string) bool {
	return slices.ContainsFunc(p.refs, func(r ref) bool {
		u, err := p.url.Parse(r.value)
		if err != nil || r.elem != "a" {
			return false
		}
		path, inside := w.file(u)
		return inside && path == to
	})
}

// TestNamedLanguages holds that a link which says its target's language says the truth.
func TestNamedLanguages(t *testing.T) {
	eachSite(t, func(t *testing.T, w *web) {
		for _, p := range w.pages {
			for _, r := range p.refs {
				u, err := p.url.Parse(r.value)
				if r.hreflang == "" || err != nil {
					continue
				}
				path, _ := w.file(u)
				to := w.byPath[path]
				if to == nil || speaks(to.lang, r.hreflang) {
					continue
				}
				if content := to.class("content"); content == nil || !speaks(attr(content, "lang"), r.hreflang) { // a page under a notice
					t.Errorf("%s: a link to %s says hreflang=%q; the page says lang=%q", p.path, path, r.hreflang, to.lang)
				}
			}
		}
	})
}

// speaks reports whether a locale, such as fr-CA, is of a language.
func speaks(locale, language string) bool {
	return locale == language || strings.HasPrefix(locale, language+"-")
}
