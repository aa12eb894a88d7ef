package site

import "slices"

// Made returns the editions that have their pages: all, but of a part of the site, which was read with [source.LoadPart].
func (s *Site) Made() []*Edition {
	if !slices.ContainsFunc(s.Editions, func(e *Edition) bool { return e.Outside }) {
		return s.Editions
	}
	return slices.DeleteFunc(slices.Clone(s.Editions), func(e *Edition) bool { return e.Outside })
}
