package site

import (
	"slices"
	"strings"
	"time"

	"tocsin/internal/diag"
	"tocsin/internal/source"
)

// group is a page in all its renditions.
type group struct {
	key    string                  // canonical
	files  map[string]*source.File // by tag
	source *source.File
	fronts map[*source.File]*Front
}

// Front is a rendition's front matter with what it inherits from its source. Title, Summary and Slug are its own.
type Front struct {
	*source.Front
	From *source.Front // the source's own, which may be the same
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
	r.groups = map[string]*group{}
	for _, f := range r.Source.Pages {
		key := canonical(f.Key)
		g := r.groups[key]
		if g == nil {
			g = &group{key: key, files: map[string]*source.File{}, fronts: map[*source.File]*Front{}}
			r.groups[key] = g
			r.keys = append(r.keys, key)
		}
		if first := g.files[f.Tag]; first != nil {
			r.diags.Errorf(diag.Pos{File: f.Path}, "collision", "keep one of them", "this is the same page as %s", first.Path)
			continue
		}
		g.files[f.Tag] = f
	}
	slices.Sort(r.keys)
	for _, key := range r.keys {
		r.inherit(r.groups[key])
	}
}

func (r *resolver) inherit(g *group) {
	g.source = r.sourceOf(g)
	for _, f := range g.files {
		g.fronts[f] = r.merge(f, g.source)
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
			r.diags.Errorf(f.Pos("source"), "unknown-language", "write the language of one of the page's files", "the page says that its source is %q, but it has no such file", want)
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

// merge gives a rendition every key of its source that is not text for readers. Where both give one and differ, the
// rendition's own stands and is reported; but what withholds a page (draft, tlp, publish, expires) adds up, so that a
// forgotten line in a translation never publishes what its source keeps back.
func (r *resolver) merge(f, src *source.File) *Front {
	m := f.Front
	if f == src {
		return &Front{&m, &src.Front}
	}
	s := &src.Front
	r.scalars(f, src, &m)
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
		m.Params = s.Params
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
	return &Front{&m, s}
}

func (r *resolver) scalars(f, src *source.File, m *source.Front) {
	s := &src.Front
	r.inheritDate(f, src, "date", &m.Date, s.Date)
	if r.inheritDate(f, src, "publish", &m.Publish, s.Publish) && s.Publish.In(time.UTC).After(m.Publish.In(time.UTC)) {
		m.Publish = s.Publish
	}
	if r.inheritDate(f, src, "expires", &m.Expires, s.Expires) && s.Expires.EndIn(time.UTC).Before(m.Expires.EndIn(time.UTC)) {
		m.Expires = s.Expires
	}
	if !m.Has("weight") {
		m.Weight = s.Weight
	} else if src.Front.Has("weight") && m.Weight != s.Weight {
		r.contradiction(f, src, "weight")
	}
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

// inheritDate reports true where both were given and differ.
func (r *resolver) inheritDate(f, src *source.File, key string, own *source.Date, from source.Date) bool {
	if own.IsZero() {
		*own = from
		return false
	}
	if from.IsZero() || own.Equal(from) {
		return false
	}
	r.contradiction(f, src, key)
	return true
}

func inheritList(r *resolver, f, src *source.File, key string, own *[]string, from []string) {
	if !f.Front.Has(key) {
		*own = from
	} else if src.Front.Has(key) && !slices.Equal(*own, from) {
		r.contradiction(f, src, key)
	}
}

func (r *resolver) contradiction(f, src *source.File, key string) {
	r.diags.Warnf(f.Pos(key), "contradiction", "remove it here: a translation takes it from its source",
		"%s is not what %s says on line %d", key, src.Path, src.Pos(key).Line)
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
	if own.URL != "" {
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
