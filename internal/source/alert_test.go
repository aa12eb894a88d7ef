package source

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"
)

// TestAlert holds what is told of an alert's front matter, at which place, and with which hint.
func TestAlert(t *testing.T) {
	const whole = "{severity: severe, start: 2026-10-14T09:00, end: 2026-10-20T17:00}"
	for _, c := range []struct{ alert, want string }{
		{whole, ""},
		{"{severity: all-clear, start: 2026-10-14, end: 2026-10-14, supersedes: earlier.en.md}", ""}, // a bare end lasts through its day
		{"{severity: severe, start: 2026-10-14T09:00, end: 2026-10-14}", ""},
		{"{severity: severe, start: 2026-10-14T09:00-04:00, end: 2026-10-14T09:00}", ""}, // who comes first hangs on the country
		{"{severity: severe, start: 2026-10-14, end: 2026-10-20, urgency: immediate, certainty: Likely, category: [infra, Security], onset: 2026-10-13, exercise: true}", ""},
		{"{severity: severe, start: 2026-10-14}", "3:1 the alert has no end"},
		{"{start: 2026-10-14, end: 2026-10-20}", "3:1 the alert has no severity"},
		{"{severity: severe, end: 2026-10-20}", "3:1 the alert has no start"},
		{"{severity: severe, start: 2026-10-20, end: 2026-10-14}", "3:51 the alert ends at 2026-10-14, before it has begun at 2026-10-20 (put the earlier time first)"},
		{"{severity: severe, start: 2026-10-14T09:00, end: 2026-10-14T09:00}", "3:57 the alert ends at"},
		{"{severity: sever, start: 2026-10-14, end: 2026-10-20}", `3:19 "sever" is not the severity of an alert (, did you mean "severe"?)`},
		{"{severity: All Clear, start: 2026-10-14, end: 2026-10-20}", `3:19 "All Clear" is not the severity of an alert (, did you mean "all-clear"?)`},
		{"{severity: red, start: 2026-10-14, end: 2026-10-20}", "write extreme, severe, advisory or all-clear"},
		{"{severity: severe, start: soon, end: 2026-10-20}", "3:34 expected a date"},
		{"{severity: severe, start: 2026-10-14, end: 2026-10-20, urgency: now}", `3:72 "now" is not the urgency of an alert (the words are immediate, expected, future, past, unknown)`},
		{"{severity: severe, start: 2026-10-14, end: 2026-10-20, category: [securty]}", `did you mean "security"?`},
		{"{severity: severe, start: 2026-10-14, ends: 2026-10-20}", `unknown key "ends"`},
		{"severe", "3:8 expected a group of keys"},
	} {
		fsys := fstest.MapFS{"content/alerts/a.en.md": {Data: []byte("---\ntitle: A\nalert: " + c.alert + "\n---\nWords\n")},
			"campaign.yaml": {Data: []byte("title: T\nbase_url: https://t.example/\ncountries: {ca: {languages: [en], timezone: America/Toronto}}\n")}}
		_, diags := Load(fsys, fstest.MapFS{})
		var told []string
		for _, d := range diags {
			if d.File == "content/alerts/a.en.md" {
				told = append(told, fmt.Sprintf("%d:%d %s (%s)", d.Line, d.Column, d.Message(), d.Hint()))
			}
		}
		got := strings.Join(told, "\n")
		if c.want == "" && got != "" || !strings.Contains(got, c.want) {
			t.Errorf("%s\n told %q\n want %q", c.alert, got, c.want)
		}
	}
}
