package check

import (
	"fmt"
	"math"

	"tocsin/internal/prose"
	"tocsin/internal/site"
	"tocsin/internal/source"
)

// level gives advice on how easy a rendition is to read, where the campaign has a goal for its language.
func (r *reading) level(f *source.File, editions []*site.Edition) {
	if len(editions) == 0 {
		return
	}
	e := editions[0]
	goal, ok := r.site.Campaign.Reading[e.Language]
	if !ok {
		return
	}
	v := r.voice(f, e.Country.Code, e.Language)
	var m prose.Measure
	longest := -1
	for i, b := range v.Blocks {
		if b.Kind != prose.Paragraph && b.Kind != prose.Item {
			continue
		}
		before := m.Length
		m.Add(b.Text, e.Language)
		if m.Length > before {
			longest = i
		}
	}
	if goal.Sentence > 0 && m.Length > goal.Sentence {
		r.diags.Warnf(v.at(longest, begin(m.Longest)), "long-sentence", "make two of it", "a sentence of %d words, where the goal is %d at most: %s", m.Length, goal.Sentence, quote(m.Longest))
	}
	level, ok := m.Level(e.Language)
	if !ok || goal.Level == 0 {
		return
	}
	length := fmt.Sprintf("%.0f words in a sentence, %.1f syllables in a word", float64(m.Words)/float64(m.Sentences), float64(m.Syllables)/float64(m.Words))
	switch {
	case prose.Easier(e.Language) && level > float64(goal.Level)+0.5:
		r.diags.Warnf(v.section(0), "reading-level", "write shorter sentences and more usual words", "this reads at grade %.0f, where the goal is %d (%s)", level, goal.Level, length)
	case !prose.Easier(e.Language) && math.Round(level) < float64(goal.Level):
		r.diags.Warnf(v.section(0), "reading-level", "write shorter sentences and more usual words", "this has a reading ease of %.0f, where the goal is %d (%s)", level, goal.Level, length)
	}
}
