package check

import (
	"fmt"
	"strings"

	"tocsin/internal/diag"
	"tocsin/internal/site"
	"tocsin/internal/source"
)

// stale reports the renditions whose source has changed since somebody vouched for them, and those for which nobody
// has. A campaign that keeps no lock is told so once.
func (c *checker) stale() {
	if !c.site.Locked() {
		if n := c.site.Translated(); n > 0 {
			c.diags.Warnf(diag.Pos{File: source.LockFile}, "unlocked", "if the translations are right, run `tocsin translate accept --all`",
				"there is no lock, so nobody can tell whether a translation (there are %d) is out of date", n)
		}
		return
	}
	for _, d := range c.site.Drifts() {
		at := diag.Pos{File: d.File.Path, Line: 1, Column: 1}
		key := strings.TrimSuffix(strings.TrimPrefix(d.File.Path, "content/"), "."+d.File.Tag+".md")
		accept := fmt.Sprintf("`tocsin translate accept %s --to %s`", key, d.File.Tag)
		if d.Unlocked {
			c.diags.Warnf(at, "unlocked", "if it is right, run "+accept, "nobody has vouched that this says what %s says", d.From.Path)
			continue
		}
		report := c.diags.Warnf
		if d.Fatal {
			report = c.diags.Errorf
		}
		report(at, "stale", "bring it up to date; if it is right as it is, run "+accept, "%s has changed since this was made from it: %s", d.From.Path, changes(d.Changes))
	}
}

// changes tells the first few changes in full and counts the others.
func changes(all []site.Change) string {
	const most = 3
	var parts []string
	for _, ch := range all[:min(most, len(all))] {
		parts = append(parts, change(ch))
	}
	if len(all) > most {
		parts = append(parts, fmt.Sprintf("and %d more", len(all)-most))
	}
	return strings.Join(parts, "; ")
}

func change(c site.Change) string {
	where := ""
	if c.Field != "" {
		where = " " + c.Field
	} else if c.Line > 0 {
		where = fmt.Sprintf(" on line %d", c.Line)
	}
	switch c.Kind {
	case site.Added:
		return fmt.Sprintf("added%s: “%s”", where, short(c.New, 0))
	case site.Removed:
		return fmt.Sprintf("removed: “%s”", short(c.Old, 0))
	case site.Moved:
		return fmt.Sprintf("moved%s: “%s”", where, short(c.New, 0))
	case site.Doubtful:
		if c.New == "" {
			return "its entry in " + source.LockFile + " cannot be compared"
		}
		return fmt.Sprintf("in a conflict in %s: “%s”", source.LockFile, short(c.New, 0))
	}
	from := differ(c.Old, c.New)
	return fmt.Sprintf("changed%s: “%s” was “%s”", where, short(c.New, from), short(c.Old, from))
}

// differ returns in which byte two texts first differ.
func differ(a, b string) int {
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	return n
}

// short returns a text in at most some 70 characters, with the place in it that matters.
func short(s string, at int) string {
	const width = 70
	r := []rune(s)
	if len(r) <= width {
		return s
	}
	from := 0
	if n := len([]rune(s[:min(at, len(s))])); n > width*2/3 {
		from = n - width/3
		for from > 0 && r[from-1] != ' ' && n-from < width/2 {
			from--
		}
	}
	to := min(from+width, len(r))
	for to < len(r) && to > from+width/2 && r[to] != ' ' {
		to--
	}
	out := strings.TrimSpace(string(r[from:to]))
	if from > 0 {
		out = "…" + out
	}
	if to < len(r) {
		out += "…"
	}
	return out
}
