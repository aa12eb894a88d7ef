package check

import (
	"net/url"
	"path"
	"slices"
	"strings"

	"tocsin/internal/diag"
	"tocsin/internal/markdown"
	"tocsin/internal/site"
	"tocsin/internal/source"
)

// link reports a link that the output shows as text, or without its fragment, or that leads where it may not.
func (c *checker) link(p *site.Page, f *source.File, l markdown.Link) {
	t := p.Resolve(f, l.Dest)
	switch t.Kind {
	case site.External:
		c.host(p.Edition, l.Dest, l.At)
		return
	case site.Dead:
		c.diags.Warnf(l.At, "dead-link", c.nearest(p, f, l.Dest), "the link to %q leads nowhere; only its words are shown", l.Dest)
	case site.Unreleased:
		c.diags.Warnf(l.At, "unreleased-link", "it becomes a link when the page is out; or take it away", "the link leads to %q, which is not released; only its words are shown", l.Dest)
	case site.Elsewhere:
		c.diags.Warnf(l.At, "dead-link", "put it into :::only, or link to a page that "+p.Edition.Code+" has", "the link leads to %q, which %s does not have; only its words are shown there", l.Dest, p.Edition.Code)
	}
	if t.DeadFragment != "" {
		what, hint := "the page has no heading #"+t.DeadFragment+"; the link leads to the page", c.headings(t.Page)
		if t.Kind == site.ToFragment {
			what = "this page has no heading #" + t.DeadFragment + "; only the words are shown"
		}
		c.diags.Warnf(l.At, "dead-fragment", hint, "%s", what)
	}
	if t.Named != "" && t.Kind == site.ToPage {
		c.diags.Warnf(l.At, "link-language", "write ."+f.Tag+".md, or no language at all", "the link names the file for %q; readers are led to their own language's page", t.Named)
	}
}

// nearest suggests a page whose name is close to the one that is not there.
func (c *checker) nearest(p *site.Page, f *source.File, dest string) string {
	dest, _, _ = strings.Cut(dest, "#")
	if !strings.Contains(dest, ".md") {
		return "a link names a file, such as ../learn/phishing." + f.Tag + ".md"
	}
	want := stem(dest)
	names := c.namesOf(p.Edition)
	if there := names.paths[want]; there != "" && want != "index" {
		return "there is a " + there
	}
	hint, known := names.hints[want]
	if !known {
		// Comparing with every name costs: a site with thousands of dead links has another problem than spelling.
		if len(names.hints) < 200 {
			if near := diag.Nearest(want, names.list); near != "" {
				hint = "perhaps you mean " + names.paths[near]
			}
		}
		if hint == "" {
			hint = "write the file's name as it is seen from " + path.Dir(f.Path)
		}
		names.hints[want] = hint
	}
	return hint
}

// names are the file names of an edition's pages, without folder and endings.
type names struct {
	paths map[string]string
	list  []string
	hints map[string]string
}

func (c *checker) namesOf(e *site.Edition) *names {
	if n := c.names[e]; n != nil {
		return n
	}
	n := &names{paths: map[string]string{}, hints: map[string]string{}}
	for _, p := range e.Pages {
		if p.File == nil {
			continue
		}
		name := stem(p.File.Path)
		if n.paths[name] == "" {
			n.paths[name] = p.File.Path
			n.list = append(n.list, name)
		}
	}
	c.names[e] = n
	return n
}

// stem is a file's name without its folder and endings.
func stem(name string) string {
	name, _, _ = strings.Cut(path.Base(name), ".")
	return name
}

func (c *checker) headings(p *site.Page) string {
	var ids []string
	for _, h := range p.Doc().Headings {
		ids = append(ids, "#"+h.ID)
	}
	if len(ids) == 0 {
		return "the page has no headings"
	}
	if len(ids) > 8 {
		ids = append(ids[:8], "…")
	}
	return "the page has " + strings.Join(ids, ", ")
}

// host refuses a link to a host that the country does not list: a look-alike with another phone number is how people
// are robbed.
func (c *checker) host(e *site.Edition, address string, at diag.Pos) {
	hosts := e.Country.Hosts
	if len(hosts) == 0 {
		return
	}
	u, err := url.Parse(address)
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" && u.Scheme != "" {
		return
	}
	name := strings.ToLower(u.Hostname())
	if c.site.OwnHost(strings.ToLower(u.Host)) || slices.ContainsFunc(hosts, func(h string) bool { return name == h || strings.HasSuffix(name, "."+h) }) {
		return
	}
	c.diags.Errorf(at, "host", "if the address is right, add its host under countries › "+e.Country.Code+" › hosts in campaign.yaml", "%s may not link to %s", e.Country.Code, name)
}

// image reports an image that the output shows as its alt text, or that has none.
func (c *checker) image(p *site.Page, f *source.File, im markdown.Image) {
	switch {
	case strings.Contains(im.Src, "://") || strings.HasPrefix(im.Src, "//"):
		c.diags.Warnf(im.At, "dead-image", "put the picture beside the page and name it from there", "a page asks no other host for anything: %q is shown as its alt text", im.Src)
	case p.Media(f, im.Src) == "":
		c.diags.Warnf(im.At, "dead-image", "put the file beside the page, or mend its name", "there is no picture %q; its alt text is shown", im.Src)
	case strings.TrimSpace(im.Alt) == "":
		c.diags.Warnf(im.At, "alt-text", "say in the brackets what it shows: ![a padlock](lock.png)", "the picture has no alt text")
	}
}

func (c *checker) fact(e *site.Edition, ref markdown.Ref) {
	facts := c.site.Source.Facts[e.Country.Code]
	file := "content/facts/" + e.Country.Code + ".yaml"
	f := facts[ref.ID]
	if f == nil {
		ids := make([]string, 0, len(facts))
		for id := range facts {
			ids = append(ids, id)
		}
		slices.Sort(ids)
		hint := diag.Suggest(ref.ID, ids)
		if hint == "" {
			hint = "add it there, or put it into :::only for the countries that have it"
		}
		c.diags.Errorf(ref.At, "unknown-fact", hint, "%s has no fact %q", file, ref.ID)
		return
	}
	if f.Value.In(e.Language) == "" {
		c.diags.Errorf(ref.At, "unknown-fact", "add "+e.Language+": … to its value", "the fact %q of %s has no value in %s", ref.ID, file, e.Language)
		return
	}
	if f.Kind == source.FactURL {
		c.host(e, f.Value.In(e.Language), f.At)
	}
}

func (c *checker) message(e *site.Edition, ref markdown.Ref) {
	if e.Message(ref.ID) != nil || e.Refused(ref.ID) {
		return
	}
	if !c.site.MessageExists(ref.ID) {
		hint := diag.Suggest(ref.ID, c.site.MessageIDs())
		if hint == "" {
			hint = "write content/messages/" + ref.ID + "." + e.Language + ".md"
		}
		c.diags.Errorf(ref.At, "unknown-message", hint, "there is no message %q", ref.ID)
		return
	}
	c.diags.Warnf(ref.At, "unreleased-message", "give it a rendition for the edition, or release it", "the message %q is not there for %s; nothing is shown in its place", ref.ID, e.Code)
}

// guards reports a country in :::only that the campaign does not have.
func (c *checker) guards(d *markdown.Document) {
	for _, g := range d.Guards {
		for _, code := range g.Countries {
			if !slices.ContainsFunc(c.site.Countries, func(x *site.Country) bool { return x.Code == code }) {
				c.diags.Warnf(g.At, "unknown-country", "the campaign has "+c.site.CountryCodes(), "%q is no country of the campaign", code)
			}
		}
	}
}
