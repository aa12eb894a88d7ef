package drawing

import (
	"math"
	"regexp"
	"strconv"
	"strings"
)

// place is where an element stands on the canvas.
type place struct {
	known bool
	to    matrix // from its own coordinates to those of the root
	box   rect   // what can be seen
}

// matrix is an affine transformation, as SVG writes it: a b c d e f.
type matrix [6]float64

type rect struct{ left, top, right, bottom float64 }

func (m matrix) times(n matrix) matrix {
	return matrix{
		m[0]*n[0] + m[2]*n[1], m[1]*n[0] + m[3]*n[1],
		m[0]*n[2] + m[2]*n[3], m[1]*n[2] + m[3]*n[3],
		m[0]*n[4] + m[2]*n[5] + m[4], m[1]*n[4] + m[3]*n[5] + m[5],
	}
}

// over returns the upright rectangle round a transformed one.
func (m matrix) over(r rect) rect {
	out := rect{math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)}
	for _, p := range [][2]float64{{r.left, r.top}, {r.right, r.top}, {r.left, r.bottom}, {r.right, r.bottom}} {
		x, y := m[0]*p[0]+m[2]*p[1]+m[4], m[1]*p[0]+m[3]*p[1]+m[5]
		out = rect{min(out.left, x), min(out.top, y), max(out.right, x), max(out.bottom, y)}
	}
	return out
}

// apart reports whether two rectangles share nothing. What is no number shares everything.
func (r rect) apart(o rect) bool {
	return r.right < o.left || r.left > o.right || r.bottom < o.top || r.top > o.bottom
}

// canvas returns the root's place: its view box, wider or higher where the picture's own sides are of another proportion
// and show what is beside it.
func (d *Drawing) canvas() place {
	box := numbers(d.root.get("viewBox"))
	w, wok := length(d.root.get("width"))
	h, hok := length(d.root.get("height"))
	sides := wok && hok && w > 0 && h > 0
	p := place{known: true, to: matrix{1, 0, 0, 1, 0, 0}}
	switch {
	case len(box) == 4 && box[2] > 0 && box[3] > 0:
		p.box = rect{box[0], box[1], box[0] + box[2], box[1] + box[3]}
		if sides {
			wider, higher := max(0, w*box[3]/h-box[2]), max(0, h*box[2]/w-box[3])
			p.box = rect{p.box.left - wider, p.box.top - higher, p.box.right + wider, p.box.bottom + higher}
		} else if d.root.get("width")+d.root.get("height") != "" && !wholeSides(d.root) {
			p.known = false
		}
	case sides && len(box) == 0:
		p.box = rect{0, 0, w, h}
	default:
		p.known = false
	}
	return p
}

// wholeSides reports whether the root has its view box's proportions: it says so of no side, or fills what it is given.
func wholeSides(root *node) bool {
	for _, side := range []string{root.get("width"), root.get("height")} {
		if side != "" && side != "100%" {
			return false
		}
	}
	return true
}

// moveTo returns the place within an element.
func (f *finder) moveTo(n *node, p place) place {
	if !p.known || n == f.root {
		return p
	}
	if n.name != "g" && n.name != "a" && n.name != "text" && n.name != "image" && n.name != "switch" {
		if n.name != "tspan" {
			p.known = false // a view of its own, or a path
		}
		return p
	}
	for _, moving := range []string{"translate", "rotate", "scale", "offset-path", "transform-origin", "transform-box", "x", "y"} {
		if f.sheet.unsure[moving] || f.byStyle(n, moving) {
			p.known = false
		}
	}
	if f.animated(n) || f.byStyle(n, "transform") || f.sheet.unsure["transform"] {
		p.known = false
		return p
	}
	m, ok := transformation(n.get("transform"))
	p.to, p.known = p.to.times(m), p.known && ok
	return p
}

// byStyle reports whether style, not an attribute, gives an element a property.
func (f *finder) byStyle(n *node, property string) bool {
	for _, d := range n.decls {
		if d.name == property {
			return true
		}
	}
	for _, r := range n.rules {
		for _, d := range r.decls {
			if d.name == property {
				return true
			}
		}
	}
	return false
}

// outside reports whether no letter of a text can be on the canvas, however wide its letters are.
func (f *finder) outside(n *node, s state) bool {
	if s.font <= 0 {
		return false
	}
	r, ok := rect{math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)}, true
	letters, size, shift, both := 0, s.font, 0.0, s.anchored
	var visit func(n *node, font float64)
	visit = func(n *node, font float64) {
		if n.name == "" {
			letters += len([]rune(n.words))
			return
		}
		if font = f.fontSize(n, font); font <= 0 || n.name == "textPath" || moves[n.name] || f.animated(n) {
			ok = false
		}
		size = max(size, font)
		for _, odd := range []string{"letter-spacing", "word-spacing", "writing-mode", "baseline-shift", "textLength", "kerning"} {
			ok = ok && !f.sets(n, odd)
		}
		both = both || f.sets(n, "text-anchor") || f.sets(n, "direction")
		xs, ys := numbersOf(n, "x", &ok), numbersOf(n, "y", &ok)
		if n.name == "text" && len(xs) == 0 {
			xs = []float64{0}
		}
		if n.name == "text" && len(ys) == 0 {
			ys = []float64{0}
		}
		for _, x := range xs {
			r.left, r.right = min(r.left, x), max(r.right, x)
		}
		for _, y := range ys {
			r.top, r.bottom = min(r.top, y), max(r.bottom, y)
		}
		for _, d := range append(numbersOf(n, "dx", &ok), numbersOf(n, "dy", &ok)...) {
			shift += math.Abs(d)
		}
		for _, k := range n.kids {
			visit(k, font)
		}
	}
	visit(n, s.font)
	wide := 1.5*size*float64(letters) + shift
	left := size + shift
	if both {
		left = wide
	}
	r = rect{r.left - left, r.top - 2*size - shift, r.right + wide, r.bottom + 2*size + shift}
	return ok && s.within.to.over(r).apart(s.within.box)
}

// numbersOf returns a list of numbers in user units. Where there are others, ok becomes false.
func numbersOf(n *node, name string, ok *bool) []float64 {
	v := n.get(name)
	out := numbers(v)
	if v != "" && out == nil {
		*ok = false
	}
	return out
}

// imageOutside reports whether a picture within the drawing lies beside the canvas.
func (f *finder) imageOutside(n *node, s state) bool {
	if !s.within.known {
		return false
	}
	ok := true
	var v [4]float64
	for i, name := range []string{"x", "y", "width", "height"} {
		list := numbersOf(n, name, &ok)
		if len(list) > 1 || i >= 2 && len(list) == 0 || f.byStyle(n, name) {
			return false
		}
		if len(list) == 1 {
			v[i] = list[0]
		}
	}
	return ok && s.within.to.over(rect{v[0], v[1], v[0] + v[2], v[1] + v[3]}).apart(s.within.box)
}

func number(s string) (float64, bool) {
	x, err := strconv.ParseFloat(strings.TrimSpace(s), 64)
	return x, err == nil && !math.IsNaN(x) && !math.IsInf(x, 0)
}

// length reads a length in pixels, of a unit that is of one size everywhere.
func length(s string) (float64, bool) {
	for _, u := range []struct {
		name   string
		pixels float64
	}{{"px", 1}, {"mm", 96 / 25.4}, {"cm", 96 / 2.54}, {"in", 96}, {"pt", 96.0 / 72}, {"pc", 16}} {
		if rest, ok := strings.CutSuffix(strings.TrimSpace(s), u.name); ok {
			x, ok := number(rest)
			return x * u.pixels, ok
		}
	}
	return number(s)
}

// numbers reads a list of numbers; nil where one has a unit or is none.
func numbers(s string) (out []float64) {
	for _, word := range listed(s) {
		x, ok := number(strings.TrimSuffix(word, "px"))
		if !ok {
			return nil
		}
		out = append(out, x)
	}
	return out
}

var step = regexp.MustCompile(`([a-zA-Z]+)\s*\(([^()]*)\)`)

// transformation reads a transform attribute.
func transformation(s string) (m matrix, ok bool) {
	m = matrix{1, 0, 0, 1, 0, 0}
	if strings.Trim(step.ReplaceAllString(s, ""), " ,\t\r\n") != "" {
		return m, false
	}
	for _, part := range step.FindAllStringSubmatch(s, -1) {
		v := numbers(part[2])
		arg := func(i int, missing float64) float64 {
			if i < len(v) {
				return v[i]
			}
			return missing
		}
		if len(v) == 0 {
			return m, false
		}
		angle := v[0] * math.Pi / 180
		switch part[1] {
		case "matrix":
			if len(v) != 6 {
				return m, false
			}
			m = m.times(matrix(v))
		case "translate":
			m = m.times(matrix{1, 0, 0, 1, v[0], arg(1, 0)})
		case "scale":
			m = m.times(matrix{v[0], 0, 0, arg(1, v[0]), 0, 0})
		case "rotate":
			x, y := arg(1, 0), arg(2, 0)
			turn := matrix{math.Cos(angle), math.Sin(angle), -math.Sin(angle), math.Cos(angle), 0, 0}
			m = m.times(matrix{1, 0, 0, 1, x, y}).times(turn).times(matrix{1, 0, 0, 1, -x, -y})
		case "skewX":
			m = m.times(matrix{1, 0, math.Tan(angle), 1, 0, 0})
		case "skewY":
			m = m.times(matrix{1, math.Tan(angle), 0, 1, 0, 0})
		default:
			return m, false
		}
	}
	return m, true
}
