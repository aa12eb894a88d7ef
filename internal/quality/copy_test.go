package quality_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/browser"
	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

// posts returns, for each edition, the page of a year's posts and one post's.
func (w *web) posts() []*page {
	var out []*page
	seen := map[string]bool{}
	for _, p := range w.pages {
		if key := p.edition + " " + p.kind; (p.kind == "post" || p.kind == "posts") && !seen[key] {
			seen[key] = true
			out = append(out, p)
		}
	}
	return out
}

// TestCopy presses the copy buttons of posts: the words are on the clipboard as they stand on the page, and it is said;
// where the browser refuses, they are selected; without a script there is no button.
func TestCopy(t *testing.T) {
	slow(t, "Debian's chromium")
	w := named(t, "october")
	tab := serve(t, w)
	ctx, cancel := context.WithTimeout(tab.ctx, 5*time.Minute)
	defer cancel()
	allow := chromedp.Func(func(ctx context.Context, tab *chromedp.Target) error {
		for _, name := range []string{"clipboard-read", "clipboard-write"} {
			if _, err := cdp.Call(ctx, tab, browser.SetPermission, browser.SetPermissionParams{
				Permission: &browser.PermissionDescriptor{Name: name}, Setting: browser.PermissionSettingGranted}); err != nil {
				return err
			}
		}
		return nil
	})
	pages := w.posts()
	if len(pages) < 2 {
		t.Fatal("the demo has no posts")
	}
	for _, p := range pages {
		visit := chromedp.Navigate(tab.host.String() + "/" + strings.TrimSuffix(p.path, "index.html"))
		if err := chromedp.Do(ctx, allow, visit, chromedp.WaitVisible(".copy button")); err != nil {
			t.Fatalf("%s: %v", p.path, err)
		}
		if !ask[bool](t, ctx, `document.querySelectorAll(".copy button").length == document.querySelectorAll(".paste, .post .alt").length`) {
			t.Errorf("%s: not every post has its button", p.path)
		}
		if said := pressed(t, ctx); said != ask[string](t, ctx, `document.getElementById("_copy").dataset.copied`) {
			t.Errorf("%s: after copying it says %q", p.path, said)
		}
		want := ask[string](t, ctx, `document.querySelector(".paste").textContent`)
		if got := ask[string](t, ctx, `navigator.clipboard.readText()`); got != want || !strings.Contains(got, "\n\nhttps://") {
			t.Errorf("%s: the clipboard holds %q, want %q", p.path, got, want)
		}
		ask[bool](t, ctx, `navigator.clipboard.writeText = () => Promise.reject(new Error("refused")), document.execCommand = () => false, true`)
		if said := pressed(t, ctx); said != ask[string](t, ctx, `document.getElementById("_copy").dataset.refused`) {
			t.Errorf("%s: refused, it says %q", p.path, said)
		}
		if got := ask[string](t, ctx, `getSelection().toString()`); strings.TrimSpace(got) != want {
			t.Errorf("%s: refused, %q is selected, want %q", p.path, got, want)
		}
		for _, line := range tab.complaints() {
			t.Errorf("%s: %s", p.path, line)
		}
	}
	off := chromedp.Func(func(ctx context.Context, tab *chromedp.Target) error {
		_, err := cdp.Call(ctx, tab, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
		return err
	})
	if err := chromedp.Do(ctx, off, chromedp.Navigate(tab.host.String()+"/"+strings.TrimSuffix(pages[0].path, "index.html"))); err != nil {
		t.Fatal(err)
	}
	if !ask[bool](t, ctx, `!document.querySelector(".copy") && document.querySelector(".paste").checkVisibility()`) {
		t.Error("without a script there is a button that does nothing, or no words")
	}
}

// pressed presses the first copy button and returns what the page then says.
func pressed(t *testing.T, ctx context.Context) string {
	t.Helper()
	ask[bool](t, ctx, `document.querySelector(".copied").textContent = "", true`)
	if err := chromedp.Do(ctx, chromedp.Click(".copy button")); err != nil {
		t.Fatal(err)
	}
	return ask[string](t, ctx, `new Promise(done => {
  const look = () => document.querySelector(".copied").textContent ? done(document.querySelector(".copied").textContent) : setTimeout(look, 20)
  look()
})`)
}
