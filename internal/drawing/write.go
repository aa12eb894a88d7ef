package drawing

import "strings"

// Bytes returns the drawing with what draws and nothing else, as UTF-8 without a declaration, in one line but for line
// breaks in its words. The same drawing gives the same bytes, and what comes out gives itself again. With parts, what
// other files may show of it by name stays, too: definitions that have an id, and the ids of all that draws.
func (d *Drawing) Bytes(parts bool) []byte {
	w := &writer{finder: d.find(parts), custom: map[string]bool{}, parts: parts}
	w.used(d.root)
	for _, b := range d.sheet.blocks {
		w.variables(b)
	}
	w.naming()
	if w.css = w.sheetText(d.sheet.blocks); w.css != "" {
		d.styles[0].keep()
	}
	w.element(d.root)
	return append(w.out, '\n')
}

type writer struct {
	*finder
	parts   bool
	out     []byte
	classes map[string]bool // that the style speaks of
	custom  map[string]bool // names of custom properties that something uses
	named   map[string]bool // ids that the style speaks of
	css     string          // all style that stays; it stands where the first <style> was
}

// used notes the custom properties that elements use.
func (w *writer) used(n *node) {
	if !n.live.draws {
		return
	}
	for _, a := range n.attrs {
		w.uses(a.value)
	}
	for _, k := range n.kids {
		w.used(k)
	}
}

func (w *writer) uses(value string) {
	for rest := value; ; {
		_, after, ok := strings.Cut(rest, "var(")
		if !ok {
			return
		}
		name := strings.TrimSpace(after[:strings.IndexAny(after+",", ",)")])
		w.custom[name], rest = true, after
	}
}

func (w *writer) variables(b *block) {
	if !b.stays() {
		return
	}
	for _, d := range b.decls {
		w.uses(d.value)
	}
	for _, k := range b.kids {
		w.variables(k)
	}
}

// naming finds the classes and ids that the rules which stay speak of.
func (w *writer) naming() {
	w.classes, w.named = map[string]bool{}, map[string]bool{}
	for _, r := range w.sheet.rules {
		if !r.stays() {
			continue
		}
		for _, n := range named.FindAllString(r.prelude, -1) {
			if n[0] == '#' {
				w.named[n[1:]] = true
			} else {
				w.classes[n[1:]] = true
			}
		}
	}
}

// sheetText writes the style sheet.
func (w *writer) sheetText(blocks []*block) string {
	var out strings.Builder
	for _, b := range blocks {
		if !b.stays() {
			continue
		}
		body := w.declared(b.decls)
		switch {
		case b.keyframes:
			for _, k := range b.kids {
				body += k.prelude + "{" + w.declared(k.decls) + "}"
			}
		case b.kids != nil:
			body = w.sheetText(b.kids)
		}
		if body != "" {
			out.WriteString(b.prelude + "{" + body + "}")
		}
	}
	return out.String()
}

func (w *writer) declared(list []declaration) string {
	var out []string
	for _, d := range list {
		if !strings.HasPrefix(d.name, "--") || w.custom[d.name] {
			out = append(out, d.String())
		}
	}
	return strings.Join(out, ";")
}

// element writes an element with what is in it.
func (w *writer) element(n *node) {
	switch n.name {
	case "":
		w.out = append(w.out, text.Replace(n.words)...)
		return
	case "style":
		w.out = append(w.out, "<style>"+text.Replace(w.css)+"</style>"...)
		return
	}
	w.out = append(w.out, "<"+n.name...)
	if n == w.root {
		w.attribute("xmlns", svgSpace)
	}
	for _, a := range n.attrs {
		w.attribute(a.name, w.value(a))
	}
	begin := len(w.out)
	w.out = append(w.out, '>')
	for _, k := range n.kids {
		if w.writes(k) {
			w.element(k)
		}
	}
	if len(w.out) == begin+1 {
		w.out = append(w.out[:begin], "/>"...)
		return
	}
	w.out = append(w.out, "</"+n.name+">"...)
}

// writes reports whether a node is written: it draws, or it keeps words apart that do.
func (w *writer) writes(n *node) bool {
	switch n.name {
	case "":
		return n.live.draws || strings.TrimSpace(n.words) == "" && n.parent.live.draws
	case "style":
		return w.css != "" && n == w.styles[0]
	case "view":
		return w.parts
	}
	return n.live.draws
}

// known reports whether something names an id, here or, for parts, elsewhere.
func (w *writer) known(id string) bool {
	return id != "" && (w.parts || w.refs[id] || w.named[id])
}

// value returns what stays of an attribute's value; "" for none.
func (w *writer) value(a attr) string {
	switch a.name {
	case "id":
		if !w.known(a.value) {
			return ""
		}
	case "class":
		var kept []string
		for _, c := range strings.Fields(a.value) {
			if w.classes[c] {
				kept = append(kept, c)
			}
		}
		return strings.Join(kept, " ")
	case "style":
		return w.declared(declarations(a.value, properties))
	case "href":
		return a.value
	default:
		if properties[a.name] && !harmless(a.value) {
			return ""
		}
	}
	return a.value
}

func (w *writer) attribute(name, value string) {
	if value != "" {
		w.out = append(w.out, " "+name+`="`+quoted.Replace(value)+`"`...)
	}
}

var (
	text   = strings.NewReplacer("&", "&amp;", "<", "&lt;", "]]>", "]]&gt;", "\r", "&#13;")
	quoted = strings.NewReplacer("&", "&amp;", "<", "&lt;", `"`, "&quot;", "\n", "&#10;", "\r", "&#13;", "\t", "&#9;")
)
