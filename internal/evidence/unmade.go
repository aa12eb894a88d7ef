package evidence

import (
	"slices"
	"strconv"

	"tocsin/internal/plan"
	"tocsin/internal/site"
)

// Unmade finds the editions whose pages the campaign has and manifest.json does not list, since the machine that was to
// build them has not, or what it built was not put with the rest. Of each it tells the first page and how many there are.
func (s *Site) Unmade(p *plan.Plan) []Problem {
	listed := make(map[string]bool, len(s.Manifest.Files))
	for _, f := range s.Manifest.Files {
		listed[f.Path] = true
	}
	first, missing := map[*site.Edition]string{}, map[*site.Edition]int{}
	for _, t := range p.Targets {
		if t.Kind != plan.Page || listed[t.Path] {
			continue
		}
		if missing[t.Edition]++; missing[t.Edition] == 1 {
			first[t.Edition] = t.Path
		}
	}
	var out []Problem
	for e, n := range missing {
		out = append(out, Problem{Kind: Unmade, Path: first[e], From: e.Code, What: strconv.Itoa(n)})
	}
	return sorted(slices.Clip(out))
}
