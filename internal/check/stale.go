package check

import (
	"strings"

	"tocsin/internal/diag"
	"tocsin/internal/rule"
	"tocsin/internal/site"
	"tocsin/internal/source"
)

// stale reports the renditions whose source has changed since somebody vouched for them, and those for which nobody
// has. A campaign that keeps no lock is told so once.
func (c *checker) stale() {
	if n := c.site.Translated(); n > 0 && !c.site.Locked() {
		c.diags.Add(diag.Pos{File: source.LockFile}, rule.UnlockedNoLock, "n", n)
	}
	for _, d := range c.site.StaleRenditions() { // none without a lock
		at := diag.Pos{File: d.File.Path, Line: 1, Column: 1}
		key := strings.TrimSuffix(strings.TrimPrefix(d.File.Path, "content/"), "."+d.File.Tag+".md")
		if d.Unlocked {
			c.diags.Add(at, rule.UnlockedFile, "file", d.From.Path, "key", key, "tag", d.File.Tag)
			continue
		}
		told := diag.New(at, rule.StaleChanged, "file", d.From.Path, "changes", changes(d.Changes), "key", key, "tag", d.File.Tag)
		if d.Fatal {
			told.Severity = diag.Error // the country's own rule
		}
		c.diags = append(c.diags, told)
	}
}

// changes tells the first few changes in full and counts the others.
func changes(all []site.Change) []rule.Text {
	const most = 3
	var parts []rule.Text
	for _, ch := range all[:min(most, len(all))] {
		parts = append(parts, change(ch))
	}
	if len(all) > most {
		parts = append(parts, rule.PartAndMore.With("more", len(all)-most))
	}
	return parts
}

func change(c site.Change) rule.Text {
	var where rule.Text
	if c.Field != "" {
		where = rule.PartWhereField.With("field", c.Field)
	} else if c.Line > 0 {
		where = rule.PartWhereLine.With("line", c.Line)
	}
	switch c.Kind {
	case site.Added:
		return rule.PartAdded.With("where", where, "now", short(c.New))
	case site.Removed:
		return rule.PartRemoved.With("was", short(c.Old))
	case site.Moved:
		return rule.PartMoved.With("where", where, "now", short(c.New))
	case site.Doubtful:
		if c.New == "" {
			return rule.PartNoComparison.With("file", source.LockFile)
		}
		return rule.PartConflict.With("file", source.LockFile, "now", short(c.New))
	}
	from := differ(c.Old, c.New)
	return rule.PartChanged.With("where", where, "now", near(c.New, from), "was", near(c.Old, from))
}

// differ returns in which byte two texts first differ.
func differ(a, b string) int {
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	return n
}

// short returns the beginning of a text.
func short(s string) string { return near(s, 0) }

// near returns a text in at most some 70 characters, with the byte in it that matters.
func near(s string, at int) string {
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
