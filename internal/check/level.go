package check

import (
	"fmt"
	"math"

	"tocsin/internal/prose"
	"tocsin/internal/rule"
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
	v := r.textOf(f, e.Country.Code, e.Language)
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
		r.diags.Add(v.at(longest, begin(m.Longest)), rule.LongSentence, "n", m.Length, "goal", goal.Sentence, "sentence", cite(m.Longest))
	}
	level, ok := m.Level(e.Language)
	if !ok || goal.Level == 0 {
		return
	}
	tell := func(id rule.ID) {
		r.diags.Add(v.section(0), id, "level", fmt.Sprintf("%.0f", level), "goal", goal.Level,
			"words", fmt.Sprintf("%.0f", float64(m.Words)/float64(m.Sentences)), "syllables", float64(m.Syllables)/float64(m.Words))
	}
	switch {
	case prose.Easier(e.Language) && level > float64(goal.Level)+0.5:
		tell(rule.ReadingLevelGrade)
	case !prose.Easier(e.Language) && math.Round(level) < float64(goal.Level):
		tell(rule.ReadingLevelEase)
	}
}
