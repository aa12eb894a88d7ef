package quality_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

const deckPage = "ca/en/briefings/2026/ransomware-small-business/"

// shown is what a deck shows: the slide's id, its progress, where the focus is, and whether the notes are to be seen.
type shown struct {
	Slide, Progress, Focus, Path string
	Notes, Fits                  bool
	Seen                         int
}

const shownScript = `(() => {
  const seen = [...document.querySelectorAll(".slide")].filter(s => s.checkVisibility()), here = seen[0], box = here?.querySelector(".inside")
  return {Slide: here?.id ?? "", Seen: seen.length, Progress: here?.querySelector(".progress")?.textContent ?? "",
    Focus: document.activeElement.closest(".slide")?.id ?? document.activeElement.localName, Path: location.pathname.slice(1) + location.hash,
    Notes: !!here?.querySelector(".notes")?.checkVisibility(), Fits: !box || box.scrollHeight <= box.clientHeight || getComputedStyle(box).overflowY === "auto"}
})()`

// TestDeckByKeys goes through the demo's slides without a mouse.
func TestDeckByKeys(t *testing.T) {
	slow(t, "Debian's chromium")
	w := named(t, "october")
	tab := serve(t, w)
	ctx, cancel := context.WithTimeout(tab.ctx, 3*time.Minute)
	defer cancel()
	deck := tab.host.String() + "/" + deckPage + "deck/"
	if err := chromedp.Do(ctx, chromedp.EmulateViewport(1280, 720), chromedp.Navigate(deck)); err != nil {
		t.Fatal(err)
	}
	for _, step := range []struct {
		key, slide string
		notes      bool
	}{
		{"", "slide-0", false}, {kb.ArrowRight, "slide-1", false}, {kb.ArrowDown, "slide-2", false}, {kb.PageDown, "slide-3", false},
		{" ", "slide-4", false}, {kb.ArrowLeft, "slide-3", false}, {kb.ArrowUp, "slide-2", false}, {kb.PageUp, "slide-1", false},
		{"n", "slide-1", true}, {kb.ArrowRight, "slide-2", true}, {"n", "slide-2", false}, {kb.End, "slide-10", false},
		{kb.ArrowRight, "slide-10", false}, {kb.Home, "slide-0", false}, {kb.ArrowLeft, "slide-0", false},
	} {
		if step.key != "" {
			if err := chromedp.Do(ctx, chromedp.KeyEvent(step.key)); err != nil {
				t.Fatal(err)
			}
		}
		got := ask[shown](t, ctx, shownScript)
		if got.Slide != step.slide || got.Seen != 1 || got.Focus != step.slide || got.Notes != step.notes || !got.Fits {
			t.Errorf("after the key %q: %+v, want %s alone, with the focus, notes: %t", step.key, got, step.slide, step.notes)
		}
		if n := strings.TrimPrefix(step.slide, "slide-"); n != "0" && got.Progress != n+" of 10" {
			t.Errorf("%s says %q, want %q", step.slide, got.Progress, n+" of 10")
		}
	}
	if err := chromedp.Do(ctx, chromedp.Navigate("about:blank"), chromedp.Navigate(deck+"#slide-3")); err != nil {
		t.Fatal(err)
	}
	if got := ask[shown](t, ctx, shownScript); got.Slide != "slide-3" {
		t.Errorf("the address of slide 3 shows %+v", got)
	}
	if got := ask[string](t, ctx, `document.querySelector(".tongue").hash`); got != "#slide-3" {
		t.Errorf("the link to the other language leads to %q, want the same slide", got)
	}
	if err := chromedp.Do(ctx, chromedp.KeyEvent(kb.Escape), chromedp.WaitVisible(".ways")); err != nil {
		t.Fatal(err)
	}
	if got := ask[shown](t, ctx, shownScript); got.Path != deckPage {
		t.Errorf("Escape leads to %s, want the briefing's page", got.Path)
	}
	for _, line := range tab.complaints() {
		t.Error(line)
	}
}

// TestDeckLooks holds the deck and the handout to the rules of every page, and every slide to the size of a projector.
func TestDeckLooks(t *testing.T) {
	slow(t, "Debian's chromium")
	w := named(t, "october")
	tab := serve(t, w)
	for _, name := range []string{"", "deck/", "handout/"} {
		tab.visit(t, w, &page{path: deckPage + name}, few, false)
	}
	ctx, cancel := context.WithTimeout(tab.ctx, 3*time.Minute)
	defer cancel()
	if err := chromedp.Do(ctx, chromedp.EmulateViewport(1280, 720)); err != nil {
		t.Fatal(err)
	}
	for n := range 11 {
		at := fmt.Sprintf("%s/%sdeck/#slide-%d", tab.host.String(), deckPage, n)
		if err := chromedp.Do(ctx, chromedp.Navigate("about:blank"), chromedp.Navigate(at)); err != nil {
			t.Fatal(err)
		}
		if !ask[bool](t, ctx, `(b => b.scrollHeight <= b.clientHeight + 1)(document.querySelector(".here .inside"))`) {
			t.Errorf("slide %d does not fit 1280 × 720", n)
		}
	}
}

// TestDeckWithoutScript looks at the deck as a browser shows it that runs no script: a stack of slides, without notes.
func TestDeckWithoutScript(t *testing.T) {
	slow(t, "Debian's chromium")
	w := named(t, "october")
	tab := serve(t, w)
	ctx, cancel := context.WithTimeout(tab.ctx, 2*time.Minute)
	defer cancel()
	off := chromedp.Func(func(ctx context.Context, tab *chromedp.Target) error {
		_, err := cdp.Call(ctx, tab, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
		return err
	})
	if err := chromedp.Do(ctx, chromedp.EmulateViewport(1280, 720), off, chromedp.Navigate(tab.host.String()+"/"+deckPage+"deck/#slide-3")); err != nil {
		t.Fatal(err)
	}
	got := ask[shown](t, ctx, shownScript)
	if got.Seen != 11 || got.Notes {
		t.Errorf("without a script %d slides are to be seen, notes: %t; want 11, without notes", got.Seen, got.Notes)
	}
	if top := ask[float64](t, ctx, `document.querySelector("#slide-3").getBoundingClientRect().top`); top < -1 || top > 1 {
		t.Errorf("the address of slide 3 leaves it at %g px", top)
	}
	if !ask[bool](t, ctx, `[...document.querySelectorAll(".slide")].every(s => s.offsetHeight >= innerHeight) && !document.querySelector(".moves").checkVisibility()`) {
		t.Error("without a script a slide does not fill the window, or there are buttons that do nothing")
	}
}

// TestQuizByKeys answers the demo's quizzes without a mouse.
func TestQuizByKeys(t *testing.T) {
	slow(t, "Debian's chromium")
	w := named(t, "october")
	tab := serve(t, w)
	ctx, cancel := context.WithTimeout(tab.ctx, 3*time.Minute)
	defer cancel()
	found := 0
	for _, p := range w.pages {
		if p.class("quiz") == nil || p.edition != "ca/fr" || p.noindex {
			continue
		}
		found++
		if err := chromedp.Do(ctx, chromedp.Navigate(tab.host.String()+"/"+strings.TrimSuffix(p.path, "index.html"))); err != nil {
			t.Fatal(err)
		}
		ask[bool](t, ctx, `(document.querySelector(".quiz summary").focus(), true)`)
		if err := chromedp.Do(ctx, chromedp.KeyEvent(kb.Enter)); err != nil {
			t.Fatal(err)
		}
		type answer struct{ Verdict, Said, Sign string }
		// A toggle is told after the key, so the status is waited for.
		got := ask[answer](t, ctx, `new Promise(done => {
  const look = () => {
    const said = document.querySelector(".quiz [role=status]").textContent.trim(), at = document.querySelector(".quiz details[open]")
    if (!said) return setTimeout(look, 20)
    done({Said: said, Verdict: at.querySelector(".verdict b").textContent, Sign: at.querySelector(".sign").textContent})
  }
  look()
})`)
		if got.Verdict == "" || !strings.HasPrefix(got.Said, got.Verdict) || got.Sign == "" {
			t.Errorf("%s: the first choice opened by Enter says %+v", p.path, got)
		}
		ask[bool](t, ctx, `(document.querySelector(".quiz button").focus(), true)`)
		if err := chromedp.Do(ctx, chromedp.KeyEvent(" ")); err != nil {
			t.Fatal(err)
		}
		if !ask[bool](t, ctx, `!document.querySelector(".quiz [open]") && document.activeElement === document.querySelector(".quiz summary")`) {
			t.Errorf("%s: the button does not begin the quiz again, with the focus on its first choice", p.path)
		}
		ask[bool](t, ctx, `([...document.querySelectorAll(".quiz summary")].forEach(s => s.click()), true)`)
		tab.visit(t, w, p, few, false)
	}
	if found < 2 {
		t.Errorf("the demo has %d pages with a quiz in French, want 2", found)
	}
	for _, line := range tab.complaints() {
		t.Error(line)
	}
}
