package search

import (
	"slices"
	"strings"

	"tocsin/internal/locale"
	"tocsin/internal/site"
	"tocsin/internal/source"
)

// hints are what the index says beside the pages' own words. Phrases of a list stand between bars; pages are numbers.
type hints struct {
	Keywords [][2]any `json:"keywords,omitempty"` // a page, and the words that it does not say
	Synonyms []string `json:"synonyms,omitempty"` // groups of phrases that mean the same
	Answers  [][2]any `json:"answers,omitempty"`  // phrases, and the page that they are to find first
	Trouble  string   `json:"trouble,omitempty"`  // phrases of who needs help now
	Help     []int    `json:"help,omitempty"`     // the pages that help
	Ignore   string   `json:"ignore,omitempty"`   // words that tell nothing
	Last     []int    `json:"last,omitempty"`     // pages of years that are past, and alerts that are over
	Han      string   `json:"han,omitempty"`      // traditional characters, each with its simplified one
}

// wordsOf returns the words of an edition's readers: those of its language, then those of its locale.
func wordsOf(e *site.Edition) (out []*source.SearchWords) {
	for _, tag := range []string{e.Language, e.Locale} {
		if w := e.Site.Source.Search[tag]; w != nil {
			out = append(out, w)
		}
	}
	return out
}

func hintsOf(e *site.Edition, pages []*site.Page, number map[*site.Page]int) hints {
	var out hints
	for i, p := range pages {
		if len(p.Front.Keywords) > 0 {
			out.Keywords = append(out.Keywords, [2]any{i, strings.Join(p.Front.Keywords, " ")})
		}
		if p.Helps() {
			out.Help = append(out.Help, i)
		}
	}
	for _, p := range last(pages) {
		out.Last = append(out.Last, number[p])
	}
	var trouble, ignore []string
	for _, w := range wordsOf(e) {
		for _, group := range w.Synonyms {
			out.Synonyms = append(out.Synonyms, strings.Join(group, "|"))
		}
		for _, a := range w.Answers {
			if n, ok := number[e.Page(a.Key)]; ok {
				out.Answers = append(out.Answers, [2]any{strings.Join(a.Phrases, "|"), n})
			}
		}
		trouble, ignore = append(trouble, w.Trouble...), append(ignore, w.Ignore...)
	}
	out.Trouble, out.Ignore = strings.Join(trouble, "|"), strings.Join(ignore, " ")
	return out
}

// last returns the pages that readers look for least: those under a year that is not the newest, and alerts that are over.
func last(pages []*site.Page) (out []*site.Page) {
	for _, p := range pages {
		newest := p.Edition.NewestYear()
		for at := p; at != nil; at = at.Parent {
			if at.Kind == site.Year && at != newest || at.Alert != nil && at.Alert.State == site.Ended {
				out = append(out, p)
				break
			}
		}
	}
	return out
}

// variants lists the traditional characters by which a reader may look for one that is in the index, or that are in it
// themselves, each with its simplified one: so either finds the other.
func variants(x *index) string {
	has := map[rune]bool{}
	note := func(s string) {
		for _, r := range s {
			has[r] = true
		}
	}
	note(x.Terms)
	for _, page := range x.Pages {
		for _, v := range page {
			if s, ok := v.(string); ok {
				note(s)
			}
		}
	}
	var pairs []string
	for traditional, simple := range locale.Simplified() {
		if has[traditional] || has[simple] {
			pairs = append(pairs, string([]rune{traditional, simple}))
		}
	}
	slices.Sort(pairs)
	return strings.Join(pairs, "")
}
