package translate

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"strings"
	"unicode/utf8"

	"tocsin/internal/diag"
	"tocsin/internal/rule"
)

// The limits of a translators' file: what people send is far below them.
const (
	MaxFile  = 64 << 20 // bytes
	maxDepth = 64       // elements within each other
	maxNodes = 4_000_000
)

// wrong is what is wrong with a translators' file, and where.
type wrong struct{ diag.Diagnostic }

// Error returns what is wrong, in English.
func (w wrong) Error() string { return w.Message() }

// refuse says what is wrong on a line; 0 is the whole file. Pairs fill the message's holes.
func refuse(line int, id rule.ID, pairs ...any) wrong {
	return wrong{diag.New(diag.Pos{Line: line}, id, pairs...)}
}

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
	for _, c := range e.children {
		if c.element != nil && c.name == name && c.space == e.space {
			return c.element
		}
	}
	return nil
}

// parseXML reads a file into elements. It is strict: no DTD, so no entities but XML's own five; UTF-8 alone.
func parseXML(text []byte) (*element, error) {
	text = bytes.TrimPrefix(text, []byte("\ufeff"))
	switch {
	case len(text) > MaxFile:
		return nil, refuse(0, rule.XLIFFLarge, "most", MaxFile>>20)
	case bytes.HasPrefix(text, []byte{0xff, 0xfe}) || bytes.HasPrefix(text, []byte{0xfe, 0xff}):
		return nil, refuse(1, rule.XLIFFUTF16)
	case !utf8.Valid(text):
		return nil, refuse(0, rule.XLIFFBytes)
	case len(bytes.TrimSpace(text)) == 0:
		return nil, refuse(0, rule.XLIFFEmpty)
	}
	d := xml.NewDecoder(bytes.NewReader(text))
	d.Strict = true
	d.Entity = nil
	d.CharsetReader = func(label string, r io.Reader) (io.Reader, error) {
		return nil, refuse(1, rule.XLIFFLabel, "encoding", label)
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
			return nil, refuse(line, rule.XLIFFElements)
		}
		switch t := t.(type) {
		case xml.Directive:
			return nil, refuse(line, rule.XLIFFDoctype)
		case xml.StartElement:
			e := &element{name: t.Name.Local, space: t.Name.Space, attrs: t.Copy().Attr, line: line}
			switch {
			case len(stack) >= maxDepth:
				return nil, refuse(line, rule.XLIFFDeep, "most", maxDepth)
			case len(stack) > 0:
				top := stack[len(stack)-1]
				top.children = append(top.children, node{element: e})
			case root != nil:
				return nil, refuse(line, rule.XLIFFSecondRoot)
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
		return nil, refuse(0, rule.XLIFFNoXML)
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
			return refuse(s.Line, rule.XLIFFCut)
		case strings.HasPrefix(s.Msg, "invalid character entity"):
			return refuse(s.Line, rule.XLIFFEntity, "entity", strings.TrimPrefix(s.Msg, "invalid character entity "))
		}
		return refuse(s.Line, rule.XLIFFSyntax, "problem", s.Msg)
	}
	return refuse(line, rule.XLIFFSyntax, "problem", err)
}
