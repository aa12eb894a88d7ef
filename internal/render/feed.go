package render

import (
	"cmp"
	"encoding/json"
	"slices"
	"strings"
	"time"

	"tocsin/internal/feed"
	"tocsin/internal/plaintext"
	"tocsin/internal/plan"
	"tocsin/internal/site"
	"tocsin/internal/source"
)

// feedLimit is how many entries an Atom feed holds.
const feedLimit = 20

// atomName is where an edition's feed lies in its folder.
const atomName = "feed.xml"

// atom renders an edition's Atom feed.
func (r *Renderer) atom(t plan.Target, b *buffer) error {
	b.bytes = r.editions[t.Edition].newest().AppendTo(b.bytes)
	return nil
}

// newest is what an edition's feeds hold: its newest pages.
func (s *edition) newest() feed.Feed {
	e := s.Edition
	var pages []*site.Page
	for _, p := range e.Pages {
		if p.File != nil && p.Kind != site.Home && !p.Notice && !p.NoIndex() {
			pages = append(pages, p)
		}
	}
	slices.SortFunc(pages, func(a, b *site.Page) int {
		return cmp.Or(b.Modified.Compare(a.Modified), cmp.Compare(a.Key, b.Key))
	})
	f := feed.Feed{ID: e.Base, Title: s.text("feed-title", "other", []any{"site", s.title(), "title", s.title()}), Lang: e.Locale,
		SelfURL: e.Base + atomName, AltURL: e.Base, Author: s.title()}
	for _, p := range pages[:min(feedLimit, len(pages))] {
		entry := feed.Entry{ID: p.URL(), Title: p.Title, URL: p.URL(), Summary: p.Summary, Updated: utc(p.Modified), Published: utc(p.Date)}
		for _, t := range p.Topics {
			entry.Categories = append(entry.Categories, t.Title)
		}
		f.Entries = append(f.Entries, entry)
	}
	return f
}

func utc(t time.Time) time.Time {
	if t.IsZero() {
		return t
	}
	return t.UTC()
}

const productID = "-//Tocsin//Tocsin//EN"

// calendarFile renders the events of a year or a week as one iCalendar file, or only those for an audience, whose page
// is not nil.
func (r *Renderer) calendarFile(t plan.Target, b *buffer) error {
	p, audience := t.Page, t.For
	s := r.editions[p.Edition]
	c := feed.Calendar{Name: p.Title + " – " + s.title(), Lang: s.Locale, ProdID: productID, URL: p.URL()}
	if audience != nil {
		c.Name = audience.Title + " – " + c.Name
	}
	for _, ev := range p.Events {
		if audience == nil || slices.Contains(ev.Audiences, audience) {
			c.Events = append(c.Events, s.icsEvent(ev))
		}
	}
	b.bytes = c.AppendTo(b.bytes)
	return nil
}

// eventFile renders one event.
func (r *Renderer) eventFile(t plan.Target, b *buffer) error {
	p := t.Page
	s := r.editions[p.Edition]
	c := feed.Calendar{Name: p.Title, Lang: s.Locale, ProdID: productID, URL: p.URL(), Events: []feed.Event{s.icsEvent(p)}}
	b.bytes = c.AppendTo(b.bytes)
	return nil
}

func (s *edition) icsEvent(p *site.Page) feed.Event {
	ev := p.Event
	where := ev.Place
	if where == "" {
		where = ev.URL.String()
	}
	text := cmp.Or(p.Summary, p.Doc().Lead)
	if !ev.URL.IsZero() {
		text += "\n" + ev.URL.String()
	}
	out := feed.Event{UID: ev.UID, Summary: p.Title, Description: strings.TrimSpace(text + "\n" + p.URL()), Location: where, URL: p.URL(), Lang: p.Language,
		Start: ev.Start, End: ev.End, AllDay: ev.AllDay, Stamp: utc(p.Modified), Modified: utc(p.Modified), Sequence: ev.Sequence, Status: ev.Status}
	for _, t := range p.Topics {
		out.Categories = append(out.Categories, t.Title)
	}
	return out
}

// sharedMessage is one message in messages.json.
type sharedMessage struct {
	ID      string `json:"id"`
	Title   string `json:"title,omitempty"`
	Owner   string `json:"owner,omitempty"`
	Updated string `json:"updated,omitempty"`
	Text    string `json:"text"`
	HTML    string `json:"html"`
}

type sharedMessages struct {
	Locale   string          `json:"locale"`
	Source   string          `json:"source"`
	Messages []sharedMessage `json:"messages"`
}

// messagesName is where an edition's shared messages lie in its folder.
const messagesName = "messages.json"

// messagesJSON renders the edition's shared messages for partners: words, and HTML with absolute addresses.
func (r *Renderer) messagesJSON(t plan.Target, b *buffer) error {
	e := t.Edition
	s := r.editions[e]
	out := sharedMessages{Locale: e.Locale, Source: e.Base, Messages: []sharedMessage{}}
	for _, id := range e.Messages() {
		if e.Home == nil {
			break
		}
		file := e.Message(id)
		f := &pageFiller{r: r, page: e.Home, voice: s, b: &buffer{}, absolute: true, seen: map[string]int{id: 1}}
		doc := file.Doc(e.Typography)
		f.fragment(file, doc, doc.Body, "m-"+id+"-")
		if f.err != nil {
			return f.err
		}
		words := strings.TrimSpace(string(f.b.bytes))
		out.Messages = append(out.Messages, sharedMessage{ID: id, Title: s.Typeset(file.Front.Title), Owner: s.owner(file), Updated: updated(e, file), Text: plaintext.Of(words, plaintext.Message.WithColon(s.colon())), HTML: words})
	}
	enc := json.NewEncoder(b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(out)
}

func updated(e *site.Edition, f *source.File) string {
	at := e.Site.FrontOf(f).Updated.In(e.Country.Zone)
	if at.IsZero() {
		return ""
	}
	return at.Format(time.DateOnly)
}
