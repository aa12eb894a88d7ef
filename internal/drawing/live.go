package drawing

import (
	"slices"
	"strconv"
	"strings"

	"tocsin/internal/address"
)

// liveness says whether an element draws: it is found from the root, through what refers to what, as a garbage collector
// finds what is used. What is hidden, and what nothing refers to, is not found.
type liveness struct {
	draws  bool    // it is written
	walked []given // what it was walked with: where it stands, and wherever something refers to it
}

// state is what an element has from those around it. What cannot be told for sure counts as seen.
type state struct {
	hidden     bool // visibility
	gone       bool // an element around it, or it, is wholly transparent
	off        bool // the text that it is part of lies outside of the drawing
	fill, line paint
	tiny       bool    // its font has no size
	font       float64 // its size in user units; 0 where it cannot be told
	boxed      bool    // something around it is measured: hidden shapes count there
	clips      bool    // it is part of a clipping path, whose colours do not count
	anchored   bool    // its words may stand on both sides of where they begin
	within     place
}

// given is a state as far as it decides what is found.
type given struct {
	hidden, gone, off, tiny, boxed, clips, placed, byReference bool
	fill, line                                                 paint
}

func (s state) given(byReference bool) given {
	return given{s.hidden, s.gone, s.off, s.tiny, s.boxed, s.clips, s.within.known, byReference, s.fill, s.line}
}

// paint is why the inside of letters, or their line, is not seen: it has no colour, or one that is wholly transparent, or
// it has no width.
type paint struct{ none, clear, thin bool }

func (p paint) unseen() bool { return p.none || p.clear || p.thin }

// finder marks what draws.
type finder struct {
	*Drawing
	moved map[string]bool // ids of elements that an animation elsewhere changes
	refs  map[string]bool // ids that something which draws refers to
}

// find marks everything that draws; with parts, what other files may show of it, too.
func (d *Drawing) find(parts bool) *finder {
	f := &finder{d, map[string]bool{}, map[string]bool{}}
	f.style(d.root)
	f.walk(d.root, state{line: paint{none: true}, font: 16, within: d.canvas()}, false)
	for id, n := range d.ids {
		if parts && (referred[n.name] || n.parent != nil && n.parent.name == "defs") {
			f.refer(id)
		}
	}
	f.followStyle()
	return f
}

// followStyle marks what the rules refer to that stay: what they find may have rules of its own.
func (f *finder) followStyle() {
	followed := map[*block]bool{}
	for again := true; again; {
		again = false
		for _, r := range f.sheet.rules {
			if followed[r] || !r.stays() {
				continue
			}
			followed[r], again = true, true
			for _, d := range r.decls {
				for _, id := range references(d.value) {
					f.refer(address.Unescape(id))
				}
			}
		}
	}
}

// style finds the rules of every element, and what animations change.
func (f *finder) style(n *node) {
	n.live = liveness{}
	if n.name == "" {
		return
	}
	n.rules, n.decls = f.sheet.of(n), declarations(n.get("style"), properties)
	for _, r := range n.rules {
		r.used = false
	}
	if id, ok := strings.CutPrefix(n.get("href"), "#"); ok && moves[n.name] {
		f.moved[id] = true
	}
	for _, k := range n.kids {
		f.style(k)
	}
}

// keep marks an element and those around it as written.
func (n *node) keep() {
	for ; n != nil && !n.live.draws; n = n.parent {
		n.live.draws = true
	}
}

// refer marks what an id names. Nothing is known of what is around it where it is drawn.
func (f *finder) refer(id string) {
	f.refs[id] = true
	if n := f.ids[id]; n != nil {
		f.walk(n, state{}, true)
	}
}

// walk marks an element and what is in it. It reports whether the element draws.
func (f *finder) walk(n *node, s state, byReference bool) bool {
	switch {
	case slices.Contains(n.live.walked, s.given(byReference)):
		return n.live.draws
	case referred[n.name] && !byReference:
		return false // a definition: found if it is used
	}
	n.live.walked = append(n.live.walked, s.given(byReference))
	if f.says(n, "display") == "none" && !referred[n.name] && n.name != "stop" || n.name == "style" || n.name == "view" {
		return false
	}
	s = f.inherit(n, s)
	s.clips = s.clips || n.name == "clipPath"
	if n.name == "text" && s.within.known && f.outside(n, s) {
		s.off = true
	}
	unseen := s.hidden || s.gone && !s.clips
	switch {
	case n.name == "image" && (unseen || f.imageOutside(n, s)):
		return false
	case shapes[n.name] && unseen && !s.boxed:
		return false
	}
	silent := unseen || s.off || s.tiny || s.fill.unseen() && s.line.unseen() && !s.clips
	draws := byReference || !hollow[n.name] || n.parent.name == "switch" || f.sets(n, "filter")
	for _, k := range n.kids {
		switch {
		case k.name != "":
			draws = f.walk(k, s, false) || draws
		case !silent && strings.TrimSpace(k.words) != "":
			k.live.draws, draws = true, true
		}
	}
	if draws {
		n.keep()
		f.follow(n)
	}
	return draws
}

// follow marks what an element refers to.
func (f *finder) follow(n *node) {
	if id, ok := strings.CutPrefix(n.get("href"), "#"); ok {
		f.refer(address.Unescape(id))
	}
	for _, a := range n.attrs {
		for _, id := range references(a.value) {
			f.refer(address.Unescape(id))
		}
		if a.name == "begin" || a.name == "end" {
			for when := range strings.SplitSeq(a.value, ";") {
				if id, _, ok := strings.Cut(strings.TrimSpace(when), "."); ok {
					f.refs[id] = true
				}
			}
		}
	}
	for _, r := range n.rules {
		r.used = true
	}
}

// says returns what a property is for an element by its own word: its style, the rules that it has, its attributes. It
// is "" where nothing says so, or where it is not for sure: an animation or a rule that cannot be told may change it.
func (f *finder) says(n *node, property string) string {
	if f.sheet.unsure[property] || f.animated(n) {
		return ""
	}
	value, weight := n.get(property), -1
	take := func(d declaration, w int) {
		if d.important {
			w += 1_000_000
		}
		if d.name == property && w >= weight {
			value, weight = d.value, w
		}
	}
	for _, r := range n.rules {
		for _, d := range r.decls {
			if r.plain {
				take(d, r.weight)
			}
		}
	}
	for _, d := range n.decls {
		take(d, 500_000)
	}
	return strings.ToLower(strings.TrimSpace(value))
}

// sets reports whether an element may have a property at all, for sure or not.
func (f *finder) sets(n *node, property string) bool {
	return f.sheet.unsure[property] || n.get(property) != "" || f.byStyle(n, property)
}

func (f *finder) animated(n *node) bool {
	return f.moved[n.get("id")] || slices.ContainsFunc(n.kids, func(k *node) bool { return moves[k.name] })
}

// inherit returns the state within an element.
func (f *finder) inherit(n *node, s state) state {
	known := !f.animated(n)
	value := func(property string, was bool, yes func(string) bool) bool {
		v := f.says(n, property)
		switch {
		case !known || f.sheet.unsure[property]:
			return false
		case v == "" || v == "inherit":
			return was
		}
		return yes(v)
	}
	zero := func(v string) bool {
		x, err := strconv.ParseFloat(strings.TrimRight(v, "%empxtncr"), 64)
		return err == nil && x == 0
	}
	none := func(v string) bool { return v == "none" || v == "transparent" }
	s.hidden = value("visibility", s.hidden, func(v string) bool { return v == "hidden" || v == "collapse" })
	s.gone = s.gone || value("opacity", false, zero)
	s.fill = paint{none: value("fill", s.fill.none, none), clear: value("fill-opacity", s.fill.clear, zero)}
	s.line = paint{value("stroke", s.line.none, none), value("stroke-opacity", s.line.clear, zero), value("stroke-width", s.line.thin, zero)}
	s.tiny = value("font-size", s.tiny, zero) && !f.sets(n, "font")
	s.font = f.fontSize(n, s.font)
	for _, measured := range []string{"filter", "mask", "clip-path"} {
		s.boxed = s.boxed || f.sets(n, measured)
	}
	s.anchored = s.anchored || f.sets(n, "text-anchor") || f.sets(n, "direction")
	s.within = f.moveTo(n, s.within)
	return s
}

// fontSize returns the size of an element's font in user units; 0 where it cannot be told.
func (f *finder) fontSize(n *node, around float64) float64 {
	v := f.says(n, "font-size")
	if v == "" {
		if f.sets(n, "font") || f.sets(n, "font-size") {
			return 0
		}
		return around
	}
	x, err := strconv.ParseFloat(strings.TrimSuffix(v, "px"), 64)
	if err != nil || x < 0 || f.sets(n, "font") && n.get("font-size") == v {
		return 0
	}
	return x
}
