package site

import (
	"maps"
	"slices"
	"strings"
	"time"

	"tocsin/internal/diag"
	"tocsin/internal/locale"
	"tocsin/internal/rule"
	"tocsin/internal/source"
)

// group is a page, or a message, in all its renditions.
type group struct {
	key    string                  // canonical; of a message its id
	files  map[string]*source.File // by tag
	source *source.File
	fronts map[*source.File]*Front
	diags  diag.List // what is wrong with how they go together
}

// Front is a rendition's front matter with what it inherits from its source. Title, Summary and Slug are its own.
type Front struct {
	*source.Front
	From   *source.Front // the source's own, which may be the same
	source *source.File  // nil for a generated page
	weight int64         // as sortPages compares it: see weighed
}

// Pos returns where a key that the rendition has was written: in its own file, else in its source's.
func (m *Front) Pos(own *source.File, key string) diag.Pos {
	if !m.Has(key) && m.source != nil && m.From.Has(key) {
		return m.source.Pos(key)
	}
	return own.Pos(key)
}

// serves reports whether a rendition is for a country: by its own word and by its source's.
func (m *Front) serves(code string) bool {
	return (m.Countries == nil || locale.Among(m.Countries, code)) && (m.From.Countries == nil || locale.Among(m.From.Countries, code))
}

// released returns the span in which a rendition is shown in a zone: the narrower one, where it and its source give
// two. They are compared here, since a time without an offset is another moment in every zone. An alert that does not
// say when it comes out does so at its start.
func (m *Front) released(zone *time.Location) (publish, expires time.Time) {
	publish, expires = m.Publish.In(zone), m.Expires.EndIn(zone)
	if t := m.From.Publish.In(zone); t.After(publish) {
		publish = t
	}
	if t := m.From.Expires.EndIn(zone); !t.IsZero() && t.Before(expires) {
		expires = t
	}
	if publish.IsZero() && m.Alert != nil {
		publish = m.Alert.Start.In(zone)
	}
	return publish, expires
}

// canonical makes a folder's index the folder's page.
func canonical(key string) string {
	if key == "index" {
		return ""
	}
	return strings.TrimSuffix(key, "/index")
}

// group gathers the renditions of each page and lets them inherit.
func (r *resolver) group() {
	var pages, messages map[string]*group
	if r.prev != nil {
		pages, messages = r.prev.groups, r.prev.messageGroups
	}
	r.groups, r.keys = r.gather(r.Source.Pages, canonical, pages)
	r.messageGroups, _ = r.gather(r.Source.Messages, func(id string) string { return id }, messages)
}

// Allow returns the rules that files silence, or inherit from their source, by path.
func (s *Site) Allow() map[string][]source.Allow {
	out := map[string][]source.Allow{}
	for _, groups := range []map[string]*group{s.groups, s.messageGroups} {
		for _, g := range groups {
			for f, m := range g.fronts {
				if len(m.Allow) > 0 {
					out[f.Path] = m.Allow
				}
			}
		}
	}
	return out
}

// gather returns the groups of some files by key, and the keys sorted. A group of prev whose files are the same ones
// serves again.
func (r *resolver) gather(files []*source.File, canonical func(string) string, prev map[string]*group) (groups map[string]*group, keys []string) {
	groups = make(map[string]*group, len(prev))
	keys = make([]string, 0, len(prev))
	var fresh []*group
	for len(files) > 0 { // the renditions of a page follow each other
		n := 1
		for n < len(files) && files[n].Key == files[0].Key {
			n++
		}
		key := canonical(files[0].Key)
		g := groups[key]
		switch old := prev[key]; {
		case g == nil && old.has(files[:n]):
			groups[key], keys = old, append(keys, key)
			r.diags = append(r.diags, old.diags...)
		case g == nil:
			g = newGroup(key)
			groups[key], keys, fresh = g, append(keys, key), append(fresh, g)
			r.fill(g, files[:n])
		default: // help.en.md and help/index.en.md are one page
			if !slices.Contains(fresh, g) {
				again := newGroup(key)
				for _, f := range sortedFiles(g) {
					again.files[f.Tag] = f
				}
				groups[key], g, fresh = again, again, append(fresh, again)
			}
			r.fill(g, files[:n])
		}
		files = files[n:]
	}
	slices.Sort(keys)
	r.spread(len(fresh), func(part *resolver, i int) {
		g, told := fresh[i], len(part.diags)
		g.source = part.sourceOf(g)
		for _, f := range g.files {
			g.fronts[f] = part.merge(f, g.source)
		}
		g.diags = slices.Clone(part.diags[told:])
	})
	return groups, keys
}

func newGroup(key string) *group {
	return &group{key: key, files: map[string]*source.File{}, fronts: map[*source.File]*Front{}}
}

// has reports whether the group is made of exactly these files; no nil group is.
func (g *group) has(files []*source.File) bool {
	if g == nil || len(g.files) != len(files) {
		return false
	}
	for _, f := range files {
		if g.files[f.Tag] != f {
			return false
		}
	}
	return true
}

// fill puts files into a group, each under its tag.
func (r *resolver) fill(g *group, files []*source.File) {
	for _, f := range files {
		if first := g.files[f.Tag]; first != nil {
			r.diags.Add(diag.Pos{File: f.Path}, rule.CollisionPage, "file", first.Path)
			continue
		}
		g.files[f.Tag] = f
	}
}

// sourceOf picks the rendition that the others are translated from.
func (r *resolver) sourceOf(g *group) *source.File {
	tags := make([]string, 0, len(g.files))
	for tag := range g.files {
		tags = append(tags, tag)
	}
	slices.Sort(tags)
	want := r.Campaign.SourceLanguage
	for _, tag := range tags {
		f := g.files[tag]
		if f.Front.Source == "" {
			continue
		}
		want = f.Front.Source
		if g.files[want] == nil {
			r.diags.Add(f.Pos("source"), rule.UnknownLanguageSource, "lang", want)
		}
		break
	}
	if f := g.files[want]; f != nil {
		return f
	}
	for _, tag := range tags {
		if !strings.Contains(tag, "-") {
			return g.files[tag]
		}
	}
	return g.files[tags[0]]
}

func weighedFront(own, from *source.Front, src *source.File) *Front {
	m := &Front{Front: own, From: from, source: src}
	m.weight = weighed(m)
	return m
}

// merge gives a rendition every key of its source that is not text for readers. Where both give one and differ, the
// rendition's own stands and is reported; but what withholds a page (draft, tlp, publish, expires) adds up, so that a
// forgotten line in a translation never publishes what its source keeps back.
func (r *resolver) merge(f, src *source.File) *Front {
	m := f.Front
	if f == src {
		return weighedFront(&m, &src.Front, src)
	}
	s := &src.Front
	r.scalars(f, src, &m)
	r.differs(f, src)
	inheritList(r, f, src, "audiences", &m.Audiences, s.Audiences)
	inheritList(r, f, src, "topics", &m.Topics, s.Topics)
	inheritList(r, f, src, "countries", &m.Countries, s.Countries)
	if m.Owner == "" {
		m.Owner = s.Owner
	}
	if m.Updated.IsZero() {
		m.Updated = s.Updated
	}
	if m.ReviewBy.IsZero() {
		m.ReviewBy = s.ReviewBy
	}
	if m.Missing == nil {
		m.Missing = s.Missing
	}
	if m.Allow == nil {
		m.Allow = s.Allow
	}
	if m.Params == nil {
		m.Params, m.ParamAddresses = s.Params, s.ParamAddresses
	}
	if m.Week == nil {
		m.Week = s.Week
	}
	if m.Image == nil {
		m.Image = s.Image
	} else if m.Image.Src == "" && s.Image != nil {
		m.Image = &source.Image{Src: s.Image.Src, Alt: m.Image.Alt}
	}
	m.Event = mergeEvent(m.Event, s.Event)
	r.inheritAlert(f, src, &m)
	m.Post = mergePost(m.Post, s.Post)
	return weighedFront(&m, s, src)
}

// differs reports what a translation says otherwise than its source about itself as a whole: its own word for that is
// not heeded, or makes another page of it in one language.
func (r *resolver) differs(f, src *source.File) {
	own, from := &f.Front, &src.Front
	if own.Has("countries") && !from.Has("countries") {
		r.contradiction(f, src, "countries")
	}
	if own.Missing != nil && (from.Missing == nil || from.Missing.Mode != own.Missing.Mode) {
		r.contradiction(f, src, "missing")
	}
	if own.Owner != "" && from.Owner != "" && own.Owner != from.Owner {
		r.contradiction(f, src, "owner")
	}
	if w, s := own.Week, from.Week; w != nil && s != nil && (w.Number != s.Number || !maps.EqualFunc(w.Days, s.Days, sameDays)) {
		r.contradiction(f, src, "week")
	}
	if e, s := own.Event, from.Event; e != nil && s != nil && contradicts(e, s) {
		r.contradiction(f, src, "event")
	}
	if p, s := own.Post, from.Post; p != nil && (s == nil || r.contradictsPost(p, s)) {
		r.contradiction(f, src, "post")
	}
}

func sameDays(a, b [2]source.Date) bool { return a[0].Equal(b[0]) && a[1].Equal(b[1]) }

// contradicts reports whether a translation's event, where it says more than the place in its own words, says
// something else.
func contradicts(own, from *source.Event) bool {
	return !own.Start.IsZero() && !own.Start.Equal(from.Start) || !own.End.IsZero() && !own.End.Equal(from.End) ||
		own.Timezone != "" && own.Timezone != from.Timezone || own.Status != "confirmed" && own.Status != from.Status ||
		own.Sequence != 0 && own.Sequence != from.Sequence || !own.Was.IsZero() && !own.Was.Equal(from.Was)
}

func (r *resolver) scalars(f, src *source.File, m *source.Front) {
	s := &src.Front
	r.inheritDate(f, src, "date", &m.Date, s.Date)
	r.inheritDate(f, src, "publish", &m.Publish, s.Publish)
	r.inheritDate(f, src, "expires", &m.Expires, s.Expires)
	if !m.Has("weight") {
		m.Weight = s.Weight
	} else if src.Front.Has("weight") && m.Weight != s.Weight {
		r.contradiction(f, src, "weight")
	}
	r.inheritPoster(f, src, m)
	if m.TLP == "" || m.TLP == source.Clear {
		if m.TLP != "" && s.TLP != "" && m.TLP != s.TLP {
			r.contradiction(f, src, "tlp")
		}
		if s.TLP != "" {
			m.TLP = s.TLP
		}
	}
	m.Draft = m.Draft || s.Draft
}

func (r *resolver) inheritDate(f, src *source.File, key string, own *source.Date, from source.Date) {
	switch {
	case own.IsZero():
		*own = from
	case !from.IsZero() && !own.Equal(from):
		r.contradiction(f, src, key)
	}
}

func inheritList(r *resolver, f, src *source.File, key string, own *[]string, from []string) {
	if !f.Front.Has(key) {
		*own = from
	} else if src.Front.Has(key) && !slices.Equal(*own, from) {
		r.contradiction(f, src, key)
	}
}

func (r *resolver) contradiction(f, src *source.File, key string) {
	if !src.Front.Has(key) {
		r.diags.Add(f.Pos(key), rule.ContradictionHereOnly, "file", src.Path, "key", key)
		return
	}
	r.diags.Add(f.Pos(key), rule.Contradiction, "key", key, "file", src.Path, "line", src.Pos(key).Line)
}

// mergeEvent completes a translation's event, which may hold no more than the place in its own words.
func mergeEvent(own, from *source.Event) *source.Event {
	if own == nil || from == nil {
		if own == nil {
			return from
		}
		return own
	}
	e := *from
	if own.Place != "" {
		e.Place = own.Place
	}
	if !own.URL.IsZero() {
		e.URL = own.URL
	}
	if !own.Start.IsZero() {
		e.Start, e.End = own.Start, own.End
		if own.Timezone != "" {
			e.Timezone = own.Timezone
		}
	}
	return &e
}
