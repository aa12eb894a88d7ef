package plan

import (
	"cmp"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"io/fs"
	"maps"
	"slices"
	"strings"

	"tocsin/internal/markdown"
	"tocsin/internal/memory"
	"tocsin/internal/parallel"
	"tocsin/internal/site"
	"tocsin/internal/source"
)

// Input is a file of the campaign of which the site shows something.
type Input struct {
	Name string            // in the campaign: content/learn/phishing.fr.md
	Sum  [sha256.Size]byte // of what of it is released; of its bytes, where that is all of it
}

// Inputs lists the files of which the site shows something, sorted by name, each once: settings and facts, words of the
// interface, templates and assets, and the pages, messages and pictures that are out. Of a file that holds more than
// that, the sum is of what readers get: a page's words for the countries that show it, the facts that are told, the
// topics that have a page. So nothing that waits changes the list, and no remark does. What the program brings along is
// not in it. An error is the disk's.
func (p *Plan) Inputs() ([]Input, error) { return p.InputsSince(nil) }

// InputsSince is Inputs with a memory of the sums of files that have not changed since, which may be nil. Whoever opened
// it saves it.
func (p *Plan) InputsSince(kept *memory.Share) ([]Input, error) {
	if p.Site.Campaign == nil {
		return nil, nil
	}
	l := inputs{plan: p, sums: map[string][sha256.Size]byte{}}
	shown := l.documents()
	files := slices.Collect(maps.Keys(shown))
	sums := make([][sha256.Size]byte, len(files))
	before := knownSums(kept)
	parallel.Each(len(files), func(i int) { sums[i] = before.sum(shown[files[i]], files[i]) })
	before.keep(kept)
	for i, f := range files {
		l.sums[f.Path] = sums[i]
	}
	l.facts(shown)
	l.sums[source.ConfigFile] = l.settings()
	l.words()
	l.searched()
	for _, t := range p.Site.Source.Templates {
		if !t.Builtin {
			l.sums[t.Path] = sha256.Sum256([]byte(t.Text))
		}
	}
	for _, f := range p.Site.Campaign.Fonts {
		l.read(f.Path)
	}
	b := builder{Plan: p}
	for _, name := range p.Site.Source.Assets {
		if wanted, appended := b.appended(name); (wanted || !appended) && p.Site.Source.Owns(name) {
			l.read(name)
		}
	}
	for _, t := range p.Targets {
		if strings.HasPrefix(t.Source, "content/") {
			l.picture(t.Source)
		}
	}
	out := make([]Input, 0, len(l.sums))
	for name, sum := range l.sums {
		out = append(out, Input{name, sum})
	}
	slices.SortFunc(out, func(a, b Input) int { return cmp.Compare(a.Name, b.Name) })
	return out, l.err
}

// Digest returns the SHA-256, in hexadecimal, of a list of files as `sha256sum` prints it: a line for each, with its own
// sum, two spaces and its name.
func Digest(list []Input) string {
	h := sha256.New()
	for _, in := range list {
		fmt.Fprintf(h, "%s  %s\n", hex.EncodeToString(in.Sum[:]), in.Name)
	}
	return hex.EncodeToString(h.Sum(nil))
}

// inputs gathers files, each once.
type inputs struct {
	plan *Plan
	sums map[string][sha256.Size]byte
	err  error
}

// showing is how the site shows a file.
type showing struct {
	uses []use
	from source.Digest // of what it inherits from its source
	more string        // who speaks, of a message
}

// use is how one country shows a file: in whose words, and whether with a speaker's notes.
type use struct {
	voice *site.Edition
	notes bool
}

// documents finds every page's and message's file that the site shows.
func (l *inputs) documents() map[*source.File]*showing {
	out := map[*source.File]*showing{}
	add := func(f *source.File, u use) *showing {
		s := out[f]
		if s == nil {
			s = &showing{}
			out[f] = s
		}
		if !slices.ContainsFunc(s.uses, func(v use) bool { return v.notes == u.notes && v.voice.Country == u.voice.Country }) {
			s.uses = append(s.uses, u)
		}
		return s
	}
	message := func(f *source.File, voice *site.Edition) {
		s := add(f, use{voice, false})
		s.more, s.from = l.plan.Site.OwnerOf(f), l.plan.Site.MessageFiles(f.Key)[0].Front.Shared
	}
	within := func(d *markdown.Document, voice *site.Edition) {
		voice.Includes(d, func(_ markdown.Ref, f *source.File) {
			if f != nil {
				message(f, voice)
			}
		})
	}
	for _, e := range l.plan.Site.Editions {
		for _, p := range e.Pages {
			if p.File != nil {
				add(p.File, use{p.Voice(), p.Kind == site.Briefing}).from = p.Front.From.Shared
				within(p.Doc(), p.Voice())
			}
		}
		for _, id := range e.Messages() {
			f := e.Message(id)
			message(f, e)
			within(f.Doc(e.Typography), e)
		}
	}
	return out
}

// sum sums up what is shown of a file.
func (s *showing) sum(f *source.File) [sha256.Size]byte {
	h := summer{sha256.New()}
	h.put(string(f.Front.Own[:]), string(f.Front.Shared[:]), string(s.from[:]), s.more)
	for _, u := range s.uses {
		h.put(u.voice.Country.Code)
		d := f.AnyDoc(u.voice.Typography)
		d.Shown(u.voice.Country.Code, u.notes, func(html string) { h.Write([]byte(html)) }, func(hole markdown.Hole) bool {
			if hole.Kind == markdown.MessageAt && u.voice.Message(d.Messages[hole.Index].ID) == nil {
				return false
			}
			h.hole(d, hole)
			return true
		})
	}
	return [sha256.Size]byte(h.Sum(nil))
}

// facts sums up the facts of each country's file that something shown names, and those that a toolkit tells.
func (l *inputs) facts(shown map[*source.File]*showing) {
	told := map[*source.Fact]bool{}
	for f, s := range shown {
		for _, u := range s.uses {
			d := f.AnyDoc(u.voice.Typography)
			for _, ref := range d.Facts {
				if !u.voice.Allows(d, ref.Guards) {
					continue
				}
				if ref.By != "" {
					for _, row := range u.voice.RegionFacts(ref.ID) {
						told[row.Fact] = true
					}
				} else if fact, _, ok := u.voice.Fact(ref.ID); ok {
					told[fact] = true
				}
			}
		}
	}
	for _, c := range l.plan.Site.Countries {
		for id, fact := range c.Facts {
			if strings.HasPrefix(id, site.ReportFacts) {
				told[fact] = true
			}
		}
	}
	sums := map[string]summer{}
	inOrder := func(a, b *source.Fact) int {
		return cmp.Or(cmp.Compare(a.At.File, b.At.File), cmp.Compare(a.At.Line, b.At.Line), cmp.Compare(a.ID, b.ID))
	}
	for _, fact := range slices.SortedFunc(maps.Keys(told), inOrder) { // posters tell them in their file's order
		h, ok := sums[fact.At.File]
		if !ok {
			h = summer{sha256.New()}
			sums[fact.At.File] = h
		}
		h.put(fact.ID, string(fact.Kind))
		h.text(fact.Value)
		h.text(fact.Label)
	}
	for name, h := range sums {
		l.sums[name] = [sha256.Size]byte(h.Sum(nil))
	}
}

// settings sums up campaign.yaml: of topics and audiences those that have a page.
func (l *inputs) settings() [sha256.Size]byte {
	h, c := summer{sha256.New()}, l.plan.Site.Campaign
	h.put(string(c.Settings[:]))
	terms := func(terms []source.Term, page func(*site.Edition, string) *site.Page) {
		for _, t := range terms {
			if slices.ContainsFunc(l.plan.Site.Editions, func(e *site.Edition) bool { return page(e, t.ID) != nil }) {
				h.put(t.ID)
				h.text(t.Name)
			}
		}
	}
	terms(c.Topics, (*site.Edition).Topic)
	terms(c.Audiences, (*site.Edition).Audience)
	return [sha256.Size]byte(h.Sum(nil))
}

// words sums up the words of the interface that the campaign says itself, in the languages that it has.
func (l *inputs) words() {
	for tag, table := range l.plan.Site.Source.Strings {
		h, own := summer{sha256.New()}, false
		for _, key := range slices.Sorted(maps.Keys(table)) {
			if s := table[key]; !s.Builtin {
				own = true
				h.put(key)
				h.text(s.Forms)
			}
		}
		if own {
			l.sums["i18n/"+tag+".yaml"] = [sha256.Size]byte(h.Sum(nil))
		}
	}
}

// searched takes the words by which the campaign's readers search.
func (l *inputs) searched() {
	for tag := range l.plan.Site.Source.Search {
		if name := "i18n/search/" + tag + ".yaml"; l.plan.Site.Source.Owns(name) {
			l.read(name)
		}
	}
}

// picture takes a file beside the pages, whose sum is known.
func (l *inputs) picture(name string) {
	sum, err := hex.DecodeString(l.plan.Assets[name].Sum)
	if err != nil || len(sum) != sha256.Size {
		l.read(name)
		return
	}
	l.sums[name] = [sha256.Size]byte(sum)
}

func (l *inputs) read(name string) {
	data, err := l.plan.Site.Source.ReadFile(name)
	switch {
	case err == nil:
		l.sums[name] = sha256.Sum256(data)
	case !errors.Is(err, fs.ErrNotExist): // what is not there was told
		l.err = errors.Join(l.err, fmt.Errorf("%s: %w", name, err))
	}
}

// summer hashes texts so that none runs into the next.
type summer struct{ hash.Hash }

func (h summer) put(words ...string) {
	for _, w := range words {
		h.Write(binary.AppendUvarint(nil, uint64(len(w))))
		h.Write([]byte(w))
	}
}

func (h summer) text(t map[string]string) {
	for _, lang := range slices.Sorted(maps.Keys(t)) {
		h.put(lang, t[lang])
	}
}

// hole adds what fills a hole, as the file says it.
func (h summer) hole(d *markdown.Document, hole markdown.Hole) {
	h.Write([]byte{0, byte(hole.Kind)}) // no HTML holds a NUL
	switch hole.Kind {
	case markdown.LinkOpen:
		l := d.Links[hole.Index]
		h.put(l.Dest, l.Title)
	case markdown.ImageAt:
		im := d.Images[hole.Index]
		h.put(im.Src, im.Alt, im.Title)
	case markdown.FactAt, markdown.FactTableAt:
		h.put(d.Facts[hole.Index].ID)
	case markdown.MessageAt:
		h.put(d.Messages[hole.Index].ID)
	}
}
