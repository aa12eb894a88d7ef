package quality_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

// screenshots is the folder for people to look at; git ignores it.
const screenshots = repo + "/.ci/screenshots"

// TestScreenshots takes pictures of every kind of page in two languages, on a phone and on a desk, in light and dark,
// for somebody to look at: no test can tell whether a page is one to be proud of.
func TestScreenshots(t *testing.T) {
	slow(t, "Debian's chromium and npm's axe-core")
	w := named(t, "october")
	tab := serve(t, w)
	if err := os.RemoveAll(screenshots); err != nil {
		t.Fatal(err)
	}
	if err := os.MkdirAll(screenshots, 0o755); err != nil {
		t.Fatal(err)
	}
	for _, p := range w.samples() {
		if p.edition != "ca/fr" && p.edition != "us/en" && p.edition != "" {
			continue
		}
		for _, v := range []view{{width: 390, height: 844, scheme: "light"}, {width: 1280, height: 900, scheme: "light"}, {width: 1280, height: 900, scheme: "dark"}} {
			name := fmt.Sprintf("%s-%s-%d-%s.png", p.kind, p.lang, v.width, v.scheme)
			if err := tab.picture(strings.TrimSuffix(p.path, "index.html"), v, filepath.Join(screenshots, name)); err != nil {
				t.Errorf("%s: %v", name, err)
			}
		}
	}
	t.Logf("look at them: %s", screenshots)
}

// picture writes a page, from top to bottom, to a file.
func (b *tab) picture(path string, v view, to string) error {
	ctx, cancel := context.WithTimeout(b.ctx, time.Minute)
	defer cancel()
	media := emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: v.scheme}}}
	err := chromedp.Do(ctx, chromedp.EmulateViewport(v.width, v.height), chromedp.Func(func(ctx context.Context, tab *chromedp.Target) error {
		_, err := cdp.Call(ctx, tab, emulation.SetEmulatedMedia, media)
		return err
	}), chromedp.Navigate(b.host.String()+"/"+path))
	if err != nil {
		return err
	}
	data, err := chromedp.Run(ctx, chromedp.FullScreenshot(100))
	if err != nil {
		return err
	}
	return os.WriteFile(to, data, 0o644)
}
