package source

import (
	"testing"
	"time"
)

func zone(t *testing.T, name string) *time.Location {
	t.Helper()
	z, err := time.LoadLocation(name)
	if err != nil {
		t.Fatal(err)
	}
	return z
}

func TestDates(t *testing.T) {
	toronto := zone(t, "America/Toronto")
	for _, c := range []struct{ in, start, end, said string }{
		{"2026-10-06", "2026-10-06T04:00:00Z", "2026-10-07T04:00:00Z", "2026-10-06"},
		{"2026-10-06T13:00", "2026-10-06T17:00:00Z", "2026-10-06T17:00:00Z", "2026-10-06T13:00"},
		{"2026-10-06 13:00", "2026-10-06T17:00:00Z", "2026-10-06T17:00:00Z", "2026-10-06T13:00"},
		{"2026-10-06T13:00:05", "2026-10-06T17:00:05Z", "2026-10-06T17:00:05Z", "2026-10-06T13:00:05"},
		{"2026-10-06T13:00Z", "2026-10-06T13:00:00Z", "2026-10-06T13:00:00Z", "2026-10-06T13:00:00Z"},
		{"2026-10-06T13:00:00-07:00", "2026-10-06T20:00:00Z", "2026-10-06T20:00:00Z", "2026-10-06T13:00:00-07:00"},
		{"2026-10-06 13:00 +02:00", "2026-10-06T11:00:00Z", "2026-10-06T11:00:00Z", "2026-10-06T13:00:00+02:00"},
		{"2026-11-01", "2026-11-01T04:00:00Z", "2026-11-02T05:00:00Z", "2026-11-01"}, // a day of 25 hours
		{"2027-03-14", "2027-03-14T05:00:00Z", "2027-03-15T04:00:00Z", "2027-03-14"}, // and of 23
		{"2026-12-31", "2026-12-31T05:00:00Z", "2027-01-01T05:00:00Z", "2026-12-31"},
	} {
		d, ok := ParseDate(c.in)
		if !ok || d.IsZero() {
			t.Errorf("%q is no date", c.in)
			continue
		}
		start, end := d.In(toronto).UTC().Format(time.RFC3339), d.EndIn(toronto).UTC().Format(time.RFC3339)
		if start != c.start || end != c.end || d.String() != c.said {
			t.Errorf("%q: %s to %s, said %s; want %s to %s, said %s", c.in, start, end, d, c.start, c.end, c.said)
		}
		if again, ok := ParseDate(d.String()); !ok || !again.Equal(d) {
			t.Errorf("%q is said as %q, which is another date", c.in, d)
		}
	}
	for _, in := range []string{"", "2026", "2026-10", "2026-1-6", "06/10/2026", "2026-02-30", "2026-10-06T25:00", "2026-10-06T", "2026-10-06 ", "tomorrow", "20261006"} {
		if d, ok := ParseDate(in); ok {
			t.Errorf("%q is read as %s", in, d)
		}
	}
	var none Date
	if !none.IsZero() || !none.In(toronto).IsZero() || !none.EndIn(toronto).IsZero() || none.String() != "" {
		t.Error("no date must be the zero time everywhere")
	}
}

func TestDateEqual(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want bool
	}{
		{"2026-10-06", "2026-10-06", true},
		{"2026-10-06T13:00", "2026-10-06 13:00:00", true},
		{"2026-10-06", "2026-10-06T00:00", false}, // they end at other times
		{"2026-10-06T13:00", "2026-10-06T13:00Z", false},
		{"2026-10-06T13:00Z", "2026-10-06T09:00-04:00", true},
	} {
		a, _ := ParseDate(c.a)
		b, _ := ParseDate(c.b)
		if a.Equal(b) != c.want || b.Equal(a) != c.want {
			t.Errorf("%s equal to %s: %v, want %v", c.a, c.b, !c.want, c.want)
		}
	}
}

// A date is read alike however YAML lets it be written.
func TestDatesInYAML(t *testing.T) {
	for in, want := range map[string]string{
		`2026-10-06`: "2026-10-06", `"2026-10-06"`: "2026-10-06", `'2026-10-06'`: "2026-10-06", `!!str 2026-10-06`: "2026-10-06",
		`2026-10-06T13:00`: "2026-10-06T13:00", `"2026-10-06 13:00"`: "2026-10-06T13:00", `2026-10-06 13:00:00`: "2026-10-06T13:00",
		`2026-10-06T13:00:00Z`: "2026-10-06T13:00:00Z", `"2026-10-06T13:00-04:00"`: "2026-10-06T13:00:00-04:00",
		"|\n  2026-10-06": "2026-10-06",
	} {
		f, l := parse("---\ntitle: T\npublish: " + in + "\n---\n")
		if len(l) > 0 || f.Front.Publish.String() != want {
			t.Errorf("publish: %s is %s, want %s (%v)", in, f.Front.Publish, want, l)
		}
	}
}
