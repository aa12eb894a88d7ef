package main

import (
	"fmt"
	"path"
	"slices"
	"strings"
	"text/tabwriter"

	"tocsin/internal/diag"
	"tocsin/internal/publish"
	"tocsin/internal/words"
)

// summary is the table that ends a build: an edition a row.
func (c *chain) summary(say *words.Catalogue, l diag.List) string {
	var b strings.Builder
	w := tabwriter.NewWriter(&b, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintf(w, "%s\t%s\t%s\t%s\t%s\t\n", say.T("summary.edition"), say.T("summary.pages"), say.T("summary.held"), say.T("summary.omitted"), say.T("summary.warnings"))
	for _, e := range c.web.Made() {
		warnings := 0
		for _, d := range l {
			if tag := tagOf(d.File); d.Severity == diag.Warning && (tag == e.Language || tag == e.Tag) {
				warnings++
			}
		}
		fmt.Fprintf(w, "%s\t%d\t%d\t%d\t%d\t\n", e.Code, len(e.Pages), e.Held, e.Omitted, warnings)
	}
	w.Flush()
	_, warnings := l.Sorted().Count()
	b.WriteString(say.N("count.warnings", warnings))
	return b.String()
}

// tally ends what was told of problems: how many there are, and what came of them.
// The key is that of the sentence, with the hole {count}.
func (a *app) tally(key string, l diag.List) {
	if a.strict {
		l = l.Strict()
	}
	errors, warnings := l.Sorted().Count()
	count := a.words.N("count.errors", errors)
	if warnings > 0 {
		count = a.words.T("count.both", "errors", count, "warnings", a.words.N("count.warnings", warnings))
	}
	a.say(key, "count", count)
}

// tagOf is the language or locale that a Markdown file's name says.
func tagOf(file string) string {
	stem, ok := strings.CutSuffix(path.Base(file), ".md")
	if !ok {
		return ""
	}
	return strings.TrimPrefix(path.Ext(stem), ".")
}

// printChanges tells on stdout what readers would see change.
func (a *app) printChanges(c publish.Changes) error {
	groups := []struct {
		word  string
		paths []string
	}{{a.words.T("changes.added"), pages(c.Added)}, {a.words.T("changes.changed"), pages(c.Changed)}, {a.words.T("changes.withdrawn"), pages(c.Removed)}}
	n := 0
	for _, g := range groups {
		for _, p := range g.paths {
			n++
			fmt.Fprintf(a.stdout, "%-9s %s\n", g.word, p)
		}
	}
	if gone := pages(c.Removed); len(gone) > 0 {
		fmt.Fprintf(a.stdout, "\n%s\n", a.words.N("changes.vanish", len(gone)))
	}
	if n == 0 {
		fmt.Fprintln(a.stdout, a.words.T("changes.none"))
	}
	other := len(c.Added) + len(c.Changed) + len(c.Removed) - n
	a.say("changes.sum", "added", len(groups[0].paths), "changed", len(groups[1].paths), "withdrawn", len(groups[2].paths), "same", len(pages(c.Same)), "other", other)
	return nil
}

// pages keeps the paths of pages and turns them into addresses.
func pages(paths []string) []string {
	var out []string
	for _, p := range paths {
		if dir, ok := strings.CutSuffix(p, "index.html"); ok {
			out = append(out, "/"+dir)
		}
	}
	slices.Sort(out)
	return out
}
