package translate

import (
	"bytes"
	"cmp"
	"slices"
	"strings"

	"tocsin/internal/diag"
	"tocsin/internal/edit"
	"tocsin/internal/rule"
	"tocsin/internal/segment"
	"tocsin/internal/source"
)

// patch is one change of a rendition's bytes.
type patch struct {
	start, end int
	text       string
	tail       string // of a new block: what follows it
	order      int    // among patches in one place
	segments   []int  // of the source, that are written in it, in order
}

// finish composes the rendition and its entries in the lock.
func (w *work) finish() {
	d := Done{Path: w.path, New: w.File == nil, Open: w.open}
	if w.File == nil {
		w.fresh(&d)
		return
	}
	place := w.places()
	removed := w.removals()
	text, ok := w.compose(place, removed)
	if !ok {
		return
	}
	if !bytes.Equal(text, w.to.Text) {
		w.changes = append(w.changes, edit.Change{Path: w.path, Was: edit.Digest(w.to.Text), Text: text})
	}
	for i := range w.from.Segments {
		if w.words[i] != nil && (w.target[i] >= 0 || place[i] != nil || w.from.Segments[i].Field != "") {
			d.Written++
		}
	}
	for k := range w.gone {
		if removed[k] {
			d.Removed++
		}
	}
	d.Settled, d.Open = w.vouch(place, removed)
	w.done = append(w.done, d)
}

// vouch writes the rendition's entries: in the source's order, or, where the source has moved something, in the order
// that the rendition still has, so that the move stays told until the rendition has made it too.
func (w *work) vouch(place map[int]*patch, removed map[int]bool) (settled, open int) {
	type item struct {
		at, sub int
		want    want
	}
	var items []item
	at := w.order(place)
	for i := range w.from.Segments {
		switch {
		case w.settled[i]:
			items = append(items, item{at[i], i, wantNow(i)})
			if w.status[i] != current && w.status[i] != moved {
				settled++
			}
		case w.status[i] == current || w.status[i] == moved || w.status[i] == absent:
			items = append(items, item{at[i], i, wantNow(i)})
		case w.match.Old[i] >= 0:
			items = append(items, item{at[i], i, wantOld(w.match.Old[i])})
			open++
		default:
			open++
		}
		if w.status[i] == moved {
			open++
		}
	}
	for k, j := range w.gone {
		if removed[k] {
			continue
		}
		before := -1 // the segment behind which it stood
		for i, o := range w.match.Old {
			if o >= 0 && o < j && w.from.Segments[i].Field == "" && (before < 0 || o > w.match.Old[before]) {
				before = i
			}
		}
		it := item{-1, 1 << 20, wantOld(j)}
		if before >= 0 {
			it.at, it.sub = at[before], before
		}
		items = append(items, it)
		open++
	}
	slices.SortStableFunc(items, func(a, b item) int { return cmp.Or(cmp.Compare(a.at, b.at), cmp.Compare(a.sub, b.sub)) })
	wants := make([]want, len(items))
	for n, it := range items {
		wants[n] = it.want
	}
	list := entries(w.web.Source, w.From, w.from, w.old, wants)
	if slices.Equal(list, w.lock[w.path]) {
		return settled, open
	}
	w.relocked = true
	if len(list) == 0 {
		delete(w.lock, w.path)
	} else {
		w.lock[w.path] = list
	}
	return settled, open
}

// order returns where each segment of the source stands among the entries.
func (w *work) order(place map[int]*patch) []int {
	at := make([]int, len(w.from.Segments))
	if !slices.Contains(w.status, moved) {
		for i := range at {
			at[i] = i
		}
		return at
	}
	last := -1
	for i, s := range w.from.Segments {
		switch {
		case s.Field != "":
		case w.target[i] >= 0:
			last = w.to.Segments[w.target[i]].Start
		case place[i] != nil:
			last = place[i].start
		}
		at[i] = last
	}
	return at
}

// compose applies every patch, reads the result back, and writes words with more care where they would be taken for
// markup. ok is false, with a diagnostic, where that cannot be done.
func (w *work) compose(place map[int]*patch, removed map[int]bool) (text []byte, ok bool) {
	care := map[int]segment.Care{}
	for {
		patches := w.patches(place, removed, care)
		if len(patches) == 0 {
			return w.to.Text, true
		}
		text = apply(w.to.Text, patches)
		bad := w.readBack(text, patches)
		if len(bad) == 0 {
			return text, true
		}
		more := false
		for _, i := range bad {
			if care[i] < segment.Everything {
				care[i]++
				more = true
			}
		}
		if !more {
			s := w.from.Segments[bad[0]]
			w.diags.Add(diag.Pos{File: w.name}, rule.XLIFFWords, "path", w.path, "line", s.Line, "file", w.From.Path, "words", segment.TextOf(w.words[bad[0]]))
			return nil, false
		}
	}
}

// patches lists what changes in the rendition, sorted.
func (w *work) patches(place map[int]*patch, removed map[int]bool, care map[int]segment.Care) []patch {
	var out []patch
	for i, s := range w.from.Segments {
		parts := w.words[i]
		j := w.target[i]
		switch {
		case parts == nil:
		case s.Field != "":
			if e, ok := w.field(s.Field, j, segment.TextOf(parts)); ok {
				e.segments = []int{i}
				out = append(out, e)
			}
		case j >= 0:
			t := w.to.Segments[j]
			out = append(out, patch{start: t.Start, end: t.End, text: w.lines(segment.Write(parts, t.Kind, care[i])), segments: []int{i}})
		}
	}
	done := map[*patch]bool{}
	for _, i := range slices.Sorted(mapKeys(place)) {
		p := place[i]
		if done[p] {
			continue
		}
		done[p] = true
		e := *p
		e.text = w.lines(w.blockText(p, care))
		out = append(out, e)
	}
	for k := range w.gone {
		if removed[k] {
			if e, ok := w.removal(w.goneAt[k], removed); ok && !slices.ContainsFunc(out, func(o patch) bool { return o.start == e.start && o.end == e.end && o.text == "" }) {
				out = append(out, e)
			}
		}
	}
	slices.SortStableFunc(out, func(a, b patch) int {
		return cmp.Or(cmp.Compare(a.start, b.start), cmp.Compare(a.end, b.end), cmp.Compare(a.order, b.order))
	})
	return out
}

// lines gives text the file's own line ends.
func (w *work) lines(s string) string {
	text := w.to.Text
	if len(text) == 0 {
		text = w.from.Text
	}
	if i := bytes.IndexByte(text, '\n'); i > 0 && text[i-1] == '\r' {
		return strings.ReplaceAll(s, "\n", "\r\n")
	}
	return s
}

func apply(text []byte, patches []patch) []byte {
	var out []byte
	at := 0
	for _, e := range patches {
		if e.start < at {
			continue // inside of what was taken out
		}
		out = append(out, text[at:e.start]...)
		out = append(out, e.text...)
		at = e.end
	}
	return append(out, text[at:]...)
}

// expected is a segment that the new text should hold.
type expected struct {
	at, sub int
	from    int // the source's segment that was written, or -1
	parts   []segment.Part
	field   string
	kind    segment.Kind
	loose   bool // not to be compared: written verbatim
}

// expect lists what the rendition should hold after the patches, in order.
func (w *work) expect(patches []patch) []expected {
	var want []expected
	for _, e := range patches {
		for n, i := range e.segments {
			s := w.from.Segments[i]
			x := expected{e.start, e.order*10_000 + n, i, w.words[i], s.Field, s.Kind, s.Verbatim}
			if j := w.target[i]; j >= 0 {
				x.kind = w.to.Segments[j].Kind
			}
			if s.Field != "" {
				x.parts = []segment.Part{{Text: segment.TextOf(w.words[i])}}
				x.at = -1
			}
			want = append(want, x)
		}
	}
	for j, t := range w.to.Segments {
		if slices.ContainsFunc(patches, func(e patch) bool { return e.start <= t.Start && t.Start < e.end && t.Start >= 0 }) {
			continue // replaced, or taken out
		}
		at := t.Start
		if t.Field != "" {
			if slices.ContainsFunc(want, func(x expected) bool { return x.field == t.Field }) {
				continue
			}
			at = -1
		}
		want = append(want, expected{at, 1<<40 + j, -1, t.Parts, t.Field, t.Kind, t.Verbatim})
	}
	slices.SortStableFunc(want, func(a, b expected) int {
		return cmp.Or(cmp.Compare(a.at, b.at), cmp.Compare(fieldRank(a.field), fieldRank(b.field)), cmp.Compare(a.sub, b.sub))
	})
	return want
}

// readBack takes the new text apart and compares it with what it should say. It returns the source's segments whose
// words are not what they should be; all that were written, where what stands beside them was spoilt.
func (w *work) readBack(text []byte, patches []patch) []int {
	want := w.expect(patches)
	got := source.Dissect(w.path, text).Segments
	var bad, all []int
	wrong := len(got) != len(want)
	for n, x := range want {
		if x.from >= 0 {
			all = append(all, x.from)
		}
		if n >= len(got) || x.field == got[n].Field && x.kind == got[n].Kind && (x.loose || segment.SameParts(plainly(x.parts), plainly(got[n].Parts))) {
			continue
		}
		wrong = true
		if x.from >= 0 {
			bad = append(bad, x.from)
		}
	}
	if wrong && (len(bad) == 0 || len(got) != len(want)) {
		return all
	}
	return bad
}

func fieldRank(f string) int {
	return slices.Index([]string{"title", "summary", "image.alt", "event.place"}, f)
}

// plainly squeezes parts, so that a file's own line ends do not count.
func plainly(parts []segment.Part) []segment.Part {
	out := segment.Squeeze(parts)
	for i := range out {
		out[i].ID = 0
	}
	return out
}

// field writes a value of the front matter.
func (w *work) field(field string, j int, words string) (patch, bool) {
	if j >= 0 {
		t := w.to.Segments[j]
		if t.Start < 0 {
			return patch{}, false
		}
		return patch{start: t.Start, end: t.End, text: scalarOf(words, w.to.Text[t.Start], strings.Contains(field, "."))}, true
	}
	at := w.to.Front[1]
	key, sub, nested := strings.Cut(field, ".")
	line := key + ": " + scalarOf(words, 0, false) + "\n"
	if nested {
		line = key + ": {" + sub + ": " + scalarOf(words, '"', true) + "}\n"
	}
	if w.to.Front[0] == 0 && w.to.Front[1] == 0 {
		return patch{text: w.lines("---\n" + line + "---\n\n")}, true
	}
	if field == "summary" { // below the title, where people look for it
		for _, s := range w.to.Segments {
			if s.Field == "title" && s.End >= 0 {
				if n := bytes.IndexByte(w.to.Text[s.End:], '\n'); n >= 0 {
					at = s.End + n + 1
				}
			}
		}
	}
	return patch{start: at, end: at, text: w.lines(line), order: fieldRank(field)}, true
}

// scalarOf writes a value in YAML: as it was quoted before, plain where that reads the same, else in double quotes.
func scalarOf(words string, before byte, flow bool) string {
	if before == '\'' {
		return "'" + strings.ReplaceAll(words, "'", "''") + "'"
	}
	if before != '"' && source.PlainScalar(words, flow) {
		return words
	}
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(words) + `"`
}
