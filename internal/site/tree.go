package site

import (
	"cmp"
	"path"
	"slices"
	"strings"
	"time"

	"tocsin/internal/locale"
	"tocsin/internal/markdown"
	"tocsin/internal/source"
)

// add puts a rendition into an edition.
func (r *resolver) add(g *group, e *Edition, f *source.File, notice bool) {
	r.placed = append(r.placed, r.newPage(g, e, f, notice))
}

// newPage makes a rendition's page, with what it needs nobody else for.
func (r *resolver) newPage(g *group, e *Edition, f *source.File, notice bool) *Page {
	m := g.fronts[f]
	p := &Page{Edition: e, Key: g.key, File: f, Language: e.Language, Notice: notice, Front: m}
	if notice {
		p.Language = e.Country.languageOf(f.Tag)
	}
	rules := source.TypographyOf(p.Language, e.Country.Code) // a file may serve two countries, each with spaces of its own
	p.Title, p.Summary = markdown.Typeset(m.Title, rules), markdown.Typeset(m.Summary, rules)
	p.weight = m.weight
	p.Date = m.Date.In(e.Country.Zone)
	p.Modified = r.modified(p)
	p.Kind = r.kind(p)
	return p
}

// modified is the newest date of the page's words and of every message in them: what a reader may call its age.
func (r *resolver) modified(p *Page) time.Time {
	zone := p.Edition.Country.Zone
	newest := func(f *source.Front) time.Time {
		return cmp.Or(f.Updated.In(zone), f.Date.In(zone), f.Publish.In(zone))
	}
	at := newest(p.Front.Front)
	voice, doc := p.Voice(), p.Doc()
	updated := r.indexes[voice].updated
	if len(updated) == 0 {
		return at
	}
	for _, ref := range doc.Messages {
		if voice.Allows(doc, ref.Guards) {
			at = later(at, updated[ref.ID])
		}
	}
	return at
}

// languageOf returns the language that the name of a file says, which serves one of the country's editions.
func (c *Country) languageOf(tag string) string {
	for _, e := range c.Editions {
		if tag == e.Tag {
			return e.Language
		}
	}
	return tag
}

// kind tells what a page is by where it stands and what it says of itself.
func (r *resolver) kind(p *Page) Kind {
	switch {
	case p.Key == "":
		return Home
	case p.Front.Week != nil:
		return WeekPage
	case p.Front.Event != nil:
		return EventPage
	case p.Key == alertsKey:
		return AlertList
	case p.Front.Alert != nil:
		return AlertPage
	case p.Front.Post != nil:
		return PostPage
	case isPostYear(p.Key):
		return PostYear
	case isToolkit(p.Key):
		return ToolkitPage
	case p.Key == calendarKey:
		return Calendar
	case isYearOf(calendarKey, p.Key):
		return Year
	case isBriefing(p):
		return Briefing // becomes Folder, too
	}
	return Article // becomes Folder when something stands under it
}

const (
	calendarKey  = "calendar"
	topicsKey    = "topics"
	audiencesKey = "audiences"
)

// isYearOf reports whether a key is that of a year's folder in another: calendar/2026.
func isYearOf(folder, key string) bool { return path.Dir(key) == folder && isYear(path.Base(key)) }

func isYear(s string) bool {
	return len(s) == 4 && strings.Trim(s, "0123456789") == ""
}

// tree gives an edition's pages their parents, addresses, neighbours, topics and calendar.
func (r *resolver) tree(e *Edition) {
	r.terms(e)
	r.search(e)
	r.places(e)
	r.alerts(e)
	r.toolkits(e)
	for _, p := range slices.Clone(e.Pages) {
		r.parent(e, p)
	}
	r.address(e)
	r.rankByTitle(e)
	for _, p := range e.Pages {
		sortPages(p.Children)
		neighbours(p.Children)
		sortPages(p.Topics)
		sortPages(p.Audiences)
	}
	slices.SortFunc(e.Pages, func(a, b *Page) int { return cmp.Compare(a.Path, b.Path) })
	r.calendar(e)
	r.posts(e)
	r.kits(e)
	e.Home = e.byKey[""]
}

// parent hangs a page under its folder's page, which is made where nobody wrote one.
func (r *resolver) parent(e *Edition, p *Page) {
	if p.Key == "" || p.Parent != nil {
		return
	}
	key := path.Dir(p.Key)
	if key == "." {
		key = ""
	}
	up := e.byKey[key]
	if up == nil {
		if key == "" {
			return // no home page: an error, told already
		}
		up = r.generate(e, key)
		r.parent(e, up)
	}
	p.Parent = up
	up.Children = append(up.Children, p)
	if up.Kind == Article || up.Kind == Briefing {
		up.Kind = Folder
	}
}

// generate makes the page of a folder that has none of its own.
func (r *resolver) generate(e *Edition, key string) *Page {
	p := &Page{Edition: e, Key: key, Kind: Folder, Language: e.Language, Front: noFront}
	base := path.Base(key)
	p.Title = Humanize(base)
	switch {
	case key == briefingsKey:
		p.Title, _ = e.Text(briefingsKey, "other")
	case key == calendarKey:
		p.Kind = Calendar
		p.Title, _ = e.Text(calendarKey, "other")
	case key == alertsKey:
		p.Kind = AlertList
		p.Title, _ = e.Text(alertsKey, "other")
	case isYearOf(calendarKey, key):
		p.Kind = Year
	case key == toolkitKey:
		p.Title, _ = e.Text(toolkitKey, "other")
	case key == postsKey:
		p.Title, _ = e.Text(postsKey, "other")
	case isPostYear(key):
		p.Kind = PostYear
		p.Title, _ = e.Text("posts-of-year", "other")
		p.Title = strings.ReplaceAll(p.Title, "{year}", base)
	}
	e.byKey[key] = p
	e.Pages = append(e.Pages, p)
	return p
}

var noFront = &Front{Front: &source.Front{}, From: &source.Front{}}

// address gives every page its path, parents first.
func (r *resolver) address(e *Edition) {
	var walk func(p *Page)
	done := map[*Page]bool{}
	walk = func(p *Page) {
		if done[p] {
			return
		}
		done[p] = true
		if p.Key == "" {
			return
		}
		up := ""
		if p.Parent != nil {
			walk(p.Parent)
			up = p.Parent.Path
		}
		p.Path = up + e.slug(p) + "/"
	}
	for _, p := range e.Pages {
		walk(p)
	}
}

// slug is the last part of a page's address: its own slug, a word of the interface for a generated folder, or the
// file's name, made safe.
func (e *Edition) slug(p *Page) string {
	name := path.Base(p.Key)
	if s := p.Front.Slug; s != "" {
		return cmp.Or(locale.Slug(s), locale.Slug(name), "page")
	}
	if p.File == nil {
		switch p.Key {
		case calendarKey, topicsKey, audiencesKey, searchKey, placesKey, alertsKey, postsKey, briefingsKey, toolkitKey:
			if s, ok := e.Text("folder-"+p.Key, "other"); ok {
				return cmp.Or(locale.Slug(s), p.Key)
			}
		}
		if p.Kind == TermPage {
			return cmp.Or(locale.Slug(p.Title), locale.Slug(name), "page")
		}
	}
	return cmp.Or(locale.Slug(name), "page")
}

// rankByTitle collates the titles once, so that every later order compares numbers. An edition whose titles are what
// they were has the order that it had.
func (r *resolver) rankByTitle(e *Edition) {
	if was := r.before(e); was != nil && sameTitles(was, e) {
		return
	}
	type titled struct {
		key  string
		page *Page
	}
	order := make([]titled, len(e.Pages))
	sorter := e.Words.Sorter()
	for i, p := range e.Pages {
		order[i] = titled{sorter.Key(p.Title), p}
	}
	slices.SortFunc(order, func(a, b titled) int {
		return cmp.Or(cmp.Compare(a.key, b.key), cmp.Compare(a.page.Key, b.page.Key))
	})
	for i, t := range order {
		t.page.rank = i
	}
}

// before returns what an edition was before a change, or nil.
func (r *resolver) before(e *Edition) *Edition {
	if r.prev == nil {
		return nil
	}
	for _, was := range r.prev.Editions {
		if was.Code == e.Code && was.Tag == e.Tag {
			return was
		}
	}
	return nil
}

// sameTitles gives the pages of an edition the ranks that they had, if no page and no title has changed.
func sameTitles(was, e *Edition) bool {
	if len(was.Pages) != len(e.Pages) {
		return false
	}
	for _, p := range e.Pages {
		old := was.byKey[p.Key]
		if old == nil || old.Title != p.Title {
			return false
		}
		p.rank = old.rank
	}
	return true
}

// sortPages orders by weight (pages without one last), then by title.
func sortPages(list []*Page) {
	slices.SortFunc(list, func(a, b *Page) int {
		if a.weight != b.weight {
			return cmp.Compare(a.weight, b.weight)
		}
		return cmp.Compare(a.rank, b.rank)
	})
}

// weighed is a page's weight as sortPages compares it: below 0, which stands for none.
func weighed(m *Front) int64 {
	if !m.Has("weight") && !m.From.Has("weight") {
		return 0
	}
	return int64(m.Weight) - 1<<40
}

// neighbours links the articles of a folder to the previous and the next.
func neighbours(list []*Page) {
	var last *Page
	for _, p := range list {
		if p.Kind != Article {
			continue
		}
		if last != nil {
			last.Next, p.Prev = p, last
		}
		last = p
	}
}
