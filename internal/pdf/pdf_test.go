package pdf

import (
	"bytes"
	"context"
	"errors"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
	"github.com/makiuchi-d/gozxing"
	"github.com/makiuchi-d/gozxing/qrcode"

	"tocsin"
	"tocsin/internal/cache"
	"tocsin/internal/plan"
	"tocsin/internal/render"
	"tocsin/internal/site"
	"tocsin/internal/source"
)

// browser finds one to test with, or skips and says so.
func browser(t *testing.T) string {
	t.Helper()
	if os.Getenv("TOCSIN_QUALITY") == "" {
		t.Skip("SKIPPED: this test prints with a browser, which takes its time. To run it: .ci/run, or TOCSIN_QUALITY=1 go test ./internal/pdf/")
	}
	path, err := Find(os.Getenv("CHROMIUM"))
	if err != nil {
		t.Skip("SKIPPED: this test prints with a browser, and there is none. Install Debian's chromium (.ci/run does), or name one in CHROMIUM")
	}
	return path
}

func TestNormalise(t *testing.T) {
	pdf := "%PDF-1.4\n<</Producer (Skia)\n/CreationDate (D:20261122020811+00'00')\n/ModDate (D:20261122020811-05'00')>>\n(D:20261122020811+00'00')"
	for at, want := range map[time.Time]string{
		{}: "19700101000000",
		time.Date(2026, 9, 14, 0, 0, 0, 0, time.FixedZone("", -4*3600)): "20260914040000",
	} {
		got := string(normalise([]byte(pdf), at))
		if len(got) != len(pdf) {
			t.Errorf("the PDF's length changed from %d to %d: its parts are no longer where it says", len(pdf), len(got))
		}
		if strings.Count(got, "(D:"+want+"+00'00')") != 2 || strings.Count(got, "20261122020811") != 1 {
			t.Errorf("got %s", got)
		}
	}
}

func TestFind(t *testing.T) {
	if _, err := Find(None); !errors.Is(err, ErrNone) {
		t.Errorf("none: %v", err)
	}
	if _, err := Find("no-such-browser"); err == nil || errors.Is(err, ErrNone) {
		t.Errorf("a browser that is not there: %v", err)
	}
	for _, system := range []string{"linux", "darwin", "windows"} {
		if len(usual(system)) < 6 {
			t.Errorf("%s: too few places to look at", system)
		}
	}
}

func TestFindOnPath(t *testing.T) {
	dir := t.TempDir()
	name := filepath.Join(dir, "chromium")
	if err := os.WriteFile(name, []byte("#!/bin/sh\n"), 0o755); err != nil {
		t.Fatal(err)
	}
	t.Setenv("PATH", dir)
	if got, err := Find(""); err != nil || got != name {
		t.Errorf("found %q (%v), not %s", got, err, name)
	}
}

const address = "https://october.example/ca/fr/tips/sheet/"

const html = `<!doctype html><html lang="fr-CA"><head><title>Six conseils – Été</title><link rel="stylesheet" href="/a.css"></head>
<body><h1>Six conseils</h1><script>document.body.innerHTML = "<p>script</p>"</script><svg role="img" aria-label="un dessin" width="50" height="50"><path d="M0 0h50v50H0z"/></svg>
<h2>Un</h2><p>Dites-le.</p><img src="https://elsewhere.example/x.png" alt="ailleurs"><a href="/ca/fr/tips/">Ici</a></body></html>`

func load(path string) ([]byte, bool) {
	return []byte("@page { size: A4 } body { color: #8c0f1b }"), path == "/a.css"
}

// What a browser prints is tagged, has title, language, outline and the alternatives of pictures, on the style sheet's
// paper; no script has run, and links lead to the site's own address. Printed again by another browser process, at
// another second, it has the same bytes; kept, no browser is needed.
func TestPrint(t *testing.T) {
	path := browser(t)
	at := time.Date(2026, 9, 14, 0, 0, 0, 0, time.UTC)
	var prints [][]byte
	var second time.Time // the next one
	for i := range 2 {
		<-time.After(time.Until(second)) // so that a second that shows would differ
		second = time.Now().Truncate(time.Second).Add(time.Second)
		dir := t.TempDir()
		p := New(t.Context(), path, cache.Open(dir))
		data, err := p.Print(address, []byte(html), at, load)
		if err != nil {
			t.Fatal(err)
		}
		p.Close()
		prints = append(prints, data)
		if i == 0 {
			kept := New(t.Context(), path, cache.Open(dir))
			again, err := kept.Print(address, []byte(html), at, load)
			if err != nil || !bytes.Equal(again, data) || kept.gone != nil {
				t.Errorf("a kept PDF was not taken as it is (%v)", err)
			}
			kept.Close()
		}
	}
	data := prints[0]
	if !bytes.Equal(data, prints[1]) {
		t.Error("printed twice, the PDF differs")
	}
	for _, want := range []string{"/MarkInfo", "/Marked true", "/Lang (fr-CA)", "/Type /Outlines", "/CreationDate (D:20260914000000+00'00')", "/URI (https://october.example/ca/fr/tips/)"} {
		if !bytes.Contains(data, []byte(want)) {
			t.Errorf("the PDF has no %s", want)
		}
	}
	info, err := exec.LookPath("pdfinfo")
	if err != nil {
		t.Skip("SKIPPED in part: poppler's pdfinfo is not here to read the PDF's structure; install poppler-utils (.ci/run does)")
	}
	name := filepath.Join(t.TempDir(), "x.pdf")
	if err := os.WriteFile(name, data, 0o644); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		args []string
		want []string
		not  string
	}{
		{[]string{name}, []string{`Title: +Six conseils – Été\n`, `Tagged: +yes`, `Pages: +1\n`, `Page size: .*A4`}, "Mozilla"},
		{[]string{"-struct-text", name}, []string{`H1`, `"Six conseils"`, `H2`, `Figure`, `Link`, `Dites-le`}, `"script"`},
	} {
		out, err := exec.Command(info, c.args...).CombinedOutput()
		if err != nil {
			t.Fatalf("%v: %v\n%s", c.args, err, out)
		}
		for _, want := range c.want {
			if !regexp.MustCompile(want).Match(out) {
				t.Errorf("pdfinfo %v does not say %s:\n%s", c.args, want, out)
			}
		}
		if strings.Contains(string(out), c.not) {
			t.Errorf("pdfinfo %v says %s:\n%s", c.args, c.not, out)
		}
	}
}

func TestBrowserThatIsNone(t *testing.T) {
	name := filepath.Join(t.TempDir(), "chromium")
	if err := os.WriteFile(name, []byte("#!/bin/sh\n[ \"$1\" = --version ] && echo Chromium 1 || exit 3\n"), 0o755); err != nil {
		t.Fatal(err)
	}
	p := New(t.Context(), name, nil)
	defer p.Close()
	if _, err := p.Print(address, []byte(html), time.Time{}, load); err == nil || !strings.Contains(err.Error(), "does not start") {
		t.Errorf("a program that is no browser gave: %v", err)
	}
}

// A whole sheet of the demo campaign, in a browser's window: its QR code is read off the screen and leads to the page.
// Each of its PDFs has one page or two.
func TestDemoSheets(t *testing.T) {
	path := browser(t)
	src, _ := source.Load(tocsin.Files, tocsin.Files)
	web, _ := site.Resolve(src, time.Date(2026, 10, 7, 16, 0, 0, 0, time.UTC))
	p, _ := plan.New(web, render.Files(), plan.Options{PDF: true})
	printer := New(t.Context(), path, nil)
	defer printer.Close()
	r, l := render.New(p, nil, render.Options{Print: printer})
	if n, _ := l.Count(); n > 0 {
		t.Fatal(l)
	}
	seen := 0
	for _, target := range p.Targets {
		if target.Kind != plan.PosterPDF || target.Edition != web.Editions[0] && seen > 0 {
			continue
		}
		seen++
		data, err := r.Bytes(target)
		if err != nil {
			t.Fatal(err)
		}
		if n := len(regexp.MustCompile(`/Type /Page\b[^s]`).FindAll(data, -1)); n < 1 || n > 2 {
			t.Errorf("%s has %d pages", target.Path, n)
		}
		if seen == 1 {
			scan(t, printer, r, p, target.Page)
		}
	}
	if seen < 2 {
		t.Errorf("the demo has %d PDFs in its first edition", seen)
	}
}

// scan reads the code off a screenshot of a page's sheet.
func scan(t *testing.T, printer *Printer, r *render.Renderer, p *plan.Plan, of *site.Page) {
	t.Helper()
	var sheet []byte
	files := map[string][]byte{}
	for _, target := range p.Targets {
		if target.Kind == plan.PosterPage && target.Page == of && sheet == nil || target.Kind == plan.Asset && strings.HasSuffix(target.Path, ".css") {
			data, err := r.Bytes(target)
			if err != nil {
				t.Fatal(err)
			}
			if files["/"+target.Path] = data; target.Kind == plan.PosterPage {
				sheet = data
			}
		}
	}
	tabs, err := printer.tabs()
	if err != nil {
		t.Fatal(err)
	}
	tab := <-tabs
	defer func() { tabs <- tab }()
	at := "https://october.example/sheet/"
	tab.current.Store(&job{at, sheet, func(path string) ([]byte, bool) { data, ok := files[path]; return data, ok }})
	var shot []byte
	if err := chromedp.Do(tab.ctx, chromedp.EmulateViewport(1000, 1200), chromedp.Navigate(at), chromedp.Func(func(ctx context.Context, target *chromedp.Target) error {
		out, err := cdp.Call(ctx, target, page.CaptureScreenshot, page.CaptureScreenshotParams{})
		shot = out.Data
		return err
	})); err != nil {
		t.Fatal(err)
	}
	img, err := png.Decode(bytes.NewReader(shot))
	if err != nil {
		t.Fatal(err)
	}
	bits, err := gozxing.NewBinaryBitmapFromImage(img)
	if err != nil {
		t.Fatal(err)
	}
	got, err := qrcode.NewQRCodeReader().Decode(bits, map[gozxing.DecodeHintType]any{gozxing.DecodeHintType_TRY_HARDER: true})
	if err != nil || got.GetText() != of.URL() {
		t.Errorf("the code on the sheet of %s is read as %v (%v)", of.URL(), got, err)
	}
}
