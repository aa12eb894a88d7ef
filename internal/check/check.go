// Package check finds what is wrong with a site that could still be built: one file for each family of rules. It runs
// over the resolved site and its plan, so that check is build without the write.
package check

import (
	"slices"
	"sync"

	"tocsin/internal/diag"
	"tocsin/internal/markdown"
	"tocsin/internal/plan"
	"tocsin/internal/rule"
	"tocsin/internal/site"
	"tocsin/internal/source"
)

// Run applies every rule and returns what they found.
func Run(s *site.Site, p *plan.Plan) diag.List {
	if s.Campaign == nil {
		return nil
	}
	paths := sync.OnceValue(func() map[string]*site.Page { return pathsOf(s) })
	editions := s.Made()
	parts := make([]checker, len(editions))
	var wg sync.WaitGroup
	for i, e := range editions {
		parts[i] = checker{site: s, plan: p, names: map[*site.Edition]*names{}, paths: paths}
		wg.Go(func() { parts[i].edition(e) })
	}
	wg.Wait()
	all := &checker{site: s, plan: p, paths: paths}
	for i := range parts {
		all.diags = append(all.diags, parts[i].diags...)
	}
	all.security()
	all.stale()
	all.messagePosters()
	return all.diags
}

func (c *checker) edition(e *site.Edition) {
	c.strings(e)
	c.addresses(e)
	c.helpPage(e)
	for _, p := range e.Pages {
		c.page(p)
	}
	c.waiting(e)
}

// waiting checks what is written but not out, so that an embargoed page does not fail on its day. What would be an
// error there is a warning now: nothing wrong is published yet.
func (c *checker) waiting(e *site.Edition) {
	released := c.diags
	c.diags = nil
	for _, p := range e.Waiting {
		c.page(p)
	}
	for _, d := range c.diags {
		if d.Rule == "unreleased-link" || d.Rule == "unreleased-message" {
			continue // the other may well come out on the same day
		}
		if d.Severity == diag.Error {
			d.Severity = diag.Warning
			d = d.In(rule.PartNotOut.With())
		}
		released = append(released, d)
	}
	c.diags = released
}

// checker gathers what one goroutine finds.
type checker struct {
	site  *site.Site
	plan  *plan.Plan
	diags diag.List
	names map[*site.Edition]*names
	paths func() map[string]*site.Page // see pathsOf
}

// page checks the words of one page as its edition shows them, messages included.
func (c *checker) page(p *site.Page) {
	voice := p.Voice()
	p.Walk(func(f *source.File, d *markdown.Document) {
		for _, l := range d.Links {
			if voice.Allows(d, l.Guards) {
				c.link(p, f, l)
			}
		}
		for _, im := range d.Images {
			if voice.Allows(d, im.Guards) {
				c.image(p, f, im)
			}
		}
		for _, ref := range d.Facts {
			if voice.Allows(d, ref.Guards) {
				c.fact(voice, ref)
			}
		}
		for _, ref := range d.Messages {
			if voice.Allows(d, ref.Guards) {
				c.message(voice, ref)
			}
		}
		c.guards(d)
	})
	c.front(p)
	c.briefing(p)
	c.sheet(p)
}

// Silence returns the list without the warnings that files silence by `allow:`, with a reason; a translation inherits
// what its source silences. Errors cannot be silenced.
func Silence(l diag.List, s *site.Site) diag.List {
	allow := s.Allow()
	if len(allow) == 0 {
		return l
	}
	return slices.DeleteFunc(slices.Clone(l), func(d diag.Diagnostic) bool {
		return d.Severity == diag.Warning && slices.ContainsFunc(allow[d.File], func(a source.Allow) bool { return a.Rule == d.Rule })
	})
}
