package locale

import (
	"cmp"
	"testing"
)

// TestSorter holds the keys against Compare, accents from the end in Canada's French among them.
func TestSorter(t *testing.T) {
	words := []string{"", "cote", "côte", "coté", "côté", "Cote", "élève", "eleve", "zèbre", "Œuvre", "ouvre", "a b", "ab", "a-b", "10", "9", "中文", "العربية", "ñandú", "nube"}
	for _, tag := range []string{"fr-CA", "fr-FR", "en-CA", "es-US", "zh-CN", "ar-CA", "xx-unknown"} {
		l := New(tag)
		s := l.Sorter()
		for _, a := range words {
			for _, b := range words {
				want, got := l.Compare(a, b), cmp.Compare(s.Key(a), s.Key(b))
				if want != got {
					t.Errorf("%s: %q and %q: keys say %d, Compare says %d", tag, a, b, got, want)
				}
			}
		}
	}
}
