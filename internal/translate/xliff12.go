package translate

import (
	"tocsin/internal/segment"
)

// types12 says what a piece of markup is in XLIFF 1.2's own words.
var types12 = map[segment.CodeType]string{
	segment.EmphasisCode: "italic", segment.StrongCode: "bold", segment.StrikeCode: "x-strike", segment.LinkCode: "link",
	segment.AddressCode: "x-address", segment.ImageCode: "x-image", segment.SpanCode: "x-code", segment.FactCode: "x-fact",
	segment.BreakCode: "lb", segment.NoteCode: "x-footnote", segment.HTMLCode: "x-html",
}

// write12 writes a document as XLIFF 1.2, with g and x as placeholders, which every tool knows.
func write12(d *document) []byte {
	var o output
	o.WriteString(`<?xml version="1.0" encoding="UTF-8"?>` + "\n")
	o.open("xliff", "xmlns", space12, "version", "1.2")
	for _, f := range d.files {
		o.WriteString("\n ")
		o.open("file", "original", f.original, "source-language", d.from, "target-language", d.to, "datatype", "x-markdown", "xml:space", "preserve")
		if len(f.notes) > 0 {
			o.WriteString("\n  <header>")
			o.notes12("   ", f.notes)
			o.WriteString("\n  </header>")
		}
		o.WriteString("\n  <body>")
		for _, u := range f.units {
			o.unit12(u, d)
		}
		o.WriteString("\n  </body>\n </file>")
	}
	o.WriteString("\n</xliff>\n")
	return o.Bytes()
}

func (o *output) notes12(indent string, notes []note) {
	for _, n := range notes {
		o.WriteString("\n" + indent)
		o.open("note", "from", "tocsin")
		o.words(n.category + ": " + n.text)
		o.WriteString("</note>")
	}
}

func (o *output) unit12(u unit, d *document) {
	o.WriteString("\n   ")
	approved := ""
	state := map[status]string{changed: "needs-translation", unlocked: "needs-review-translation", current: "translated", moved: "translated"}[status(u.sub)]
	if status(u.sub) == current {
		approved = "yes"
	}
	o.open("trans-unit", "id", u.id, "resname", u.name, "restype", "x-"+u.kind, "approved", approved, "xml:space", "preserve")
	o.WriteString("\n    ")
	o.open("source", "xml:lang", d.from)
	o.inline12(u.source)
	o.WriteString("</source>")
	if u.has {
		o.WriteString("\n    ")
		o.open("target", "xml:lang", d.to, "state", state)
		o.inline12(u.target)
		o.WriteString("</target>")
	}
	o.notes12("    ", u.notes)
	if u.previous != "" {
		o.notes12("    ", []note{{"previous-source", u.previous}})
		if u.has {
			o.WriteString("\n    ")
			o.open("alt-trans", "alttranstype", "previous-version")
			o.WriteString("\n     ")
			o.open("source", "xml:lang", d.from)
			o.words(u.previous)
			o.WriteString("</source>\n     ")
			o.open("target", "xml:lang", d.to)
			o.words(wordsOf(u.target))
			o.WriteString("</target>\n    </alt-trans>")
		}
	}
	o.WriteString("\n   </trans-unit>")
}

func (o *output) inline12(pieces []piece) {
	for _, c := range pieces {
		t := types12[c.part.Type]
		switch c.kind {
		case segment.Words:
			o.words(c.text)
		case segment.Open:
			o.open("g", "id", c.id, "ctype", t)
		case segment.Close:
			o.WriteString("</g>")
		case segment.Standalone:
			o.empty("x", "id", c.id, "ctype", t, "equiv-text", shown(c.part))
		}
	}
}
