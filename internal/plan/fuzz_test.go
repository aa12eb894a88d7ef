package plan

import (
	"regexp"
	"strings"
	"testing"

	"tocsin/internal/diag"
	"tocsin/internal/rule"
	"tocsin/internal/site"
	"tocsin/internal/source"
)

// fetches finds what a minified style sheet fetches, as a browser reads it.
var fetches = regexp.MustCompile(`(?i)(?:url\(\s*|@import\s*)["']?\s*(https?:|//|data:image/)`)

// Whatever a style sheet says, what it fetches from another host is told, and a picture in it goes out clean or not at all.
func FuzzSheet(f *testing.F) {
	for _, seed := range []string{`a{background:url(https://evil.example/x)}`, `@import "//evil.example/x";`, `a{background:image-set("https://evil.example/x" 1x)}`,
		`a{background:u\72l("\68ttps://evil.example/x")}`, `a{b:url(data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg'><!-- Nancy --><path d='M0 0h1v1z'/></svg>)}`, `a{background:url(lock.svg)}/*url(//x)*/`} {
		f.Add(seed)
	}
	s := &site.Site{Source: &source.Source{Campaign: &source.Campaign{BaseURL: "https://ring.example/"}}, Campaign: &source.Campaign{BaseURL: "https://ring.example/"}}
	f.Fuzz(func(t *testing.T, css string) {
		b := &builder{Plan: &Plan{Site: s, Assets: map[string]AssetFile{"assets/lock.svg": {Name: "assets/lock.1.svg"}}, made: map[string]transformed{}}}
		code, told, _ := b.sheet("assets/own.css", []byte(css))
		if strings.Contains(string(code), "Nancy") && strings.Contains(string(code), "url(data:image/svg+xml") && !refusedSheet(told) {
			t.Errorf("%q tells who made its picture: %q", css, code)
		}
		for _, m := range fetches.FindAllSubmatch(code, -1) {
			if to := strings.ToLower(string(m[1])); to != "data:image/" && !refusedSheet(told) && !strings.Contains(css, "@namespace") && !strings.Contains(string(code), "ring.example") {
				t.Errorf("%q fetches from another host, and nothing is told: %q", css, code)
			}
		}
	})
}

// refusedSheet reports whether something that was told keeps a sheet from being published, or may be what the sheet means.
func refusedSheet(l diag.List) bool {
	for _, d := range l {
		if d.Severity == rule.Error || d.ID == rule.AssetWarning {
			return true
		}
	}
	return false
}
