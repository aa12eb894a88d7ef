package translate

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"
)

// The limits of a translators' file: what people send is far below them.
const (
	MaxFile  = 64 << 20 // bytes
	maxDepth = 64       // elements within each other
	maxNodes = 4_000_000
)

// wrong is what is wrong with a translators' file, and where.
type wrong struct {
	line int
	text string
	hint string
}

func (w wrong) Error() string { return w.text }

// element is one element of a translators' file. Text and elements that stand in it are in order in its children.
type element struct {
	name     string // without its namespace's prefix
	space    string
	attrs    []xml.Attr
	children []node
	line     int
}

// node is an element or, where that is nil, text.
type node struct {
	*element
	text string
}

func (e *element) attr(name string) string {
	for _, a := range e.attrs {
		if a.Name.Local == name && (a.Name.Space == "" || a.Name.Space == "xml" || a.Name.Space == "http://www.w3.org/XML/1998/namespace") {
			return a.Value
		}
	}
	return ""
}

// all returns the child elements of a name in the document's own namespace.
func (e *element) all(name string) []*element {
	var out []*element
	for _, c := range e.children {
		if c.element != nil && c.name == name && c.space == e.space {
			out = append(out, c.element)
		}
	}
	return out
}

func (e *element) first(name string) *element {
	if list := e.all(name); len(list) > 0 {
		return list[0]
	}
	return nil
}

// parseXML reads a file into elements. It is strict: no DTD, so no entities but XML's own five; UTF-8 alone.
func parseXML(text []byte) (*element, error) {
	text = bytes.TrimPrefix(text, []byte("\ufeff"))
	switch {
	case len(text) > MaxFile:
		return nil, wrong{0, fmt.Sprintf("the file is larger than %d MB", MaxFile>>20), "export fewer pages at a time"}
	case bytes.HasPrefix(text, []byte{0xff, 0xfe}) || bytes.HasPrefix(text, []byte{0xfe, 0xff}):
		return nil, wrong{1, "the file is UTF-16", "have the tool save it as UTF-8"}
	case !utf8.Valid(text):
		return nil, wrong{0, "the file is not UTF-8 text", "have the tool save it as UTF-8"}
	case len(bytes.TrimSpace(text)) == 0:
		return nil, wrong{0, "the file is empty", "take the file that the translator sent"}
	}
	d := xml.NewDecoder(bytes.NewReader(text))
	d.Strict = true
	d.Entity = nil
	d.CharsetReader = func(label string, r io.Reader) (io.Reader, error) {
		return nil, wrong{1, fmt.Sprintf("the file says that it is %q", label), "have the tool save it as UTF-8"}
	}
	var root *element
	var stack []*element
	nodes := 0
	for {
		t, err := d.Token()
		line, _ := d.InputPos()
		if err == io.EOF {
			break
		}
		if err != nil {
			return nil, told(err, line)
		}
		if nodes++; nodes > maxNodes {
			return nil, wrong{line, "the file has more elements than any campaign", "export fewer pages at a time"}
		}
		switch t := t.(type) {
		case xml.Directive:
			return nil, wrong{line, "the file has a document type (<!…>), which XLIFF never has", "take the line out; entities are not read"}
		case xml.StartElement:
			e := &element{name: t.Name.Local, space: t.Name.Space, attrs: t.Copy().Attr, line: line}
			switch {
			case len(stack) >= maxDepth:
				return nil, wrong{line, fmt.Sprintf("elements are nested more than %d deep", maxDepth), "this is no file for translators"}
			case len(stack) > 0:
				top := stack[len(stack)-1]
				top.children = append(top.children, node{element: e})
			case root != nil:
				return nil, wrong{line, "the file has a second root element", "take the file that the translator sent"}
			default:
				root = e
			}
			stack = append(stack, e)
		case xml.EndElement:
			stack = stack[:len(stack)-1]
		case xml.CharData:
			if len(stack) > 0 {
				top := stack[len(stack)-1]
				top.children = append(top.children, node{text: string(t)})
			}
		}
	}
	if root == nil {
		return nil, wrong{0, "the file holds no XML", "take the file that the translator sent"}
	}
	return root, nil
}

// told makes a complaint of what the XML reader says.
func told(err error, line int) error {
	var w wrong
	if errors.As(err, &w) {
		return w
	}
	var s *xml.SyntaxError
	if errors.As(err, &s) {
		switch {
		case s.Msg == "unexpected EOF":
			return wrong{s.Line, "the file is cut off", "have it sent once more"}
		case strings.HasPrefix(s.Msg, "invalid character entity"):
			return wrong{s.Line, "the file uses an entity that XML does not have (" + strings.TrimPrefix(s.Msg, "invalid character entity ") + ")", "write the character itself"}
		}
		return wrong{s.Line, "this is not valid XML: " + s.Msg, "have the tool save it once more"}
	}
	return wrong{line, "this is not valid XML: " + err.Error(), "have the tool save it once more"}
}
