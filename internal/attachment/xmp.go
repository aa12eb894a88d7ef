package attachment

import (
	"bytes"

	"tocsin/internal/rule"
)

// packets reads the XMP (ISO 16684-1) that stands plainly in a file.
func (r *reader) packets(data []byte) {
	for rest, n := data, 0; n < 100; n++ {
		i := bytes.Index(rest, []byte("<x:xmpmeta"))
		if i < 0 {
			return
		}
		rest = rest[i:]
		end := bytes.Index(rest, []byte("</x:xmpmeta>"))
		if end < 0 || end > maxPart {
			return
		}
		r.xmp(rest[:end+len("</x:xmpmeta>")])
		rest = rest[end:]
	}
}

// xmp reads one packet. A value is an element's words, or those of the items in it, or an attribute.
func (r *reader) xmp(data []byte) {
	r.elements(data, func(e *element) {
		r.xmpValue(e.name, e.inner)
		for _, a := range e.attrs {
			r.xmpValue(a.Name.Local, a.Value)
		}
	})
}

func (r *reader) xmpValue(name, value string) {
	switch name {
	case "creator", "Author", "OwnerName", "CameraOwnerName":
		r.name(rule.PartTellAuthor, value)
	case "Company", "SourceCompany":
		r.name(rule.PartTellCompany, value)
	case "Manager":
		r.name(rule.PartTellManager, value)
	case "LastModifiedBy", "LastSavedBy":
		r.name(rule.PartTellEditor, value)
	case "filePath", "documentName", "title", "Title", "SourcePath":
		r.path(value)
	case "GPSLatitude":
		if value != "" {
			r.tell(rule.PartTellPlace.With())
		}
	}
}
