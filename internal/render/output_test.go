package render

import (
	"testing"
	"time"

	"tocsin"
	"tocsin/internal/plan"
	"tocsin/internal/site"
	"tocsin/internal/source"
)

// Every kind of target has a row in the table, and files that readers' programs know by their type have that type.
func TestOutputs(t *testing.T) {
	if n := len(placed()); n != int(plan.Once) {
		t.Errorf("%d rows for %d kinds", n, plan.Once)
	}
	for kind, o := range outputs() {
		if o.render == nil {
			t.Errorf("nothing renders kind %d", kind)
		}
	}
	src, _ := source.Load(tocsin.Files, tocsin.Files)
	web, _ := site.Resolve(src, time.Date(2026, 10, 7, 12, 0, 0, 0, time.UTC))
	p, _ := plan.New(web, Files(), plan.Options{PDF: true, Precompress: true})
	r, _ := New(p, nil, Options{})
	for name, want := range map[string]string{
		"index.html":                              "text/html; charset=utf-8",
		"ca/en/learn/phishing/sheet/index.html":   "text/html; charset=utf-8",
		"ca/en/learn/phishing/sheet/sheet-a4.pdf": "application/pdf",
		"ca/en/feed.xml":                          "application/atom+xml; charset=utf-8",
		"ca/en/alerts/feed.xml":                   "application/atom+xml; charset=utf-8",
		"ca/en/feed.json":                         "application/feed+json",
		"ca/en/messages.json":                     "application/json",
		"ca/en/calendar/2026/calendar.ics":        "text/calendar; charset=utf-8",
		"ca/en/card.png":                          "image/png",
		"sitemap.xml":                             "application/xml; charset=utf-8",
		"sitemap.xml.gz":                          "application/gzip",
		"robots.txt":                              "text/plain; charset=utf-8",
		"_headers":                                "text/plain; charset=utf-8",
		"ca/en/toolkit/2025/october-online-2025-ca-en-newcomers.zip": "application/zip",
		p.Assets["assets/site.css"].Name:                             "text/css; charset=utf-8",
	} {
		target, ok := p.Target(name)
		if !ok {
			t.Errorf("there is no %s", name)
		} else if got := r.MediaType(target); got != want {
			t.Errorf("%s is %s, want %s", name, got, want)
		}
	}
}
