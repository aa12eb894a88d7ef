package translate

import (
	"fmt"
	"strings"

	"tocsin/internal/diag"
	"tocsin/internal/edit"
	"tocsin/internal/rule"
	"tocsin/internal/segment"
	"tocsin/internal/source"
)

// fresh writes a rendition that was not there, which must be whole: half a page would speak two languages.
func (w *work) fresh(d *Done) {
	if n := w.missing(); n > 0 {
		w.diags.Add(diag.Pos{File: w.name}, rule.XLIFFUnfinished, "path", w.path, "n", n, "all", len(w.from.Segments))
		return
	}
	care := map[int]segment.Care{}
	for {
		text := w.freshText(care)
		bad := w.freshBack(text)
		if bad < 0 {
			w.changes = append(w.changes, edit.Change{Path: w.path, Text: text})
			break
		}
		if care[bad] == segment.Everything {
			w.diags.Add(diag.Pos{File: w.name}, rule.XLIFFPageWords, "path", w.path, "line", w.from.Segments[bad].Line, "file", w.From.Path, "words", segment.TextOf(w.words[bad]))
			return
		}
		care[bad]++
	}
	wants := make([]want, len(w.from.Segments))
	for i := range wants {
		wants[i] = wantNow(i)
	}
	w.lock[w.path] = entries(w.web.Source, w.From, w.from, nil, wants)
	w.relocked = true
	d.Written, d.Settled, d.Open = len(wants), len(wants), 0
	w.done = append(w.done, *d)
}

func (w *work) missing() (n int) {
	for i := range w.from.Segments {
		if w.words[i] == nil {
			n++
		}
	}
	return n
}

// freshText makes a file of the source's: its own front matter, which holds words alone, and the source's body with
// every segment replaced.
func (w *work) freshText(care map[int]segment.Care) []byte {
	var front strings.Builder
	var patches []patch
	for i, s := range w.from.Segments {
		if s.Field == "" {
			patches = append(patches, patch{start: s.Start, end: s.End, text: w.lines(segment.Write(w.words[i], s.Kind, care[i]))})
			continue
		}
		key, sub, nested := strings.Cut(s.Field, ".")
		if words := segment.TextOf(w.words[i]); nested {
			fmt.Fprintf(&front, "%s: {%s: %s}\n", key, sub, scalarOf(words, '"', true))
		} else {
			fmt.Fprintf(&front, "%s: %s\n", key, scalarOf(words, 0, false))
		}
	}
	body := apply(w.from.Text, patches)[w.from.Body:]
	if front.Len() == 0 {
		return body
	}
	return append([]byte(w.lines("---\n"+front.String()+"---\n")), body...)
}

// freshBack reads a new file back and returns the first segment that does not say what it should, or -1.
func (w *work) freshBack(text []byte) int {
	got := source.Dissect(w.path, text).Segments
	for i, s := range w.from.Segments {
		if i >= len(got) {
			return i
		}
		want := plainly(w.words[i])
		if s.Field != "" {
			want = []segment.Part{{Text: segment.TextOf(w.words[i])}}
		}
		if got[i].Field != s.Field || got[i].Kind != s.Kind || !s.Verbatim && !segment.SameParts(want, plainly(got[i].Parts)) {
			return i
		}
	}
	if len(got) > len(w.from.Segments) {
		return len(w.from.Segments) - 1
	}
	return -1
}
