package plan

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestSheets(t *testing.T) {
	s := resolved(t, map[string]string{"campaign.yaml": config, "content/tips.en.md": page("Tips", "sheet: true", "countries: [ca]") + "## One\n", "content/plain.en.md": page("Plain")})
	for _, pdf := range []bool{false, true} {
		p, l := New(s, whole, Options{PDF: pdf, Precompress: true})
		if len(l) > 0 {
			t.Fatal(l)
		}
		var got []string
		for _, target := range p.Targets {
			if target.Kind == PosterPage || target.Kind == PosterPDF || target.Kind == Compressed && target.Of.Kind >= PosterPage && target.Of.Kind <= PosterPDF {
				got = append(got, target.Path)
			}
		}
		want := []string{"ca/en/tips/sheet/a4/index.html", "ca/en/tips/sheet/a4/index.html.gz", "ca/en/tips/sheet/index.html", "ca/en/tips/sheet/index.html.gz"}
		if pdf {
			want = append(want, "ca/en/tips/sheet/sheet-a4.pdf", "ca/en/tips/sheet/sheet-letter.pdf")
		}
		slices.Sort(want)
		if d := cmp.Diff(want, got); d != "" {
			t.Errorf("with PDFs %v:\n%s", pdf, d)
		}
	}
}
