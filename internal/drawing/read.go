package drawing

import (
	"bytes"
	"encoding/base64"
	"encoding/xml"
	"fmt"
	"net/http"
	"slices"
	"strings"

	"tocsin/internal/address"
	"tocsin/internal/diag"
	"tocsin/internal/rule"
)

// reader builds the tree of what may draw, and refuses what does something.
type reader struct {
	dec      *xml.Decoder
	clean    Picture
	drawing  *Drawing
	open     []opened
	elements int
}

// opened is an element whose end has not come yet.
type opened struct {
	name   xml.Name          // as it is written
	spaces map[string]string // the namespaces that it declares, by prefix; nil for none
	node   *node             // nil where it is left out, and all in it
}

// refused are elements that do something, or that fetch something, or that hold a page within the picture.
var refused = []string{"script", "foreignobject", "iframe", "embed", "object", "audio", "video", "handler", "listener"}

func (r *reader) token(tok xml.Token) *diag.Diagnostic {
	switch t := tok.(type) {
	case xml.StartElement:
		return r.start(t)
	case xml.EndElement:
		if len(r.open) == 0 || r.open[len(r.open)-1].name != t.Name {
			return bad(rule.SVGUnreadable, "problem", fmt.Sprintf("</%s>", written(t.Name)))
		}
		r.open = r.open[:len(r.open)-1]
	case xml.CharData:
		return r.words(string(t))
	case xml.ProcInst:
		if t.Target != "xml" {
			return bad(rule.SVGInstruction, "name", t.Target)
		}
	case xml.Directive:
		if strings.Contains(strings.ToUpper(string(t)), "ENTITY") || bytes.ContainsRune(t, '[') {
			return bad(rule.SVGEntities)
		}
	}
	return nil
}

// written is an element's name as it stands in the file: RawToken leaves the prefix in Space.
func written(n xml.Name) string {
	if n.Space == "" {
		return n.Local
	}
	return n.Space + ":" + n.Local
}

// space returns the namespace of a prefix; of one that nothing declares, the prefix.
func (r *reader) space(prefix string) string {
	if prefix == "xml" {
		return xmlSpace
	}
	for _, o := range slices.Backward(r.open) {
		if s, ok := o.spaces[prefix]; ok {
			return s
		}
	}
	switch prefix {
	case "", "svg":
		return svgSpace
	case "xlink":
		return xlinkSpace
	}
	return prefix
}

func (r *reader) start(t xml.StartElement) *diag.Diagnostic {
	if len(r.open) >= maxDeep {
		return bad(rule.SVGDeep, "most", maxDeep)
	}
	if r.elements++; r.elements > maxElements {
		return bad(rule.SVGLarge, "most", maxElements)
	}
	if slices.Contains(refused, strings.ToLower(t.Name.Local)) && !r.otherProgram(t) {
		return bad(rule.SVGElement, "element", t.Name.Local)
	}
	first := r.drawing.root == nil
	if first && !strings.EqualFold(t.Name.Local, "svg") {
		return bad(rule.SVGRoot, "element", t.Name.Local)
	}
	o := opened{name: t.Name, spaces: declared(t.Attr)}
	r.open = append(r.open, o)
	var parent *node
	if n := len(r.open); n > 1 {
		parent = r.open[n-2].node
	}
	if !first && parent == nil || r.space(t.Name.Space) != svgSpace {
		if first {
			return bad(rule.SVGRoot, "element", written(t.Name))
		}
		return r.within(t)
	}
	n, p := r.element(t, parent)
	if p != nil {
		return p
	}
	if n == nil {
		return nil
	}
	r.open[len(r.open)-1].node = n
	if first {
		r.drawing.root = n
	} else {
		parent.kids = append(parent.kids, n)
	}
	return nil
}

// within refuses scripts in what is left out, too: a file that has them is not what its maker thinks it is.
func (r *reader) within(t xml.StartElement) *diag.Diagnostic {
	if r.space(t.Name.Space) != svgSpace {
		return nil
	}
	for _, a := range t.Attr {
		if a.Name.Space == "" && strings.HasPrefix(strings.ToLower(a.Name.Local), "on") {
			return bad(rule.SVGScript, "attribute", a.Name.Local)
		}
	}
	return nil
}

// extensions is the attribute by which an element asks for more than SVG.
const extensions = "requiredExtensions"

// otherProgram reports whether an element asks for a program that is no browser: Illustrator's own copy of a drawing. No
// browser draws it.
func (r *reader) otherProgram(t xml.StartElement) bool {
	if !strings.EqualFold(t.Name.Local, "foreignObject") {
		return false
	}
	for _, a := range t.Attr {
		if a.Name.Space == "" && a.Name.Local == extensions {
			return forOthers(a.Value)
		}
	}
	return false
}

// forOthers reports whether browsers leave out an element that requires an extension: all but XHTML and MathML.
func forOthers(extensions string) bool {
	for _, e := range strings.Fields(extensions) {
		if e != "http://www.w3.org/1999/xhtml" && e != "http://www.w3.org/1998/Math/MathML" {
			return true
		}
	}
	return false
}

func declared(attrs []xml.Attr) map[string]string {
	var out map[string]string
	for _, a := range attrs {
		prefix, is := a.Name.Local, a.Name.Space == "xmlns"
		if a.Name.Space == "" && a.Name.Local == "xmlns" {
			prefix, is = "", true
		}
		if !is {
			continue
		}
		if out == nil {
			out = map[string]string{}
		}
		out[prefix] = a.Value
	}
	return out
}

// element returns what stays of an element; nil where it does not draw.
func (r *reader) element(t xml.StartElement, parent *node) (*node, *diag.Diagnostic) {
	n := &node{name: t.Name.Local, parent: parent}
	kept := elements[n.name]
	for _, a := range t.Attr {
		name, p := r.attribute(t.Name.Local, a)
		switch {
		case p != nil:
			return nil, p
		case name == extensions:
			kept = kept && !forOthers(a.Value)
		case name != "" && kept:
			value := a.Value
			if name == "href" {
				if value, p = r.reference(t.Name.Local, strings.TrimSpace(value)); p != nil {
					return nil, p
				}
				if value == "" {
					continue
				}
			}
			if n.get(name) == "" {
				n.attrs = append(n.attrs, attr{name, value})
			}
		}
	}
	if !kept || moves[n.name] && !animates(n) {
		return nil, nil
	}
	if id := n.get("id"); id != "" && r.drawing.ids[id] == nil {
		r.drawing.ids[id] = n
	}
	if kind := n.get("type"); n.name == "style" && kind != "" && !strings.EqualFold(strings.TrimSpace(kind), "text/css") {
		return nil, nil
	}
	if n.name == "style" {
		r.drawing.styles = append(r.drawing.styles, n)
	}
	return n, nil
}

// animates reports whether an animation changes something that draws.
func animates(n *node) bool {
	what := n.get("attributeName")
	return n.name == "animateMotion" || n.name == "mpath" || attributes[what] || properties[what]
}

// attribute refuses what an attribute would do, and returns the name under which it stays; "" for none.
func (r *reader) attribute(element string, a xml.Attr) (name string, p *diag.Diagnostic) {
	local, value := a.Name.Local, strings.TrimSpace(a.Value)
	lower := strings.ToLower(local)
	space := ""
	if a.Name.Space != "" {
		space = r.space(a.Name.Space)
	}
	switch {
	case a.Name.Space == "xmlns" || space == "" && local == "xmlns":
		return "", nil
	case space == xmlSpace && lower == "base":
		return "", bad(rule.SVGBase)
	case space == xmlSpace && (local == "space" || local == "lang"):
		return "xml:" + local, nil
	case space == xlinkSpace && local == "href", space == "" && lower == "href", space == "" && lower == "src":
		if p := fetches(element, value); p != nil {
			return "", p
		}
		if lower == "src" {
			return "", nil
		}
		return "href", nil
	case space != "":
		return "", nil
	case strings.HasPrefix(lower, "on"):
		return "", bad(rule.SVGScript, "attribute", local)
	case lower == "attributename" && strings.HasSuffix(strings.ToLower(value), "href"):
		return "", bad(rule.SVGHref)
	}
	if !attributes[local] && !common[local] && !properties[local] && local != extensions {
		return "", nil
	}
	if p := styled(value); p != nil {
		return "", p
	}
	return local, nil
}

// fetches refuses a reference that leaves the drawing. A link to a page leads nowhere in a picture and is left out; one
// that runs something is refused.
func fetches(element, ref string) *diag.Diagnostic {
	lower := strings.ToLower(ref)
	if element == "a" {
		for _, harmless := range []string{"http://", "https://", "mailto:", "tel:"} {
			if strings.HasPrefix(lower, harmless) {
				return nil
			}
		}
	}
	if !local(ref) {
		return bad(rule.SVGFetches, "address", shorten(ref))
	}
	return nil
}

// pictureTypes are those of pictures that may stand in a drawing.
var pictureTypes = []string{"png", "jpeg", "jpg", "gif", "webp"}

// local reports whether a reference stays in the drawing: a part of it, or a picture in it.
func local(ref string) bool {
	if ref == "" || strings.HasPrefix(ref, "#") {
		return true
	}
	lower := strings.ToLower(ref)
	return slices.ContainsFunc(pictureTypes, func(kind string) bool {
		return strings.HasPrefix(lower, "data:image/"+kind+";") || strings.HasPrefix(lower, "data:image/"+kind+",")
	})
}

// reference returns where an element leads, with a picture that stands in the drawing cleaned; "" for what draws nothing.
func (r *reader) reference(element, ref string) (string, *diag.Diagnostic) {
	if strings.HasPrefix(ref, "#") {
		if element == "a" {
			return "", nil
		}
		return ref, nil
	}
	_, data, ok := address.Data(ref)
	if !ok || element != "image" && element != "feImage" {
		return "", nil
	}
	clean, p := r.clean(data)
	if p != nil || clean == nil {
		return "", p
	}
	return "data:" + http.DetectContentType(clean) + ";base64," + base64.StdEncoding.EncodeToString(clean), nil
}

// words takes the text of an element, where it draws or is style.
func (r *reader) words(text string) *diag.Diagnostic {
	if len(r.open) == 0 {
		return nil
	}
	n := r.open[len(r.open)-1].node
	switch {
	case strings.EqualFold(r.open[len(r.open)-1].name.Local, "style"):
		if p := styled(text); p != nil {
			return p
		}
		if n != nil {
			n.words += text
		}
	case n != nil && n.holdsWords():
		n.kids = append(n.kids, &node{words: text, parent: n})
	}
	return nil
}

// styled refuses style that fetches something. A backslash would hide it.
func styled(css string) *diag.Diagnostic {
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
