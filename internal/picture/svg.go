package picture

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"

	"tocsin/internal/rule"
)

func looksLikeSVG(data []byte) bool {
	text := bytes.TrimSpace(bytes.TrimPrefix(data, []byte("\ufeff")))
	return bytes.HasPrefix(text, []byte("<")) && bytes.Contains(text[:min(len(text), 8<<10)], []byte("<svg"))
}

// maxSVG is how deep the elements of a drawing may nest.
const maxSVG = 200

// refused are elements that do something, or that fetch something, or that hold a page within the picture.
var refused = []string{"script", "foreignobject", "iframe", "embed", "object", "audio", "video", "handler", "listener"}

// inspectSVG reads a drawing and refuses one that would do more than show itself: opened by itself it runs in the
// site's own name.
func inspectSVG(data []byte) (Info, *Problem) {
	dec := xml.NewDecoder(bytes.NewReader(bytes.TrimPrefix(data, []byte("\ufeff"))))
	dec.Strict = true
	info := Info{Format: SVG}
	depth, style, root := 0, 0, false
	at := func(p *Problem) (Info, *Problem) {
		line, column := dec.InputPos()
		p.Line, p.Column = line, column
		return Info{}, p
	}
	for {
		tok, err := dec.RawToken()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return at(bad(rule.SVGUnreadable, "problem", strings.TrimPrefix(err.Error(), "XML syntax error on ")))
		}
		var p *Problem
		switch t := tok.(type) {
		case xml.StartElement:
			if depth++; depth > maxSVG {
				return at(bad(rule.SVGDeep, "most", maxSVG))
			}
			if !root {
				if root = strings.EqualFold(t.Name.Local, "svg"); !root {
					return at(bad(rule.SVGRoot, "element", t.Name.Local))
				}
				info.Width, info.Height = drawnSize(t.Attr)
			}
			if strings.EqualFold(t.Name.Local, "style") {
				style = depth
			}
			p = element(t)
		case xml.EndElement:
			if style == depth {
				style = 0
			}
			depth--
		case xml.CharData:
			if style > 0 {
				p = styled(string(t))
			}
		case xml.ProcInst:
			if t.Target != "xml" {
				p = bad(rule.SVGInstruction, "name", t.Target)
			}
		case xml.Directive:
			if strings.Contains(strings.ToUpper(string(t)), "ENTITY") || bytes.ContainsRune(t, '[') {
				p = bad(rule.SVGEntities)
			}
		}
		if p != nil {
			return at(p)
		}
	}
	if !root || depth != 0 {
		return at(bad(rule.SVGCut))
	}
	return info, nil
}

// element refuses what an element or its attributes would do.
func element(t xml.StartElement) *Problem {
	name := strings.ToLower(t.Name.Local)
	if slices.Contains(refused, name) {
		return bad(rule.SVGElement, "element", t.Name.Local)
	}
	for _, a := range t.Attr {
		attr, value := strings.ToLower(a.Name.Local), strings.TrimSpace(a.Value)
		switch {
		case strings.HasPrefix(attr, "on"):
			return bad(rule.SVGScript, "attribute", a.Name.Local)
		case attr == "href" || attr == "src":
			if !local(value) {
				return bad(rule.SVGFetches, "address", shorten(value))
			}
		case attr == "attributename" && strings.HasSuffix(strings.ToLower(value), "href"):
			return bad(rule.SVGHref)
		case attr == "base" && a.Name.Space == "xml":
			return bad(rule.SVGBase)
		default:
			if p := styled(value); p != nil {
				return p
			}
		}
	}
	return nil
}

// local reports whether a reference stays in the drawing: a part of it, or a picture in it.
func local(ref string) bool {
	if ref == "" || strings.HasPrefix(ref, "#") {
		return true
	}
	lower := strings.ToLower(ref)
	for _, kind := range []string{"png", "jpeg", "jpg", "gif", "webp"} {
		if strings.HasPrefix(lower, "data:image/"+kind+";") || strings.HasPrefix(lower, "data:image/"+kind+",") {
			return true
		}
	}
	return false
}

// styled refuses style that fetches something. A backslash would hide it.
func styled(css string) *Problem {
	lower := strings.ToLower(css)
	if strings.Contains(lower, "@import") || strings.Contains(lower, "javascript:") || strings.Contains(lower, "expression(") {
		return bad(rule.SVGStyle)
	}
	if strings.Contains(lower, `\`) && (strings.Contains(lower, "(") || strings.Contains(lower, "@")) {
		return bad(rule.SVGBackslash)
	}
	for rest := lower; ; {
		_, after, ok := strings.Cut(rest, "url(")
		if !ok {
			return nil
		}
		ref, tail, _ := strings.Cut(after, ")")
		if !local(strings.Trim(ref, " \t\r\n'\"")) {
			return bad(rule.SVGFetches, "address", shorten(ref))
		}
		rest = tail
	}
}

func shorten(s string) string {
	r := []rune(s)
	if len(r) > 60 {
		return fmt.Sprintf("%q …", string(r[:60]))
	}
	return fmt.Sprintf("%q", s)
}

// drawnSize returns a drawing's size by its own word, or by its view box.
func drawnSize(attrs []xml.Attr) (w, h int) {
	pixels := func(s string) int {
		f, err := strconv.ParseFloat(strings.TrimSuffix(strings.TrimSpace(s), "px"), 64)
		if err != nil || f < 1 || f > 1e5 {
			return 0
		}
		return int(math.Round(f))
	}
	var box []string
	for _, a := range attrs {
		switch a.Name.Local {
		case "width":
			w = pixels(a.Value)
		case "height":
			h = pixels(a.Value)
		case "viewBox":
			box = strings.FieldsFunc(a.Value, func(r rune) bool { return r == ' ' || r == ',' })
		}
	}
	if (w == 0 || h == 0) && len(box) == 4 {
		w, h = pixels(box[2]), pixels(box[3])
	}
	if w == 0 || h == 0 {
		return 0, 0
	}
	return w, h
}
