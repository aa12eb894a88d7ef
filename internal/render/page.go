package render

import (
	"cmp"
	"html/template"
	"strings"
	"time"

	"tocsin/internal/markdown"
	"tocsin/internal/plan"
	"tocsin/internal/site"
)

var kindNames = map[site.Kind]string{
	site.Article: "article", site.Home: "home", site.Folder: "folder", site.Calendar: "calendar", site.Year: "year",
	site.WeekPage: "week", site.EventPage: "event", site.Terms: "terms", site.TermPage: "term", site.Search: "search", site.PostPage: "post", site.PostYear: "posts", site.Briefing: "briefing",
	site.AlertList: "alerts", site.AlertPage: "alert", site.ToolkitPage: "toolkit", site.Places: "places",
}

// article renders one page.
func (r *Renderer) article(t plan.Target, b *buffer) error { return r.page(t.Page, b, false) }

// page renders one page, with marks of where its words were written if marks says so.
func (r *Renderer) page(p *site.Page, b *buffer, marks bool) error {
	s := r.editions[p.Edition]
	v := s.base(p.Edition.Home)
	v.Kind, v.Title, v.Summary, v.Week = kindNames[p.Kind], p.Title, p.Summary, p.Week
	v.Rings = p.Week
	v.Description = p.Summary
	if v.Description == "" {
		v.Description = p.Doc().Lead
	}
	v.HeadTitle = s.headTitle(p)
	v.Params = p.Front.Params
	var err error
	if v.Masthead, err = s.masthead(p); err != nil {
		return err
	}
	if v.Footer, err = s.foot(); err != nil {
		return err
	}
	if v.Banner, err = s.banner(p); err != nil {
		return err
	}
	if p.Kind == site.Briefing {
		err = r.briefing(v, p, marks)
	} else {
		v.Content, err = r.content(p, marks)
		v.Quiz = len(p.Doc().Quizzes) > 0
	}
	if err != nil {
		return err
	}
	s.identity(v, p)
	s.toggles(v, p)
	s.around(v, p)
	v.Contents = r.contents(p)
	v.AlertsFeed = s.alertsFeed(p)
	s.kind(v, p)
	s.help(v, p)
	if p.Kind == site.AlertPage || p.Kind == site.AlertList {
		v.HelpLink = s.helpLink(nil)
	}
	if p.Toolkit != nil {
		if err = s.toolkit(v, p); err != nil {
			return err
		}
	}
	if p.Sheet() {
		if v.Sheet, err = s.posterLinks(p); err != nil {
			return err
		}
	}
	return r.execute(v, b)
}

// headTitle names a page in a browser's tabs and in search results: its title and the site's. A subject and a week are
// often called what a page is called ("Privacy"), so between the two they say what they are.
func (s *edition) headTitle(p *site.Page) string {
	switch {
	case p.Kind == site.Home || p.Title == s.title():
		return p.Title
	case p.Kind == site.TermPage && p.Parent != nil:
		return p.Title + " – " + p.Parent.Title + " – " + s.title()
	case p.Kind == site.WeekPage:
		return p.Title + " – " + s.text("week-number", "other", []any{"number", p.Week}) + " – " + s.title()
	}
	return p.Title + " – " + s.title()
}

// base is what every page of an edition has, whatever it is.
func (s *edition) base(home *site.Page) *View {
	e, root := s.Edition, s.Root
	if s.outside {
		root = e.Base
	}
	return &View{Lang: e.Locale, Dir: e.Words.Dir(), Site: s.title(), OGLocale: strings.ReplaceAll(e.Locale, "-", "_"), Image: s.picture.address, ImageWidth: s.picture.width, ImageHeight: s.picture.height, ImageAlt: s.picture.alt,
		Official: e.Country.Official.Text.In(e.Language), OfficialWhy: e.Country.Official.Why.In(e.Language), Country: s.look(), FeedHref: root + atomName, JSONFeed: root + jsonFeedName, HomeHref: root, shared: s}
}

// monthName is what the country calls the campaign's month; the campaign's title where it says nothing.
func (s *edition) monthName() string { return cmp.Or(s.Country.Month.In(s.Language), s.title()) }

// modified is when a page's words last changed; nil where nothing says so.
func (s *edition) modified(p *site.Page) *Date {
	if p.Modified.IsZero() {
		return nil
	}
	return &Date{Text: s.Words.Date(p.Modified), ISO: p.Modified.Format(time.DateOnly)}
}

// masthead picks the masthead in which the page's own part of the site is current.
func (s *edition) masthead(p *site.Page) (template.HTML, error) {
	for q := p; q != nil; q = q.Parent {
		if head, ok := s.mastheads[q]; ok {
			return head()
		}
	}
	return s.plainHead()
}

// identity fills what tells machines which page this is: canonical, equivalents, and the notice's own language.
func (s *edition) identity(v *View, p *site.Page) {
	if im := s.pictureOf(p); im.address != "" {
		v.Image, v.ImageWidth, v.ImageHeight, v.ImageAlt = im.address, im.width, im.height, im.alt
	}
	v.Canonical, v.NoIndex = p.URL(), p.NoIndex()
	if p.Notice {
		v.ContentLang, v.ContentDir = p.Voice().Locale, p.Voice().Words.Dir()
		v.Notice = s.text("missing-notice", "other", []any{"language", s.Words.Name(), "source", p.Voice().Words.Name()})
		if src := p.Voice().Page(p.Key); src != nil {
			v.Canonical = src.URL()
		}
		return
	}
	if v.NoIndex || s.Site.Many() { // equivalents are for those who search, like the page itself; of many, site maps tell
		return
	}
	for _, a := range p.Alternates() {
		v.Alternates = append(v.Alternates, Alternate{a.Locale, a.URL(s.Site)})
	}
}

// assetBase is the absolute address under which assets/ lies.
func (s *edition) assetBase() string {
	if s.OwnHost {
		return s.Base
	}
	return s.Site.Campaign.BaseURL
}

// toggles lead to the page's equivalents: every other language here, every other country in this language or its first.
// On a site of many editions they lead to the page of places instead of the other countries.
func (s *edition) toggles(v *View, p *site.Page) {
	for _, e := range s.Country.Editions {
		if e != s.Edition {
			v.Languages = append(v.Languages, s.toggle(p, e, e.Words.Name(), "no-equivalent"))
		}
	}
	if len(s.Site.Countries) < 2 {
		return
	}
	if places := s.PlacesPage(); places != nil {
		v.Countries = []Toggle{{Name: s.CountryName(s.Country), Href: s.Root, Current: true}, {Name: s.text("other-places", "other", nil), Href: places.Href(s.Edition)}}
		return
	}
	for _, n := range s.Site.Nations() {
		t := Toggle{Name: s.NationName(n)}
		if n.Own != nil {
			t = s.countryToggle(p, n.Own)
		}
		for _, c := range n.Places {
			t.Places = append(t.Places, s.countryToggle(p, c))
		}
		v.Countries = append(v.Countries, t)
	}
}

// countryToggle leads to the page in another country or place: in the same language there, else in its first.
func (s *edition) countryToggle(p *site.Page, c *site.Country) Toggle {
	name := s.CountryName(c)
	if c == s.Country {
		return Toggle{Name: name, Href: s.Root, Current: true}
	}
	e := c.Editions[0]
	for _, other := range c.Editions {
		if other.Language == s.Language {
			e = other
		}
	}
	return s.toggle(p, e, name, "no-equivalent-country")
}

func (s *edition) toggle(p *site.Page, e *site.Edition, name, note string) Toggle {
	t := Toggle{Name: name}
	if e.Country == s.Country {
		t.Lang = e.Language
	}
	for q := p; q != nil; q = q.Parent {
		if to := e.Page(q.Key); to != nil {
			t.Href = to.Href(s.Edition)
			if q != p {
				t.Missing = true
				t.Note = s.text(note, "other", []any{"language", e.Words.Name(), "country", name, "page", to.Title})
			}
			return t
		}
	}
	t.Href, t.Missing = e.Base, true
	return t
}

// around fills what stands round the words: the way here, neighbours, children, topics, dates.
func (s *edition) around(v *View, p *site.Page) {
	e := s.Edition
	for q := p.Parent; q != nil; q = q.Parent {
		text := q.Title
		if q.Kind == site.Home {
			text = s.text("home", "other", nil)
		}
		v.Breadcrumb = append([]Link{{Text: text, Href: q.Href(e)}}, v.Breadcrumb...)
	}
	if w := e.WeekPageOf(p.Week); w != nil {
		v.WeekLabel = s.weekLabel(w)
	}
	for _, c := range p.Children {
		if !c.Unlisted() {
			v.Items = append(v.Items, s.item(c))
		}
	}
	for _, t := range p.Topics {
		v.Topics = append(v.Topics, Link{Text: t.Title, Href: t.Href(e)})
	}
	for _, t := range p.Audiences {
		v.Audiences = append(v.Audiences, Link{Text: t.Title, Href: t.Href(e)})
	}
	if p.Prev != nil {
		v.Prev = &Link{Text: p.Prev.Title, Href: p.Prev.Href(e), Lang: s.foreign(p.Prev)}
	}
	if p.Next != nil {
		v.Next = &Link{Text: p.Next.Title, Href: p.Next.Href(e), Lang: s.foreign(p.Next)}
	}
	v.Modified = s.modified(p)
	v.Feedback = e.Site.Campaign.FeedbackOf(e.Country.Code).URL.In(e.Language).String()
}

func (s *edition) weekLabel(w *site.Page) string {
	return s.text("week-label", "other", []any{"number", w.Week, "range", s.Words.Range(w.Days.From, w.Days.To)})
}

// foreign returns the language of a page's words where it is not the edition's: a page under a notice.
func (s *edition) foreign(p *site.Page) string {
	if p.Notice {
		return p.Language
	}
	return ""
}

func (s *edition) item(p *site.Page) Item {
	it := Item{Title: p.Title, Summary: p.Summary, Href: p.Href(s.Edition), Week: p.Week, Lang: s.foreign(p)}
	if w := s.WeekPageOf(p.Week); w != nil {
		it.WeekLabel = s.text("week-number", "other", []any{"number", w.Week})
	}
	if p.Kind == site.TermPage {
		it.Count = len(p.Children)
		it.CountText = s.count("pages-count", it.Count)
	}
	return it
}

// contents lists the page's headings of levels 2 and 3, as its edition shows them.
func (r *Renderer) contents(p *site.Page) []Heading {
	d := p.Doc()
	if len(d.Headings) == 0 {
		return nil
	}
	f := &pageFiller{r: r, page: p, voice: r.editions[p.Voice()]}
	var out []Heading
	for _, h := range d.Headings {
		if h.Level > 3 || h.Notes || !p.Edition.Allows(d, h.Guards) {
			continue
		}
		f.b = &buffer{}
		f.textOnly(d, h.Content)
		out = append(out, Heading{Level: h.Level, Href: "#" + escapeFragment(h.ID), Text: template.HTML(f.b.bytes)})
	}
	return out
}

// textOnly writes a heading's words for a link: facts as text.
func (f *pageFiller) textOnly(d *markdown.Document, frag markdown.Fragment) {
	at := int32(0)
	for _, h := range frag.Holes {
		f.b.str(frag.HTML[at:h.At])
		at = h.At
		if h.Kind == markdown.FactAt {
			if fact, _, ok := f.voice.Fact(d.Facts[h.Index].ID); ok {
				f.b.str(factText(fact, f.voice.Language))
			}
		}
	}
	f.b.str(frag.HTML[at:])
}

// notFound renders the page that a host shows for an address that leads nowhere, in an edition or at the root.
func (r *Renderer) notFound(t plan.Target, b *buffer) error {
	s, e := r.root, t.Edition
	if e != nil {
		s = r.editions[e]
	}
	v := s.base(s.Home)
	v.Kind, v.NoIndex = "not-found", true
	v.Title = s.text("page-not-found", "other", nil)
	v.HeadTitle = v.Title + " – " + v.Site
	if e == nil {
		v.Kind = "chooser"
		v.Summary = s.text("page-not-found-text", "other", nil)
		v.Chooser = r.choices()
		v.Greetings = r.greetings(s.Site.Editions, func(s *edition) Greeting {
			return Greeting{Title: s.text("page-not-found", "other", nil), Summary: s.text("page-not-found-text", "other", nil)}
		})
		return r.execute(v, b)
	}
	var err error
	if v.Masthead, err = s.plainHead(); err != nil {
		return err
	}
	if v.Footer, err = s.foot(); err != nil {
		return err
	}
	if v.Banner, err = s.banner(nil); err != nil {
		return err
	}
	if s.Home != nil {
		s.toggles(v, s.Home)
	}
	for _, p := range s.nav {
		v.Items = append(v.Items, s.item(p))
	}
	v.HelpLink = s.helpLink(nil)
	if p := s.SearchPage(); p != nil && r.plan.Indexes[s.Edition] != "" {
		v.Find = &Finding{Action: p.Href(s.Edition)}
	}
	return r.execute(v, b)
}

// rootChooser renders the site's front page: choose a country and a language.
func (r *Renderer) rootChooser(_ plan.Target, b *buffer) error {
	s := r.root
	v := s.base(s.Home)
	v.Kind, v.HeadTitle, v.Title, v.Canonical = "chooser", v.Site, v.Site, s.Site.Campaign.BaseURL
	v.Summary = s.text(chooseKey(len(s.Site.Countries)), "other", nil)
	v.Chooser = r.choices()
	v.Greetings = r.greetings(s.Site.Editions, func(s *edition) Greeting {
		return Greeting{Title: s.title(), Summary: s.text(chooseKey(len(s.Site.Countries)), "other", nil)}
	})
	return r.execute(v, b)
}

// greetings says something in each of the editions' languages but the first, which the page itself speaks.
func (r *Renderer) greetings(editions []*site.Edition, say func(*edition) Greeting) (out []Greeting) {
	told := map[string]bool{editions[0].Language: true}
	for _, e := range editions {
		if told[e.Language] {
			continue
		}
		told[e.Language] = true
		g := say(r.editions[e])
		g.Lang, g.Dir = e.Language, e.Words.Dir()
		out = append(out, g)
	}
	return out
}

func chooseKey(countries int) string {
	if countries == 1 {
		return "choose-language"
	}
	return "choose-country"
}

// countryChooser renders a country's front page: choose a language.
func (r *Renderer) countryChooser(t plan.Target, b *buffer) error {
	c := t.Country
	s := r.outside(c.Editions[0])
	v := s.base(s.Home)
	v.Kind, v.Title = "chooser", s.CountryName(c)
	v.HeadTitle = v.Title + " – " + v.Site
	v.Canonical = s.Site.Campaign.BaseURL + c.Folder + "/"
	v.Summary = s.text("choose-language", "other", nil)
	v.Chooser = []Choice{r.choice(c)}
	v.Greetings = r.greetings(c.Editions, func(s *edition) Greeting {
		return Greeting{Title: s.CountryName(c), Summary: s.text("choose-language", "other", nil)}
	})
	return r.execute(v, b)
}

// places lists every country and place in the edition's words, and its languages each in its own.
func (s *edition) places() (out []Choice) {
	for _, g := range s.editionGroups() {
		ch := Choice{Name: g.Country, Links: g.Links}
		for _, within := range g.Places {
			ch.Places = append(ch.Places, Choice{Name: within.Country, Links: within.Links})
		}
		out = append(out, ch)
	}
	return out
}

func (r *Renderer) choices() []Choice {
	var out []Choice
	for _, n := range r.plan.Site.Nations() {
		var ch Choice
		if n.Own != nil {
			ch = r.choice(n.Own)
		} else {
			first := n.Places[0].Editions[0]
			ch = Choice{Name: first.NationName(n), Lang: first.Language}
		}
		for _, c := range n.Places {
			ch.Places = append(ch.Places, r.choice(c))
		}
		out = append(out, ch)
	}
	return out
}

// choice names a country in its own first language, and its editions in theirs.
func (r *Renderer) choice(c *site.Country) Choice {
	first := c.Editions[0]
	ch := Choice{Name: first.CountryName(c), Lang: first.Language}
	for _, e := range c.Editions {
		if e.Home == nil {
			continue
		}
		href := e.Home.Href(e)
		if e.OwnHost {
			href = e.Home.URL()
		}
		ch.Links = append(ch.Links, Link{Text: e.Words.Name(), Lang: e.Language, Href: href})
	}
	return ch
}
