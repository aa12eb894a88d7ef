package attachment

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
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

// tracked are the elements of WordprocessingML that hold a change (ECMA-376, part 1, 17.13.5), and SpreadsheetML's.
var tracked = []string{"ins", "del", "moveFrom", "moveTo", "rPrChange", "pPrChange", "sectPrChange", "tblPrChange", "cellIns", "cellDel", "rcc", "rrc", "rm"}

// officePart looks into a part of an Office Open XML document (ECMA-376).
func (r *reader) officePart(f *zip.File, c *counts, deep int) {
	name := strings.ToLower(f.Name)
	switch {
	case strings.HasPrefix(name, "docprops/"):
		r.properties(r.unpack(f))
	case strings.Contains(name, "/media/"), strings.Contains(name, "/embeddings/"):
		r.within(f, deep)
	case strings.HasSuffix(name, ".rels"):
		elements(r.unpack(f), func(e *element) {
			if e.name == "Relationship" {
				r.path(e.get("Target"))
			}
		})
	case strings.HasPrefix(name, "customxml/item") && !strings.Contains(name, "props"):
		r.customXML(r.unpack(f))
	case strings.HasSuffix(name, ".xml") && (strings.HasPrefix(name, "word/") || strings.HasPrefix(name, "xl/") || strings.HasPrefix(name, "ppt/")):
		r.officeText(name, r.unpack(f), c)
	}
}

func (r *reader) officeText(name string, data []byte, c *counts) {
	comments := strings.Contains(name, "comment") && !strings.Contains(name, "commentauthors")
	elements(data, func(e *element) {
		switch {
		case slices.Contains(tracked, e.name) && !strings.HasPrefix(name, "ppt/"):
			c.changes++
			if who := e.get("author"); who != "" && !slices.Contains(c.changers, who) && len(c.changers) < 3 {
				c.changers = append(c.changers, who)
			}
		case comments && (e.name == "comment" || e.name == "threadedComment" || e.name == "cm"):
			c.comments++
			r.name(rule.PartTellCommenter, e.get("author"))
		case e.name == "person" || e.name == "cmAuthor":
			r.name(rule.PartTellCommenter, e.get("displayName")+e.get("name"))
		case e.name == "author" && comments: // of the old comments of a spreadsheet
			r.name(rule.PartTellCommenter, e.text)
		case e.name == "absPath":
			r.path(e.get("url"))
		case e.name == "sheet" && strings.HasSuffix(strings.ToLower(e.get("state")), "hidden"):
			c.sheets++
		}
	})
}

// properties reads the parts under docProps: Dublin Core, the extended properties, and those that somebody added.
func (r *reader) properties(data []byte) {
	property := ""
	elements(data, func(e *element) {
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
	elements(data, func(e *element) {
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

// elements calls f for each element of a document as it ends. What cannot be read ends it.
func elements(data []byte, f func(*element)) {
	dec := xml.NewDecoder(bytes.NewReader(data))
	dec.Strict = false
	var open []*element
	for {
		tok, err := dec.Token()
		if err != nil {
			return
		}
		switch t := tok.(type) {
		case xml.StartElement:
			e := &element{space: t.Name.Space, name: t.Name.Local, attrs: t.Copy().Attr}
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
