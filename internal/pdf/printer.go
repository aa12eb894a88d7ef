// Package pdf prints HTML pages to tagged PDF with an installed Chromium, Chrome or Edge, which is the only thing that
// lays a page out as browsers do. The browser never asks anybody for anything: whatever a page wants comes out of
// memory. It is started when first needed, serves every page, and ends with the printer.
package pdf

import (
	"context"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/fetch"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	"tocsin/internal/cache"
	"tocsin/internal/mediatype"
	"tocsin/internal/words"
)

// Printer prints with one browser. It is safe for many goroutines; two pages are printed at a time.
type Printer struct {
	browser string
	store   *cache.Store
	ctx     context.Context // of everything that the browser does
	stop    context.CancelFunc
	version func() (string, error)
	tabs    func() (chan *tab, error)
	gone    func() // ends the browser and waits; nil before it was started
}

const (
	atOnce  = 2                // tabs
	starts  = 60 * time.Second // how long the browser may take to start
	prints  = 60 * time.Second // and to print one page
	version = 10 * time.Second // and to tell its version
)

// New returns a printer with the browser at a path; store, which may be nil, keeps PDFs from
// one build to the next. Nothing is started yet. Close must be called.
func New(ctx context.Context, browser string, store *cache.Store) *Printer {
	p := &Printer{browser: browser, store: store}
	p.ctx, p.stop = context.WithCancel(ctx)
	p.version = sync.OnceValues(p.askVersion)
	p.tabs = sync.OnceValues(p.start)
	return p
}

// Close ends the browser, waits until it has gone, and closes the store. A nil printer has neither.
func (p *Printer) Close() {
	if p == nil {
		return
	}
	p.stop()
	if p.gone != nil {
		p.gone()
	}
	_ = p.store.Close()
}

// format is part of every key: it changes with what is done to a page beyond its bytes.
const format = "tocsin pdf 1"

// Print prints the page at an address, whose paper its style sheet decides; load gives it what it asks for beyond its
// HTML, by its path on the same host. The PDF is tagged, has the page's title, language and outline, says that it was made
// at a moment of ours (the zero time is the beginning of 1970), and has the same bytes for the same page, browser and fonts.
func (p *Printer) Print(address string, html []byte, at time.Time, load func(path string) ([]byte, bool)) ([]byte, error) {
	key, err := p.key(address, html, at)
	if err != nil {
		return nil, err
	}
	if data, ok := p.store.Get(key); ok {
		return data, nil
	}
	tabs, err := p.tabs()
	if err != nil {
		return nil, err
	}
	var t *tab
	select {
	case t = <-tabs:
	case <-p.ctx.Done():
		return nil, p.ctx.Err()
	}
	defer func() { tabs <- t }()
	data, err := t.print(&job{address, html, load})
	if err != nil {
		return nil, words.Problem("pdf.printing", "address", address, "browser", p.browser, "cause", err)
	}
	data = normalise(data, at)
	p.store.Put(key, data)
	return data, nil
}

// key names what a PDF is made from. The names of style sheets in the HTML hold the hashes of their bytes.
func (p *Printer) key(address string, html []byte, at time.Time) (string, error) {
	v, err := p.version()
	if err != nil {
		return "", err
	}
	return cache.Key(format, v, address, at.UTC().String(), string(html)), nil
}

// askVersion tells one release of the browser from the next. Chrome for Windows does not print its version; the size
// and date of its file do.
func (p *Printer) askVersion() (string, error) {
	if runtime.GOOS == "windows" {
		info, err := os.Stat(p.browser)
		if err != nil {
			return "", err
		}
		return fmt.Sprint(info.Size(), info.ModTime().UnixNano()), nil
	}
	ctx, cancel := context.WithTimeout(p.ctx, version)
	defer cancel()
	out, err := exec.CommandContext(ctx, p.browser, "--version").Output()
	if err != nil {
		return "", words.Problem("pdf.version", "browser", p.browser, "cause", err)
	}
	return strings.TrimSpace(string(out)), nil
}

// start starts the browser with its tabs.
func (p *Printer) start() (chan *tab, error) {
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(p.browser), chromedp.DisableGPU,
		chromedp.Flag("host-resolver-rules", "MAP * ~NOTFOUND"), chromedp.Flag("disable-component-update", true),
		chromedp.Flag("disable-quic", true), chromedp.Flag("no-pings", true), chromedp.UserAgent("Tocsin"), chromedp.WSURLReadTimeout(starts))
	if os.Getuid() == 0 { // Chromium refuses root a sandbox; it runs no script here and asks nobody for anything
		options = append(options, chromedp.NoSandbox)
	}
	ctx, gone := chromedp.NewExecAllocator(p.ctx, options...)
	p.gone = gone
	browser, _ := chromedp.NewContext(ctx)
	tabs := make(chan *tab, atOnce)
	for range atOnce {
		ctx, _ := chromedp.NewContext(browser)
		t := &tab{ctx: ctx}
		if err := t.open(); err != nil {
			return nil, words.Problem("pdf.start", "browser", p.browser, "cause", err)
		}
		tabs <- t
	}
	return tabs, nil
}

// job is a page to print.
type job struct {
	address string
	html    []byte
	load    func(string) ([]byte, bool)
}

// tab is a tab of the browser, which prints one page at a time.
type tab struct {
	ctx     context.Context
	current atomic.Pointer[job]
}

// open makes the tab: no scripts, and every request comes to us.
func (t *tab) open() error {
	asked := make(chan *fetch.EventRequestPaused, 64)
	if err := chromedp.Listen(t.ctx, func(event any) {
		if e, ok := event.(*fetch.EventRequestPaused); ok {
			asked <- e
		}
	}); err != nil {
		return err
	}
	err := chromedp.Do(t.ctx, chromedp.Func(func(ctx context.Context, target *chromedp.Target) error {
		if _, err := cdp.Call(ctx, target, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true}); err != nil {
			return err
		}
		_, err := cdp.Call(ctx, target, fetch.Enable, fetch.EnableParams{})
		return err
	}))
	go func() {
		for {
			select {
			case e := <-asked:
				_ = chromedp.Do(t.ctx, chromedp.Func(func(ctx context.Context, target *chromedp.Target) error { return t.answer(ctx, target, e) }))
			case <-t.ctx.Done():
				return
			}
		}
	}()
	return err
}

// answer gives the browser what it asks for, if it is the page or belongs to it; else it fails, and no one is asked.
func (t *tab) answer(ctx context.Context, target *chromedp.Target, e *fetch.EventRequestPaused) error {
	data, kind, ok := t.current.Load().find(e.Request.URL)
	if !ok {
		_, err := cdp.Call(ctx, target, fetch.FailRequest, fetch.FailRequestParams{RequestID: e.RequestID, ErrorReason: network.ErrorReasonBlockedByClient})
		return err
	}
	_, err := cdp.Call(ctx, target, fetch.FulfillRequest, fetch.FulfillRequestParams{RequestID: e.RequestID, ResponseCode: 200, Body: data,
		ResponseHeaders: []*fetch.HeaderEntry{{Name: "Content-Type", Value: kind}}})
	return err
}

// find returns what lies at an address, and its media type.
func (j *job) find(address string) (data []byte, kind string, ok bool) {
	if j == nil {
		return nil, "", false
	}
	if address == j.address {
		return j.html, mediatype.HTML, true
	}
	u, err := url.Parse(address)
	own, err2 := url.Parse(j.address)
	if err != nil || err2 != nil || u.Scheme != own.Scheme || u.Host != own.Host {
		return nil, "", false
	}
	data, ok = j.load(u.Path)
	return data, mediatype.Of(u.Path), ok
}

func (t *tab) print(j *job) ([]byte, error) {
	ctx, cancel := context.WithTimeout(t.ctx, prints)
	defer cancel()
	t.current.Store(j)
	yes := true
	var data []byte
	err := chromedp.Do(ctx, chromedp.Navigate(j.address), chromedp.Func(func(ctx context.Context, target *chromedp.Target) error {
		out, err := cdp.Call(ctx, target, page.PrintToPDF, page.PrintToPDFParams{PrintBackground: &yes, PreferCSSPageSize: &yes,
			GenerateTaggedPDF: &yes, GenerateDocumentOutline: &yes})
		data = out.Data
		return err
	}))
	if err == nil && len(data) == 0 {
		err = words.Problem("pdf.empty")
	}
	return data, err
}
