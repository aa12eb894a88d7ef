package attachment

import (
	"archive/zip"
	"bytes"
	"slices"
	"strings"

	"tocsin/internal/rule"
)

// openPart looks into a part of an OpenDocument (ISO/IEC 26300).
func (r *reader) openPart(f *zip.File, deep int) {
	switch {
	case strings.HasSuffix(f.Name, "meta.xml"), strings.HasSuffix(f.Name, "content.xml"), strings.HasSuffix(f.Name, "styles.xml"):
		r.openXML(r.unpack(f))
	case strings.HasPrefix(f.Name, "Pictures/"), strings.HasPrefix(f.Name, "media/"):
		r.within(f, deep)
	}
}

// isFlat reports whether a file is an OpenDocument in one piece of XML.
func isFlat(data []byte) bool {
	head := data[:min(len(data), 4096)]
	return bytes.HasPrefix(bytes.TrimLeft(head, "\ufeff \r\n\t"), []byte("<")) && bytes.Contains(head, []byte("<office:document"))
}

// openXML reads what OpenDocument says about its makers, wherever it stands.
func (r *reader) openXML(data []byte) {
	changes, comments := 0, 0
	var changers []string
	who := ""
	r.elements(data, func(e *element) {
		switch e.name {
		case "initial-creator":
			r.name(rule.PartTellAuthor, e.text)
		case "printed-by":
			r.name(rule.PartTellEditor, e.text)
		case "creator":
			switch e.parent {
			case "change-info":
				who = e.text
			case "annotation":
				r.name(rule.PartTellCommenter, e.text)
			default:
				r.name(rule.PartTellEditor, e.text)
			}
		case "changed-region", "cell-content-change", "insertion-cut-off":
			changes++
			if who != "" && len(changers) < 3 && !slices.Contains(changers, who) {
				changers = append(changers, who)
			}
		case "annotation":
			comments++
		case "user-defined":
			if e.text != "" {
				r.tell(rule.PartTellProperty.With("name", e.get("name"), "value", clip(e.text)))
			}
		}
		for _, a := range e.attrs {
			if a.Name.Local == "href" {
				r.path(a.Value)
			}
		}
	})
	r.changes(changes, changers)
	r.count(rule.PartTellComments, comments)
}
