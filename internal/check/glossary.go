package check

import (
	"slices"
	"strings"
	"unicode/utf8"

	"tocsin/internal/diag"
	"tocsin/internal/prose"
	"tocsin/internal/rule"
	"tocsin/internal/site"
	"tocsin/internal/source"
)

// term is a term of the glossary, ready to be looked for in one edition's texts.
type term struct {
	forms  *source.Forms
	banned []prose.Phrase
	// allowed are the forms that may be written. Within a longer one of them, a banned form is none:
	// "Canadian Centre for Cyber Security" is a name.
	allowed []prose.Phrase
}

// terms prepares the glossary for an edition.
func terms(s *site.Site, e *site.Edition) []term {
	var out []term
	for i := range s.Source.Glossary {
		forms := s.Source.Glossary[i].In(e.Tag, e.Language)
		if forms == nil || len(forms.Approved) == 0 {
			continue
		}
		t := term{forms: forms}
		for _, b := range forms.Banned {
			t.banned = append(t.banned, prose.NewPhrase(b, e.Language))
		}
		for _, a := range slices.Concat(forms.Approved, forms.Tolerated) {
			t.allowed = append(t.allowed, prose.NewPhrase(a, e.Language))
		}
		out = append(out, t)
	}
	return out
}

// glossary finds the words in a rendition that its editions do not write.
func (r *reading) glossary(f *source.File, editions []*site.Edition) {
	r.told = 0
	for i, e := range editions {
		list := r.terms[e]
		if len(list) == 0 {
			continue
		}
		v := r.textOf(f, e.Country.Code, e.Language)
		if i > 0 && !v.Guarded && slices.ContainsFunc(editions[:i], func(o *site.Edition) bool { return sameTerms(r.terms[o], list) }) {
			continue
		}
		v.each(func(i int, b prose.Block) {
			r.banned(e, list, b.Text, func(words string) diag.Pos { return v.at(i, words) }, len(editions) > 1)
		})
	}
}

// maxPlaces bounds what is told of one file, and looked at in one block: after fifty lines the message is clear.
const maxPlaces = 50

func sameTerms(a, b []term) bool {
	return slices.EqualFunc(a, b, func(x, y term) bool { return x.forms == y.forms })
}

// banned reports each banned form in a text once a sentence.
func (r *reading) banned(e *site.Edition, list []term, text string, at func(string) diag.Pos, shared bool) {
	words := prose.WordsAt(text)
	var allowed [][2]int
	for _, t := range list {
		for _, a := range t.allowed {
			allowed = append(allowed, a.Find(text, words)...)
		}
	}
	for _, t := range list {
		told := map[string]bool{}
		for _, b := range t.banned {
			places := b.Find(text, words)
			for _, place := range places[:min(len(places), maxPlaces)] {
				if r.told >= maxPlaces {
					return
				}
				sentence := sentenceAt(text, place[0])
				if told[sentence] || covered(place, allowed) || inAddress(text, place) || cited(t, text, place, sentence) {
					continue
				}
				told[sentence] = true
				r.told++
				found := text[place[0]:place[1]]
				var note, own rule.Text
				if t.forms.Note != "" {
					note = rule.PartGlossaryNote.With("note", t.forms.Note)
				}
				if shared && len(r.serves[e.Language]) > 1 {
					own = rule.PartGlossaryOwn.With("locale", e.Tag)
				}
				pos := at(found)
				if slices.ContainsFunc(r.diags, func(d diag.Diagnostic) bool { return d.Rule == "glossary" && d.Pos == pos }) {
					continue // another edition of the same file does not write it either
				}
				r.diags.Add(pos, rule.GlossaryBanned, "edition", e.Code, "word", found, "sentence", cite(around(sentence, found)),
					"hint", rule.HintGlossary.With("word", t.forms.Approved[0], "note", note, "own", own))
			}
		}
	}
}

// sentenceAt returns the sentence round a place.
func sentenceAt(text string, at int) string {
	from := 0
	for _, s := range prose.Sentences(text) {
		i := strings.Index(text[from:], s)
		if i < 0 {
			continue
		}
		if from += i; at < from+len(s) {
			return s
		}
	}
	return text
}

// covered reports whether a place lies within a longer one.
func covered(place [2]int, others [][2]int) bool {
	return slices.ContainsFunc(others, func(o [2]int) bool {
		return o[0] <= place[0] && o[1] >= place[1] && o[1]-o[0] > place[1]-place[0]
	})
}

// inAddress reports whether a word is part of an address.
func inAddress(text string, place [2]int) bool {
	before, _ := utf8.DecodeLastRuneInString(text[:place[0]])
	after, _ := utf8.DecodeRuneInString(text[place[1]:])
	return strings.ContainsRune("/@_=#", before) || strings.ContainsRune("/@_=", after)
}

// cited reports whether a word is spoken of and not used: it stands in a short quotation, such as the label of a button,
// or in brackets beside the approved word, as in "l’hameçonnage (phishing)".
func cited(t term, text string, place [2]int, sentence string) bool {
	i := strings.LastIndexAny(text[:place[0]], "(“«\")”»")
	if i < 0 {
		return false
	}
	mark, n := utf8.DecodeRuneInString(text[i:])
	inside := text[i+n:]
	switch mark {
	case '“', '«', '"':
		if end := strings.IndexAny(inside, "”»\""); end >= place[1]-i-n {
			return len(prose.WordsAt(inside[:end])) <= 4
		}
		return false
	case '(':
		words := prose.WordsAt(sentence)
		return slices.ContainsFunc(t.allowed, func(p prose.Phrase) bool { return len(p.Find(sentence, words)) > 0 })
	}
	return false
}
