package translate

import (
	"fmt"
	"math"
	"path"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"tocsin/internal/segment"
	"tocsin/internal/site"
	"tocsin/internal/source"
)

// status says how a segment of the source stands in a rendition.
type status string

const (
	current  status = "current"  // vouched for
	changed  status = "changed"  // the source has other words now
	added    status = "added"    // the source has it, the rendition has not
	moved    status = "moved"    // it stands in another place of the source now
	unlocked status = "unlocked" // there, and nobody has vouched for it
	absent   status = "absent"   // the rendition does without it, and somebody has vouched for that
)

// pairing holds a rendition against its source, segment by segment.
type pairing struct {
	site.Translation
	from, to source.Anatomy // to is empty where there is no rendition yet
	old      []source.LockEntry
	match    site.Matching
	target   []int    // for each segment of the source the rendition's, or -1
	status   []status // of each segment of the source
	loose    []int    // segments of the rendition that belong to none of the source's
	gone     []int    // entries of the lock that the source no longer has
	goneAt   []int    // and the segments of the rendition that were made from them, or -1
}

// pair reads both files of a translation and pairs their segments.
func pair(web *site.Site, t site.Translation) (*pairing, error) {
	p := &pairing{Translation: t}
	var err error
	if p.from, err = web.Source.Anatomy(t.From); err != nil {
		return nil, err
	}
	if t.File != nil {
		if p.to, err = web.Source.Anatomy(t.File); err != nil {
			return nil, err
		}
		p.old = slices.DeleteFunc(slices.Clone(web.Source.Lock[t.File.Path]), func(e source.LockEntry) bool { return e.Doubtful })
	}
	now := passages(p.from)
	p.old = site.Refresh(p.old, now)
	p.match = site.Match(p.old, now, func(i int) string { return p.from.Segments[i].Text() })
	p.gone = p.match.Gone
	p.align()
	for i := range p.from.Segments {
		p.status = append(p.status, p.statusOf(i, now[i].Digest))
	}
	return p, nil
}

func passages(a source.Anatomy) []source.Passage {
	out := make([]source.Passage, len(a.Segments))
	for i, s := range a.Segments {
		out[i] = source.Passage{Field: s.Field, Digest: segment.Digest(s.Text()), Line: s.Line}
	}
	return out
}

func (p *pairing) statusOf(i int, digest string) status {
	j := p.match.Old[i]
	switch {
	case p.target[i] < 0 && j >= 0 && p.old[j].Digest == digest:
		return absent
	case p.target[i] < 0:
		return added
	case j < 0 && len(p.old) == 0:
		return unlocked
	case j < 0:
		return changed
	case p.old[j].Digest != digest:
		return changed
	case p.match.Moved[i]:
		return moved
	}
	return current
}

// align finds the rendition's segment for each of the source's: by way of the lock, if the rendition has as many
// segments as its source had, else by what they look like.
func (p *pairing) align() {
	p.target = make([]int, len(p.from.Segments))
	for i := range p.target {
		p.target[i] = -1
	}
	p.goneAt = make([]int, len(p.gone))
	for k := range p.goneAt {
		p.goneAt[k] = -1
	}
	used := make([]bool, len(p.to.Segments))
	set := func(i, j int) { p.target[i], used[j] = j, true }
	for i, s := range p.from.Segments {
		if s.Field != "" {
			if j := slices.IndexFunc(p.to.Segments, func(t source.Segment) bool { return t.Field == s.Field }); j >= 0 {
				set(i, j)
			}
		}
	}
	if byLock, ok := p.byLock(); ok {
		for i, j := range p.match.Old {
			if j >= 0 && p.from.Segments[i].Field == "" && byLock[j] >= 0 {
				set(i, byLock[j])
			}
		}
		for k, j := range p.gone {
			if p.old[j].Field() == "" && byLock[j] >= 0 {
				p.goneAt[k] = byLock[j]
				used[byLock[j]] = true
			}
		}
	} else {
		p.byLook(set)
	}
	for k, j := range p.gone { // a field that the source no longer has
		for n, t := range p.to.Segments {
			if p.old[j].Field() != "" && t.Field == p.old[j].Field() {
				p.goneAt[k], used[n] = n, true
			}
		}
	}
	for j := range p.to.Segments {
		if !used[j] {
			p.loose = append(p.loose, j)
		}
	}
}

// byLock returns for each entry of the lock the rendition's segment that was made from it. ok is false where their
// numbers differ, or their kinds: then the rendition never was of the source's shape.
func (p *pairing) byLock() (at []int, ok bool) {
	at = make([]int, len(p.old))
	body := bodyOf(p.to)
	n := 0
	for j, e := range p.old {
		at[j] = -1
		if e.Field() != "" {
			continue
		}
		if n == len(body) {
			return nil, false
		}
		at[j] = body[n]
		n++
	}
	if n == 0 || n != len(body) {
		return nil, false
	}
	for i, j := range p.match.Old {
		if j < 0 || p.from.Segments[i].Field != "" {
			continue
		}
		s, t := p.from.Segments[i], p.to.Segments[at[j]]
		if p.old[j].Digest == segment.Digest(s.Text()) && s.Kind != t.Kind {
			return nil, false
		}
	}
	return at, true
}

func bodyOf(a source.Anatomy) []int {
	var out []int
	for i, s := range a.Segments {
		if s.Field == "" {
			out = append(out, i)
		}
	}
	return out
}

// look is what a segment, or a message between segments, looks like in whatever language.
type look struct {
	index   int // of the segment, -1 for a message
	kind    segment.Kind
	level   int
	runes   int
	codes   []string // sorted
	figures []string // sorted
	text    string
	message string
}

func looks(a source.Anatomy) []look {
	var out []look
	next := 0
	messages := slices.DeleteFunc(slices.Clone(a.Blocks), func(b segment.Block) bool { return b.Kind != "message" })
	for _, i := range bodyOf(a) {
		s := a.Segments[i]
		for ; next < len(messages) && messages[next].Start < s.Start; next++ {
			out = append(out, look{index: -1, message: messages[next].ID})
		}
		l := look{index: i, kind: s.Kind, level: s.Level, text: s.Text()}
		l.runes = utf8.RuneCountInString(l.text)
		for _, part := range s.Parts {
			if part.Kind == segment.Open || part.Kind == segment.Standalone {
				l.codes = append(l.codes, string(part.Type)+" "+plainKey(part))
			}
		}
		l.figures = strings.FieldsFunc(l.text, func(c rune) bool { return !unicode.IsDigit(c) })
		slices.Sort(l.codes)
		slices.Sort(l.figures)
		out = append(out, l)
	}
	for ; next < len(messages); next++ {
		out = append(out, look{index: -1, message: messages[next].ID})
	}
	return out
}

// like says how well two segments go together; below 0 not at all.
func like(a, b look) float64 {
	if a.index < 0 || b.index < 0 {
		if a.index == b.index && a.message == b.message {
			return 5
		}
		return -1
	}
	score := 2.0
	switch {
	case a.kind != b.kind && (a.kind == segment.HeadingText || b.kind == segment.HeadingText || a.kind == segment.CellText || b.kind == segment.CellText):
		return -1
	case a.kind != b.kind:
		score = 0.5
	case a.level != b.level:
		score = 1
	}
	if a.kind != segment.HeadingText || len(a.codes)+len(b.codes) > 0 {
		if n := len(a.codes) + len(b.codes); n > 0 {
			score += 2*common(a.codes, b.codes) - 0.5
		}
	}
	if n := len(a.figures) + len(b.figures); n > 0 {
		score += 2*common(a.figures, b.figures) - 0.5
	}
	if a.text == b.text {
		score++
	}
	return score + 1 - math.Min(1, math.Abs(math.Log(float64(a.runes+4)/float64(b.runes+4))))
}

func common(x, y []string) float64 {
	n, i, j := 0, 0, 0
	for i < len(x) && j < len(y) {
		switch c := strings.Compare(x[i], y[j]); {
		case c == 0:
			n++
			i++
			j++
		case c < 0:
			i++
		default:
			j++
		}
	}
	return 2 * float64(n) / float64(len(x)+len(y))
}

// byLook pairs the bodies' segments in order, so that as many as can go together do.
func (p *pairing) byLook(set func(i, j int)) {
	a, b := looks(p.from), looks(p.to)
	if len(b) == 0 || len(a)*len(b) > 4_000_000 {
		return
	}
	if slices.EqualFunc(a, b, func(x, y look) bool {
		return x.kind == y.kind && x.level == y.level && x.message == y.message && (x.index < 0) == (y.index < 0)
	}) {
		for k := range a {
			if a[k].index >= 0 {
				set(a[k].index, b[k].index)
			}
		}
		return
	}
	const gap = -0.3
	best := make([][]float64, len(a)+1)
	for i := range best {
		best[i] = make([]float64, len(b)+1)
	}
	near := make([][]float64, len(a))
	for i := len(a) - 1; i >= 0; i-- {
		near[i] = make([]float64, len(b))
		best[i][len(b)] = best[i+1][len(b)] + gap
		for j := len(b) - 1; j >= 0; j-- {
			if i == len(a)-1 {
				best[len(a)][j] = best[len(a)][j+1] + gap
			}
			near[i][j] = like(a[i], b[j])
			best[i][j] = max(best[i+1][j], best[i][j+1]) + gap
			if near[i][j] >= 0 {
				best[i][j] = max(best[i][j], best[i+1][j+1]+near[i][j])
			}
		}
	}
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch {
		case near[i][j] >= 0 && best[i][j] == best[i+1][j+1]+near[i][j]:
			if a[i].index >= 0 {
				set(a[i].index, b[j].index)
			}
			i++
			j++
		case best[i][j] == best[i+1][j]+gap:
			i++
		default:
			j++
		}
	}
}

var tagged = regexp.MustCompile(`\.[a-z]{2,3}(-[A-Za-z]{2,4})*(\.[a-z0-9]{2,5})$`)

// plainKey is what a piece of markup is in every language: a link without its language's ending and its fragment.
func plainKey(p segment.Part) string {
	if p.Type != segment.LinkCode && p.Type != segment.ImageCode || strings.Contains(p.Key, ":") {
		return p.Key
	}
	file, _, _ := strings.Cut(p.Key, "#")
	if m := tagged.FindStringSubmatchIndex(path.Base(file)); m != nil {
		base := path.Base(file)
		file = strings.TrimSuffix(file, base) + base[:m[0]] + base[m[4]:]
	}
	return file
}

// unitID names a segment of a source: its place, for order, and its words, so that a file that comes back late is
// never taken for what the source says by then.
func unitID(i int, s source.Segment) string {
	name := fmt.Sprintf("s%04d", i+1)
	if s.Field != "" {
		name = s.Field
	}
	return name + "." + segment.Digest(s.Text())
}
