package card

import (
	"math"
	"slices"
	"strings"
	"sync"
	"unicode"

	"github.com/go-text/typesetting/bidi"
	"github.com/go-text/typesetting/di"
	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/font/opentype"
	"github.com/go-text/typesetting/language"
	"github.com/go-text/typesetting/segmenter"
	"github.com/go-text/typesetting/shaping"
	"golang.org/x/image/math/fixed"
	"golang.org/x/image/vector"

	"image"
)

// run is words set in a row: glyphs with their places, all in ems.
type run struct {
	glyphs []glyph
	width  float32
}

type glyph struct {
	face *typeface
	id   font.GID
	x, y float32
}

// style is what besides its words decides how a text is set.
type style struct {
	faces []*typeface
	lang  string
	bold  bool
	rtl   bool
	track float32 // added after every glyph, in ems
}

// typesetter holds what one goroutine needs to shape text: faces and shapers are not safe for two.
type typesetter struct {
	shaper shaping.HarfbuzzShaper
	faces  map[faceKey]*font.Face
	split  segmenter.Segmenter
	bidi   bidi.Paragraph
}

type faceKey struct {
	id   int
	bold bool
}

func (ts *typesetter) face(t *typeface, bold bool) *font.Face {
	key := faceKey{t.id, bold}
	if f := ts.faces[key]; f != nil {
		return f
	}
	f := font.NewFace(t.font)
	if t.varies {
		weight := float32(400)
		if bold {
			weight = 700
		}
		f.SetVariations([]font.Variation{{Tag: opentype.MustNewTag("wght"), Value: weight}})
	}
	ts.faces[key] = f
	return f
}

// em is the size at which text is shaped; its advances are scaled to every other.
const em = 1024

// set shapes a line. Runs of the other direction are put in their place, whatever the line's own is.
func (ts *typesetter) set(text []rune, st *style) run {
	def := bidi.LeftToRight
	if st.rtl {
		def = bidi.RightToLeft
	}
	found := ts.bidi.Segment(text, def)
	var runs []bidi.Run
	for i := range found.NumRuns() {
		runs = append(runs, found.Run(i))
	}
	reorder(runs)
	var out run
	for _, r := range runs {
		parts := ts.parts(text, r, st)
		if !r.IsLeftToRight() {
			slices.Reverse(parts)
		}
		for _, in := range parts {
			ts.add(&out, in, st)
		}
	}
	return out
}

// reorder puts runs into the order in which they are seen: rule L2 of Unicode's bidirectional algorithm.
func reorder(runs []bidi.Run) {
	high := bidi.Level(0)
	for _, r := range runs {
		high = max(high, r.Level)
	}
	for level := high; level > 0; level-- {
		for i := 0; i < len(runs); i++ {
			j := i
			for j < len(runs) && runs[j].Level >= level {
				j++
			}
			slices.Reverse(runs[i:j])
			i = max(i, j-1)
		}
	}
}

// part is a stretch of one direction, script and font.
type part struct {
	shaping.Input
	face *typeface
}

func (ts *typesetter) parts(text []rune, r bidi.Run, st *style) (out []part) {
	dir := di.DirectionLTR
	if !r.IsLeftToRight() {
		dir = di.DirectionRTL
	}
	for i := r.Start; i < r.End; i++ {
		face, script := st.faceOf(text[i]), language.LookupScript(text[i])
		common := script == language.Common || script == language.Inherited || script == language.Unknown
		if n := len(out); n > 0 {
			last := &out[n-1]
			if common && (last.face.has(text[i])) {
				face = last.face
			}
			if last.face == face && (common || last.Script == script || last.Script == language.Common) {
				last.RunEnd = i + 1
				if !common {
					last.Script = script
				}
				continue
			}
		}
		if common {
			script = language.Common
		}
		out = append(out, part{shaping.Input{Text: text, RunStart: i, RunEnd: i + 1, Direction: dir, Size: fixed.I(em), Script: script,
			Language: language.NewLanguage(st.lang)}, face})
	}
	for i := range out {
		out[i].Face = ts.face(out[i].face, st.bold)
	}
	return out
}

// faceOf returns the first font that has a letter.
func (st *style) faceOf(r rune) *typeface {
	for _, t := range st.faces {
		if t.has(r) {
			return t
		}
	}
	return st.faces[0]
}

func (ts *typesetter) add(out *run, in part, st *style) {
	shaped := ts.shaper.Shape(in.Input)
	for _, g := range shaped.Glyphs {
		out.glyphs = append(out.glyphs, glyph{in.face, g.GlyphID, out.width + ems(g.XOffset), ems(g.YOffset)})
		out.width += ems(g.Advance) + st.track
	}
}

func ems(v fixed.Int26_6) float32 { return float32(v) / 64 / em }

// words splits a text where a line may break (UAX 14: never at a no-break space, nor before : » ? and their like).
// The spaces stay at each word's end.
func (ts *typesetter) words(text string) []string {
	ts.split.Init([]rune(text))
	var out []string
	for it := ts.split.LineIterator(); it.Next(); {
		out = append(out, string(it.Line().Text))
	}
	return out
}

// letters splits a word that is too wide for any line into what a reader takes for one letter.
func (ts *typesetter) letters(word string) []string {
	ts.split.Init([]rune(word))
	var out []string
	for it := ts.split.GraphemeIterator(); it.Next(); {
		out = append(out, string(it.Grapheme().Text))
	}
	return out
}

// tidy leaves out of a text what cannot be seen and what no font of a text has: soft hyphens, emoji.
func tidy(text string, known func(rune) bool) string {
	if plainText(text) {
		return strings.Join(strings.Fields(text), " ")
	}
	text = strings.Map(func(r rune) rune {
		switch {
		case r == 0xad || r == 0x200b || r == 0xfeff || unicode.Is(unicode.Variation_Selector, r) || unicode.IsControl(r) && !unicode.IsSpace(r):
			return -1
		case (unicode.Is(unicode.So, r) || unicode.Is(unicode.Sk, r)) && !known(r):
			return -1
		case r == '\t' || r == '\n' || r == '\r' || r == 0x2028 || r == 0x2029:
			return ' '
		}
		return r
	}, text)
	for strings.Contains(text, "  ") {
		text = strings.ReplaceAll(text, "  ", " ")
	}
	return strings.Trim(text, " ")
}

// letterform is a glyph as pixels at one size: a level from 0 to 15 each.
type letterform struct {
	x, y, w, h int // from the dot to the upper left corner
	pix        []byte
	rows       []formRow // and one more, below the last
	bits       bitString // of all rows
}

type formKey struct {
	face int
	bold bool
	id   font.GID
	size uint16
	sub  uint8 // quarters of a pixel
}

// forms keeps letterforms, up to so many bytes of them.
type forms struct {
	mu   sync.RWMutex
	all  map[formKey]*letterform
	held int
}

const maxForms = 24 << 20

func (f *forms) get(ts *typesetter, g glyph, bold bool, size int, sub uint8, code *code) *letterform {
	key := formKey{g.face.id, bold, g.id, uint16(size), sub}
	f.mu.RLock()
	form := f.all[key]
	f.mu.RUnlock()
	if form != nil {
		return form
	}
	form = rasterize(ts.face(g.face, bold), g.id, size, float32(sub)/4)
	form.prepare(code)
	f.mu.Lock()
	if f.held += form.bytes(); f.all == nil || f.held > maxForms {
		f.all, f.held = map[formKey]*letterform{}, form.bytes()
	}
	f.all[key] = form
	f.mu.Unlock()
	return form
}

// bytes is about how much memory a form takes.
func (l *letterform) bytes() int { return len(l.pix) + 64*len(l.rows) + 8*len(l.bits) + 128 }

// rasterize draws a glyph's outline.
func rasterize(face *font.Face, id font.GID, size int, sub float32) *letterform {
	outline, ok := face.GlyphDataOutline(id)
	if !ok || len(outline.Segments) == 0 {
		return &letterform{}
	}
	scale := float32(size) / float32(face.Upem())
	x0, y0, x1, y1 := float32(math.MaxFloat32), float32(math.MaxFloat32), float32(-math.MaxFloat32), float32(-math.MaxFloat32)
	for i := range outline.Segments {
		for _, p := range outline.Segments[i].ArgsSlice() {
			x, y := p.X*scale+sub, -p.Y*scale
			x0, y0, x1, y1 = min(x0, x), min(y0, y), max(x1, x), max(y1, y)
		}
	}
	l := &letterform{x: int(math.Floor(float64(x0))), y: int(math.Floor(float64(y0)))}
	l.w = int(math.Ceil(float64(x1))) - l.x + 1
	l.h = int(math.Ceil(float64(y1))) - l.y
	if l.w > 4*size+64 || l.h > 4*size+64 || l.w <= 0 || l.h <= 0 {
		return &letterform{}
	}
	v := vector.NewRasterizer(l.w, l.h)
	at := func(p opentype.SegmentPoint) (float32, float32) {
		return p.X*scale + sub - float32(l.x), -p.Y*scale - float32(l.y)
	}
	for _, s := range outline.Segments {
		ax, ay := at(s.Args[0])
		bx, by := at(s.Args[1])
		cx, cy := at(s.Args[2])
		switch s.Op {
		case opentype.SegmentOpMoveTo:
			v.ClosePath()
			v.MoveTo(ax, ay)
		case opentype.SegmentOpLineTo:
			v.LineTo(ax, ay)
		case opentype.SegmentOpQuadTo:
			v.QuadTo(ax, ay, bx, by)
		case opentype.SegmentOpCubeTo:
			v.CubeTo(ax, ay, bx, by, cx, cy)
		}
	}
	v.ClosePath()
	mask := image.NewAlpha(image.Rect(0, 0, l.w, l.h))
	v.Draw(mask, mask.Bounds(), image.Opaque, image.Point{})
	for i, a := range mask.Pix {
		mask.Pix[i] = uint8((int(a)*levels + 127) / 255)
	}
	l.pix = mask.Pix
	return l
}

func newTypesetter() *typesetter { return &typesetter{faces: map[faceKey]*font.Face{}} }
