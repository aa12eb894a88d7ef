package preview_test

import (
	"context"
	"os"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"tocsin/internal/preview"
)

// finding is a rule of axe-core that a screen breaks, and where.
type finding struct {
	ID, Help string
	Nodes    []struct{ HTML, FailureSummary string }
}

// TestAccessible runs axe-core over every screen and every state of the bar, narrow and wide, in light, dark and forced
// colours, in both languages: WCAG 2.2 with AAA's contrast, and axe's best practices.
func TestAccessible(t *testing.T) {
	axe := os.Getenv("AXE_JS")
	if axe == "" {
		axe = "../../.ci/node/node_modules/axe-core/axe.min.js"
	}
	code, err := os.ReadFile(axe)
	if err != nil {
		t.Skipf("SKIPPED: this test needs npm's axe-core, which .ci/run installs: %v", err)
	}
	dir := demo(t)
	site := serving(t, dir, preview.Options{At: testMoment, Editor: "vscode://file/{file}:{line}"})
	b := openBrowser(t)
	for _, c := range []struct{ path, open string }{
		{"/_review/", ""},
		{"/_review/?ui=fr&state=missing&at=2026-10-20", ""},
		{"/_review/problems", ""},
		{"/_review/messages?ui=fr", ""},
		{"/_review/facts", ""},
		{"/_review/timeline", ""},
		{"/_review/compare/learn/phishing?a=ca/en&b=us/en", ""},
		{"/_review/copy/learn/phishing?ui=fr", ""},
		{"/_review/copy/learn/cloned-voices?country=us", ""},
		{"/_review/nothing", ""},
		{"/us/en/learn/cloned-voices/?at=2026-10-20", "edition"},
		{"/us/en/learn/cloned-voices/?at=2026-10-20", "moment"},
		{"/us/en/learn/cloned-voices/", "problems"},
		{"/us/en/learn/cloned-voices/", "where"},
	} {
		for _, width := range []int64{320, 1280} {
			b.size(width, 900)
			b.visit(site + c.path)
			if c.open != "" {
				if width == 320 && c.open == "where" {
					eval[any](b, `shadow("[data-do=more]").click()`)
				}
				eval[any](b, `shadow("[data-do=`+c.open+`]").click()`)
				b.until("the panel", `shown(".panel")`)
			}
			for _, media := range [][2]string{{"prefers-color-scheme", "light"}, {"prefers-color-scheme", "dark"}, {"forced-colors", "active"}} {
				b.prefer(media[0], media[1])
				where := c.path + " " + c.open + " at " + map[int64]string{320: "320 px, ", 1280: "1280 px, "}[width] + media[1]
				if wide := eval[int](b, `document.documentElement.scrollWidth - document.documentElement.clientWidth`); wide > 0 {
					t.Errorf("%s scrolls sideways by %d px", where, wide)
				}
				b.axe(string(code), where, strings.HasPrefix(c.path, "/_review/"))
			}
		}
	}
	b.prefer("prefers-color-scheme", "light")
	b.visit(site + "/ca/en/")
	edit(t, dir, phishing, "title:", "titel:")
	b.until("the overlay", `shown(".broken")`)
	b.axe(string(code), "the overlay", false)
}

// axe runs the rules over a whole screen, or over the bar alone: what stands under it is the site's, with tests of its own.
func (b *browser) axe(code, where string, whole bool) {
	b.t.Helper()
	if err := chromedp.Do(b.ctx, chromedp.Func(func(ctx context.Context, tab *chromedp.Target) error {
		_, err := chromedp.Evaluate[bool](code+"; true")(ctx, tab)
		return err
	})); err != nil {
		b.t.Fatal(err)
	}
	scope, contrast := "document", "true"
	if !whole {
		scope = `{include: "tocsin-review"}`
	}
	if strings.HasSuffix(where, "active") { // the colours that a browser forces are not those that axe-core reads
		contrast = "false"
	}
	found := eval[[]finding](b, `(await axe.run(`+scope+`, {iframes: false, resultTypes: ["violations"], rules: {"color-contrast": {enabled: `+contrast+`}, "color-contrast-enhanced": {enabled: `+contrast+`}, "target-size": {enabled: true}}})).violations
		.map(v => ({ID: v.id, Help: v.help, Nodes: v.nodes.map(n => ({HTML: n.html, FailureSummary: n.failureSummary}))}))`)
	for _, f := range found {
		for i, n := range f.Nodes {
			if i == 3 {
				b.t.Errorf("%s: %s: and %d more", where, f.ID, len(f.Nodes)-i)
				break
			}
			b.t.Errorf("%s: %s: %s\n\t%.300s\n\t%s", where, f.ID, f.Help, n.HTML, strings.ReplaceAll(n.FailureSummary, "\n", "\n\t"))
		}
	}
}
