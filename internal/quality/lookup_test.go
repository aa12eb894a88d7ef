package quality_test

import (
	"bytes"
	"context"
	"encoding/json"
	"path"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"tocsin/internal/search"
)

// finders returns the search page of each edition.
func (w *web) finders() []*page {
	var out []*page
	for _, p := range w.pages {
		if p.kind == "search" {
			out = append(out, p)
		}
	}
	return out
}

// indexOf returns the file of the index that a search page names.
func (w *web) indexOf(t *testing.T, p *page) string {
	t.Helper()
	for n := range p.doc.Descendants() {
		if address, ok := has(n, "data-index"); ok {
			return w.rooted(w.baseOf(p.path), address)
		}
	}
	t.Fatalf("%s names no index", p.path)
	return ""
}

// TestSearchPages holds that each edition has a search page which every page leads to, that it lists every other page
// for those without a script, and that nobody else loads a script at all.
func TestSearchPages(t *testing.T) {
	eachSite(t, func(t *testing.T, w *web) {
		finders := w.finders()
		if want := len(w.editions()); len(finders) != want {
			t.Fatalf("%d search pages for %d editions", len(finders), want)
		}
		for _, f := range finders {
			listed := map[string]bool{}
			for _, r := range f.refs {
				if u, err := f.url.Parse(r.value); err == nil && r.elem == "a" {
					target, _ := w.file(u)
					listed[target] = true
				}
			}
			for _, p := range w.editions()[f.edition] {
				if p.kind == "deck" || p.kind == "handout" || p.kind == "sheet" {
					continue // to show and to print: the way to the site is by the page that they are made of
				}
				if p != f && p.kind != "not-found" && !p.unlisted() && !listed[p.path] {
					t.Errorf("%s does not list %s", f.path, p.path)
				}
				if !slices.ContainsFunc(p.refs, func(r ref) bool { return r.elem == "a" && leads(p, r, f) }) {
					t.Errorf("%s does not lead to %s", p.path, f.path)
				}
				if scripts := bytes.Count(p.raw, []byte("<script")); w.name != "plain" && scripts > 0 != (p == f || scripted(p)) || w.name == "plain" && p == f && scripts > 0 {
					t.Errorf("%s has %d scripts", p.path, scripts)
				}
			}
			if w.name == "plain" {
				continue // its search page is the list alone
			}
			if name := w.indexOf(t, f); !w.files[name] {
				t.Errorf("%s names the index %s, which is not there", f.path, name)
			}
		}
	})
}

// scripted reports whether a page may load a script besides the search page: posts have copy buttons, quizzes answers.
func scripted(p *page) bool {
	return p.kind == "post" || p.kind == "posts" || bytes.Contains(p.raw, []byte("assets/quiz."))
}

// leads reports whether an address in a page is that of another page.
func leads(p *page, r ref, to *page) bool {
	u, err := p.url.Parse(r.value)
	return err == nil && u.Host == to.url.Host && u.Path == to.url.Path
}

// The most that searching the demo may cost a reader, compressed: the script and one edition's index.
const searchBudget = 40 << 10

func TestSearchWeight(t *testing.T) {
	w := named(t, "october")
	for _, f := range w.finders() {
		index, script := w.indexOf(t, f), ""
		for _, r := range f.refs {
			if r.elem == "script" {
				script = w.rooted(w.baseOf(f.path), r.value)
			}
		}
		a, b := packed(t, w.data(t, index)), packed(t, w.data(t, script))
		t.Logf("%s: index %d bytes, script %d bytes", f.edition, a, b)
		if a+b > searchBudget {
			t.Errorf("%s: index and script are %d bytes compressed, want at most %d", f.edition, a+b, searchBudget)
		}
	}
}

// What a reader types in a site's search, and the page that is to be the first. "" is for nothing found.
var searches = []struct{ site, edition, typed, first string }{
	{"october", "ca/fr", "gestionnaire de mots de passe", "ca/fr/apprendre/gestionnaires-de-mots-de-passe/"},
	{"october", "ca/fr", "l'hameçonnage", "ca/fr/apprendre/hameconnage/"},
	{"october", "ca/fr", "l’hameconnage", "ca/fr/apprendre/hameconnage/"},
	{"october", "ca/fr", "qu'est-ce que l’HAMEÇONNAGE", "ca/fr/apprendre/hameconnage/"},
	{"october", "ca/fr", "rançongi", "ca/fr/apprendre/rancongiciels/"},
	{"october", "ca/fr", "ransongiciel", "ca/fr/apprendre/rancongiciels/"},
	{"october", "ca/fr", "wifi", "ca/fr/apprendre/wifi-public/"},
	{"october", "ca/fr", "mises a jour", "ca/fr/apprendre/mises-a-jour/"},
	{"october", "ca/en", "ransomwear", "ca/en/learn/ransomware/"},
	{"october", "ca/en", "romence scam", "ca/en/learn/romance-scams/"},
	{"october", "ca/en", "password managers", "ca/en/learn/password-managers/"},
	{"october", "ca/en", "xylophone quagmire", ""},
	{"october", "us/es", "contrasena administrador", "us/es/aprender/administradores-de-contrasenas/"},
	{"gallery", "us/zh", "所有形式", "us/zh/guide/everything/"},
	{"gallery", "us/ar", "الشيء", "us/ar/guide/everything/"},
	{"gallery", "us/ar", "كُلُّ شَيْءٍ", "us/ar/guide/everything/"},
}

// TestSearch types into the search of a browser.
func TestSearch(t *testing.T) {
	slow(t, "Debian's chromium")
	for _, name := range []string{"october", "gallery"} {
		w := named(t, name)
		tab := serve(t, w)
		for _, f := range w.finders() {
			tab.finder(t, w, f)
		}
	}
}

// found is what the search page shows for some words.
type found struct {
	Paths  []string // of the results
	Status string
	Listed bool // the list of all pages is to be seen
	Focus  string
}

const foundScript = `({
  Paths: [...document.querySelectorAll(".results:not([hidden]) .row-title a")].map(a => new URL(a.href).pathname.slice(1)),
  Status: document.querySelector("[role=status]").textContent,
  Listed: document.querySelector(".index").checkVisibility(),
  Focus: document.activeElement.localName + (document.activeElement.href ? " " + new URL(document.activeElement.href).pathname.slice(1) : ""),
})`

// finder tries one edition's search page.
func (b *tab) finder(t *testing.T, w *web, f *page) {
	t.Helper()
	ctx, cancel := context.WithTimeout(b.ctx, 5*time.Minute)
	defer cancel()
	index := path.Base(w.indexOf(t, f))
	open := chromedp.Navigate(b.host.String() + "/" + strings.TrimSuffix(f.path, "index.html"))
	if err := chromedp.Do(ctx, open, chromedp.WaitVisible("#_q")); err != nil {
		t.Fatalf("%s: %v", f.path, err)
	}
	loaded := `performance.getEntriesByType("resource").filter(r => r.name.endsWith("` + index + `")).length`
	if n := ask[int](t, ctx, loaded); n != 0 {
		t.Errorf("%s: the index is fetched before anybody searches", f.path)
	}
	for _, s := range searches {
		if s.site != w.name || s.edition != f.edition {
			continue
		}
		got := b.typed(t, ctx, s.typed)
		switch {
		case s.first == "" && (len(got.Paths) > 0 || !got.Listed || got.Status == ""):
			t.Errorf("%s: %q finds %q, says %q, the list to be seen: %t; want nothing, said, and the list", f.edition, s.typed, got.Paths, got.Status, got.Listed)
		case s.first != "" && (len(got.Paths) == 0 || got.Paths[0] != s.first):
			t.Errorf("%s: %q finds %q, want %q first", f.edition, s.typed, got.Paths[:min(5, len(got.Paths))], s.first)
		case s.first != "" && (got.Listed || !strings.ContainsAny(got.Status, "0123456789")) && f.edition != "us/ar":
			t.Errorf("%s: %q: the status says %q, the list of all pages is to be seen: %t", f.edition, s.typed, got.Status, got.Listed)
		}
	}
	if n := ask[int](t, ctx, loaded); n > 1 {
		t.Errorf("%s: the index is fetched %d times", f.path, n)
	}
	b.keyboard(t, ctx, w, f)
	b.sameFolding(t, ctx, f)
	b.visit(t, w, &page{path: strings.TrimSuffix(f.path, "index.html") + "?q=a"}, few, false) // with results
	for _, line := range b.complaints() {
		t.Errorf("%s: %s", f.path, line)
	}
}

// ask evaluates an expression in the page.
func ask[T any](t *testing.T, ctx context.Context, expression string) T {
	t.Helper()
	got, err := chromedp.Run(ctx, chromedp.Evaluate[T](expression, chromedp.EvalAwaitPromise))
	if err != nil {
		t.Fatalf("%.200s: %v", expression, err)
	}
	return got
}

// typed puts words into the field and waits until the page has said what it found.
func (b *tab) typed(t *testing.T, ctx context.Context, words string) found {
	t.Helper()
	ask[string](t, ctx, `document.querySelector("#_q").value = ""`)
	if err := chromedp.Do(ctx, chromedp.SendKeys("#_q", words)); err != nil {
		t.Fatalf("typing %q: %v", words, err)
	}
	ask[bool](t, ctx, `new Promise(done => {
  const status = document.querySelector("[role=status]")
  new MutationObserver((_, o) => { o.disconnect(); done(true) }).observe(status, {childList: true, characterData: true, subtree: true})
  status.textContent = ""
  document.querySelector("#_q").dispatchEvent(new Event("input"))
})`)
	ask[bool](t, ctx, `new Promise(done => {
  const look = () => document.querySelector("[role=status]").textContent ? done(true) : setTimeout(look, 20)
  look()
})`)
	return ask[found](t, ctx, foundScript)
}

// keyboard goes through the results without a mouse: Enter to the first, arrows up and down, Escape back to the field.
func (b *tab) keyboard(t *testing.T, ctx context.Context, w *web, f *page) {
	t.Helper()
	words := f.lang[:2]
	for _, s := range searches {
		if s.site == w.name && s.edition == f.edition && s.first != "" {
			words = s.typed
		}
	}
	got := b.typed(t, ctx, words)
	if len(got.Paths) < 2 {
		t.Logf("%s: %q finds %q: the arrow keys were not tried", f.edition, words, got.Paths)
		return
	}
	for _, step := range []struct{ key, want string }{
		{kb.Enter, "a " + got.Paths[0]}, {kb.ArrowDown, "a " + got.Paths[1]}, {kb.ArrowUp, "a " + got.Paths[0]}, {kb.ArrowUp, "input"},
		{kb.ArrowDown, "a " + got.Paths[0]}, {kb.Escape, "input"},
	} {
		if err := chromedp.Do(ctx, chromedp.KeyEvent(step.key)); err != nil {
			t.Fatal(err)
		}
		ask[bool](t, ctx, `new Promise(done => setTimeout(() => done(true)))`)
		if focus := ask[found](t, ctx, foundScript).Focus; focus != step.want {
			t.Errorf("%s: after the key %q the focus is on %q, want %q", f.edition, step.key, focus, step.want)
		}
	}
}

// sameFolding holds the script's folding against the program's, for words of many scripts.
func (b *tab) sameFolding(t *testing.T, ctx context.Context, f *page) {
	t.Helper()
	words := []string{"Hameçonnage", "ÉTÉ", "Œuvre", "Straße", "İstanbul", "ΟΔΟΣ οδός", "Ёлка", "ﬁn ½ ²", "ｗｉ", "co\u00adop", "ñandú", "كَلِمَة", "أمان", "إلى", "آمن", "کی",
		"ســــر", "٢٠٢٦", "۲۰۲۶", "שָׁלוֹם", "がん", "한글", "हिन्दी", "網路釣魚", "đường", "Łódź", "ﷺ", "ﻻ", text(f.doc)}
	given, err := json.Marshal(words)
	if err != nil {
		t.Fatal(err)
	}
	got := ask[[]string](t, ctx, `import(document.querySelector("script[type=module]").src).then(m => `+string(given)+`.map(m.fold))`)
	for i, word := range words {
		if want := search.Fold(word); got[i] != want {
			t.Errorf("%s: the script folds %.60q to %.60q, the program to %.60q", f.edition, word, got[i], want)
		}
	}
}

// TestSearchWithoutScript looks at the page as a browser shows it that runs none.
func TestSearchWithoutScript(t *testing.T) {
	slow(t, "Debian's chromium")
	w := named(t, "october")
	tab := serve(t, w)
	ctx, cancel := context.WithTimeout(tab.ctx, 2*time.Minute)
	defer cancel()
	f := w.finders()[0]
	off := chromedp.Func(func(ctx context.Context, tab *chromedp.Target) error {
		_, err := cdp.Call(ctx, tab, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
		return err
	})
	if err := chromedp.Do(ctx, off, chromedp.Navigate(tab.host.String()+"/"+strings.TrimSuffix(f.path, "index.html"))); err != nil {
		t.Fatal(err)
	}
	if !ask[bool](t, ctx, `!document.querySelector("form").checkVisibility() && document.querySelector(".index").checkVisibility()`) {
		t.Error("without a script there is a field that does nothing, or no list of pages")
	}
}
