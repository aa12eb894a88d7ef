package site

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"tocsin/internal/locale"
	"tocsin/internal/parallel"
	"tocsin/internal/segment"
	"tocsin/internal/source"
)

// StaleRendition is a rendition that is not known to say what its source says now.
type StaleRendition struct {
	File     *source.File // the rendition
	From     *source.File // its source
	Unlocked bool         // nobody has vouched for it yet, so nothing is known; then there are no Changes
	Changes  []Change     // what happened to the source since, in the order of its text
	Fatal    bool         // a country that shows it wants no stale page: stale: error
}

// Change is what happened to one segment of a source.
type Change struct {
	Kind     ChangeKind
	Field    string // title, summary …; "" in the body
	Old, New string // its words before and now
	Line     int    // of the source's file; 0 where it is gone
	Key      string // of the lock's entry; "" for what was added
	Index    int    // into the source's segments; -1 where it is gone
}

// ChangeKind says what happened to a segment.
type ChangeKind string

// The kinds of changes.
const (
	Added    ChangeKind = "added"
	Changed  ChangeKind = "changed"
	Removed  ChangeKind = "removed"
	Moved    ChangeKind = "moved"
	Doubtful ChangeKind = "doubtful" // the lock's entry stands in a conflict of git's
)

// StaleRenditions returns every rendition that is stale or that nobody has vouched for, by path. It is empty where the campaign
// has no lock at all: see Locked.
func (s *Site) StaleRenditions() []*StaleRendition { return s.stale }

// StaleOf returns what is known to be out of date about a file; nil where nothing is.
func (s *Site) StaleOf(f *source.File) *StaleRendition {
	i, found := slices.BinarySearchFunc(s.stale, f.Path, func(d *StaleRendition, path string) int { return cmp.Compare(d.File.Path, path) })
	if !found {
		return nil
	}
	return s.stale[i]
}

// Locked reports whether the campaign keeps a lock.
func (s *Site) Locked() bool { return s.Source.Lock != nil }

// Translation is a rendition that was made from another one.
type Translation struct {
	File *source.File // nil where nobody has written it yet
	From *source.File
	Key  string // as a user writes it: learn/phishing, messages/pause
	Tag  string
}

// Translations lists every rendition that is not its page's source, overrides for one edition too, and every one that
// is missing in a language of a country that the page is for; by key, then tag.
func (s *Site) Translations() []Translation {
	var out []Translation
	for _, groups := range []map[string]*group{s.groups, s.messageGroups} {
		for _, g := range groups {
			key := strings.TrimSuffix(strings.TrimPrefix(g.source.Path, "content/"), "."+g.source.Tag+".md")
			for _, f := range g.files {
				if f != g.source {
					out = append(out, Translation{f, g.source, key, f.Tag})
				}
			}
			for _, tag := range s.lacking(g) {
				out = append(out, Translation{nil, g.source, key, tag})
			}
		}
	}
	slices.SortFunc(out, func(a, b Translation) int { return cmp.Or(cmp.Compare(a.Key, b.Key), cmp.Compare(a.Tag, b.Tag)) })
	return out
}

// Translated counts the renditions that are there and are not their page's source.
func (s *Site) Translated() (n int) {
	for _, groups := range []map[string]*group{s.groups, s.messageGroups} {
		for _, g := range groups {
			n += len(g.files) - 1
		}
	}
	return n
}

// lacking returns the languages in which a page is wanted and not written.
func (s *Site) lacking(g *group) []string {
	var out []string
	countries := g.fronts[g.source].Countries
	for _, e := range s.Editions {
		if countries != nil && !locale.Among(countries, e.Country.Code) || lookup(g.files, e) != nil || slices.Contains(out, e.Language) {
			continue
		}
		// A page that has nothing in any of a country's languages is not that country's.
		if slices.ContainsFunc(e.Country.Editions, func(e *Edition) bool { return lookup(g.files, e) != nil }) {
			out = append(out, e.Language)
		}
	}
	return out
}

// compareAll compares every rendition with what the lock says that it was made from.
func (r *resolver) compareAll() {
	if r.Source.Lock == nil {
		return
	}
	var all []*StaleRendition
	for _, groups := range []map[string]*group{r.groups, r.messageGroups} {
		for _, key := range slices.Sorted(maps.Keys(groups)) {
			g := groups[key]
			for _, f := range sortedFiles(g) {
				if d := r.asked(g, f); d != nil {
					all = append(all, d)
				}
			}
		}
	}
	parallel.Each(len(all), func(i int) {
		if d := all[i]; !d.Unlocked {
			d.Changes = Compare(r.Source.Lock[d.File.Path], r.Source, d.From)
		}
	})
	all = slices.DeleteFunc(all, func(d *StaleRendition) bool { return !d.Unlocked && len(d.Changes) == 0 })
	slices.SortFunc(all, func(a, b *StaleRendition) int { return cmp.Compare(a.File.Path, b.File.Path) })
	r.stale = all
}

// asked returns what is to be found out about a rendition; nil for a source, and for a page that its writers are not
// done with or that is over.
func (r *resolver) asked(g *group, f *source.File) *StaleRendition {
	if f == g.source {
		return nil
	}
	d := &StaleRendition{File: f, From: g.source, Unlocked: len(r.Source.Lock[f.Path]) == 0}
	shown := false
	quiet := &resolver{Site: r.Site} // what is due was noted when the pages were placed
	for _, e := range r.Made() {
		if lookup(g.files, e) != f && quiet.serving(g, e) != f {
			continue
		}
		switch quiet.state(f, g.fronts[f], e.Country) {
		case live:
			shown = true
			d.Fatal = d.Fatal || e.Country.StaleIsError
		case embargoed:
			shown = true
		}
	}
	if !shown {
		return nil
	}
	return d
}

// Compare tells what happened to a source since the lock's entries were written. Nothing is what is hoped for.
func Compare(old []source.LockEntry, src *source.Source, f *source.File) []Change {
	now := src.Passages(f)
	if settled(old, now) {
		return nil
	}
	a, err := src.Anatomy(f)
	if err != nil || len(a.Segments) != len(now) {
		return []Change{{Kind: Doubtful, Index: -1}}
	}
	old = Refresh(old, now)
	m := Match(old, now, func(i int) string { return a.Segments[i].Text() })
	var out []Change
	for i, s := range a.Segments {
		c := Change{Field: s.Field, New: s.Text(), Line: s.Line, Index: i}
		j := m.Old[i]
		switch {
		case j < 0:
			c.Kind = Added
		case old[j].Doubtful:
			c.Kind, c.Old, c.Key = Doubtful, old[j].Text, old[j].Key
		case old[j].Digest != now[i].Digest:
			c.Kind, c.Old, c.Key = Changed, old[j].Text, old[j].Key
		case m.Moved[i]:
			c.Kind, c.Old, c.Key = Moved, old[j].Text, old[j].Key
		default:
			continue
		}
		out = append(out, c)
	}
	for _, j := range m.Gone {
		out = append(out, Change{Kind: Removed, Field: old[j].Field(), Old: old[j].Text, Key: old[j].Key, Index: -1})
	}
	return out
}

// Refresh returns entries with the digests that their words have by the rules of this program: an older one may have
// counted something else as typography.
func Refresh(old []source.LockEntry, now []source.Passage) []source.LockEntry {
	known := make(map[string]bool, len(now))
	for _, p := range now {
		known[p.Digest] = true
	}
	out := slices.Clone(old)
	for i, e := range out {
		if !known[e.Digest] {
			out[i].Digest = segment.Digest(e.Text)
		}
	}
	return out
}

// settled reports whether nothing happened, which is nearly always so. The fields stand first in a text, and last and by
// name in the lock.
func settled(old []source.LockEntry, now []source.Passage) bool {
	ordered := slices.SortedStableFunc(slices.Values(now), func(a, b source.Passage) int { return cmp.Compare(a.Field, b.Field) })
	return slices.EqualFunc(old, ordered, func(e source.LockEntry, p source.Passage) bool {
		return e.Field() == p.Field && e.Digest == p.Digest && !e.Doubtful
	})
}
