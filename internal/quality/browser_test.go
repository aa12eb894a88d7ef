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

// TestBrowser opens one page of each kind in each edition, on small and large windows, in light, dark and right to left,
// as a reader's browser shows it under the site's own headers: nothing that axe-core finds wrong, nothing beyond the
// window's edge, nothing in the console, and no request to anybody else. Of the demo every page is opened once.
func TestBrowser(t *testing.T) {
	slow(t, "Debian's chromium and npm's axe-core")
	for _, name := range []string{"october", "november", "alert", "gallery", "plain", "login-gov"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := named(t, name)
			tab := serve(t, w)
			samples, ways := w.samples(), few
			if name == "october" {
				ways = many
			}
			for i, p := range w.pages {
				switch {
				case p.kind == "redirect":
				case name == "alert" && p.edition != "ca/fr": // what it adds is the same in all
				case slices.Contains(samples, p) || everyWay():
					tab.visit(t, w, p, ways, name == "login-gov")
				case name == "october" && (i+seed(t))%3 == 0:
					tab.visit(t, w, p, once, false)
				}
			}
			t.Logf("%d pages of %d in %d ways each; of the others of october every third in one (seed %d)", len(samples), len(w.pages), len(ways), seed(t))
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

// serve opens a browser on a site that is served with its own headers; both end with the test.
func serve(t *testing.T, w *web) *tab {
	t.Helper()
	server := httptest.NewServer(w.handler(t))
	t.Cleanup(server.Close)
	return open(t, server.URL)
}

// open starts a browser, which ends with the test.
func open(t *testing.T, address string) *tab {
	t.Helper()
	axe := string(mustRead(t, module(t, "AXE_JS", "axe-core/axe.min.js")))
	host, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	b := &tab{ctx: startChromium(t), host: host, axe: axe}
	if err := chromedp.Listen(b.ctx, b.hear); err != nil {
		t.Fatalf("the browser does not start: %v", err)
	}
	return b
}

// startChromium starts a browser, which ends with the test, and returns the context of its tab.
func startChromium(t *testing.T) context.Context {
	t.Helper()
	chromium := os.Getenv("CHROMIUM")
	if chromium == "" {
		chromium = tool(t, "chromium", "chromium-browser", "google-chrome")
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(chromium), chromedp.NoSandbox, chromedp.DisableGPU,
		chromedp.Flag("disable-quic", true), chromedp.Flag("disable-component-update", true), chromedp.Flag("hide-scrollbars", true),
		chromedp.WSURLReadTimeout(2*time.Minute))
	ctx, stop := chromedp.NewExecAllocator(t.Context(), options...)
	t.Cleanup(stop)
	ctx, cancel := chromedp.NewContext(ctx)
	t.Cleanup(cancel)
	return ctx
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
	width, height int64
	scheme        string
	how           string // "", "rtl" for a page turned round, "spaced" for WCAG's text spacing (1.4.12)
}

var (
	once = []view{{320, 900, "light", ""}}
	few  = []view{{320, 900, "light", ""}, {320, 900, "dark", ""}, {1280, 900, "light", ""}, {1280, 900, "dark", ""}}
	many = []view{
		{320, 900, "light", ""}, {320, 900, "dark", ""}, {320, 900, "light", "rtl"}, {320, 900, "light", "spaced"},
		{768, 1024, "light", ""}, {768, 1024, "dark", ""}, {768, 1024, "light", "rtl"},
		{1280, 900, "light", ""}, {1280, 900, "dark", ""}, {1280, 900, "light", "rtl"}, {1280, 900, "light", "spaced"},
		{320, 256, "light", ""}, // a window of 1280 × 1024 at 400 % (1.4.10)
	}
)

// ruled reports whether axe-core is run in this view. Its rules read names, roles, colours and sizes of targets, which the
// smallest and the largest window have in both schemes; in the others only the layout can go wrong.
func (v view) ruled() bool { return v.how == "" && v.width != 768 && v.height != 256 }

func (v view) String() string {
	return fmt.Sprintf("%d × %d px, %s %s", v.width, v.height, v.scheme, v.how)
}

// arrange turns the page as a view asks for it, and turns it back for the next one. The style sheet is made by script,
// which the site's policy allows to whoever opens the page, not to the page.
const arrange = `(how => {
  document.documentElement.dataset.dir ??= document.documentElement.dir
  document.documentElement.dir = how == "rtl" ? "rtl" : document.documentElement.dataset.dir
  const sheet = new CSSStyleSheet()
  if (how == "spaced") sheet.replaceSync("*{line-height:1.5!important;letter-spacing:.12em!important;word-spacing:.16em!important}p{margin-bottom:2em!important}")
  document.adoptedStyleSheets = [sheet]
  return true
})`

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
	Cut           string // the first element that hides a part of its own words
	Findings      []finding
}

// script measures the page and runs axe-core's rules: WCAG 2.2 to AAA's contrast, and its best practices.
const script = `(async (ruled, ignore) => {
  const inner = document.documentElement.clientWidth
  let beyond = ""
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), range = document.createRange()
  const unseen = el => el && (getComputedStyle(el).clipPath == "inset(50%)" || unseen(el.parentElement)) // for those who listen, like .hidden
  while (!beyond && texts.nextNode()) {
    const at = texts.currentNode.parentElement
    if (!texts.currentNode.data.trim() || at.closest(".table, .hidden, .skip") || unseen(at)) continue
    range.selectNodeContents(texts.currentNode)
    if ([...range.getClientRects()].some(r => r.width > 1 && (r.right > inner + 1 || r.left < -1))) beyond = at.outerHTML.slice(0, 200)
  }
  // Words are cut where a box that hides what overflows it overflows, and words are beyond its edge: drawings may run over
  // it, and so may the room that a typeface leaves above and below its letters.
  let cut = ""
  for (const el of document.querySelectorAll("body *")) {
    if (cut) break
    const style = getComputedStyle(el), hides = axis => axis == "hidden" || axis == "clip"
    const wide = hides(style.overflowX) && el.scrollWidth > el.clientWidth + 1, high = hides(style.overflowY) && el.scrollHeight > el.clientHeight + 1
    if (!wide && !high || el.closest(".hidden, .skip, svg, select")) continue
    if (unseen(el)) continue
    const box = el.getBoundingClientRect(), inside = document.createTreeWalker(el, NodeFilter.SHOW_TEXT)
    while (!cut && inside.nextNode()) {
      if (!inside.currentNode.data.trim() || inside.currentNode.parentElement.closest(".hidden, .skip, svg, select")) continue
      range.selectNodeContents(inside.currentNode)
      const over = r => r.width > 1 && (wide && (r.right > box.right + 1 || r.left < box.left - 1) || high && (r.bottom > box.bottom + 1 || r.top < box.top - 1))
      if ([...range.getClientRects()].some(over)) cut = inside.currentNode.parentElement.outerHTML.slice(0, 200)
    }
  }
  const report = !ruled ? {violations: []} : await axe.run(document, {resultTypes: ["violations"], rules: {...{"color-contrast-enhanced": {enabled: true}, "target-size": {enabled: true}}, ...ignore}})
  return {Scroll: document.documentElement.scrollWidth, Inner: inner, Beyond: beyond, Cut: cut,
    Findings: report.violations.map(v => ({ID: v.id, Impact: v.impact, Help: v.help, Nodes: v.nodes.map(n => ({HTML: n.html, FailureSummary: n.failureSummary}))}))}
})`

// visit opens a page and looks at it in every way. Words that are not ours may break the rules that only words can.
func (b *tab) visit(t *testing.T, w *web, p *page, views []view, foreign bool) {
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
		err := chromedp.Do(ctx, chromedp.EmulateViewport(v.width, v.height), chromedp.Func(func(ctx context.Context, tab *chromedp.Target) error {
			_, err := cdp.Call(ctx, tab, emulation.SetEmulatedMedia, media)
			return err
		}))
		if err != nil {
			t.Fatalf("%s: %v", p.path, err)
		}
		if _, err := chromedp.Run(ctx, chromedp.Evaluate[bool](fmt.Sprintf("%s(%q)", arrange, v.how))); err != nil {
			t.Fatalf("%s: %v", p.path, err)
		}
		got, err := chromedp.Run(ctx, chromedp.Evaluate[look](fmt.Sprintf("%s(%t, %s)", script, v.ruled(), ignore), chromedp.EvalAwaitPromise))
		if err != nil {
			t.Errorf("%s at %v: %v", p.path, v, err)
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
	where := fmt.Sprintf("%s at %v", p.path, v)
	if int64(got.Inner) != v.width {
		t.Errorf("%s: the window is %d px wide", where, got.Inner)
	}
	if got.Scroll > got.Inner || got.Beyond != "" {
		t.Errorf("%s: something goes beyond the window (the page is %d px wide); the first such words: %q", where, got.Scroll, got.Beyond)
	}
	if got.Cut != "" {
		t.Errorf("%s: words are cut in %q", where, got.Cut)
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
