// Package diag is for problems found in a campaign, as data: where, which message of which rule, and what it is about.
//
// Every stage returns a [List] beside its value and words nothing; the command says them all at once, sorted, in a
// language and in one of the forms that [Format] names. A user's mistake is a Diagnostic; a failing disk is an error.
package diag

import (
	"cmp"
	"slices"
	"strings"

	"tocsin/internal/rule"
	"tocsin/internal/words"
)

// Severity says what a diagnostic does to a build.
type Severity = rule.Severity

// The severities, see package rule.
const (
	Warning = rule.Warning
	Error   = rule.Error
)

// Pos is a place in a file of the campaign. Line and Column count from 1, columns in characters;
// 0 means that the whole line, or the whole file, is meant. File is slash-separated, relative to the campaign.
// The end is the first place after what is meant; EndLine and EndColumn are both 0 where it is not known.
type Pos struct {
	File               string
	Line, Column       int
	EndLine, EndColumn int
}

// To returns the place with its end in the same line, a number of characters after its beginning.
func (p Pos) To(characters int) Pos {
	p.EndLine, p.EndColumn = p.Line, p.Column+characters
	return p
}

// Diagnostic is one problem. [New] and [List.Add] make it; it is worded when it is said, so that it can be said in any
// language. It is plain data, which a build keeps for the next one.
type Diagnostic struct {
	Pos
	Severity Severity
	Rule     string // the rule's name, kebab-case and stable
	ID       rule.ID
	Holes    []words.Hole
	Around   words.Text // a sentence round the message's, which is its hole {message}; usually none
}

// Two holes are about the hint: the nearest name to one that is wrong, or another hint than the message's own.
const (
	near = "near"
	hint = "hint"
)

// New returns a problem at a place. Pairs of a hole's name and its value fill the message's and the hint's holes, as
// for [words.Make]. Two more may be given to any message: "near", the name that was probably meant, becomes the hint if
// it is not ""; "hint", a [words.Text], is the hint in place of the message's own.
func New(at Pos, id rule.ID, pairs ...any) Diagnostic {
	return Diagnostic{Pos: at, Severity: id.Severity(), Rule: id.Rule(), ID: id, Holes: words.Holes(pairs...)}
}

// In returns the problem with a sentence round its own, which has a hole {message} for it.
func (d Diagnostic) In(around words.Text) Diagnostic {
	d.Around = around
	return d
}

// Hinted returns the problem with another hint.
func (d Diagnostic) Hinted(text words.Text) Diagnostic {
	d.Holes = slices.DeleteFunc(slices.Clone(d.Holes), func(h words.Hole) bool { return h.Name == near || h.Name == hint })
	d.Holes = append(d.Holes, words.Hole{Name: hint, Texts: []words.Text{text}})
	return d
}

// Say words the problem: what is wrong, and what to do, which may be "". A hint that begins with a comma completes the
// sentence.
func (d Diagnostic) Say(c *words.Catalogue) (message, advice string) {
	message = c.Say(words.Text{Key: string(d.ID), Holes: d.Holes})
	if d.Around.Key != "" {
		around := d.Around
		around.Holes = append(slices.Clone(around.Holes), words.Hole{Name: "message", Words: []string{message}})
		message = c.Say(around)
	}
	return message, d.advice(c)
}

// Apart words the problem for those who see the sentence and the hint apart: a hint that completes the sentence becomes
// one of its own.
func (d Diagnostic) Apart(c *words.Catalogue) (message, advice string) {
	message, advice = d.Say(c)
	return message, strings.TrimPrefix(advice, ", ")
}

func (d Diagnostic) advice(c *words.Catalogue) string {
	own := words.Text{Key: string(d.ID) + ".hint", Holes: d.Holes}
	for _, h := range d.Holes {
		switch {
		case h.Name == near && len(h.Words) > 0 && h.Words[0] != "":
			return c.Say(words.Text{Key: string(rule.HintNear), Holes: []words.Hole{h}})
		case h.Name == hint && len(h.Texts) > 0 && h.Texts[0].Key != "":
			own = h.Texts[0]
		}
	}
	if _, ok := c.Pattern(own.Key); !ok {
		return ""
	}
	return c.Say(own)
}

// Message returns what is wrong, in English: for order, which is the same in every language, and for tests.
func (d Diagnostic) Message() string {
	message, _ := d.Say(words.In("en"))
	return message
}

// Hint returns what to do, in English; it may be "".
func (d Diagnostic) Hint() string { return d.advice(words.In("en")) }

// List is a collection of diagnostics in no order until [List.Sorted].
type List []Diagnostic

// Add adds a problem, as [New] makes it.
func (l *List) Add(at Pos, id rule.ID, pairs ...any) { *l = append(*l, New(at, id, pairs...)) }

// Sorted returns the list ordered by file, line, column, severity (errors first), rule, message and
// hint, without repeats: the same words at the same place are told once, with the end that comes first.
func (l List) Sorted() List {
	told := make([]worded, len(l))
	order := make([]*worded, len(l))
	for i := range l {
		told[i].Diagnostic = &l[i]
		order[i] = &told[i]
	}
	slices.SortFunc(order, func(a, b *worded) int {
		return cmp.Or(compare(a, b), cmp.Compare(a.EndLine, b.EndLine), cmp.Compare(a.EndColumn, b.EndColumn))
	})
	order = slices.CompactFunc(order, func(a, b *worded) bool { return compare(a, b) == 0 })
	s := make(List, len(order))
	for i, w := range order {
		s[i] = *w.Diagnostic
	}
	return s
}

// worded is a problem with its words for order, which are made when first asked for: most problems are told apart by
// their places, and thousands at one place must not be worded anew at each comparison.
type worded struct {
	*Diagnostic
	said          bool
	message, hint string
}

func (w *worded) say() (message, hint string) {
	if !w.said {
		w.message, w.hint = w.Say(words.In("en"))
		w.said = true
	}
	return w.message, w.hint
}

// compare words two problems only where nothing else tells them apart.
func compare(a, b *worded) int {
	if n := cmp.Compare(a.File, b.File); n != 0 {
		return n
	}
	if n := cmp.Or(a.Line-b.Line, a.Column-b.Column, int(b.Severity)-int(a.Severity), cmp.Compare(a.Rule, b.Rule)); n != 0 {
		return n
	}
	aMessage, aHint := a.say()
	bMessage, bHint := b.say()
	return cmp.Or(cmp.Compare(aMessage, bMessage), cmp.Compare(aHint, bHint))
}

// Equal reports whether two lists hold the same problems in the same order.
func (l List) Equal(other List) bool {
	return slices.EqualFunc(l, other, func(a, b Diagnostic) bool {
		return compare(&worded{Diagnostic: &a}, &worded{Diagnostic: &b}) == 0
	})
}

// Count returns how many errors and warnings the list holds.
func (l List) Count() (errors, warnings int) {
	for _, d := range l {
		if d.Severity == Error {
			errors++
		} else {
			warnings++
		}
	}
	return errors, warnings
}

// Strict returns a copy in which every warning is an error.
func (l List) Strict() List {
	s := slices.Clone(l)
	for i := range s {
		s[i].Severity = Error
	}
	return s
}
