package quality_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// stop is where the keyboard's focus stands.
type stop struct {
	What    string // the element
	Seen    bool   // it lies in the window, and nothing lies over it
	Marked  bool   // it has an outline
	Ended   bool   // the focus has left the page, or stands where it began
	Forward bool   // it comes after the one before, in the order of reading
}

// begin counts what a reader can reach by keyboard, and remembers it.
const begin = `(() => {
  scrollTo(0, 0)
  const own = document.activeElement // a deck puts the focus on its slide, and the Tab key goes on from there
  own?.blur()
  const all = [...document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex='0']")]
  // What a closed <details> holds has a place, but cannot be used.
  window.reach = all.filter(el => !el.disabled && el.type != "hidden" && el.checkVisibility({visibilityProperty: true}) &&
    !(el.type == "radio" && !el.checked && el.form == null && document.querySelectorAll('input[name="' + el.name + '"]')[0] != el))
  window.reached = new Set([own])
  return window.reach.filter(el => el != own).length
})()`

// where looks at the focus.
const where = `(() => {
  const el = document.activeElement
  if (!el || el == document.body || window.reached.has(el)) return {Ended: true}
  const last = window.last
  window.last = el
  window.reached.add(el)
  const rects = [...el.getClientRects()].filter(r => r.width && r.height), style = getComputedStyle(el)
  const seen = rects.some(r => [[.5, .5], [.1, .5], [.9, .5]].some(([x, y]) => {
    const top = document.elementFromPoint(r.left + r.width * x, r.top + r.height * y)
    return top && (el.contains(top) || top.contains(el) && top != document.body && top != document.documentElement)
  }))
  return {What: el.outerHTML.slice(0, 120), Seen: seen, Marked: style.outlineStyle != "none" && parseFloat(style.outlineWidth) >= 2,
    Forward: !last || !!(last.compareDocumentPosition(el) & Node.DOCUMENT_POSITION_FOLLOWING)}
})()`

// TestKeyboard goes through one page of each kind with the Tab key alone: everything that can be used is reached, in the
// order of reading, in sight and with an outline.
func TestKeyboard(t *testing.T) {
	slow(t, "Debian's chromium and npm's axe-core")
	w := named(t, "october")
	tab := serve(t, w)
	kinds := map[string]bool{}
	for _, p := range w.samples() {
		if p.edition != "" && p.edition != "ca/fr" || kinds[p.kind] && !everyWay() {
			continue
		}
		kinds[p.kind] = true
		for _, width := range []int64{320, 1280} {
			tab.walk(t, p, width)
		}
	}
	if len(kinds) < 10 {
		t.Errorf("only %d kinds of pages were there to walk through", len(kinds))
	}
}

func (b *tab) walk(t *testing.T, p *page, width int64) {
	t.Helper()
	ctx, cancel := context.WithTimeout(b.ctx, 2*time.Minute)
	defer cancel()
	address := b.host.String() + "/" + strings.TrimSuffix(p.path, "index.html")
	if err := chromedp.Do(ctx, chromedp.EmulateViewport(width, 800), chromedp.Navigate(address)); err != nil {
		t.Fatalf("%s: %v", p.path, err)
	}
	n, err := chromedp.Run(ctx, chromedp.Evaluate[int](begin))
	if err != nil {
		t.Fatalf("%s: %v", p.path, err)
	}
	reached := 0
	for ; reached <= n+5; reached++ {
		if err := chromedp.Do(ctx, chromedp.KeyEvent(kb.Tab)); err != nil {
			t.Fatalf("%s: %v", p.path, err)
		}
		at, err := chromedp.Run(ctx, chromedp.Evaluate[stop](where))
		if err != nil {
			t.Fatalf("%s: %v", p.path, err)
		}
		if at.Ended {
			break
		}
		switch {
		case !at.Seen:
			t.Errorf("%s at %d px: the focus cannot be seen on %s", p.path, width, at.What)
		case !at.Marked:
			t.Errorf("%s at %d px: no outline shows the focus on %s", p.path, width, at.What)
		case !at.Forward:
			t.Errorf("%s at %d px: the focus goes back to %s", p.path, width, at.What)
		}
	}
	if reached < n {
		left := ask[string](t, ctx, `window.reach.filter(el => !window.reached.has(el)).map(el => el.outerHTML.slice(0, 120)).join("\n\t")`)
		t.Errorf("%s at %d px: %d things can be used, the Tab key reaches %d, not these:\n\t%s", p.path, width, n, reached, left)
	}
}
