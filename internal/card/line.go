package card

import (
	"math"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"
)

// box is where a text may stand: from a baseline down, in lines no wider than there is room.
type box struct {
	sizes  []int                      // to try, the largest first
	top    int                        // the upper edge of the first line
	bottom int                        // no line may end below
	lines  int                        // at most
	room   func(from, to int) float64 // of a line between two heights
	even   bool                       // rather smaller than uneven
	lead   float64                    // from line to line, of the size
}

// block is a text laid out.
type block struct {
	size  int
	lead  int
	lines [][]word
	end   int     // the lower edge of the last line
	fill  float64 // how even the lines are: their widths, of as many of the widest
}

// word is a piece of text between two places where a line may break. Space is what follows it unless it ends the line.
type word struct {
	text         string
	width, space float32 // in ems
	short        bool    // better not the last of a line: an article, a preposition
}

// fit lays a text out in the largest size that there is room for, or that even lines allow, and in as few lines as it needs.
// At the smallest size words that are too wide are split, and what has no room at all ends in an ellipsis; whole
// reports whether all of the text is there.
func (p *Painter) fit(ts *typesetter, text string, st *style, b box) (out block, whole bool) {
	if text == "" {
		return block{end: b.top}, true
	}
	all := p.measure(ts, text, st)
	best, largest := 0.0, 0
	for _, size := range b.sizes {
		tried, ok := b.lay(all, size)
		if ok && !b.even {
			return tried, true
		}
		if ok {
			largest = max(largest, size)
		}
		if ok && float64(size)*tried.fill > best {
			best, out = float64(size)*tried.fill, tried
		}
		if best > float64(size) || largest > 0 && float64(size) < .75*float64(largest) {
			break
		}
	}
	if best > 0 {
		return out, true
	}
	small := b.sizes[len(b.sizes)-1]
	narrow := math.MaxFloat64
	for i := range b.lines {
		lead := int(b.lead * float64(small))
		narrow = min(narrow, b.room(b.top+i*lead, b.top+(i+1)*lead))
	}
	var split []word
	for _, w := range all {
		if float64(w.width)*float64(small) <= narrow {
			split = append(split, w)
			continue
		}
		letters := ts.letters(w.text)
		for i, l := range letters {
			one := p.measureWord(ts, l, st)
			if i < len(letters)-1 {
				one.space = 0
			}
			split = append(split, one)
		}
	}
	if out, ok := b.lay(split, small); ok {
		return out, true
	}
	cut := func(n int) []word {
		last := p.measureWord(ts, strings.TrimRightFunc(split[n-1].text, func(r rune) bool { return unicode.IsSpace(r) || unicode.IsPunct(r) })+"…", st)
		return append(append([]word(nil), split[:n-1]...), last)
	}
	n := sort.Search(len(split), func(n int) bool { _, ok := b.lay(cut(n+1), small); return !ok })
	if n == 0 {
		return block{end: b.top}, false
	}
	out, _ = b.lay(cut(n), small)
	return out, false
}

func (p *Painter) measure(ts *typesetter, text string, st *style) []word {
	var out []word
	for _, w := range ts.words(text) {
		out = append(out, p.measureWord(ts, w, st))
	}
	return out
}

func (p *Painter) measureWord(ts *typesetter, text string, st *style) word {
	bare := strings.TrimRight(text, " \u3000")
	w := word{text: text, width: p.set(ts, bare, st).width - st.track}
	if bare != text {
		w.space = p.set(ts, " ", st).width + st.track
	}
	last, _ := utf8.DecodeLastRuneInString(bare)
	w.short = w.space > 0 && utf8.RuneCountInString(bare) <= 3 && unicode.IsLower(last)
	return w
}

// lay breaks the words into the fewest lines at a size, balanced; ok is false where they do not fit.
func (b *box) lay(words []word, size int) (out block, ok bool) {
	out = block{size: size, lead: int(math.Round(b.lead * float64(size)))}
	rooms := make([]float32, b.lines)
	for i := range rooms {
		from := b.top + i*out.lead
		rooms[i] = float32(b.room(from, from+out.lead) / float64(size))
	}
	n, at, width := 1, 0, float32(0) // the fewest lines
	for i, w := range words {
		if i > at && width+w.width > rooms[n-1] {
			if n++; n > b.lines {
				return out, false
			}
			at, width = i, 0
		}
		if w.width > rooms[n-1] {
			return out, false
		}
		width += w.width + w.space
	}
	if out.end = b.top + n*out.lead; out.end > b.bottom {
		return out, false
	}
	ends := balance(words, rooms[:n])
	sum, widest := float32(0), float32(0)
	for i, from := 0, 0; i < n; i++ {
		line := words[from:ends[i]]
		width := -line[len(line)-1].space
		for _, w := range line {
			width += w.width + w.space
		}
		sum, widest = sum+width, max(widest, width)
		out.lines = append(out.lines, line)
		from = ends[i]
	}
	out.fill = 1
	if widest > 0 {
		out.fill = float64(sum / (widest * float32(n)))
	}
	for _, line := range out.lines[:n-1] {
		if strings.HasSuffix(line[len(line)-1].text, "-") {
			out.fill *= .7
		}
	}
	return out, true
}

// balance divides the words among the lines so that these are as even as may be: the sum of the squares of their
// widths is the least. It returns where each line ends. The words must fit.
func balance(words []word, rooms []float32) []int {
	n, lines := len(words), len(rooms)
	const never = math.MaxFloat32
	cost := make([]float32, (lines+1)*(n+1))
	from := make([]int32, (lines+1)*(n+1))
	for i := range cost {
		cost[i] = never
	}
	cost[0] = 0
	for line := 1; line <= lines; line++ {
		for end := 1; end <= n; end++ {
			width := float32(0)
			for start := end - 1; start >= 0; start-- {
				w := words[start]
				width += w.width
				if start < end-1 {
					width += w.space
				}
				if width > rooms[line-1] {
					break
				}
				before := cost[(line-1)*(n+1)+start]
				if before == never {
					continue
				}
				c := before + width*width
				if last := words[end-1]; end < n && (last.short || last.space == 0) {
					c += rooms[line-1] * rooms[line-1] * .12
				}
				if at := line*(n+1) + end; c < cost[at] {
					cost[at], from[at] = c, int32(start)
				}
			}
		}
	}
	ends := make([]int, lines)
	at := n
	for line := lines; line > 0; line-- {
		ends[line-1] = at
		at = int(from[line*(n+1)+at])
	}
	return ends
}
