// Package card draws what a campaign hands out: the cards by which networks show its pages, weeks and posts.
//
// A site may have thousands of cards, so a card costs some tenths of a millisecond: what lies under the words is drawn
// once for each week, letters are drawn once for each size, words are shaped once, and no pixel of a card is drawn at all
// (see sheet). The same card always has the same bytes, unless a font of the machine is used: that may be another one
// elsewhere.
package card

import (
	"crypto/sha256"
	"encoding/hex"
	"math"
	"strings"
	"sync"
	"unicode"

	"tocsin/internal/diag"
	"tocsin/internal/source"
)

// Card is what stands on a card.
type Card struct {
	Shape    Shape
	Week     int    // its ground and how many rings have sounded; 0 for the band
	Label    string // above the title: "Week 2, October 5 to 9"; may be empty
	Title    string
	Lead     string // below it, where there is room for all of it; may be empty
	Month    string // the campaign month's name
	Country  string
	Language string // of the words: BCP 47
	RTL      bool   // the card is mirrored
}

// Painter draws cards. It is safe for many goroutines.
type Painter struct {
	colours Colours
	fonts   *fonts
	grounds [len(shapes)][6][2]func() *ground
	setters sync.Pool // of *typesetter
	sheets  sync.Pool // of *sheet
	runs    runs
	forms   forms
}

var shapes = [...]Shape{Wide, Square}

// New reads the campaign's colours and fonts. The fonts of prev, which may be nil, serve again if they are the same.
// Colours that hide the words are warnings, a font that cannot be read an error.
func New(src *source.Source, prev *Painter) (*Painter, diag.List) {
	p := &Painter{}
	read := tokens{}
	for _, name := range sheets {
		if css, err := src.ReadFile(name); err == nil {
			readTokens(name, string(css), read)
		}
	}
	var diags, d diag.List
	p.colours, diags = read.read()
	var before *fonts
	if prev != nil {
		before = prev.fonts
	}
	p.fonts, d = readFonts(src, before)
	diags = append(diags, d...)
	if prev != nil && prev.fonts == p.fonts && prev.colours == p.colours {
		return prev, diags
	}
	code := sync.OnceValue(newCode)
	for i, s := range shapes {
		for week := range 6 {
			for side := range 2 {
				p.grounds[i][week][side] = sync.OnceValue(func() *ground { return newGround(s, week, side == 1, &p.colours, code()) })
			}
		}
	}
	return p, diags
}

// AskedSystem reports whether some words were looked for in the fonts of the machine, found or not.
func (p *Painter) AskedSystem() bool {
	p.fonts.mu.Lock()
	defer p.fonts.mu.Unlock()
	return p.fonts.asked
}

// Covers reports whether there are fonts for all of a card's words. Missing are the letters that have none.
func (p *Painter) Covers(c *Card) (missing string, ok bool) {
	for _, part := range []struct {
		text string
		bold bool
	}{{c.Title, true}, {c.Label, true}, {c.Month, true}, {c.Lead, false}, {c.Country, false}} {
		text := p.tidy(part.text)
		if faces := p.fonts.choose(text, part.bold, c.Language); len(faces) == 0 {
			return lacking(p.fonts.own[0], text), false
		}
	}
	return "", true
}

func (p *Painter) tidy(text string) string {
	return tidy(limit(text), func(r rune) bool { return p.fonts.own[0].has(r) })
}

// limit bounds a text: no card has room for more.
func limit(s string) string {
	const most = 600
	n := 0
	for i := range s {
		if n++; n > most {
			return s[:i] + "…"
		}
	}
	return s
}

// Append draws a card and adds its PNG to dst. A card whose letters are in no font at hand is drawn without words.
func (p *Painter) Append(dst []byte, c *Card) []byte {
	s, ok := p.sheets.Get().(*sheet)
	if !ok {
		s = &sheet{}
	}
	defer p.sheets.Put(s)
	g := p.ground(c)
	s.begin(g)
	p.write(g, s, c)
	return s.append(dst)
}

func (p *Painter) ground(c *Card) *ground {
	shape := 0
	if c.Shape == Square {
		shape = 1
	}
	week := c.Week
	if week < 0 || week > 5 {
		week = 0
	}
	return p.grounds[shape][week][b2i(c.RTL)]()
}

// The sizes of a card's title, from a word to a paragraph.
var titleSizes = []int{132, 118, 104, 96, 88, 80, 72, 65, 58, 52, 46, 40, 36}

// write sets a card's words on its sheet.
func (p *Painter) write(g *ground, s *sheet, c *Card) {
	if _, ok := p.Covers(c); !ok {
		return
	}
	ts, ok := p.setters.Get().(*typesetter)
	if !ok {
		ts = newTypesetter()
	}
	defer p.setters.Put(ts)
	sizes, bottom, lines, grow := titleSizes[2:], 452, 7, 0
	if g.shape == Square { // it is seen small
		sizes, bottom, lines, grow = titleSizes, 640, 8, 8
	}
	pen := pen{p, ts, g, s, c.RTL}
	top := 100
	if c.Label != "" {
		st := p.style(c, p.tidy(c.Label), true, 0)
		label, _ := p.fit(ts, p.tidy(c.Label), &st, box{sizes: []int{28 + grow, 24, 20}, top: 78, bottom: 160, lines: 2, room: g.room, lead: st.lead(1.25)})
		pen.draw(label, &st, 0)
		top = max(124, label.end+10+grow)
	}
	title := p.tidy(c.Title)
	st := p.style(c, title, true, -.022)
	set, whole := p.fit(ts, title, &st, box{even: true, sizes: sizes, top: top, bottom: bottom, lines: lines, room: g.room, lead: st.lead(1.04)})
	pen.draw(set, &st, 0)
	if lead := p.tidy(c.Lead); whole && lead != "" {
		st := p.style(c, lead, false, 0)
		if under, whole := p.fit(ts, lead, &st, box{sizes: []int{34 + grow, 32}, top: set.end + 22 + grow, bottom: bottom, lines: 2 + grow/8, room: g.room, lead: st.lead(1.3)}); whole {
			pen.draw(under, &st, 0)
		}
	}
	p.sign(pen, c)
}

// sign sets the month and the country beside the mark.
func (p *Painter) sign(pen pen, c *Card) {
	const indent = markSize + 23
	month, country := p.tidy(c.Month), p.tidy(c.Country)
	height := pen.ground.shape.Height
	room := func(from, to int) float64 { return pen.ground.room(from, height) - indent }
	bold, plain := p.style(c, month, true, 0), p.style(c, country, false, 0)
	lead := max(bold.lead(1.24), plain.lead(1.24))
	grow := 0
	if pen.ground.shape == Square {
		grow = 4
	}
	b := box{sizes: []int{26 + grow, 24, 22, 20}, top: height - markUp, bottom: height - 32, lines: 2, room: room, lead: lead}
	name, _ := p.fit(pen.ts, month, &bold, b)
	b.sizes, b.lines = []int{26 + grow, 22, 20}, 1
	where, _ := p.fit(pen.ts, country, &plain, b)
	tall := len(name.lines)*name.lead + len(where.lines)*where.lead
	top := height - markUp + (markSize-tall)/2
	pen.draw(name.moved(top), &bold, indent)
	pen.draw(where.moved(top+len(name.lines)*name.lead), &plain, indent)
}

// moved puts a block at another height.
func (b block) moved(top int) block {
	b.end = top + len(b.lines)*b.lead
	return b
}

// style decides the fonts of a text. Letters are drawn together only in the built-in fonts, whose scripts bear it.
func (p *Painter) style(c *Card, text string, bold bool, track float32) style {
	st := style{faces: p.fonts.choose(text, bold, c.Language), lang: c.Language, bold: bold, rtl: c.RTL}
	if len(st.faces) == 1 && st.faces[0].builtin {
		st.track = track
	}
	return st
}

// lead is the distance of lines, of their size: other scripts reach higher and lower than Latin.
func (st *style) lead(latin float64) float64 {
	if len(st.faces) == 1 && st.faces[0].builtin {
		return latin
	}
	return latin + .22
}

// pen sets lines on a sheet.
type pen struct {
	*Painter
	ts     *typesetter
	ground *ground
	sheet  *sheet
	rtl    bool
}

// draw sets a block, indented from the edge at which text starts.
func (p pen) draw(b block, st *style, indent int) {
	top := b.end - len(b.lines)*b.lead
	for i, line := range b.lines {
		base := top + i*b.lead + int(math.Round(float64(b.lead)/2+.36*float64(b.size)))
		r := p.line(line, st)
		x := float32(margin + indent)
		if p.rtl {
			x = float32(p.ground.shape.Width-margin-indent) - r.width*float32(b.size)
		}
		for _, g := range r.glyphs {
			p.stamp(g, st.bold, b.size, x+g.x*float32(b.size), float32(base)-g.y*float32(b.size))
		}
	}
}

// line sets a line's words in a row. Where all runs one way, words that were set before are used again.
func (p pen) line(words []word, st *style) run {
	var text strings.Builder
	for _, w := range words {
		text.WriteString(w.text)
	}
	whole := strings.TrimRight(text.String(), " \u3000")
	if st.rtl || strings.ContainsFunc(whole, func(r rune) bool { return r >= 0x590 && unicode.In(r, rightToLeft...) }) {
		r := p.ts.set([]rune(whole), st)
		r.width -= st.track
		return r
	}
	var out run
	for _, w := range words {
		r := p.set(p.ts, strings.TrimRight(w.text, " \u3000"), st)
		for _, g := range r.glyphs {
			g.x += out.width
			out.glyphs = append(out.glyphs, g)
		}
		out.width += w.width + w.space
	}
	if n := len(words); n > 0 {
		out.width -= words[n-1].space
	}
	return out
}

var rightToLeft = []*unicode.RangeTable{unicode.Arabic, unicode.Hebrew, unicode.Syriac, unicode.Thaana, unicode.Nko, unicode.Adlam}

// stamp adds a glyph to the sheet.
func (p pen) stamp(g glyph, bold bool, size int, x, y float32) {
	left := math.Floor(float64(x))
	sub := uint8(0)
	if size < 60 {
		sub = uint8((float64(x) - left) * 4)
	} else {
		left = math.Round(float64(x))
	}
	form := p.forms.get(p.ts, g, bold, size, sub, p.ground.code)
	p.sheet.stamp(form, int(left)+form.x, int(math.Round(float64(y)))+form.y)
}

// runs keeps words that were set in one direction, by text and style.
type runs struct {
	mu  sync.RWMutex
	all map[runKey]run
}

type runKey struct {
	text, lang string
	face, also int
	bold       bool
	track      float32
}

const maxRuns = 20_000

// set shapes a word, or takes what was shaped before.
func (p *Painter) set(ts *typesetter, text string, st *style) run {
	key := runKey{text: text, lang: st.lang, face: st.faces[0].id, bold: st.bold, track: st.track}
	for _, t := range st.faces[1:] {
		key.also = key.also*4099 + t.id + 1
	}
	p.runs.mu.RLock()
	r, ok := p.runs.all[key]
	p.runs.mu.RUnlock()
	if ok {
		return r
	}
	plain := *st
	plain.rtl = false
	r = ts.set([]rune(text), &plain)
	p.runs.mu.Lock()
	if p.runs.all == nil || len(p.runs.all) > maxRuns {
		p.runs.all = map[runKey]run{}
	}
	p.runs.all[key] = r
	p.runs.mu.Unlock()
	return r
}

func digest(b []byte) string {
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:])
}
