package plan

import (
	"slices"
	"strings"
	"testing"
)

func TestPrecompressed(t *testing.T) {
	s := resolved(t, map[string]string{"campaign.yaml": config, "content/x.en.md": page("X") + "![a](p.png) ![b](q.svg)\n", "content/p.png": dot("x"), "content/q.svg": "<svg/>"})
	p, l := New(s, whole, Options{Precompress: true})
	if len(l) > 0 {
		t.Error(l)
	}
	got := paths(p)
	if !slices.IsSorted(got) {
		t.Error("targets are not sorted")
	}
	for _, path := range got {
		if name, ok := strings.CutSuffix(path, ".gz"); ok && !slices.Contains(got, name) {
			t.Errorf("%s is of no file", path)
		}
	}
	for _, name := range []string{"index.html", "sitemap.xml", "robots.txt", "ca/en/x/index.html", "ca/en/feed.xml", p.Assets["content/q.svg"].Name, p.Assets["assets/site.css"].Name} {
		if !slices.Contains(got, name) || !slices.Contains(got, name+".gz") {
			t.Errorf("%s has no .gz beside it", name)
		}
	}
	for _, name := range []string{"_headers", "_redirects", ".nojekyll", "staticwebapp.config.json", "ca/en/card.png", p.Assets["content/p.png"].Name} {
		if !slices.Contains(got, name) || slices.Contains(got, name+".gz") {
			t.Errorf("%s is not there, or has a .gz for nobody", name)
		}
	}
	plain, _ := New(s, whole, Options{})
	for _, path := range paths(plain) {
		if strings.HasSuffix(path, ".gz") {
			t.Errorf("%s, though nobody asked", path)
		}
	}
}

// An alias may be named like a compressed page: that is told like any two files of one name.
func TestPrecompressedCollision(t *testing.T) {
	s := resolved(t, map[string]string{"campaign.yaml": config, "content/x.en.md": page("X", "aliases: [old.html, old.html.gz]")})
	if _, l := New(s, whole, Options{}); len(l) > 0 {
		t.Error(l)
	}
	if _, l := New(s, whole, Options{Precompress: true}); len(l) == 0 || l[0].Rule != "collision" {
		t.Errorf("a folder and a file of one name: %v", l)
	}
}

// The campaign's tokens and its own countries' end up in the one style sheet, and nowhere else.
func TestCountrySheets(t *testing.T) {
	files := map[string]string{"campaign.yaml": config, "assets/site.css": "body { color: red }", "assets/country-ca.css": "[data-country=ca] { --country: #800 }",
		"assets/country-mx.css": "[data-country=mx] { --country: #080 }", "assets/tokens.css": ":root { --paper: #fff }"}
	p, l := New(resolved(t, files), whole, Options{})
	if len(l) > 0 {
		t.Error(l)
	}
	if got, want := string(p.Assets["assets/site.css"].Data), "body{color:red}\n:root{--paper: #fff }\n[data-country=ca]{--country: #800 }\n"; got != want {
		t.Errorf("site.css is %q, want %q", got, want)
	}
	for _, path := range paths(p) {
		if strings.Contains(path, "country-") || strings.Contains(path, "tokens") {
			t.Errorf("%s is a request of its own", path)
		}
	}
	files["assets/country-ca.css"] = "[data-country=ca] { --country: #008 }"
	if again, _ := New(resolved(t, files), whole, Options{}); again.Assets["assets/site.css"].Name == p.Assets["assets/site.css"].Name {
		t.Error("another colour, and the same name: caches would keep the old one")
	}
}
