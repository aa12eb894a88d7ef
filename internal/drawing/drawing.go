// Package drawing reads an SVG and writes it anew, with what draws and nothing else.
//
// A drawing is a small program: opened by itself it runs in the site's own name. So what would do something, or fetch
// something, is refused with its place in the file: without it the drawing would not be what its maker saw. All the rest
// goes through an allow-list of elements, attributes and properties of style. What is not on it does not draw, and is
// left out in silence: comments, metadata, what editors keep for themselves (names of files and folders, layers, the
// drawing's whole source), words that nobody sees, links. Titles and descriptions go too: in a page a picture's
// alternative text stands in Markdown, browsers read nobody the title of an <img>, and what editors write there is the
// name of a file or a layer.
package drawing

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"math"
	"strconv"
	"strings"

	"tocsin/internal/address"
	"tocsin/internal/diag"
	"tocsin/internal/rule"
)

// Picture cleans the bytes of a picture within a drawing. It returns none for what no browser shows, and a problem for
// what may not be published.
type Picture func(data []byte) (clean []byte, problem *diag.Diagnostic)

// Drawing is an SVG that was read and may be published.
type Drawing struct {
	root   *node
	styles []*node // <style>, in the order of the document
	ids    map[string]*node
	sheet  sheet
}

// node is an element that may draw, or words (then it has no name).
type node struct {
	name   string
	attrs  []attr
	parent *node
	kids   []*node
	words  string

	rules []styling     // of the style sheet, the strongest last
	decls []declaration // of its own style
	live  liveness
}

// attr is an attribute by its name in SVG: href for XLink's too, xml:space and xml:lang with their prefix.
type attr struct{ name, value string }

// get returns an attribute's value, "" where it is not there.
func (n *node) get(name string) string {
	for _, a := range n.attrs {
		if a.name == name {
			return a.value
		}
	}
	return ""
}

// holdsWords reports whether the text in an element draws.
func (n *node) holdsWords() bool {
	return wordy[n.name] || n.name == "a" && n.parent != nil && n.parent.holdsWords()
}

const (
	svgSpace   = "http://www.w3.org/2000/svg"
	xlinkSpace = "http://www.w3.org/1999/xlink"
	xmlSpace   = "http://www.w3.org/XML/1998/namespace"
)

const (
	maxDeep     = 200     // how deep elements may nest
	maxElements = 100_000 // how many there may be
	maxDrawn    = 500_000 // how many, with those that are repeated
)

// Read reads a drawing. It returns a problem, with line and column, where it may not be published.
func Read(data []byte, clean Picture) (*Drawing, *diag.Diagnostic) {
	r := &reader{clean: clean, drawing: &Drawing{ids: map[string]*node{}}}
	r.dec = xml.NewDecoder(bytes.NewReader(bytes.TrimPrefix(data, []byte("\ufeff"))))
	r.dec.Strict = true
	for {
		tok, err := r.dec.RawToken()
		if errors.Is(err, io.EOF) {
			break
		}
		var p *diag.Diagnostic
		if err != nil {
			p = bad(rule.SVGUnreadable, "problem", strings.TrimPrefix(err.Error(), "XML syntax error on "))
		} else {
			p = r.token(tok)
		}
		if p != nil {
			p.Line, p.Column = r.dec.InputPos()
			return nil, p
		}
	}
	if r.drawing.root == nil || len(r.open) > 0 {
		p := bad(rule.SVGCut)
		p.Line, p.Column = r.dec.InputPos()
		return nil, p
	}
	d := r.drawing
	for _, s := range d.styles {
		d.sheet.add(s.words, s.get("media"))
	}
	d.sheet.index()
	if d.drawn(d.root, map[*node]int{}) > maxDrawn {
		return nil, bad(rule.SVGLarge, "most", maxDrawn)
	}
	return d, nil
}

// drawn counts the elements that a browser draws, each as often as <use> repeats it: ten that each repeat the next one ten
// times would be ten thousand million. One that repeats itself draws nothing.
func (d *Drawing) drawn(n *node, known map[*node]int) int {
	if count, ok := known[n]; ok {
		return count
	}
	known[n] = 0
	count := 1
	for _, k := range n.kids {
		count += d.drawn(k, known)
	}
	if id, ok := strings.CutPrefix(n.get("href"), "#"); ok && n.name == "use" && d.ids[address.Unescape(id)] != nil {
		count += d.drawn(d.ids[address.Unescape(id)], known)
	}
	known[n] = min(count, maxDrawn+1)
	return known[n]
}

func bad(id rule.ID, pairs ...any) *diag.Diagnostic {
	d := diag.New(diag.Pos{}, id, pairs...)
	return &d
}

// Size returns a drawing's size in pixels, by its own word or by its view box; 0 where it has none.
func (d *Drawing) Size() (width, height int) {
	pixels := func(s string) int {
		f, err := strconv.ParseFloat(strings.TrimSuffix(strings.TrimSpace(s), "px"), 64)
		if err != nil || f < 1 || f > 1e5 {
			return 0
		}
		return int(math.Round(f))
	}
	width, height = pixels(d.root.get("width")), pixels(d.root.get("height"))
	if box := listed(d.root.get("viewBox")); (width == 0 || height == 0) && len(box) == 4 {
		width, height = pixels(box[2]), pixels(box[3])
	}
	if width == 0 || height == 0 {
		return 0, 0
	}
	return width, height
}

// listed splits a list of numbers.
func listed(s string) []string {
	return strings.FieldsFunc(s, func(r rune) bool { return r == ' ' || r == ',' || r == '\n' || r == '\t' || r == '\r' })
}
