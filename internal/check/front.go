package check

import (
	"fmt"
	"path"
	"slices"
	"strings"
	"time"

	"tocsin/internal/diag"
	"tocsin/internal/site"
)

// front checks what a page's front matter promises.
func (c *checker) front(p *site.Page) {
	if p.File == nil {
		return
	}
	c.post(p)
	if im := p.Front.Image; im != nil {
		switch {
		case im.Src == "":
			c.diags.Warnf(p.Pos("image"), "dead-image", "add src: with the file's name to it", "the page's picture names no file; its card is used for sharing")
		case p.Media(p.File, im.Src) == "":
			c.diags.Warnf(p.Pos("image"), "dead-image", "put the file beside the page, or mend its name", "there is no picture %q; the page's card is used for sharing", im.Src)
		case im.Alt == "":
			c.diags.Errorf(p.Pos("image"), "alt-text", "add alt: to it, with what the picture shows", "the page's picture has no alt text")
		case !p.File.Front.Has("image") && !strings.Contains(path.Base(p.Pos("image").File), "."+p.Language):
			c.diags.Warnf(p.File.Pos("title"), "alt-text", "add `image: {alt: …}` with what it shows, in this language", "the page's picture has alt text in another language alone")
		}
	}
	if m := p.Front.Missing; m != nil && m.Reason == "" {
		c.diags.Warnf(p.Pos("missing"), "missing-reason", "add a line `reason: …`", "the page has a rule of its own for missing renditions, and no reason for it")
	}
	if by := p.Front.ReviewBy.EndIn(p.Edition.Country.Zone); !by.IsZero() && !p.Edition.Site.At.Before(by) {
		c.diags.Warnf(p.Pos("review_by"), "review", "review the page and move the date", "the page was to be reviewed by %s", p.Front.ReviewBy)
	}
}

// strings reports the interface's strings that an edition lacks, in one line for the edition.
func (c *checker) strings(e *site.Edition) {
	var missing []string
	for key := range c.site.Source.Strings["en"] {
		if _, ok := e.Text(key, "other"); !ok {
			missing = append(missing, key)
		}
	}
	for _, f := range c.site.Source.Facts[e.Country.Code] {
		if by := f.ReviewBy.EndIn(e.Country.Zone); !by.IsZero() && !c.site.At.Before(by) {
			c.diags.Warnf(f.At, "review", "check the value with its owner and move the date", "the fact %q was to be reviewed by %s", f.ID, f.ReviewBy)
		}
	}
	if len(missing) > 0 {
		slices.Sort(missing)
		list := strings.Join(missing[:min(6, len(missing))], ", ")
		if len(missing) > 6 {
			list += ", …"
		}
		file := "i18n/" + e.Language + ".yaml"
		c.diags.Warnf(diag.Pos{File: file}, "missing-string", "write them in "+file, "%s", fmt.Sprintf("%d strings have no words in %s: %s", len(missing), e.Language, list))
	}
	if c.site.Campaign.Title.In(e.Language) == "" {
		c.diags.Warnf(diag.Pos{File: "campaign.yaml"}, "missing-string", "add "+e.Language+": … to title", "the campaign has no title in %s", e.Language)
	}
}

// requiredLinks reports a link that a country's pages must carry and that has no address in one of its languages.
func (c *checker) requiredLinks() {
	for _, country := range c.site.Countries {
		for _, l := range country.Links {
			for _, e := range country.Editions {
				address := l.URL.In(e.Language)
				if address == "" {
					c.diags.Warnf(l.At, "required-link", "add "+e.Language+": … to it", "the link %q has no address in %s", l.ID, e.Language)
					continue
				}
				c.host(e, address, l.At)
			}
		}
	}
}

// security warns where security.txt is missing or has run out: RFC 9116 asks for a date in the future.
func (c *checker) security() {
	s := c.site.Campaign.Security
	if s == nil {
		c.diags.Warnf(diag.Pos{File: "campaign.yaml"}, "security-txt", "add `security: {contact: mailto:…, expires: 2027-09-30}`", "there is no security contact, so no /.well-known/security.txt")
		return
	}
	if !s.Expires.IsZero() && !c.site.At.Before(s.Expires.EndIn(time.UTC)) {
		c.diags.Warnf(diag.Pos{File: "campaign.yaml"}, "security-txt", "check the contact and move the date", "security.txt expired on %s", s.Expires)
	}
}
