package check

import (
	"strings"

	"tocsin/internal/address"
	"tocsin/internal/diag"
	"tocsin/internal/rule"
	"tocsin/internal/site"
)

// addresses checks the addresses of an edition that stand in no page: facts, the links that every page carries, and
// where readers write to.
func (c *checker) addresses(e *site.Edition) {
	for _, f := range e.Country.EveryFact() {
		c.address(e, f.Address.In(e.Language), f.At)
	}
	for _, l := range e.Country.Links {
		if l.URL.In(e.Language).IsZero() {
			c.diags.Add(l.At, rule.RequiredLink, "id", l.ID, "lang", e.Language)
		}
		c.address(e, l.URL.In(e.Language), l.At)
	}
	f := c.site.Campaign.FeedbackOf(e.Country.Code)
	c.address(e, f.URL.In(e.Language), f.At)
}

// address refuses an address that readers may not be led to: one on their own machine, one that only the writer's network
// knows, one on a host that the country does not list. A look-alike of a site with another telephone number is how people
// are robbed. Without an edition it is the whole campaign's, and no list holds.
func (c *checker) address(e *site.Edition, a address.Address, at diag.Pos) {
	var hosts []string
	code := ""
	if e != nil {
		hosts, code = e.Country.Hosts, e.Country.Code
	}
	switch {
	case a.IsZero():
	case a.Reach() == address.Loopback:
		var hint rule.Text
		if q := c.pageAt(a.Path()); q != nil {
			hint = rule.HintReviewed.With("file", fileOf(e, q, a))
		}
		c.diags.Add(at, rule.HostLoopback, "host", a.HostPort(), "hint", hint)
	case !a.IsWeb() || c.site.Own(a) || a.Within(hosts):
	case a.Reach() == address.Private && e == nil:
		c.diags.Add(at, rule.HostPrivate, "host", a.DisplayHost())
	case a.Reach() == address.Private:
		c.diags.Add(at, rule.HostPrivate, "host", a.DisplayHost(), "hint", rule.HintAddHost.With("code", code))
	case len(hosts) > 0:
		c.diags.Add(at, rule.Host, "code", code, "host", a.DisplayHost())
	}
}

// ownPage tells of a link to one of the campaign's own pages by its address: named by its file, it is held to be there,
// and leads readers to their own edition.
func (c *checker) ownPage(p *site.Page, a address.Address, at diag.Pos) {
	if !a.IsWeb() || !c.site.Own(a) {
		return
	}
	q := c.pageAt(a.Path())
	for _, e := range c.site.Editions {
		if rest, ok := strings.CutPrefix(a.String(), e.Base); ok && e.OwnHost {
			q = c.pageAt(e.Folder + "/" + strings.TrimSuffix(strings.TrimSuffix(rest, "#"+a.Fragment()), "?"+a.Query()))
		}
	}
	if q == nil {
		return
	}
	c.diags.Add(at, rule.OwnAddress, "file", fileOf(p.Edition, q, a))
}

// pageAt returns the page that is published at a path, or that the review server shows there; nil for none that has a
// file. Whatever folder the site lies in, the path ends in the edition's folder and the page's own path.
func (c *checker) pageAt(path string) *site.Page {
	path = strings.TrimSuffix(path, "index.html")
	if !strings.HasSuffix(path, "/") {
		path += "/"
	}
	pages := c.paths()
	for {
		if q := pages[path]; q != nil {
			return q
		}
		_, rest, ok := strings.Cut(path, "/")
		if !ok {
			return nil
		}
		path = rest
	}
}

// pathsOf returns a site's pages by the edition's folder and their path: "ca/en/learn/phishing/".
func pathsOf(s *site.Site) map[string]*site.Page {
	out := map[string]*site.Page{}
	for _, e := range s.Editions {
		for _, list := range [][]*site.Page{e.Waiting, e.Pages} {
			for _, p := range list {
				if p.File != nil {
					out[e.Folder+"/"+p.Path] = p
				}
			}
		}
	}
	return out
}

// fileOf returns how a link names a page's file, that of the edition where it has one, with an address's fragment.
func fileOf(e *site.Edition, q *site.Page, a address.Address) string {
	if e != nil {
		if own := e.Page(q.Key); own != nil && own.File != nil && !own.Notice {
			q = own
		}
	}
	name := strings.TrimPrefix(q.File.Path, "content")
	if a.Fragment() != "" {
		name += "#" + a.Fragment()
	}
	return name
}
