package render

import (
	"errors"
	"strings"
	"sync"
	"time"

	"tocsin/internal/plan"
	"tocsin/internal/site"
)

// Printer makes a PDF of an HTML page. It is safe for many goroutines, and gives the same bytes for the same page.
type Printer interface {
	// Print prints the page at an address; at is when its words last changed, or zero; load gives it what it asks for
	// beyond its HTML, by its path on the same host.
	Print(address string, html []byte, at time.Time, load func(path string) ([]byte, bool)) ([]byte, error)
}

// posters keeps what was printed: a page tells the size of a PDF that is a file of its own.
type sheets struct {
	print Printer
	made  sync.Map // path → func() ([]byte, error)
	codes sync.Map // address and label → func() (template.HTML, error)
}

var errNoPrinter = errors.New("the plan has PDFs, but nothing to print them with")

// pdf returns the PDF of a page's poster, printed once.
func (r *Renderer) pdf(p *site.Page, paper string) ([]byte, error) {
	if r.sheets.print == nil {
		return nil, errNoPrinter
	}
	made, _ := r.sheets.made.LoadOrStore(plan.PDFPath(p, paper), sync.OnceValues(func() ([]byte, error) {
		var b buffer
		if err := r.sheet(p, paper, &b); err != nil {
			return nil, err
		}
		s := r.editions[p.Edition]
		address := p.Edition.Base + strings.TrimPrefix(s.within(plan.PosterPath(p, paper)), s.Root)
		return r.sheets.print.Print(address, b.bytes, p.Modified, s.load)
	}))
	return made.(func() ([]byte, error))()
}

// load returns an asset of the theme by its path on the edition's host.
func (s *edition) load(path string) ([]byte, bool) {
	name, ok := strings.CutPrefix(path, s.assetRoot)
	if !ok {
		return nil, false
	}
	for src, a := range s.r.plan.Assets {
		if a.Name == name {
			var b buffer
			err := s.r.asset(plan.Target{Source: src}, &b)
			return b.bytes, err == nil
		}
	}
	return nil, false
}
