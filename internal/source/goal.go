package source

import (
	"slices"
	"strings"

	yaml "go.yaml.in/yaml/v4"

	"tocsin/internal/rule"
)

// goal reads `en: 9`, or `en: {level: 9, sentence: 25}`.
func (r *reader) goal(k, v *yaml.Node) Goal {
	g := Goal{At: r.at(k)}
	if v.Kind == yaml.ScalarNode {
		g.Level = r.goalNumber(v)
		return g
	}
	r.each(v, []string{"level", "sentence"}, func(key string, _, v *yaml.Node) {
		if key == "level" {
			g.Level = r.goalNumber(v)
		} else {
			g.Sentence = r.goalNumber(v)
		}
	})
	return g
}

func (r *reader) goalNumber(v *yaml.Node) int {
	n := r.integer(v)
	if n < 0 || n > 100 {
		r.diags.Add(r.at(v), rule.Reading, "n", n)
		return 0
	}
	return n
}

// goalsKnown refuses goals for languages that the campaign does not have.
func (r *reader) goalsKnown(c *Campaign, langs []string) {
	for lang, g := range c.Reading {
		if len(langs) > 0 && !slices.Contains(langs, lang) {
			r.diags.Add(g.At, rule.UnknownLanguageReading, "lang", lang, "langs", strings.Join(langs, ", "))
		}
	}
}
