package markdown

import (
	"fmt"
	"strings"

	"tocsin/internal/diag"
)

// filled shows a fragment with its holes: {{link:0}}…{{/link}}, {{fact:0}}, {{only:0}}…{{/only}} and so on.
func filled(f Fragment) string {
	names := map[HoleKind]string{LinkOpen: "link", LinkClose: "/link", ImageAt: "image", FactAt: "fact", MessageAt: "message",
		GuardOpen: "guard", GuardClose: "/guard", Prefix: "prefix", Label: "label", NotesOpen: "notes", NotesClose: "/notes", SlideAt: "slide"}
	var b strings.Builder
	at := 0
	for _, h := range f.Holes {
		b.WriteString(f.HTML[at:h.At])
		at = int(h.At)
		switch h.Kind {
		case LinkClose, GuardClose, Prefix, NotesClose:
			fmt.Fprintf(&b, "{{%s}}", names[h.Kind])
		case Label:
			fmt.Fprintf(&b, "{{%s}}", Labels[h.Index])
		default:
			fmt.Fprintf(&b, "{{%s:%d}}", names[h.Kind], h.Index)
		}
	}
	return b.String() + f.HTML[at:]
}

// told shows diagnostics, one a line: "3:1 rule".
func told(l diag.List) string {
	var b strings.Builder
	for _, d := range l.Sorted() {
		fmt.Fprintf(&b, "%d:%d %s\n", d.Line, d.Column, d.Rule)
	}
	return b.String()
}
