package site

import (
	"strings"
	"testing"
	"time"
)

// A page is out from its first moment on and gone at its last, to the second, in each country's own time. The earlier
// end and the later beginning of a rendition and its source hold.
func TestReleasedToTheSecond(t *testing.T) {
	toronto, err := time.LoadLocation("America/Toronto")
	if err != nil {
		t.Fatal(err)
	}
	at := func(day, hour int) time.Time { return time.Date(2026, 10, day, hour, 0, 0, 0, toronto) }
	for _, tt := range []struct {
		name, source, own string
		from, until       time.Time // of the French rendition; zero for none
	}{
		{"publish", "publish: 2026-10-05", "", at(5, 0), time.Time{}},
		{"publish at an hour", "publish: 2026-10-05T15:00", "", at(5, 15), time.Time{}},
		{"the translation later", "publish: 2026-10-05", "publish: 2026-10-06", at(6, 0), time.Time{}},
		{"the translation earlier", "publish: 2026-10-06", "publish: 2026-10-05", at(6, 0), time.Time{}},
		{"expires after its day", "expires: 2026-10-08", "", time.Time{}, at(9, 0)},
		{"expires at an hour", "expires: 2026-10-08T15:00", "", time.Time{}, at(8, 15)},
		{"the translation sooner", "expires: 2026-10-08", "expires: 2026-10-06", time.Time{}, at(7, 0)},
		{"the translation not so soon", "expires: 2026-10-06", "expires: 2026-10-08", time.Time{}, at(7, 0)},
		{"the translation alone", "", "expires: 2026-10-06", time.Time{}, at(7, 0)},
	} {
		shown := func(at time.Time) bool {
			s, _ := resolve(t, at, map[string]string{"campaign.yaml": omitting, "content/x.en.md": page("X", "countries: [ca]", tt.source), "content/x.fr.md": page("Ecs", tt.own)})
			return edition(t, s, "ca/fr").Page("x") != nil
		}
		if !tt.from.IsZero() && (shown(tt.from.Add(-time.Second)) || !shown(tt.from)) {
			t.Errorf("%s: it does not come out at %v", tt.name, tt.from)
		}
		if !tt.until.IsZero() && (!shown(tt.until.Add(-time.Second)) || shown(tt.until)) {
			t.Errorf("%s: it is not taken away at %v", tt.name, tt.until)
		}
	}
}

// omitting is the usual campaign, with a Canada that shows a page in the languages that are out.
var omitting = strings.Replace(config, "missing: hold", "missing: omit", 1)

// What withholds a page adds up: either word of it, the source's or the translation's own, keeps the translation back.
func TestWithheldAddsUp(t *testing.T) {
	for _, tt := range []struct {
		source, own string
		out         bool
	}{
		{"", "", true}, {"draft: true", "", false}, {"", "draft: true", false}, {"draft: true", "draft: false", false},
		{"tlp: TLP:AMBER", "", false}, {"", "tlp: TLP:AMBER", false}, {"tlp: TLP:AMBER", "tlp: TLP:CLEAR", false}, {"tlp: TLP:CLEAR", "tlp: TLP:RED", false},
		{"tlp: TLP:CLEAR", "", true}, {"tlp: TLP:CLEAR", "tlp: TLP:CLEAR", true}, {"countries: [ca]", "countries: [us]", false}, {"countries: [ca]", "countries: [ca, us]", true},
	} {
		s, _ := resolve(t, noon, map[string]string{"campaign.yaml": omitting,
			"content/x.en.md": page("X", tt.source), "content/x.fr.md": page("Ecs", tt.own)})
		if got := edition(t, s, "ca/fr").Page("x") != nil; got != tt.out {
			t.Errorf("source %q, translation %q: out %t, want %t", tt.source, tt.own, got, tt.out)
		}
	}
}
