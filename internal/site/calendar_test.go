package site

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

func calendarFiles() map[string]string {
	files := map[string]string{"campaign.yaml": strings.ReplaceAll(strings.Replace(config, "missing: hold", "missing: omit", 1), "missing: notice", "missing: omit")}
	for name, front := range map[string]string{
		"calendar/2026/week-1": "week: {number: 1, ca: [2026-10-01, 2026-10-02], us: [2026-10-01, 2026-10-03]}\ntopics: [Phishing]\ncountries: [ca, us]",
		"calendar/2026/week-2": "week: {number: 2, ca: [2026-10-05, 2026-10-09], us: [2026-10-04, 2026-10-10]}\ntopics: [scams]\ncountries: [ca, us]",
		"calendar/2026/week-5": "week: {number: 5, ca: [2026-10-26, 2026-11-01], us: [2026-10-25, 2026-10-31]}\ntopics: [phishing]\ncountries: [ca, us]",
		"calendar/2026/talk":   "event: {start: 2026-10-06T13:00, end: 2026-10-06T14:00, timezone: America/Vancouver, place: Victoria}",
		"calendar/2026/local":  "event: {start: 2026-10-06T09:00}",
		"calendar/2026/fixed":  "event: {start: 2026-10-06T09:00:00Z, end: 2026-10-06T10:00:00Z, status: cancelled, sequence: 2}",
		"calendar/2026/whole":  "event: {start: 2026-10-30, end: 2026-11-02, timezone: Pacific/Auckland}",
		"calendar/2026/before": "event: {start: 2026-10-31T23:30, end: 2026-11-01T01:30}",
		"calendar/2026/after":  "event: {start: 2026-11-01T03:00, end: 2026-11-01T04:00}",
		"calendar/2025/old":    "event: {start: 2025-10-06}",
		"learn/a":              "topics: [PHISHING, scams]",
		"learn/b":              "topics: [scams]",
		"learn/c":              "topics: [other]",
		"learn/d":              "weight: 1",
	} {
		files["content/"+name+".en.md"] = page(name, front)
	}
	return files
}

func TestWeeks(t *testing.T) {
	s, l := resolve(t, noon, calendarFiles())
	for _, d := range l {
		if d.Rule != "missing-rendition" && d.Rule != "unknown-term" {
			t.Errorf("told %v", d)
		}
	}
	e := edition(t, s, "ca/en")
	if len(e.Years) != 2 || e.Years[0].Key != "calendar/2026" || e.Years[0].Kind != Year || e.Years[0].Title != "2026" {
		t.Fatalf("years %v", keys(e.Years))
	}
	y := e.Years[0]
	if got := keys(y.Weeks) + "|" + keys(y.Events); got != "week-1 week-2 week-5|fixed local talk whole before after" {
		t.Errorf("weeks and events %s", got)
	}
	for _, c := range []struct{ key, want string }{
		{"learn/a", "1"}, {"learn/b", "2"}, {"learn/c", "0"}, {"learn/d", "0"}, // the first topic decides, and the first week that has it
		{"calendar/2026/talk", "2"}, {"calendar/2026/whole", "5"}, {"calendar/2026/after", "5"}, {"calendar/2025/old", "0"},
	} {
		if got := fmt.Sprint(e.Page(c.key).Week); got != c.want {
			t.Errorf("%s belongs to week %s, want %s", c.key, got, c.want)
		}
	}
	// Days differ by country, and are midnights in its zone.
	us := edition(t, s, "us/en")
	if got := us.Page("calendar/2026/week-1").Days; got.To.Format("2006-01-02 15:04 MST") != "2026-10-03 00:00 EDT" {
		t.Errorf("days %v", got)
	}
	if us.Page("calendar/2026/after").Week != 0 {
		t.Error("1 November belongs to no week of the US")
	}
	if fr := edition(t, s, "fr/en"); fr.Page("calendar/2026/week-1") != nil || len(fr.Years) != 2 || len(fr.Years[0].Weeks) != 0 || fr.Page("learn/a").Week != 0 {
		t.Error("France has no weeks")
	}
}

func TestWeekAt(t *testing.T) {
	s, _ := resolve(t, noon, calendarFiles())
	e := edition(t, s, "ca/en")
	for when, want := range map[string]int{
		"2026-09-01T12:00:00Z": 1, "2026-10-02T23:59:59-04:00": 1, "2026-10-03T00:00:00-04:00": 2, "2026-10-09T23:59:59-04:00": 2,
		"2026-10-10T00:00:00-04:00": 5, "2026-11-01T23:59:59-05:00": 5, "2026-11-02T00:00:00-05:00": 0,
	} {
		at, err := time.Parse(time.RFC3339, when)
		if err != nil {
			t.Fatal(err)
		}
		got := 0
		if w := e.WeekAt(at); w != nil {
			got = w.Week
		}
		if got != want {
			t.Errorf("at %s it is week %d, want %d", when, got, want)
		}
	}
	if e.WeekPageOf(2) != e.Page("calendar/2026/week-2") || e.WeekPageOf(3) != nil || e.WeekPageOf(0) != nil {
		t.Error("WeekPageOf is mixed up")
	}
}

func TestEvents(t *testing.T) {
	s, _ := resolve(t, noon, calendarFiles())
	for _, c := range []struct{ code, key, start, end string }{
		{"ca/en", "talk", "2026-10-06T20:00:00Z", "2026-10-06T21:00:00Z"}, // its own zone
		{"us/en", "talk", "2026-10-06T20:00:00Z", "2026-10-06T21:00:00Z"},
		{"ca/en", "local", "2026-10-06T13:00:00Z", "2026-10-06T13:00:00Z"}, // the country's
		{"fr/en", "local", "2026-10-06T07:00:00Z", "2026-10-06T07:00:00Z"},
		{"fr/en", "fixed", "2026-10-06T09:00:00Z", "2026-10-06T10:00:00Z"},
		{"ca/en", "before", "2026-11-01T03:30:00Z", "2026-11-01T05:30:00Z"}, // the clocks go back at 06:00 UTC
		{"ca/en", "after", "2026-11-01T08:00:00Z", "2026-11-01T09:00:00Z"},
		{"fr/en", "before", "2026-10-31T22:30:00Z", "2026-11-01T00:30:00Z"},
		{"ca/en", "whole", "2026-10-30T04:00:00Z", "2026-11-02T05:00:00Z"}, // whole days know no zone but the country's
	} {
		ev := edition(t, s, c.code).Page("calendar/2026/" + c.key).Event
		if got := ev.Start.UTC().Format(time.RFC3339) + " " + ev.End.UTC().Format(time.RFC3339); got != c.start+" "+c.end {
			t.Errorf("%s in %s: %s, want %s %s", c.key, c.code, got, c.start, c.end)
		}
	}
	ev := edition(t, s, "ca/en").Page("calendar/2026/fixed").Event
	if ev.Status != "cancelled" || ev.Sequence != 2 || ev.AllDay || ev.UID != "calendar.2026.fixed-ca@ring.example" {
		t.Errorf("%+v", ev)
	}
	if ev := edition(t, s, "us/en").Page("calendar/2026/fixed").Event; ev.UID != "calendar.2026.fixed-us@ring.example" {
		t.Errorf("UID %s", ev.UID)
	}
	if !edition(t, s, "ca/en").Page("calendar/2026/whole").Event.AllDay {
		t.Error("a bare date is a whole day")
	}
}

func TestBadCalendar(t *testing.T) {
	s, l := resolve(t, noon, map[string]string{
		"content/calendar/2026/w.en.md": page("W", "week: {number: 1, ca: [2026-10-01, 2026-10-02]}", "countries: [ca, us]"),
		"content/calendar/2026/w.fr.md": page("W"), "content/calendar/2026/w.es.md": page("W"),
		"content/calendar/2026/e.en.md": page("E", "countries: [ca]", "event: {place: here}"), "content/calendar/2026/e.fr.md": page("E"),
		"content/calendar/2026/f.en.md": page("F", "countries: [ca]", "event: {start: 2026-10-06T13:00:00Z, end: 2026-10-06T08:00}"), "content/calendar/2026/f.fr.md": page("F"),
	})
	// each is told once, where it was written, though two languages show it
	expect(t, "calendar", l, "calendar/2026/e.en.md:4 event", "calendar/2026/f.en.md:4 event", "calendar/2026/w.en.md:3 week-days")
	if y := edition(t, s, "us/en").Years[0]; len(y.Weeks) != 0 {
		t.Error("a week without days for the country is none of its weeks")
	}
	if y := edition(t, s, "ca/en").Years[0]; len(y.Events) != 0 || len(y.Weeks) != 1 {
		t.Error("a broken event is none")
	}
}
