package site

// Many reports whether the site has so many editions that its pages name only those of their own country, and lead to
// the page of places for the rest.
func (s *Site) Many() bool { return s.Campaign.Many() }

// Alternate is a page for readers of a language, as hreflang names it. Locale is a BCP 47 tag, with a region or without.
type Alternate struct {
	Locale string
	Page   *Page // nil for x-default: the site's own front page, where a reader chooses
}

// URL is the absolute address of where it leads.
func (a Alternate) URL(s *Site) string {
	if a.Page == nil {
		return s.Campaign.BaseURL
	}
	return a.Page.URL()
}

// Equals returns the same page in the other editions, in the order of editions. A page under a notice is nobody's equal.
func (p *Page) Equals() []*Page {
	if p.Notice {
		return nil
	}
	var out []*Page
	for _, e := range p.Edition.Site.Editions {
		if q := e.byKey[p.Key]; e != p.Edition && q != nil && !q.Notice {
			out = append(out, q)
		}
	}
	return out
}

// Alternates returns what a search engine is told of the page's equivalents, the page itself first; nothing where it has
// none. One locale leads to one page: hreflang knows no places within a country, so of ca and ca-bc, both en-CA, the
// country's page is named, and a place's where the country has none. A page that is not named names nobody, since search
// engines heed only links that go both ways.
//
// On a site of many editions that would be n entries for each of n pages, so there they are a star for each language,
// which is still both ways: every page names those of its own country, and the first edition in its language, as the
// address of the language without a region; that one names all of its language. Where a reader of no such language
// should go is the front page's to ask. Google says of sets that are not complete that it follows the pairs that do
// point to each other, and asks to link new pages with the dominant language's in both ways.
func (p *Page) Alternates() []Alternate {
	if p.Notice || p.speaker(p.Edition.Locale) != p {
		return nil
	}
	if p.Edition.Site.Many() {
		return p.star()
	}
	out := []Alternate{{p.Edition.Locale, p}}
	for _, e := range p.Edition.Site.Editions {
		if q := e.named(p.Key); q != nil && q != p {
			out = append(out, Alternate{e.Locale, q})
		}
	}
	if len(out) == 1 {
		return nil
	}
	return out
}

// star is what a page names on a site of many editions. It looks at every edition only for the one that names them all.
func (p *Page) star() []Alternate {
	s, language := p.Edition.Site, p.Edition.Language
	out := []Alternate{{p.Edition.Locale, p}}
	for _, e := range p.Edition.Country.Editions {
		if q := e.named(p.Key); q != nil && q != p {
			out = append(out, Alternate{e.Locale, q})
		}
	}
	var hub *Page
	for _, e := range s.byLanguage[language] {
		q := e.named(p.Key)
		switch {
		case q == nil:
		case hub == nil:
			hub = q
		case hub == p && e.Country != p.Edition.Country:
			out = append(out, Alternate{e.Locale, q})
		}
		if hub != nil && hub != p {
			break
		}
	}
	if len(out) == 1 && hub == p {
		return nil
	}
	return append(out, Alternate{language, hub}, Alternate{"x-default", nil})
}

// named returns the edition's page with a key if it is the one that its locale names; else nil.
func (e *Edition) named(key string) *Page {
	if q := e.byKey[key]; q != nil && !q.Notice && q.speaker(e.Locale) == q {
		return q
	}
	return nil
}

// speaker returns the page with the key of this one that a locale names: the first, in the order of editions.
func (p *Page) speaker(locale string) *Page {
	for _, e := range p.Edition.Site.byLocale[locale] {
		if q := e.byKey[p.Key]; q != nil && !q.Notice {
			return q
		}
	}
	return nil
}
