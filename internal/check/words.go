package check

import (
	"path"
	"slices"
	"strings"

	"tocsin/internal/diag"
	"tocsin/internal/locale"
	"tocsin/internal/markdown"
	"tocsin/internal/memory"
	"tocsin/internal/parallel"
	"tocsin/internal/prose"
	"tocsin/internal/site"
	"tocsin/internal/source"
)

// Words applies the rules on what the renditions say: whether they say the same, in the right language, in the words of
// the glossary, and whether the interface's strings are whole. It reads every page's words, so it is for `check`, for
// the review server and for a strict build, and not for every build: it finds what differs, not what is broken.
func Words(s *site.Site) diag.List { return Recall(s, nil) }

// Recall is Words, and tells the same, with a memory of what was found in renditions that have not changed since. Kept may
// be nil. Whoever opened it saves it.
func Recall(s *site.Site, kept *memory.Share) diag.List {
	if s.Campaign == nil {
		return nil
	}
	w := newWords(s)
	all := newRecollection(w, kept)
	parts := make([]diag.List, len(all.sets))
	parallel.Each(len(all.sets), func(i int) { parts[i] = all.found(i) })
	all.keep()
	return slices.Concat(append(parts, w.strings())...)
}

func newWords(s *site.Site) *words {
	w := &words{site: s, languages: map[string]*prose.Language{}, detectors: map[[2]string]*prose.Detector{}, serves: servers(s),
		terms: map[*site.Edition][]term{}}
	for _, e := range s.Made() {
		w.terms[e] = terms(s, e)
	}
	for _, l := range s.Campaign.Languages() {
		w.languages[l] = prose.NewLanguage(l)
		for _, other := range s.Campaign.Languages() {
			w.detectors[[2]string{l, other}] = prose.NewDetector(l, other)
		}
	}
	return w
}

// words is what the rules on words share. It is read-only once made.
type words struct {
	site       *site.Site
	languages  map[string]*prose.Language
	detectors  map[[2]string]*prose.Detector // by source's language and rendition's
	serves     map[string][]*site.Edition
	vocabulary func() vocabulary
	terms      map[*site.Edition][]term
}

// servers returns the editions that a file's tag may serve.
func servers(s *site.Site) map[string][]*site.Edition {
	out := map[string][]*site.Edition{}
	for _, e := range s.Made() {
		out[e.Language] = append(out[e.Language], e)
		out[e.Tag] = append(out[e.Tag], e)
	}
	return out
}

// set is one page, or one message, in all its renditions.
type set struct {
	name   string // tells it from all others
	source *source.File
	files  []*source.File
}

// sets gathers the renditions of every page and message.
func (w *words) sets() []set {
	var out []set
	gather := func(kind string, files []*source.File, key func(*source.File) string, sourceOf func(string) *source.File) {
		at := map[string]int{}
		for _, f := range files {
			k := key(f)
			i, known := at[k]
			if !known {
				i = len(out)
				at[k] = i
				out = append(out, set{name: kind + k, source: sourceOf(k)})
			}
			out[i].files = append(out[i].files, f)
		}
	}
	gather("page/", w.site.Source.Pages, func(f *source.File) string { return pageKey(f.Key) }, w.site.SourceOf)
	gather("message/", w.site.Source.Messages, func(f *source.File) string { return f.Key }, func(id string) *source.File {
		if files := w.site.MessageFiles(id); len(files) > 0 {
			return files[0]
		}
		return nil
	})
	return out
}

// pageKey makes a folder's index the folder's page.
func pageKey(key string) string {
	if key == "index" {
		return ""
	}
	return strings.TrimSuffix(key, "/index")
}

// set applies the rules to one page or message. A rendition is held against its source country by country, since
// :::only gives each country other words; where no directive does, once will do.
func (w *words) set(s set) (diag.List, []question) {
	if s.source == nil {
		return nil, nil
	}
	r := &reading{words: w, texts: map[textKey]*countryText{}}
	for _, f := range s.files {
		if f.Front.Draft || s.source.Front.Draft {
			continue // its writer is not done with it
		}
		editions := w.editionsOf(s, f)
		r.glossary(f, editions)
		r.level(f, editions)
		for _, e := range editions {
			from := w.counterpart(s, e)
			if from == f || from == nil || languageOf(w, from) == e.Language {
				continue
			}
			mine, theirs := r.textOf(f, e.Country.Code, e.Language), r.textOf(from, e.Country.Code, languageOf(w, from))
			r.same(theirs, mine)
			if !mine.Guarded && !theirs.Guarded {
				break
			}
		}
	}
	return r.diags, r.asked
}

// editionsOf returns the editions that a file serves: those of its locale, or of its language but for the editions that
// have a file of their own.
func (w *words) editionsOf(s set, f *source.File) []*site.Edition {
	var out []*site.Edition
	countries := s.source.Front.Countries
	if countries == nil {
		countries = f.Front.Countries
	}
	for _, e := range w.serves[f.Tag] {
		if countries != nil && !locale.Among(countries, e.Country.Code) {
			continue
		}
		own := slices.ContainsFunc(s.files, func(g *source.File) bool { return g != f && g.Tag == e.Tag })
		if f.Tag == e.Tag || !own {
			out = append(out, e)
		}
	}
	return out
}

// counterpart returns what a country's readers of the source's language get, or else the source itself.
func (w *words) counterpart(s set, e *site.Edition) *source.File {
	lang := languageOf(w, s.source)
	for _, other := range e.Country.Editions {
		if other.Language != lang {
			continue
		}
		for _, f := range s.files {
			if f.Tag == other.Tag {
				return f
			}
		}
	}
	return s.source
}

// languageOf returns the language of a file, whose tag may be a locale.
func languageOf(w *words, f *source.File) string {
	if editions := w.serves[f.Tag]; len(editions) > 0 {
		return editions[0].Language
	}
	return f.Tag
}

// target says where a link of a file leads, in a form that does not depend on the language: a page's key, a file
// without its language, the address of another site. Links to write or call are not looked at here.
func (w *words) target(f *source.File, l markdown.Link) (to string, outward bool) {
	switch {
	case l.Address.IsWeb():
		return l.Address.String(), true
	case !l.Address.IsZero():
		return "", false
	}
	dest, _, _ := strings.Cut(l.Dest, "#")
	dest, _, _ = strings.Cut(dest, "?")
	if dest == "" {
		return "", false
	}
	at := path.Join(path.Dir(f.Path), dest)
	if strings.HasPrefix(dest, "/") {
		at = path.Join("content", dest)
	}
	at = strings.TrimPrefix(at, "content/")
	name, isPage := strings.CutSuffix(at, ".md")
	ext := ""
	if !isPage {
		ext = path.Ext(at)
		name = strings.TrimSuffix(at, ext)
	}
	if i := strings.LastIndexByte(name, '.'); i > strings.LastIndexByte(name, '/') && w.serves[name[i+1:]] != nil {
		name = name[:i]
	}
	if !isPage && ext != "" {
		return name + ext, false
	}
	if key := pageKey(name); isPage || w.isPage(key) {
		return key, false
	}
	return nowhere, false
}

// nowhere is where links lead that name no file and no page, in whatever language: they are dead, and told as such.
const nowhere = "nowhere"

func (w *words) isPage(key string) bool {
	return w.site.SourceOf(key) != nil || slices.ContainsFunc(w.site.Editions, func(e *site.Edition) bool { return e.Page(key) != nil })
}
