package render

import (
	"encoding/json"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"tocsin/internal/search"
)

// maxListed is how many pages the search page lists; of an edition with more it lists the first two levels, whose pages
// list the rest.
const maxListed = 1000

// pluralForms are CLDR's categories, the general one first.
var pluralForms = []string{"other", "zero", "one", "two", "few", "many"}

// search lists the edition's pages by title, for readers without a script, and says where the index is.
func (s *edition) search() *Search {
	v := &Search{Index: s.assetRoot + s.r.plan.Indexes[s.Edition], Whole: len(s.Pages) <= maxListed}
	counts := map[string]string{}
	for _, form := range pluralForms {
		words, _ := s.Text("search-count", form)
		if words = strings.ReplaceAll(words, "{n}", "%n"); form == "other" || words != counts["other"] {
			counts[form] = words
		}
	}
	if data, err := json.Marshal(counts); err == nil { // strings can always be written
		v.Counts = string(data)
	}
	self, had := s.SearchPage(), map[string]bool{}
	for _, p := range s.ByTitle() {
		if p == self || p.Unlisted() || !v.Whole && strings.Count(p.Path, "/") > 2 {
			continue
		}
		letter := initial(search.Fold(p.Title))
		if n := len(v.Groups); n == 0 || v.Groups[n-1].Letter != letter {
			if had[letter] { // Å comes after Z where it is a letter of its own
				letter = initial(norm.NFC.String(p.Title))
			}
			had[letter] = true
			v.Groups = append(v.Groups, Group{Letter: letter})
		}
		g := &v.Groups[len(v.Groups)-1]
		g.Items = append(g.Items, s.item(p))
	}
	return v
}

// initial is the letter under which a title stands, folded, so that É is with E; one that begins with a figure is under
// 0–9. Chinese, Japanese and Korean titles are in order, but under no letter.
func initial(title string) string {
	for _, r := range title {
		switch {
		case r >= 0x2e80:
			return ""
		case unicode.IsLetter(r):
			return string(unicode.ToUpper(r))
		case unicode.IsNumber(r):
			return "0–9"
		}
	}
	return ""
}
