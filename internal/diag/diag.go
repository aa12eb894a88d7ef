// Package diag is for problems found in a campaign, as data: where, what, and what to do next.
//
// Every stage returns a [List] beside its value and formats nothing; the command prints them all at once,
// sorted, in one of the forms that [Format] names. A user's mistake is a Diagnostic; a failing disk is an error.
package diag

import (
	"cmp"
	"fmt"
	"slices"
)

// Severity says what a diagnostic does to a build.
type Severity uint8

const (
	// Warning marks what is mended in the output and told.
	Warning Severity = iota
	// Error marks what would publish something wrong with no safe mending: nothing is written.
	Error
)

// String returns "warning" or "error".
func (s Severity) String() string {
	if s == Error {
		return "error"
	}
	return "warning"
}

// Pos is a place in a file of the campaign. Line and Column count from 1, columns in characters;
// 0 means that the whole line, or the whole file, is meant. File is slash-separated, relative to the campaign.
type Pos struct {
	File         string
	Line, Column int
}

// Diagnostic is one problem. Rule is kebab-case and stable; Hint says what to do and may be empty.
type Diagnostic struct {
	Pos
	Severity Severity
	Rule     string
	Message  string
	Hint     string
}

// List is a collection of diagnostics in no order until [List.Sorted].
type List []Diagnostic

// Errorf adds an error. The message is formatted as by fmt.Sprintf.
func (l *List) Errorf(at Pos, rule, hint, format string, args ...any) {
	*l = append(*l, Diagnostic{at, Error, rule, fmt.Sprintf(format, args...), hint})
}

// Warnf adds a warning. The message is formatted as by fmt.Sprintf.
func (l *List) Warnf(at Pos, rule, hint, format string, args ...any) {
	*l = append(*l, Diagnostic{at, Warning, rule, fmt.Sprintf(format, args...), hint})
}

// Sorted returns the list ordered by file, line, column, severity (errors first), rule, message and
// hint, without repeats.
func (l List) Sorted() List {
	s := slices.Clone(l)
	slices.SortFunc(s, func(a, b Diagnostic) int {
		return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column),
			cmp.Compare(b.Severity, a.Severity), cmp.Compare(a.Rule, b.Rule), cmp.Compare(a.Message, b.Message), cmp.Compare(a.Hint, b.Hint))
	})
	return slices.Compact(s)
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
