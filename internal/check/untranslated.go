package check

import (
	"maps"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"tocsin/internal/locale"
	"tocsin/internal/prose"
	"tocsin/internal/rule"
	"tocsin/internal/source"
)

// untranslated finds what is still in the source's language, sentence by sentence. Quotations are left out, links to
// other sites too (a name is not to be translated), and a sentence that says so of itself.
func (p *pair) untranslated() {
	detector := p.detectors[[2]string{p.source.language, p.mine.language}]
	if detector == nil {
		return
	}
	copied := map[string]bool{}
	p.source.each(func(_ int, b prose.Block) {
		for _, s := range prose.Sentences(b.Text) {
			copied[s] = true
		}
	})
	judged, left := 0, 0
	first, words := -1, ""
	p.mine.each(func(i int, b prose.Block) {
		if b.Kind == prose.Title {
			return // it has a rule of its own
		}
		if b.Outward*5 > len(b.Text)*4 {
			return
		}
		for _, s := range prose.Sentences(b.Text) {
			verdict := detector.Judge(s)
			if verdict == prose.Unknown && copied[s] && len(prose.WordsAt(s)) > 2 && p.foreign(s) {
				verdict = prose.Untranslated
			}
			switch {
			case verdict == prose.Unknown:
			case verdict == prose.Untranslated && !saysSo(s):
				if left++; left == 1 {
					first, words = i, s
				}
				judged++
			default:
				judged++
			}
		}
	})
	if left == 0 {
		return
	}
	at := p.mine.at(first, begin(words))
	if left == judged && judged > 1 {
		p.diags.Add(at, rule.UntranslatedPage, "lang", p.source.language, "sentences", judged, "sentence", cite(words))
		return
	}
	p.diags.Add(at, rule.UntranslatedSome, "n", left, "all", sentences.count(judged), "share", (left*100+judged/2)/judged, "lang", p.source.language, "sentence", cite(words))
}

// begin is the first part of a sentence that stands in the file as it is.
func begin(s string) string {
	if i := strings.IndexRune(s, prose.Gap); i > 0 {
		s = s[:i]
	}
	if i := strings.IndexAny(s, "\u00a0\u202f"); i > 8 {
		s = s[:i]
	}
	n := 0
	for i, r := range s {
		if r == ' ' {
			if n++; n == 3 {
				return s[:i]
			}
		}
	}
	return strings.TrimSpace(s)
}

// saysSo reports whether a sentence tells its readers that something is in another language.
func saysSo(s string) bool {
	s = strings.ToLower(s)
	for _, mark := range remarks() {
		if strings.Contains(s, mark) {
			return true
		}
	}
	return false
}

// remarks are the ways in which the languages that have one say that something is in another language.
var remarks = sync.OnceValue(func() []string {
	return locale.Everywhere(func(p locale.Prose) string { return p.Remarks }, "|")
})

// title finds a title that was left as it is in the source: the same words, and one of them that only the source's
// language uses in running text. A name is the same in both, and so is a word that both languages have.
func (p *pair) title() {
	a, b := p.source.file.Front.Title, p.mine.file.Front.Title
	if b == "" || a == "" || wordsOnly(a) != wordsOnly(b) || !p.foreign(a) {
		return
	}
	p.diags.Add(p.mine.file.Pos("title"), rule.SameTitle, "title", cite(b), "file", p.source.file.Path, "lang", p.source.language)
}

func wordsOnly(s string) string { return strings.Join(prose.Words(s), " ") }

// foreign reports whether words are of the source's language and not of the rendition's, going by the words that the
// campaign's own texts use in small letters.
func (p *pair) foreign(s string) bool {
	q := question{Theirs: p.source.language, Mine: p.mine.language, Words: s}
	q.Foreign = p.answer(q)
	p.asked = append(p.asked, q)
	return q.Foreign
}

// question is whether words are foreign, and the answer: the only thing about a page's words that hangs on other pages'.
type question struct {
	Theirs, Mine, Words string
	Foreign             bool
}

// answer answers a question anew.
func (w *words) answer(q question) bool {
	vocabulary := w.vocabulary()
	theirs, mine := vocabulary[q.Theirs], vocabulary[q.Mine]
	known, foreign := 0, 0
	prose.EachWord(q.Words, func(w string, _, _ int) {
		w = strings.ToLower(w)
		switch {
		case !lettered(w):
		case mine[w] > 0:
			known++
		case theirs[w] > 0:
			foreign++
		}
	})
	return foreign > 0 && foreign >= known
}

// lettered reports whether a word has no digit and at least three letters: numbers are of no language, and two letters
// of too many.
func lettered(w string) bool {
	return utf8.RuneCountInString(w) > 2 && !strings.ContainsFunc(w, unicode.IsDigit)
}

// vocabulary holds how many times a word is learned from each language's texts, by language and word.
type vocabulary map[string]map[string]int

// add counts words once more, or takes them back.
func (v vocabulary) add(l lesson, n int) {
	if v[l.Lang] == nil {
		v[l.Lang] = map[string]int{}
	}
	of := v[l.Lang]
	for word := range strings.FieldsSeq(l.Words) {
		if of[word] += n; of[word] == 0 {
			delete(of, word)
		}
	}
}

// lesson is the words, in order and a line each, that a file uses in small letters, titles left out.
type lesson struct{ Lang, Words string }

// learn gathers the words of a set's files. They are asked for only where two texts are the same.
func (w *words) learn(s set) []lesson {
	var out []lesson
	for _, f := range s.files {
		words := map[string]bool{}
		lang := languageOf(w, f)
		w.learnFrom(f, lang, s, words)
		out = append(out, lesson{lang, strings.Join(slices.Sorted(maps.Keys(words)), "\n")})
	}
	return out
}

// learnFrom leaves out the sentences that a rendition has word for word from its source: they teach nothing.
func (w *words) learnFrom(f *source.File, lang string, s set, out map[string]bool) {
	country := ""
	if e := w.serves[f.Tag]; len(e) > 0 {
		country = e[0].Country.Code
	}
	copied := map[string]bool{}
	if f != s.source && s.source != nil {
		for _, b := range prose.Read(s.source.AnyDoc(source.TypographyOf(languageOf(w, s.source), country)), country).Blocks {
			for _, sentence := range prose.Sentences(b.Text) {
				copied[sentence] = true
			}
		}
	}
	for _, b := range prose.Read(f.AnyDoc(source.TypographyOf(lang, country)), country).Blocks {
		for _, sentence := range prose.Sentences(b.Text) {
			if copied[sentence] {
				continue
			}
			prose.EachWord(prose.Unquoted(sentence), func(word string, _, _ int) {
				if lettered(word) && word == strings.ToLower(word) {
					out[word] = true
				}
			})
		}
	}
}
