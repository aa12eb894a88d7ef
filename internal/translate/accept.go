// Package translate carries words between a campaign and its translators: XLIFF out and in, and the lock that says
// what each translation was made from. It is the only writer of the lock.
//
// Whatever it does it does whole or not at all: every file that is to change is composed and read back before the
// first is written.
package translate

import (
	"path"
	"slices"
	"strconv"
	"strings"

	"tocsin/internal/diag"
	"tocsin/internal/edit"
	"tocsin/internal/site"
	"tocsin/internal/source"
	"tocsin/internal/words"
)

// Choice says which renditions are meant.
type Choice struct {
	To   []string // languages or locales; none means all of them
	Keys []string // keys and patterns (learn/*, learn/**, messages/pause); none means all of them
}

// choose returns the translations that a choice means, written or not. Every key must mean something.
func (c Choice) choose(web *site.Site) ([]site.Translation, error) {
	all := web.Translations()
	if err := c.languages(web); err != nil {
		return nil, err
	}
	var out []site.Translation
	used := make([]bool, len(c.Keys))
	for _, t := range all {
		hit := len(c.Keys) == 0
		for i, k := range c.Keys {
			ok, err := matches(k, t.Key)
			if err != nil {
				return nil, err
			}
			if ok {
				used[i] = true
			}
			hit = hit || ok
		}
		if hit && (len(c.To) == 0 || slices.Contains(c.To, t.Tag)) {
			out = append(out, t)
		}
	}
	for i, k := range c.Keys {
		if !used[i] {
			return nil, words.Problem("accept.unknown", "key", strconv.Quote(k), "near", near(k, all))
		}
	}
	return out, nil
}

func (c Choice) languages(web *site.Site) error {
	var known []string
	for _, e := range web.Editions {
		known = append(known, e.Language, e.Tag)
	}
	slices.Sort(known)
	known = slices.Compact(known)
	for _, to := range c.To {
		if !slices.Contains(known, to) {
			return words.Problem("accept.language", "to", strconv.Quote(to), "all", strings.Join(known, ", "))
		}
	}
	return nil
}

// near is what the pattern may have meant, as an error to be told within another; "" where nothing is like it.
func near(key string, all []site.Translation) any {
	keys := make([]string, 0, len(all))
	for _, t := range all {
		keys = append(keys, t.Key)
	}
	if s := diag.Nearest(key, slices.Compact(keys)); s != "" {
		return words.Problem("accept.near", "key", s)
	}
	return ""
}

// matches reports whether a pattern means a key. A folder's page is meant by the folder's name too; a pattern that ends
// in a slash, or in /**, means everything under it.
func matches(pattern, key string) (bool, error) {
	pattern = strings.TrimPrefix(pattern, "content/")
	if under, ok := strings.CutSuffix(strings.TrimSuffix(pattern, "**"), "/"); ok {
		return strings.HasPrefix(key, under+"/"), nil
	}
	if pattern == "**" || pattern == key || pattern == strings.TrimSuffix(key, "/index") {
		return true, nil
	}
	ok, err := path.Match(pattern, key)
	if err != nil {
		return false, words.Problem("accept.pattern", "pattern", strconv.Quote(pattern))
	}
	return ok, nil
}

// Accept returns the change of the lock that says of the chosen renditions that they are right as they are. n counts them.
func Accept(web *site.Site, c Choice) (changes []edit.Change, n int, err error) {
	chosen, err := c.choose(web)
	if err != nil {
		return nil, 0, err
	}
	lock := pruned(web.Source)
	for _, t := range chosen {
		if t.File == nil {
			if slices.Contains(c.Keys, t.Key) && len(c.To) > 0 {
				return nil, 0, words.Problem("accept.missing", "key", t.Key, "language", t.Tag)
			}
			continue
		}
		a, err := web.Source.Anatomy(t.From)
		if err != nil {
			return nil, 0, err
		}
		wants := make([]want, len(a.Segments))
		for i := range wants {
			wants[i] = wantNow(i)
		}
		lock[t.File.Path] = entries(web.Source, t.From, a, lock[t.File.Path], wants)
		n++
	}
	change, err := relock(web.Source, lock)
	if err != nil {
		return nil, 0, err
	}
	return []edit.Change{change}, n, nil
}

// relock returns the change that writes a lock in the place of the one that was read.
func relock(src *source.Source, lock source.Lock) (edit.Change, error) {
	old, err := src.LockText()
	if err != nil {
		return edit.Change{}, err
	}
	change := edit.Change{Path: source.LockFile, Text: lock.Bytes()}
	if old != nil {
		change.Was = edit.Digest(old)
	}
	return change, nil
}

// pruned returns a copy of the campaign's lock without the renditions that are no more and without doubtful entries.
func pruned(src *source.Source) source.Lock {
	out := source.Lock{}
	for file, list := range src.Lock {
		if !src.Exists(file) {
			continue
		}
		out[file] = slices.DeleteFunc(slices.Clone(list), func(e source.LockEntry) bool { return e.Doubtful })
	}
	return out
}

// want is an entry that a rendition is to have: what the source says in a segment now, or what an old entry said.
type want struct {
	now, old int // one of them, the other -1
}

func wantNow(i int) want { return want{now: i, old: -1} }

func wantOld(j int) want { return want{now: -1, old: j} }

// entries makes a rendition's entries, in the order of wants. What was there before keeps its key, so that a change of
// one segment is a change of one line.
func entries(src *source.Source, from *source.File, a source.Anatomy, old []source.LockEntry, wants []want) []source.LockEntry {
	old = site.Refresh(old, src.Passages(from))
	m := site.Match(old, src.Passages(from), func(i int) string { return a.Segments[i].Text() })
	out := make([]source.LockEntry, 0, len(wants))
	var body []int // into out
	for _, w := range wants {
		var e source.LockEntry
		if w.now < 0 {
			e = old[w.old]
		} else {
			s, p := a.Segments[w.now], src.Passages(from)[w.now]
			e = source.LockEntry{Key: s.Field, Digest: p.Digest, Text: s.Text()}
			if j := m.Old[w.now]; j >= 0 && s.Field == "" {
				e.Key = old[j].Key
				if old[j].Digest == e.Digest {
					e.Text = old[j].Text // white space and typography are no news
				}
			}
		}
		if e.Field() == "" {
			body = append(body, len(out))
		}
		out = append(out, e)
	}
	keys := make([]string, len(body))
	for i, j := range body {
		keys[i] = out[j].Key
	}
	for i, k := range source.OrderKeys(keys) {
		out[body[i]].Key = k
	}
	return out
}
