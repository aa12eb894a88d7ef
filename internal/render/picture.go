package render

import (
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"math"
	"slices"
	"strings"
	"sync"

	"golang.org/x/image/font"
	"golang.org/x/image/font/gofont/gobold"
	"golang.org/x/image/font/gofont/goregular"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/math/fixed"
	"golang.org/x/image/vector"

	"tocsin/internal/site"
)

// The picture's colours: the band, the dark arcs of the five weeks, paper and signal. They are the tokens of
// assets/site.css.
var (
	band   = color.RGBA{0x10, 0x1b, 0x30, 0xff}
	paper  = color.RGBA{0xf6, 0xf2, 0xe9, 0xff}
	signal = color.RGBA{0xf7, 0xb0, 0x00, 0xff}
	arcs   = []color.RGBA{{0x2f, 0xa5, 0xb5, 0xff}, {0x8c, 0x74, 0xf5, 0xff}, {0x7d, 0xae, 0x3a, 0xff}, {0xe8, 0x56, 0x8c, 0xff}, {0xe8, 0x7b, 0x30, 0xff}}
)

const pictureWidth, pictureHeight = 1200, 630

// picture draws an edition's picture for sharing: the campaign's name, the country, and the five rings. It shows no
// words in a script that the built-in fonts lack.
func (r *Renderer) picture(e *site.Edition, b *buffer) error {
	s := r.editions[e]
	img := *ground()
	img.Pix = slices.Clone(img.Pix)
	title := e.Country.Month.In(e.Language)
	if title == "" {
		title = s.title()
	}
	if err := words(&img, title, gobold.TTF, 76, 72, 150, 620); err != nil {
		return err
	}
	if err := words(&img, e.CountryName(e.Country), goregular.TTF, 38, 72, 560, 480); err != nil {
		return err
	}
	enc := png.Encoder{CompressionLevel: png.BestSpeed}
	return enc.Encode(b, &img)
}

// ground is what lies under the words of every picture. Drawing it costs more than all else, so it is drawn once.
var ground = sync.OnceValue(func() *image.RGBA {
	img := image.NewRGBA(image.Rect(0, 0, pictureWidth, pictureHeight))
	draw.Draw(img, img.Bounds(), image.NewUniform(band), image.Point{}, draw.Src)
	for i, ring := range ringWidths(5, 104) {
		stroke(img, pictureWidth, pictureHeight, ring[0], ring[1], arcs[i])
	}
	stroke(img, pictureWidth, pictureHeight, 21, 42, signal)
	return img
})

// ringWidths returns centre-line radius and stroke width of n rings, every one loud enough to be seen.
func ringWidths(n int, pitch float64) [][2]float64 {
	var out [][2]float64
	for k := 1; k <= n; k++ {
		w := pitch * .4 * math.Pow(.8, float64(n-k))
		out = append(out, [2]float64{float64(k)*pitch - w/2, w})
	}
	return out
}

// stroke draws a circle's outline round (x, y), cropped by the picture.
func stroke(img *image.RGBA, x, y, r, width float64, c color.RGBA) {
	v := vector.NewRasterizer(pictureWidth, pictureHeight)
	circle(v, x, y, r+width/2, false)
	if inner := r - width/2; inner > 0 {
		circle(v, x, y, inner, true)
	}
	v.Draw(img, img.Bounds(), image.NewUniform(c), image.Point{})
}

// circle adds a circle of four cubic curves; reversed circles are holes.
func circle(v *vector.Rasterizer, x, y, r float64, reversed bool) {
	const k = 0.5522847498
	at := func(dx, dy float64) (float32, float32) {
		if reversed {
			dy = -dy
		}
		return float32(x + dx*r), float32(y + dy*r)
	}
	cube := func(a, b, c, d, e, f float64) {
		ax, ay := at(a, b)
		bx, by := at(c, d)
		cx, cy := at(e, f)
		v.CubeTo(ax, ay, bx, by, cx, cy)
	}
	v.MoveTo(at(1, 0))
	cube(1, k, k, 1, 0, 1)
	cube(-k, 1, -1, k, -1, 0)
	cube(-1, -k, -k, -1, 0, -1)
	cube(k, -1, 1, -k, 1, 0)
	v.ClosePath()
}

// words sets text in lines no wider than width, from a baseline at y down; nothing where the font lacks a letter.
func words(img *image.RGBA, text string, ttf []byte, size float64, x, y, width int) error {
	f, err := opentype.Parse(ttf)
	if err != nil {
		return err
	}
	face, err := opentype.NewFace(f, &opentype.FaceOptions{Size: size, DPI: 72})
	if err != nil {
		return err
	}
	for _, c := range text {
		if _, ok := face.GlyphAdvance(c); !ok {
			return nil
		}
	}
	d := font.Drawer{Dst: img, Src: image.NewUniform(paper), Face: face}
	for i, line := range wrap(&d, text, width) {
		d.Dot = fixed.P(x, y+int(float64(i)*size*1.05))
		d.DrawString(line)
	}
	return nil
}

func wrap(d *font.Drawer, text string, width int) (lines []string) {
	line := ""
	for _, w := range strings.Fields(text) {
		next := strings.TrimSpace(line + " " + w)
		if line != "" && d.MeasureString(next).Ceil() > width {
			lines = append(lines, line)
			next = w
		}
		line = next
	}
	return append(lines, line)
}
