package main

import (
	"fmt"
	"path"
	"slices"
	"strconv"
	"strings"
	"text/tabwriter"

	"tocsin/internal/diag"
	"tocsin/internal/publish"
)

// summary is the table that ends a build: an edition a row.
func (c *chain) summary(l diag.List) string {
	var b strings.Builder
	w := tabwriter.NewWriter(&b, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(w, "edition\tpages\theld\tomitted\twarnings\t")
	for _, e := range c.web.Editions {
		warnings := 0
		for _, d := range l {
			if tag := tagOf(d.File); d.Severity == diag.Warning && (tag == e.Language || tag == e.Locale) {
				warnings++
			}
		}
		fmt.Fprintf(w, "%s\t%d\t%d\t%d\t%d\t\n", e.Code, len(e.Pages), e.Held, e.Omitted, warnings)
	}
	w.Flush()
	_, warnings := l.Sorted().Count()
	fmt.Fprintf(&b, "%s", plural(warnings, "warning", "warnings"))
	return b.String()
}

// tally ends what was told of problems: how many there are, and what came of them.
func (a *app) tally(l diag.List, then string) {
	if a.strict {
		l = l.Strict()
	}
	errors, warnings := l.Sorted().Count()
	told := plural(errors, "error", "errors")
	if warnings > 0 {
		told += ", " + plural(warnings, "warning", "warnings")
	}
	a.say("%s%s", told, then)
}

// tagOf is the language or locale that a Markdown file's name says.
func tagOf(file string) string {
	stem, ok := strings.CutSuffix(path.Base(file), ".md")
	if !ok {
		return ""
	}
	return strings.TrimPrefix(path.Ext(stem), ".")
}

func plural(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return strconv.Itoa(n) + " " + many
}

// thousands writes 12345 as 12,345.
func thousands(n int) string {
	s := strconv.Itoa(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

// printChanges tells on stdout what readers would see change.
func (a *app) printChanges(c publish.Changes) error {
	groups := []struct {
		word  string
		paths []string
	}{{"added", pages(c.Added)}, {"changed", pages(c.Changed)}, {"withdrawn", pages(c.Removed)}}
	n := 0
	for _, g := range groups {
		for _, p := range g.paths {
			n++
			fmt.Fprintf(a.stdout, "%-9s %s\n", g.word, p)
		}
	}
	if gone := pages(c.Removed); len(gone) > 0 {
		fmt.Fprintf(a.stdout, "\n%s would vanish without an alias. If a page has moved, add its old address to `aliases:` in its front matter.\n",
			plural(len(gone), "address", "addresses"))
	}
	if n == 0 {
		fmt.Fprintln(a.stdout, "no page would change")
	}
	other := len(c.Added) + len(c.Changed) + len(c.Removed) - n
	a.say("%d pages added, %d changed, %d withdrawn, %d the same; %d other files differ; nothing was written", len(groups[0].paths),
		len(groups[1].paths), len(groups[2].paths), len(pages(c.Same)), other)
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
