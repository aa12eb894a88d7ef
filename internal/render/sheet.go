package render

import (
	"cmp"
	"html/template"
	"maps"
	"slices"
	"strings"

	"tocsin/internal/locale"
	"tocsin/internal/markdown"
	"tocsin/internal/plan"
	"tocsin/internal/site"
	"tocsin/internal/source"
)

// Sheet is a page to print and hang up. On the page itself it holds Href and Papers alone; on the poster, everything.
type Sheet struct {
	Href    string  // the poster, on the country's own paper
	Papers  []Paper // both, the country's own first
	Paper   string  // "a4" or "letter": what this poster is for
	Page    string  // address of the page, to go back
	Points  []Point
	Report  []Reported
	QR      template.HTML // a drawing that leads to the page
	Address template.HTML // of the page, in clear text, without https://; a line may break after a slash
	Month   string        // the campaign month's official name
	Country string        // its name
	Date    *Date         // when the words last changed; nil where nothing says so
}

// Paper is a size that a poster comes in.
type Paper struct {
	ID, Name string // "letter", "Letter"
	Href     string // the poster
	PDF      string // empty where there is none
	Size     string // of the PDF: "84 KB"
}

// Reported is a fact that says where to report.
type Reported struct {
	Label, Text string
	Href        template.URL // tel: too, which html/template refuses in a plain string
}

// maxReported is how many facts the foot of a poster has room for.
const maxReported = 4

// posterLinks tells a page where its posters are.
func (s *edition) posterLinks(p *site.Page) (*Sheet, error) {
	papers := s.papers(p)
	v := &Sheet{Href: papers[0].Href, Papers: papers}
	if !s.r.plan.PDF {
		return v, nil
	}
	for i := range papers {
		out := &papers[i]
		data, err := s.r.pdf(p, out.ID)
		if err != nil {
			return nil, err
		}
		out.PDF = s.within(plan.PDFPath(p, out.ID))
		out.Size = s.text("kilobytes", "other", []any{"n", (len(data) + 1023) / 1024})
	}
	return v, nil
}

// papers are the sizes in which a poster comes, the country's own first, without their PDFs.
func (s *edition) papers(p *site.Page) (out []Paper) {
	own := locale.Paper(p.Edition.Country.Code)
	for _, id := range []string{own, locale.OtherPaper(own)} {
		out = append(out, Paper{ID: id, Name: s.text("paper-"+id, "other", nil), Href: s.within(plan.PosterPath(p, id))})
	}
	return out
}

// within is the address of an edition's file, as its pages link to it.
func (s *edition) within(output string) string {
	return s.Root + strings.TrimSuffix(strings.TrimPrefix(output, s.Folder+"/"), "index.html")
}

func (r *Renderer) posterPage(t plan.Target, b *buffer) error { return r.sheet(t.Page, t.Paper, b) }

func (r *Renderer) posterPDF(t plan.Target, b *buffer) error {
	data, err := r.pdf(t.Page, t.Paper)
	b.Write(data)
	return err
}

// sheet renders a page as a poster for a paper.
func (r *Renderer) sheet(p *site.Page, paper string, b *buffer) error {
	s := r.editions[p.Edition]
	v := s.base(p.Edition.Home)
	v.Kind, v.Title, v.Summary, v.Description, v.Week, v.Rings = "sheet", p.Title, p.Summary, p.Summary, p.Week, p.Week
	v.FeedHref, v.JSONFeed = "", ""
	v.HeadTitle = s.headTitle(p)
	v.Params = p.Front.Params
	s.identity(v, p)
	v.NoIndex, v.Alternates = true, nil // the page has equivalents; its poster is no place to be found
	if w := s.WeekPageOf(p.Week); w != nil {
		v.WeekLabel = s.weekLabel(w)
	}
	var err error
	if v.Sheet, err = s.printed(p, paper); err != nil {
		return err
	}
	return r.execute(v, b)
}

// printed is what a poster says. It names no PDF, since a PDF is made of it.
func (s *edition) printed(p *site.Page, paper string) (*Sheet, error) {
	own := locale.Paper(p.Edition.Country.Code)
	v := &Sheet{Href: s.within(plan.PosterPath(p, own)), Paper: paper, Page: p.Href(s.Edition), Month: s.monthName(), Country: s.CountryName(s.Country),
		Report: s.reported(p)}
	address := strings.TrimSuffix(strings.TrimPrefix(strings.TrimPrefix(p.URL(), "https://"), "http://"), "/")
	v.Address = template.HTML(strings.ReplaceAll(template.HTMLEscapeString(address), "/", "/<wbr>"))
	v.Papers, v.Date = s.papers(p), s.modified(p)
	var err error
	if v.Points, err = s.r.Points(p); err != nil {
		return nil, err
	}
	v.QR, err = s.r.code(p.URL(), s.text("qr-code", "other", []any{"address", address}))
	return v, err
}

// reported picks the facts at the foot of a poster: the country's own whose names begin with report-, then those that
// the page and its messages use, each an address or a number with a label in the edition's language, in the order of their lines.
func (s *edition) reported(p *site.Page) []Reported {
	used := map[string]bool{}
	p.Walk(func(_ *source.File, d *markdown.Document) {
		for _, ref := range d.Facts {
			used[ref.ID] = used[ref.ID] || ref.By == "" && s.Allows(d, ref.Guards)
		}
	})
	facts := s.Country.Facts
	first := func(id string) int {
		if strings.HasPrefix(id, site.ReportFacts) {
			return 0
		}
		return 1
	}
	ids := slices.SortedFunc(maps.Keys(facts), func(a, b string) int {
		return cmp.Or(cmp.Compare(first(a), first(b)), cmp.Compare(facts[a].At.Line, facts[b].At.Line), cmp.Compare(a, b))
	})
	var out []Reported
	for _, id := range ids {
		f, _, ok := s.Fact(id)
		label := ""
		if ok {
			label = f.Label.In(s.Language)
		}
		if label == "" || f.Kind == source.FactText || first(id) > 0 && !used[id] {
			continue
		}
		if out = append(out, Reported{label, s.readFact(f), template.URL(f.Href(s.Language))}); len(out) == maxReported {
			break
		}
	}
	return out
}
