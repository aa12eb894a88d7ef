package evidence

import (
	"hash/maphash"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// window is how many words a sentence must have to be looked for: shorter ones say nothing of their own.
const window = 8

// finder finds sentences and names in texts, whatever their punctuation, markup and letters' case. It is read-only once
// it is filled, and safe for many goroutines then.
type finder struct {
	seed      maphash.Seed
	sentences []sentence
	byStart   map[uint64][]int  // into sentences, by the hash of their first words
	names     map[string]string // the campaign's file, by a name of its page in small letters
}

// sentence is words in small letters, a space between them.
type sentence struct {
	words string
	said  string // as it is written
	from  string // the campaign's file
	gone  bool   // something released says it too
}

func newFinder() *finder {
	return &finder{seed: maphash.MakeSeed(), byStart: map[uint64][]int{}, names: map[string]string{}}
}

// add takes in a sentence that has words enough.
func (f *finder) add(said, from string) {
	w := f.cut(said)
	if len(w.hashes) < window {
		return
	}
	at := w.rolled(0)
	for _, i := range f.byStart[at] {
		if f.sentences[i].words == w.text {
			return
		}
	}
	f.byStart[at] = append(f.byStart[at], len(f.sentences))
	f.sentences = append(f.sentences, sentence{words: w.text, said: strings.TrimSpace(said), from: from})
}

// name takes in a name of a page, such as its slug.
func (f *finder) name(name, from string) {
	name = strings.ToLower(norm.NFC.String(name))
	if telling(name) {
		f.names[name] = from
	}
}

// telling reports whether a name says something by itself: a number, or a word of three letters, does not.
func telling(name string) bool {
	letters := 0
	for _, r := range name {
		if unicode.IsLetter(r) {
			letters++
		}
	}
	return letters >= 4
}

// each calls said for every sentence that a text has, by its index, and named for every name.
func (f *finder) each(text string, said func(i int), named func(name string)) {
	if len(f.byStart) > 0 {
		w := f.cut(text)
		for k := 0; k+window <= len(w.hashes); k++ {
			for _, i := range f.byStart[w.rolled(k)] {
				if s := f.sentences[i].words; strings.HasPrefix(w.text[w.starts[k]:], s) && w.ends(int(w.starts[k])+len(s)) {
					said(i)
				}
			}
		}
	}
	if len(f.names) > 0 {
		tokens(text, func(t string) {
			if _, ok := f.names[t]; ok {
				named(t)
			}
		})
	}
}

// release takes out what a released text says too.
func (f *finder) release(text string) {
	f.each(text, func(i int) { f.sentences[i].gone = true }, func(name string) { delete(f.names, name) })
}

// cutText is a text as words in small letters, a space between them.
type cutText struct {
	text   string
	starts []int32
	hashes []uint64
}

// rolled returns a hash of the words in the window that begins with one.
func (c *cutText) rolled(k int) uint64 {
	var h uint64
	for _, w := range c.hashes[k : k+window] {
		h = h*0x9E3779B97F4A7C15 + w
	}
	return h
}

// ends reports whether a word ends at an offset.
func (c *cutText) ends(at int) bool { return at == len(c.text) || c.text[at] == ' ' }

// cut takes a text apart. A sign of a script that puts no spaces between words is a word; what nobody sees is none.
func (f *finder) cut(text string) cutText {
	var c cutText
	var b strings.Builder
	b.Grow(len(text))
	from := -1
	end := func() {
		if from >= 0 {
			c.starts = append(c.starts, int32(from))
			c.hashes = append(c.hashes, maphash.String(f.seed, b.String()[from:]))
			from = -1
		}
	}
	begin := func() {
		if b.Len() > 0 {
			b.WriteByte(' ')
		}
		from = b.Len()
	}
	for _, r := range norm.NFC.String(text) {
		switch {
		case r < utf8.RuneSelf:
			if 'A' <= r && r <= 'Z' {
				r += 'a' - 'A'
			}
			if 'a' <= r && r <= 'z' || '0' <= r && r <= '9' {
				if from < 0 {
					begin()
				}
				b.WriteByte(byte(r))
			} else {
				end()
			}
		case unicode.Is(unicode.Cf, r):
		case unspaced(r):
			end()
			begin()
			b.WriteRune(r)
			end()
		case unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r):
			if from < 0 {
				begin()
			}
			b.WriteRune(unicode.ToLower(r))
		default:
			end()
		}
	}
	end()
	c.text = b.String()
	return c
}

func unspaced(r rune) bool {
	return r > 0x0E00 && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar)
}

// tokens calls f for every run of letters, digits, hyphens and underscores, in small letters.
func tokens(text string, f func(string)) {
	for t := range strings.FieldsFuncSeq(text, func(r rune) bool {
		if r < utf8.RuneSelf {
			return (r|0x20 < 'a' || r|0x20 > 'z') && (r < '0' || r > '9') && r != '-' && r != '_'
		}
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r)
	}) {
		f(strings.ToLower(t))
	}
}
