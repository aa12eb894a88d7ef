// Package status says how far a campaign is: pages × editions, words to translate, reviews that are overdue, and what
// has changed since a day. It decides nothing that package site has not decided; it counts, for those who plan.
package status

import (
	"cmp"
	"slices"
	"strings"
	"time"
	"unicode"

	"tocsin/internal/prose"
	"tocsin/internal/site"
	"tocsin/internal/source"
)

// Report is the state of a campaign at a moment.
type Report struct {
	At        time.Time
	Since     time.Time // zero where nobody asked what changed
	Title     string    // "" where the campaign has none
	Locked    bool      // the campaign keeps a lock; else nothing is known of what is stale
	Editions  []Edition
	Languages []Language
	Pages     []Row // pages by key, then messages by key
	Overdue   []Review
	Changed   []Change
}

// Edition is the sum of one edition's pages and messages.
type Edition struct {
	Code                                    string
	Pages, Ready, Missing, Stale, Unlocked  int
	Drafts, Held, Embargoed, Expired, Other int
	Words                                   int // to translate
}

// Language is the sum of what is to be translated into one language or locale, whatever the number of its editions.
type Language struct {
	Tag   string
	Files int // to be written or mended
	Words int
}

// Row is a page or a message in every edition.
type Row struct {
	Key     string // as a user writes it: learn/phishing, messages/pause; index for the home page
	Title   string
	Source  string // path of the file that the others are translated from
	Message bool
	Cells   []Cell // one for each edition, in their order
}

// Cell is a page in one edition.
type Cell struct {
	State       State
	Translation Translation
	File        string // "" where nobody wrote one
	Words       int    // to translate: all of the source's where it is missing, else those of what changed
}

// State says whether readers see a page.
type State string

// The states. None is a page that is not the edition's.
const (
	None      State = ""
	Ready     State = "ready"
	Notice    State = "notice" // shown in the source's language
	Missing   State = "missing"
	Draft     State = "draft"
	Held      State = "held" // waits for the country's other languages
	Embargoed State = "embargoed"
	Expired   State = "expired"
	Withheld  State = "withheld"
)

// Translation says what is known of a rendition's words.
type Translation string

// The states of a translation. Unknown is one in a campaign without a lock.
const (
	Unknown  Translation = ""
	Source   Translation = "source"
	Current  Translation = "current"
	Stale    Translation = "stale"
	Unlocked Translation = "unlocked" // nobody has vouched for it
	Wanted   Translation = "missing"
)

// Review is something whose review is overdue.
type Review struct {
	What  string // page, message or fact
	Key   string
	File  string
	Line  int
	Owner string
	By    string // the last day, as written
	Days  int    // since then
}

// Change is a page or a message that says itself that its words changed.
type Change struct {
	Key, Title, File string
	Updated          string
	at               time.Time
}

// New gathers the report. Since may be zero.
func New(s *site.Site, since time.Time) *Report {
	r := &Report{At: s.At, Since: since, Locked: s.Locked()}
	if s.Campaign == nil {
		return r
	}
	r.Title = s.Campaign.Title.In(s.Campaign.SourceLanguage)
	b := builder{Report: r, site: s, files: map[string]*Language{}, counted: map[string]bool{}, reviewed: map[string]bool{}}
	for _, e := range s.Editions {
		r.Editions = append(r.Editions, Edition{Code: e.Code})
	}
	for _, key := range s.Keys() {
		b.page(key)
	}
	for _, id := range s.MessageIDs() {
		b.message(id)
	}
	b.facts()
	for _, l := range b.files {
		r.Languages = append(r.Languages, *l)
	}
	slices.SortFunc(r.Languages, func(a, b Language) int { return cmp.Compare(a.Tag, b.Tag) })
	slices.SortFunc(r.Overdue, func(a, b Review) int {
		return cmp.Or(cmp.Compare(b.Days, a.Days), cmp.Compare(a.File, b.File), cmp.Compare(a.Key, b.Key))
	})
	slices.SortFunc(r.Changed, func(a, b Change) int { return cmp.Or(b.at.Compare(a.at), cmp.Compare(a.File, b.File)) })
	return r
}

type builder struct {
	*Report
	site     *site.Site
	files    map[string]*Language
	counted  map[string]bool // files whose words are in Languages
	reviewed map[string]bool
}

func (b *builder) page(key string) {
	from := b.site.SourceOf(key)
	row := Row{Key: cmp.Or(key, "index"), Title: from.Front.Title, Source: from.Path}
	for i, st := range b.site.Standings(key) {
		c := Cell{State: state(st.State)}
		if st.File != nil {
			c.File = st.File.Path
		}
		if st.File == nil && c.State == Missing && from.Front.Draft {
			c.State = Draft // nobody is to translate what its writer is not done with
		}
		if c.State != None {
			b.translation(&c, st.File, from, st.Edition, key)
			b.review("page", row.Key, st.File, from, st.Front, st.Edition)
			b.changed(&row, st.File, st.Front, st.Edition)
		}
		b.add(i, c)
		row.Cells = append(row.Cells, c)
	}
	b.Pages = append(b.Pages, row)
}

func state(s site.Standpoint) State {
	switch s {
	case site.Ready:
		return Ready
	case site.Noticed:
		return Notice
	case site.Missing:
		return Missing
	case site.Drafted:
		return Draft
	case site.Held:
		return Held
	case site.Embargoed:
		return Embargoed
	case site.Expired:
		return Expired
	case site.Withheld:
		return Withheld
	}
	return None
}

// message reports a message like a page: it is wanted in every language of a country that has it in one.
func (b *builder) message(id string) {
	files := b.site.MessageFiles(id)
	from := files[0]
	row := Row{Key: "messages/" + id, Title: cmp.Or(from.Front.Title, id), Source: from.Path, Message: true}
	find := func(e *site.Edition) *source.File {
		for _, tag := range []string{e.Tag, e.Language} {
			if i := slices.IndexFunc(files, func(f *source.File) bool { return f.Tag == tag }); i >= 0 {
				return files[i]
			}
		}
		return nil
	}
	for i, e := range b.site.Editions {
		f := find(e)
		c := Cell{}
		theirs := slices.ContainsFunc(e.Country.Editions, func(o *site.Edition) bool { return find(o) != nil })
		switch {
		case !theirs:
		case f == nil:
			c.State = Missing
		case f.Front.Draft || from.Front.Draft:
			c.State = Draft
		case e.Message(id) == nil:
			c.State = Withheld
		default:
			c.State = Ready
		}
		if f != nil {
			c.File = f.Path
		}
		if c.State != None {
			b.translation(&c, f, from, e, row.Key)
			front := &site.Front{Front: &from.Front, From: &from.Front}
			if f != nil {
				front = &site.Front{Front: &f.Front, From: &from.Front}
			}
			b.review("message", row.Key, f, from, front, e)
			b.changed(&row, f, front, e)
		}
		b.add(i, c)
		row.Cells = append(row.Cells, c)
	}
	b.Pages = append(b.Pages, row)
}

// translation says what is known of a rendition, and how many words it takes to put it right.
func (b *builder) translation(c *Cell, f, from *source.File, e *site.Edition, key string) {
	tag := e.Language
	switch {
	case f == nil && c.State == Draft:
		return
	case f == nil:
		c.Translation, c.Words = Wanted, wordsOf(from, e)
	case f == from:
		c.Translation = Source
		return
	default:
		tag = f.Tag
		d := b.site.StaleOf(f)
		switch {
		case !b.Locked:
			return
		case d == nil:
			c.Translation = Current
			return
		case d.Unlocked:
			c.Translation = Unlocked
			return
		}
		c.Translation = Stale
		for _, ch := range d.Changes {
			if ch.Kind == site.Added || ch.Kind == site.Changed || ch.Kind == site.Doubtful {
				c.Words += Count(ch.New)
			}
		}
	}
	if id := tag + "\x00" + key; !b.counted[id] {
		b.counted[id] = true
		l := b.files[tag]
		if l == nil {
			l = &Language{Tag: tag}
			b.files[tag] = l
		}
		l.Files++
		l.Words += c.Words
	}
}

// add counts a cell for its edition.
func (b *builder) add(i int, c Cell) {
	e := &b.Editions[i]
	if c.State == None {
		return
	}
	e.Pages++
	e.Words += c.Words
	switch c.State {
	case Ready, Notice:
		e.Ready++
	case Missing:
		e.Missing++
	case Draft:
		e.Drafts++
	case Held:
		e.Held++
	case Embargoed:
		e.Embargoed++
	case Expired:
		e.Expired++
	default:
		e.Other++
	}
	switch c.Translation {
	case Stale:
		e.Stale++
	case Unlocked:
		e.Unlocked++
	}
}

// wordsOf counts the words of a rendition: title, summary, the picture's alt text and the body.
func wordsOf(f *source.File, e *site.Edition) int {
	n := Count(f.Front.Title) + Count(f.Front.Summary)
	if f.Front.Image != nil {
		n += Count(f.Front.Image.Alt)
	}
	return n + f.AnyDoc(e.Typography).Words
}

// Count counts words; in scripts that put no spaces between them, characters.
func Count(text string) int {
	n := 0
	prose.EachWord(text, func(w string, _, _ int) {
		wide := 0
		for _, r := range w {
			if unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai) {
				wide++
			}
		}
		n += max(1, wide)
	})
	return n
}

// review notes a review that is overdue, once for each file that says so.
func (b *builder) review(what, key string, f, from *source.File, front *site.Front, e *site.Edition) {
	by := front.ReviewBy
	end := by.EndIn(e.Country.Zone)
	if end.IsZero() || b.At.Before(end) {
		return
	}
	if f == nil || !f.Front.Has("review_by") {
		f = from
	}
	if b.reviewed[f.Path] {
		return
	}
	b.reviewed[f.Path] = true
	b.Overdue = append(b.Overdue, Review{What: what, Key: key, File: f.Path, Line: f.Pos("review_by").Line, Owner: front.Owner, By: by.String(), Days: days(end, b.At)})
}

// days counts the days that have begun since.
func days(from, to time.Time) int { return int(to.Sub(from)/(24*time.Hour)) + 1 }

func (b *builder) facts() {
	told := map[*source.Fact]bool{} // a place has its country's
	for _, c := range b.site.Countries {
		for id, f := range c.EveryFact() {
			if told[f] {
				continue
			}
			told[f] = true
			if end := f.ReviewBy.EndIn(c.Zone); !end.IsZero() && !b.At.Before(end) {
				b.Overdue = append(b.Overdue, Review{What: "fact", Key: id, File: f.At.File, Line: f.At.Line, Owner: f.Owner, By: f.ReviewBy.String(), Days: days(end, b.At)})
			}
		}
	}
}

// changed notes a page whose words changed since the day that was asked for, by what it says itself.
func (b *builder) changed(row *Row, f *source.File, front *site.Front, e *site.Edition) {
	if b.Since.IsZero() || f == nil {
		return
	}
	at, said := front.Updated, "updated"
	if at.IsZero() {
		at, said = front.Date, "date"
	}
	t := at.In(e.Country.Zone)
	if t.IsZero() || t.Before(b.Since) {
		return
	}
	path := f.Path
	if !f.Front.Has(said) {
		path = row.Source // it takes the date from there, so one line will do
	}
	if slices.ContainsFunc(b.Changed, func(c Change) bool { return c.File == path }) {
		return
	}
	title := f.Front.Title
	if path == row.Source {
		title = row.Title
	}
	b.Changed = append(b.Changed, Change{Key: row.Key, Title: strings.TrimSpace(title), File: path, Updated: at.String(), at: t})
}
