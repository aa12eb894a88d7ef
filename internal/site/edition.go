package site

import (
	"cmp"
	"strings"

	"tocsin/internal/address"
	"tocsin/internal/diag"
	"tocsin/internal/locale"
	"tocsin/internal/markdown"
	"tocsin/internal/source"
)

// editions lays out countries × languages with their addresses.
func (r *resolver) editions() {
	for _, c := range r.Campaign.Countries {
		country := &Country{Country: c, Facts: r.Source.FactsOf(c.Code), Regions: r.Source.Regions[c.Nation()]}
		if path := strings.TrimSuffix(r.Campaign.EditionPath, "/{language}"); path != r.Campaign.EditionPath && strings.Contains(path, "{country}") {
			country.Folder = strings.ReplaceAll(path, "{country}", c.Code)
		}
		for _, lang := range c.Languages {
			e := r.edition(country, lang)
			country.Editions = append(country.Editions, e)
			r.Editions = append(r.Editions, e)
			r.byLocale[e.Locale] = append(r.byLocale[e.Locale], e)
			r.byLanguage[lang] = append(r.byLanguage[lang], e)
		}
		r.Countries = append(r.Countries, country)
	}
	r.nations = nationsOf(r.Countries)
}

func (r *resolver) edition(c *Country, lang string) *Edition {
	tag := c.Tag(lang)
	e := &Edition{Site: r.Site, Country: c, Language: lang, Locale: c.Locale(lang), Tag: tag, Code: c.Code + "/" + lang, Words: locale.New(c.Locale(lang)),
		Typography: source.TypographyOf(lang, c.Code), messages: map[string]*source.File{}, refused: map[string]bool{}}
	r.tags[tag], r.tags[lang] = true, true
	e.Folder, e.Outside = r.Campaign.Folder(c.Country, lang), !r.Source.Has(c.Country)
	e.Base = r.Campaign.BaseURL + e.Folder + "/"
	if own := c.BaseURL.In(lang); own != "" {
		e.Base, e.OwnHost = own, true
	}
	base, _ := address.Parse(e.Base, address.Web)
	e.Root = cmp.Or(base.Path(), "/"+e.Folder+"/") // without a base URL, which is an error told elsewhere
	e.strings = [2]source.Strings{r.typeset(tag, e), r.typeset(lang, e)}
	return e
}

// typeset returns a file's words of the interface with their spaces put right: a language's file serves all its
// countries, and those that set it alike have one copy.
func (r *resolver) typeset(tag string, e *Edition) source.Strings {
	table, t := r.Source.Strings[tag], e.Typography
	if t == markdown.Neutral {
		return table
	}
	for _, other := range r.byLanguage[e.Language] {
		if other.Typography == t && tag == e.Language {
			return other.strings[1]
		}
	}
	out := make(source.Strings, len(table))
	for key, s := range table {
		forms := make(map[string]string, len(s.Forms))
		for form, text := range s.Forms {
			forms[form] = markdown.Typeset(text, t)
		}
		s.Forms = forms
		out[key] = s
	}
	return out
}

// Typeset puts the spaces of a text right as the edition's readers are used to them: for titles and labels, which come
// from files that other countries may have too.
func (e *Edition) Typeset(s string) string { return markdown.Typeset(s, e.Typography) }

// CountryName returns a country's name in the edition's language: the campaign's own, else the name that CLDR gives,
// since every edition names the others. CLDR as we have it names no places: one without a name in the language is called as
// in the campaign's source language, or in its own.
func (e *Edition) CountryName(c *Country) string {
	if name := c.Name.In(e.Language); name != "" {
		return e.Typeset(name)
	}
	if c.IsPlace() {
		for _, lang := range append([]string{e.Site.Campaign.SourceLanguage}, c.Languages...) {
			if name := c.Name.In(lang); name != "" {
				return name
			}
		}
	}
	return e.Words.Region(c.Code)
}

// Text returns the words of the interface for a key in a plural form ("other" for plain strings). ok is false where the
// edition's locale and language have none; the key itself, in words, is returned then: never another language's.
func (e *Edition) Text(key, form string) (s string, ok bool) {
	for _, table := range e.strings {
		if t, found := table[key]; found {
			if s := t.Forms[form]; s != "" {
				return s, true
			}
			return t.Forms["other"], true
		}
	}
	return Humanize(key), false
}

// StringAt returns where the edition's words for a key were written; the zero Pos for none.
func (e *Edition) StringAt(key string) diag.Pos {
	for _, table := range e.strings {
		if t, found := table[key]; found {
			return t.At
		}
	}
	return diag.Pos{}
}

// Humanize makes words of an identifier: "create-account" becomes "Create account".
func Humanize(id string) string {
	s := strings.TrimSpace(strings.NewReplacer("-", " ", "_", " ").Replace(id))
	if s == "" {
		return id
	}
	r := []rune(s)
	return strings.ToUpper(string(r[:1])) + string(r[1:])
}

// lookup finds what serves an edition among files by tag: its own, then its language's, and nothing else.
func lookup(files map[string]*source.File, e *Edition) *source.File {
	if f := files[e.Tag]; f != nil {
		return f
	}
	return files[e.Language]
}

// serving finds the rendition that serves an edition at the site's moment: the one for it alone if that is out, or where
// its language's is not out either; until then, and when it is over, its language's.
func (r *resolver) serving(g *group, e *Edition) *source.File {
	own, general := g.files[e.Tag], g.files[e.Language]
	if own == nil || general == nil {
		return cmp.Or(own, general)
	}
	if r.state(own, g.fronts[own], e.Country) != live && r.state(general, g.fronts[general], e.Country) == live {
		return general
	}
	return own
}

// Own reports whether an address is on a host that the campaign publishes on.
func (s *Site) Own(a address.Address) bool {
	host := a.HostPort()
	if host == hostOf(s.Campaign.BaseURL) {
		return true
	}
	for _, e := range s.Editions {
		if e.OwnHost && host == hostOf(e.Base) {
			return true
		}
	}
	return false
}
