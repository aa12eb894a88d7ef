package translate

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"tocsin/internal/rule"
	"tocsin/internal/segment"
)

// piece is a part of a segment in a translator's file: words, or a placeholder by its id.
type piece struct {
	kind segment.PartKind
	id   string // of a placeholder
	text string // of words
	part segment.Part
}

// sourcePieces returns a source's segment as it is sent out: its placeholders are numbered.
func sourcePieces(parts []segment.Part) []piece {
	out := make([]piece, 0, len(parts))
	for _, p := range parts {
		c := piece{kind: p.Kind, text: p.Text, part: p}
		if p.Kind != segment.Words {
			c.id = fmt.Sprint(p.ID)
		}
		out = append(out, c)
	}
	return out
}

// targetPieces returns a rendition's segment as it is sent out: what stands for the same as in the source has the
// source's number, what has no counterpart there a number of its own.
func targetPieces(from, to []segment.Part) []piece {
	ids := map[int]string{}
	taken := map[int]bool{}
	find := func(same func(a, b segment.Part) bool) {
		for _, t := range to {
			if t.Kind == segment.Words || t.Kind == segment.Close || ids[t.ID] != "" {
				continue
			}
			for _, f := range from {
				if f.Kind == t.Kind && f.Type == t.Type && !taken[f.ID] && same(f, t) {
					ids[t.ID], taken[f.ID] = fmt.Sprint(f.ID), true
					break
				}
			}
		}
	}
	find(func(a, b segment.Part) bool { return plainKey(a) == plainKey(b) })
	find(func(a, b segment.Part) bool { return a.Type != segment.FactCode })
	out := make([]piece, 0, len(to))
	extra := 0
	for _, p := range to {
		c := piece{kind: p.Kind, text: p.Text, part: p}
		if p.Kind != segment.Words {
			if ids[p.ID] == "" {
				extra++
				ids[p.ID] = fmt.Sprintf("t%d", extra)
			}
			c.id = ids[p.ID]
		}
		out = append(out, c)
	}
	return out
}

// squeeze puts the white space of pieces right, as a file's reader may have wrapped them.
func squeeze(in []piece) []piece {
	parts := make([]segment.Part, len(in))
	for i, c := range in {
		parts[i] = segment.Part{Kind: c.kind, Text: c.text, Type: c.part.Type, Raw: strconv.Itoa(i)}
	}
	out := make([]piece, 0, len(in))
	for _, p := range segment.Squeeze(parts) {
		if p.Kind == segment.Words {
			out = append(out, piece{text: p.Text})
			continue
		}
		i, _ := strconv.Atoi(p.Raw) // as it was written above
		out = append(out, in[i])
	}
	return out
}

// known gives pieces that were read the markup that their ids stand for.
func known(in []piece, from ...[]piece) []piece {
	out := slices.Clone(in)
	for i, c := range out {
		if c.kind == segment.Words {
			continue
		}
		for _, list := range from {
			if j := slices.IndexFunc(list, func(d piece) bool { return d.id == c.id && d.kind == c.kind }); j >= 0 {
				out[i].part = list[j].part
				break
			}
		}
	}
	return out
}

func samePieces(a, b []piece) bool {
	return slices.EqualFunc(a, b, func(x, y piece) bool { return x.kind == y.kind && x.id == y.id && x.text == y.text })
}

func wordsOf(in []piece) string {
	var b strings.Builder
	for _, c := range in {
		b.WriteString(c.text)
		if c.part.Type == segment.BreakCode {
			b.WriteByte(' ')
		}
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

// complaint says what is wrong with the placeholders of a translation; nil if nothing is. was is the translation that
// was sent out; lenient says that it may have lacked some of them all along.
func complaint(got, from, was []piece, lenient bool) *wrong {
	bad := func(id rule.ID, pairs ...any) *wrong {
		w := refuse(0, id, pairs...)
		return &w
	}
	count := map[string]int{}
	var open []string
	for _, c := range got {
		switch c.kind {
		case segment.Open:
			open = append(open, c.id)
			count[c.id]++
		case segment.Close:
			if len(open) == 0 || open[len(open)-1] != c.id {
				return bad(rule.XLIFFPlaceholderOrder, "placeholder", named(c.id, from, was))
			}
			open = open[:len(open)-1]
		case segment.Standalone:
			count[c.id]++
		}
	}
	if len(open) > 0 {
		return bad(rule.XLIFFPlaceholderOpen, "placeholder", named(open[0], from, was))
	}
	has := func(list []piece, id string, kind segment.PartKind) bool {
		return slices.ContainsFunc(list, func(c piece) bool { return c.id == id && c.kind == kind })
	}
	for _, c := range got {
		if c.kind == segment.Words || c.kind == segment.Close {
			continue
		}
		if count[c.id] > 1 {
			return bad(rule.XLIFFPlaceholderAgain, "placeholder", named(c.id, from, was), "times", count[c.id])
		}
		if !has(from, c.id, c.kind) && !has(was, c.id, c.kind) {
			return bad(rule.XLIFFPlaceholderUnknown, "placeholder", c.id)
		}
	}
	for _, c := range from {
		if c.kind == segment.Words || c.kind == segment.Close || count[c.id] > 0 {
			continue
		}
		if lenient && len(was) > 0 && !has(was, c.id, c.kind) {
			continue
		}
		return bad(rule.XLIFFPlaceholderMissing, "placeholder", named(c.id, from, was))
	}
	return nil
}

func named(id string, lists ...[]piece) string {
	for _, list := range lists {
		for _, c := range list {
			if c.id == id && c.part.Raw != "" {
				return fmt.Sprintf("%s (%s %s)", id, c.part.Type, strings.TrimSpace(c.part.Raw))
			}
		}
	}
	return fmt.Sprintf("%q", id)
}
