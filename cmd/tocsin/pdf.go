package main

import (
	"context"
	"errors"
	"fmt"
	"os"

	"tocsin/internal/cache"
	"tocsin/internal/pdf"
	"tocsin/internal/render"
)

// findBrowser readies the printer of posters for --pdf; the caller must close it, which a nil one allows. Without a
// browser there are no PDFs, which is said and is no failure; a browser that was asked for by name must be there.
func (a *app) findBrowser(ctx context.Context) (*pdf.Printer, error) {
	name := a.browser
	if name == "" {
		name = os.Getenv("TOCSIN_BROWSER")
	}
	path, err := pdf.Find(name)
	switch {
	case errors.Is(err, pdf.ErrNone):
		fmt.Fprintln(a.stderr, a.words.T("build.no-pdfs"))
		return nil, nil
	case err != nil:
		return nil, misuse{err}
	}
	a.browserPath = path
	return pdf.New(ctx, path, cache.Open(a.dir)), nil
}

// printing hands the printer on, if there is one: a nil pointer in an interface would not be nil.
func (a *app) printing() render.Options {
	if a.printer == nil {
		return render.Options{}
	}
	return render.Options{Print: a.printer}
}
