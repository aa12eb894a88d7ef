package check

import (
	"maps"
	"path"
	"slices"
	"strings"

	"tocsin/internal/address"
	"tocsin/internal/diag"
	"tocsin/internal/markdown"
	"tocsin/internal/rule"
	"tocsin/internal/site"
	"tocsin/internal/source"
)

// link reports a link that the output shows as text, or without its fragment, or that leads where it may not.
func (c *checker) link(p *site.Page, f *source.File, l markdown.Link) {
	t := p.Follow(f, l)
	switch t.Kind {
	case site.External:
		c.address(p.Edition, l.Address, l.At)
		c.ownPage(p, l.Address, l.At)
		return
	case site.Dead:
		c.diags.Add(l.At, rule.DeadLinkNowhere, "dest", l.Dest, "hint", c.nearest(p, f, l.Dest))
	case site.Unreleased:
		c.diags.Add(l.At, rule.UnreleasedLinkPage, "dest", l.Dest)
	case site.Elsewhere:
		c.diags.Add(l.At, rule.DeadLinkElsewhere, "dest", l.Dest, "edition", p.Edition.Code)
	}
	if t.DeadFragment != "" {
		what := rule.DeadFragmentPage
		if t.Kind == site.ToFragment {
			what = rule.DeadFragmentHere
		}
		c.diags.Add(l.At, what, "id", t.DeadFragment, "hint", c.headings(t.Page))
	}
	if t.Named != "" && t.Kind == site.ToPage {
		c.diags.Add(l.At, rule.LinkLanguage, "tag", t.Named, "own", f.Tag)
	}
}

// nearest suggests a page whose name is close to the one that is not there.
func (c *checker) nearest(p *site.Page, f *source.File, dest string) rule.Text {
	dest, _, _ = strings.Cut(dest, "#")
	if q := c.pageAt(dest); q != nil && strings.HasPrefix(dest, "/") {
		return rule.HintWrite.With("what", fileOf(p.Edition, q, address.Address{}))
	}
	if !strings.Contains(dest, ".md") {
		if hint := address.Lacks(dest, address.Link); hint.Key != "" {
			return hint
		}
		return rule.HintLinkFile.With("lang", f.Tag)
	}
	want := stem(dest)
	names := c.namesOf(p.Edition)
	if there := names.paths[want]; there != "" && want != "index" {
		return rule.HintLinkThere.With("file", there)
	}
	hint, known := names.hints[want]
	if !known {
		// Comparing with every name costs: a site with thousands of dead links has another problem than spelling.
		if len(names.hints) < 200 {
			if near := diag.Nearest(want, names.list); near != "" {
				hint = rule.HintLinkPerhaps.With("file", names.paths[near])
			}
		}
		if hint.Key == "" {
			hint = rule.HintLinkSeen.With("folder", path.Dir(f.Path))
		}
		names.hints[want] = hint
	}
	return hint
}

// names are the file names of an edition's pages, without folder and endings.
type names struct {
	paths map[string]string
	list  []string
	hints map[string]rule.Text
}

func (c *checker) namesOf(e *site.Edition) *names {
	if n := c.names[e]; n != nil {
		return n
	}
	n := &names{paths: map[string]string{}, hints: map[string]rule.Text{}}
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

// headings is the hint for a heading that a page does not have.
func (c *checker) headings(p *site.Page) rule.Text {
	var ids []string
	for _, h := range p.Doc().Headings {
		ids = append(ids, "#"+h.ID)
	}
	if len(ids) == 0 {
		return rule.HintNoHeadings.With()
	}
	if len(ids) > 8 {
		ids = append(ids[:8], "…")
	}
	return rule.HintHeadings.With("ids", ids)
}

// image reports an image that the output shows as its alt text, or that has none.
func (c *checker) image(p *site.Page, f *source.File, im markdown.Image) {
	switch {
	case address.Is(im.Src):
		c.diags.Add(im.At, rule.DeadImageOtherHost, "name", im.Src)
	case p.Media(f, im.Src) == "":
		c.diags.Add(im.At, rule.DeadImage, "name", im.Src)
	case strings.TrimSpace(im.Alt) == "":
		c.diags.Add(im.At, rule.AltText)
	}
}

// factTable reports what a table of facts by region lacks.
func (c *checker) factTable(e *site.Edition, ref markdown.Ref) {
	nation := e.Country.Nation()
	file := "content/facts/regions/" + nation + ".yaml"
	regions := e.Country.Regions
	ids := map[string]bool{}
	for _, g := range regions {
		for id := range g.Facts {
			ids[id] = true
		}
	}
	if len(regions) == 0 {
		example := "ca-bc: {name: British Columbia, " + ref.ID + ": {value: …}}"
		c.diags.Add(ref.At, rule.UnknownFactNoRegions, "nation", nation, "file", file, "example", example)
		return
	}
	if !ids[ref.ID] {
		c.diags.Add(ref.At, rule.UnknownFactRegionsLack, "file", file, "id", ref.ID, "near", diag.Nearest(ref.ID, slices.Sorted(maps.Keys(ids))))
		return
	}
	for _, g := range regions {
		if len(g.Name) > 0 && g.Name.In(e.Language) == "" {
			c.diags.Add(g.At, rule.UnknownFactRegionNoName, "region", g.Code, "file", file, "lang", e.Language)
		}
		if f := g.Facts[ref.ID]; f == nil || f.Value.In(e.Language) == "" {
			c.diags.Add(ref.At, rule.UnknownFactRegionLacks, "region", g.Code, "file", file, "id", ref.ID, "lang", e.Language)
		}
	}
}

func (c *checker) fact(e *site.Edition, ref markdown.Ref) {
	if ref.By != "" {
		c.factTable(e, ref)
		return
	}
	facts := e.Country.Facts
	file := "content/facts/" + e.Country.Code + ".yaml"
	f := facts[ref.ID]
	if f == nil {
		ids := make([]string, 0, len(facts))
		for id := range facts {
			ids = append(ids, id)
		}
		slices.Sort(ids)
		c.diags.Add(ref.At, rule.UnknownFactAbsent, "file", file, "id", ref.ID, "near", diag.Nearest(ref.ID, ids))
		return
	}
	if f.Value.In(e.Language) == "" {
		c.diags.Add(ref.At, rule.UnknownFactNoValue, "id", ref.ID, "file", file, "lang", e.Language)
		return
	}
}

func (c *checker) message(e *site.Edition, ref markdown.Ref) {
	if e.Message(ref.ID) != nil || e.Refused(ref.ID) {
		return
	}
	if !c.site.MessageExists(ref.ID) {
		c.diags.Add(ref.At, rule.UnknownMessage, "id", ref.ID, "lang", e.Language, "near", diag.Nearest(ref.ID, c.site.MessageIDs()))
		return
	}
	c.diags.Add(ref.At, rule.UnreleasedMessage, "id", ref.ID, "edition", e.Code)
}

// guards reports a country in :::only that the campaign does not have.
func (c *checker) guards(d *markdown.Document) {
	for _, g := range d.Guards {
		for _, code := range g.Countries {
			if !c.site.Campaign.Knows(code) {
				c.diags.Add(g.At, rule.UnknownCountryOnly, "code", code, "countries", c.site.CountryCodes())
			}
		}
	}
}
