package check

import (
	"slices"
	"strconv"
	"strings"

	"tocsin/internal/diag"
	"tocsin/internal/prose"
	"tocsin/internal/rule"
)

// found is a figure and the block that it stands in. A number of tel: or mailto: has a place of its own.
type found struct {
	prose.Figure
	block int
	at    diag.Pos
}

// figures are what counts in a rendition.
type figures struct {
	list    []found
	spelled map[string]bool // the numbers in words
}

func (v *countryText) figures(lang *prose.Language) figures {
	f := figures{spelled: map[string]bool{}}
	v.each(func(i int, b prose.Block) {
		for _, x := range lang.Figures(b.Text) {
			f.list = append(f.list, found{Figure: x, block: i})
		}
		lang.Spelled(b.Text, f.spelled)
	})
	d := v.doc()
	for _, i := range v.Links {
		l := d.Links[i]
		rest := l.Address.Path()
		switch l.Address.Scheme() {
		case "tel", "sms":
			if n := onlyDigits(rest); len(n) >= 7 {
				f.list = append(f.list, found{Figure: prose.Figure{Kind: prose.Phone, Text: rest, Values: []string{n[max(0, len(n)-10):]}}, at: l.At})
			}
		case "mailto":
			f.list = append(f.list, found{Figure: prose.Figure{Kind: prose.Email, Text: rest, Values: []string{strings.ToLower(rest)}}, at: l.At})
		}
	}
	return f
}

func onlyDigits(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, s)
}

// sameKinds are kinds of figures and what is said where the two differ in them.
type sameKinds struct {
	missing, extra, other rule.ID
	kinds                 []prose.FigureKind
}

// figures holds the numbers, dates, telephone numbers and e-mail addresses of the two against each other: each must be
// somewhere in the other, in digits or in words.
func (p *pair) figures() {
	a, b := p.source.figures(p.languages[p.source.language]), p.mine.figures(p.languages[p.mine.language])
	bothDates := p.languages[p.source.language].KnowsDates() && p.languages[p.mine.language].KnowsDates()
	for _, same := range []sameKinds{
		{rule.SameNumbersMissing, rule.SameNumbersExtra, rule.SameNumbersOther, []prose.FigureKind{prose.Number, prose.Clock}},
		{rule.SameDatesMissing, rule.SameDatesExtra, rule.SameDatesOther, []prose.FigureKind{prose.Date}},
		{rule.SameContactsMissing, rule.SameContactsExtra, rule.SameContactsOther, []prose.FigureKind{prose.Phone, prose.Email}},
	} {
		if same.kinds[0] == prose.Date && !bothDates {
			continue
		}
		p.tell(same, p.lacking(a, b, same.kinds, p.mine), p.lacking(b, a, same.kinds, p.source))
	}
}

// lacking returns the figures of a that b has nowhere, each once. Other is whose b is.
func (p *pair) lacking(a, b figures, kinds []prose.FigureKind, other *countryText) []found {
	exact := map[string]bool{}
	for _, g := range b.list {
		for _, v := range g.Values {
			exact[string('0'+rune(g.Kind))+v] = true
		}
	}
	var out []found
	work := 0
	for _, f := range a.list {
		if !slices.Contains(kinds, f.Kind) || slices.ContainsFunc(f.Values, func(v string) bool { return exact[string('0'+rune(f.Kind))+v] }) ||
			p.excused(f, b, other) {
			continue
		}
		if work += len(b.list) + len(out); work > maxCompared {
			break
		}
		if !slices.ContainsFunc(b.list, func(g found) bool { return comparable(f.Kind, g.Kind) && sameFigure(f.Figure, g.Figure) }) &&
			!slices.ContainsFunc(out, func(g found) bool { return f.Same(g.Figure) }) {
			out = append(out, f)
		}
	}
	return out
}

// maxCompared bounds the comparisons for two pages: whoever has ten thousand numbers in each has a table for machines.
const maxCompared = 4 << 20

// comparable reports whether figures of two kinds may stand for each other: what one language's writers put as a time
// or a date, another's may put so that only its numbers are seen.
func comparable(a, b prose.FigureKind) bool {
	return a == b || a == prose.Number && (b == prose.Clock || b == prose.Date) || b == prose.Number && (a == prose.Clock || a == prose.Date)
}

func sameFigure(f, g prose.Figure) bool {
	switch {
	case f.Kind == g.Kind && f.Kind == prose.Email:
		return mailDomain(f.Values[0]) == mailDomain(g.Values[0]) // hello@ and bonjour@ may be the same office
	case f.Kind == g.Kind && f.Kind == prose.Phone:
		return strings.HasSuffix(f.Values[0], g.Values[0]) || strings.HasSuffix(g.Values[0], f.Values[0])
	case f.Kind == g.Kind:
		return f.Same(g)
	case f.Kind == prose.Number:
		return within(f, g)
	}
	return within(g, f)
}

// within reports whether a number is one of those that a date or a time is said with: its day, its month, its hour.
func within(number, whole prose.Figure) bool {
	var parts []string
	for _, v := range whole.Values {
		if whole.Kind == prose.Date {
			parts = append(parts, strings.Split(v, "/")...)
		} else if minutes, err := strconv.Atoi(v); err == nil {
			parts = append(parts, strconv.Itoa(minutes/60), strconv.Itoa(minutes/60+12), strconv.Itoa(minutes%60))
		}
	}
	return slices.ContainsFunc(parts, func(p string) bool { return slices.Contains(number.Values, p) })
}

func mailDomain(address string) string {
	_, host, _ := strings.Cut(address, "@")
	return domain(host)
}

// excused reports whether a figure may be missing: nought and one, which are often said in other words, and small
// numbers that the other says in words, or in a language whose words are not known here.
func (p *pair) excused(f found, other figures, v *countryText) bool {
	if f.Kind == prose.Clock {
		return slices.Equal(f.Values, []string{"0"}) // noon or midnight, which is often said in a word
	}
	if f.Kind != prose.Number {
		return false
	}
	for _, value := range f.Values {
		n, err := strconv.Atoi(value)
		if err != nil {
			continue
		}
		if n <= 1 || other.spelled[value] || n <= 20 && !p.languages[v.language].Spells() {
			return true
		}
	}
	return false
}

func (p *pair) tell(same sameKinds, missing, extra []found) {
	texts := func(list []found) rule.Text {
		const most = 4
		var out []string
		for _, f := range list[:min(most, len(list))] {
			out = append(out, f.Text)
		}
		return rule.PartFigures.With("figures", out, "more", thenMore(len(list)-most))
	}
	switch {
	case len(missing) == 0 && len(extra) == 0:
	case len(missing) == 0:
		p.diags.Add(p.placeOf(p.mine, extra[0]), same.extra, "here", texts(extra), "file", p.source.file.Path, "cited", p.sentence(p.mine, extra[0]))
	case len(extra) == 0:
		at := p.placeOf(p.source, missing[0])
		p.diags.Add(p.opposite(missing[0]), same.missing, "there", texts(missing), "where", p.there(at.Line), "cited", p.sentence(p.source, missing[0]))
	default:
		at := p.placeOf(p.source, missing[0])
		p.diags.Add(p.placeOf(p.mine, extra[0]), same.other, "here", texts(extra), "there", texts(missing), "where", p.there(at.Line), "cited", p.sentence(p.mine, extra[0]))
	}
}

// placeOf is where a figure stands.
func (p *pair) placeOf(v *countryText, f found) diag.Pos {
	if f.at.Line > 0 {
		return f.at
	}
	return v.at(f.block, f.Text)
}

// opposite is where the rendition would have what its source has.
func (p *pair) opposite(f found) diag.Pos {
	if p.parted {
		return p.mine.section(0)
	}
	if f.at.Line > 0 {
		return p.near(f.at.Line)
	}
	if f.block < 0 {
		for i, b := range p.mine.front {
			if b.Kind == p.source.block(f.block).Kind {
				return p.mine.at(i-len(p.mine.front), "")
			}
		}
		return p.mine.section(0)
	}
	if len(p.source.Blocks) == len(p.mine.Blocks) {
		return p.mine.at(f.block, "")
	}
	return p.mine.section(p.source.block(f.block).Section)
}

// sentence cites the sentence round a figure.
func (p *pair) sentence(v *countryText, f found) rule.Text {
	if f.at.Line > 0 {
		return rule.Text{}
	}
	for _, s := range prose.Sentences(v.block(f.block).Text) {
		if strings.Contains(s, f.Text) {
			return rule.PartCited.With("sentence", cite(around(s, f.Text)))
		}
	}
	return rule.Text{}
}

// around keeps the part of a long sentence that holds some words.
func around(s, words string) string {
	i := strings.Index(s, words)
	if i < 40 {
		return s
	}
	cut := i - 30
	if j := strings.IndexByte(s[cut:], ' '); j >= 0 && cut+j < i {
		return "…" + s[cut+j+1:]
	}
	return s
}
