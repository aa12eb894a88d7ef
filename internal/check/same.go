package check

import (
	"slices"
	"strings"

	"tocsin/internal/diag"
	"tocsin/internal/markdown"
	"tocsin/internal/prose"
	"tocsin/internal/rule"
)

// same holds a rendition against its source. Each rule says one thing at most of a rendition, at the first place where
// the two part: whoever mends that looks at the rest, and a list that is short gets read.
func (r *reading) same(source, mine *countryText) {
	p := &pair{reading: r, source: source, mine: mine}
	p.title()
	p.untranslated()
	p.headings()
	p.counts()
	p.links()
	p.references()
	p.quizzes()
	p.figures()
}

// pair is a rendition beside its source.
type pair struct {
	*reading
	source, mine *countryText
	parted       bool // the headings differ, so sections cannot be held against each other
}

// there names the source in a message, with a line where there is one.
func (p *pair) there(line int) rule.Text {
	if line <= 0 {
		return rule.PartFile.With("file", p.source.file.Path)
	}
	return rule.PartFileLine.With("file", p.source.file.Path, "line", line)
}

// headings holds the outlines against each other.
func (p *pair) headings() {
	a, b := p.source.Headings, p.mine.Headings
	level := func(v *countryText, i int) int { return v.Blocks[v.Headings[i]].Level }
	if len(a) == len(b) && !slices.ContainsFunc(indices(len(a)), func(i int) bool { return level(p.source, i) != level(p.mine, i) }) {
		return
	}
	p.parted = true
	var first diag.Pos
	var told []rule.Text
	missing, extra := 0, 0
	i, j := 0, 0
	place := func(at func() diag.Pos) {
		if len(told) == 0 {
			first = at()
		}
	}
	for _, m := range append(p.align(), [2]int{len(a), len(b)}) {
		for i < m[0] && j < m[1] && m[0]-i == m[1]-j && level(p.source, i) != level(p.mine, j) { // the same heading at another level
			place(func() diag.Pos { return p.mine.at(b[j], "") })
			told = append(told, rule.PartHeadingLevel.With("here", cite(p.mine.Blocks[b[j]].Text), "level", level(p.mine, j),
				"there", cite(p.source.Blocks[a[i]].Text), "other", level(p.source, i)))
			i, j = i+1, j+1
		}
		for ; i < m[0]; i++ {
			place(func() diag.Pos { return p.mine.section(j) })
			told = append(told, rule.PartHeadingMissing.With("there", cite(p.source.Blocks[a[i]].Text), "line", p.source.at(a[i], "").Line))
			missing++
		}
		for ; j < m[1]; j++ {
			place(func() diag.Pos { return p.mine.at(b[j], "") })
			told = append(told, rule.PartHeadingOnly.With("here", cite(p.mine.Blocks[b[j]].Text)))
			extra++
		}
		i, j = m[0]+1, m[1]+1
	}
	var hint rule.Text
	if missing > 0 && extra == 0 {
		hint = rule.HintGained.With()
	}
	p.diags.Add(first, rule.SameHeadings, "file", p.source.file.Path, "there", headings.count(len(a)), "here", len(b), "told", some(told), "hint", hint)
}

// some lists the first three of what was found.
func some(list []rule.Text) []rule.Text {
	const most = 3
	if len(list) > most {
		return append(list[:most:most], rule.PartAndMore.With("more", len(list)-most))
	}
	return list
}

func indices(n int) []int {
	out := make([]int, n)
	for i := range out {
		out[i] = i
	}
	return out
}

// align pairs the headings of the source with those of the rendition, in order: two go together if they are of one
// level, the better the more alike their sections are.
func (p *pair) align() [][2]int {
	a, b := p.source.Headings, p.mine.Headings
	if len(a)*len(b) > 1<<20 {
		return nil // no page for readers has a thousand headings
	}
	score := make([][]int, len(a)+1)
	for i := range score {
		score[i] = make([]int, len(b)+1)
	}
	for i := len(a) - 1; i >= 0; i-- {
		for j := len(b) - 1; j >= 0; j-- {
			score[i][j] = max(score[i+1][j], score[i][j+1])
			if n := p.alike(i, j); n > 0 {
				score[i][j] = max(score[i][j], score[i+1][j+1]+n)
			}
		}
	}
	var out [][2]int
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch n := p.alike(i, j); {
		case n > 0 && score[i][j] == score[i+1][j+1]+n:
			out = append(out, [2]int{i, j})
			i, j = i+1, j+1
		case score[i][j] == score[i+1][j]:
			i++
		default:
			j++
		}
	}
	return out
}

// alike scores two headings: 0 for those that cannot be the same.
func (p *pair) alike(i, j int) int {
	x, y := p.source.Blocks[p.source.Headings[i]], p.mine.Blocks[p.mine.Headings[j]]
	if x.Level != y.Level {
		return 0
	}
	n := 10
	s, t := p.source.Sections[i+1], p.mine.Sections[j+1]
	if s == t {
		n += 2
		if s != (prose.Section{}) {
			n += 2
		}
	}
	if x.Text == y.Text {
		n += 6
	}
	if f, g := p.numbersIn(x.Text, p.source), p.numbersIn(y.Text, p.mine); f != "" && f == g {
		n += 4
	}
	return n
}

func (p *pair) numbersIn(text string, v *countryText) string {
	var out []string
	for _, f := range p.languages[v.language].Figures(text) {
		out = append(out, f.Values[0])
	}
	return strings.Join(out, " ")
}

// counts holds the numbers of list items, tables and images against each other, section by section where the headings
// are the same.
func (p *pair) counts() {
	p.countOf(counted{under: rule.SameTablesUnder, all: rule.SameTablesAll, what: tables, n: func(s prose.Section) int { return s.Tables }})
	p.countOf(counted{under: rule.SameImagesUnder, all: rule.SameImagesAll, what: images, n: func(s prose.Section) int { return s.Images }, anywhere: true})
	if !p.parted { // a missing heading takes its list with it
		p.countOf(counted{under: rule.SameItems, what: items, n: func(s prose.Section) int { return s.Items }, kind: prose.Item})
	}
}

// counted is something that both have the same number of.
type counted struct {
	under, all rule.ID // what is said of one section, and of the whole page
	what       thing
	n          func(prose.Section) int
	anywhere   bool       // it may stand in another section
	kind       prose.Kind // of the blocks that it is made of, if any
}

func (p *pair) countOf(c counted) {
	n := c.n
	total := func(v *countryText) (sum int) {
		for _, s := range v.Sections {
			sum += n(s)
		}
		return sum
	}
	there, here := total(p.source), total(p.mine)
	if p.parted {
		if there != here {
			p.diags.Add(p.mine.section(0), c.all, "here", c.what.count(here), "file", p.source.file.Path, "there", there)
		}
		return
	}
	places, first := 0, -1
	for i := range p.source.Sections {
		if n(p.source.Sections[i]) != n(p.mine.Sections[i]) {
			if first < 0 {
				first = i
			}
			places++
		}
	}
	if places == 0 || there == here && c.anywhere {
		return
	}
	var more rule.Text
	if places > 1 {
		more = rule.PartMoreSections.With("n", places-1)
	}
	p.diags.Add(p.mine.first(first, c.kind), c.under, "here", c.what.count(n(p.mine.Sections[first])), "where", p.mine.under(first),
		"file", p.source.file.Path, "there", n(p.source.Sections[first]), "more", more)
}

// thing is something that is counted: the phrase for none of it, and the one for a number of it.
type thing struct{ none, some rule.Phrase }

var (
	headings  = thing{rule.PartNoHeading, rule.PartHeadings}
	tables    = thing{rule.PartNoTable, rule.PartTables}
	images    = thing{rule.PartNoImage, rule.PartImages}
	items     = thing{rule.PartNoItem, rule.PartItems}
	links     = thing{rule.PartNoLink, rule.PartLinks}
	sentences = thing{rule.PartNoSentence, rule.PartSentences}
	slides    = thing{rule.PartNoSlide, rule.PartSlides}
	quizzes   = thing{rule.PartNoQuiz, rule.PartQuizzes}
	choices   = thing{rule.PartNoChoice, rule.PartChoices}
)

func (t thing) count(n int) rule.Text {
	if n == 0 {
		return t.none.With()
	}
	return t.some.With("n", n)
}

// references holds the facts and messages that the two use against each other.
func (p *pair) references() {
	a, b := p.source.doc(), p.mine.doc()
	p.refs(used{missing: rule.SameFactsMissing, extra: rule.SameFactsExtra, other: rule.SameFactsOther, there: a.Facts, here: b.Facts,
		known: func(id string) bool { return p.site.Source.Facts[p.mine.country][id] != nil }}, p.source.Facts, p.mine.Facts)
	p.refs(used{missing: rule.SameMessagesMissing, extra: rule.SameMessagesExtra, other: rule.SameMessagesOther, there: a.Messages, here: b.Messages,
		known: p.site.MessageExists}, p.source.Messages, p.mine.Messages)
}

// used is what both refer to by its id.
type used struct {
	missing, extra, other rule.ID
	there, here           []markdown.Ref
	known                 func(id string) bool
}

func (p *pair) refs(u used, theirs, mine []int32) {
	a, b := u.there, u.here
	unknown := func(refs []markdown.Ref, shown []int32) bool {
		return slices.ContainsFunc(shown, func(i int32) bool { return !u.known(refs[i].ID) })
	}
	if unknown(a, theirs) || unknown(b, mine) {
		return // an error, told already: who knows which was meant
	}
	have := func(refs []markdown.Ref, shown []int32, id string) bool {
		return slices.ContainsFunc(shown, func(i int32) bool { return refs[i].ID == id })
	}
	var missing, extra []string
	line := 0
	var at diag.Pos
	for _, i := range theirs {
		if id := a[i].ID; !have(b, mine, id) && !slices.Contains(missing, id) {
			missing, line = append(missing, id), a[i].At.Line
		}
	}
	for _, i := range mine {
		if id := b[i].ID; !have(a, theirs, id) && !slices.Contains(extra, id) {
			if len(extra) == 0 {
				at = b[i].At
			}
			extra = append(extra, id)
		}
	}
	switch {
	case len(missing) > 0 && len(extra) > 0:
		p.diags.Add(at, u.other, "here", extra[0], "where", p.there(0), "there", missing[0])
	case len(missing) > 0:
		p.diags.Add(p.mine.section(0), u.missing, "n", len(missing), "ids", missing, "where", p.there(line), "id", missing[0])
	case len(extra) > 0:
		p.diags.Add(at, u.extra, "n", len(extra), "ids", extra, "where", p.there(0))
	}
}
