package render

import (
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"hash"
	"html/template"
	"sync"
	"sync/atomic"

	"tocsin/internal/markdown"
	"tocsin/internal/memory"
	"tocsin/internal/parallel"
	"tocsin/internal/plan"
	"tocsin/internal/site"
	"tocsin/internal/source"
)

// Why this file is here: nine thousand nine hundred and ninety-nine of ten thousand pages are as they were when one has
// changed, and to lay each of them out again in order to see that takes a quarter of a build. So a page has a key: the
// digest of all that it may be made from. A page whose key is that of the last build is not made, but linked.
//
// What a page may be made from is
//
//   - what all pages have in common, the ground: the settings, the words of the interface, the templates, the names of
//     assets and of files beside the pages, what every page of the site is (all that package site has decided of it, its
//     body apart) and which headings it has, and the masthead, the footer and the banner of each edition as they are;
//   - the bodies that it shows: its own, and those of its messages, by the files' bytes;
//   - the facts in these bodies, as they are told in the edition.
//
// The ground is wide on purpose. Whatever a page shows of another page stands in it without anybody having to remember
// it: a form writes every field that there is. So it is enough to know that a page reads no more of another page's body
// than its headings, and no facts but those that it names. That holds for pages that people write, for folders and for
// topics. What else there is (weeks, posts, briefings, toolkits, whatever looks at the clock) has no key, and is made each time: it is
// little. A test changes campaigns at random and holds what is linked against what is made.

// ground is what all pages of a site may be made from.
type ground struct {
	once  sync.Once
	sum   memory.Sum
	known bool     // it could be summed up
	facts sync.Map // how they are told, by voice and id
}

// Key returns the digest of all that a target may be made from, beside the program and its options. It reports false
// for one that has to be made each time.
func (r *Renderer) Key(t plan.Target) (memory.Sum, bool) {
	switch t.Kind {
	case plan.SearchIndex: // its name is the hash of what it is made from
		return sha256.Sum256([]byte(t.Path)), true
	case plan.Compressed:
		key, ok := r.Key(*t.Of)
		key[0] ^= 1
		return key, ok
	case plan.Page:
	default:
		return memory.Sum{}, false
	}
	p := t.Page
	switch p.Kind {
	case site.Article, site.Folder, site.Terms, site.TermPage:
	default:
		return memory.Sum{}, false
	}
	g := r.ground()
	if !g.known || p.Sheet() || p.Toolkit != nil || p.Helps() { // a page that helps tells facts above its body
		return memory.Sum{}, false
	}
	h := newKeyHash()
	h.Write(g.sum[:])
	h.word(t.Path)
	if p.Kind == site.TermPage {
		h.word(fmt.Sprintf("%+v", r.editions[p.Edition].audienceFeed(p))) // there until the year is over
	}
	if p.File != nil && !r.bodyKey(h, p.File, p.Doc(), r.editions[p.Voice()], 0) {
		return memory.Sum{}, false
	}
	return h.sum(), true
}

// keyHash gathers what a key is made of, so that no word runs into the next.
type keyHash struct {
	hash.Hash
	size [binary.MaxVarintLen64]byte
}

func newKeyHash() *keyHash { return &keyHash{Hash: sha256.New()} }

func (h *keyHash) word(s string) {
	h.Write(binary.AppendUvarint(h.size[:0], uint64(len(s))))
	h.Write([]byte(s))
}

func (h *keyHash) sum() (out memory.Sum) {
	h.Sum(out[:0])
	return out
}

// bodyKey adds a body with the facts and messages that it names, for whatever country.
func (r *Renderer) bodyKey(h *keyHash, f *source.File, d *markdown.Document, voice *edition, depth int) bool {
	if f.Sum == (memory.Sum{}) {
		return false
	}
	h.Write(f.Sum[:])
	h.word(f.Path)
	for _, ref := range d.Facts {
		if ref.By != "" {
			return false // a table tells the facts of many places
		}
		h.word(r.factKey(voice, ref.ID))
	}
	if depth > maxDepth {
		return true
	}
	for _, ref := range d.Messages {
		m := voice.Message(ref.ID)
		if m == nil {
			h.word("")
			continue
		}
		h.word(voice.owner(m))
		if !r.bodyKey(h, m, m.Doc(voice.Typography), voice, depth+1) {
			return false
		}
	}
	return true
}

// factKey is a fact as it is told, with its link and without.
func (r *Renderer) factKey(voice *edition, id string) string {
	type told struct {
		voice *edition
		id    string
	}
	key := told{voice, id}
	if words, ok := r.common.facts.Load(key); ok {
		return words.(string)
	}
	f := &pageFiller{r: r, page: voice.Home, voice: voice}
	words := ""
	if f.page != nil {
		words = f.fact(id, true) + "\x00" + f.fact(id, false)
	}
	r.common.facts.Store(key, words)
	return words
}

// face is what others may ask of a page's body: whether a link may lead to a heading, and in which countries.
type face struct {
	ID     string
	Guards []guard
}

type guard struct {
	Countries []string
	Except    bool
}

func facesOf(d *markdown.Document) []face {
	out := make([]face, 0, len(d.Headings))
	for _, h := range d.Headings {
		f := face{ID: h.ID}
		for _, g := range h.Guards {
			f.Guards = append(f.Guards, guard{d.Guards[g].Countries, d.Guards[g].Except})
		}
		out = append(out, f)
	}
	return out
}

// common is what all pages have in common beside the other pages and the words of editions.
type common struct {
	Settings  []byte // campaign.yaml
	Strings   map[string]source.Strings
	Templates map[string]source.Template
	Assets    map[string]plan.AssetFile
	Media     map[string]bool
}

// pageForm writes a page with whatever leads elsewhere by its name.
var (
	pageForm = sync.OnceValue(func() memory.Form[site.Page] {
		return memory.FormNaming[site.Page](
			memory.By(func(p *site.Page, word func(string)) { word(p.Edition.Folder); word(p.Path) }),
			memory.By(func(e *site.Edition, word func(string)) { word(e.Folder) }),
			memory.By(func(f *source.File, word func(string)) { word(f.Path) }))
	})
	facesForm  = sync.OnceValue(memory.FormOf[[]face])
	commonForm = sync.OnceValue(memory.FormOf[common])
)

// ground sums up what all pages have in common, once.
func (r *Renderer) ground() *ground {
	g := &r.common
	g.once.Do(func() { g.sum, g.known = r.sumGround() })
	return g
}

func (r *Renderer) sumGround() (memory.Sum, bool) {
	src := r.plan.Site.Source
	settings, err := src.ReadFile(source.ConfigFile)
	if err != nil {
		return memory.Sum{}, false
	}
	all, ok := commonForm().Append(nil, &common{settings, src.Strings, src.Templates, r.plan.Assets, src.Media})
	if !ok {
		return memory.Sum{}, false
	}
	h := newKeyHash()
	h.Write(all)
	for _, e := range r.plan.Site.Editions {
		if !r.editions[e].speak(h) {
			return memory.Sum{}, false
		}
		sum, ok := pagesSum(e.Pages)
		if !ok {
			return memory.Sum{}, false
		}
		h.Write(sum[:])
	}
	return h.sum(), true
}

// speak adds what stands on every page of the edition.
func (s *edition) speak(h *keyHash) bool {
	words := []func() (template.HTML, error){s.plainHead, s.foot, s.alertBanner}
	for _, p := range s.nav {
		words = append(words, s.mastheads[p])
	}
	for _, f := range words {
		html, err := f()
		if err != nil {
			return false
		}
		h.word(string(html))
	}
	return true
}

// pagesSum sums up what pages are, in their order.
func pagesSum(pages []*site.Page) (memory.Sum, bool) {
	const share = 256
	sums := make([]memory.Sum, (len(pages)+share-1)/share)
	var failed atomic.Bool
	parallel.Each(len(sums), func(i int) {
		var b []byte
		h := newKeyHash()
		for _, p := range pages[i*share : min(len(pages), (i+1)*share)] {
			var ok bool
			if b, ok = pageForm().Append(b[:0], p); !ok {
				failed.Store(true)
			}
			faces := facesOf(p.Doc())
			b, _ = facesForm().Append(b, &faces)
			h.Write(b)
		}
		sums[i] = h.sum()
	})
	h := newKeyHash()
	for i := range sums {
		h.Write(sums[i][:])
	}
	return h.sum(), !failed.Load()
}
