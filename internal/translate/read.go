package translate

import (
	"slices"
	"strconv"
	"unicode/utf8"

	"tocsin/internal/rule"
	"tocsin/internal/segment"
)

// read reads a translators' file.
func read(name string, text []byte) (*document, error) {
	root, err := parseXML(text)
	if err != nil {
		return nil, err
	}
	if root.name != "xliff" {
		return nil, refuse(root.line, rule.XLIFFRoot, "element", root.name)
	}
	d := &document{name: name, version: root.attr("version")}
	switch {
	case d.version == "1.2" && root.space == space12:
		return d, d.read12(root)
	case (d.version == "2.1" || d.version == "2.0") && root.space == space21:
		return d, d.read21(root)
	}
	return nil, refuse(root.line, rule.XLIFFVersion, "number", d.version, "space", root.space)
}

func (d *document) read21(root *element) error {
	d.from, d.to = root.attr("srcLang"), root.attr("trgLang")
	if d.to == "" {
		return refuse(root.line, rule.XLIFFNoTrgLang)
	}
	for _, f := range root.all("file") {
		file := docFile{original: f.attr("original"), line: f.line}
		if err := d.units21(f, &file, 0); err != nil {
			return err
		}
		d.files = append(d.files, file)
	}
	return d.whole(root)
}

// whole refuses a document that holds nothing.
func (d *document) whole(root *element) error {
	n := 0
	for _, f := range d.files {
		n += len(f.units)
	}
	if n == 0 {
		return refuse(root.line, rule.XLIFFNoUnits)
	}
	return nil
}

func (d *document) units21(e *element, f *docFile, depth int) error {
	for _, c := range e.children {
		if c.element == nil || c.space != e.space {
			continue
		}
		switch c.name {
		case "group":
			if err := d.units21(c.element, f, depth+1); err != nil {
				return err
			}
		case "unit":
			u, err := unit21(c.element)
			if err != nil {
				return err
			}
			f.units = append(f.units, u)
		}
	}
	return nil
}

// unit21 reads a unit. A tool may have divided it into several segments: they are put together again.
func unit21(e *element) (unit, error) {
	u := unit{id: e.attr("id"), line: e.line}
	lacks := false
	type placed struct {
		order  int
		pieces []piece
	}
	var targets []placed
	n := 0
	for _, c := range e.children {
		if c.element == nil || c.space != e.space || c.name != "segment" && c.name != "ignorable" {
			continue
		}
		n++
		src := c.first("source")
		if src == nil {
			return u, refuse(c.line, rule.XLIFFSegmentSource)
		}
		in := inlineReader{version: "2.1"}
		from, err := in.read(src)
		if err != nil {
			return u, err
		}
		u.source = append(u.source, from...)
		t := c.first("target")
		switch {
		case t != nil:
			in := inlineReader{version: "2.1"}
			to, err := in.read(t)
			if err != nil {
				return u, err
			}
			u.has = true
			order := n
			if o, err := strconv.Atoi(t.attr("order")); err == nil {
				order = o
			}
			targets = append(targets, placed{order, to})
		case wordsOf(from) == "":
			targets = append(targets, placed{n, from})
		default:
			lacks = true
		}
		if c.name == "segment" && (u.state == "" || rank21(c.attr("state")) < rank21(u.state)) {
			u.state = c.attr("state")
			if u.state == "" {
				u.state = "initial"
			}
		}
	}
	slices.SortStableFunc(targets, func(a, b placed) int { return a.order - b.order })
	for _, t := range targets {
		u.target = append(u.target, t.pieces...)
	}
	if lacks {
		u.has, u.target = false, nil
	}
	return u, nil
}

func rank21(state string) int {
	return slices.Index([]string{"translated", "reviewed", "final"}, state) + 1
}

// inlineReader reads what stands in a source or a target.
type inlineReader struct {
	version string
	out     []piece
	opened  map[string]string // 1.2: the id of what was opened, by its rid
}

func (r *inlineReader) read(e *element) ([]piece, error) {
	r.opened = map[string]string{}
	if err := r.children(e); err != nil {
		return nil, err
	}
	return r.out, nil
}

func (r *inlineReader) children(e *element) error {
	for _, c := range e.children {
		if c.element == nil {
			r.out = append(r.out, piece{text: c.text})
			continue
		}
		if err := r.element(c.element); err != nil {
			return err
		}
	}
	return nil
}

func (r *inlineReader) mark(kind segment.PartKind, id string) {
	r.out = append(r.out, piece{kind: kind, id: id})
}

func (r *inlineReader) element(e *element) error {
	id := e.attr("id")
	name := e.name
	if r.version == "1.2" {
		name = "1." + name
	}
	switch name {
	case "mrk", "1.mrk":
		return r.children(e)
	case "sm", "em":
		return nil
	case "cp":
		n, err := strconv.ParseUint(e.attr("hex"), 16, 32)
		if err != nil || !utf8.ValidRune(rune(n)) {
			return refuse(e.line, rule.XLIFFCP)
		}
		r.out = append(r.out, piece{text: string(rune(n))})
		return nil
	case "pc", "1.g":
		r.mark(segment.Open, id)
		if err := r.children(e); err != nil {
			return err
		}
		r.mark(segment.Close, id)
	case "ph", "1.x", "1.ph":
		r.mark(segment.Standalone, id)
	case "sc":
		r.mark(segment.Open, id)
	case "ec":
		if ref := e.attr("startRef"); ref != "" {
			id = ref
		}
		r.mark(segment.Close, id)
	case "1.bpt", "1.bx":
		if rid := e.attr("rid"); rid != "" {
			r.opened[rid] = id
		}
		r.mark(segment.Open, id)
	case "1.ept", "1.ex":
		if open, ok := r.opened[e.attr("rid")]; ok {
			id = open
		}
		r.mark(segment.Close, id)
	case "1.it":
		kind := segment.Open
		if e.attr("pos") == "close" {
			kind = segment.Close
		}
		r.mark(kind, id)
	default:
		return refuse(e.line, rule.XLIFFElement, "element", e.name)
	}
	return nil
}

func (d *document) read12(root *element) error {
	for _, f := range root.all("file") {
		file := docFile{original: f.attr("original"), line: f.line}
		to := f.attr("target-language")
		if to == "" {
			return refuse(f.line, rule.XLIFFNoTargetLanguage)
		}
		if d.to != "" && d.to != to {
			return refuse(f.line, rule.XLIFFTwoLanguages, "lang", d.to, "other", to)
		}
		d.from, d.to = f.attr("source-language"), to
		if body := f.first("body"); body != nil {
			if err := d.units12(body, &file); err != nil {
				return err
			}
		}
		d.files = append(d.files, file)
	}
	return d.whole(root)
}

func (d *document) units12(e *element, f *docFile) error {
	for _, c := range e.children {
		if c.element == nil || c.space != e.space {
			continue
		}
		switch c.name {
		case "group":
			if err := d.units12(c.element, f); err != nil {
				return err
			}
		case "trans-unit":
			u, err := unit12(c.element)
			if err != nil {
				return err
			}
			f.units = append(f.units, u)
		}
	}
	return nil
}

func unit12(e *element) (unit, error) {
	u := unit{id: e.attr("id"), line: e.line}
	src := e.first("source")
	if src == nil {
		return u, refuse(e.line, rule.XLIFFUnitSource)
	}
	in := inlineReader{version: "1.2"}
	var err error
	if u.source, err = in.read(src); err != nil {
		return u, err
	}
	t := e.first("target")
	if t == nil {
		return u, nil
	}
	in = inlineReader{version: "1.2"}
	if u.target, err = in.read(t); err != nil {
		return u, err
	}
	u.has = true
	switch t.attr("state") {
	case "translated", "final", "signed-off":
		u.state = "translated"
	case "":
		u.state = "unsaid"
	default:
		u.state = "initial"
	}
	if e.attr("approved") == "yes" {
		u.state = "final"
	}
	return u, nil
}
