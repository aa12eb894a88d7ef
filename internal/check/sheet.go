package check

import (
	"slices"

	"tocsin/internal/markdown"
	"tocsin/internal/site"
)

// sheet looks at a page that wants to be a sheet to print, whether it can be one and has points to make.
func (c *checker) sheet(p *site.Page) {
	if !p.Front.Sheet {
		return
	}
	if !p.CanPrint() {
		c.diags.Warnf(p.Pos("sheet"), "sheet", "take the line out; ordinary pages, weeks and events can be sheets",
			"a page of this kind cannot be a sheet to print, so there is none")
		return
	}
	d := p.Doc()
	if !slices.ContainsFunc(d.Headings, func(h markdown.Heading) bool { return h.Level == 2 && p.Edition.Allows(d, h.Guards) }) {
		c.diags.Warnf(p.Pos("sheet"), "sheet", "write a ## heading for each point", "the sheet has no points: they are made of the page's headings of level 2")
	}
}

// messageSheets reports messages that want to be sheets: a message is no page.
func (c *checker) messageSheets() {
	for _, f := range c.site.Source.Messages {
		if f.Front.Sheet {
			c.diags.Warnf(f.Pos("sheet"), "sheet", "take the line out, or put it on a page that includes the message", "a message is no page, so it cannot be a sheet to print")
		}
	}
}
