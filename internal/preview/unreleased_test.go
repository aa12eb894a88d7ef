package preview

import (
	"maps"
	"strings"
	"testing"
	"time"
)

// What is not released is on the desk, in the bar and on the days on which it is out, and on no page of the review server;
// a site
// that is built afterwards is the one that would have been built without the server.
func TestUnreleasedReachesTheDeskAlone(t *testing.T) {
	files := campaign()
	maps.Copy(files, map[string]string{
		"content/secret-draft.en.md":  "---\ntitle: Secretdraft\ndraft: true\n---\nSecret words.\n\n![Secret picture](key.png)\n\n[Secret file](secret-file.txt)\n",
		"content/secret-amber.en.md":  "---\ntitle: Secretamber\ntlp: TLP:AMBER\n---\nSecret words.\n",
		"content/secret-over.en.md":   "---\ntitle: Secretover\nexpires: 2026-10-01\n---\nSecret words.\n",
		"content/secret-file.txt":     "Secret words.\n",
		"content/messages/hush.en.md": "---\ndraft: true\n---\nSecret words.\n",
		"content/later.en.md":         "---\ntitle: Secretlater\nslug: secret-later\npublish: 2026-10-12\naliases: [secret-alias]\n---\nSecret words.\n\n![Secret picture](key.png)\n",
	})
	dir := t.TempDir()
	lay(t, dir, files)
	without, _ := built(t, dir, nil)
	r := serve(t, dir, Options{})
	silent := func(at string) {
		a := r.get(t, at)
		if strings.Contains(strings.ToLower(a.body), "secret") {
			t.Errorf("%s (%d) tells what is not released", at, a.status)
		}
		for name, values := range a.header {
			if strings.Contains(strings.ToLower(strings.Join(values, " ")), "secret") {
				t.Errorf("%s: its %s tells what is not released", at, name)
			}
		}
	}
	for _, target := range r.at(time.Time{}).Plan.Targets {
		silent("/" + target.Path)
	}
	for name := range r.ui {
		silent("/_review/ui/" + name)
	}
	later := r.at(time.Date(2026, 10, 12, 16, 0, 0, 0, time.UTC))
	for _, target := range later.Plan.Targets {
		if _, now := without[target.Path]; now || strings.HasPrefix(target.Path, "assets/") { // a later day's page asks for them by their hash
			continue
		}
		at := "/" + target.Path
		if a := r.get(t, at); a.status == 200 {
			t.Errorf("%s is out before its day", at)
		}
		if a := r.get(t, at+"?at=2026-10-12T12:00"); a.status >= 400 {
			t.Errorf("%s on its day: %d", at, a.status)
		}
	}
	if a := r.get(t, "/_review/"); a.status != 200 || !strings.Contains(a.body, "Secretdraft") || !strings.Contains(a.body, "Secretlater") {
		t.Errorf("the desk (%d) does not show what is to come", a.status)
	}
	with, _ := built(t, dir, nil)
	if len(with) != len(without) {
		t.Errorf("a build has %d files after the server looked at the campaign, and %d before", len(with), len(without))
	}
	for name, data := range without {
		if string(with[name]) != string(data) {
			t.Errorf("%s has other bytes once the server has looked at the campaign", name)
		}
	}
}
