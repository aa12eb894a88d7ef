package source

import (
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"tocsin/internal/diag"
)

// TestSearchWords holds that a campaign's words add to the built-in ones, that an answer takes the place of the one for
// the same page, and that words of other languages are not read at all.
func TestSearchWords(t *testing.T) {
	builtin := fstest.MapFS{
		"i18n/search/en.yaml": {Data: []byte("synonyms: [[a, b]]\nanswers: {x: [one], y: [two]}\ntrouble: [help]\nignore: [the]\n")},
		"i18n/search/de.yaml": {Data: []byte("wrong: 1\n")},
	}
	src, l := Load(campaign(map[string]string{"i18n/search/en.yaml": "synonyms: [[c, d]]\nanswers:\n  y: [three]\n  z: [four]\n"}), builtin)
	expect(t, "words", l)
	want := &SearchWords{Synonyms: [][]string{{"a", "b"}, {"c", "d"}}, Trouble: []string{"help"}, Ignore: []string{"the"}, Answers: []Answer{
		{Key: "x", Phrases: []string{"one"}, Builtin: true}, {Key: "y", Phrases: []string{"three"}}, {Key: "z", Phrases: []string{"four"}},
	}}
	if diff := cmp.Diff(want, src.Search["en"], cmpopts.IgnoreTypes(diag.Pos{})); diff != "" {
		t.Error(diff)
	}
	_, l = Load(campaign(map[string]string{"i18n/search/en.yaml": "answer: {}\ntrouble: hacked\n"}), builtin)
	expect(t, "wrong words", l, "i18n/search/en.yaml:1:1 unknown-key", "i18n/search/en.yaml:2:10 wrong-type")
}
