package plan

import (
	"strings"

	"tocsin/internal/locale"
	"tocsin/internal/site"
)

// PosterPath returns where a page's poster lies in the output folder: on its country's paper in the folder sheet/ beside
// the page, on the other paper in a folder of that one's name within.
func PosterPath(p *site.Page, paper string) string {
	return posterFolder(p, paper) + "index.html"
}

func posterFolder(p *site.Page, paper string) string {
	dir := strings.TrimSuffix(p.Output(), "index.html") + "sheet/"
	if paper != locale.Paper(p.Edition.Country.Code) {
		dir += paper + "/"
	}
	return dir
}

// PDFPath returns where the PDF of a page's poster lies in the output folder.
func PDFPath(p *site.Page, paper string) string {
	return strings.TrimSuffix(p.Output(), "index.html") + "sheet/sheet-" + paper + ".pdf"
}

// posters plans a page's posters, and their PDFs where they are asked for.
func (b *builder) sheets(p *site.Page) {
	if !p.Sheet() {
		return
	}
	for _, paper := range []string{locale.A4, locale.Letter} {
		b.add(Target{Path: PosterPath(p, paper), Kind: PosterPage, Edition: p.Edition, Page: p, Paper: paper})
		if b.PDF {
			b.add(Target{Path: PDFPath(p, paper), Kind: PosterPDF, Edition: p.Edition, Page: p, Paper: paper})
		}
	}
}
