package source

import (
	"cmp"
	"slices"
	"strings"

	yaml "go.yaml.in/yaml/v4"
	"golang.org/x/text/language"

	"tocsin/internal/diag"
	"tocsin/internal/locale"
	"tocsin/internal/rule"
)

// Nation returns the country that a country of the campaign is, or lies in, by its ISO 3166-1 code: what money, dates,
// paper and typography hang on.
func (c *Country) Nation() string { return locale.CountryOf(c.Code) }

// IsPlace reports whether it is a place within a country, such as ca-bc.
func (c *Country) IsPlace() bool { return c.Code != c.Nation() }

// Locale returns the edition's locale for one of the country's languages: "fr-CA", "zh-Hant-TW". A place has its
// country's, since that is what browsers and search engines know.
func (c *Country) Locale(lang string) string { return lang + "-" + strings.ToUpper(c.Nation()) }

// Tag returns what the name of a file says that is for one edition alone: "fr-CA", as the locale, or "fr-ca-bc" for a place.
func (c *Country) Tag(lang string) string {
	if c.IsPlace() {
		return lang + "-" + c.Code
	}
	return c.Locale(lang)
}

// Knows reports whether a code is that of one of the campaign's countries, or of one in which a place of the campaign lies.
// One that campaign.yaml names in a way that was told there counts, so that nothing is told twice.
func (c *Campaign) Knows(code string) bool {
	return slices.Contains(c.Refused, code) || slices.ContainsFunc(c.Countries, func(x *Country) bool { return locale.Holds(code, x.Code) })
}

// FeedbackOf returns where readers of a place write to: what is said of it, or else of its country.
func (c *Campaign) FeedbackOf(place string) Contact {
	if own, ok := c.Feedback[place]; ok {
		return own
	}
	return c.Feedback[locale.CountryOf(place)]
}

// FactsOf returns the facts that hold in a place, by id: its own, and of the rest those of its country.
func (s *Source) FactsOf(place string) map[string]*Fact {
	own, country := s.Facts[place], s.Facts[locale.CountryOf(place)]
	if len(own) == 0 || place == locale.CountryOf(place) {
		return country
	}
	out := make(map[string]*Fact, len(own)+len(country))
	for id, f := range country {
		out[id] = f
	}
	for id, f := range own {
		out[id] = f
	}
	return out
}

// In returns the days of the week in a place: its own, or else its country's.
func (w *Week) In(place string) (days [2]Date, ok bool) {
	if days, ok = w.Days[place]; ok {
		return days, true
	}
	days, ok = w.Days[locale.CountryOf(place)]
	return days, ok
}

// countryCode reads the key of a country: an ISO 3166-1 code, or an ISO 3166-2 code of a place within one. Where it is
// neither, that is told once, and what was probably meant comes back, so that the rest can be read; "" for no idea.
func (r *reader) countryCode(code string, k *yaml.Node, others []string) string {
	country, part, place := strings.Cut(code, "-")
	usual := usualCountry(country)
	switch {
	case usual == country && !place:
		return code
	case usual == country && slices.Contains(locale.Subdivisions(country), code):
		return code
	case usual != "" && usual != country && (!place || slices.Contains(locale.Subdivisions(usual), usual+"-"+part)):
		meant := usual + strings.TrimPrefix(code, country)
		r.diags.Add(r.at(k), rule.UnknownCountryUsual, "code", code, "usual", meant)
		return meant
	}
	meant := placesMeant(code, others)
	switch {
	case len(meant) > 0:
		if locale.CountryOf(meant[0]) == meant[0] {
			r.diags.Add(r.at(k), rule.UnknownCountryUsual, "code", code, "usual", meant[0])
		} else {
			r.diags.Add(r.at(k), rule.UnknownCountryPlace, "code", code, "meant", meant)
		}
		return meant[0]
	case usual == country && place:
		all := locale.Subdivisions(country)
		r.diags.Add(r.at(k), rule.UnknownCountryNoPlace, "code", code, "nation", country, "near", diag.Nearest(code, all), "some", all[:min(len(all), 4)])
		return code
	}
	r.diags.Add(r.at(k), rule.UnknownCountryNoCode, "code", code)
	return ""
}

// usualCountry returns the code of a country as ISO 3166-1 has it today, in small letters: "gb" for "uk". "" for what is
// no country's, or is written in another way.
func usualCountry(code string) string {
	reg, err := language.ParseRegion(code)
	if err != nil || len(code) != 2 || code != strings.ToLower(code) || !reg.IsCountry() {
		return ""
	}
	return strings.ToLower(reg.Canonicalize().String())
}

// placesMeant guesses what a key means that is written as other programs write places: US-CA, us_ca, US.CA, usca, and qc
// alone. Of several places with one name, those in countries that the campaign has come first.
func placesMeant(code string, others []string) []string {
	plain := strings.Trim(strings.Map(func(c rune) rune {
		if c >= 'a' && c <= 'z' || c >= '0' && c <= '9' {
			return c
		}
		return '-'
	}, strings.ToLower(code)), "-")
	country, part, cut := strings.Cut(strings.ReplaceAll(plain, "--", "-"), "-")
	switch {
	case !cut && len(country) == 2 && usualCountry(country) != "":
		return []string{usualCountry(country)}
	case !cut && len(country) > 3:
		country, part = country[:2], country[2:]
	case !cut:
		country, part = "", country
	}
	if meant := usualCountry(country) + "-" + part; slices.Contains(locale.Subdivisions(usualCountry(country)), meant) {
		return []string{meant}
	}
	if country != "" {
		return nil
	}
	called := locale.SubdivisionsCalled(part)
	near := slices.DeleteFunc(slices.Clone(called), func(place string) bool {
		return !slices.ContainsFunc(others, func(o string) bool { return locale.CountryOf(strings.ToLower(o)) == locale.CountryOf(place) })
	})
	if len(near) > 0 {
		return near
	}
	return called[:min(len(called), 3)]
}

// byNation puts places after the country that they lie in: a nation's first mention says where all of it stands.
func byNation(countries []*Country) {
	first := map[string]int{}
	for i, c := range countries {
		if _, known := first[c.Nation()]; !known {
			first[c.Nation()] = i
		}
	}
	slices.SortStableFunc(countries, func(a, b *Country) int {
		if n := cmp.Compare(first[a.Nation()], first[b.Nation()]); n != 0 || a.IsPlace() == b.IsPlace() {
			return n
		}
		if b.IsPlace() {
			return -1
		}
		return 1
	})
}

// inherit gives places what their country says in campaign.yaml and they do not: everything but the name and an address
// of its own, which no two can have.
func (r *reader) inherit(c *Campaign, given map[*Country]map[string]bool) {
	for _, place := range c.Countries {
		i := slices.IndexFunc(c.Countries, func(x *Country) bool { return x.Code == place.Nation() })
		if !place.IsPlace() || i < 0 {
			continue
		}
		from, own := c.Countries[i], given[place]
		if !own["languages"] {
			place.Languages = from.Languages
		}
		if !own["timezone"] {
			place.Zone = from.Zone
		}
		if !own["missing"] {
			place.Missing = from.Missing
		}
		if !own["stale"] {
			place.StaleIsError = from.StaleIsError
		}
		if !own["month"] {
			place.Month = from.Month
		}
		if !own["hosts"] {
			place.Hosts = from.Hosts
		}
		if !own["links"] {
			place.Links = from.Links
		}
		if !own["official"] {
			place.Official = from.Official
		}
	}
}
