package render

import (
	"fmt"
	"html/template"
	"image/color"
	"slices"
	"strings"

	"tocsin/internal/locale"
	"tocsin/internal/site"
	"tocsin/internal/toolkit"
)

// KitText is what the templates under templates/kit/ get: emails, the newsletter, the press release, messages and the
// read-me of a toolkit. All addresses are absolute.
type KitText struct {
	Lang, Dir  string
	Site       string // the campaign's title
	Country    string
	Month      string // the campaign month's official name
	When       string // "October 2026"
	Subject    string // of the email; the title of what is no email
	Title      string // the theme of the year; may be empty
	Summary    string // what it says in a sentence; may be empty
	About      string // what the campaign says of itself: the front page's summary; may be empty
	Home, Page string // the front page, and the page of the toolkit
	Audience   string // of the archive; empty for the whole toolkit
	Posts      int    // how many posts the archive has
	Week       *KitWeek
	Weeks      []*KitWeek
	Events     []KitEvent // that are not past
	Message    *KitMessage
	Messages   []*KitMessage
	Report     []Reported
	Button     KitButton
	Folders    []KitFolder
	Words      template.HTML // of the toolkit's page
	Contact    string        // an address for comments; may be empty
	Look       KitLook
	shared     *edition
}

// KitWeek is a week in an email or a newsletter.
type KitWeek struct {
	Number        int
	Label, Range  string // "Week 2, October 5 to 9"; "October 5 to 9"
	Title, URL    string
	Summary, Text string // Text are the first words of its page; both may be empty
	Colour        string
	Message       *KitMessage // the first of its page; may be nil
	file          string      // the name of its files, without an ending
	wash          string
}

// KitEvent is an event in a newsletter.
type KitEvent struct{ Title, URL, Day, Line string }

// KitMessage is a shared message.
type KitMessage struct {
	ID, Title string
	Content   template.HTML
}

// KitButton is the one thing to click in an email.
type KitButton struct{ Href, Text, Colour string }

// KitLook are the colours of the campaign: #rrggbb.
type KitLook struct{ Paper, Band, OnBand, Signal, Colour, Wash string }

// T is View.T.
func (v *KitText) T(key string, pairs ...any) string { return v.shared.text(key, "other", pairs) }

// Comma is View.Comma.
func (v *KitText) Comma() string { return v.shared.Words.Comma() }

// Colon is what the language puts after a word that announces another, with the space before it.
func (v *KitText) Colon() string { return v.shared.colon() }

// Align is the side on which lines begin: mail programs know no other word for it.
func (v *KitText) Align() string {
	if v.Dir == "rtl" {
		return "right"
	}
	return "left"
}

// ContactText is Contact as people read it.
func (v *KitText) ContactText() string { return strings.TrimPrefix(v.Contact, "mailto:") }

// colon is taken from a string that has one in every language.
func (s *edition) colon() string {
	return s.text("country-then-languages", "other", []any{"country", ""})
}

func hex(c color.RGBA) string { return fmt.Sprintf("#%02x%02x%02x", c.R, c.G, c.B) }

// kitText fills in what all texts of a toolkit share.
func (s *edition) kitText(p *site.Page) (*KitText, error) {
	t, c := p.Toolkit, s.r.painter.Colours()
	v := &KitText{Lang: s.Locale, Dir: s.Words.Dir(), Site: s.title(), Country: s.CountryName(s.Country), Month: s.monthName(),
		When: t.Year, Home: s.Base, Page: p.URL(), Report: s.reported(p), Contact: s.Site.Campaign.FeedbackOf(s.Country.Code).URL.In(s.Language).String(), shared: s,
		Look: KitLook{hex(c.Paper), hex(c.Band), hex(c.OnBand), hex(c.Signal), hex(c.Band), "#f2f2f2"}}
	if s.Home != nil {
		v.About = s.Home.Summary
	}
	v.Button = KitButton{s.Base, s.text("mail-more", "other", nil), v.Look.Colour}
	if y := t.Calendar; y != nil {
		v.Button.Href = y.URL()
		if y.Month != nil && !y.Month.First.IsZero() {
			v.When = s.Words.MonthYear(y.Month.First)
		}
		if v.Summary = y.Summary; y.Title != yearNumber(y) {
			v.Title = y.Title
		}
	}
	var err error
	if v.Messages, err = s.kitMessages(s.Messages()); err != nil {
		return nil, err
	}
	for _, w := range t.Kits[0].Weeks {
		week := &KitWeek{Number: w.Week, Label: s.weekLabel(w), Range: s.Words.Range(w.Days.From, w.Days.To), Title: w.Title, URL: w.URL(), Summary: w.Summary,
			Text: w.Doc().Lead, Colour: v.Look.Colour, file: toolkit.WeekName(w), wash: v.Look.Wash}
		if w.Week >= 1 && w.Week <= len(c.Ground) {
			week.Colour, week.wash = hex(c.Ground[w.Week-1]), hex(c.Wash[w.Week-1])
		}
		for _, ref := range w.Doc().Messages {
			if i := slices.IndexFunc(v.Messages, func(m *KitMessage) bool { return m.ID == ref.ID }); i >= 0 && s.Allows(w.Doc(), ref.Guards) {
				week.Message = v.Messages[i]
				break
			}
		}
		v.Weeks = append(v.Weeks, week)
	}
	for _, ev := range t.Kits[0].Events {
		if ev.Event.Status == "cancelled" {
			continue
		}
		o := s.occasion(ev)
		v.Events = append(v.Events, KitEvent{o.Title, ev.URL(), locale.Sentence(o.Long), o.Line})
	}
	f := &pageFiller{r: s.r, page: p, voice: s, b: &buffer{}, absolute: true, unframed: true}
	if p.File != nil {
		f.fragment(p.File, p.Doc(), p.Doc().Body, "")
	}
	v.Words = template.HTML(toolkit.Clean(f.b.bytes))
	return v, f.err
}

// about is a copy of the texts with a subject of its own.
func (v *KitText) about(subject string) *KitText {
	w := *v
	w.Subject = subject
	return &w
}

// forWeek is a copy for the email of a week, in its colours.
func (v *KitText) forWeek(w *KitWeek) *KitText {
	out := v.about(w.Label + v.Colon() + " " + w.Title)
	out.Week, out.Look.Colour, out.Look.Wash = w, w.Colour, w.wash
	out.Button = KitButton{w.URL, v.T("what-to-do-in-week", "number", w.Number), w.Colour}
	return out
}

// kitMessages makes messages of their ids, with absolute addresses, ready to be pasted anywhere.
func (s *edition) kitMessages(ids []string) (out []*KitMessage, err error) {
	for _, id := range ids {
		file := s.Message(id)
		if file == nil || s.Home == nil {
			continue
		}
		f := &pageFiller{r: s.r, page: s.Home, voice: s, b: &buffer{}, absolute: true, unframed: true, seen: map[string]int{id: 1}}
		doc := file.Doc(s.Typography)
		f.fragment(file, doc, doc.Body, "m-"+id+"-")
		if f.err != nil {
			return nil, f.err
		}
		out = append(out, &KitMessage{id, s.Typeset(s.Site.FrontOf(file).Title), template.HTML(toolkit.Clean(f.b.bytes))})
	}
	return out, nil
}
