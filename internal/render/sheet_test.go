package render

import (
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/makiuchi-d/gozxing"
	"github.com/makiuchi-d/gozxing/qrcode"
)

var (
	viewBox = regexp.MustCompile(`viewBox="0 0 (\d+) (\d+)"`)
	run     = regexp.MustCompile(`M(\d+) (\d+)h(\d+)v1h-(\d+)z`)
)

// rasterise draws our own SVG of a QR code, a module eight pixels wide, and returns it with the smallest distance of a
// dark module to the edge, in modules.
func rasterise(t *testing.T, svg string) (img *image.Gray, quiet int) {
	t.Helper()
	number := func(s string) int {
		n, err := strconv.Atoi(s)
		if err != nil {
			t.Fatal(err)
		}
		return n
	}
	box := viewBox.FindStringSubmatch(svg)
	if box == nil || box[1] != box[2] {
		t.Fatalf("the drawing is not square: %.120s", svg)
	}
	side := number(box[1])
	quiet = side
	img = image.NewGray(image.Rect(0, 0, side*8, side*8))
	draw.Draw(img, img.Bounds(), image.White, image.Point{}, draw.Src)
	for _, m := range run.FindAllStringSubmatch(svg, -1) {
		x, y, w := number(m[1]), number(m[2]), number(m[3])
		if m[3] != m[4] {
			t.Fatalf("a run of modules does not end where it began: %s", m[0])
		}
		quiet = min(quiet, x, y, side-x-w, side-y-1)
		draw.Draw(img, image.Rect(x*8, y*8, (x+w)*8, (y+1)*8), image.NewUniform(color.Black), image.Point{}, draw.Src)
	}
	return img, quiet
}

func TestQRCodeScans(t *testing.T) {
	for _, address := range []string{
		"https://october.example/ca/en/learn/phishing/",
		"https://www.pensezcybersecurite.gc.ca/fr/apprendre/" + strings.Repeat("une-adresse-longue/", 12),
		"https://example.org/%D8%B9/?a=1&b=\"2\"",
	} {
		svg, err := qrCode(address, `to "there" & back`)
		if err != nil {
			t.Fatal(err)
		}
		img, quiet := rasterise(t, string(svg))
		if quiet != quietZone {
			t.Errorf("%s: the quiet zone is %d modules wide, not %d", address, quiet, quietZone)
		}
		bits, err := gozxing.NewBinaryBitmapFromImage(img)
		if err != nil {
			t.Fatal(err)
		}
		got, err := qrcode.NewQRCodeReader().Decode(bits, nil)
		if err != nil || got.GetText() != address {
			t.Errorf("%s is read as %v (%v)", address, got, err)
		}
		if !strings.Contains(string(svg), `aria-label="to &#34;there&#34; &amp; back"`) {
			t.Errorf("the label is not there, or not escaped: %.300s", svg)
		}
	}
}

func TestQRCodeOfWhatIsTooLong(t *testing.T) {
	if _, err := qrCode("https://example.org/"+strings.Repeat("x", 4000), ""); err == nil {
		t.Error("4,000 characters fit no QR code, but there was no error")
	}
}

func TestSections(t *testing.T) {
	html := `<p>Before.</p><h2 id="a">A&amp;B</h2><p>One <a href="x">link</a><sup class="fnref"><a>1</a></sup>. H<sub>2</sub>O<sup>2</sup>.</p>` +
		`<h3>Sub</h3><ul><li>Item <em>x</em>.<ul><li>Inner.</li></ul></li></ul><p>This table shows more.</p><div class="table"><table><tr><td>cell</td></tr></table></div>` +
		`<h2>C</h2><pre><code>code</code></pre><blockquote><p>Said.</p></blockquote><section class="footnotes"><h2>Notes</h2><p>note</p></section>`
	want := []section{{"A&B", []string{"One link. H2O2.", "Item x.", "Inner."}}, {"C", []string{"Said."}}}
	if d := cmp.Diff(want, sections([]byte(html)), cmp.AllowUnexported(section{})); d != "" {
		t.Error(d)
	}
}

func TestOpening(t *testing.T) {
	long := strings.Repeat("word ", 40) + "end."
	for _, c := range []struct {
		what   string
		blocks []string
		want   string
	}{
		{"the first two sentences", []string{"One. Two. Three."}, "One. Two."},
		{"nothing", nil, ""},
		{"an announcement is passed over", []string{"These are the signs:", "It is late.", "It is odd."}, "It is late. It is odd."},
		{"the rest of a paragraph stays", []string{"Stop. The signs are:", "Late.", "Odd."}, "Stop. Late."},
		{"too long: with its paragraph", []string{long + " Short.", "Next."}, "Next."},
		{"nothing fits", []string{long}, ""},
		{"no second after a long first", []string{strings.Repeat("word ", 24) + "end. Two."}, strings.Repeat("word ", 24) + "end."},
		{"an item that is no sentence is alone", []string{"Names of pets", "Birthdays"}, "Names of pets"},
		{"a quotation is whole", []string{"She asks: “Who? What?” Then she goes. Away."}, "She asks: “Who? What?” Then she goes."},
		{"Chinese has no spaces", []string{"停一停。想一想。再看。"}, "停一停。想一想。"},
		{"Chinese counts double", []string{strings.Repeat("字", 86) + "。", "短。"}, "短。"},
	} {
		if got := opening(c.blocks); got != c.want {
			t.Errorf("%s: got %q, want %q", c.what, got, c.want)
		}
	}
}

// Whatever the words are, what a sheet takes of them is bounded and whole.
func TestOpeningIsBounded(t *testing.T) {
	for n := range 60 {
		s := strings.Repeat("ab ", n*3) + "z."
		got := opening([]string{s + " " + s, fmt.Sprint("Other ", n, ".")})
		if width(got) > maxText+1 || got != "" && !finished(got) {
			t.Errorf("n=%d: %d letters: %q", n, width(got), got)
		}
	}
}
