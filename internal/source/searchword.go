package source

import (
	"path"
	"strings"

	yaml "go.yaml.in/yaml/v4"

	"tocsin/internal/diag"
)

// searchFolder has what readers of each language type when they search: i18n/search/en.yaml.
const searchFolder = "i18n/search/"

// SearchWords are the words by which the readers of a language look for things that pages call otherwise. Phrases may
// have several words; case, accents and endings do not matter.
type SearchWords struct {
	Synonyms [][]string // the phrases of a group mean the same
	Answers  []Answer   // the pages that some phrases are to find first
	Trouble  []string   // phrases of who needs help now: the pages that help come before other results
	Ignore   []string   // words of a question that tell nothing about what is asked: what, do, I
}

// Answer is a page that is to be found first by some phrases.
type Answer struct {
	Key     string // the page's
	Phrases []string
	At      diag.Pos
	Builtin bool // it is the theme's own: the campaign need not have such a page
}

// searchWords reads one file of i18n/search/ over what is there for its language.
func (l *loader) searchWords(r *reader, text []byte, builtin bool) {
	root := r.parse(text)
	if root == nil {
		return
	}
	tag := strings.TrimSuffix(path.Base(r.file), ".yaml")
	w := l.src.Search[tag]
	if w == nil {
		w = &SearchWords{}
		l.src.Search[tag] = w
	}
	r.each(root, []string{"synonyms", "answers", "trouble", "ignore"}, func(key string, _, v *yaml.Node) {
		switch key {
		case "synonyms":
			for n := range r.items(v) {
				w.Synonyms = append(w.Synonyms, r.list(n))
			}
		case "answers":
			r.each(v, nil, func(page string, k, v *yaml.Node) { w.answer(Answer{page, r.list(v), r.at(k), builtin}) })
		case "trouble":
			w.Trouble = append(w.Trouble, r.list(v)...)
		case "ignore":
			w.Ignore = append(w.Ignore, r.list(v)...)
		}
	})
}

// answer puts an answer in the place of the one for the same page that is there.
func (w *SearchWords) answer(a Answer) {
	for i := range w.Answers {
		if w.Answers[i].Key == a.Key {
			w.Answers[i] = a
			return
		}
	}
	w.Answers = append(w.Answers, a)
}
