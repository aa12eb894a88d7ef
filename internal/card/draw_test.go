package card

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"
)

func decoded(t testing.TB, data []byte) image.Image {
	t.Helper()
	img, err := png.Decode(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	return img
}

// Whatever forms stand wherever over whatever ground, another decoder reads what they make pixel by pixel.
func TestPNG(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	const width, height, stride = 1080, 200, 1081
	var palette []color.RGBA
	for i := range 112 {
		palette = append(palette, color.RGBA{uint8(i), uint8(i * 7), 0, 255})
	}
	scribble := func(row []byte, most int) {
		at, c := r.IntN(len(row)), byte(r.IntN(most))
		for n := r.IntN(40); n >= 0 && at < len(row); n-- {
			row[at] = c
			at++
		}
	}
	code := newCode()
	var forms []*letterform
	for i := range 30 {
		f := &letterform{w: 1 + r.IntN(60), h: 1 + r.IntN(50)}
		f.pix = make([]byte, f.w*f.h)
		for range i * 5 {
			scribble(f.pix, levels+1)
		}
		f.prepare(code)
		forms = append(forms, f)
	}
	s := &sheet{}
	overlaid := 0
	for _, wild := range []struct{ ground, forms int }{{0, 0}, {1, 0}, {30, 0}, {1000, 0}, {0, 1}, {0, 5}, {0, 50}, {0, 1000}, {30, 3}, {3, 30}, {1, 10}} {
		g := &ground{shape: Shape{width, height}, stride: stride, pixels: make([]byte, width*height), palette: palette, code: code}
		for y := range height {
			for range wild.ground {
				row := g.row(y)
				scribble(row[:1+r.IntN(len(row))], len(palette))
			}
		}
		g.prepare()
		s.begin(g)
		want := bytes.Clone(g.pixels)
		for range wild.forms {
			f, x, y := forms[r.IntN(len(forms))], r.IntN(width+100)-50, r.IntN(height+100)-50
			s.stamp(f, x, y)
			for row := max(0, -y); row < f.h && y+row < height; row++ {
				add(want[(y+row)*width:(y+row+1)*width], f.pix[row*f.w:(row+1)*f.w], x)
			}
		}
		for y := range height {
			if len(s.rows[y]) > 0 && !s.apart(y) {
				overlaid++
			}
		}
		img := decoded(t, s.append(nil)).(*image.Paletted)
		for y := range height {
			if !bytes.Equal(img.Pix[y*img.Stride:][:width], want[y*width:][:width]) {
				t.Fatalf("%v: row %d is another", wild, y)
			}
		}
	}
	if overlaid == 0 || overlaid > 1500 {
		t.Errorf("%d rows with forms that touch: both ways of writing a row are to be tried", overlaid)
	}
}

// A code never has more than fifteen bits, however uneven the counts.
func TestCodeLengths(t *testing.T) {
	counts := make([]int32, 40)
	a, b := int32(1), int32(1)
	for i := range counts {
		counts[i] = a
		a, b = b, min(a+b, 1<<29)
	}
	room := 0.0
	for _, n := range codeLengths(counts) {
		if n == 0 || n > 15 {
			t.Fatalf("a code of %d bits", n)
		}
		room += 1 / float64(int(1)<<n)
	}
	if room != 1 {
		t.Errorf("the code fills %f", room)
	}
}

func lines(b block) (out []string) {
	for _, line := range b.lines {
		text := ""
		for _, w := range line {
			text += w.text
		}
		out = append(out, strings.TrimRight(text, " "))
	}
	return out
}

func set(t testing.TB, p *Painter, text, lang string) ([]string, int, bool) {
	t.Helper()
	c := &Card{Language: lang}
	st := p.style(c, text, true, 0)
	b, whole := p.fit(newTypesetter(), text, &st, box{even: true, sizes: titleSizes[2:], top: 100, bottom: 452, lines: 7, room: p.ground(c).room, lead: 1.04})
	return lines(b), b.size, whole
}

func TestLines(t *testing.T) {
	p := painter(t)
	for _, c := range []struct{ lang, text, want string }{
		{"en", "Help", "Help"},
		{"en", "Recognise phishing before you click", "Recognise phishing|before you click"},
		{"fr", "Appelez, vérifiez, puis payez\u00a0: trois gestes", ""},
		{"fr", "Que faire si «\u00a0tout\u00a0» est perdu\u202f? Parlez-en sans attendre\u202f!", ""},
		{"es", "¿Quién llama? Cuelgue y llame usted", ""},
	} {
		got, _, whole := set(t, p, c.text, c.lang)
		if !whole || c.want != "" && strings.Join(got, "|") != c.want {
			t.Errorf("%q is set as %q, want %q", c.text, got, c.want)
		}
		for _, line := range got {
			if first := []rune(line)[0]; strings.ContainsRune(":;!?»,. \u00a0\u202f", first) || strings.HasSuffix(line, "«") || strings.HasSuffix(line, "¿") || strings.HasSuffix(line, "\u00a0") {
				t.Errorf("%q breaks where it must not: %q", c.text, got)
			}
		}
	}
}

// A long title is set smaller, one word that is too wide is split, and only what has no room at all is cut.
func TestLongTitles(t *testing.T) {
	p := painter(t)
	_, small, whole := set(t, p, samples["long"].Title, "en")
	if _, large, _ := set(t, p, "Help", "en"); small >= large || !whole {
		t.Errorf("a long title has size %d, a short one %d", small, large)
	}
	if got, _, whole := set(t, p, strings.Repeat("w", 90), "en"); !whole || strings.Join(got, "") != strings.Repeat("w", 90) {
		t.Errorf("a long word is set as %q", got)
	}
	got, _, whole := set(t, p, strings.Repeat("one word after another, ", 40), "en")
	if last := got[len(got)-1]; whole || !strings.HasSuffix(last, "…") || strings.HasSuffix(last, ",…") {
		t.Errorf("what is too long ends in %q", last)
	}
}

// Words stay clear of the rings and of the edges, whatever they say.
func TestWordsStayClear(t *testing.T) {
	p := painter(t)
	for name, c := range samples {
		for _, c.Shape = range shapes {
			with, bare := decoded(t, p.Append(nil, &c)).(*image.Paletted), p.ground(&c)
			for y := range c.Shape.Height {
				for x := range c.Shape.Width {
					was, is := bare.row(y)[x], with.Pix[y*with.Stride+x]
					if was == is {
						continue
					}
					near := x
					if c.RTL {
						near = c.Shape.Width - 1 - x
					}
					if was > levels || is > levels || near < margin-6 || near > c.Shape.Width-margin+6 || y < 40 || y > c.Shape.Height-24 {
						t.Fatalf("%s %v: a letter stands at %d, %d", name, c.Shape, x, y)
					}
				}
			}
		}
	}
}

// The same card has the same bytes, whatever was drawn before and whoever else draws.
func TestSameBytes(t *testing.T) {
	p, q := painter(t), painter(t)
	c := samples["fr"]
	c.Shape = Wide
	want := p.Append(nil, &c)
	other := samples["long"]
	other.Shape, other.Week = Wide, c.Week
	q.Append(nil, &other)
	if !bytes.Equal(q.Append(nil, &c), want) {
		t.Error("a card depends on the one before it")
	}
	if again, _ := New(campaign(t, nil), p); again != p {
		t.Error("a painter with the same colours and fonts is made anew")
	}
}

// A campaign's own tokens are its cards' colours; what hides the words is told at the token.
func TestColours(t *testing.T) {
	src := campaign(t, map[string]string{"assets/tokens.css": "/* a\n b */\n:root { --band: #000; --x: url('a;b}');\n  --ink: #222 }\n.w1, .w2 { --h: rgb(1 2 3); --wash: var(--signal) }\n" +
		"@media (prefers-color-scheme: dark) { .w1 { --arc: #fff; --h: #eee } }\n@media print { .w1 { --h: red } }\n.w3 {\n  --arc: #123456;\n  --h: #999999 }\n.w4 { --h: color(red) }"})
	p, diags := New(src, nil)
	c := p.colours
	for what, pair := range map[string][2]color.RGBA{"band": {c.Band, {0, 0, 0, 255}}, "h": {c.Ground[0], {1, 2, 3, 255}}, "h of two": {c.Ground[1], {1, 2, 3, 255}},
		"wash": {c.Wash[0], {0xf7, 0xb0, 0, 255}}, "arc": {c.Arcs[0], {255, 255, 255, 255}}, "the built-in arc": {c.Arcs[2], builtin().Arcs[2]}, "h that cannot be read": {c.Ground[3], builtin().Ground[3]}} {
		if pair[0] != pair[1] {
			t.Errorf("%s is %v, want %v", what, pair[0], pair[1])
		}
	}
	var told []string
	for _, d := range diags.Sorted() {
		told = append(told, d.Rule)
		if d.File != "assets/tokens.css" || d.Line != 10 && d.Line != 11 {
			t.Errorf("%s is told at %v", d.Rule, d.Pos)
		}
	}
	if !slices.Equal(told, []string{"card-contrast", "card-colour"}) {
		t.Errorf("told %v", diags)
	}
	if got := decoded(t, p.Append(nil, &Card{Shape: Wide, Week: 1})).At(0, 0); got != (color.RGBA{1, 2, 3, 255}) {
		t.Errorf("the card's ground is %v", got)
	}
}

// The built-in colours bear words at 7:1 or more.
func TestContrast(t *testing.T) {
	p := painter(t)
	if p.colours != builtin() {
		t.Error("the built-in colours are not those of assets/site.css")
	}
	c := p.colours
	if Contrast(c.OnBand, c.Band) < 7 {
		t.Errorf("the band: %.1f", Contrast(c.OnBand, c.Band))
	}
	for i, g := range c.Ground {
		if Contrast(c.Paper, g) < 7 {
			t.Errorf("week %d: %.1f", i+1, Contrast(c.Paper, g))
		}
	}
	if got := Contrast(color.RGBA{0, 0, 0, 255}, color.RGBA{255, 255, 255, 255}); got != 21 {
		t.Errorf("black on white is %f", got)
	}
}

// Without a font for its letters a card shows no words, and Covers says so; emoji alone do not count.
func TestNoFont(t *testing.T) {
	p := painter(t)
	p.fonts.folder = func() []string { return nil }
	bare := p.Append(nil, &Card{Shape: Wide})
	arabic := samples["arabic"]
	arabic.Shape, arabic.Week, arabic.RTL = Wide, 0, false
	if missing, ok := p.Covers(&arabic); ok || missing == "" {
		t.Error("there is a font for Arabic among Latin ones")
	}
	if !bytes.Equal(p.Append(nil, &arabic), bare) {
		t.Error("a card without a font has words")
	}
	if _, ok := p.Covers(&Card{Title: "Lock it 🔒 up"}); !ok {
		t.Error("an emoji takes all words away")
	}
}

// A campaign's own font is taken, and one that is none is told at its line. DejaVu stands in for it here.
func TestCampaignFont(t *testing.T) {
	const file = "/usr/share/fonts/truetype/dejavu/DejaVuSans-Bold.ttf"
	data, err := os.ReadFile(file)
	if err != nil {
		t.Skip("apt install fonts-dejavu-core; this test needs a font with Arabic letters: ", err)
	}
	settings := "title: {en: T}\nbase_url: https://t.example/\ncountries: {ca: {languages: [en], timezone: UTC}}\nfonts: [fonts/a.ttf]\n"
	p, diags := New(campaign(t, map[string]string{"campaign.yaml": settings, "fonts/a.ttf": string(data)}), nil)
	if len(diags) > 0 {
		t.Fatal(diags)
	}
	p.fonts.folder = func() []string { return nil }
	arabic := samples["arabic"]
	if missing, ok := p.Covers(&arabic); !ok {
		t.Errorf("the campaign's font lacks %q", missing)
	}
	if _, diags := New(campaign(t, map[string]string{"campaign.yaml": settings, "fonts/a.ttf": string(data[:5000])}), nil); len(diags) != 1 || diags[0].Rule != "font" || diags[0].Line != 4 {
		t.Errorf("half a font: %v", diags)
	}
}

// Arabic letters are joined, and what is written from left to right within them stays so.
func TestRightToLeft(t *testing.T) {
	p := painter(t)
	c := samples["arabic"]
	if _, ok := p.Covers(&c); !ok {
		t.Skip("apt install fonts-noto-core or fonts-dejavu-core: there is no font with Arabic letters here")
	}
	st := p.style(&c, c.Title, true, 0)
	joined, apart := newTypesetter().set([]rune("سبت"), &st), float32(0)
	for _, r := range "سبت" {
		apart += newTypesetter().set([]rune{r}, &st).width
	}
	if joined.width >= apart {
		t.Errorf("three joined letters are %.2f em wide, apart %.2f", joined.width, apart)
	}
	text := []rune("ا12ب")
	r := newTypesetter().set(text, &st)
	if len(r.glyphs) != 4 || !slices.IsSortedFunc(r.glyphs, func(a, b glyph) int { return int(1000 * (a.x - b.x)) }) {
		t.Fatalf("%d glyphs", len(r.glyphs))
	}
	one, _ := r.glyphs[1].face.font.NominalGlyph('1')
	if r.glyphs[1].id != one {
		t.Error("the number is turned round")
	}
}

// Chinese needs a font of the machine.
func TestChinese(t *testing.T) {
	p := painter(t)
	c := samples["chinese"]
	if _, ok := p.Covers(&c); !ok {
		t.Skip("apt install fonts-noto-cjk: there is no font with Chinese letters here")
	}
	got, _, whole := set(t, p, c.Title, "zh")
	if !whole || len(got) < 2 {
		t.Errorf("set as %q", got)
	}
	for _, line := range got {
		if strings.HasPrefix(line, "：") {
			t.Errorf("a line begins with a colon: %q", got)
		}
	}
}
