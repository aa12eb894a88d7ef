package source

import (
	"path"
	"slices"
	"strings"

	yaml "go.yaml.in/yaml/v4"

	"tocsin/internal/diag"
	"tocsin/internal/locale"
	"tocsin/internal/rule"
)

// regionFolder holds a file for each country, ca.yaml, with the facts of places that have no editions of their own.
const regionFolder = "content/facts/regions/"

// Region is a place within a country, with facts that pages of the whole country tell in a table.
type Region struct {
	Code  string // ISO 3166-2, in lower case: "ca-bc"
	Name  Text
	Facts map[string]*Fact // by id
	At    diag.Pos
}

// regionFile reads content/facts/regions/COUNTRY.yaml.
func (l *loader) regionFile(name string) {
	code := strings.TrimSuffix(path.Base(name), path.Ext(name))
	at := diag.Pos{File: name}
	switch {
	case slices.Contains(locale.Subdivisions(locale.CountryOf(code)), code):
		l.diags.Add(at, rule.UnknownCountryRegionFile, "code", code, "file", regionFolder+locale.CountryOf(code)+".yaml")
		return
	case !l.src.Campaign.Knows(code):
		l.diags.Add(at, rule.UnknownCountryFacts, "code", code)
		return
	case l.src.Regions[code] != nil:
		l.diags.Add(at, rule.CollisionFacts, "code", code)
		return
	}
	r := reader{file: name}
	if text, ok := l.text(l.fsys, &r); ok {
		l.src.Regions[code] = r.regions(code, text, l.src.Campaign)
	}
	l.diags = append(l.diags, r.diags...)
}

// regions decodes the regions of a country, in the file's order: under its code each has a name and its facts.
func (r *reader) regions(country string, text []byte, c *Campaign) []*Region {
	out := []*Region{}
	root := r.parse(text)
	if root == nil {
		return out
	}
	known := locale.Subdivisions(country)
	r.each(root, nil, func(key string, k, v *yaml.Node) {
		if !slices.Contains(known, key) {
			r.noRegion(country, key, k)
			return
		}
		g := &Region{Code: key, Facts: map[string]*Fact{}, At: r.at(k)}
		r.each(v, nil, func(id string, k, v *yaml.Node) {
			if id == "name" {
				g.Name = r.text(v)
				return
			}
			g.Facts[id] = r.fact(id, k, v, country)
		})
		if i := slices.IndexFunc(c.Countries, func(x *Country) bool { return x.Code == key }); len(g.Name) == 0 && i >= 0 {
			g.Name = c.Countries[i].Name
		}
		if len(g.Name) == 0 {
			r.diags.Add(r.at(k), rule.MissingKeyPlaceName, "code", key)
		}
		out = append(out, g)
	})
	return out
}

// noRegion tells of a key that is no place of the country, and how the one is written that was probably meant.
func (r *reader) noRegion(country, key string, k *yaml.Node) {
	meant := slices.DeleteFunc(placesMeant(key, []string{country}), func(m string) bool { return locale.CountryOf(m) != country || m == country })
	if len(meant) > 0 {
		r.diags.Add(r.at(k), rule.UnknownCountryPlace, "code", key, "meant", meant)
		return
	}
	all := locale.Subdivisions(country)
	r.diags.Add(r.at(k), rule.UnknownCountryNoPlace, "code", key, "nation", country, "near", diag.Nearest(key, all), "some", all[:min(len(all), 4)])
}
