package card

import (
	"encoding/binary"
	"slices"
)

// sheet is a ground with letterforms on it. It holds no pixels, but which row of which form stands where. A card is flat
// colour with a few letters on it, so a row hardly differs from the one above: each row is written as its differences, and
// those of a ground's row and of a form's are written in bits once and kept. A card's row is such bits one after another.
type sheet struct {
	ground *ground
	code   *code
	rows   [][]stamp // of each row, and of the one after a form's last
	bits   bitWriter
	pixels []byte // two rows, and the lower one filtered, where forms overlap
	tokens []uint32
}

// stamp is a row of a form in a row of a card; x counts bytes, so that a row's first pixel is 1.
type stamp struct {
	form *letterform
	row  int
	x    int
}

// begin empties a sheet.
func (s *sheet) begin(g *ground) {
	s.ground, s.code = g, g.code
	for y := range s.rows {
		s.rows[y] = s.rows[y][:0]
	}
	for len(s.rows) < g.shape.Height {
		s.rows = append(s.rows, nil)
	}
}

// stamp sets a form, by its upper left pixel. What is outside of the card is not drawn.
func (s *sheet) stamp(f *letterform, x, y int) {
	for row := range f.rows {
		if at := y + row; at >= 0 && at < s.ground.shape.Height {
			s.rows[at] = append(s.rows[at], stamp{f, row, x + 1})
		}
	}
}

// deflate adds the picture to dst as one block, and returns the checksum of its bytes.
func (s *sheet) deflate(dst []byte) (out []byte, sum uint32) {
	g := s.ground
	s.bits = bitWriter{out: dst}
	s.bits.copy(s.code.header, 0, s.code.headed)
	total := checksum{a: 1}
	for y := range g.shape.Height {
		stamps := s.rows[y]
		switch {
		case len(stamps) == 0:
			marks := g.marks[y]
			s.bits.copy(g.bits, marks[0].bit, marks[len(marks)-1].bit)
			total.add(g.sums[y], g.stride)
		case s.apart(y):
			s.bitsOf(y)
			total.add(s.sumOf(y), g.stride)
		default:
			total.add(s.overlaid(y), g.stride)
		}
	}
	s.bits.put(s.code.end)
	return s.bits.flush(), total.b<<16 | total.a
}

// apart puts a row's stamps in order and reports whether each stands by itself, here and in the row above, on the bare
// ground: then what is known of them holds.
func (s *sheet) apart(y int) bool {
	stamps := s.rows[y]
	slices.SortFunc(stamps, func(a, b stamp) int { return a.x + a.form.rows[a.row].reach.from - b.x - b.form.rows[b.row].reach.from })
	bare, end := s.bare(y), 0
	if bare.empty() {
		return false
	}
	for _, at := range stamps {
		reach := at.form.rows[at.row].reach
		if reach.empty() {
			continue
		}
		from, to := at.x+reach.from, at.x+reach.to
		if from < end || from <= bare.from || to >= bare.to {
			return false
		}
		end = to
	}
	return true
}

// bare is the part of a row in which nothing of the ground is, here and in the row above.
func (s *sheet) bare(y int) span {
	if y == 0 {
		return span{}
	}
	here, above := s.ground.open[y], s.ground.open[y-1]
	return span{max(here.from, above.from), min(here.to, above.to)}
}

// bitsOf writes a row of stamps that stand apart: in the bare part, what differs from the row above, and that the rest
// does not; the ground before and behind.
func (s *sheet) bitsOf(y int) {
	bare := s.bare(y)
	s.groundOf(y, 0, bare.from)
	at := bare.from
	for _, stamp := range s.rows[y] {
		row := &stamp.form.rows[stamp.row]
		if row.differs.empty() {
			continue
		}
		s.same(stamp.x + row.differs.from - at)
		s.bits.copy(stamp.form.bits, row.bit, row.bit+row.size)
		at = stamp.x + row.differs.to
	}
	s.same(bare.to - at)
	s.groundOf(y, bare.to, s.ground.stride)
}

// same writes n bytes that are as in the row above.
func (s *sheet) same(n int) {
	s.tokens = zeros(s.tokens[:0], n)
	s.code.write(&s.bits, s.tokens...)
}

// groundOf writes a part of a row's ground. It begins and ends beside pixels that are as above.
func (s *sheet) groundOf(y, from, to int) {
	tokens, marks := s.ground.tokens[y], s.ground.marks[y]
	i := 0
	for from < to && marks[i+1].byte <= from {
		i++
	}
	if from < to && marks[i].byte < from { // the rest of a match: of zeros
		end := min(marks[i+1].byte, to)
		s.same(end - from)
		from = end
		i++
	}
	last := i
	for from < to && last < len(tokens) && marks[last+1].byte <= to {
		last++
	}
	if last > i {
		s.bits.copy(s.ground.bits, marks[i].bit, marks[last].bit)
		from = marks[last].byte
	}
	s.same(to - from)
}

// sumOf adds up a row of stamps that stand apart.
func (s *sheet) sumOf(y int) rowSum {
	sum := s.ground.sums[y]
	a, b := uint64(sum.a), uint64(sum.b)
	for _, at := range s.rows[y] {
		row := &at.form.rows[at.row]
		a += uint64(row.sum)
		b += uint64(row.sum)*uint64(s.ground.stride-at.x) - uint64(row.moment)
	}
	return rowSum{uint32(a % adlerMod), uint32(b % adlerMod)}
}

// overlaid draws and writes a row whose stamps touch one another or something of the ground.
func (s *sheet) overlaid(y int) rowSum {
	g := s.ground
	s.pixels = s.pixels[:0]
	var above []byte
	if y > 0 {
		s.draw(y - 1)
		above = s.pixels[:g.shape.Width:g.shape.Width]
	}
	s.draw(y)
	row := s.pixels[len(s.pixels)-g.shape.Width:]
	from := len(s.pixels)
	s.pixels = filter(append(s.pixels, up), above, row)
	s.tokens = tokenize(s.tokens[:0], s.pixels[from:])
	s.code.write(&s.bits, s.tokens...)
	return sumRow(s.pixels[from:])
}

// draw adds a row's pixels.
func (s *sheet) draw(y int) {
	g := s.ground
	from := len(s.pixels)
	s.pixels = append(s.pixels, g.row(y)...)
	for _, at := range s.rows[y] {
		if f := at.form; at.row < f.h {
			add(s.pixels[from:], f.pix[at.row*f.w:(at.row+1)*f.w], at.x-1)
		}
	}
}

// add lays a row of levels over a row of pixels: over the ground's own colour alone, where all text stands.
func add(line, pix []byte, x int) {
	for i, l := range pix {
		if at := x + i; at >= 0 && at < len(line) && l > 0 && line[at] <= levels {
			line[at] = min(levels, line[at]+l)
		}
	}
}

// formRow is what is known of a row of a letterform that stands by itself on the bare ground.
type formRow struct {
	reach       span   // where there is something of the form, in this row or the one above
	differs     span   // what is not as in the row above
	bit, size   int    // that part filtered, as it is written
	sum, moment uint32 // of its filtered bytes: their sum, and their sum weighted by their places in the form
}

// prepare works out the rows of a form, and one more below: there the ground begins again.
func (f *letterform) prepare(c *code) {
	f.rows = make([]formRow, f.h+1)
	blank := make([]byte, f.w)
	above := blank
	var w bitWriter
	var filtered []byte
	var tokens []uint32
	for y := range f.rows {
		row, here := &f.rows[y], blank
		if y < f.h {
			here = f.pix[y*f.w : (y+1)*f.w]
		}
		filtered = filter(filtered[:0], above, here)
		for x, more := range filtered {
			row.sum += uint32(more)
			row.moment += uint32(more) * uint32(x)
			if here[x] > 0 || above[x] > 0 {
				row.reach = row.reach.with(span{x, x + 1})
			}
			if more != 0 {
				row.differs = row.differs.with(span{x, x + 1})
			}
		}
		tokens = tokenize(tokens[:0], filtered[row.differs.from:row.differs.to])
		row.bit = w.length()
		c.write(&w, tokens...)
		row.size = w.length() - row.bit
		above = here
	}
	f.bits = bitsOf(w.flush())
}

// span is a part of a row, from a place to before another.
type span struct{ from, to int }

func (s span) empty() bool { return s.from >= s.to }

// with returns the part that holds both.
func (s span) with(t span) span {
	if s.empty() {
		return t
	}
	if t.empty() {
		return s
	}
	return span{min(s.from, t.from), max(s.to, t.to)}
}

// bitString is bits in the order of the stream, in words of 64.
type bitString []uint64

func bitsOf(b []byte) bitString {
	out := make(bitString, 0, len(b)/8+2)
	for ; len(b) >= 8; b = b[8:] {
		out = append(out, binary.LittleEndian.Uint64(b))
	}
	var last [8]byte
	copy(last[:], b)
	return append(out, binary.LittleEndian.Uint64(last[:]), 0)
}
