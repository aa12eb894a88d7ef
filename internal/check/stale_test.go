package check

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"tocsin/internal/diag"
	"tocsin/internal/rule"
	"tocsin/internal/segment"
	"tocsin/internal/site"
	"tocsin/internal/source"
)

// TestStaleWords says what a writer reads of each kind of change, and how many of them.
func TestStaleWords(t *testing.T) {
	long := strings.Repeat("a word ", 30)
	added := site.Change{Kind: site.Added, New: "New.", Line: 7}
	for _, c := range []struct {
		name string
		all  []site.Change
		want string
	}{
		{"added", []site.Change{added}, "added on line 7: “New.”"},
		{"a field", []site.Change{{Kind: site.Added, Field: "summary", New: "New.", Line: 3}}, "added summary: “New.”"},
		{"nowhere", []site.Change{{Kind: site.Added, New: "New."}}, "added: “New.”"},
		{"on the first line", []site.Change{{Kind: site.Added, New: "New.", Line: 1}}, "added on line 1: “New.”"},
		{"removed", []site.Change{{Kind: site.Removed, Old: "Old."}}, "removed: “Old.”"},
		{"moved", []site.Change{{Kind: site.Moved, Old: "It.", New: "It.", Line: 9}}, "moved on line 9: “It.”"},
		{"changed", []site.Change{{Kind: site.Changed, Field: "title", Old: "One", New: "Two", Line: 2}}, "changed title: “Two” was “One”"},
		{"in a conflict", []site.Change{{Kind: site.Doubtful, New: "It.", Line: 9}}, "in a conflict in i18n/translations.lock: “It.”"},
		{"not to be compared", []site.Change{{Kind: site.Doubtful}}, "its entry in i18n/translations.lock cannot be compared"},
		{"three in full", []site.Change{added, added, added}, "added on line 7: “New.”; added on line 7: “New.”; added on line 7: “New.”"},
		{"of four the last counts", []site.Change{added, added, added, added}, "added on line 7: “New.”; added on line 7: “New.”; added on line 7: “New.”; and 1 more"},
		{"a long text", []site.Change{{Kind: site.Removed, Old: long}}, "removed: “" + strings.TrimSpace(long[:70]) + "…”"},
		{"a slip far on", []site.Change{{Kind: site.Changed, Old: long + "its end.", New: long + "its ending.", Line: 7}},
			"changed on line 7: “…word a word a word its ending.” was “…word a word a word its end.”"},
	} {
		got := diag.New(diag.Pos{}, rule.StaleChanged, "file", "x", "changes", changes(c.all), "key", "k", "tag", "fr").Message()
		_, got, _ = strings.Cut(got, "from it: ")
		if got != c.want {
			t.Errorf("%s:\ngot  %s\nwant %s", c.name, got, c.want)
		}
	}
}

// TestStale says what is told of the renditions of a campaign: without a lock once, with one of each file, and as an
// error where the country says so.
func TestStale(t *testing.T) {
	fields := func(path, title, body string) []source.LockEntry {
		return []source.LockEntry{{Key: "0010", Digest: segment.Digest(body), Text: body}, {Key: "title", Digest: segment.Digest(title), Text: title}}
	}
	lock := source.Lock{"content/x.fr.md": fields("x", "X", "Old.")}
	files := func(config, lock string) map[string]string {
		out := map[string]string{"campaign.yaml": config, "content/x.en.md": page("X", "New.", "countries: [ca]"), "content/x.fr.md": page("Ecs", "Neuf.")}
		if lock != "" {
			out[source.LockFile] = lock
		}
		return out
	}
	strict := strings.Replace(config, "missing: omit", "missing: omit, stale: error", 1)
	for _, c := range []struct {
		name  string
		files map[string]string
		want  []string // file, line and column, severity, rule
		says  []string
	}{
		{"no lock", files(config, ""), []string{"i18n/translations.lock:0:0 warning unlocked"}, []string{"there are 2"}},
		{"one stale, one that nobody vouched for", files(config, string(lock.Bytes())), []string{"content/index.fr.md:1:1 warning unlocked", "content/x.fr.md:1:1 warning stale"},
			[]string{"index.en.md", "content/x.en.md has changed since this was made from it: changed on line 5: “New.” was “Old.”"}},
		{"an error", files(strict, string(lock.Bytes())), []string{"content/index.fr.md:1:1 warning unlocked", "content/x.fr.md:1:1 error stale"}, []string{"", "tocsin translate accept x --to fr"}},
	} {
		web, _ := checked(t, c.files)
		k := &checker{site: web}
		k.stale()
		l := k.diags.Sorted()
		if len(l) != len(c.want) {
			t.Errorf("%s: told %v, want %q", c.name, l, c.want)
			continue
		}
		for i, d := range l {
			if got := fmt.Sprintf("%s:%d:%d ", d.File, d.Line, d.Column) + d.Severity.String() + " " + d.Rule; got != c.want[i] || !strings.Contains(d.Message()+" "+d.Hint(), c.says[i]) {
				t.Errorf("%s: told %s: %s; %s", c.name, got, d.Message(), d.Hint())
			}
		}
	}
}

// A campaign without a lock is told so if it has a translation, and only then.
func TestNoLock(t *testing.T) {
	for languages, want := range map[string]int{"[en]": 0, "[en, fr]": 1} {
		disk := fstest.MapFS{
			"campaign.yaml":       {Data: []byte("title: Ring\nbase_url: https://ring.example/\ncountries:\n  us: {languages: " + languages + ", timezone: America/New_York}\n")},
			"content/index.en.md": {Data: []byte(page("Home", "Words."))},
		}
		if want > 0 {
			disk["content/index.fr.md"] = &fstest.MapFile{Data: []byte(page("Accueil", "Mots."))}
		}
		src, _ := source.Load(disk, fstest.MapFS{})
		web, _ := site.Resolve(src, noon)
		k := &checker{site: web}
		if k.stale(); len(k.diags) != want {
			t.Errorf("%s: told %v", languages, k.diags)
		}
	}
}
