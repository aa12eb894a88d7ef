package render

import (
	"cmp"
	"html/template"

	"tocsin/internal/markdown"
	"tocsin/internal/site"
)

// factTable writes a table of a fact by region, and reports whether there is one. A value that a region lacks has no row.
func (f *pageFiller) factTable(ref markdown.Ref) bool {
	rows := f.voice.RegionFacts(ref.ID)
	if len(rows) == 0 {
		return false
	}
	label := cmp.Or(rows[0].Fact.Label.In(f.voice.Language), site.Humanize(ref.ID))
	f.b.str(`<div class="table" role="group" tabindex="0" aria-label="`)
	f.b.str(template.HTMLEscapeString(f.voice.Typeset(label)))
	f.b.str("\"><table>\n<thead>\n<tr>\n<td></td>\n<th scope=\"col\">")
	f.b.str(template.HTMLEscapeString(f.voice.Typeset(label)))
	f.b.str("</th>\n</tr>\n</thead>\n<tbody>\n")
	for _, row := range rows {
		f.b.str("<tr>\n<th scope=\"row\">")
		f.b.str(template.HTMLEscapeString(row.Name))
		f.b.str("</th>\n<td>")
		f.b.str(f.factHTML(row.Fact, !f.bare))
		f.b.str("</td>\n</tr>\n")
	}
	f.b.str("</tbody>\n</table></div>")
	return true
}
