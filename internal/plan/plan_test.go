package plan

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"tocsin/internal/diag"
	"tocsin/internal/site"
	"tocsin/internal/source"
)

// whole are files such as package render lists for every edition and every host.
var whole = []File{{Name: "404.html"}, {Name: "feed.xml"}, {Name: "messages.json"}, {Name: "robots.txt", Host: true}, {Name: "_headers", Host: true}, {Name: "_redirects", Host: true},
	{Name: "staticwebapp.config.json", Host: true, Machine: true}, {Name: ".nojekyll", Host: true},
	{Name: ".well-known/security.txt", Host: true, Wanted: func(s *site.Site) bool { return s.Campaign.Security != nil }}}

const config = `title: {en: Ring, fr: Cloche}
base_url: https://ring.example/
countries:
  ca: {languages: [en, fr], timezone: America/Toronto, missing: omit}
  us: {languages: [en], timezone: America/New_York}
`

// planned plans a campaign of texts by path, over a theme of one style sheet and one icon.
func planned(t *testing.T, files map[string]string) (*Plan, diag.List) {
	t.Helper()
	return New(resolved(t, files), whole, Options{})
}

// resolved reads such a campaign and decides it.
func resolved(t *testing.T, files map[string]string) *site.Site {
	t.Helper()
	fsys := fstest.MapFS{"campaign.yaml": {Data: []byte(config)}, "content/index.en.md": {Data: []byte(page("Home"))}, "content/index.fr.md": {Data: []byte(page("Accueil"))}}
	for name, text := range files {
		fsys[name] = &fstest.MapFile{Data: []byte(text)}
	}
	theme := fstest.MapFS{"assets/site.css": {Data: []byte("a {\n  color: red;\n}\n")}, "assets/icon.svg": {Data: []byte("<svg/>")}}
	src, l := source.Load(fsys, theme)
	if n, _ := l.Count(); n > 0 {
		t.Errorf("reading: %v", l)
	}
	web, _ := site.Resolve(src, time.Date(2026, 10, 7, 16, 0, 0, 0, time.UTC))
	return web
}

func page(title string, lines ...string) string {
	return "---\ntitle: " + title + "\n" + strings.Join(append(lines, ""), "\n") + "---\nWords.\n"
}

func paths(p *Plan) []string {
	var out []string
	for _, t := range p.Targets {
		out = append(out, t.Path)
	}
	return out
}

func told(l diag.List) []string {
	var out []string
	for _, d := range l.Sorted() {
		out = append(out, fmt.Sprintf("%s:%d %s", strings.TrimPrefix(d.File, "content/"), d.Line, d.Rule))
	}
	return out
}

func TestTree(t *testing.T) {
	p, l := planned(t, map[string]string{
		"campaign.yaml":                    config + "security: {contact: mailto:a@ring.example, expires: 2027-01-01}\n",
		"content/learn/phishing.en.md":     page("P", "aliases: [old]", "countries: [ca]"),
		"content/learn/phishing.fr.md":     page("H", "slug: hameconnage"),
		"content/calendar/2026/talk.en.md": page("T", "event: {start: 2026-10-06}", "countries: [us]"),
		"content/calendar/2025/w.en.md":    page("W", "week: {number: 1, us: [2025-10-01, 2025-10-03]}", "countries: [us]"),
	})
	if len(l) > 0 {
		t.Errorf("told %v", l)
	}
	want := strings.Fields(`.nojekyll staticwebapp.config.json .well-known/security.txt 404.html _headers _redirects
assets/icon.HASH.svg assets/site.HASH.css assets/search-ca-en.HASH.json assets/search-ca-fr.HASH.json assets/search-us-en.HASH.json
ca/en/search/index.html ca/fr/search/index.html us/en/search/index.html
ca/en/404.html ca/en/feed.xml ca/en/index.html ca/en/learn/index.html ca/en/learn/phishing/index.html ca/en/messages.json ca/en/old/index.html ca/en/card.png ca/en/learn/card.png ca/en/learn/phishing/card.png ca/en/search/card.png
ca/fr/404.html ca/fr/feed.xml ca/fr/index.html ca/fr/learn/hameconnage/index.html ca/fr/learn/index.html ca/fr/messages.json ca/fr/card.png ca/fr/learn/card.png ca/fr/learn/hameconnage/card.png ca/fr/search/card.png
ca/index.html index.html robots.txt sitemap.xml
us/en/404.html us/en/calendar/2025/index.html us/en/calendar/2025/w/index.html us/en/calendar/2026/calendar.ics us/en/calendar/2026/index.html
us/en/calendar/2026/talk.ics us/en/calendar/2026/talk/index.html us/en/calendar/index.html us/en/feed.xml us/en/index.html us/en/messages.json us/en/card.png us/en/search/card.png us/en/calendar/card.png us/en/calendar/2025/card.png us/en/calendar/2025/w/card.png us/en/calendar/2025/w/square.png us/en/calendar/2026/card.png us/en/calendar/2026/talk/card.png
us/en/toolkit/index.html us/en/toolkit/card.png us/en/toolkit/2025/index.html us/en/toolkit/2025/card.png us/en/toolkit/2025/ring-2025-us-en.zip us/en/toolkit/2026/index.html us/en/toolkit/2026/card.png us/en/toolkit/2026/ring-2026-us-en.zip
us/index.html`)
	hash := regexp.MustCompile(`\.[0-9a-f]{8}\.`)
	got := paths(p)
	if !slices.IsSorted(got) {
		t.Error("targets are not sorted")
	}
	for i := range got {
		got[i] = hash.ReplaceAllString(got[i], ".HASH.")
	}
	slices.Sort(want)
	slices.Sort(got)
	for _, path := range got {
		if !slices.Contains(want, path) {
			t.Errorf("%s is too much", path)
		}
	}
	for _, path := range want {
		if !slices.Contains(got, path) {
			t.Errorf("%s is missing", path)
		}
	}
	for _, target := range p.Targets {
		if target.Kind == Page && (target.Page == nil || target.Edition != target.Page.Edition) {
			t.Errorf("%+v", target)
		}
	}
}

func TestOwnHost(t *testing.T) {
	own := strings.Replace(config, "missing: omit", "missing: omit, base_url: {fr: https://un.example/}", 1)
	p, l := planned(t, map[string]string{"campaign.yaml": own, "content/x.fr.md": page("X") + "![a](p.png)\n", "content/p.png": dot("x"),
		"content/y.en.md": page("Y") + "![a](q.png) ![a](p.png)\n", "content/q.png": dot("y"), "content/messages/m.fr.md": "![a](../r.png)", "content/r.png": dot("z")})
	if len(l) > 0 {
		t.Error(l)
	}
	got := paths(p)
	for _, name := range []string{"assets/site.css", "assets/icon.svg", "content/p.png"} {
		if a := p.Assets[name]; !slices.Contains(got, "ca/fr/"+a.Name) || !slices.Contains(got, a.Name) {
			t.Errorf("%s is not at ca/fr/%s and %s", name, a.Name, a.Name)
		}
	}
	if a := p.Assets["content/q.png"]; !slices.Contains(got, a.Name) || slices.Contains(got, "ca/fr/"+a.Name) {
		t.Errorf("a picture of English alone is on the French host, or not on the other")
	}
	if a := p.Assets["content/r.png"]; a.Name == "" || slices.Contains(got, a.Name) || !slices.Contains(got, "ca/fr/"+a.Name) {
		t.Errorf("a picture in a message that no page shows is in messages.json, on its own host alone: %q", a.Name)
	}
	for _, name := range []string{"sitemap.xml", "robots.txt", "_headers", "_redirects", ".nojekyll", "staticwebapp.config.json", "404.html"} {
		if !slices.Contains(got, "ca/fr/"+name) || !slices.Contains(got, name) {
			t.Errorf("%s is not on both hosts", name)
		}
	}
	if slices.Contains(got, "ca/en/sitemap.xml") || slices.Contains(got, "ca/fr/.well-known/security.txt") {
		t.Error("a shared host's editions have no files of a host; security.txt needs a contact")
	}
	all := "title: T\nbase_url: https://ring.example/\ncountries: {ca: {languages: [en, fr], timezone: America/Toronto, base_url: {en: https://one.example/, fr: https://un.example/}}}\n"
	p, _ = planned(t, map[string]string{"campaign.yaml": all})
	if got := paths(p); !slices.Contains(got, p.Assets["assets/site.css"].Name) {
		t.Error("the root's own pages need their style sheet, though every edition has a host of its own")
	}
}

func TestHashedNames(t *testing.T) {
	p, l := planned(t, map[string]string{
		"content/learn/x.en.md":  page("X", "image: {src: Été Photo.PNG, alt: A}") + "![a](lock.png) ![b](other/lock.png) [c](guide.pdf) [d](notes:1.pdf) [e](./notes:2.pdf) [f](readme.md.txt)\n",
		"content/learn/lock.png": dot("x"), "content/learn/other/lock.png": dot("x"), // the same name and bytes
		"content/learn/Été Photo.PNG": dot("y"), "content/learn/guide.pdf": "z", "content/learn/unused.pdf": "u",
		"content/learn/notes:2.pdf": "n", "content/learn/readme.md.txt": "r",
		"assets/site.css": "b { margin: 0px }",
	})
	if len(l) > 0 {
		t.Errorf("told %v", l)
	}
	name := func(file string) string { return p.Assets[file].Name }
	for file, want := range map[string]string{
		"content/learn/lock.png": `^assets/media/lock\.[0-9a-f]{8}\.png$`, "content/learn/Été Photo.PNG": `^assets/media/ete-photo\.[0-9a-f]{8}\.png$`,
		"content/learn/guide.pdf": `^assets/media/guide\.[0-9a-f]{8}\.pdf$`, "assets/site.css": `^assets/site\.[0-9a-f]{8}\.css$`, "content/learn/unused.pdf": `^$`,
		"content/learn/notes:2.pdf": `^assets/media/notes-2\.`, "content/learn/readme.md.txt": `^assets/media/readme-md\.`,
	} {
		if !regexp.MustCompile(want).MatchString(name(file)) {
			t.Errorf("%s is named %q, want %s", file, name(file), want)
		}
	}
	if name("content/learn/lock.png") != name("content/learn/other/lock.png") {
		t.Error("equal files have equal names")
	}
	if css := string(p.Assets["assets/site.css"].Data); css != "b{margin:0}\n" {
		t.Errorf("minified: %q", css)
	}
	other, _ := planned(t, map[string]string{"assets/site.css": "b { margin: 1px }"})
	if other.Assets["assets/site.css"].Name == name("assets/site.css") {
		t.Error("another content, the same name")
	}
	got := paths(p)
	if slices.Sort(got); len(slices.Compact(slices.Clone(got))) != len(got) {
		t.Errorf("a path twice: %q", got)
	}
}

func TestBrokenAsset(t *testing.T) {
	_, l := planned(t, map[string]string{"assets/a.css": "a {\n  color: }{\n", "assets/b.js": "let = ;\n"})
	for _, d := range l {
		if d.Rule != "asset" || d.Line == 0 || d.Column == 0 {
			t.Errorf("%v", d)
		}
	}
	if n, _ := l.Count(); n == 0 {
		t.Error("a broken script is not told")
	}
}

func TestCollisions(t *testing.T) {
	for _, c := range []struct {
		name  string
		files map[string]string
		want  string
	}{
		{"none", map[string]string{"a.en.md": page("A"), "b.en.md": page("B")}, ""},
		{"one slug", map[string]string{"a.en.md": page("A", "slug: x", "countries: [ca]"), "b.en.md": page("B", "slug: x", "countries: [ca]")}, "b.en.md:3 collision"},
		{"a slug and a name", map[string]string{"a.en.md": page("A", "slug: b", "countries: [ca]"), "b.en.md": page("B", "countries: [ca]")}, "b.en.md:1 collision"},
		{"in one language", map[string]string{"a.en.md": page("A", "countries: [ca]"), "a.fr.md": page("A", "slug: x"), "b.en.md": page("B", "countries: [ca]"), "b.fr.md": page("B", "slug: x")},
			"b.fr.md:3 collision"},
		{"case", map[string]string{"a.en.md": page("A", "countries: [ca]"), "A.en.md": page("B", "countries: [ca]")}, "a.en.md:1 collision"},
		{"accents", map[string]string{"\u00e9t\u00e9.en.md": page("A", "countries: [ca]"), "e\u0301te\u0301.en.md": page("B", "countries: [ca]")}, "\u00e9t\u00e9.en.md:1 collision"},
		{"an alias of another's address", map[string]string{"a.en.md": page("A", "aliases: [b]", "countries: [ca]"), "b.en.md": page("B", "countries: [ca]")}, "a.en.md:3 collision"},
		{"aliases that differ in case", map[string]string{"a.en.md": page("A", "aliases: [x, X]", "countries: [ca]")}, "a.en.md:3 collision"},
		{"aliases that differ in composition", map[string]string{"a.en.md": page("A", "aliases: [\"\u00e9\", \"e\u0301\"]", "countries: [ca]")}, "a.en.md:3 collision"},
		{"aliases that fold alike", map[string]string{"a.en.md": page("A", "aliases: [straße, STRASSE]", "countries: [ca]")}, "a.en.md:3 collision"},
		{"its own address", map[string]string{"a.en.md": page("A", "aliases: [a/]", "countries: [ca]")}, "a.en.md:3 collision"},
		{"a file of the edition", map[string]string{"a.en.md": page("A", "aliases: [404.html]", "countries: [ca]")}, "a.en.md:3 collision"},
		{"a folder where a file is", map[string]string{"a.en.md": page("A", "aliases: [feed.xml]", "countries: [ca]")}, "a.en.md:3 collision"},
		{"a folder under a file", map[string]string{"a.en.md": page("A", "aliases: [x.html, x.html/y/z]", "countries: [ca]")}, "a.en.md:3 collision"},
		{"a folder under a page", map[string]string{"a.en.md": page("A", "aliases: [b/index.html/y]", "countries: [ca]"), "b.en.md": page("B", "countries: [ca]")}, "a.en.md:3 collision"},
		{"a folder under a page in capitals", map[string]string{"a.en.md": page("A", "aliases: [B/INDEX.html/y]", "countries: [ca]"), "b.en.md": page("B", "countries: [ca]")}, "a.en.md:3 collision"},
		{"an event's file", map[string]string{"a.en.md": page("A", "event: {start: 2026-10-06}", "countries: [ca]"), "b.en.md": page("B", "aliases: [a.ics]", "countries: [ca]")},
			"b.en.md:3 collision"},
	} {
		files := map[string]string{}
		for name, text := range c.files {
			files["content/"+name] = text
		}
		p, l := planned(t, files)
		if got := strings.Join(slices.Compact(told(l)), ", "); got != c.want {
			t.Errorf("%s: told %q, want %q: %v", c.name, got, c.want, l)
		}
		if n, _ := l.Count(); c.want != "" && n == 0 {
			t.Errorf("%s: a collision is an error", c.name)
		}
		if p == nil {
			t.Errorf("%s: no plan", c.name)
		}
	}
}

func TestAliases(t *testing.T) {
	p, _ := planned(t, nil)
	e := p.Site.Editions[0]
	long := strings.Repeat("x", 201)
	for alias, want := range map[string]string{
		"old": "old/index.html", "old/": "old/index.html", "/old": "old/index.html", "/ca/en/old": "old/index.html", "a/b.html": "a/b.html", "a/b.htm": "a/b.htm",
		"a/./b": "a/b/index.html", "a//b": "a/b/index.html", "a/../b": "b/index.html", "ca/en/old": "ca/en/old/index.html", "été": "été/index.html", "a.b": "a.b/index.html",
		"old/index.html": "old/index.html", "//old": "old/index.html", "/us/": "us/index.html",
		// nothing that leaves the edition, or that a host's file of redirects would read otherwise
		"": "", "/": "", ".": "", "..": "", "../x": "", "../../etc/passwd": "", "a/../../x": "", "a/..": "", "/ca/en/": "", "/ca/en/../fr/x": "", "/us/en/x": "", "/ca/fr/x": "",
		".htaccess": "", "a/.git/config": "", "https://ring.example/x": "", "x?y=z": "", "x#y": "", "x y": "", "x\ty": "", "x\n/* https://evil.example/ 301": "", "x\u00a0y": "",
		"x\u2028y": "", "*": "", "a/*": "", "a/:b": "", `a\b`: "", `..\x`: "", "%2e%2e/x": "", "a\x00b": "", "a\u202eb": "", long: "", "a/" + long + "/b": "",
	} {
		got, ok := AliasPath(e, alias)
		if got != want || ok != (want != "") {
			t.Errorf("alias %q is %q %v, want %q", alias, got, ok, want)
		}
	}
}

func TestAliasTargets(t *testing.T) {
	p, l := planned(t, map[string]string{
		"content/a.en.md": page("A", "aliases: [old, ../../x, \"x?y\"]", "countries: [ca]"), "content/a.fr.md": page("A", "aliases: [vieux]"),
	})
	if got := strings.Join(told(l), ", "); got != "a.en.md:3 alias, a.en.md:3 alias" {
		t.Errorf("told %s", got)
	}
	var got []string
	for _, target := range p.Targets {
		if target.Kind == Redirect {
			got = append(got, target.Path+" "+target.Page.Path)
		}
		if strings.Contains(target.Path, "..") || strings.HasPrefix(target.Path, "/") {
			t.Errorf("%s leaves the output folder", target.Path)
		}
	}
	if want := []string{"ca/en/old/index.html a/", "ca/fr/vieux/index.html a/"}; !slices.Equal(got, want) {
		t.Errorf("redirects %q, want %q: a translation's old addresses are its own", got, want)
	}
}

func TestNoCampaign(t *testing.T) {
	src, _ := source.Load(fstest.MapFS{}, fstest.MapFS{})
	web, _ := site.Resolve(src, time.Time{})
	if p, l := New(web, whole, Options{}); p == nil || len(p.Targets) > 0 || len(l) > 0 {
		t.Errorf("%+v %v", p, l)
	}
}
