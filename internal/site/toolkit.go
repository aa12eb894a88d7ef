package site

import (
	"cmp"
	"maps"
	"path"
	"slices"
	"strings"

	"tocsin/internal/locale"
)

const toolkitKey = "toolkit"

// Kit is one archive of a toolkit: the whole one, or what is for one audience. It holds pages that are out in the
// edition, and none that is shown in another language.
type Kit struct {
	ID       string // of the audience; empty for the whole toolkit
	Audience string // its name in the edition's language
	File     string // "october-online-2026-ca-fr.zip"
	Posts    []*Page
	Weeks    []*Page // of the whole toolkit alone
	Events   []*Page
	Sheets   []*Page
}

// Toolkit is what an edition hands to its partners for a year.
type Toolkit struct {
	Year     string // "2026"
	Calendar *Page  // the year in the calendar; nil where nobody planned one
	PostYear *Page  // the year's posts; nil where there are none
	Newest   bool   // no later year has a toolkit
	Kits     []*Kit // the whole one first, then those for audiences in the campaign's order
	Page     *Page  // its page
}

// Toolkit returns the page of the newest year's toolkit, or nil.
func (e *Edition) Toolkit() *Page {
	var newest *Page
	if up := e.byKey[toolkitKey]; up != nil {
		for _, p := range up.Children {
			if p.Toolkit != nil && p.Toolkit.Newest {
				newest = p
			}
		}
	}
	return newest
}

// isToolkit reports whether a key is that of a year's toolkit.
func isToolkit(key string) bool { return isYearOf(toolkitKey, key) }

// yearOfKey returns the year that a key under calendar/ or posts/ belongs to, or "".
func yearOfKey(key string) string {
	top, rest, _ := strings.Cut(key, "/")
	year, _, below := strings.Cut(rest, "/")
	if below && (top == calendarKey || top == postsKey) && isYear(year) {
		return year
	}
	return ""
}

func hasDays(week *Page) bool {
	days, _ := week.Front.Week.In(week.Edition.Country.Code)
	return !days[0].IsZero()
}

// toolkits makes the page of each year's toolkit: one for every year that has posts, weeks or events in the edition.
// Where the campaign has written that page itself, its front matter decides in which editions and from when it is there.
func (r *resolver) toolkits(e *Edition) {
	years := map[string]bool{}
	for _, p := range e.Pages {
		switch {
		case p.Notice:
		case p.Kind == PostPage,
			p.Kind == WeekPage && hasDays(p),
			p.Kind == EventPage && !p.Front.Event.Start.IsZero():
			if year := yearOfKey(p.Key); year != "" {
				years[year] = true
			}
		}
	}
	for _, year := range slices.Sorted(maps.Keys(years)) {
		key := toolkitKey + "/" + year
		if e.byKey[key] != nil || r.groups[key] != nil {
			continue
		}
		p := &Page{Edition: e, Key: key, Kind: ToolkitPage, Language: e.Language, Front: noFront}
		p.Title, _ = e.Text("toolkit-of-year", "other")
		p.Title = strings.ReplaceAll(p.Title, "{year}", year)
		p.Summary, _ = e.Text("toolkit-summary", "other")
		e.byKey[key] = p
		e.Pages = append(e.Pages, p)
	}
}

// kits decides what each toolkit holds. What belongs to no year, a poster about phishing say, goes with the newest.
func (r *resolver) kits(e *Edition) {
	var pages []*Page
	for _, p := range e.Pages {
		if p.Kind == ToolkitPage && !p.Notice {
			pages = append(pages, p)
		}
	}
	if len(pages) == 0 {
		return
	}
	slices.SortFunc(pages, func(a, b *Page) int { return cmp.Compare(b.Key, a.Key) })
	newest := true
	for _, p := range pages {
		t := &Toolkit{Year: path.Base(p.Key), Newest: newest, Page: p}
		whole := e.wholeKit(t)
		if len(whole.Posts)+len(whole.Weeks)+len(whole.Events) == 0 {
			continue // somebody has written the page of a year that has nothing yet
		}
		t.Kits = append([]*Kit{whole}, r.audienceKits(e, t, whole)...)
		p.Toolkit, newest = t, false
		if p.File == nil && (!t.Newest || len(whole.Posts) == 0 || len(whole.Sheets) == 0) {
			p.Summary = "" // it would promise what is not there
		}
	}
}

// wholeKit gathers everything of a year. Pages are in the order in which the year has them, posters in that of addresses.
func (e *Edition) wholeKit(t *Toolkit) *Kit {
	k := &Kit{File: e.kitName(t, "")}
	own := func(list []*Page) []*Page {
		return slices.DeleteFunc(slices.Clone(list), func(p *Page) bool { return p.Notice })
	}
	if y := e.byKey[calendarKey+"/"+t.Year]; y != nil && y.Kind == Year {
		t.Calendar, k.Weeks, k.Events = y, own(y.Weeks), own(y.Events)
	}
	if y := e.byKey[postsKey+"/"+t.Year]; y != nil && y.Kind == PostYear {
		t.PostYear, k.Posts = y, own(y.Posts)
	}
	for _, p := range e.Pages {
		if p.Sheet() {
			if year := yearOfKey(p.Key); year == t.Year || year == "" && t.Newest {
				k.Sheets = append(k.Sheets, p)
			}
		}
	}
	return k
}

// audienceKits makes an archive for every audience that a post, a poster or an event of the year names.
func (r *resolver) audienceKits(e *Edition, t *Toolkit, whole *Kit) []*Kit {
	byID := map[string]*Kit{}
	sort := func(pages []*Page, of func(*Kit) *[]*Page) {
		for _, p := range pages {
			for _, id := range p.Front.Audiences {
				id = termID(id)
				if byID[id] == nil {
					byID[id] = &Kit{ID: id, Audience: e.Typeset(termName(r.Campaign.Audiences, id, e.Language))}
				}
				if list := of(byID[id]); !slices.Contains(*list, p) {
					*list = append(*list, p)
				}
			}
		}
	}
	sort(whole.Posts, func(k *Kit) *[]*Page { return &k.Posts })
	sort(whole.Events, func(k *Kit) *[]*Page { return &k.Events })
	sort(whole.Sheets, func(k *Kit) *[]*Page { return &k.Sheets })
	place := func(id string) int {
		for i, term := range r.Campaign.Audiences {
			if termID(term.ID) == id {
				return i
			}
		}
		return len(r.Campaign.Audiences)
	}
	out := slices.SortedFunc(maps.Values(byID), func(a, b *Kit) int { return cmp.Or(cmp.Compare(place(a.ID), place(b.ID)), cmp.Compare(a.ID, b.ID)) })
	taken := map[string]bool{}
	for _, k := range out {
		slug := locale.Slug(k.Audience)
		if slug == "" || taken[slug] {
			slug = cmp.Or(locale.Slug(k.ID), "audience")
		}
		taken[slug] = true
		k.File = e.kitName(t, "-"+slug)
	}
	return out
}

// KitNameLimit is how many bytes of a slug go into the name of an archive or of a file within: it leaves room for what
// follows, and whole paths stay within what Windows takes.
const KitNameLimit = 60

// kitName names an archive: the campaign's title in its source language, so that a partner's kits lie together, then
// year, country and language.
func (e *Edition) kitName(t *Toolkit, more string) string {
	title := locale.ShortSlug(locale.Slug(e.Site.Campaign.Title.In(e.Site.Campaign.SourceLanguage)), KitNameLimit)
	return cmp.Or(title, toolkitKey) + "-" + t.Year + "-" + e.Country.Code + "-" + strings.ToLower(e.Language) + more + ".zip"
}
