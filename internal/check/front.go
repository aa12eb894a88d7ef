package check

import (
	"path"
	"slices"
	"strings"
	"time"

	"tocsin/internal/diag"
	"tocsin/internal/rule"
	"tocsin/internal/site"
	"tocsin/internal/source"
)

// front checks what a page's front matter promises.
func (c *checker) front(p *site.Page) {
	if p.File == nil {
		return
	}
	c.post(p)
	c.help(p)
	if p.Event != nil {
		c.address(p.Edition, p.Event.URL, p.Pos("event"))
	}
	for _, a := range p.Front.ParamAddresses {
		c.address(p.Edition, a.Address, a.At)
		c.ownPage(p, a.Address, a.At)
	}
	if im := p.Front.Image; im != nil {
		switch {
		case im.Src == "":
			c.diags.Add(p.Pos("image"), rule.DeadImagePageUnnamed)
		case p.Media(p.File, im.Src) == "":
			c.diags.Add(p.Pos("image"), rule.DeadImagePage, "name", im.Src)
		case im.Alt == "":
			c.diags.Add(p.Pos("image"), rule.AltTextPage)
		case !p.File.Front.Has("image") && !strings.Contains(path.Base(p.Pos("image").File), "."+p.Language):
			c.diags.Add(p.File.Pos("title"), rule.AltTextPageLanguage)
		}
	}
	if m := p.Front.Missing; m != nil && m.Reason == "" {
		c.diags.Add(p.Pos("missing"), rule.MissingReason)
	}
	if by := p.Front.ReviewBy.EndIn(p.Edition.Country.Zone); !by.IsZero() && !p.Edition.Site.At.Before(by) {
		c.diags.Add(p.Pos("review_by"), rule.ReviewPage, "day", p.Front.ReviewBy)
	}
}

// strings reports the interface's strings that an edition lacks, in one line for the edition.
func (c *checker) strings(e *site.Edition) {
	var missing []string
	for key := range c.site.Source.Strings[source.ThemeLanguage] {
		if _, ok := e.Text(key, "other"); !ok && (c.site.Many() || !site.OnlyOfMany(key)) {
			missing = append(missing, key)
		}
	}
	for _, f := range e.Country.EveryFact() {
		if by := f.ReviewBy.EndIn(e.Country.Zone); !by.IsZero() && !c.site.At.Before(by) {
			c.diags.Add(f.At, rule.ReviewFact, "id", f.ID, "day", f.ReviewBy)
		}
	}
	if len(missing) > 0 {
		slices.Sort(missing)
		list := strings.Join(missing[:min(6, len(missing))], ", ")
		if len(missing) > 6 {
			list += ", …"
		}
		file := "i18n/" + e.Language + ".yaml"
		c.diags.Add(diag.Pos{File: file}, rule.MissingStringInterface, "n", len(missing), "lang", e.Language, "keys", list, "file", file)
	}
	if c.site.Campaign.Title.In(e.Language) == "" {
		c.diags.Add(diag.Pos{File: "campaign.yaml"}, rule.MissingStringTitle, "lang", e.Language)
	}
}

// security warns where security.txt is missing or has run out: RFC 9116 asks for a date in the future.
func (c *checker) security() {
	s := c.site.Campaign.Security
	if s == nil {
		c.diags.Add(diag.Pos{File: "campaign.yaml"}, rule.SecurityTxtAbsent)
		return
	}
	c.address(nil, s.Contact, s.At)
	c.address(nil, s.Policy, s.At)
	if !s.Expires.IsZero() && !c.site.At.Before(s.Expires.EndIn(time.UTC)) {
		c.diags.Add(diag.Pos{File: "campaign.yaml"}, rule.SecurityTxtExpired, "day", s.Expires)
	}
}
