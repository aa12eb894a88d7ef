package site

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

// TestRows holds how a month is laid out in rows, and the midnight at which each is past.
func TestRows(t *testing.T) {
	files := calendarFiles()
	files["content/calendar/2026/far.en.md"] = page("Far", "event: {start: 2027-03-01}")
	s, _ := resolve(t, noon, files)
	show := func(code, year string) string {
		m := edition(t, s, code).Page("calendar/" + year).Month
		var out []string
		for _, row := range m.Rows {
			line := row.First.Format("01-02")
			if row.Week != nil {
				line += fmt.Sprintf(" w%d", row.Week.Week)
			}
			for i, day := range row.Events {
				for _, p := range day {
					line += fmt.Sprintf(" %s@%d", p.Key[len("calendar/2026/"):], i)
				}
			}
			out = append(out, line+" until "+row.Until.Format("01-02 15:04"))
		}
		return strings.Join(out, "\n") + "\nover " + m.Until.Format("2006-01-02")
	}
	for _, c := range []struct{ code, year, want string }{
		// The second week begins on a Monday, so the rows do. The whole days of the fifth week go on in the next row.
		{"ca/en", "2026", `09-28 w1 until 10-03 00:00
10-05 w2 fixed@1 local@1 talk@1 until 10-10 00:00
10-12 until 10-10 00:00
10-19 until 10-10 00:00
10-26 w5 whole@4 whole@5 before@5 whole@6 after@6 until 11-02 00:00
over 2027-03-02`},
		{"us/en", "2026", `09-27 w1 until 10-04 00:00
10-04 w2 fixed@2 local@2 talk@2 until 10-11 00:00
10-11 until 10-11 00:00
10-18 until 10-11 00:00
10-25 w5 whole@5 whole@6 before@6 until 11-01 00:00
11-01 whole@0 after@0 whole@1 until 11-03 00:00
over 2027-03-02`},
		{"ca/en", "2025", "09-28 until 10-07 00:00\n10-05 old@1 until 10-07 00:00\n10-12 until 10-07 00:00\n10-19 until 10-07 00:00\n10-26 until 10-07 00:00\nover 2025-10-07"},
	} {
		if got := show(c.code, c.year); got != c.want {
			t.Errorf("%s %s\ngot\n%s\nwant\n%s", c.code, c.year, got, c.want)
		}
	}
	ca := edition(t, s, "ca/en")
	if !ca.Over(ca.Page("calendar/2025").Month.Until) || ca.Over(ca.Page("calendar/2026").Month.Until) || ca.Over(time.Time{}) {
		t.Error("2025 is over and 2026 is not")
	}
	if got := ca.Page("calendar/2026/week-5").Until().Format(time.DateOnly); got != "2026-11-03" {
		t.Errorf("week 5 has an event until 2 November and is past on %s", got)
	}
	if y := ca.Page("calendar/2026"); ca.Page("calendar/2026/talk").YearOf() != y || y.YearOf() != y || ca.Page("learn/a").YearOf() != nil {
		t.Error("YearOf is mixed up")
	}
}

// A day ends where an event is and where its reader is: what ends late in Vancouver is not past in Toronto before.
func TestPastInBothZones(t *testing.T) {
	files := calendarFiles()
	files["content/calendar/2026/late.en.md"] = page("Late", "event: {start: 2026-11-02T22:00, end: 2026-11-02T23:00, timezone: America/Vancouver, place: Victoria}")
	s, _ := resolve(t, noon, files)
	rows := edition(t, s, "ca/en").Page("calendar/2026").Month.Rows
	if got := rows[len(rows)-1].Until.Format("2006-01-02 15:04 MST"); got != "2026-11-04 00:00 EST" {
		t.Errorf("the last row is past on %s", got)
	}
}

func TestFeeds(t *testing.T) {
	files := calendarFiles()
	for name, audience := range map[string]string{"one": "[seniors]", "two": "[Students, seniors]"} {
		files["content/calendar/2026/"+name+".en.md"] = page(name, "event: {start: 2026-10-06}", "audiences: "+audience)
	}
	files["content/calendar/2026/held.en.md"] = page("Held", "event: {start: 2026-10-06}", "audiences: [parents]", "draft: true")
	s, _ := resolve(t, noon, files)
	e := edition(t, s, "ca/en")
	var got []string
	for _, f := range e.Page("calendar/2026").Month.Audiences {
		got = append(got, f.Path+" "+keys(f.Events))
	}
	want := "calendar/2026/audiences/older-people.ics one two, calendar/2026/audiences/students.ics two"
	if strings.Join(got, ", ") != want {
		t.Errorf("feeds %q, want %q", got, want)
	}
	if got := e.Page("calendar/2026/week-2").FeedPath(); got != "calendar/2026/week-2/calendar.ics" {
		t.Errorf("week 2: %q", got)
	}
	if got := e.Page("calendar/2026/week-1").FeedPath(); got != "" {
		t.Errorf("a week without an event: %q", got)
	}
}

func TestOverlap(t *testing.T) {
	files := map[string]string{}
	for name, days := range map[string]string{"1": "[2026-10-01, 2026-10-05]", "2": "[2026-10-05, 2026-10-09]", "3": "[2026-10-10, 2026-10-16]"} {
		key := "content/calendar/2026/w" + name
		files[key+".en.md"] = page("W"+name, "countries: [ca]", "week: {number: "+name+", ca: "+days+"}")
		files[key+".fr.md"] = page("S" + name)
	}
	_, l := resolve(t, noon, files)
	expect(t, "overlap", l, "calendar/2026/w2.en.md:4 week-overlap")
}

func TestMoved(t *testing.T) {
	s, l := resolve(t, noon, map[string]string{
		"content/calendar/2026/e.en.md": page("E", "countries: [ca]", "event: {start: 2026-10-06T13:00, was: 2026-10-05T09:00, timezone: America/Regina, sequence: 1}"),
		"content/calendar/2026/e.fr.md": page("E", "event: {place: Regina, was: 2026-10-04}"),
	})
	expect(t, "moved", l, "calendar/2026/e.fr.md:3 contradiction")
	for _, code := range []string{"ca/en", "ca/fr"} {
		ev := edition(t, s, code).Page("calendar/2026/e").Event
		if got := ev.Was.UTC().Format("01-02 15:04"); got != "10-05 15:00" || ev.WasDay {
			t.Errorf("%s was at %s UTC", code, got)
		}
	}
}
