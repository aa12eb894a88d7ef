package post

import (
	"strings"
	"testing"
)

// Whatever a post says, what is linked stands in it, in its order, and is read in a time that its length allows.
func FuzzLinked(f *testing.F) {
	for _, seed := range []string{"Read https://canada.ca/a?b=c, or evil.ca:8443/x.", "請访问evil.com谢谢 (http://a.ca/(b))", "a@b.ca @c.ca $d.ca e.f.g.h..i", "https://https://a.ca/https://b.ca"} {
		f.Add(seed)
	}
	all := NetworksOf([]string{"x", "facebook", "mastodon"})
	f.Fuzz(func(t *testing.T, text string) {
		at := 0
		for _, l := range all.Linked(text) {
			i := strings.Index(text[at:], l.Words)
			if i < 0 || l.Words == "" || !strings.Contains(l.Address, "://") {
				t.Fatalf("%q: %q is linked", text, l)
			}
			at += i + len(l.Words)
		}
		for _, n := range all {
			if n.Count(text) < 0 {
				t.Errorf("%q counts less than nothing for %s", text, n.Name)
			}
		}
	})
}
