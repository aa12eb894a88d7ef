package quality_test

import (
	"archive/zip"
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"io"
	"math/rand/v2"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"path"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/network"
	chromepage "github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	"tocsin"
	"tocsin/internal/mediatype"
	"tocsin/internal/plan"
	"tocsin/internal/preview"
	"tocsin/internal/render"
	"tocsin/internal/rule"
	resolve "tocsin/internal/site"
	"tocsin/internal/source"
)

// The moment at which the campaigns of vectors are looked at.
const vectorMoment = "2026-10-07T12:00"

const (
	vectorBatch  = 50 // vectors in one campaign
	vectorFrames = 12 // pages that are open at once
)

// TestVectors opens in Chromium every page of campaigns that hold, in every place that people fill, texts which make a
// careless program run a script: the site, its feeds, the pages in its archives, its search, and the review server's desk
// and bar. What would be an error, and keeps a build from being published, is looked at all the same. The site's policy,
// which would stop a script, is not sent. Nothing may run, fetch, lead to a script, or wait for a touch to run.
func TestVectors(t *testing.T) {
	slow(t, "Debian's chromium and npm's blns and xss-filters")
	list := vectors(t)
	if !everyWay() {
		rand.New(rand.NewPCG(11, 2026)).Shuffle(len(list), func(i, j int) { list[i], list[j] = list[j], list[i] })
		list = list[:vectorBatch]
		t.Logf("a sample: %d of %d vectors; all of them with TOCSIN_QUALITY=full", len(list), allVectors)
	}
	b := openVectorBrowser(t)
	b.control(t, list)
	pages, screens := 0, 0
	var publishing, reviewing time.Duration
	for batch := range slices.Chunk(list, vectorBatch) {
		files := vectorCampaign(batch)
		began := time.Now()
		pages += b.published(t, files)
		publishing += time.Since(began)
		began = time.Now()
		screens += b.reviewed(t, files, len(batch))
		reviewing += time.Since(began)
	}
	t.Logf("%d vectors: %d pages opened in %s, %d screens of the review server in %s", len(list), pages, publishing.Round(time.Second), screens, reviewing.Round(time.Second))
}

// vectorBrowser is a tab that notes what runs.
type vectorBrowser struct {
	ctx context.Context

	mu    sync.Mutex
	host  string
	wrong []string
}

// openVectorBrowser starts a browser in which every page tells the tab of what it runs.
func openVectorBrowser(t *testing.T) *vectorBrowser {
	t.Helper()
	b := &vectorBrowser{ctx: startChromium(t)}
	if err := chromedp.Listen(b.ctx, b.hear); err != nil {
		t.Fatal(err)
	}
	err := chromedp.Do(b.ctx, chromedp.Func(func(ctx context.Context, tab *chromedp.Target) error {
		if _, err := cdp.Call(ctx, tab, chromepage.SetBypassCSP, chromepage.SetBypassCSPParams{Enabled: true}); err != nil {
			return err
		}
		_, err := cdp.Call(ctx, tab, chromepage.AddScriptToEvaluateOnNewDocument, chromepage.AddScriptToEvaluateOnNewDocumentParams{Source: vectorHook})
		return err
	}))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// vectorHook makes what vectors call tell of it.
const vectorHook = `(() => {
  const tell = what => { try { (top._ran ||= []).push(what + " runs in " + location.href) } catch {} }
  for (const name of ["alert", "confirm", "prompt", "print", "msgbox"]) Object.defineProperty(window, name, {value: () => tell(name), writable: false})
})()`

// hear notes requests to anybody else, and to files that are not there: something made the page ask for them.
func (b *vectorBrowser) hear(event any) {
	b.mu.Lock()
	defer b.mu.Unlock()
	switch e := event.(type) {
	case *network.EventRequestWillBeSent:
		if u, err := url.Parse(e.Request.URL); err == nil && u.Host != b.host && u.Scheme != "data" && u.Scheme != "about" { // data: is what Chromium draws its own fields with
			b.wrong = append(b.wrong, "it asks "+e.Request.URL)
		}
	case *chromepage.EventJavascriptDialogOpening:
		b.wrong = append(b.wrong, "a dialog opens: "+e.Message)
	}
}

// heard returns what was heard since it was last asked.
func (b *vectorBrowser) heard() []string {
	b.mu.Lock()
	defer b.mu.Unlock()
	out := b.wrong
	b.wrong = nil
	return out
}

// inspection tells what of a document would run, now or when it is touched, and where it leads. Own scripts, styles, forms
// and frames have addresses on the site; a redirect may lead within it.
const inspection = `(root, at) => {
  const found = [], own = new URL(at).origin
  const within = value => { try { return new URL(value, at).origin === own } catch { return true } }
  for (const el of root.querySelectorAll("*")) {
    const name = el.localName, say = what => found.push(what + ": " + el.outerHTML.slice(0, 160))
    for (const a of el.attributes) {
      if (/^on/i.test(a.name)) say("a handler")
      if (["href", "src", "action", "formaction", "data", "xlink:href", "poster", "background", "cite", "srcdoc", "values", "to", "from"].includes(a.name.toLowerCase())) {
        let scheme = ""
        try { scheme = new URL(a.value, at).protocol } catch {}
        if (["javascript:", "vbscript:", "data:", "blob:", "file:"].includes(scheme) || a.name === "srcdoc") say("a script's address")
      }
    }
    if (name === "script" && !(el.type && !/script|module/.test(el.type)) && (el.src === "" || !within(el.src))) say("a script")
    if (["frame", "object", "embed", "applet", "base", "portal", "fencedframe"].includes(name) || name === "iframe" && !within(el.src)) say("an element that shows another page")
    if (["animate", "set", "foreignObject", "handler", "isindex", "plaintext", "xmp"].includes(name)) say("an element of a vector")
    if (name === "meta" && /refresh/i.test(el.httpEquiv) && !within((el.content.split(/url=/i)[1] ?? "").trim())) say("a redirect")
    if (name === "link" && /stylesheet|import|preload/i.test(el.rel) && !within(el.href)) say("a foreign style sheet")
    if (name === "form" && el.id !== "_own" && !within(el.getAttribute("action") ?? "")) say("a form that sends elsewhere")
    if (name === "style" && /javascript|expression|@import|https?:/i.test(el.textContent)) say("a style")
  }
  return found
}`

// framing opens pages in frames and inspects each once it is loaded.
const framing = `(async urls => {
  const inspect = ` + inspection + `
  const found = {}
  await Promise.all(urls.map(url => new Promise(done => {
    const frame = document.createElement("iframe")
    frame.onload = () => {
      let list
      try { list = inspect(frame.contentDocument, frame.contentWindow.location.href) } catch (e) { list = ["it left for another site: " + e.message] }
      found[url] = (found[url] ?? []).concat(list)
      done()
    }
    setTimeout(() => { found[url] ??= ["it is never loaded"]; done() }, 60000)
    frame.src = url
    document.body.append(frame)
  })))
  await new Promise(done => setTimeout(done, 30)) // what a loaded page has still to do
  document.body.replaceChildren()
  const ran = top._ran ?? []
  top._ran = []
  return {Found: found, Ran: ran}
})`

type framed struct {
	Found map[string][]string
	Ran   []string
}

// frames opens pages of a host, some at once, and returns what is wrong with each.
func (b *vectorBrowser) frames(t *testing.T, base string, paths []string) []string {
	t.Helper()
	ctx, cancel := context.WithTimeout(b.ctx, 20*time.Minute)
	defer cancel()
	b.at(base)
	if err := chromedp.Do(ctx, chromedp.Navigate(base+"/_frames")); err != nil {
		t.Fatal(err)
	}
	var wrong []string
	for some := range slices.Chunk(paths, vectorFrames) {
		urls, _ := json.Marshal(some)
		got, err := chromedp.Run(ctx, chromedp.Evaluate[framed](framing+"("+string(urls)+")", chromedp.EvalAwaitPromise))
		if err != nil {
			t.Fatal(err)
		}
		for _, at := range slices.Sorted(keys(got.Found)) {
			for _, what := range got.Found[at] {
				wrong = append(wrong, at+": "+what)
			}
		}
		for _, what := range append(got.Ran, b.heard()...) {
			wrong = append(wrong, fmt.Sprintf("one of %s: %s", strings.Join(some, " "), what))
		}
	}
	return wrong
}

// at says which host the pages are of.
func (b *vectorBrowser) at(base string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	_, b.host, _ = strings.Cut(base, "://")
	b.wrong = nil
}

// control shows that the tab would notice: vectors in pages that write them as they are.
func (b *vectorBrowser) control(t *testing.T, list []string) {
	t.Helper()
	seen := 0
	files := map[string][]byte{}
	var paths []string
	step := max(1, len(list)/100)
	tried := 0
	for i := 0; i < len(list); i += step {
		v := list[i]
		tried++
		for k, form := range []string{"<!doctype html><title>x</title><p>%s</p>", "<!doctype html><title>x</title><p title=\"%s\">x</p>", "<!doctype html><title>x</title><a href='%s'>x</a>"} {
			at := fmt.Sprintf("/%d-%d.html", i, k)
			files[at[1:]] = fmt.Appendf(nil, form, v)
			paths = append(paths, at)
		}
	}
	server := httptest.NewServer(serveFiles(files))
	defer server.Close()
	bad := map[string]bool{}
	for _, line := range b.frames(t, server.URL, paths) {
		at, _, _ := strings.Cut(strings.TrimPrefix(line, "/"), "-")
		bad[at] = true
	}
	for i := 0; i < len(list); i += step {
		if bad[fmt.Sprint(i)] {
			seen++
		}
	}
	if t.Logf("of %d vectors that are written as they are, %d are noticed", tried, seen); seen*4 < tried { // others aim at Markdown, or need another place
		t.Error("fewer than a quarter of the vectors do anything where nothing stops them: this test proves little")
	}
}

// serveFiles serves files by their paths, without a policy, and an empty page that opens others.
func serveFiles(files map[string][]byte) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		name := strings.TrimPrefix(r.URL.Path, "/")
		if name == "_frames" {
			w.Header().Set("Content-Type", "text/html; charset=utf-8")
			_, _ = io.WriteString(w, "<!doctype html><title>frames</title><link rel=icon href=data:,><body>")
			return
		}
		data, ok := files[name]
		if !ok {
			data, ok = files[path.Join(name, "index.html")]
			name = "index.html"
		}
		if !ok {
			http.NotFound(w, r)
			return
		}
		w.Header().Set("Content-Type", mediatype.Of(name))
		_, _ = w.Write(data)
	})
}

// published opens every page of a campaign's site, whatever is wrong with it, and searches for all of them.
func (b *vectorBrowser) published(t *testing.T, files fstest.MapFS) int {
	t.Helper()
	out := rendered(t, files)
	var paths []string
	seen := map[[sha256.Size]byte]bool{} // archives hold the same files
	for name, data := range out {
		switch path.Ext(name) {
		case ".html", ".xml", ".svg":
			paths = append(paths, "/"+(&url.URL{Path: strings.TrimSuffix(name, "index.html")}).EscapedPath())
		case ".zip":
			for inner, data := range unzipped(t, data) {
				if sum := sha256.Sum256(data); (path.Ext(inner) == ".html" || path.Ext(inner) == ".svg") && !seen[sum] {
					seen[sum] = true
					inner = path.Join("_kit", strings.ReplaceAll(name, "/", "-"), inner)
					out[inner] = data
					paths = append(paths, (&url.URL{Path: "/" + inner}).EscapedPath())
				}
			}
		}
	}
	slices.Sort(paths)
	paths = append(paths, "/ca/en/search/?q=zebra")
	server := httptest.NewServer(serveFiles(out))
	defer server.Close()
	for _, line := range b.frames(t, server.URL, paths) {
		t.Error(line)
	}
	return len(paths)
}

// rendered makes every file of a campaign's site but the cards.
func rendered(t *testing.T, files fstest.MapFS) map[string][]byte {
	t.Helper()
	src, _ := source.Load(files, tocsin.Files)
	at, _ := source.ParseDate(vectorMoment)
	web, _ := resolve.Resolve(src, at.In(time.UTC))
	p, _ := plan.New(web, render.Files(), plan.Options{})
	r, diags := render.New(p, nil, render.Options{})
	for _, d := range diags {
		if d.Severity != rule.Error {
			continue // a script that no font of the cards has
		}
		t.Errorf("a template: %s:%d: %s", d.File, d.Line, d.Message())
	}
	out := map[string][]byte{}
	for o, err := range r.Each(context.Background(), func(t plan.Target) bool { return t.Kind != plan.Picture }) {
		if err != nil {
			t.Fatal(err)
		}
		out[o.Path] = bytes.Clone(o.Data)
	}
	return out
}

func unzipped(t *testing.T, data []byte) map[string][]byte {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	out := map[string][]byte{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		out[f.Name], err = io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		r.Close()
	}
	return out
}

// settled waits until the bar of a page has shown itself, if the page has one, presses all that it has, and inspects the
// page and the bar.
const settled = `(async () => {
  const inspect = ` + inspection + `
  const wait = ms => new Promise(done => setTimeout(done, ms)), bar = () => document.querySelector("tocsin-review")?.shadowRoot
  if (document.querySelector("script[src*='/_review/ui/bar.js']")) {
    for (let i = 0; i < 500 && !bar()?.querySelector("button"); i++) await wait(10)
    if (!bar()?.querySelector("button")) return {Found: {"": ["the bar does not show itself"]}, Ran: []}
    for (const button of bar().querySelectorAll("button, summary")) { button.click(); await wait(5) }
  }
  const found = inspect(document, location.href)
  if (bar()) found.push(...inspect(bar(), location.href))
  return {Found: {"": found}, Ran: top._ran ?? []}
})()`

// reviewed opens the review server's desk in all its views, and for each page the page with its bar, its languages side by
// side, and its copy for approval.
func (b *vectorBrowser) reviewed(t *testing.T, files fstest.MapFS, n int) int {
	t.Helper()
	dir := t.TempDir()
	writeFiles(t, dir, files)
	server, err := preview.New(preview.Options{Dir: dir, Builtin: tocsin.Files, At: vectorMoment})
	if err != nil {
		t.Fatal(err)
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- server.Serve(ctx, listener) }()
	defer func() {
		cancel()
		<-done
		server.Close()
	}()
	base := "http://" + listener.Addr().String()
	b.at(base)
	screens := []string{"/_review/", "/_review/problems", "/_review/messages", "/_review/facts", "/_review/timeline", "/_review/?ui=fr"}
	for i := range (n + bundled - 1) / bundled {
		screens = append(screens, fmt.Sprintf("/_review/go/learn/s%d?edition=ca/en", i), fmt.Sprintf("/_review/copy/learn/s%d", i), fmt.Sprintf("/_review/copy/posts/2026/s%d", i))
	}
	screens = append(screens, "/_review/compare/learn/s0", "/_review/compare/learn/p0", "/_review/go/learn/p0?edition=ca/en", "/_review/go/alerts/w0?edition=ca/en")
	tab, stop := context.WithTimeout(b.ctx, 10*time.Minute)
	defer stop()
	for _, at := range screens {
		if err := chromedp.Do(tab, chromedp.Navigate(base+at)); err != nil {
			t.Fatalf("%s: %v", at, err)
		}
		got, err := chromedp.Run(tab, chromedp.Evaluate[framed](settled, chromedp.EvalAwaitPromise))
		if err != nil {
			t.Fatalf("%s: %v", at, err)
		}
		for _, what := range slices.Concat(got.Found[""], got.Ran, b.heard()) {
			t.Errorf("%s: %s", at, what)
		}
	}
	return len(screens)
}
