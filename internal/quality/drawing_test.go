package quality_test

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"tocsin/internal/picture"
)

// compared draws two pictures 640 pixels wide and counts the pixels that differ by more than rounding, and those of the
// first that show anything.
const compared = `(async () => {
	const pixels = async (src) => {
		const img = new Image(); img.src = src; await img.decode();
		const c = document.createElement("canvas"); c.width = 640; c.height = Math.round(640 * img.height / img.width);
		const ctx = c.getContext("2d"); ctx.drawImage(img, 0, 0, c.width, c.height);
		return ctx.getImageData(0, 0, c.width, c.height).data;
	};
	const a = await pixels("/before.svg"), b = await pixels("/after.svg");
	let other = a.length === b.length ? 0 : 1e9, seen = 0;
	for (let i = 0; i < a.length && i < b.length; i += 4) {
		if (a[i+3]) seen++;
		for (let k = 0; k < 4; k++) if (Math.abs(a[i+k] - b[i+k]) > 2) { other++; break; }
	}
	return {other, seen};
})()`

// others is what no browser draws, and what yet keeps a canvas from being read.
var others = regexp.MustCompile(`(?s)<foreignObject requiredExtensions="http://ns\.adobe\.com.*</foreignObject>`)

// A drawing that was cleaned is drawn as before: as programs save them, and parts of drawings that are easily lost.
func TestDrawings(t *testing.T) {
	slow(t, "Debian's chromium and npm's axe-core")
	drawings := map[string]string{}
	files, err := filepath.Glob(repo + "/internal/drawing/testdata/*.svg")
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	for _, f := range append(files, repo+"/assets/icon.svg") {
		drawings[filepath.Base(f)] = string(mustRead(t, f))
	}
	for i, part := range []string{
		`<rect fill="red" width="50" height="30"/><g opacity="0"><rect width="90" height="50"/></g><text x="5" y="50">Seen</text>`,
		`<style>.a{fill:#1b4f9c}.b .c{stroke:#b00020;stroke-width:4}g>rect{rx:8}</style><g class="b"><path class="c" d="M5 5h80"/><rect class="a" x="5" y="20" width="50" height="30"/></g>`,
		`<defs><path id="p" d="M10 40q40-40 80 0" fill="none"/></defs><use href="#p" stroke="#000"/><text font-size="9"><textPath href="#p">along the way</textPath></text>`,
		`<g display="none"><g id="k"><circle id="c" cx="20" cy="20" r="9"/></g></g><use href="#k"/><use href="#c" x="30" fill="red"/>`,
		`<g filter="url(#f)"><rect visibility="hidden" width="100" height="60"/><circle cx="50" cy="30" r="10" fill="teal"/></g><filter id="f" x="0" y="0" width="1" height="1"><feFlood flood-color="gold"/><feMerge><feMergeNode/><feMergeNode in="SourceGraphic"/></feMerge></filter>`,
		`<clipPath id="c"><text y="40" font-size="40" font-weight="bold" fill="none">CUT</text></clipPath><rect clip-path="url(#c)" width="100" height="60" fill="#2e7d32"/>`,
		`<switch><text systemLanguage="xx" y="20">other</text><g><text y="40">this</text></g></switch>`,
		`<svg x="50" width="50" height="60" viewBox="0 0 10 10"><rect width="10" height="10" fill="#f7b000"/><text x="1" y="5" font-size="4">in</text></svg>`,
		`<symbol id="s" viewBox="0 0 10 10"><path d="M0 0L10 10" stroke="#000"/></symbol><use href="#s" width="40" height="40"/><a href="https://a.example/"><text x="50" y="20">link</text></a>`,
		`<pattern id="p" width="10" height="10" patternUnits="userSpaceOnUse"><use href="#d"/></pattern><defs><circle id="d" cx="5" cy="5" r="3" fill="#b00020"/></defs><rect width="100" height="60" fill="url(#p)"/>`,
		`<mask id="m"><rect width="100" height="60" fill="#fff"/><text x="10" y="40" font-size="30">OUT</text></mask><rect mask="url(#m)" width="100" height="60" fill="#1b4f9c"/>`,
		`<text transform="rotate(180)" x="-60" y="-30">turned</text><text x="90" y="55" text-anchor="end">end</text><text x="-20" y="20" textLength="100">wide</text>`,
		`<text y="20">a<tspan dx="5" style="font-weight:bold" dy="9">b</tspan> <tspan x="50" fill="red">c</tspan></text><text y="50" xml:space="preserve">  a   b</text>`,
		`<linearGradient id="a"><stop stop-color="red"/><stop offset="1" stop-color="blue"/></linearGradient><linearGradient id="b" href="#a" x2="0" y2="1"/><ellipse cx="50" cy="30" rx="40" ry="20" style="fill:url(#b);stroke:#000;stroke-dasharray:4 2"/>`,
	} {
		drawings[fmt.Sprintf("part %d", i)] = `<svg xmlns="http://www.w3.org/2000/svg" width="100" height="60" viewBox="0 0 100 60" font-family="sans-serif" font-size="12">` + part + `</svg>`
	}
	var before, after string
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Cache-Control", "no-store")
		switch r.URL.Path {
		case "/before.svg", "/after.svg":
			w.Header().Set("Content-Type", "image/svg+xml")
			_, _ = w.Write([]byte(map[bool]string{true: before, false: after}[r.URL.Path == "/before.svg"]))
		default:
			w.Header().Set("Content-Type", "text/html")
			_, _ = w.Write([]byte("<!doctype html><title>Two drawings</title><link rel=icon href=data:,>"))
		}
	}))
	defer server.Close()
	tab := open(t, server.URL)
	for name, drawing := range drawings {
		info, p := picture.Inspect("a.svg", []byte(drawing))
		if p != nil {
			t.Errorf("%s: %v", name, p)
			continue
		}
		clean, err := picture.Clean([]byte(drawing), info)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		before, after = others.ReplaceAllString(drawing, ""), string(clean)
		if !strings.Contains(drawing, "width=") { // a canvas wants a size
			size := strings.Replace(`<svg width="100" height="60"`, "60", fmt.Sprint(100*max(info.Height, 1)/max(info.Width, 1)), 1)
			before, after = strings.Replace(before, "<svg", size, 1), strings.Replace(after, "<svg", size, 1)
		}
		ctx, cancel := context.WithTimeout(tab.ctx, time.Minute)
		if err := chromedp.Do(ctx, chromedp.Navigate(server.URL+"/")); err != nil {
			t.Fatal(err)
		}
		got, err := chromedp.Run(ctx, chromedp.Evaluate[struct{ Other, Seen int }](compared, chromedp.EvalAwaitPromise))
		cancel()
		if err != nil {
			t.Errorf("%s: %v", name, err)
		} else if got.Other > 0 || got.Seen == 0 {
			t.Errorf("%s: %d pixels are others, of %d that show anything\n%s", name, got.Other, got.Seen, clean)
		}
	}
}
