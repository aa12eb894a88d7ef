package quality_test

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// TestBrowser opens one page of each kind in each edition, narrow and wide, in light and dark, as a reader's browser
// shows it under the site's own headers: nothing that axe-core finds wrong, nothing beyond the window's edge,
// nothing in the console, and no request to anybody else.
func TestBrowser(t *testing.T) {
	slow(t, "Debian's chromium and npm's axe-core")
	for _, name := range []string{"october", "november", "gallery", "plain", "login-gov"} {
		t.Run(name, func(t *testing.T) {
			w := named(t, name)
			server := httptest.NewServer(w.handler(t))
			defer server.Close()
			tab := open(t, server.URL)
			samples := w.samples()
			for _, p := range samples {
				tab.visit(t, w, p, name == "login-gov")
			}
			t.Logf("%d pages, each in %d ways", len(samples), len(views))
		})
	}
}

// samples returns one page of each kind in each edition: the heaviest, as the likeliest to go wrong.
func (w *web) samples() []*page {
	heaviest := map[string]*page{}
	for _, p := range w.pages {
		key := p.edition + " " + p.kind
		if p.edition == "" {
			key = p.path // the choosers
		}
		if p.class("notice") != nil {
			key += " under a notice"
		}
		if h := heaviest[key]; p.kind != "redirect" && (h == nil || len(p.raw) > len(h.raw)) {
			heaviest[key] = p
		}
	}
	var out []*page
	for _, key := range slices.Sorted(keys(heaviest)) {
		out = append(out, heaviest[key])
	}
	return out
}

// handler serves a site with the headers that its _headers file asks for.
func (w *web) handler(t *testing.T) http.Handler {
	t.Helper()
	files := http.FileServer(http.Dir(w.dir))
	rules := map[string]string{}
	inside := false
	for line := range strings.Lines(string(w.data(t, "_headers"))) {
		if !strings.HasPrefix(line, " ") {
			inside = strings.TrimSpace(line) == "/*"
			continue
		}
		// A browser rightly refuses HTTPS-only headers on a plain connection, so they stay out.
		name, value, _ := strings.Cut(strings.TrimSpace(line), ": ")
		if inside && name != "Strict-Transport-Security" {
			rules[name] = value
		}
	}
	if rules["Content-Security-Policy"] == "" {
		t.Fatal("_headers gives pages no Content-Security-Policy")
	}
	return http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		for name, value := range rules {
			rw.Header().Set(name, value)
		}
		files.ServeHTTP(rw, r)
	})
}

// tab is a browser's tab, with what it complained of.
type tab struct {
	ctx  context.Context
	host *url.URL
	axe  string

	mu    sync.Mutex
	wrong []string
}

// open starts a browser, which ends with the test.
func open(t *testing.T, address string) *tab {
	t.Helper()
	axe := string(mustRead(t, module(t, "AXE_JS", "axe-core/axe.min.js")))
	chromium := os.Getenv("CHROMIUM")
	if chromium == "" {
		chromium = tool(t, "chromium", "chromium-browser", "google-chrome")
	}
	host, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(chromium), chromedp.NoSandbox, chromedp.DisableGPU,
		chromedp.Flag("disable-quic", true), chromedp.Flag("disable-component-update", true), chromedp.Flag("hide-scrollbars", true),
		chromedp.WSURLReadTimeout(2*time.Minute))
	ctx, stop := chromedp.NewExecAllocator(t.Context(), options...)
	t.Cleanup(stop)
	ctx, cancel := chromedp.NewContext(ctx)
	t.Cleanup(cancel)
	b := &tab{ctx: ctx, host: host, axe: axe}
	if err := chromedp.Listen(ctx, b.hear); err != nil {
		t.Fatalf("%s does not start: %v", chromium, err)
	}
	return b
}

// hear notes what a page should not do.
func (b *tab) hear(event any) {
	b.mu.Lock()
	defer b.mu.Unlock()
	switch e := event.(type) {
	case *network.EventRequestWillBeSent:
		if u, err := url.Parse(e.Request.URL); err != nil || u.Host != b.host.Host {
			b.wrong = append(b.wrong, "it asks "+e.Request.URL)
		}
	case *runtime.EventConsoleAPICalled:
		b.wrong = append(b.wrong, fmt.Sprintf("the console says (%s): %v", e.Type, e.Args))
	case *runtime.EventExceptionThrown:
		b.wrong = append(b.wrong, "an exception: "+e.ExceptionDetails.Text)
	case *log.EventEntryAdded:
		b.wrong = append(b.wrong, "the console says: "+e.Entry.Text+" "+e.Entry.URL)
	}
}

// complaints returns what was heard since it was last asked.
func (b *tab) complaints() []string {
	b.mu.Lock()
	defer b.mu.Unlock()
	out := b.wrong
	b.wrong = nil
	return out
}

// view is a way to look at a page.
type view struct {
	width  int64
	scheme string
}

var views = []view{{320, "light"}, {320, "dark"}, {1280, "light"}, {1280, "dark"}}

// finding is a rule of axe-core that a page breaks, and where.
type finding struct {
	ID, Impact, Help string
	Nodes            []struct {
		HTML           string
		FailureSummary string
	}
}

// look is what the page tells of itself.
type look struct {
	Scroll, Inner int
	Beyond        string // the first element whose words go beyond the window, or are cut there
	Findings      []finding
}

// script measures the page and runs axe-core's rules: WCAG 2.2 to AAA's contrast, and its best practices.
const script = `(async ignore => {
  const inner = document.documentElement.clientWidth
  let beyond = ""
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), range = document.createRange()
  while (!beyond && texts.nextNode()) {
    const at = texts.currentNode.parentElement
    if (!texts.currentNode.data.trim() || at.closest(".table, .hidden, .skip")) continue
    range.selectNodeContents(texts.currentNode)
    if ([...range.getClientRects()].some(r => r.width > 1 && (r.right > inner + 1 || r.left < -1))) beyond = at.outerHTML.slice(0, 200)
  }
  const report = await axe.run(document, {resultTypes: ["violations"], rules: {...{"color-contrast-enhanced": {enabled: true}, "target-size": {enabled: true}}, ...ignore}})
  return {Scroll: document.documentElement.scrollWidth, Inner: inner, Beyond: beyond,
    Findings: report.violations.map(v => ({ID: v.id, Impact: v.impact, Help: v.help, Nodes: v.nodes.map(n => ({HTML: n.html, FailureSummary: n.failureSummary}))}))}
})`

// visit opens a page and looks at it in every way. Words that are not ours may break the rules that only words can.
func (b *tab) visit(t *testing.T, w *web, p *page, foreign bool) {
	t.Helper()
	ctx, cancel := context.WithTimeout(b.ctx, 2*time.Minute)
	defer cancel()
	ignore := "{}"
	if foreign {
		ignore = `{"heading-order": {enabled: false}}`
	}
	address := b.host.String() + "/" + strings.TrimSuffix(p.path, "index.html")
	if err := chromedp.Do(ctx, chromedp.Navigate(address), chromedp.Func(func(ctx context.Context, tab *chromedp.Target) error {
		_, err := chromedp.Evaluate[any](b.axe+"; true")(ctx, tab)
		return err
	})); err != nil {
		t.Errorf("%s: %v", p.path, err)
		return
	}
	for _, v := range views {
		media := emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{
			{Name: "prefers-color-scheme", Value: v.scheme}, {Name: "prefers-reduced-motion", Value: "reduce"}}}
		err := chromedp.Do(ctx, chromedp.EmulateViewport(v.width, 900), chromedp.Func(func(ctx context.Context, tab *chromedp.Target) error {
			_, err := cdp.Call(ctx, tab, emulation.SetEmulatedMedia, media)
			return err
		}))
		if err != nil {
			t.Fatalf("%s: %v", p.path, err)
		}
		got, err := chromedp.Run(ctx, chromedp.Evaluate[look](script+"("+ignore+")", chromedp.EvalAwaitPromise))
		if err != nil {
			t.Errorf("%s at %d px, %s: %v", p.path, v.width, v.scheme, err)
			continue
		}
		v.report(t, p, got)
	}
	for _, line := range b.complaints() {
		t.Errorf("%s: %s", p.path, line)
	}
}

// report fails the test for what is wrong with a page.
func (v view) report(t *testing.T, p *page, got look) {
	t.Helper()
	where := fmt.Sprintf("%s at %d px, %s", p.path, v.width, v.scheme)
	if int64(got.Inner) != v.width {
		t.Errorf("%s: the window is %d px wide", where, got.Inner)
	}
	if got.Scroll > got.Inner || got.Beyond != "" {
		t.Errorf("%s: something goes beyond the window (the page is %d px wide); the first such words: %q", where, got.Scroll, got.Beyond)
	}
	for _, f := range got.Findings {
		for i, n := range f.Nodes {
			if i == 3 {
				t.Errorf("%s: %s: and %d more", where, f.ID, len(f.Nodes)-i)
				break
			}
			t.Errorf("%s: %s (%s): %s\n\t%.300s\n\t%s", where, f.ID, f.Impact, f.Help, n.HTML, strings.ReplaceAll(n.FailureSummary, "\n", "\n\t"))
		}
	}
}
