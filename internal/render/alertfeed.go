package render

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"tocsin/internal/feed"
	"tocsin/internal/plaintext"
	"tocsin/internal/plan"
	"tocsin/internal/site"
	"tocsin/internal/source"
)

const capType = "application/cap+xml"

// alertFeed renders an edition's alerts as an Atom feed, those that changed last first, each with its CAP file.
func (r *Renderer) alertFeed(t plan.Target, b *buffer) error {
	list := t.Page
	s := r.editions[list.Edition]
	pages := slices.Clone(s.Alerts)
	slices.SortStableFunc(pages, func(a, b *site.Page) int {
		return cmp.Or(b.Modified.Compare(a.Modified), cmp.Compare(a.Key, b.Key))
	})
	f := feed.Feed{ID: list.URL() + "feed.xml", Title: list.Title + " – " + s.title(), Lang: s.Locale, SelfURL: list.URL() + "feed.xml", AltURL: list.URL(), Author: s.title()}
	for _, p := range pages[:min(feedLimit, len(pages))] {
		a := s.alert(p)
		entry := feed.Entry{ID: p.URL(), Title: p.Title, URL: p.URL(), Lang: a.Lang, Updated: utc(p.Modified), Published: utc(p.Alert.Sent),
			Summary: a.Line + "\n" + a.Summary, Categories: []string{a.Level},
			Files: []feed.File{{Type: capType, URL: p.URL() + "cap.xml"}}}
		f.Entries = append(f.Entries, entry)
	}
	if len(f.Entries) == 0 {
		f.Updated = quiet(list)
	}
	b.bytes = f.AppendTo(b.bytes)
	return nil
}

// quiet is when a feed that has nothing to tell was last changed: never by the clock.
func quiet(list *site.Page) time.Time {
	t := list.Modified
	if home := list.Edition.Home; t.IsZero() && home != nil {
		t = home.Modified
	}
	if t.IsZero() {
		return time.Unix(0, 0)
	}
	return t
}

// What a severity means in CAP 1.2, section 3.2.2, unless the alert says otherwise.
var capCodes = map[string]struct{ urgency, severity, certainty string }{
	"extreme":   {"Immediate", "Extreme", "Observed"},
	"severe":    {"Expected", "Severe", "Observed"},
	"advisory":  {"Future", "Moderate", "Likely"},
	"all-clear": {"Past", "Minor", "Observed"},
}

// alertFile renders an alert's CAP file: one message for the country, in each of its languages in which the alert is out. So
// every edition of a country has the same bytes.
func (r *Renderer) alertFile(t plan.Target, b *buffer) error {
	p := t.Page
	pages := renditions(p)
	ids := warningIDs(p)
	last := ids[len(ids)-1]
	w := feed.Warning{Identifier: last.Identifier, Sender: last.Sender, Sent: last.Sent, References: ids[:len(ids)-1]}
	if p.Alert.Exercise {
		w.Exercise = p.Key
	}
	for i, q := range chain(p) {
		if i > 0 {
			w.References = append(w.References, warningIDs(q)...)
		}
	}
	slices.SortStableFunc(w.References, func(a, b feed.WarningRef) int { return a.Sent.Compare(b.Sent) })
	for _, q := range pages {
		info, err := r.warningInfo(q)
		if err != nil {
			return err
		}
		w.Infos = append(w.Infos, info)
	}
	b.bytes = w.AppendTo(b.bytes)
	return nil
}

// renditions returns a country's pages of one alert, each in its own words, in the order of its languages.
func renditions(p *site.Page) (out []*site.Page) {
	for _, e := range p.Edition.Country.Editions {
		if q := e.Page(p.Key); q != nil && !q.Notice && q.Alert != nil {
			out = append(out, q)
		}
	}
	return out
}

// chain returns an alert and those whose place it took, one after the other, as far as they are out in the country.
func chain(p *site.Page) []*site.Page {
	out := []*site.Page{p}
	for at := 0; at < len(out); at++ {
		for _, e := range p.Edition.Country.Editions {
			if q := e.Page(out[at].Key); q != nil && q.Alert != nil && q.Alert.Replaces != nil {
				if !slices.ContainsFunc(out, func(have *site.Page) bool { return have.Key == q.Alert.Replaces.Key }) {
					out = append(out, q.Alert.Replaces)
				}
			}
		}
	}
	return out
}

// warningIDs returns the messages by which an alert went out in its country: the first, and if its words changed later,
// the one with the change, which takes the place of the first. What changed in between leaves no mark in the files.
func warningIDs(p *site.Page) []feed.WarningRef {
	sent, modified := p.Alert.Sent, p.Modified
	for _, q := range renditions(p) {
		if q.Alert.Sent.Before(sent) {
			sent = q.Alert.Sent
		}
		if q.Modified.After(modified) {
			modified = q.Modified
		}
	}
	sender := feed.WarningID(p.Edition.Site.Host())
	id := feed.WarningID(strings.NewReplacer(".", "..", "/", ".").Replace(p.Key) + "-" + p.Edition.Country.Code)
	out := []feed.WarningRef{{Sender: sender, Identifier: id, Sent: sent}}
	if modified.After(sent) {
		out = append(out, feed.WarningRef{Sender: sender, Identifier: id + "-" + modified.UTC().Format("20060102T150405"), Sent: modified})
	}
	return out
}

// warningInfo says an alert in the language of one page.
func (r *Renderer) warningInfo(p *site.Page) (feed.WarningInfo, error) {
	s, a, front := r.editions[p.Edition], p.Alert, p.Front.Alert
	codes := capCodes[a.Severity]
	info := feed.WarningInfo{Language: s.Locale, Categories: front.Categories, Urgency: cmp.Or(front.Urgency, codes.urgency), Severity: codes.severity,
		Certainty: cmp.Or(front.Certainty, codes.certainty), Audience: audienceNames(p), Effective: a.Start, Onset: a.Onset, Expires: a.End,
		SenderName: s.title(), Headline: p.Title, Web: p.URL(), Contact: s.Site.Campaign.FeedbackOf(s.Country.Code).URL.In(s.Language).String(),
		Area: s.CountryName(s.Country), Place: s.Country.Code}
	if len(info.Categories) == 0 {
		info.Categories = []string{"Security"}
	}
	if a.Loudness == 0 {
		info.Response = "AllClear"
	}
	info.Event = s.text("alert-event", "other", nil)
	if t := p.FirstTopic(); t != nil {
		info.Event = t.Title
	}
	words, err := r.bareContent(p)
	described, todo := words, ""
	if i := firstHeading(words); i >= 0 {
		described, todo = words[:i], words[i:]
	}
	plain := plaintext.Alert.WithColon(s.colon())
	info.Description = strings.TrimSpace(p.Summary + "\n\n" + plaintext.Of(described, plain))
	info.Do = plaintext.Of(todo, plain)
	return info, err
}

// bareContent returns a page's words as HTML with whole addresses, messages without their frame.
func (r *Renderer) bareContent(p *site.Page) (string, error) {
	f := &pageFiller{r: r, page: p, voice: r.editions[p.Voice()], b: &buffer{}, absolute: true, unframed: true}
	d := f.doc(p.File, p.Doc(), source.TypographyOf(p.Language, p.Edition.Country.Code))
	f.fragment(p.File, d, d.Body, "")
	return string(f.b.bytes), f.err
}

// firstHeading returns where the first heading begins, or -1. A page's own words never hold a bare "<".
func firstHeading(words string) int {
	first := -1
	for _, tag := range []string{"<h2", "<h3", "<h4", "<h5", "<h6"} {
		if i := strings.Index(words, tag); i >= 0 && (first < 0 || i < first) {
			first = i
		}
	}
	return first
}
