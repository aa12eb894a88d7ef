package preview_test

import (
	"context"
	"encoding/json"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"

	"tocsin"
	"tocsin/internal/preview"
)

// The moment at which the tests look at the demo campaign, unless they say otherwise: in its second week.
const testMoment = "2026-10-07T10:00"

// demo copies the demo campaign into a folder of the test's own and adds what a campaign at work has: a page under
// embargo, one that lacks its French, a review that is overdue, a dead link. It is for tests that look at it in a browser,
// which are skipped before anything is made where there is none.
func demo(t testing.TB) (dir string) {
	t.Helper()
	chromium(t)
	dir = t.TempDir()
	if err := os.CopyFS(dir, tocsin.Files); err != nil {
		t.Fatal(err)
	}
	write(t, dir, "content/learn/codes.en.md", "---\ntitle: QR codes\nsummary: What a square of dots can hide.\npublish: 2026-10-12\nexpires: 2026-11-30\ntopics: [phishing, scams]\nowner: outreach\n---\n\nA QR code is a link that you cannot read. Look first.\n")
	write(t, dir, "content/learn/codes.fr.md", "---\ntitle: Codes QR\nsummary: Ce que peut cacher un carré de points.\nslug: codes-qr\n---\n\nUn code QR est un lien qu’on ne peut pas lire. Regardez d’abord.\n")
	write(t, dir, "content/learn/cloned-voices.en.md", "---\ntitle: Cloned voices\nsummary: When a voice that you know is not the person.\ntopics: [scams]\nowner: fraud team\nreview_by: 2026-10-01\n---\n\n## Hang up\n\nThen call a number that you know.\n\n- Agree on a word.\n- Ask for it.\n\nSee [the list](nowhere.md).\n")
	return dir
}

func write(t testing.TB, dir, name, text string) {
	t.Helper()
	path := filepath.Join(dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// edit changes one passage of a file.
func edit(t testing.TB, dir, name, old, new string) {
	t.Helper()
	path := filepath.Join(dir, filepath.FromSlash(name))
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(text), old) {
		t.Fatalf("%s does not hold %q", name, old)
	}
	write(t, dir, name, strings.Replace(string(text), old, new, 1))
}

// serving serves a campaign until the test ends and returns the server's address.
func serving(t testing.TB, dir string, o preview.Options) string {
	t.Helper()
	o.Dir, o.Builtin = dir, tocsin.Files
	s, err := preview.New(o)
	if err != nil {
		t.Fatal(err)
	}
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- s.Serve(ctx, ln) }()
	t.Cleanup(func() {
		cancel()
		if err := <-done; err != nil {
			t.Error(err)
		}
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return "http://" + ln.Addr().String()
}

// browser is one tab of a headless Chromium.
type browser struct {
	t   testing.TB
	ctx context.Context

	mu    sync.Mutex
	wrong []string
}

// chromium finds a browser, or skips the test and says so.
func chromium(t testing.TB) string {
	t.Helper()
	if os.Getenv("TOCSIN_QUALITY") == "" {
		t.Skip("SKIPPED: this test drives a browser, which takes its time. To run it: .ci/run, or TOCSIN_QUALITY=1 go test ./internal/preview/")
	}
	for _, name := range []string{os.Getenv("CHROMIUM"), "chromium", "chromium-browser", "google-chrome"} {
		if path, err := exec.LookPath(name); err == nil && name != "" {
			return path
		}
	}
	t.Skip("SKIPPED: this test drives a browser, and there is none. Install Debian's chromium (.ci/run does), or name one in CHROMIUM")
	return ""
}

// openBrowser starts a browser of its own for a test. Whatever its console says is an error.
func openBrowser(t testing.TB) *browser {
	t.Helper()
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(chromium(t)), chromedp.NoSandbox, chromedp.DisableGPU,
		chromedp.Flag("hide-scrollbars", true), chromedp.Flag("disable-component-update", true), chromedp.Flag("lang", "en-CA"), chromedp.WSURLReadTimeout(2*time.Minute))
	ctx, stop := chromedp.NewExecAllocator(context.Background(), options...)
	t.Cleanup(stop)
	ctx, cancel := chromedp.NewContext(ctx)
	t.Cleanup(cancel)
	ctx, end := context.WithTimeout(ctx, 3*time.Minute)
	t.Cleanup(end)
	b := &browser{t: t, ctx: ctx}
	if err := chromedp.Listen(ctx, b.hear); err != nil {
		t.Fatalf("the browser does not start: %v", err)
	}
	b.size(1280, 900)
	return b
}

// tab opens another tab of the same browser.
func (b *browser) tab() *browser {
	b.t.Helper()
	ctx, cancel := chromedp.NewContext(b.ctx)
	b.t.Cleanup(cancel)
	other := &browser{t: b.t, ctx: ctx}
	if err := chromedp.Listen(ctx, b.hear); err != nil {
		b.t.Fatal(err)
	}
	return other
}

func (b *browser) hear(event any) {
	b.mu.Lock()
	defer b.mu.Unlock()
	switch e := event.(type) {
	case *runtime.EventExceptionThrown:
		b.wrong = append(b.wrong, fmt.Sprintf("an exception: %s %+v", e.ExceptionDetails.Text, e.ExceptionDetails.Exception))
	case *log.EventEntryAdded:
		b.wrong = append(b.wrong, "the console says: "+e.Entry.Text+" "+e.Entry.URL)
	}
}

// content fails the test if the browser complained of anything.
func (b *browser) content() {
	b.t.Helper()
	b.mu.Lock()
	defer b.mu.Unlock()
	for _, w := range b.wrong {
		b.t.Error(w)
	}
	b.wrong = nil
}

func (b *browser) do(actions ...chromedp.Action[chromedp.Void]) {
	b.t.Helper()
	if err := chromedp.Do(b.ctx, actions...); err != nil {
		b.t.Fatal(err)
	}
}

func (b *browser) size(width, height int64) {
	b.t.Helper()
	b.do(chromedp.EmulateViewport(width, height))
}

// prefer sets a media feature, such as prefers-color-scheme to dark.
func (b *browser) prefer(name, value string) {
	b.t.Helper()
	params := emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{{Name: name, Value: value}}}
	b.do(chromedp.Func(func(ctx context.Context, tab *chromedp.Target) error {
		_, err := cdp.Call(ctx, tab, emulation.SetEmulatedMedia, params)
		return err
	}))
}

// visit opens an address and waits for the review bar.
func (b *browser) visit(address string) {
	b.t.Helper()
	b.do(chromedp.Navigate(address))
	b.until("the review bar", `bar() && (bar().hasAttribute("quiet") || shadow("[role=toolbar] a"))`)
}

// press sends keys to whatever has the focus.
func (b *browser) press(keys string, options ...chromedp.KeyOption) {
	b.t.Helper()
	b.do(chromedp.KeyEvent(keys, options...))
}

// What the scripts below may use: the bar, and an element in its shadow root.
const helpers = `
const bar = () => document.querySelector("tocsin-review");
const shadow = s => bar()?.shadowRoot?.querySelector(s);
const shown = s => { const e = shadow(s); return !!e && e.checkVisibility() };
const focused = () => { let e = document.activeElement; while (e?.shadowRoot?.activeElement) e = e.shadowRoot.activeElement; return e };
`

// eval runs an expression in the page.
func eval[T any](b *browser, expression string) T {
	b.t.Helper()
	got, err := chromedp.Run(b.ctx, chromedp.Evaluate[T]("(async () => {"+helpers+"return ("+expression+")})()", chromedp.EvalAwaitPromise))
	if err != nil {
		b.t.Fatalf("%s: %v", expression, err)
	}
	return got
}

// until waits for an expression to be true in the page, and fails the test if that takes ten seconds.
func (b *browser) until(what, condition string) {
	b.t.Helper()
	deadline := time.Now().Add(10 * time.Second)
	script := "(async () => {" + helpers + `
for (let i = 0; i < 50; i++) {
  try { if (` + condition + `) return "yes" } catch (e) { if (i === 49) return String(e) }
  await new Promise(done => setTimeout(done, 20))
}
return "no"})()`
	var last string
	for time.Now().Before(deadline) {
		got, err := chromedp.Run(b.ctx, chromedp.Evaluate[string](script, chromedp.EvalAwaitPromise))
		if err == nil && got == "yes" {
			return
		}
		last = got
		if err != nil {
			last = err.Error() // the page is being left
		}
	}
	b.t.Fatalf("%s does not come: %s (%s)", what, condition, last)
}

// picture takes a picture of the window.
func (b *browser) picture() []byte {
	b.t.Helper()
	data, err := chromedp.Run(b.ctx, chromedp.CaptureScreenshot())
	if err != nil {
		b.t.Fatal(err)
	}
	return data
}

func quote(s string) string { text, _ := json.Marshal(s); return string(text) }
