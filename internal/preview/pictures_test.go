package preview_test

import (
	"context"
	"flag"
	"os"
	"path/filepath"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	"tocsin/internal/preview"
)

var pictures = flag.String("pictures", "", "write the pictures of docs/reviewing.md into this folder")

// maxPicture is how many bytes a picture of the documentation may have.
const maxPicture = 120 << 10

// TestPictures takes the pictures of docs/reviewing.md:
//
//	go test ./internal/preview -run TestPictures -pictures ../../docs
func TestPictures(t *testing.T) {
	if *pictures == "" {
		t.Skip("go test ./internal/preview -run TestPictures -pictures ../../docs writes the pictures of docs/reviewing.md")
	}
	dir := demo(t)
	site := serving(t, dir, preview.Options{At: testMoment, Editor: "vscode://file/{file}:{line}"})
	b := openBrowser(t)
	b.size(1180, 760)
	take := func(name string) {
		t.Helper()
		if look := os.Getenv("LOOK"); look != "" { // what an eye without WebP can open
			if err := os.WriteFile(filepath.Join(look, "review-"+name+".png"), b.picture(), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		data := b.webp()
		if len(data) > maxPicture {
			t.Errorf("%s has %d KB: too much", name, len(data)>>10)
		}
		if err := os.WriteFile(filepath.Join(*pictures, "review-"+name+".webp"), data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	open := func(path, panel string) {
		t.Helper()
		b.visit(site + path)
		if panel != "" {
			eval[any](b, `shadow("[data-do=`+panel+`]").click()`)
			b.until("the panel", `shown(".panel")`)
		}
	}
	open("/us/en/learn/cloned-voices/", "edition")
	take("bar")
	open("/ca/en/learn/?at=2026-10-12T09:00", "moment")
	take("moment")

	open("/ca/en/learn/phishing/", "where")
	b.until("the marks", `shadow(".answer").textContent.includes("Point at a sentence")`)
	b.do(chromedp.ScrollIntoView(chromedp.CSS(".said p")))
	box := eval[[2]float64](b, `(r => [r.left + 40, r.top + 10])(document.querySelector(".said p").getBoundingClientRect())`)
	b.do(chromedp.MouseClickXY(box[0], box[1]))
	b.until("the place", `shadow(".answer").textContent.includes("messages/pause.en.md")`)
	take("where")

	open("/_review/compare/learn/phishing?a=ca/en&b=us/en", "")
	b.until("both pages", `frames["tocsin-a"].reviewReady && frames["tocsin-b"].reviewReady`)
	eval[any](b, `(document.querySelector(".differences").scrollIntoView(), document.querySelector(".jump").click())`)
	b.until("a mark", `frames["tocsin-a"].document.querySelector("[data-review-mark]") || frames["tocsin-b"].document.querySelector("[data-review-mark]")`)
	take("compare")

	b.size(1180, 1000)
	open("/_review/?topic=scams", "")
	take("desk")
	b.size(1180, 760)
	open("/_review/copy/learn/phishing", "")
	eval[any](b, `document.querySelector(".is-message").scrollIntoView({block: "center"})`)
	take("copy")

	open("/ca/fr/apprendre/hameconnage/", "")
	edit(t, dir, "content/learn/phishing.fr.md", "title:", "titre:")
	b.until("the overlay", `shown(".broken")`)
	take("broken")
}

// webp takes a picture of the window as WebP, in which text stays sharp at a tenth of a PNG's size.
func (b *browser) webp() []byte {
	b.t.Helper()
	var data []byte
	b.do(chromedp.Func(func(ctx context.Context, tab *chromedp.Target) error {
		got, err := cdp.Call(ctx, tab, page.CaptureScreenshot, page.CaptureScreenshotParams{Format: "webp", Quality: new(int64(74))})
		data = got.Data
		return err
	}))
	return data
}
