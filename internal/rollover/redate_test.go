package rollover

import (
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// weekEarlier moves every day by 364 days, and a week to the sixth and seventh of its month.
func weekEarlier(t *testing.T) *redate {
	zone, err := time.LoadLocation("America/Toronto")
	if err != nil {
		t.Fatal(err)
	}
	return &redate{
		day: func(day time.Time) time.Time { return day.AddDate(0, 0, 364) },
		week: func(_ string, from, to time.Time) (time.Time, time.Time) {
			return from.AddDate(1, 0, 6-from.Day()), to.AddDate(1, 0, 7-to.Day())
		},
		link:    func(dest string) string { return strings.Replace(dest, "2026/", "2027/", 1) },
		zone:    zone,
		today:   "2026-11-22",
		sourced: true,
	}
}

func TestRedate(t *testing.T) {
	for _, c := range []struct{ name, old, want string }{
		{"every key, its comments and its order",
			"---\n# who: Ana\ntitle: Été 2026  # a name\ndate: 2026-09-01 # first\nupdated: 2026-09-21\naliases:\n  - old/way\n  - older\npublish: \"2026-10-01T09:00\"\nexpires: 2026-10-31\nparams: {since: 2026-01-01}\nslug: first-ring\n---\n\nWords of 2026-10-01.\n",
			"---\n# who: Ana\ntitle: Été 2026  # a name\ndate: 2026-11-22 # first\npublish: \"2027-09-30T09:00\"\nexpires: 2027-10-30\nparams: {since: 2026-01-01}\nslug: first-ring\ndraft: true\n---\n\nWords of 2026-10-01.\n"},
		{"an event in braces, after letters of two bytes",
			"---\ntitle: T\nevent: {place: Montréal, start: 2026-10-08 10:00, end: 2026-10-09 11:30, was: 2026-10-06T10:00, status: cancelled, sequence: 12}\n---\n",
			"---\ntitle: T\nevent: {place: Montréal, start: 2027-10-07 10:00, end: 2027-10-08 11:30, status: confirmed, sequence: 0}\ndraft: true\n---\n"},
		{"an event in lines",
			"---\ntitle: T\ndraft: false # soon\nevent:\n  start: 2026-10-08\n  # it rained\n  was: '2026-10-06' # first\n  status: tentative\n---\n",
			"---\ntitle: T\ndraft: true # soon\nevent:\n  start: 2027-10-07\n  # it rained\n  status: confirmed\n---\n"},
		{"what is last in braces",
			"---\ntitle: T\nevent: {start: 2026-10-08T10:00, was: \"2026-10-06T10:00\"}\n---\n",
			"---\ntitle: T\nevent: {start: 2027-10-07T10:00}\ndraft: true\n---\n"},
		{"clocks that change on another day: the time on the wall stays",
			"---\ntitle: T\nevent: {start: 2026-11-01T14:00-05:00, end: 2026-11-01T20:00:00Z}\n---\n",
			"---\ntitle: T\nevent: {start: 2027-10-31T14:00-04:00, end: 2027-10-31T19:00:00Z}\ndraft: true\n---\n"},
		{"a zone without summer time, and an offset of another zone",
			"---\ntitle: T\nevent: {start: 2026-11-01T14:00-06:00, end: 2026-11-02T16:00+02:00, timezone: America/Regina}\n---\n",
			"---\ntitle: T\nevent: {start: 2027-10-31T14:00-06:00, end: 2027-11-01T16:00+02:00, timezone: America/Regina}\ndraft: true\n---\n"},
		{"a week", "---\ntitle: T\nweek: {number: 1, ca: [2026-10-01, 2026-10-02], us: [\"2026-10-01\", 2026-10-03]}\n---\n",
			"---\ntitle: T\nweek: {number: 1, ca: [2027-10-06, 2027-10-07], us: [\"2027-10-06\", 2027-10-07]}\ndraft: true\n---\n"},
		{"a post and its link", "---\ntitle: T\npost: {when: 2026-10-05T09:00, networks: [x], link: ../../calendar/2026/week-1.en.md}\n---\n",
			"---\ntitle: T\npost: {when: 2027-10-04T09:00, networks: [x], link: ../../calendar/2027/week-1.en.md}\ndraft: true\n---\n"},
		{"aliases in brackets over lines, a date made of the last change",
			"---\ntitle: T\naliases: [one, # first\n  two]\nupdated: 2026-09-01\nowner: me\n---\n", "---\ntitle: T\ndate: 2026-11-22\nowner: me\ndraft: true\n---\n"},
		{"links in words",
			"---\ntitle: T\n---\nSee [it](../2026/a.en.md#x), ![p](../2026/p.png \"t\"), [r], <https://e.example/2026/>, [w](https://e.example/2026/a) and [home](/2026/).\n\n[r]: ../2026/r.md\n",
			"---\ntitle: T\ndraft: true\n---\nSee [it](../2027/a.en.md#x), ![p](../2027/p.png \"t\"), [r], <https://e.example/2026/>, [w](https://e.example/2026/a) and [home](/2026/).\n\n[r]: ../2027/r.md\n"},
		{"a byte-order mark and lines of Windows", "\ufeff---\r\ntitle: T\r\nevent: {start: 2026-10-08}\r\n---\r\nWords\r\n", "\ufeff---\r\ntitle: T\r\nevent: {start: 2027-10-07}\r\ndraft: true\r\n---\r\nWords\r\n"},
		{"no front matter", "Words\n", "---\ndraft: true\n---\nWords\n"},
		{"an empty front matter", "---\n---\nWords\n", "---\ndraft: true\n---\nWords\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, diags := weekEarlier(t).file("content/calendar/2026/x.en.md", []byte(c.old))
			if len(diags) > 0 {
				t.Errorf("told %v", diags)
			}
			if d := cmp.Diff(c.want, string(got)); d != "" {
				t.Error(d)
			}
		})
	}
}

// What cannot be edited where it stands is told at its line, and nothing is written.
func TestRedateRefuses(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"an alias", "---\ntitle: T\ndate: &d 2026-10-01\npublish: *d\n---\n", "x.en.md:3:7"},
		{"an alias of what stays", "---\ntitle: T\nparams: {d: &d 2026-10-01}\npublish: *d\n---\n", "x.en.md:4:10"},
		{"in braces", "---\n{title: T, date: 2026-10-01}\n---\n", "x.en.md:2:1"},
		{"never closed", "---\ntitle: T\n", "x.en.md:1:1"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, diags := weekEarlier(t).file("x.en.md", []byte(c.text))
			n, _ := diags.Count()
			if got != nil || n == 0 {
				t.Fatalf("got %q, %v", got, diags)
			}
			if at := diags[0].Pos; !strings.HasPrefix(at.File+":"+itoa(at.Line)+":"+itoa(at.Column), c.want) {
				t.Errorf("told at %v, want %s", at, c.want)
			}
		})
	}
}

func itoa(n int) string { return strconv.Itoa(n) }
