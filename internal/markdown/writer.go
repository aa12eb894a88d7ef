package markdown

import (
	"slices"
	"unicode/utf8"
)

// writer gathers HTML and its holes. Text that it is given is spaced by the rules of its Typography, which may change
// spaces that were written before; holes and spans that lie behind such a change move with it.
type writer struct {
	buf   []byte
	holes []Hole
	spans []span // pieces of buf that are no text of their block: references to footnotes
	bare  bool   // write text as it is, not as HTML
	spacing
}

type span struct{ from, to int32 }

func (w *writer) str(s string) { w.buf = append(w.buf, s...) }

// hole leaves a hole at the end of what is written and returns its index.
func (w *writer) hole(k HoleKind, index int) int {
	w.holes = append(w.holes, Hole{At: int32(len(w.buf)), Kind: k, Index: int32(index)})
	return len(w.holes) - 1
}

// put writes text as it is, escaped.
func (w *writer) put(b []byte) {
	if w.bare {
		w.buf = append(w.buf, b...)
		return
	}
	w.buf = appendEscaped(w.buf, b)
}

// splice puts s in the place of the n bytes at offset at, and moves what was recorded behind them.
func (w *writer) splice(at, n int, s string) {
	w.buf = slices.Replace(w.buf, at, at+n, []byte(s)...)
	delta := int32(len(s) - n)
	if delta == 0 {
		return
	}
	for i := len(w.holes) - 1; i >= 0 && int(w.holes[i].At) > at; i-- {
		w.holes[i].At += delta
	}
	for i := len(w.spans) - 1; i >= 0 && int(w.spans[i].from) > at; i-- {
		w.spans[i].from += delta
		w.spans[i].to += delta
	}
	if w.tailAt > at {
		w.tailAt += int(delta)
	}
}

func appendEscaped(dst, b []byte) []byte {
	from := 0
	for i, c := range b {
		var s string
		switch c {
		case '&':
			s = "&amp;"
		case '<':
			s = "&lt;"
		case '>':
			s = "&gt;"
		case '"':
			s = "&quot;"
		default:
			continue
		}
		dst = append(append(dst, b[from:i]...), s...)
		from = i + 1
	}
	return append(dst, b[from:]...)
}

// unescaped returns the character of an entity that appendEscaped wrote, and its length.
func unescaped(entity []byte) (c byte, n int) {
	for _, e := range [...]struct {
		s string
		c byte
	}{{"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'}} {
		if len(entity) >= len(e.s) && string(entity[:len(e.s)]) == e.s {
			return e.c, len(e.s)
		}
	}
	return '&', 1
}

// appendPlain appends the text of HTML that this package wrote: tags are left out, entities become characters.
func appendPlain(dst, html []byte) []byte {
	for i := 0; i < len(html); {
		switch c := html[i]; c {
		case '<':
			if len(html) > i+2 && html[i+1] == 'b' && html[i+2] == 'r' {
				dst = append(dst, ' ')
			}
			for i < len(html) && html[i] != '>' {
				i++
			}
			i++
		case '&':
			c, n := unescaped(html[i:])
			dst = append(dst, c)
			i += n
		default:
			dst = append(dst, c)
			i++
		}
	}
	return dst
}

// squeezed returns text with every run of white space as one space, and none at its ends. No-break spaces stay.
func squeezed(b []byte) string {
	out, space := b[:0], false
	for _, c := range b {
		if c == ' ' || c == '\n' || c == '\t' {
			space = true
			continue
		}
		if space && len(out) > 0 {
			out = append(out, ' ')
		}
		space = false
		out = append(out, c)
	}
	return string(out)
}

// cut returns s, or as many of its words as fit in limit characters.
func cut(s string, limit int) string {
	if utf8.RuneCountInString(s) <= limit {
		return s
	}
	n, at, space := 0, 0, 0
	for i, r := range s {
		if n++; n > limit+1 {
			break
		}
		at = i
		if r == ' ' {
			space = i
		}
	}
	if space > 0 {
		return s[:space]
	}
	return s[:at]
}
