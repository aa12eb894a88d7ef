// Package site decides everything there is to decide about a campaign at one moment: countries × languages, which
// rendition serves which edition, what is released, what is held back and why, every address and every equivalent.
//
// [Resolve] is total and its result is frozen: with errors it still gives every edition and page that is whole, and
// nothing changes it afterwards, so that pages can be rendered from many goroutines.
package site

import (
	"runtime"
	"strings"
	"time"

	"tocsin/internal/address"
	"tocsin/internal/diag"
	"tocsin/internal/locale"
	"tocsin/internal/markdown"
	"tocsin/internal/parallel"
	"tocsin/internal/source"
)

// Site is a campaign at a moment.
type Site struct {
	Campaign  *source.Campaign // nil where there is nothing to build
	Source    *source.Source
	At        time.Time
	Countries []*Country
	Editions  []*Edition
	Moments   []Moment // when the output changes by itself, later than At
	groups    map[string]*group

	messageGroups map[string]*group // by id
	indexes       map[*Edition]messageIndex
	superseders   map[string][]string // keys of alerts, by the key of the one whose place they take
	stale         []*StaleRendition   // by path
	tags          map[string]bool     // languages and locales
	nations       []Nation
	byLocale      map[string][]*Edition // in their order
	byLanguage    map[string][]*Edition // in their order
}

// Country is a country, or a place within one, with its editions.
type Country struct {
	*source.Country
	Editions []*Edition
	Facts    map[string]*source.Fact // that hold there, by id
	Regions  []*source.Region        // of the country that it is or lies in: what tables of facts tell of
	Folder   string                  // output folder of its chooser, "ca"; "" where the country has no folder of its own
}

// Edition is one country in one language.
type Edition struct {
	Site       *Site
	Country    *Country
	Language   string // "fr"
	Locale     string // "fr-CA": for browsers, and for everything that a language does in a country; a place has its country's
	Tag        string // what the name of a file for this edition alone says: "fr-CA", or "fr-ca-bc" for a place
	Code       string // "ca/fr": what --edition takes
	Words      *locale.Locale
	Typography markdown.Typography
	Folder     string // output folder: "ca/fr"
	Base       string // absolute address of the folder, ends with a slash
	Root       string // path of Base: "/october/ca/fr/"
	OwnHost    bool   // the edition has a host of its own, and is self-contained
	Outside    bool   // of the part of the site that is made: it has its name and address here, and no pages
	Home       *Page  // nil only with errors
	Pages      []*Page
	Waiting    []*Page // written but not out: embargoed, or held back; no address, no parent; for checks and reviewers alone
	Years      []*Page // pages of calendar years, newest first
	Alerts     []*Page // pages of alerts, the last to begin first
	Held       int     // pages kept back because the country is incomplete
	Omitted    int     // pages left out of this edition alone
	byKey      map[string]*Page
	messages   map[string]*source.File // what pages show, by id
	released   []string                // ids of the messages that come out by themselves, sorted
	refused    map[string]bool         // messages taken out with an error of their own
	strings    [2]source.Strings
}

// Kind is what a page is, and so which template shows it.
type Kind uint8

// The kinds of pages.
const (
	Article  Kind = iota
	Home          // the edition's front page
	Folder        // a folder's page, with its children
	Calendar      // the folder of years
	Year          // a year's month, as a page
	WeekPage
	EventPage
	Terms // all topics, or all audiences
	TermPage
	Search
	Briefing  // slides: a page to read, a deck to show, a handout to print
	PostPage  // a post for social networks
	PostYear  // a year's posts
	AlertList // the page of all alerts
	AlertPage
	ToolkitPage // what partners download for a year
	Places      // on a site of many editions, the other countries and places
)

// Page is one page of one edition.
type Page struct {
	Edition   *Edition
	Key       string // canonical: "learn/phishing", "learn" for its index, "" for the home page
	Kind      Kind
	File      *source.File // nil for a generated page
	Language  string       // of its words: the edition's, or the source's under a notice
	Notice    bool         // shown in the source's language because the rendition is missing
	Title     string
	Summary   string // may be empty
	Path      string // address within the edition: "apprendre/hameconnage/", "" for the home page
	Parent    *Page  // nil for the home page
	Children  []*Page
	Prev      *Page
	Next      *Page
	Topics    []*Page // term pages
	Audiences []*Page
	Date      time.Time // zero if not given
	Modified  time.Time // newest of the page and what it includes; zero if nothing says so
	Week      int       // the week of the campaign that it belongs to, 0 for none
	Days      Days      // of a week
	Event     *Event    // of an event
	Alert     *Alert    // of an alert; nil where it has errors
	Post      *Post     // of a post
	Toolkit   *Toolkit  // of a year's toolkit; nil where there is nothing for partners
	Posts     []*Page   // of a year's posts, by time
	Weeks     []*Page   // of a year, by number
	Month     *Month    // of a year: its days
	Events    []*Page   // of a year or a week, by start
	Front     *Front    // merged; never nil
	rank      int       // position by title in the edition's collation
	weight    int64     // its place before that: see weighed
}

// Days are the first and the last day of a week, as midnights in the country's zone.
type Days struct{ From, To time.Time }

// Contains reports whether the day of t lies within.
func (d Days) Contains(t time.Time) bool {
	return !d.From.IsZero() && !t.Before(d.From) && t.Before(d.To.AddDate(0, 0, 1))
}

// Event is a page's event with its times decided.
type Event struct {
	Start, End time.Time // End of whole days is the last day's midnight
	AllDay     bool
	Place      string
	URL        address.Address // the zero value for none
	Status     string          // confirmed, tentative, cancelled
	Sequence   int
	UID        string
	Was        time.Time // when it was to start before it was moved; zero if it was not
	WasDay     bool      // Was is a day without a time
}

// Moment is a time at which the output changes by itself.
type Moment struct {
	At   time.Time
	What string // publish, expires, week, event, or starts and ends of alerts
	Page string // the key
	File string
}

// CountryCodes lists the campaign's countries for a reader: "ca, us".
func (s *Site) CountryCodes() string {
	var codes []string
	for _, c := range s.Countries {
		codes = append(codes, c.Code)
	}
	return strings.Join(codes, ", ")
}

// URL returns the page's absolute address.
func (p *Page) URL() string { return p.Edition.Base + p.Path }

// Href returns the page's address as a page of another edition, or the same, links to it.
func (p *Page) Href(from *Edition) string { return p.Edition.Href(from) + p.Path }

// Href returns the address of the edition's front page as a page of another edition, or the same, links to it.
func (e *Edition) Href(from *Edition) string {
	if from != e && (from.OwnHost || e.OwnHost) {
		return e.Base
	}
	return e.Root
}

// Output returns the page's file in the output folder.
func (p *Page) Output() string { return p.Edition.Folder + "/" + p.Path + "index.html" }

// Pos returns where a front matter key of the page was written: in its own file, else in that which it inherits from.
// It is the zero Pos for a generated page.
func (p *Page) Pos(key string) diag.Pos {
	if p.File == nil {
		return diag.Pos{}
	}
	return p.Front.Pos(p.File, key)
}

// Doc returns the page's body; a generated page has an empty one.
func (p *Page) Doc() *markdown.Document {
	if p.File == nil {
		return noDocument
	}
	if p.Language == p.Edition.Language {
		return p.File.Doc(p.Edition.Typography)
	}
	return p.File.Doc(source.TypographyOf(p.Language, p.Edition.Country.Code))
}

var noDocument = &markdown.Document{}

// Page returns the edition's page with a canonical key, or nil.
func (e *Edition) Page(key string) *Page { return e.byKey[key] }

// Message returns the file that serves a message in the edition, or nil where there is none or it is not released.
func (e *Edition) Message(id string) *source.File { return e.messages[id] }

// Refused reports whether a message is not there because of an error that was told: it includes itself, say.
func (e *Edition) Refused(id string) bool { return e.refused[id] }

// Fact returns a fact's definition and its value in the edition. ok is false where the country has no such fact, or
// it has no value in the edition's language.
func (e *Edition) Fact(id string) (f *source.Fact, value string, ok bool) {
	f = e.Country.Facts[id]
	if f == nil {
		return nil, "", false
	}
	value = f.Value.In(e.Language)
	return f, value, value != ""
}

// Now returns the moment for which the site is built, in the edition's zone.
func (e *Edition) Now() time.Time { return e.Site.At.In(e.Country.Zone) }

// Resolve decides the site at a moment.
func Resolve(src *source.Source, at time.Time) (*Site, diag.List) { return Again(src, at, nil) }

// Again is Resolve after a change, and gives what Resolve would give. What prev, which may be nil, has worked out about
// files that are still the same (what renditions inherit, the order of titles) serves again; prev stays as it is.
func Again(src *source.Source, at time.Time, prev *Site) (*Site, diag.List) {
	s := &Site{Campaign: src.Campaign, Source: src, At: at}
	if s.Campaign == nil {
		return s, nil
	}
	s.tags, s.byLocale, s.byLanguage = map[string]bool{}, map[string][]*Edition{}, map[string][]*Edition{}
	r := &resolver{Site: s}
	if prev != nil && prev.Campaign == src.Campaign {
		r.prev = prev
	}
	r.editions()
	r.group()
	for _, e := range r.Made() {
		e.byKey, e.Pages = make(map[string]*Page, len(r.keys)), make([]*Page, 0, len(r.keys))
	}
	r.alertLinks()
	r.chooseMessages()
	r.spread(len(r.keys), func(part *resolver, i int) { part.place(r.groups[r.keys[i]]) })
	r.each(func(r *resolver, e *Edition) {
		r.homeMissing(e)
		r.tree(e)
	})
	r.compareAll()
	r.moments()
	return s, r.diags
}

// resolver carries what is only needed while deciding.
type resolver struct {
	*Site
	prev  *Site // what the site was before a change; nil where nothing of it may serve again
	diags diag.List
	keys  []string // of groups, sorted
	due   []Moment

	// What place decides, until take puts it into the editions.
	placed, waiting []*Page
	held, omitted   []*Edition
}

// spread runs f for 0 … n-1, in parts at once, each with a resolver that gathers what its part decides; then it puts
// that together in order. f may write nothing that another index sees.
func (r *resolver) spread(n int, f func(part *resolver, i int)) {
	parts := make([]resolver, runtime.GOMAXPROCS(0))
	size := (n + len(parts) - 1) / len(parts)
	parallel.Each(len(parts), func(k int) {
		parts[k].Site = r.Site
		for i := k * size; i < min((k+1)*size, n); i++ {
			f(&parts[k], i)
		}
	})
	for k := range parts {
		r.take(&parts[k])
	}
}

// take adds what a part has decided.
func (r *resolver) take(part *resolver) {
	r.diags = append(r.diags, part.diags...)
	r.due = append(r.due, part.due...)
	for _, p := range part.placed {
		p.Edition.byKey[p.Key] = p
		p.Edition.Pages = append(p.Edition.Pages, p)
	}
	for _, p := range part.waiting {
		p.Edition.Waiting = append(p.Edition.Waiting, p)
	}
	for _, e := range part.held {
		e.Held++
	}
	for _, e := range part.omitted {
		e.Omitted++
	}
}

// each runs f for every edition at once: editions share nothing that f may write. The diagnostics keep their order.
func (r *resolver) each(f func(*resolver, *Edition)) {
	editions := r.Made()
	parts := make([]resolver, len(editions))
	parallel.Each(len(parts), func(i int) {
		parts[i].Site, parts[i].prev = r.Site, r.prev
		f(&parts[i], editions[i])
	})
	for i := range parts {
		r.diags = append(r.diags, parts[i].diags...)
	}
}
