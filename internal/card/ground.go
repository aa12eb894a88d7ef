package card

import (
	"image/color"
	"math"
)

// Shape is a card's size in pixels.
type Shape struct{ Width, Height int }

// The two shapes: for links, and for posts that stand by themselves.
var (
	Wide   = Shape{1200, 630}
	Square = Shape{1080, 1080}
)

// levels is how many steps there are from the ground to a colour that lies on it: a pixel of the letters is its own
// step in the palette, so that drawing is adding.
const levels = 15

// Measures of a card, in pixels.
const (
	margin   = 72
	pitch    = 103 // of the rings
	loudest  = .44 // the front's stroke, of the pitch
	fading   = .7  // a ring's stroke, of the next one's
	strike   = .42 // the disc in the middle, of the pitch
	outer    = 5 * pitch
	markSize = 77
	markUp   = 136 // from the lower edge to the top of the mark
)

// ground is what lies under the words of all cards of one shape, week and direction. Drawing it costs more than the
// words, so it is drawn once.
type ground struct {
	shape   Shape
	stride  int    // of a row as it is written, with its filter's byte
	pixels  []byte // palette indices
	palette []color.RGBA
	code    *code
	sums    []rowSum   // of each row filtered, as the rest
	tokens  [][]uint32 // its parts
	marks   [][]mark   // where each part begins, and where the last ends
	bits    bitString  // of all rows
	open    []span     // the longest part with nothing on it, in bytes with the filter's: where text stands
}

// mark is a place in a row, and in the bits that stand for all rows.
type mark struct{ byte, bit int }

func newGround(s Shape, week int, rtl bool, c *Colours, code *code) *ground {
	g := &ground{shape: s, stride: s.Width + 1, code: code}
	g.pixels = make([]byte, s.Width*s.Height)
	under, words := c.Band, c.OnBand
	if week > 0 {
		under, words = c.Ground[week-1], c.Paper
	}
	g.palette = []color.RGBA{under}
	ramp := func(to color.RGBA) (base int) {
		base = len(g.palette) - 1
		for l := 1; l <= levels; l++ {
			g.palette = append(g.palette, mix(under, to, float64(l)/levels))
		}
		return base
	}
	ramp(words) // 1 to 15
	var rings [5]int
	for k := range rings {
		switch {
		case week == 0:
			rings[k] = ramp(c.Arcs[k])
		case k == 0:
			rings[k] = ramp(c.Wash[week-1])
		default:
			rings[k] = rings[0]
		}
	}
	signal := ramp(c.Signal)
	g.rings(week, rings, signal, rtl)
	g.mark(signal, rtl)
	g.prepare()
	return g
}

// row returns a row's pixels.
func (g *ground) row(y int) []byte { return g.pixels[y*g.shape.Width:][:g.shape.Width:g.shape.Width] }

// prepare works out what a card needs to know of each row.
func (g *ground) prepare() {
	var w bitWriter
	var above, filtered []byte
	for y := range g.shape.Height {
		filtered = filter(append(filtered[:0], up), above, g.row(y))
		tokens := tokenize(nil, filtered)
		marks := make([]mark, 0, len(tokens)+1)
		at := 0
		for _, t := range tokens {
			marks = append(marks, mark{at, w.length()})
			g.code.write(&w, t)
			at += length(t)
		}
		g.sums, g.tokens = append(g.sums, sumRow(filtered)), append(g.tokens, tokens)
		g.marks = append(g.marks, append(marks, mark{at, w.length()}))
		open := longestBlank(g.row(y))
		g.open = append(g.open, span{open.from + 1, open.to + 1})
		above = g.row(y)
	}
	g.bits = bitsOf(w.flush())
}

func longestBlank(row []byte) (longest span) {
	for from := 0; from < len(row); {
		to := from
		for to < len(row) && row[to] == 0 {
			to++
		}
		if to-from > longest.to-longest.from {
			longest = span{from, to}
		}
		from = to + 1
	}
	return longest
}

func mix(a, b color.RGBA, f float64) color.RGBA {
	part := func(x, y uint8) uint8 { return uint8(math.Round(float64(x) + (float64(y)-float64(x))*f)) }
	return color.RGBA{part(a.R, b.R), part(a.G, b.G), part(a.B, b.B), 255}
}

// at sets a pixel to a step of a colour. X counts from the end at which text starts.
func (g *ground) at(x, y, base int, cover float64, rtl bool) {
	l := int(math.Round(min(cover, 1) * levels))
	if l <= 0 || x < 0 || y < 0 || x >= g.shape.Width || y >= g.shape.Height {
		return
	}
	if rtl {
		x = g.shape.Width - 1 - x
	}
	g.pixels[y*g.shape.Width+x] = byte(base + l)
}

// fill sets pixels of a row to a step of a colour, counted from the corner in which the rings lie.
func (g *ground) fill(from, to, up, base int, cover float64, rtl bool) {
	l := int(math.Round(min(cover, 1) * levels))
	if l <= 0 {
		return
	}
	x, y := g.shape.Width-to, g.shape.Height-1-up
	if rtl {
		x = from
	}
	row := g.row(y)[x:][:to-from]
	for i := range row {
		row[i] = byte(base + l)
	}
}

// rings draws the quarter of arcs in the lower corner: those that have sounded broad, the front one loudest, the others
// a hairline; outside a week all five, in their own hues.
func (g *ground) rings(week int, rings [5]int, signal int, rtl bool) {
	sounded := week
	if week == 0 {
		sounded = 5
	}
	var width [5]float64
	for k := range width {
		width[k] = 1.75
		if k < sounded {
			width[k] = pitch * loudest * math.Pow(fading, float64(sounded-1-k))
		}
	}
	for dy := range outer + 1 {
		for dx := 0; dx <= outer; {
			d := math.Hypot(float64(dx)+.5, float64(dy)+.5)
			base, cover, until := signal, pitch*strike-d+.5, pitch*strike-.5
			if cover <= 0 {
				k := int((d - .5) / pitch)
				if k > 4 {
					break
				}
				edge := float64(k+1) * pitch
				base, cover = rings[k], max(0, min(1, edge-d+.5))-max(0, min(1, edge-width[k]-d+.5))
				if k >= sounded {
					cover *= .6
				}
				if until = edge - width[k] - .5; d > until+1 {
					until = edge - .5
				}
			}
			// Up to the next edge all is as here; an edge is drawn pixel by pixel.
			next := dx + 1
			if d < until {
				next = max(next, int(math.Sqrt(until*until-(float64(dy)+.5)*(float64(dy)+.5))-.5)+1)
			}
			g.fill(dx, min(next, outer+1), dy, base, cover, rtl)
			dx = next
		}
	}
}

// mark draws the two arches on their lip with the clapper below, as in assets/icon.svg. It is not mirrored.
func (g *ground) mark(signal int, rtl bool) {
	const unit = markSize / 52.
	left, top := margin, g.shape.Height-markUp
	if rtl {
		left = g.shape.Width - margin - markSize
	}
	arch := func(x, y, r, w, cy float64) float64 {
		d := math.Abs(x - 26)
		if y < cy {
			d = math.Hypot(x-26, y-cy)
		} else if y > 39 {
			return -1
		}
		return w/2 - math.Abs(d-r)
	}
	for py := range markSize + 2 {
		for px := range markSize {
			x, y := (float64(px)+.5)/unit, (float64(py)+.5)/unit
			lip := 2 - math.Abs(y-40)
			d := max(arch(x, y, 17.5, 7, 21), arch(x, y, 8.25, 3.5, 22.5), lip)
			g.at(left+px, top+py, 0, max(0, d*unit+.5), false)
			if clapper := 5.5 - math.Hypot(x-26, y-46.5); lip < 0 && clapper*unit+.5 > 0 {
				g.at(left+px, top+py, signal, clapper*unit+.5, false)
			}
		}
	}
}

// room is how far from the text's edge a line may reach whose letters stand between two heights, so that it stays
// clear of the outermost ring.
func (g *ground) room(from, to int) float64 {
	const clear = 28
	width := float64(g.shape.Width - 2*margin)
	top := g.shape.Height - outer
	if to <= top-clear {
		return width
	}
	rise := float64(g.shape.Height - max(to, top))
	if from > g.shape.Height {
		rise = 0
	}
	reach := math.Sqrt(max(0, (outer+clear)*(outer+clear)-rise*rise))
	return min(width, float64(g.shape.Width)-reach-margin)
}
