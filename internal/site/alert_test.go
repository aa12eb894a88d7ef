package site

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"tocsin/internal/diag"
)

// alertStates tells each alert's state in an edition, by its key's last part: "a:in-force b:ahead", the newest first.
func alertStates(e *Edition) string {
	names := map[AlertState]string{Ahead: "ahead", InForce: "in-force", Ended: "ended", Replaced: "replaced"}
	var out []string
	for _, p := range e.Alerts {
		s := strings.TrimPrefix(p.Key, "alerts/") + ":" + names[p.Alert.State]
		if by := p.Alert.ReplacedBy; by != nil {
			s += ">" + strings.TrimPrefix(by.Key, "alerts/")
		}
		out = append(out, s)
	}
	return strings.Join(out, " ")
}

func warning(severity, start, end, more string) string {
	return fmt.Sprintf("alert: {severity: %s, start: %s, end: %s%s}", severity, start, end, more)
}

// chainOfThree is an alert, the louder one that takes its place, and the all-clear.
func chainOfThree(more string) map[string]string {
	return map[string]string{
		"content/alerts/a.en.md": page("A", warning("advisory", "2026-10-05T09:00", "2026-10-30", "")),
		"content/alerts/b.en.md": page("B", warning("severe", "2026-10-07T09:00", "2026-10-30", ", supersedes: a.en.md")),
		"content/alerts/c.en.md": page("C", warning("all-clear", "2026-10-09T09:00", "2026-10-10", ", supersedes: ./b.fr.md"), more),
		"content/alerts/a.es.md": page("A"), "content/alerts/b.es.md": page("B"), "content/alerts/c.es.md": page("C"),
	}
}

func TestAlertStates(t *testing.T) {
	for _, c := range []struct{ more, at, want string }{
		{"", "2026-10-05T08:59:59-04:00", ""}, // the start is an embargo
		{"", "2026-10-05T09:00:00-04:00", "a:in-force"},
		{"", "2026-10-07T08:59:59-04:00", "a:in-force"},
		{"", "2026-10-07T09:00:00-04:00", "b:in-force a:replaced>b"},
		{"", "2026-10-09T09:00:00-04:00", "c:in-force b:replaced>c a:replaced>c"},
		{"", "2026-10-10T23:59:59-04:00", "c:in-force b:replaced>c a:replaced>c"}, // a bare end lasts through its day
		{"", "2026-10-11T00:00:00-04:00", "c:ended b:replaced>c a:replaced>c"},
		{"", "2026-11-01T00:00:00-04:00", "c:ended b:replaced>c a:replaced>c"},
		// What is over must not come back because its all-clear is no longer shown.
		{"expires: 2026-10-12", "2026-10-13T00:00:00-04:00", "b:ended a:replaced>b"},
		// An all-clear that nobody may see ends nothing.
		{"draft: true", "2026-10-09T12:00:00-04:00", "b:in-force a:replaced>b"},
		{"tlp: TLP:AMBER", "2026-10-09T12:00:00-04:00", "b:in-force a:replaced>b"},
		{"countries: [ca]", "2026-10-09T12:00:00-04:00", "b:in-force a:replaced>b"}, // told of us/en
		// publish before the start shows the page, not the banner; after it, it holds the alert back.
		{"publish: 2026-10-08", "2026-10-08T12:00:00-04:00", "c:ahead b:in-force a:replaced>b"},
		{"publish: 2026-10-09T12:00", "2026-10-09T11:59:00-04:00", "b:in-force a:replaced>b"},
		{"publish: 2026-10-09T12:00", "2026-10-09T12:00:00-04:00", "c:in-force b:replaced>c a:replaced>c"},
	} {
		at, err := time.Parse(time.RFC3339, c.at)
		if err != nil {
			t.Fatal(err)
		}
		s, l := resolve(t, at, chainOfThree(c.more))
		for _, d := range l {
			if d.Rule == "alert" {
				t.Errorf("%s %s: told %v", c.more, c.at, d)
			}
		}
		e := edition(t, s, "us/en")
		if got := alertStates(e); got != c.want {
			t.Errorf("%q at %s: %s\nwant %s", c.more, c.at, got, c.want)
		}
		if (e.AlertsPage() != nil) != (c.want != "") {
			t.Errorf("%q at %s: there is a page of alerts: %v", c.more, c.at, e.AlertsPage() != nil)
		}
	}
}

func TestAlertLinks(t *testing.T) {
	const one, two = "2026-10-05", "2026-10-09"
	for _, c := range []struct {
		name  string
		files map[string]string
		want  []string
	}{
		{"a file that is not there", map[string]string{"alerts/a.en.md": page("A", warning("severe", one, two, ", supersedes: b.en.md"))}, []string{"alerts/a.en.md:3 alert"}},
		{"out of the content", map[string]string{"alerts/a.en.md": page("A", warning("severe", one, two, ", supersedes: ../../campaign.yaml"))}, []string{"alerts/a.en.md:3 alert"}},
		{"no alert", map[string]string{"alerts/a.en.md": page("A", warning("severe", one, two, ", supersedes: ../b.en.md")), "b.en.md": page("B")}, []string{"alerts/a.en.md:3 alert"}},
		{"itself", map[string]string{"alerts/a.en.md": page("A", warning("severe", one, two, ", supersedes: a.en.md"))}, []string{"alerts/a.en.md:3 alert"}},
		{"a circle, told once", map[string]string{"alerts/a.en.md": page("A", warning("severe", one, two, ", supersedes: b.en.md")),
			"alerts/b.en.md": page("B", warning("severe", one, two, ", supersedes: a.en.md"))}, []string{"alerts/a.en.md:3 alert"}},
		{"the later one first", map[string]string{"alerts/a.en.md": page("A", warning("severe", one, two, ", supersedes: b.en.md")),
			"alerts/b.en.md": page("B", warning("severe", "2026-10-06", two, ""))}, []string{"alerts/a.en.md:3 alert"}},
		{"an all-clear of nothing", map[string]string{"alerts/a.en.md": page("A", warning("all-clear", one, two, ""))}, []string{"alerts/a.en.md:3 alert"}},
		{"a page among the alerts", map[string]string{"alerts/a.en.md": page("A")}, []string{"alerts/a.en.md:2 alert"}},
		{"an end before the start in one country's zone", map[string]string{"alerts/a.en.md": page("A", "countries: [us]", warning("severe", "2026-10-05T14:00Z", "2026-10-05T09:00", ""))},
			[]string{"alerts/a.en.md:4 alert"}},
		{"the folder's own page is no alert", map[string]string{"alerts/index.en.md": page("Alerts")}, nil},
		{"two languages, two alerts", map[string]string{"alerts/a.en.md": page("A", "countries: [us]", warning("severe", one, two, "")), "alerts/a.es.md": page("A", warning("advisory", one, two, ""))},
			[]string{"alerts/a.es.md:3 contradiction"}},
		{"an alert of the translation alone", map[string]string{"a.en.md": page("A", "countries: [us]"), "a.es.md": page("A", warning("advisory", one, two, ""))},
			[]string{"a.es.md:3 contradiction"}},
	} {
		files := map[string]string{}
		for name, text := range c.files {
			files["content/"+name] = text
		}
		_, l := resolve(t, noon, files)
		l = withoutRule(l, "missing-rendition")
		expect(t, c.name, l, c.want...)
	}
}

// TestAlertOfAnother holds that one country's alert, and one without a translation, stand where they should.
func TestAlertOfAnother(t *testing.T) {
	s, _ := resolve(t, noon, map[string]string{
		"content/alerts/own.en.md": page("Own", "countries: [us]", warning("advisory", "2026-10-05", "2026-10-30", "")), "content/alerts/own.es.md": page("Own"),
		"content/alerts/now.en.md": page("Now", "missing: notice", "reason: now", warning("extreme", "2026-10-06", "2026-10-30", "")),
		"content/alerts/new.en.md": page("New", "countries: [us]", warning("advisory", "2026-10-06", "2026-10-30", "")), "content/alerts/new.es.md": page("New"),
	})
	for code, want := range map[string]string{"ca/en": "now", "ca/fr": "now(en)", "us/en": "now new own", "us/es": "now(en) new own"} {
		var got []string
		for _, p := range edition(t, s, code).InForce() {
			name := strings.TrimPrefix(p.Key, "alerts/")
			if p.Notice {
				name += "(" + p.Language + ")"
			}
			got = append(got, name)
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%s warns of %q, want %q", code, got, want)
		}
	}
}

func TestAlertMoments(t *testing.T) {
	files := chainOfThree("publish: 2026-10-08")
	for name := range files {
		files[name] = strings.Replace(files[name], "---\ntitle", "---\ncountries: [us]\ntitle", 1)
	}
	at := time.Date(2026, 10, 6, 12, 0, 0, 0, time.UTC)
	s, _ := resolve(t, at, files)
	var got []string
	for _, m := range s.Moments {
		got = append(got, m.At.Format("02T15:04 ")+m.What+" "+m.Page)
	}
	want := "07T09:00 starts alerts/b\n08T00:00 publish alerts/c\n09T09:00 starts alerts/c\n11T00:00 ends alerts/c\n31T00:00 ends alerts/a\n31T00:00 ends alerts/b"
	if strings.Join(got, "\n") != want {
		t.Errorf("the moments are\n%s\nwant\n%s", strings.Join(got, "\n"), want)
	}
}

func withoutRule(l diag.List, rule string) (out diag.List) {
	for _, d := range l {
		if d.Rule != rule {
			out = append(out, d)
		}
	}
	return out
}
