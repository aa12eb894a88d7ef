package rollover

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

func d(t *testing.T, s string) time.Time {
	t.Helper()
	day, err := time.Parse(time.DateOnly, s)
	if err != nil {
		t.Fatal(err)
	}
	return day
}

// spans reads "10-01/02 10-05/09" of a year.
func spans(t *testing.T, year int, text string) []span {
	t.Helper()
	var out []span
	for part := range strings.FieldsSeq(text) {
		var m, a, b int
		if _, err := fmt.Sscanf(part, "%d-%d/%d", &m, &a, &b); err != nil {
			t.Fatalf("%s: %v", part, err)
		}
		out = append(out, span{d(t, fmt.Sprintf("%d-%02d-%02d", year, m, a)), d(t, fmt.Sprintf("%d-%02d-%02d", year, m, b))})
	}
	return out
}

func TestWeeks(t *testing.T) {
	for _, c := range []struct {
		name      string
		from, to  int
		old, want string
	}{
		{"Monday to Friday", 2026, 2027, "10-01/02 10-05/09 10-12/16 10-19/23 10-26/30", "10-01/01 10-04/08 10-11/15 10-18/22 10-25/29"},
		{"Sunday to Saturday", 2026, 2027, "10-01/03 10-04/10 10-11/17 10-18/24 10-25/31", "10-01/02 10-03/09 10-10/16 10-17/23 10-24/31"},
		{"into a leap year, the first week would be in September", 2027, 2028, "10-01/01 10-04/08 10-11/15 10-18/22 10-25/29", "10-01/06 10-09/13 10-16/20 10-23/27 10-30/31"},
		{"a month that begins on a Sunday", 2027, 2028, "10-01/02 10-03/09 10-10/16 10-17/23 10-24/31", "10-01/07 10-08/14 10-15/21 10-22/28 10-29/31"},
		{"a month that begins on a Monday", 2028, 2029, "10-01/06 10-09/13 10-16/20 10-23/27 10-30/31", "10-01/05 10-08/12 10-15/19 10-22/26 10-29/31"},
		{"four weeks", 2025, 2026, "10-06/10 10-13/17 10-20/24 10-27/31", "10-05/09 10-12/16 10-19/23 10-26/31"},
		{"two years at once", 2025, 2027, "10-01/03 10-06/10", "10-01/01 10-04/08"},
		{"back", 2026, 2025, "10-01/02 10-05/09", "10-01/03 10-06/10"},
		{"November, which has 30 days", 2026, 2027, "11-01/06 11-09/13 11-30/30", "11-01/05 11-08/12 11-29/30"},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := newShift(spans(t, c.from, c.old), c.to-c.from)
			var got []string
			for _, w := range s.new {
				got = append(got, fmt.Sprintf("%s/%02d", w.from.Format("01-02"), w.to.Day()))
				if w.from.Year() != c.to || w.to.Year() != c.to {
					t.Errorf("%v is in another year", w)
				}
			}
			if strings.Join(got, " ") != c.want {
				t.Errorf("got  %s\nwant %s", strings.Join(got, " "), c.want)
			}
			for i := 1; i < len(s.new); i++ {
				if !s.new[i].from.After(s.new[i-1].to) {
					t.Errorf("weeks %d and %d overlap", i, i+1)
				}
			}
		})
	}
}

func TestDays(t *testing.T) {
	monday := "10-01/02 10-05/09 10-12/16 10-19/23 10-26/30"
	for _, c := range []struct {
		weeks, day, want string
		kept             bool
	}{
		{monday, "2026-10-08", "2027-10-07", true}, // a Thursday of the second week
		{monday, "2026-10-02", "2027-10-01", true},
		{monday, "2026-10-01", "2027-10-01", false}, // the first week has no Thursday any more
		{monday, "2026-10-24", "2027-10-23", true},  // a Saturday between two weeks
		{monday, "2026-11-01", "2027-10-31", true},  // the Sunday after the month stays the Sunday of the last week
		{monday, "2026-09-01", "2027-08-31", true},  // an embargo before the month
		{"10-05/09", "2026-10-01", "2027-10-07", true},
		{"", "2026-10-01", "2027-10-07", true}, // the first Thursday
		{"", "2026-10-31", "2027-10-30", true},
		{"", "2026-10-29", "2027-10-28", true},
	} {
		to, kept := newShift(spans(t, 2026, c.weeks), 1).day(d(t, c.day))
		if got := to.Format(time.DateOnly); got != c.want || kept != c.kept {
			t.Errorf("%s with weeks %q goes to %s (%v), want %s (%v)", c.day, c.weeks, got, kept, c.want, c.kept)
		}
		if kept && to.Weekday() != d(t, c.day).Weekday() {
			t.Errorf("%s goes to a %s", c.day, to.Weekday())
		}
	}
}

// TestEveryYear rolls a campaign over for a century, and back from each year to the next: weeks stay in order, in their
// month, and hold every event that they held.
func TestEveryYear(t *testing.T) {
	for _, text := range []string{"10-01/02 10-05/09 10-12/16 10-19/23 10-26/30", "10-01/03 10-04/10 10-11/17 10-18/24 10-25/31"} {
		weeks := spans(t, 2026, text)
		for year := 2026; year < 2126; year++ {
			s := newShift(weeks, 1)
			for i, w := range s.new {
				if w.to.Before(w.from) || w.from.Month() != time.October || w.to.Month() != time.October || w.from.Year() != year+1 {
					t.Fatalf("%d: week %d is %v", year+1, i+1, w)
				}
				if i > 0 && !w.from.After(s.new[i-1].to) {
					t.Fatalf("%d: weeks %d and %d overlap: %v", year+1, i, i+1, s.new)
				}
				for day := weeks[i].from; !day.After(weeks[i].to); day = day.AddDate(0, 0, 1) {
					if to, kept := s.day(day); !w.has(to) || kept && to.Weekday() != day.Weekday() {
						t.Fatalf("%d: %v of week %d goes to %v", year+1, day, i+1, to)
					}
				}
			}
			weeks = s.new
		}
	}
}
