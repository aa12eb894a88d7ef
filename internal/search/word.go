package search

import (
	"strings"
	"unicode/utf8"

	"tocsin/internal/markdown"
	"tocsin/internal/site"
)

// vocabulary numbers terms as they are met.
type vocabulary struct {
	number  map[string]int32
	terms   []string
	folded  map[string][]int32 // what a word outside ASCII comes to, since folding is slow and words come again
	scratch []byte
}

func newVocabulary() *vocabulary {
	return &vocabulary{number: map[string]int32{}, folded: map[string][]int32{}}
}

func (v *vocabulary) of(term string) int32 {
	n, ok := v.number[term]
	if !ok {
		n = int32(len(v.terms))
		v.terms = append(v.terms, term)
		v.number[term] = n
	}
	return n
}

// word calls yield with the number of each term of a word.
func (v *vocabulary) word(word []byte, ascii bool, yield func(int32)) {
	if ascii {
		if len(word) < 2 {
			return
		}
		n, ok := v.number[string(word)] // no copy is made for a term that is known
		if !ok {
			n = v.of(string(word))
		}
		yield(n)
		return
	}
	list, ok := v.folded[string(word)]
	if !ok {
		terms(string(word), func(term string) { list = append(list, v.of(term)) })
		v.folded[string(word)] = list
	}
	for _, n := range list {
		yield(n)
	}
}

// text calls yield with each term of a plain text.
func (v *vocabulary) text(s string, yield func(int32)) {
	b, ascii := v.scratch[:0], true
	flush := func() {
		if len(b) > 0 {
			v.word(b, ascii, yield)
		}
		b, ascii = b[:0], true
	}
	for i := 0; i < len(s); {
		c := s[i]
		if c < utf8.RuneSelf {
			i++
			switch {
			case 'a' <= c && c <= 'z' || '0' <= c && c <= '9':
				b = append(b, c)
			case 'A' <= c && c <= 'Z':
				b = append(b, c+'a'-'A')
			default:
				flush()
			}
			continue
		}
		r, n := utf8.DecodeRuneInString(s[i:])
		if wordRune(r) {
			b, ascii = append(b, s[i:i+n]...), false
		} else {
			flush()
		}
		i += n
	}
	flush()
	v.scratch = b
}

// page calls yield with each term of what a page shows: its own words, the alternative texts of its pictures, and the
// messages in it. Values of facts are left out: they are numbers and addresses, and the same on every page.
func (v *vocabulary) page(p *site.Page, yield func(int32)) {
	v.document(p.Voice(), p.Edition.Country.Code, p.Doc(), 0, p.Kind == site.Briefing, yield)
}

// maxDepth bounds messages within messages, as in package site.
const maxDepth = 20

func (v *vocabulary) document(voice *site.Edition, country string, d *markdown.Document, depth int, notes bool, yield func(int32)) {
	var words strings.Builder
	words.Grow(len(d.Body.HTML))
	d.Shown(country, notes, func(html string) { appendText(&words, html) }, func(h markdown.Hole) bool {
		switch h.Kind {
		case markdown.ImageAt:
			words.WriteString(" " + d.Images[h.Index].Alt + " ")
		case markdown.MessageAt:
			if file := voice.Message(d.Messages[h.Index].ID); file != nil && depth < maxDepth {
				v.document(voice, country, file.Doc(voice.Typography), depth+1, false, yield)
			}
		}
		return true
	})
	v.text(words.String(), yield)
}

// appendText appends the words of a piece of HTML that package markdown wrote: whole, but for a tag that a hole stands
// in. An element of a line does not part a word; a block and a character reference do.
func appendText(b *strings.Builder, html string) {
	for {
		i := strings.IndexAny(html, "<&>")
		if i < 0 {
			b.WriteString(html)
			return
		}
		if html[i] == '>' { // of a tag that began before a hole: what stood before is attributes
			html = html[i+1:]
			continue
		}
		b.WriteString(html[:i])
		rest := html[i:]
		end := strings.IndexByte(rest, '>')
		if html[i] == '&' {
			if end = strings.IndexByte(rest, ';'); end < 0 || end > 32 {
				end = 0
			}
			b.WriteByte(' ')
		} else if !inline(rest) {
			b.WriteByte(' ')
		}
		if end < 0 {
			return
		}
		html = rest[end+1:]
	}
}

// inline reports whether a tag is of an element that stands within a word.
func inline(tag string) bool {
	tag = strings.TrimPrefix(strings.TrimPrefix(tag, "<"), "/")
	end := strings.IndexAny(tag, " />")
	if end < 0 {
		return false
	}
	switch tag[:end] {
	case "em", "strong", "a", "b", "i", "code", "sup", "sub", "del", "span", "s":
		return true
	}
	return false
}
