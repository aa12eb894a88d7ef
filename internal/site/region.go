package site

import (
	"iter"
	"slices"

	"tocsin/internal/source"
)

// RegionFact is a row of a table of facts by region.
type RegionFact struct {
	Name string // of the region, in the edition's language
	Fact *source.Fact
}

// RegionFacts returns the rows of a table of a fact, in the order of the regions' names in the edition's language. A
// region without a name or a value in it has none.
func (e *Edition) RegionFacts(id string) []RegionFact {
	var out []RegionFact
	for _, g := range e.Country.Regions {
		if name := g.Name.In(e.Language); name != "" && g.Facts[id] != nil && g.Facts[id].Value.In(e.Language) != "" {
			out = append(out, RegionFact{e.Typeset(name), g.Facts[id]})
		}
	}
	slices.SortStableFunc(out, func(a, b RegionFact) int { return e.Words.Compare(a.Name, b.Name) })
	return out
}

// EveryFact runs over the facts that hold in the country, and those of its regions.
func (c *Country) EveryFact() iter.Seq2[string, *source.Fact] {
	return func(yield func(string, *source.Fact) bool) {
		for id, f := range c.Facts {
			if !yield(id, f) {
				return
			}
		}
		for _, g := range c.Regions {
			for id, f := range g.Facts {
				if !yield(id, f) {
					return
				}
			}
		}
	}
}
