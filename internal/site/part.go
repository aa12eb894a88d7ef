package site

import (
	"slices"
	"time"

	"tocsin/internal/diag"
	"tocsin/internal/source"
)

// ResolvePart is [Resolve] for whoever makes some editions alone, named by code or folder: what others show is not
// decided, where the ones that are named do not ask for it. Those of their countries are decided too, since a country
// waits for its languages. It is all of the site where a page would name every edition, as on a site of few, and where
// an edition has a host of its own, whose site map names the others.
func ResolvePart(src *source.Source, at time.Time, editions []string) (*Site, diag.List) {
	return decide(src, at, nil, editions)
}

// leave marks the editions that a part of the site has nothing to do with.
func (r *resolver) leave(editions []string) {
	if len(editions) == 0 || !r.Many() {
		return
	}
	var countries []*Country
	for _, name := range editions {
		i := slices.IndexFunc(r.Editions, func(e *Edition) bool { return e.Code == name || e.Folder == name })
		if i < 0 || r.Editions[i].OwnHost {
			return
		}
		countries = append(countries, r.Editions[i].Country)
	}
	for _, e := range r.Editions {
		e.Outside = !slices.Contains(countries, e.Country)
	}
}

// Made returns the editions that have their pages: all, but in what [ResolvePart] returns.
func (s *Site) Made() []*Edition {
	if !slices.ContainsFunc(s.Editions, func(e *Edition) bool { return e.Outside }) {
		return s.Editions
	}
	return slices.DeleteFunc(slices.Clone(s.Editions), func(e *Edition) bool { return e.Outside })
}
