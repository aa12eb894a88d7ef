package check

import (
	"slices"

	"tocsin/internal/markdown"
	"tocsin/internal/rule"
	"tocsin/internal/site"
)

// sheet looks at a page that wants to be a poster, whether it can be one and has points to make.
func (c *checker) sheet(p *site.Page) {
	if !p.Front.Sheet {
		return
	}
	if !p.CanPrint() {
		c.diags.Add(p.Pos("sheet"), rule.SheetKind)
		return
	}
	d := p.Doc()
	if !slices.ContainsFunc(d.Headings, func(h markdown.Heading) bool { return h.Level == 2 && p.Edition.Allows(d, h.Guards) }) {
		c.diags.Add(p.Pos("sheet"), rule.SheetNoPoints)
	}
}

// messagePosters reports messages that want to be posters: a message is no page.
func (c *checker) messagePosters() {
	for _, f := range c.site.Source.Messages {
		if f.Front.Sheet {
			c.diags.Add(f.Pos("sheet"), rule.SheetMessage)
		}
	}
}
