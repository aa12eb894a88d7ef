package site

import (
	"slices"
	"strings"
	"unicode"

	"tocsin/internal/source"
)

// Matching says which of a source's segments were which of the lock's entries.
type Matching struct {
	Old   []int  // for each segment the index of its entry, or -1 for a new one
	Moved []bool // it stands in another place among the others
	Gone  []int  // the entries that no segment comes from, in order
}

// alike is how much of their words two texts must share to be one text that was changed.
const alike = 0.4

// Match finds for each segment of a source the lock's entry that it comes from: first the words that are the same and
// in the same order, then the same words somewhere else, then words that are nearly the same. text gives the words of
// a segment; it is asked only about those that are not found at once.
func Match(old []source.LockEntry, now []source.Passage, text func(int) string) Matching {
	m := matcher{old: old, now: now, text: text, taken: make([]bool, len(old))}
	m.Old, m.Moved = make([]int, len(now)), make([]bool, len(now))
	for i := range m.Old {
		m.Old[i] = -1
	}
	var body, entries []int
	for i, p := range now {
		if p.Field == "" {
			body = append(body, i)
			continue
		}
		if j := slices.IndexFunc(old, func(e source.LockEntry) bool { return e.Field() == p.Field }); j >= 0 {
			m.take(i, j)
		}
	}
	for j, e := range old {
		if e.Field() == "" {
			entries = append(entries, j)
		}
	}
	m.inOrder(body, entries)
	m.elsewhere(body, entries)
	m.gaps(body, entries)
	m.far(body, entries)
	for j := range old {
		if !m.taken[j] {
			m.Gone = append(m.Gone, j)
		}
	}
	return m.Matching
}

type matcher struct {
	Matching
	old   []source.LockEntry
	now   []source.Passage
	text  func(int) string
	taken []bool
}

func (m *matcher) take(i, j int) { m.Old[i], m.taken[j] = j, true }

func (m *matcher) same(i, j int) bool { return m.old[j].Digest == m.now[i].Digest }

// inOrder takes the longest run of segments whose words and order are unchanged.
func (m *matcher) inOrder(body, entries []int) {
	for len(body) > 0 && len(entries) > 0 && m.same(body[0], entries[0]) {
		m.take(body[0], entries[0])
		body, entries = body[1:], entries[1:]
	}
	for len(body) > 0 && len(entries) > 0 && m.same(body[len(body)-1], entries[len(entries)-1]) {
		m.take(body[len(body)-1], entries[len(entries)-1])
		body, entries = body[:len(body)-1], entries[:len(entries)-1]
	}
	if len(body)*len(entries) > 4_000_000 { // beyond any page that people write
		return
	}
	best := make([][]int32, len(body)+1)
	for i := range best {
		best[i] = make([]int32, len(entries)+1)
	}
	for i := len(body) - 1; i >= 0; i-- {
		for j := len(entries) - 1; j >= 0; j-- {
			best[i][j] = max(best[i+1][j], best[i][j+1])
			if m.same(body[i], entries[j]) {
				best[i][j] = best[i+1][j+1] + 1
			}
		}
	}
	for i, j := 0, 0; i < len(body) && j < len(entries); {
		switch {
		case m.same(body[i], entries[j]):
			m.take(body[i], entries[j])
			i++
			j++
		case best[i+1][j] >= best[i][j+1]:
			i++
		default:
			j++
		}
	}
}

// elsewhere takes segments whose words are unchanged and stand in another place.
func (m *matcher) elsewhere(body, entries []int) {
	for _, i := range body {
		if m.Old[i] >= 0 {
			continue
		}
		for _, j := range entries {
			if !m.taken[j] && m.same(i, j) {
				m.take(i, j)
				m.Moved[i] = true
				break
			}
		}
	}
}

// gaps pairs what is left between two neighbours that stayed: the most alike first, in order.
func (m *matcher) gaps(body, entries []int) {
	from := 0
	for a := 0; a <= len(body); a++ {
		if a < len(body) && (m.Old[body[a]] < 0 || m.Moved[body[a]]) {
			continue
		}
		lo, hi := -1, len(m.old)
		if from > 0 {
			lo = m.Old[body[from-1]]
		}
		if a < len(body) {
			hi = m.Old[body[a]]
		}
		var open, free []int
		for _, i := range body[from:a] {
			if m.Old[i] < 0 {
				open = append(open, i)
			}
		}
		for _, j := range entries {
			if j > lo && j < hi && !m.taken[j] {
				free = append(free, j)
			}
		}
		m.pair(open, free)
		from = a + 1
	}
}

// pair matches segments with entries that are alike, none crossing another.
func (m *matcher) pair(open, free []int) {
	if len(open) == 0 || len(free) == 0 || len(open)*len(free) > 40_000 {
		return
	}
	score := make([][]float64, len(open)+1)
	near := make([][]float64, len(open))
	for a := range score {
		score[a] = make([]float64, len(free)+1)
	}
	for a := len(open) - 1; a >= 0; a-- {
		near[a] = make([]float64, len(free))
		for b := len(free) - 1; b >= 0; b-- {
			near[a][b] = Likeness(m.text(open[a]), m.old[free[b]].Text)
			score[a][b] = max(score[a+1][b], score[a][b+1])
			if near[a][b] >= alike {
				score[a][b] = max(score[a][b], score[a+1][b+1]+near[a][b])
			}
		}
	}
	fromA, fromB := 0, 0
	replaced := func(a, b int) { // as many old as new ones between two that are alike: each took the other's place
		for k := 0; a-fromA == b-fromB && fromA+k < a; k++ {
			m.take(open[fromA+k], free[fromB+k])
		}
	}
	a, b := 0, 0
	for a < len(open) && b < len(free) {
		switch {
		case near[a][b] >= alike && score[a][b] == score[a+1][b+1]+near[a][b]:
			m.take(open[a], free[b])
			replaced(a, b)
			a++
			b++
			fromA, fromB = a, b
		case score[a][b] == score[a+1][b]:
			a++
		default:
			b++
		}
	}
	replaced(len(open), len(free))
}

// far pairs what was moved and changed at once, if it is still much alike.
func (m *matcher) far(body, entries []int) {
	for _, i := range body {
		if m.Old[i] >= 0 {
			continue
		}
		best, at := 0.6, -1
		for _, j := range entries {
			if !m.taken[j] {
				if l := Likeness(m.text(i), m.old[j].Text); l > best {
					best, at = l, j
				}
			}
		}
		if at >= 0 {
			m.take(i, at)
			m.Moved[i] = true
		}
	}
}

// Likeness returns how much of their words two texts share, from 0 to 1. In scripts without spaces each character is
// a word; in short texts pairs of letters count too, so that a slip in a title of one word is no new title.
func Likeness(a, b string) float64 {
	a, b = strings.ToLower(a), strings.ToLower(b)
	l := share(bag(a), bag(b))
	if len(a) < 60 && len(b) < 60 {
		l = max(l, share(pairs(a), pairs(b)))
	}
	return l
}

// share returns how much two sorted lists have in common.
func share(x, y []string) float64 {
	if len(x) == 0 || len(y) == 0 {
		return 0
	}
	common, i, j := 0, 0, 0
	for i < len(x) && j < len(y) {
		switch c := strings.Compare(x[i], y[j]); {
		case c == 0:
			common++
			i++
			j++
		case c < 0:
			i++
		default:
			j++
		}
	}
	return 2 * float64(common) / float64(len(x)+len(y))
}

func bag(s string) []string {
	words := strings.FieldsFunc(s, func(c rune) bool { return !unicode.IsLetter(c) && !unicode.IsDigit(c) })
	var out []string
	for _, w := range words {
		if strings.IndexFunc(w, func(c rune) bool { return c >= 0x2e80 }) < 0 {
			out = append(out, w)
			continue
		}
		for _, c := range w {
			out = append(out, string(c))
		}
	}
	slices.Sort(out)
	return out
}

func pairs(s string) []string {
	r := []rune(s)
	var out []string
	for i := 1; i < len(r); i++ {
		out = append(out, string(r[i-1:i+1]))
	}
	slices.Sort(out)
	return out
}
