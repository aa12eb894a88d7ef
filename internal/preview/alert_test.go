package preview

import (
	"strings"
	"testing"
)

// A banner appears at its moment, on whichever page is asked for at that moment, and is what build writes.
func TestBannerAtItsMoment(t *testing.T) {
	dir := t.TempDir()
	files := campaign()
	files["content/alerts/texts.en.md"] = "---\ntitle: Fake texts\nalert: {severity: severe, start: 2026-10-12T09:00, end: 2026-10-13}\n---\nDo not tap.\n"
	files["content/alerts/texts.fr.md"] = "---\ntitle: Faux textos\n---\nNe touchez pas.\n"
	lay(t, dir, files)
	r := serve(t, dir, Options{})
	for _, path := range []string{"/ca/en/", "/ca/en/learn/lock/", "/ca/en/search/", "/ca/en/nothing-here/"} {
		for at, want := range map[string]bool{"": false, "?at=2026-10-12T08:59-04:00": false, "?at=2026-10-12T09:00-04:00": true, "?at=2026-10-13T23:59-04:00": true, "?at=2026-10-14T00:00-04:00": false} {
			if got := strings.Contains(r.get(t, path+at).body, ">Fake texts</h2>"); got != want {
				t.Errorf("%s%s shows the alert: %v, want %v", path, at, got, want)
			}
		}
	}
	late := serve(t, dir, Options{At: "2026-10-12T09:00-04:00"})
	for _, path := range []string{"/ca/en/", "/ca/fr/", "/ca/en/alerts/", "/ca/en/alerts/texts/cap.xml", "/ca/en/alerts/feed.xml"} {
		if a, b := r.get(t, path+"?at=2026-10-12T09:00-04:00"), late.get(t, path); a.status != 200 || a.body != b.body {
			t.Errorf("%s at the moment (%d) is not what a server started for that moment gives (%d)", path, a.status, b.status)
		}
	}
}
