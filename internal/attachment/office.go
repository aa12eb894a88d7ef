package attachment

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"html"
	"slices"
	"strings"

	"tocsin/internal/rule"
)

// counts is what the parts of a document hold together.
type counts struct {
	changes, comments, sheets int
	changers                  []string
}

// changes tells of tracked changes.
func (r *reader) changes(n int, by []string) {
	if n > 0 && len(by) > 0 {
		r.tell(rule.PartTellChangesBy.With("n", n, "who", by))
	} else {
		r.count(rule.PartTellChanges, n)
	}
}

// tracked reports whether an element of WordprocessingML holds a change (ECMA-376, part 1, 17.13.5).
func tracked(name []byte) bool {
	switch string(name) {
	case "ins", "del", "moveFrom", "moveTo", "cellIns", "cellDel":
		return true
	}
	return bytes.HasSuffix(name, []byte("PrChange"))
}

// officePart looks into a part of an Office Open XML document (ECMA-376).
func (r *reader) officePart(f *zip.File, c *counts, deep int) {
	name := strings.ToLower(f.Name)
	switch {
	case strings.HasPrefix(name, "docprops/"):
		r.properties(r.unpack(f))
	case strings.Contains(name, "/media/"), strings.Contains(name, "/embeddings/"):
		r.within(f, deep)
	case strings.HasSuffix(name, ".rels"):
		r.elements(r.unpack(f), func(e *element) {
			if e.name == "Relationship" {
				r.path(e.get("Target"))
			}
		})
	case strings.HasPrefix(name, "customxml/item") && !strings.Contains(name, "props"):
		r.customXML(r.unpack(f))
	case strings.HasPrefix(name, "word/") && strings.HasSuffix(name, ".xml") && !strings.Contains(name, "comment"):
		r.revised(r.unpack(f), c)
	case strings.Contains(name, "comment"), strings.HasPrefix(name, "xl/persons/"), name == "xl/workbook.xml":
		r.officeText(strings.Contains(name, "comment"), r.unpack(f), c)
	}
}

// revised counts the tracked changes in the text of a document. Documents are long, so tags are looked for, and what is
// between them is not read.
func (r *reader) revised(data []byte, c *counts) {
	for {
		begin := bytes.IndexByte(data, '<')
		if begin < 0 {
			return
		}
		data = data[begin+1:]
		end := bytes.IndexByte(data, '>')
		if end < 0 {
			return
		}
		tag := data[:end]
		name, attributes, _ := bytes.Cut(tag, []byte(" "))
		if _, local, ok := bytes.Cut(name, []byte(":")); ok {
			name = local
		}
		if bytes.HasPrefix(tag, []byte("/")) || !tracked(name) {
			continue
		}
		c.changes++
		_, author, _ := bytes.Cut(attributes, []byte(`author="`))
		author, _, _ = bytes.Cut(author, []byte(`"`))
		if who := html.UnescapeString(string(author)); who != "" && len(c.changers) < 3 && !slices.Contains(c.changers, who) {
			c.changers = append(c.changers, who)
		}
	}
}

// officeText reads comments and those who wrote them, and what a workbook says of itself.
func (r *reader) officeText(comments bool, data []byte, c *counts) {
	r.elements(data, func(e *element) {
		switch e.name {
		case "comment", "threadedComment", "cm":
			c.comments++
			r.name(rule.PartTellCommenter, e.get("author"))
		case "person", "cmAuthor":
			r.name(rule.PartTellCommenter, e.get("displayName")+e.get("name"))
		case "author": // of the old comments of a spreadsheet
			if comments {
				r.name(rule.PartTellCommenter, e.text)
			}
		case "absPath":
			r.path(e.get("url"))
		case "sheet":
			if strings.HasSuffix(strings.ToLower(e.get("state")), "hidden") {
				c.sheets++
			}
		}
	})
}

// properties reads the parts under docProps: Dublin Core, the extended properties, and those that somebody added.
func (r *reader) properties(data []byte) {
	property := ""
	r.elements(data, func(e *element) {
		switch e.name {
		case "creator":
			r.name(rule.PartTellAuthor, e.text)
		case "lastModifiedBy":
			r.name(rule.PartTellEditor, e.text)
		case "Company":
			r.name(rule.PartTellCompany, e.text)
		case "Manager":
			r.name(rule.PartTellManager, e.text)
		case "Template", "HyperlinkBase", "title", "subject", "description":
			r.path(e.text)
		case "property":
			property = e.get("name")
			if property != "" && e.inner != "" {
				r.tell(rule.PartTellProperty.With("name", property, "value", clip(e.inner)))
			}
		}
	})
}

// customXML tells of data that a program put into a document, but for what Word itself puts into every other one.
func (r *reader) customXML(data []byte) {
	told := false
	r.elements(data, func(e *element) {
		if !told && e.name != "Sources" && strings.TrimSpace(e.text) != "" && !strings.Contains(e.space, "/coverPageProps") {
			r.tell(rule.PartTellData.With("name", e.name))
			told = true
		}
	})
}

func clip(s string) string {
	if letters := []rune(s); len(letters) > maxLetters {
		return string(letters[:maxLetters]) + " …"
	}
	return s
}

// element is an XML element that has ended.
type element struct {
	space, name string
	attrs       []xml.Attr
	text        string // directly in it
	inner       string // in it and in what is in it
	parent      string
}

func (e *element) get(name string) string {
	for _, a := range e.attrs {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// maxElements is how many elements of one part are read: a part of a book.
const maxElements = 200_000

// elements calls f for each element of a document as it ends. What cannot be read ends it.
func (r *reader) elements(data []byte, f func(*element)) {
	dec := xml.NewDecoder(bytes.NewReader(data))
	dec.Strict = false
	var open []*element
	for n := 0; ; n++ {
		if n > 3*maxElements {
			r.cut = true
			return
		}
		tok, err := dec.Token()
		if err != nil {
			return
		}
		switch t := tok.(type) {
		case xml.StartElement:
			e := &element{space: t.Name.Space, name: t.Name.Local, attrs: t.Attr}
			if len(open) > 0 {
				e.parent = open[len(open)-1].name
			}
			open = append(open, e)
		case xml.CharData:
			if n := len(open); n > 0 && len(open[n-1].text) < 1000 {
				open[n-1].text += string(t)
			}
		case xml.EndElement:
			n := len(open)
			if n == 0 {
				continue
			}
			e := open[n-1]
			open = open[:n-1]
			e.inner = strings.TrimSpace(e.inner + e.text)
			if n > 1 && len(open[n-2].inner) < 1000 {
				open[n-2].inner += e.inner
			}
			f(e)
		}
	}
}
