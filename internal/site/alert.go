package site

import (
	"cmp"
	"path"
	"slices"
	"strings"
	"time"

	"tocsin/internal/diag"
	"tocsin/internal/rule"
	"tocsin/internal/source"
)

// Alert is a page's alert at the site's moment.
type Alert struct {
	Severity   string    // extreme, severe, advisory or all-clear
	Loudness   int       // 3, 2, 1 or 0: how many of the three rings have sounded
	Start, End time.Time // in the country's zone: it holds from Start until just before End
	StartDay   bool      // Start was given as a day
	EndDay     bool      // End was given as a day, and is the midnight that ends it
	Sent       time.Time // when it first came out: its publish, else Start
	Onset      time.Time // when what it warns of began; zero if not given
	Exercise   bool      // only those who take part in an exercise are to act on it
	State      AlertState
	Replaces   *Page // the alert that it supersedes, where that is out in the edition
	ReplacedBy *Page // of an alert that was replaced: the one at the end of that chain, where it is out in the edition
}

// AlertState is where an alert stands in its span.
type AlertState uint8

// The states. A banner shows those that are in force, and no others.
const (
	Ahead    AlertState = iota // it is out, and its start lies ahead
	InForce                    // readers should act
	Ended                      // its end is past
	Replaced                   // a later alert took its place
)

// Host returns the host on which the campaign is published: its name, for machines.
func (s *Site) Host() string { return hostOf(s.Campaign.BaseURL) }

const alertsKey = "alerts"

// AlertsPage returns the page that lists the edition's alerts; nil where there is none.
func (e *Edition) AlertsPage() *Page {
	if p := e.byKey[alertsKey]; p != nil && p.Kind == AlertList {
		return p
	}
	return nil
}

// InForce returns the alerts that hold at the site's moment, the loudest first, of two as loud the newer.
func (e *Edition) InForce() []*Page {
	var out []*Page
	for _, p := range e.Alerts {
		if p.Alert.State == InForce {
			out = append(out, p)
		}
	}
	slices.SortStableFunc(out, func(a, b *Page) int { return cmp.Compare(b.Alert.Loudness, a.Alert.Loudness) })
	return out
}

// inheritAlert gives a translation its source's alert: two languages never warn of two things.
func (r *resolver) inheritAlert(f, src *source.File, m *source.Front) {
	own, from := f.Front.Alert, src.Front.Alert
	if own != nil && (from == nil || !r.sameAlert(own, from)) {
		r.contradiction(f, src, "alert")
	}
	m.Alert = from
}

// sameAlert reports whether a translation's alert, a, is its source's, b: it may name its own language's file.
func (s *Site) sameAlert(a, b *source.Alert) bool {
	older := func(a *source.Alert) string {
		key, _ := s.untag(strings.TrimSuffix(a.Supersedes, ".md"))
		return key
	}
	return a.Severity == b.Severity && a.Start.Equal(b.Start) && a.End.Equal(b.End) && a.Onset.Equal(b.Onset) && a.Urgency == b.Urgency &&
		a.Certainty == b.Certainty && a.Exercise == b.Exercise && slices.Equal(a.Categories, b.Categories) && (a.Supersedes == "" || older(a) == older(b))
}

// alertLinks finds which alert takes the place of which, and tells what cannot be: a file that is not there, one that is
// no alert, and a chain that comes back to where it began.
func (r *resolver) alertLinks() {
	r.superseders = map[string][]string{}
	supersedes := map[string]string{}
	for _, key := range r.keys {
		src := r.groups[key].source
		a := src.Front.Alert
		if a == nil {
			if strings.HasPrefix(key, alertsKey+"/") && !strings.HasSuffix(src.Key, "/index") {
				r.diags.Add(src.Pos("title"), rule.AlertNoAlert)
			}
			continue
		}
		if a.Supersedes == "" {
			if a.Severity == "all-clear" {
				r.diags.Add(src.Pos("alert"), rule.AlertEndsNothing)
			}
			continue
		}
		to, ok := r.superseded(src, a)
		if !ok {
			continue
		}
		supersedes[key] = to
		if old := r.groups[to].source.Front.Alert; to != key && a.Start.In(time.UTC).Before(old.Start.In(time.UTC)) {
			r.diags.Add(a.SupersedesAt, rule.AlertEarlier, "day", a.Start, "other", old.Start)
		}
	}
	for _, key := range r.keys {
		if supersedes[key] == "" {
			continue
		}
		if ring := circle(supersedes, key); ring != nil {
			src := r.groups[key].source
			r.diags.Add(src.Front.Alert.SupersedesAt, rule.AlertCircle, "ring", strings.Join(ring, " → "))
			delete(supersedes, key)
		}
	}
	for _, key := range r.keys {
		if to := supersedes[key]; to != "" {
			r.superseders[to] = append(r.superseders[to], key)
		}
	}
}

// superseded finds the page that an alert's file says it takes the place of.
func (r *resolver) superseded(src *source.File, a *source.Alert) (key string, ok bool) {
	at := path.Join(path.Dir(src.Path), a.Supersedes)
	if strings.HasPrefix(a.Supersedes, "/") {
		at = path.Join("content", a.Supersedes)
	}
	rel, inside := strings.CutPrefix(at, "content/")
	name, _ := r.untag(strings.TrimSuffix(rel, ".md"))
	key = canonical(name)
	g := r.groups[key]
	switch {
	case !inside || g == nil:
		r.diags.Add(a.SupersedesAt, rule.AlertNoFile, "file", a.Supersedes, "near", r.nearestAlert(key))
		return "", false
	case g.source.Front.Alert == nil:
		r.diags.Add(a.SupersedesAt, rule.AlertSupersedesPage, "file", a.Supersedes)
		return "", false
	}
	return key, true
}

// nearestAlert returns the alert's name that is nearest to one that is none, or "".
func (r *resolver) nearestAlert(key string) string {
	var names []string
	for _, k := range r.keys {
		if r.groups[k].source.Front.Alert != nil {
			names = append(names, path.Base(k))
		}
	}
	return diag.Nearest(path.Base(key), names)
}

// circle returns the chain that begins at a key and comes back to it, or nil.
func circle(supersedes map[string]string, key string) []string {
	ring := []string{key}
	for to := supersedes[key]; to != "" && len(ring) <= len(supersedes); to = supersedes[to] {
		ring = append(ring, to)
		if to == key {
			return ring
		}
	}
	return nil
}

// alerts decides the states of an edition's alerts, and makes the page that lists them where nobody wrote one.
func (r *resolver) alerts(e *Edition) {
	for _, p := range e.Pages {
		if p.Kind != AlertPage {
			continue
		}
		if p.Alert = r.alert(p); p.Alert != nil {
			e.Alerts = append(e.Alerts, p)
		}
	}
	if len(e.Alerts) == 0 {
		return
	}
	slices.SortFunc(e.Alerts, func(a, b *Page) int {
		return cmp.Or(b.Alert.Start.Compare(a.Alert.Start), cmp.Compare(a.Key, b.Key))
	})
	if e.byKey[alertsKey] == nil {
		r.generate(e, alertsKey)
	}
	for _, p := range e.Alerts {
		r.replaced(p)
	}
	for _, p := range e.Alerts {
		for q := p.Alert.ReplacedBy; q != nil; q = q.Alert.ReplacedBy { // no circle: those were told and cut
			p.Alert.ReplacedBy = q
		}
	}
}

// alert gives a page's alert its times; nil for one that cannot be, which was told where it was read or is told here.
func (r *resolver) alert(p *Page) *Alert {
	a, zone := p.Front.Alert, p.Edition.Country.Zone
	if a.Start.IsZero() || a.End.IsZero() || a.Severity == "" {
		return nil
	}
	out := &Alert{Severity: a.Severity, Loudness: len(source.Severities) - 1 - slices.Index(source.Severities, a.Severity),
		Start: a.Start.In(zone), End: a.End.EndIn(zone), StartDay: !a.Start.HasTime, EndDay: !a.End.HasTime, Onset: a.Onset.In(zone), Exercise: a.Exercise}
	if !out.End.After(out.Start) {
		r.diags.Add(p.Pos("alert"), rule.AlertOrder)
		return nil
	}
	out.Sent, _ = p.Front.released(zone)
	if p.Modified.Before(out.Sent) {
		p.Modified = out.Sent
	}
	switch {
	case r.At.Before(out.Start):
		out.State = Ahead
	case r.At.Before(out.End):
		out.State = InForce
	default:
		out.State = Ended
	}
	return out
}

// replaced ends an alert for which a later one has begun, also where that is no longer shown: what is over must not
// come back because its all-clear has expired.
func (r *resolver) replaced(p *Page) {
	e := p.Edition
	for _, key := range r.superseders[p.Key] {
		q := e.byKey[key]
		if q == nil || q.Alert == nil {
			if r.over(key, e.Country) && p.Alert.State == InForce {
				p.Alert.State = Ended
			}
			continue
		}
		q.Alert.Replaces = p
		if q.Alert.State == Ahead {
			continue
		}
		p.Alert.State = Replaced
		if by := p.Alert.ReplacedBy; by == nil || q.Alert.Start.After(by.Alert.Start) {
			p.Alert.ReplacedBy = q
		}
	}
}

// over reports whether an alert had begun in a country, and is no longer shown there.
func (r *resolver) over(key string, c *Country) bool {
	g := r.groups[key]
	for _, e := range c.Editions {
		if f := r.serving(g, e); f != nil {
			m := g.fronts[f]
			if m.Alert != nil && !r.At.Before(m.Alert.Start.In(c.Zone)) && r.state(f, m, c) == expired {
				return true
			}
		}
	}
	return false
}

// alertMoments are the times at which the alerts that are out begin and end.
func (r *resolver) alertMoments(e *Edition) {
	for _, p := range e.Alerts {
		a := p.Alert
		if a.State == Ahead {
			r.due = append(r.due, Moment{a.Start, "starts", p.File.Key, p.File.Path})
		}
		if a.State == Ahead || a.State == InForce {
			r.due = append(r.due, Moment{a.End, "ends", p.File.Key, p.File.Path})
		}
	}
}

// embargoedAlert notes when an alert that is not out yet begins and ends.
func (r *resolver) embargoedAlert(f *source.File, m *Front, zone *time.Location, publish time.Time) {
	start, end := m.Alert.Start.In(zone), m.Alert.End.EndIn(zone)
	if start.After(r.At) {
		r.due = append(r.due, Moment{start, "starts", f.Key, f.Path})
	}
	if end.After(publish) {
		r.due = append(r.due, Moment{end, "ends", f.Key, f.Path})
	}
}

// FirstTopic returns the page of the topic that the page names first, the same in every language; nil for none.
func (p *Page) FirstTopic() *Page {
	if len(p.Front.Topics) == 0 {
		return nil
	}
	return p.Edition.byKey[topicsKey+"/"+termID(p.Front.Topics[0])]
}
