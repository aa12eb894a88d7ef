// Package search makes the index by which a reader's own browser searches an edition: one JSON file of its released
// pages, fetched when the reader goes to type. There is no service to ask, so nobody learns what is looked for.
//
// What the browser can work out for itself is not in the file: titles, summaries and headings are there to be shown, and
// assets/search.js finds the words in them. Of the rest of a page the file holds which words are on it, not where.
//
// The file stays small whatever the size of the edition (see [Rung]); a page can always be found by its title.
package search

import (
	"cmp"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"hash"
	"maps"
	"slices"
	"strings"

	"tocsin/internal/markdown"
	"tocsin/internal/site"
	"tocsin/internal/source"
)

// format is part of the index's name. Change it with anything that changes the bytes for the same pages, so that no
// cache gives an old index to a new script.
const format = "2"

// Rung says how much of each page an index holds.
type Rung int

// The rungs: as an edition grows, its index loses first the words of the pages' bodies, then their headings, then
// their summaries, then the pages that lie deepest in the tree.
const (
	Words Rung = iota
	Headings
	Summaries
	Titles
)

// What an edition may have at most on each rung. A word costs about a byte over the wire, a page's headings a hundred.
const (
	maxWords     = 200_000
	maxHeadings  = 2_000 // pages
	maxSummaries = 5_000
	maxTitles    = 20_000
)

// RungOf returns the edition's rung.
func RungOf(e *site.Edition) Rung {
	n := len(e.Pages)
	switch {
	case n > maxSummaries:
		return Titles
	case n > maxHeadings:
		return Summaries
	}
	words := 0
	for _, p := range e.Pages {
		p.Walk(func(_ *source.File, d *markdown.Document) { words += d.Words })
	}
	if words > maxWords {
		return Headings
	}
	return Words
}

// Pages returns the pages that the edition's index holds, in its order: by address, so that neighbours share words.
func Pages(e *site.Edition) []*site.Page {
	self := e.SearchPage()
	pages := slices.DeleteFunc(slices.Clone(e.Pages), func(p *site.Page) bool { return p == self || p.Unlisted() })
	if len(pages) <= maxTitles {
		return pages
	}
	slices.SortStableFunc(pages, func(a, b *site.Page) int {
		return cmp.Compare(strings.Count(a.Path, "/"), strings.Count(b.Path, "/"))
	})
	pages = pages[:maxTitles]
	slices.SortFunc(pages, func(a, b *site.Page) int { return strings.Compare(a.Path, b.Path) })
	return pages
}

// Name returns the name of the edition's index, with eight hexadecimal digits of a hash: of all that the index is made
// of, not of the index itself, which need not be made to know its name. What the edition does not show has no part in
// it: not a remark in a page's file, nor what stands there for another country alone. Script is the script that reads
// the index, by its own hashed name: a new one may want to read a new form.
func Name(e *site.Edition, script string) string {
	n := naming{Hash: sha256.New(), country: e.Country.Code}
	n.put(format, script, e.Locale)
	// All messages once, instead of each page's: following them for ten thousand pages costs more than it tells.
	spoken := map[*source.File]*site.Edition{}
	for _, p := range e.Pages {
		n.put(p.Path, p.Title, p.Summary, p.Language)
		n.put(p.Front.Keywords...)
		n.line = append(n.line, byte(p.Kind))
		if p.Helps() {
			n.line = append(n.line, 1)
		}
		d, voice := p.Doc(), p.Voice()
		n.document(voice, d, p.Kind == site.Briefing)
		for _, ref := range d.Messages {
			if f := voice.Message(ref.ID); f != nil && spoken[f] == nil && voice.Allows(d, ref.Guards) {
				spoken[f] = voice
				voice.Includes(f.Doc(voice.Typography), func(_ markdown.Ref, within *source.File) {
					if within != nil {
						spoken[within] = voice
					}
				})
			}
		}
	}
	for _, f := range slices.SortedFunc(maps.Keys(spoken), func(a, b *source.File) int { return strings.Compare(a.Path, b.Path) }) {
		n.put(f.Key)
		n.document(spoken[f], f.Doc(spoken[f].Typography), false)
	}
	for _, w := range wordsOf(e) {
		for _, group := range w.Synonyms {
			n.put(group...)
			n.put("")
		}
		for _, a := range w.Answers {
			n.put(a.Key)
			n.put(a.Phrases...)
		}
		n.put(w.Trouble...)
		n.put("")
		n.put(w.Ignore...)
	}
	for _, p := range last(Pages(e)) {
		n.put(p.Path)
	}
	n.flush()
	return "search-" + strings.ReplaceAll(e.Folder, "/", "-") + "." + hex.EncodeToString(n.Sum(nil)[:4]) + ".json"
}

// naming hashes what an index is made of.
type naming struct {
	hash.Hash
	country string
	line    []byte // what has been put, and is not hashed yet
}

func (n *naming) put(words ...string) {
	for _, w := range words {
		n.line = binary.AppendUvarint(n.line, uint64(len(w)))
		n.line = append(n.line, w...)
	}
	if len(n.line) > 4096 {
		n.flush()
	}
}

func (n *naming) flush() {
	n.Write(n.line)
	n.line = n.line[:0]
}

// document puts the checksum of what the edition shows of a document.
func (n *naming) document(voice *site.Edition, d *markdown.Document, notes bool) {
	sum := d.Checksum
	if len(d.Guards)+len(d.Notes)+len(d.Messages) > 0 {
		sum = d.Sum(n.country, notes, func(id string) bool { return voice.Message(id) != nil })
	}
	n.line = binary.LittleEndian.AppendUint32(n.line, sum)
}

// entry is a page in the index, as an array: address within the edition, title, then as far as there is more: the
// number of its parent in the index or -1, summary, language where it is not the edition's, headings as text and id in
// turn.
type entry []any

// index is the file. Terms is every term in order, each as one character for how many characters it shares with the
// one before and then the rest; In is, for each, the pages that have it in their bodies and not in what the entry shows.
type index struct {
	Pages  []entry `json:"pages"`
	Terms  string  `json:"terms"`
	In     string  `json:"in"`
	Common string  `json:"common"` // terms on most pages: they tell nothing
	hints
}

// Append appends the edition's index.
func Append(dst []byte, e *site.Edition) []byte {
	rung, pages := RungOf(e), Pages(e)
	number := make(map[*site.Page]int, len(pages))
	for i, p := range pages {
		number[p] = i
	}
	var x index
	for _, p := range pages {
		x.Pages = append(x.Pages, makeEntry(p, number, rung))
	}
	if rung == Words {
		x.words(pages)
	}
	x.hints = hintsOf(e, pages, number)
	if e.Words.Han() {
		x.Han = variants(&x)
	}
	var out strings.Builder
	enc := json.NewEncoder(&out)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(x); err != nil {
		panic(err) // strings and numbers can always be written
	}
	return append(dst, out.String()...)
}

func makeEntry(p *site.Page, number map[*site.Page]int, rung Rung) entry {
	parent := -1
	if p.Parent != nil && p.Parent.Kind != site.Home {
		if n, ok := number[p.Parent]; ok {
			parent = n
		}
	}
	out := entry{p.Path, p.Title, parent, "", ""}
	if rung <= Summaries {
		out[3] = p.Summary
	}
	if p.Notice {
		out[4] = p.Language
	}
	if rung <= Headings {
		for _, h := range headings(p) {
			out = append(out, h.Text, h.ID)
		}
	}
	for {
		switch last := out[len(out)-1]; last {
		case "", -1:
			out = out[:len(out)-1]
			continue
		}
		return out
	}
}

// headings are those of a page that its edition shows, down to level 3.
func headings(p *site.Page) []markdown.Heading {
	d := p.Doc()
	var out []markdown.Heading
	for _, h := range d.Headings {
		if h.Level <= 3 && h.Text != "" && p.Edition.Allows(d, h.Guards) && (!h.Notes || p.Kind == site.Briefing) {
			out = append(out, h)
		}
	}
	return out
}

// common is the share of pages above which a term tells nothing, where there are enough pages to say so.
func common(df, pages int) bool { return pages >= 8 && df*5 > pages*3 }

// words fills the index with the terms of the pages' bodies.
func (x *index) words(pages []*site.Page) {
	v := newVocabulary()
	var in [][]int32   // by term: pages
	var seen []int32   // by term: the last page that has it, counted from 1
	shown := []int32{} // by term: the last page whose entry shows it, counted from 1
	df := []int{}      // by term: how many pages have it
	grow := func(n int32) {
		for int(n) >= len(in) {
			in, seen, shown, df = append(in, nil), append(seen, 0), append(shown, 0), append(df, 0)
		}
	}
	for i, p := range pages {
		at := int32(i + 1)
		show := func(n int32) {
			grow(n)
			if shown[n] != at {
				shown[n] = at
				df[n]++
			}
		}
		v.text(p.Title, show)
		v.text(p.Summary, show)
		for _, h := range headings(p) {
			v.text(h.Text, show)
		}
		v.page(p, func(n int32) {
			grow(n)
			if seen[n] != at && shown[n] != at {
				seen[n] = at
				in[n] = append(in[n], at-1)
				df[n]++
			}
		})
	}
	x.encode(v.terms, in, func(n int32) bool { return common(df[n], len(pages)) })
}

// encode writes the terms in order. A page is written as the distance from the one before, in base 32, with other digits
// for all places but the last: most distances are one character, and nothing stands between them.
func (x *index) encode(words []string, in [][]int32, common func(int32) bool) {
	order := make([]int32, 0, len(words))
	for n := range words {
		order = append(order, int32(n))
	}
	slices.SortFunc(order, func(a, b int32) int { return strings.Compare(words[a], words[b]) })
	var list, pages, often []byte
	last := ""
	for _, n := range order {
		if common(n) {
			often = append(append(often, words[n]...), ' ')
			continue
		}
		if len(in[n]) == 0 {
			continue
		}
		same, chars := shared(last, words[n])
		list = append(append(append(list, digits[chars]), words[n][same:]...), ' ')
		last = words[n]
		at := int32(-1)
		for _, page := range in[n] {
			pages = appendNumber(pages, page-at-1)
			at = page
		}
		pages = append(pages, ' ')
	}
	x.Terms, x.In, x.Common = strings.TrimSuffix(string(list), " "), strings.TrimSuffix(string(pages), " "), strings.TrimSuffix(string(often), " ")
}

const digits = "0123456789abcdefghijklmnopqrstuvwxyz"

// shared returns how much two terms have in common at their beginnings, in bytes and in characters, 35 at most.
func shared(a, b string) (size, chars int) {
	for i, r := range b {
		if chars == len(digits)-1 || !strings.HasPrefix(a[min(i, len(a)):], string(r)) {
			return i, chars
		}
		chars++
	}
	return len(b), chars
}

const upperDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZwxyz-_"

func appendNumber(dst []byte, n int32) []byte {
	if n >= 32 {
		dst = appendUpper(dst, n/32)
	}
	return append(dst, digits[n%32])
}

func appendUpper(dst []byte, n int32) []byte {
	if n >= 32 {
		dst = appendUpper(dst, n/32)
	}
	return append(dst, upperDigits[n%32])
}
