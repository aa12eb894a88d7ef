package quality_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

// helped is what somebody in trouble finds on a page, on a phone.
type helped struct {
	Masthead float64  // how tall the masthead is, in CSS pixels
	Way      string   // where its way to help leads, or ""
	Calls    []string // numbers that a tap anywhere on the page dials
	Actions  []struct {
		Top, Bottom, Height float64
		Href                string
	}
}

// findHelp measures a page as it is when it has just been opened.
const findHelp = `(() => {
  const box = el => el.getBoundingClientRect(), head = document.querySelector("body > header")
  const way = head && head.querySelector("a.sos")
  return {
    Masthead: head ? box(head).height : 0,
    Way: way && box(way).height > 0 ? way.pathname : "",
    Calls: [...document.querySelectorAll("a[href^='tel:'], a[href^='sms:']")].filter(a => box(a).height > 0).map(a => a.getAttribute("href")),
    Actions: [...document.querySelectorAll(".actions a")].map(a => ({Top: box(a).top, Bottom: box(a).bottom, Height: box(a).height, Href: a.getAttribute("href")})),
  }
})()`

// TestHelp opens pages on a phone as somebody does who has just been robbed: the way to help is in every masthead, which
// takes one row; the first thing to do stands high on the page that helps; and where the country has a number to call, it
// is two taps from the front page.
func TestHelp(t *testing.T) {
	slow(t, "Debian's chromium and npm's axe-core")
	w := named(t, "october")
	tab := serve(t, w)
	ctx, cancel := context.WithTimeout(tab.ctx, 5*time.Minute)
	defer cancel()
	if err := chromedp.Do(ctx, chromedp.EmulateViewport(360, 740)); err != nil {
		t.Fatal(err)
	}
	at := func(path string) helped {
		t.Helper()
		if err := chromedp.Do(ctx, chromedp.Navigate(tab.host.String()+path)); err != nil {
			t.Fatalf("%s: %v", path, err)
		}
		return ask[helped](t, ctx, findHelp)
	}
	ways := map[string]string{} // of each edition
	for _, p := range w.samples() {
		if p.edition == "" || p.kind == "deck" || p.kind == "handout" || p.kind == "sheet" { // these have no masthead
			continue
		}
		path := "/" + strings.TrimSuffix(p.path, "index.html")
		got := at(path)
		if got.Way == "" {
			t.Errorf("%s (%s): no way to help in its masthead", path, p.kind)
			continue
		}
		if got.Masthead > 120 {
			t.Errorf("%s: the masthead is %.0f px tall", path, got.Masthead)
		}
		if before := ways[p.edition]; before != "" && before != got.Way {
			t.Errorf("%s: the way to help leads to %s, elsewhere to %s", path, got.Way, before)
		}
		ways[p.edition] = got.Way
	}
	if len(ways) < 4 {
		t.Fatalf("ways to help in %d editions: %v", len(ways), ways)
	}
	for edition, way := range ways {
		got := at(way)
		if len(got.Actions) == 0 || len(got.Actions) > 3 {
			t.Errorf("%s: %d actions", way, len(got.Actions))
			continue
		}
		if got.Actions[0].Bottom > 500 {
			t.Errorf("%s: the first action ends at %.0f px", way, got.Actions[0].Bottom)
		}
		for _, a := range got.Actions {
			if a.Height < 44 {
				t.Errorf("%s: the action that leads to %s is %.0f px tall", way, a.Href, a.Height)
			}
		}
		if strings.HasPrefix(edition, "ca/") && len(got.Calls) == 0 { // the United States have no number that anybody may call
			t.Errorf("%s: no number to call two taps from the front page", way)
		}
	}
}
