package render

import (
	"cmp"
	"fmt"
	"html/template"
	"slices"
	"strings"
	"time"

	"tocsin/internal/diag"
	"tocsin/internal/rule"
	"tocsin/internal/site"
	"tocsin/internal/source"
)

// Alert is an alert as readers see it: in a banner, on its own page, in the list.
type Alert struct {
	ID         string // of the heading, within a page
	Deep       bool   // the heading is one of level 3
	Lang, Dir  string // of the title and the summary, where they are in another language than the page
	Severity   string // extreme, severe, advisory or all-clear
	Level      string // the same in words: "Alert, severe"
	Loudness   int    // 3, 2, 1 or 0: how many of three rings have sounded
	Title      string
	Summary    string // may be empty
	Href       string
	Action     string // the words of the link
	ISO, Since string // "October 14, 2026, 9:00 a.m., Eastern Time"
	UntilISO   string
	Until      string
	Audience   string // "Older people"; empty for everyone
	For        string // "For: Older people"; likewise
	Line       string // Level and Since: "Alert, severe. October 14, 2026, 9:00 a.m., Eastern Time"
	State      string // in a word or two: "In force", "Over"
	Told       string // the same as a sentence; empty while it is in force
	InForce    bool
	Replaces   *Link
	ReplacedBy *Link
	File       string // address of the CAP file
}

// Banner is what the template alerts.html gets: the alerts that hold, the loudest first. It runs once for an edition.
type Banner struct {
	Alerts []*Alert
	More   *Link // leads to the list, where there are more than the banner shows
	shared *edition
}

// T is View.T.
func (b *Banner) T(key string, pairs ...any) string { return b.shared.text(key, "other", pairs) }

// Alerts is what the page of all alerts adds.
type Alerts struct {
	InForce []*Alert
	Ahead   []*Alert
	Over    []*Alert // ended or replaced, the last to begin first
	Feed    string
}

// mostAlerts is how many alerts a banner shows. Whoever has to act on four things acts on none.
const mostAlerts = 3

// banner returns the alerts that hold, for every page of the edition but those that show them anyway: the list of all
// alerts, and for each alert its own page.
func (s *edition) banner(p *site.Page) (template.HTML, error) {
	switch {
	case len(s.alerts) == 0 || p != nil && p.Kind == site.AlertList:
		return "", nil
	case p != nil && slices.Contains(s.alerts, p):
		return s.bannerOf(slices.DeleteFunc(slices.Clone(s.alerts), func(q *site.Page) bool { return q == p }))
	}
	return s.alertBanner()
}

func (s *edition) bannerOf(alerts []*site.Page) (template.HTML, error) {
	if len(alerts) == 0 || s.r.set.alerts == nil {
		return "", nil
	}
	v := &Banner{shared: s}
	for i, p := range alerts[:min(mostAlerts, len(alerts))] {
		a := s.alert(p)
		a.ID = fmt.Sprintf("_alert-%d", i+1)
		v.Alerts = append(v.Alerts, a)
	}
	if list := s.AlertsPage(); list != nil && len(alerts) > mostAlerts {
		v.More = &Link{Text: s.count("alerts-more", len(alerts)-mostAlerts), Href: list.Href(s.Edition)}
	}
	var b strings.Builder
	err := s.r.set.alerts.Execute(&b, v)
	return template.HTML(b.String()), err
}

// alert puts a page's alert into words.
func (s *edition) alert(p *site.Page) *Alert {
	at := p.Alert
	a := &Alert{Severity: at.Severity, Level: s.text("alert-"+at.Severity, "other", nil), Loudness: at.Loudness, Title: p.Title,
		Summary: cmp.Or(p.Summary, p.Doc().Lead), Href: p.Href(s.Edition), Action: s.text("alert-action", "other", nil),
		InForce: at.State == site.InForce, Lang: s.foreign(p), File: s.Root + p.Path + "cap.xml"}
	if p.Notice {
		a.Dir = p.Voice().Words.Dir()
	}
	if at.Exercise {
		a.Level = s.text("alert-line", "other", []any{"level", s.text("alert-exercise", "other", nil), "date", a.Level})
	}
	if at.Loudness == 0 {
		a.Action = s.text("alert-action-all-clear", "other", nil)
	}
	a.ISO, a.Since = s.moment(at.Start, at.StartDay)
	last := at.End
	if at.EndDay {
		last = last.AddDate(0, 0, -1)
	}
	a.UntilISO, a.Until = s.moment(last, at.EndDay)
	if a.Audience = audienceNames(p); a.Audience != "" {
		a.For = s.text("alert-for", "other", []any{"audience", a.Audience})
	}
	a.Line = s.text("alert-line", "other", []any{"level", a.Level, "date", a.Since})
	state := map[site.AlertState]string{site.Ahead: "ahead", site.InForce: "in-force", site.Ended: "ended", site.Replaced: "replaced"}[at.State]
	a.State = s.text("alert-state-"+state, "other", nil)
	if !a.InForce {
		a.Told = s.text("alert-told-"+state, "other", nil)
	}
	link := func(q *site.Page) *Link {
		if q == nil {
			return nil
		}
		return &Link{Text: q.Title, Href: q.Href(s.Edition), Lang: s.foreign(q)}
	}
	a.Replaces, a.ReplacedBy = link(at.Replaces), link(at.ReplacedBy)
	return a
}

func audienceNames(p *site.Page) string {
	var names []string
	for _, t := range p.Audiences {
		names = append(names, t.Title)
	}
	return p.Edition.Words.Join(names...)
}

// moment is a time for machines and for readers, or the day alone.
func (s *edition) moment(t time.Time, day bool) (iso, words string) {
	if day {
		return t.Format(time.DateOnly), s.Words.Date(t)
	}
	return t.Format(time.RFC3339), s.Words.Join(s.Words.Date(t), s.Words.Time(t), s.Words.Zone(t))
}

// alertList lays the edition's alerts out: what holds first, in full.
func (s *edition) alertList(v *View) {
	out := &Alerts{Feed: v.AlertsFeed}
	for _, p := range s.InForce() {
		out.InForce = append(out.InForce, s.alert(p))
	}
	for _, p := range s.Alerts {
		switch p.Alert.State {
		case site.Ahead:
			out.Ahead = append(out.Ahead, s.alert(p))
		case site.Ended, site.Replaced:
			out.Over = append(out.Over, s.alert(p))
		}
	}
	for i, a := range slices.Concat(out.InForce, out.Ahead, out.Over) {
		a.ID, a.Deep = fmt.Sprintf("_alert-%d", i+1), true
	}
	v.Alerts = out
	v.Items = nil
	for _, c := range s.AlertsPage().Children { // what else somebody put there
		if c.Alert == nil {
			v.Items = append(v.Items, s.item(c))
		}
	}
}

// alertsFeed returns the address of the alerts' feed for the pages whose head names it: the front page and those of
// alerts.
func (s *edition) alertsFeed(p *site.Page) string {
	switch p.Kind {
	case site.Home, site.AlertList, site.AlertPage:
		if list := s.AlertsPage(); list != nil {
			return list.Href(s.Edition) + "feed.xml"
		}
	}
	return ""
}

// hiddenAlerts warns of a campaign that writes alerts, and whose own document template shows none.
func (r *Renderer) hiddenAlerts() (diags diag.List) {
	src := r.plan.Site.Source
	base := src.Templates["base.html"]
	if base.Builtin || strings.Contains(base.Text, ".Banner") {
		return nil
	}
	if slices.ContainsFunc(src.Pages, func(f *source.File) bool { return f.Front.Alert != nil }) {
		diags.Add(diag.Pos{File: "templates/base.html", Line: 1, Column: 1}, rule.AlertNoBanner)
	}
	return diags
}
