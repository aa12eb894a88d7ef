package render

import (
	"fmt"
	"slices"
	"strings"
	"sync"

	"tocsin/internal/address"
	"tocsin/internal/site"
	"tocsin/internal/template"
)

// edition is what all pages of an edition share, made once.
type edition struct {
	*site.Edition
	r           *Renderer
	assetRoot   string // address before "assets/…"
	outside     bool   // the pages that it speaks on are on another host
	mastheads   map[*site.Page]func() (template.HTML, error)
	plainHead   func() (template.HTML, error) // no entry of the navigation is current
	foot        func() (template.HTML, error)
	pages       sync.Map // file → its template, constants folded
	messages    sync.Map // id → template.HTML: a message's first inclusion in a page
	nav         []*site.Page
	alerts      []*site.Page // that hold, the loudest first
	alertBanner func() (template.HTML, error)
	others      []*site.Page
	picture     shared // of the home page, for pages that have none of their own
}

func newEdition(r *Renderer, e *site.Edition) *edition {
	s := &edition{Edition: e, r: r, mastheads: map[*site.Page]func() (template.HTML, error){}}
	s.assetRoot = rootOf(e)
	if e.Home != nil {
		s.nav, s.others = navigation(e.Home)
		s.picture = s.pictureOf(e.Home)
	}
	head := func(current *site.Page) func() (template.HTML, error) {
		return sync.OnceValues(func() (template.HTML, error) { return s.alone(r.set.masthead, current) })
	}
	s.plainHead = head(nil)
	for _, p := range s.nav {
		s.mastheads[p] = head(p)
	}
	for _, p := range []*site.Page{e.SearchPage(), e.HelpPage()} {
		if p != nil {
			s.mastheads[p] = head(p)
		}
	}
	s.alerts = e.InForce()
	s.alertBanner = sync.OnceValues(func() (template.HTML, error) { return s.bannerOf(s.alerts) })
	s.foot = sync.OnceValues(func() (template.HTML, error) { return s.alone(r.set.footer, nil) })
	return s
}

// outside returns what speaks an edition's language on pages that lie outside of it, at the site's root: for an edition
// on a host of its own, with the root's assets and its own files' whole addresses.
func (r *Renderer) outside(e *site.Edition) *edition {
	if !e.OwnHost {
		return r.editions[e]
	}
	s := newEdition(r, e)
	s.outside = true
	base, _ := address.Parse(e.Site.Campaign.BaseURL, address.Web)
	s.assetRoot = base.Path()
	return s
}

// rootOf is the path under which the edition's host serves the site: where assets/ lies.
func rootOf(e *site.Edition) string {
	if e.OwnHost {
		return e.Root
	}
	return strings.TrimSuffix(e.Root, e.Folder+"/")
}

// navigation splits the pages under the home page: folders and pages with a weight under 90 lead the reader about; the
// rest (about, accessibility, privacy) is told in the footer.
func navigation(home *site.Page) (nav, others []*site.Page) {
	for _, p := range home.Children {
		weight := p.Front.Weight
		switch {
		case p.Kind == site.Terms, p.Kind == site.Search, p.Kind == site.Places, p.File == nil && p == p.Edition.Posts(), p.File == nil && p == p.Edition.Page("toolkit"):
		case p.Kind == site.AlertList && weight == 0: // it comes and goes
			others = append(others, p)
		case weight >= 90, p.Kind == site.Article && weight == 0:
			others = append(others, p)
		default:
			nav = append(nav, p)
		}
	}
	return nav, others
}

// alone runs a template that an edition's pages share.
func (s *edition) alone(t *template.Template, current *site.Page) (template.HTML, error) {
	if t == nil {
		return "", nil
	}
	var b strings.Builder
	err := t.Execute(&b, s.share(current))
	return template.HTML(b.String()), err
}

func (s *edition) share(current *site.Page) *Shared {
	e := s.Edition
	v := &Shared{Lang: e.Locale, Site: s.title(), Country: e.CountryName(e.Country), Month: s.monthName(), HomeHref: e.Root, shared: s}
	for _, p := range s.nav {
		v.Navigation = append(v.Navigation, Link{Text: p.Title, Href: p.Href(e), Current: p == current})
	}
	v.Help = s.helpLink(current)
	if p := e.SearchPage(); p != nil {
		v.Search = &Link{Text: p.Title, Href: p.Href(e), Current: p == current}
	}
	for _, p := range s.others {
		v.ThisSite = append(v.ThisSite, Link{Text: p.Title, Href: p.Href(e)})
	}
	for _, l := range e.Country.Links {
		if address := l.URL.In(e.Language); !address.IsZero() {
			v.ThisSite = append(v.ThisSite, Link{Text: s.text(l.ID, "other", nil), Href: address.String()})
		}
	}
	if places := e.PlacesPage(); places != nil {
		v.Editions = s.ownGroup()
		v.Places = &Link{Text: s.text("other-places", "other", nil), Href: places.Href(e)}
	} else {
		v.Editions = s.editionGroups()
	}
	for _, key := range []string{"topics", "audiences", "posts"} {
		if p := e.Page(key); p != nil && (p != e.Posts() || p.File == nil) {
			v.TakePart = append(v.TakePart, Link{Text: p.Title, Href: p.Href(e)})
		}
	}
	if p := e.Toolkit(); p != nil {
		v.TakePart = append(v.TakePart, Link{Text: s.text("toolkit", "other", nil), Href: p.Href(e)})
	}
	if len(e.Years) > 0 && len(e.Years[0].Events) > 0 {
		v.TakePart = append(v.TakePart, Link{Text: s.text("calendar-file", "other", nil), Href: e.Root + e.Years[0].Path + "calendar.ics"})
	}
	v.TakePart = append(v.TakePart, Link{Text: s.text("atom-feed", "other", nil), Href: e.Root + atomName},
		Link{Text: s.text("shared-messages", "other", nil), Href: e.Root + messagesName})
	return v
}

// editionGroups lists every edition, under its country.
func (s *edition) editionGroups() (out []EditionGroup) {
	for _, n := range s.Site.Nations() {
		g := EditionGroup{Country: s.NationName(n)}
		if n.Own != nil {
			g = s.editionGroup(n.Own)
		}
		for _, c := range n.Places {
			g.Places = append(g.Places, s.editionGroup(c))
		}
		out = append(out, g)
	}
	return out
}

// ownGroup lists the editions of the edition's own country and, where that is a place, of the country that it lies in.
func (s *edition) ownGroup() []EditionGroup {
	own := s.editionGroup(s.Country)
	if !s.Country.IsPlace() {
		return []EditionGroup{own}
	}
	for _, n := range s.Site.Nations() {
		if n.Code != s.Country.Nation() {
			continue
		}
		g := EditionGroup{Country: s.NationName(n)}
		if n.Own != nil {
			g = s.editionGroup(n.Own)
		}
		g.Places = []EditionGroup{own}
		return []EditionGroup{g}
	}
	return nil // not reached: every place is in a nation
}

func (s *edition) editionGroup(c *site.Country) EditionGroup {
	g := EditionGroup{Country: s.CountryName(c)}
	for _, other := range c.Editions {
		if other.Home != nil || other.Outside { // a site one of whose editions has no home page is not published
			g.Links = append(g.Links, Link{Text: other.Words.Name(), Lang: other.Language, Href: other.Href(s.Edition), Current: other == s.Edition})
		}
	}
	return g
}

// look is the code that the theme's colours hang on: a place's own where it has a style sheet, else its country's.
func (s *edition) look() string {
	if c := s.Country; slices.Contains(s.Site.Source.Assets, "assets/country-"+c.Code+".css") {
		return c.Code
	}
	return s.Country.Nation()
}

func (s *edition) title() string {
	if t := s.Site.Campaign.Title.In(s.Language); t != "" {
		return s.Typeset(t)
	}
	return s.Site.Campaign.Title.In(s.Site.Campaign.SourceLanguage)
}

// text returns the interface's words for a key, with {name} filled from pairs of name and value.
func (s *edition) text(key, form string, pairs []any) string {
	words, _ := s.Text(key, form)
	for i := 0; i+1 < len(pairs); i += 2 {
		words = strings.ReplaceAll(words, fmt.Sprintf("{%v}", pairs[i]), fmt.Sprint(pairs[i+1]))
	}
	return words
}

// count returns a plural: {n} is the number.
func (s *edition) count(key string, n int) string {
	return s.text(key, s.Words.Plural(n), []any{"n", n})
}

// asset returns the address of a file under assets/.
func (s *edition) asset(name string) (string, error) {
	a, ok := s.r.plan.Assets["assets/"+name]
	if !ok {
		return "", fmt.Errorf("there is no file assets/%s", name)
	}
	return s.assetRoot + a.Name, nil
}
