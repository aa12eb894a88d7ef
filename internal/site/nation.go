package site

// Nation is a country with the places within it that have editions of their own, as every chooser shows them.
type Nation struct {
	Code   string   // ISO 3166-1
	Own    *Country // nil where only places of it have editions
	Places []*Country
}

// Nations groups the campaign's countries, in their order.
func (s *Site) Nations() []Nation { return s.nations }

func nationsOf(countries []*Country) []Nation {
	var out []Nation
	for _, c := range countries {
		if len(out) == 0 || out[len(out)-1].Code != c.Nation() {
			out = append(out, Nation{Code: c.Nation()})
		}
		n := &out[len(out)-1]
		if c.IsPlace() {
			n.Places = append(n.Places, c)
		} else {
			n.Own = c
		}
	}
	return out
}

// NationName returns a nation's name in the edition's language: what the campaign calls it, else what CLDR does.
func (e *Edition) NationName(n Nation) string {
	if n.Own != nil {
		return e.CountryName(n.Own)
	}
	return e.Words.Region(n.Code)
}
