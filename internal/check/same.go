package check

import (
	"fmt"
	"slices"
	"strings"

	"tocsin/internal/diag"
	"tocsin/internal/markdown"
	"tocsin/internal/prose"
)

// same holds a rendition against its source. Each rule says one thing at most of a rendition, at the first place where
// the two part: whoever mends that looks at the rest, and a list that is short gets read.
func (r *reading) same(source, mine *voice) {
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
	source, mine *voice
	parted       bool // the headings differ, so sections cannot be held against each other
}

func (p *pair) report(at diag.Pos, rule, hint, format string, args ...any) {
	p.diags.Warnf(at, rule, hint, format, args...)
}

// there names the source in a message, with a line where there is one.
func (p *pair) there(line int) string {
	if line <= 0 {
		return p.source.file.Path
	}
	return fmt.Sprintf("%s (line %d)", p.source.file.Path, line)
}

// headings holds the outlines against each other.
func (p *pair) headings() {
	a, b := p.source.Headings, p.mine.Headings
	level := func(v *voice, i int) int { return v.Blocks[v.Headings[i]].Level }
	if len(a) == len(b) && !slices.ContainsFunc(indices(len(a)), func(i int) bool { return level(p.source, i) != level(p.mine, i) }) {
		return
	}
	p.parted = true
	var first diag.Pos
	var told []string
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
			told = append(told, fmt.Sprintf("%s is of level %d, %s of level %d", quote(p.mine.Blocks[b[j]].Text), level(p.mine, j),
				quote(p.source.Blocks[a[i]].Text), level(p.source, i)))
			i, j = i+1, j+1
		}
		for ; i < m[0]; i++ {
			place(func() diag.Pos { return p.mine.section(j) })
			told = append(told, fmt.Sprintf("%s (line %d there) is missing", quote(p.source.Blocks[a[i]].Text), p.source.at(a[i], "").Line))
			missing++
		}
		for ; j < m[1]; j++ {
			place(func() diag.Pos { return p.mine.at(b[j], "") })
			told = append(told, fmt.Sprintf("%s is only here", quote(p.mine.Blocks[b[j]].Text)))
			extra++
		}
		i, j = m[0]+1, m[1]+1
	}
	hint := "give both the same headings, at the same levels"
	if missing > 0 && extra == 0 {
		hint = "translate what the source has gained, or take the heading out there"
	}
	p.report(first, "same-headings", hint, "the outline is not that of %s (%s there, %d here): %s", p.source.file.Path,
		count(len(a), "heading"), len(b), some(told))
}

// some lists the first three of what was found.
func some(list []string) string {
	const most = 3
	if len(list) > most {
		return strings.Join(list[:most], "; ") + fmt.Sprintf("; and %d more", len(list)-most)
	}
	return strings.Join(list, "; ")
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

func (p *pair) numbersIn(text string, v *voice) string {
	var out []string
	for _, f := range p.languages[v.language].Figures(text) {
		out = append(out, f.Values[0])
	}
	return strings.Join(out, " ")
}

// counts holds the numbers of list items, tables and images against each other, section by section where the headings
// are the same.
func (p *pair) counts() {
	p.countOf(counted{Rule: "same-tables", what: "table", n: func(s prose.Section) int { return s.Tables }})
	p.countOf(counted{Rule: "same-images", what: "image", n: func(s prose.Section) int { return s.Images }, anywhere: true})
	if !p.parted { // a missing heading takes its list with it
		p.countOf(counted{Rule: "same-items", what: "list item", n: func(s prose.Section) int { return s.Items }, kind: prose.Item})
	}
}

// counted is something that both have the same number of.
type counted struct {
	Rule, what string
	n          func(prose.Section) int
	anywhere   bool       // it may stand in another section
	kind       prose.Kind // of the blocks that it is made of, if any
}

func (p *pair) countOf(c counted) {
	rule, what, n := c.Rule, c.what, c.n
	total := func(v *voice) (sum int) {
		for _, s := range v.Sections {
			sum += n(s)
		}
		return sum
	}
	there, here := total(p.source), total(p.mine)
	hint := "give both the same " + what + "s; if it is right as it is, say so with `allow:`"
	if p.parted {
		if there != here {
			p.report(p.mine.section(0), rule, hint, "%s, where %s has %d", count(here, what), p.source.file.Path, there)
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
	more := ""
	if places > 1 {
		more = fmt.Sprintf("; and in %s more", count(places-1, "section"))
	}
	p.report(p.mine.first(first, c.kind), rule, hint, "%s %s, where %s has %d%s", count(n(p.mine.Sections[first]), what), p.mine.under(first),
		p.source.file.Path, n(p.source.Sections[first]), more)
}

func count(n int, what string) string {
	switch n {
	case 0:
		return "no " + what
	case 1:
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}

// references holds the facts and messages that the two use against each other.
func (p *pair) references() {
	a, b := p.source.doc(), p.mine.doc()
	p.refs(used{Rule: "same-facts", what: "fact", hint: "write :fact[%s] here too, not its value", there: a.Facts, here: b.Facts,
		known: func(id string) bool { return p.site.Source.Facts[p.mine.country][id] != nil }}, p.source.Facts, p.mine.Facts)
	p.refs(used{Rule: "same-messages", what: "message", hint: "write ::message{id=%s} here too", there: a.Messages, here: b.Messages,
		known: p.site.MessageExists}, p.source.Messages, p.mine.Messages)
}

// used is what both refer to by its id.
type used struct {
	Rule, what, hint string
	there, here      []markdown.Ref
	known            func(id string) bool
}

func (p *pair) refs(u used, theirs, mine []int32) {
	rule, what, hint, a, b := u.Rule, u.what, u.hint, u.there, u.here
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
		p.report(at, rule, fmt.Sprintf(hint, missing[0]), "the %s %q is used here, where %s uses %q", what, extra[0], p.there(0), missing[0])
	case len(missing) > 0:
		p.report(p.mine.section(0), rule, fmt.Sprintf(hint, missing[0]), "%s used in %s, but not here", named(what, missing), p.there(line))
	case len(extra) > 0:
		p.report(at, rule, "use it there too, or take it out here", "%s used here, but not in %s", named(what, extra), p.there(0))
	}
}

// named says "the fact "a" is", "the facts "a", "b" are".
func named(what string, list []string) string {
	out := make([]string, len(list))
	for i, s := range list {
		out[i] = fmt.Sprintf("%q", s)
	}
	if len(list) == 1 {
		return "the " + what + " " + out[0] + " is"
	}
	return "the " + what + "s " + strings.Join(out, ", ") + " are"
}
