package translate

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"strings"

	"tocsin/internal/segment"
)

const (
	space21 = "urn:oasis:names:tc:xliff:document:2.0" // of 2.0 and 2.1
	space12 = "urn:oasis:names:tc:xliff:document:1.2"
)

// output writes XML by hand: encoding/xml cannot write mixed content in the order that it has.
type output struct{ bytes.Buffer }

func (o *output) text(s string) { _ = xml.EscapeText(&o.Buffer, []byte(s)) }

// open writes a start tag with attributes, given as names and values; one with an empty value is left out.
func (o *output) open(name string, attrs ...string) { o.tag(name, ">", attrs) }
func (o *output) empty(name string, attrs ...string) {
	o.tag(name, "/>", attrs)
}

func (o *output) tag(name, end string, attrs []string) {
	o.WriteString("<" + name)
	for i := 0; i+1 < len(attrs); i += 2 {
		if attrs[i+1] != "" {
			o.WriteString(" " + attrs[i] + `="`)
			o.text(attrs[i+1])
			o.WriteString(`"`)
		}
	}
	o.WriteString(end)
}

// words writes text; line breaks in it stay, as references.
func (o *output) words(s string) {
	o.WriteString(strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", "\r", "&#13;").Replace(s))
}

// types21 says what a piece of markup is in XLIFF's own words: type and subType.
var types21 = map[segment.CodeType][2]string{
	segment.EmphasisCode: {"fmt", "xlf:i"}, segment.StrongCode: {"fmt", "xlf:b"}, segment.StrikeCode: {"fmt", "tocsin:strike"},
	segment.LinkCode: {"link", "tocsin:link"}, segment.AddressCode: {"link", "tocsin:address"},
	segment.ImageCode: {"image", "tocsin:image"}, segment.SpanCode: {"other", "tocsin:code"},
	segment.FactCode: {"ui", "xlf:var"}, segment.BreakCode: {"fmt", "xlf:lb"}, segment.NoteCode: {"other", "tocsin:footnote"},
	segment.HTMLCode: {"other", "tocsin:html"},
}

// write21 writes a document as XLIFF 2.1.
func write21(d *document) []byte {
	var o output
	o.WriteString(`<?xml version="1.0" encoding="UTF-8"?>` + "\n")
	o.open("xliff", "xmlns", space21, "version", "2.1", "srcLang", d.from, "trgLang", d.to)
	for i, f := range d.files {
		o.WriteString("\n ")
		o.open("file", "id", fmt.Sprintf("f%d", i+1), "original", f.original, "canResegment", "no", "xml:space", "preserve")
		o.notes21("  ", f.notes)
		for _, u := range f.units {
			o.unit21(u)
		}
		o.WriteString("\n </file>")
	}
	o.WriteString("\n</xliff>\n")
	return o.Bytes()
}

func (o *output) notes21(indent string, notes []note) {
	if len(notes) == 0 {
		return
	}
	o.WriteString("\n" + indent)
	o.open("notes")
	for _, n := range notes {
		o.WriteString("\n" + indent + " ")
		o.open("note", "category", n.category)
		o.words(n.text)
		o.WriteString("</note>")
	}
	o.WriteString("\n" + indent + "</notes>")
}

func (o *output) unit21(u unit) {
	o.WriteString("\n  ")
	o.open("unit", "id", u.id, "name", u.name, "type", "tocsin:"+u.kind)
	notes := u.notes
	if u.previous != "" {
		notes = append(notes, note{"previous-source", u.previous})
	}
	o.notes21("   ", notes)
	data := &originals{ids: map[string]string{}}
	data.add(u.source)
	data.add(u.target)
	if len(data.list) > 0 {
		o.WriteString("\n   ")
		o.open("originalData")
		for _, raw := range data.list {
			o.WriteString("\n    ")
			o.open("data", "id", data.ids[raw])
			o.words(raw)
			o.WriteString("</data>")
		}
		o.WriteString("\n   </originalData>")
	}
	o.WriteString("\n   ")
	o.open("segment", "id", "s1", "state", u.state, "subState", "tocsin:"+u.sub)
	o.WriteString("\n    <source>")
	o.inline21(u.source, data)
	o.WriteString("</source>")
	if u.has {
		o.WriteString("\n    <target>")
		o.inline21(u.target, data)
		o.WriteString("</target>")
	}
	o.WriteString("\n   </segment>\n  </unit>")
}

// originals gathers what placeholders stand for, each text once.
type originals struct {
	ids  map[string]string
	list []string
}

func (d *originals) add(pieces []piece) {
	for _, c := range pieces {
		if c.kind != segment.Words && d.ids[c.part.Raw] == "" {
			d.list = append(d.list, c.part.Raw)
			d.ids[c.part.Raw] = fmt.Sprintf("d%d", len(d.list))
		}
	}
}

func (o *output) inline21(pieces []piece, data *originals) {
	for i, c := range pieces {
		t := types21[c.part.Type]
		ref := data.ids[c.part.Raw]
		switch c.kind {
		case segment.Words:
			o.words(c.text)
		case segment.Open:
			end := ""
			for _, d := range pieces[i+1:] {
				if d.kind == segment.Close && d.id == c.id {
					end = data.ids[d.part.Raw]
					break
				}
			}
			o.open("pc", "id", c.id, "type", t[0], "subType", t[1], "canCopy", "no", "canDelete", "no", "dataRefStart", ref, "dataRefEnd", end)
		case segment.Close:
			o.WriteString("</pc>")
		case segment.Standalone:
			o.empty("ph", "id", c.id, "type", t[0], "subType", t[1], "canCopy", "no", "canDelete", "no", "dataRef", ref, "disp", shown(c.part))
		}
	}
}

// shown is what a translator's tool may show for a placeholder.
func shown(p segment.Part) string {
	if p.Type == segment.BreakCode {
		return "↵"
	}
	return p.Raw
}
