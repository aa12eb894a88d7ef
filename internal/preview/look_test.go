package preview_test

import (
	"os"
	"path/filepath"
	"testing"

	"tocsin/internal/preview"
)

// TestLook writes every screen in every way into the folder that LOOK names: for the eye of whoever changes them.
func TestLook(t *testing.T) {
	out := os.Getenv("LOOK")
	if out == "" {
		t.Skip("LOOK=folder go test -run TestLook writes pictures of every screen")
	}
	site := serving(t, demo(t), preview.Options{Editor: "vscode://file/{file}:{line}"})
	b := openBrowser(t)
	at := "at=" + testMoment
	for _, p := range []struct{ name, path, do string }{
		{"desk", "/_review/?" + at, ""},
		{"problems", "/_review/problems?" + at, ""},
		{"messages", "/_review/messages?" + at, ""},
		{"facts", "/_review/facts?" + at, ""},
		{"timeline", "/_review/timeline?" + at, ""},
		{"compare", "/_review/compare/learn/phishing?a=ca/en&b=ca/fr&" + at, ""},
		{"copy", "/_review/copy/learn/phishing?" + at, ""},
		{"none", "/_review/nothing", ""},
		{"page", "/ca/en/learn/phishing/?" + at, ""},
		{"edition", "/us/en/learn/cloned-voices/?" + at, "edition"},
		{"moment", "/ca/fr/?" + at, "moment"},
		{"problems-bar", "/us/en/learn/cloned-voices/?" + at, "problems"},
		{"more", "/ca/en/?" + at, "more"},
		{"live", "/ca/en/", ""},
		{"lost", "/ca/en/nothing-here/?" + at, ""},
	} {
		for _, width := range []int64{1280, 390} {
			for _, scheme := range []string{"light", "dark"} {
				b.prefer("prefers-color-scheme", scheme)
				b.size(width, 900)
				b.visit(site + p.path)
				if p.do != "" && !(p.do == "more" && width > 1000) {
					eval[any](b, "shadow('[data-do="+p.do+"]').click()")
				}
				if p.name == "compare" {
					b.until("the frames", `[...document.querySelectorAll("iframe")].every(f => f.contentDocument?.querySelector("[data-review-mark]") || f.contentDocument?.readyState === "complete")`)
				}
				name := p.name + "-" + map[int64]string{1280: "wide", 390: "phone"}[width] + "-" + scheme + ".png"
				if err := os.WriteFile(filepath.Join(out, name), b.picture(), 0o644); err != nil {
					t.Fatal(err)
				}
			}
		}
	}
}
