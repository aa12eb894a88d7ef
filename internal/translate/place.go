package translate

import (
	"bytes"
	"iter"
	"maps"
	"slices"
	"strings"

	"tocsin/internal/diag"
	"tocsin/internal/rule"
	"tocsin/internal/segment"
)

func mapKeys(m map[int]*patch) iter.Seq[int] { return maps.Keys(m) }

// places finds for each new segment of the source the place in the rendition where its block goes: beside the
// counterpart of the block that stands beside it in the source. What has no place is told, and left to people.
func (w *work) places() map[int]*patch {
	out := map[int]*patch{}
	var order int
	for i, s := range w.from.Segments {
		if w.target[i] >= 0 || s.Field != "" || w.words[i] == nil || out[i] != nil {
			continue
		}
		b := w.newBlock(i)
		var e *patch
		if b >= 0 {
			e = w.beside(b)
		}
		if e == nil {
			w.diags.Add(diag.Pos{File: w.path, Line: 1, Column: 1}, rule.XLIFFNoPlace, "line", s.Line, "file", w.From.Path, "words", segment.TextOf(w.words[i]))
			delete(w.words, i)
			delete(w.settled, i)
			continue
		}
		order++
		e.order = order
		for n := w.from.Blocks[b].From; n < w.from.Blocks[b].To; n++ {
			out[n] = e
			e.segments = append(e.segments, n)
		}
	}
	return out
}

// newBlock returns the outermost block round a segment whose segments are all new and translated, or -1.
func (w *work) newBlock(i int) int {
	found := -1
	for b := w.innermost(w.from.Blocks, i); b >= 0; b = w.from.Blocks[b].Parent {
		for n := w.from.Blocks[b].From; n < w.from.Blocks[b].To; n++ {
			if w.target[n] >= 0 || w.words[n] == nil {
				return found
			}
		}
		found = b
	}
	return found
}

// innermost returns the smallest block that holds a segment, or -1.
func (w *work) innermost(blocks []segment.Block, i int) int {
	best := -1
	for n, b := range blocks {
		if b.From <= i && i < b.To && (best < 0 || b.End-b.Start <= blocks[best].End-blocks[best].Start) {
			best = n
		}
	}
	return best
}

// beside returns where a block of the source goes in the rendition.
func (w *work) beside(b int) *patch {
	block := w.from.Blocks[b]
	if block.Kind == "header" || block.Kind == "term" || block.Kind == "description" || block.Kind == "footnote" {
		return nil
	}
	before := true
	for n := b - 1; n >= 0; n-- { // the block before it
		if w.from.Blocks[n].Parent != block.Parent {
			continue
		}
		if t := w.counterpart(n); t >= 0 {
			return w.after(b, n, t)
		}
	}
	for n := b + 1; n < len(w.from.Blocks) && before; n++ { // or the one after it
		if w.from.Blocks[n].Parent != block.Parent {
			continue
		}
		if t := w.counterpart(n); t >= 0 && w.from.Blocks[n].Kind != "header" {
			at := w.to.Blocks[t].Start
			return &patch{start: at, end: at, text: "before"}
		}
	}
	if block.Parent < 0 && len(w.to.Blocks) == 0 {
		return &patch{start: len(w.to.Text), end: len(w.to.Text), text: "end"}
	}
	return nil
}

// counterpart returns the rendition's block that a block of the source became, or -1.
func (w *work) counterpart(b int) int {
	block := w.from.Blocks[b]
	if block.Kind == "message" {
		return slices.IndexFunc(w.to.Blocks, func(t segment.Block) bool { return t.Kind == "message" && t.ID == block.ID })
	}
	for n := block.To - 1; n >= block.From; n-- {
		j := w.target[n]
		if j < 0 {
			continue
		}
		up := 0
		for x := w.innermost(w.from.Blocks, n); x >= 0 && x != b; x = w.from.Blocks[x].Parent {
			up++
		}
		t := w.innermost(w.to.Blocks, j)
		for ; up > 0 && t >= 0; up-- {
			t = w.to.Blocks[t].Parent
		}
		if t >= 0 && w.to.Blocks[t].Kind == block.Kind {
			return t
		}
	}
	return -1
}

// after returns the place behind the rendition's block t, the counterpart of n, for block b. Between them stands what
// stands between n and b in the source.
func (w *work) after(b, n, t int) *patch {
	within := w.within(b, n, t)
	at := w.to.Blocks[within].End
	if at > 0 && at < len(w.to.Text) && w.to.Text[at-1] == '\r' {
		at--
	}
	gap := "\n"
	if start, end := w.from.Blocks[n].End, w.from.Blocks[b].Start; end > start {
		lines := bytes.Split(w.from.Text[start:end], []byte("\n"))
		for _, l := range lines[1:max(1, len(lines)-1)] {
			if len(bytes.Trim(l, " \t\r>")) == 0 {
				gap = "\n" + string(bytes.TrimRight(l, "\r")) + "\n"
			}
		}
	}
	e := &patch{start: at, end: at, text: "after" + gap}
	if within != t { // the new block divides what was one: blank lines keep all three apart
		e.text, e.tail = "after\n\n", "\n"
	}
	return e
}

// within returns t, or, if the rendition goes on in it with what comes after b in the source (two lists that were one
// until b came between them), the largest block in it that does not.
func (w *work) within(b, n, t int) int {
	last := -1
	for i := w.from.Blocks[n].To - 1; i >= w.from.Blocks[n].From && last < 0; i-- {
		last = w.target[i]
	}
	later := func(block segment.Block) bool {
		for i := w.from.Blocks[b].To; i < len(w.target); i++ {
			if j := w.target[i]; j >= block.From && j < block.To {
				return true
			}
		}
		return false
	}
	if last < 0 || !later(w.to.Blocks[t]) {
		return t
	}
	found := t
	for x := w.innermost(w.to.Blocks, last); x >= 0 && x != t && !later(w.to.Blocks[x]); x = w.to.Blocks[x].Parent {
		found = x
	}
	return found
}

// blockText writes a new block: the source's own lines with the words replaced.
func (w *work) blockText(p *patch, care map[int]segment.Care) string {
	b := w.outer(p.segments)
	block := w.from.Blocks[b]
	var patches []patch
	for _, i := range p.segments {
		s := w.from.Segments[i]
		patches = append(patches, patch{start: s.Start - block.Start, end: s.End - block.Start, text: segment.Write(w.words[i], s.Kind, care[i])})
	}
	text := string(apply(w.from.Text[block.Start:block.End], patches))
	text = strings.TrimRight(strings.ReplaceAll(text, "\r\n", "\n"), "\r\n")
	if block.Kind == "item" {
		text = w.bullet(text, p)
	}
	switch {
	case strings.HasPrefix(p.text, "after"):
		return p.text[len("after"):] + text + p.tail
	case p.text == "before":
		gap := "\n\n"
		if block.Kind == "item" || block.Kind == "row" {
			gap = "\n"
		}
		return text + gap
	}
	return "\n" + text + "\n"
}

// outer returns the block that holds exactly these segments, the outermost if there are several.
func (w *work) outer(segments []int) int {
	return slices.IndexFunc(w.from.Blocks, func(b segment.Block) bool {
		return b.From == segments[0] && b.To == segments[len(segments)-1]+1
	})
}

// bullet gives a new list item the sign that the rendition's list has: another one would begin another list.
func (w *work) bullet(text string, p *patch) string {
	line := w.to.Text[:p.start]
	if p.text == "before" {
		line = w.to.Text[p.start:]
	}
	at := bytes.LastIndexByte(line, '\n') + 1
	if p.text == "before" {
		at = 0
	}
	// The item that it goes beside may be of several lines: find the one with the sign.
	for block := range slices.Values(w.to.Blocks) {
		if block.Kind == "item" && (block.End == p.start || block.End == p.start+1 || p.text == "before" && block.Start == p.start) {
			line, at = w.to.Text, block.Start
			break
		}
	}
	sign := bytes.TrimLeft(line[at:], " \t>")
	trimmed := strings.TrimLeft(text, " \t>")
	if len(sign) == 0 || trimmed == "" || strings.IndexByte("-*+", sign[0]) < 0 || strings.IndexByte("-*+", trimmed[0]) < 0 {
		return text
	}
	indent := len(text) - len(trimmed)
	return text[:indent] + string(sign[0]) + trimmed[1:]
}

// removals says which of the segments that the source no longer has can be taken out: those that make up whole blocks.
func (w *work) removals() map[int]bool {
	out := map[int]bool{}
	for k := range w.gone {
		if w.goneAt[k] >= 0 {
			out[k] = true
		}
	}
	for k := range w.gone {
		if out[k] {
			if _, ok := w.removal(w.goneAt[k], out); !ok {
				out[k] = false
			}
		}
	}
	for k := range w.gone { // what was counted on may have turned out to stay
		if out[k] {
			if _, ok := w.removal(w.goneAt[k], out); !ok {
				out[k] = false
			}
		}
	}
	return out
}

// removal returns the patch that takes out the outermost block round a segment of which nothing is to stay.
func (w *work) removal(j int, removed map[int]bool) (patch, bool) {
	if j < 0 || w.to.Segments[j].Field != "" {
		return patch{}, false
	}
	goes := func(n int) bool {
		for k, at := range w.goneAt {
			if at == n {
				return removed[k]
			}
		}
		return false
	}
	found := -1
	for b := w.innermost(w.to.Blocks, j); b >= 0; b = w.to.Blocks[b].Parent {
		block := w.to.Blocks[b]
		whole := true
		for n := block.From; n < block.To && whole; n++ {
			whole = goes(n)
		}
		for _, inner := range w.to.Blocks { // a message in it would go too
			whole = whole && !(inner.Kind == "message" && inner.Start >= block.Start && inner.End <= block.End)
		}
		if !whole {
			break
		}
		if block.Kind != "header" && block.Kind != "term" && block.Kind != "description" { // which cannot go alone
			found = b
		}
	}
	if found < 0 {
		return patch{}, false
	}
	text := w.to.Text
	e := patch{start: w.to.Blocks[found].Start, end: w.to.Blocks[found].End}
	next := func() bool { // a line after it, blank but for the signs of a quotation
		if e.end >= len(text) {
			return false
		}
		n := bytes.IndexByte(text[e.end:], '\n')
		if n < 0 || len(bytes.Trim(text[e.end:e.end+n], " \t\r")) > 0 {
			return false
		}
		e.end += n + 1
		return true
	}
	next() // the end of its own last line
	blank := e.start == 0 || bytes.HasSuffix(text[:e.start], []byte("\n\n")) || bytes.HasSuffix(text[:e.start], []byte("\n\r\n"))
	for blank && next() {
	}
	return e, true
}
