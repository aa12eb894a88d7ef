package check

import (
	"tocsin/internal/markdown"
	"tocsin/internal/rule"
	"tocsin/internal/site"
)

// helpPage holds that the edition has the page to which all of its pages lead whoever needs help.
func (c *checker) helpPage(e *site.Edition) {
	if h := c.site.Campaign.HelpPage; h.Key != "" && e.Home != nil && e.HelpPage() == nil {
		c.diags.Add(h.At, rule.HelpLacks, "edition", e.Code, "key", h.Key)
	}
}

// help holds that each action of a page of help leads somewhere in the edition.
func (c *checker) help(p *site.Page) {
	if p.Front.Help == nil {
		if p.Front.From != nil && p.Front.From.Help != nil && !p.Notice {
			c.diags.Add(p.File.Pos("title"), rule.HelpNone, "file", p.Pos("help").File)
		}
		return
	}
	for _, a := range p.Front.Help.In(p.Edition.Country.Code) {
		switch {
		case a.Link != "":
			if t := p.Follow(p.File, markdown.Link{Dest: a.Link}); t.Kind != site.ToPage && t.Kind != site.ToFragment || t.DeadFragment != "" {
				c.diags.Add(a.At, rule.HelpDead, "name", a.Link, "edition", p.Edition.Code)
			}
		case a.Fact != "":
			if f, _, ok := p.Voice().Fact(a.Fact); !ok || f.Href(p.Voice().Language) == "" {
				c.diags.Add(a.At, rule.HelpNoFact, "id", a.Fact, "edition", p.Edition.Code)
			}
		}
	}
}
