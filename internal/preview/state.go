package preview

import (
	"maps"
	"net/http"
	"net/url"
	"path"
	"slices"
	"strings"
	"sync"
	"time"

	"tocsin/internal/check"
	"tocsin/internal/diag"
	"tocsin/internal/plan"
	"tocsin/internal/render"
	"tocsin/internal/site"
	"tocsin/internal/source"
)

// snapshot is the campaign at one moment, frozen: requests that began with one end with it.
type snapshot struct {
	Src     *source.Source
	Web     *site.Site
	Plan    *plan.Plan
	Rend    *render.Renderer
	Diags   diag.List // all of them, sorted; those of package check come some milliseconds after the rest
	At      time.Time
	Live    bool      // it is what a request sees that names no moment
	Build   string    // changes with every change of the files
	loaded  diag.List // those of Diags that came from reading the files: they are the same at any moment
	laidOut bool      // the templates are whole; else no page can be shown
	mount   string    // path under which the pages are served: "/", or "/october/" where the campaign's base URL has one
}

// target finds the file of the site with a path, by its exact name.
func (s *snapshot) target(name string) (plan.Target, bool) {
	return s.Plan.Target(name)
}

// resolve runs the chain from the files to everything but the bytes, without the checks.
func (s *Server) resolve(src *source.Source, diags diag.List, at time.Time) *snapshot {
	dressed, loaded := s.dress(src), slices.Clip(diags)
	var before snapshot
	if live := s.live.Load(); live != nil {
		before = *live
	}
	web, d := site.Again(dressed, at, before.Web)
	diags = append(loaded, d...)
	p, d := plan.New(web, render.Files(), plan.Options{Before: before.Plan})
	diags = append(diags, d...)
	rend, d := render.New(p, before.Rend, render.Options{Cache: s.cache})
	bad, _ := d.Count()
	snap := &snapshot{Src: dressed, Web: web, Plan: p, Rend: rend, Diags: append(diags, d...), At: at, loaded: loaded, laidOut: bad == 0, mount: "/"}
	if web.Campaign != nil {
		if u, err := url.Parse(web.Campaign.BaseURL); err == nil && u.Path != "" {
			snap.mount = u.Path
		}
	}
	return snap
}

// check returns the snapshot with what the checks find.
func (s *snapshot) check() *snapshot {
	checked := *s
	checked.Diags = check.Silence(append(slices.Clip(s.Diags), check.Run(s.Web, s.Plan)...), s.Web).Sorted()
	return &checked
}

// dress gives a campaign the addresses under which it is reviewed: the proxy's path, where there is one, and one host
// for all editions, since an edition's own host is somewhere else.
func (s *Server) dress(src *source.Source) *source.Source {
	if src.Campaign == nil {
		return src
	}
	own := func(c *source.Country) bool { return len(c.BaseURL) > 0 }
	if s.base == "" && !slices.ContainsFunc(src.Campaign.Countries, own) {
		return src
	}
	dressed := *src
	dressed.Campaign = s.dressing.of(src.Campaign, func() *source.Campaign { return s.dressCampaign(*src.Campaign) })
	return &dressed
}

// dressing keeps the last campaign that was dressed: the site that is decided from the same one again can keep much.
type dressing struct {
	mu       sync.Mutex
	from, to *source.Campaign
}

func (d *dressing) of(from *source.Campaign, dress func() *source.Campaign) *source.Campaign {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.from != from {
		d.from, d.to = from, dress()
	}
	return d.to
}

func (s *Server) dressCampaign(campaign source.Campaign) *source.Campaign {
	if u, err := url.Parse(campaign.BaseURL); err == nil && s.base != "" {
		u.Path, u.RawPath = s.base+"/", ""
		campaign.BaseURL = u.String()
	}
	campaign.Countries = slices.Clone(campaign.Countries)
	for i, c := range campaign.Countries {
		if len(c.BaseURL) > 0 {
			shared := *c
			shared.BaseURL = nil
			campaign.Countries[i] = &shared
		}
	}
	return &campaign
}

// momentIn reads a moment as the campaign's first country means it; zero for an empty one.
func momentIn(c *source.Campaign, text string) (time.Time, bool) {
	if text == "" {
		return time.Time{}, true
	}
	d, ok := source.ParseDate(text)
	if !ok {
		return time.Time{}, false
	}
	zone := time.UTC
	if c != nil && len(c.Countries) > 0 {
		zone = c.Countries[0].Zone
	}
	return d.In(zone), true
}

// momentOf reads the moment that a request asks for; zero where it names none.
func (s *Server) momentOf(r *http.Request) (time.Time, bool) {
	if !strings.Contains(r.URL.RawQuery, "at=") {
		return time.Time{}, true
	}
	return momentIn(s.live.Load().Web.Campaign, r.URL.Query().Get("at"))
}

// now is the moment that is shown where a request names none.
func (s *Server) now(c *source.Campaign) time.Time {
	if at, ok := momentIn(c, s.opts.At); ok && !at.IsZero() {
		return at
	}
	return s.opts.clock()
}

// moments keeps the snapshots of the last few moments that were asked for, all of the same files.
type moments struct {
	mu   sync.Mutex
	kept []*snapshot // the one that was used last comes last
}

// maxMoments is how many are kept: a reviewer compares two or three.
const maxMoments = 6

// at returns the campaign at a moment: the live state for the zero moment.
func (s *Server) at(moment time.Time) *snapshot {
	live := s.live.Load()
	if moment.IsZero() {
		return live
	}
	m := &s.moments
	m.mu.Lock()
	defer m.mu.Unlock()
	m.kept = slices.DeleteFunc(m.kept, func(k *snapshot) bool { return k.Build != live.Build })
	i := slices.IndexFunc(m.kept, func(k *snapshot) bool { return k.At.Equal(moment) })
	if i >= 0 {
		found := m.kept[i]
		m.kept = append(slices.Delete(m.kept, i, i+1), found)
		return found
	}
	snap := s.resolve(live.Src, live.loaded, moment).check()
	snap.Build = live.Build
	m.kept = append(m.kept, snap)
	if len(m.kept) > maxMoments {
		m.kept = slices.Delete(m.kept, 0, 1)
	}
	return snap
}

// assetOf finds a file with a hash in its name in any state that a tab may still show: a page of next week brings
// pictures that today's site does not have.
func (s *Server) assetOf(name string) (*snapshot, plan.Target, bool) {
	if !strings.HasPrefix(name, "assets/") {
		return nil, plan.Target{}, false
	}
	s.moments.mu.Lock()
	kept := slices.Clone(s.moments.kept)
	s.moments.mu.Unlock()
	for _, snap := range slices.Backward(kept) {
		if t, ok := snap.target(name); ok && (t.Kind == plan.Asset || t.Kind == plan.Media || t.Kind == plan.SearchIndex) {
			return snap, t, true
		}
	}
	return nil, plan.Target{}, false
}

// mended returns the newest files with the last good version of each that is broken, so that one unfinished page does
// not hold up all the others. A file with faults has no good version, and is taken as it is where it can be read at
// all. It returns nil where that cannot help.
func mended(raw, good *source.Source, broken, faults map[string]bool) *source.Source {
	if raw.Campaign == nil || good == nil || good.Campaign == nil || broken[source.ConfigFile] {
		return nil
	}
	broken = maps.Clone(broken)
	for _, files := range [][]*source.File{raw.Pages, raw.Messages} {
		for _, f := range files {
			if faults[f.Path] {
				delete(broken, f.Path)
			}
		}
	}
	next := *raw
	next.Pages = replace(raw.Pages, good.Pages, broken)
	next.Messages = replace(raw.Messages, good.Messages, broken)
	next.Facts, next.Strings, next.Templates = maps.Clone(raw.Facts), maps.Clone(raw.Strings), maps.Clone(raw.Templates)
	for name := range broken {
		dir, base := path.Split(name)
		stem := strings.TrimSuffix(base, path.Ext(base))
		switch {
		case strings.HasPrefix(name, "templates/"):
			restore(next.Templates, good.Templates, strings.TrimPrefix(name, "templates/"))
		case dir == "content/facts/":
			restore(next.Facts, good.Facts, stem)
		case dir == "i18n/":
			restore(next.Strings, good.Strings, stem)
		}
	}
	return &next
}

func restore[V any](into, from map[string]V, key string) {
	if v, ok := from[key]; ok {
		into[key] = v
	}
}

// replace takes the broken files from good, also those that could not be read now, and the others from raw. Both are
// in the order of a walk, and so is the result.
func replace(raw, good []*source.File, broken map[string]bool) []*source.File {
	last := map[string]*source.File{}
	for _, f := range good {
		if broken[f.Path] {
			last[f.Path] = f
		}
	}
	if len(last) == 0 {
		return raw
	}
	out := make([]*source.File, 0, len(raw)+len(last))
	for _, f := range raw {
		if last[f.Path] == nil {
			out = append(out, f)
		}
	}
	for _, f := range last {
		out = append(out, f)
	}
	walked := func(f *source.File) string { return strings.ReplaceAll(f.Path, "/", "\x00") } // a folder before what begins like it
	slices.SortFunc(out, func(a, b *source.File) int { return strings.Compare(walked(a), walked(b)) })
	return out
}
