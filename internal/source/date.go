package source

import (
	"strings"
	"time"

	yaml "go.yaml.in/yaml/v4"

	"tocsin/internal/rule"
)

// Date is a date or a date with time as written. A bare date, and a time with no offset, belong to the time zone
// of whoever reads it: see [Date.In].
type Date struct {
	t       time.Time // wall clock, in UTC unless fixed
	HasTime bool
	fixed   bool // an offset was written: t is an instant
}

var dateForms = []struct {
	layout  string
	hasTime bool
	fixed   bool
}{
	{"2006-01-02", false, false},
	{"2006-01-02T15:04", true, false},
	{"2006-01-02T15:04:05", true, false},
	{"2006-01-02T15:04Z07:00", true, true},
	{"2006-01-02T15:04:05Z07:00", true, true},
}

// ParseDate reads a date such as 2026-10-06, 2026-10-06T13:00 or 2026-10-06T13:00:00-04:00 (a space may stand for the T).
func ParseDate(s string) (Date, bool) {
	if len(s) > 10 && s[10] == ' ' {
		s = s[:10] + "T" + strings.Replace(s[11:], " ", "", 1)
	}
	for _, f := range dateForms {
		if t, err := time.Parse(f.layout, s); err == nil {
			return Date{t, f.hasTime, f.fixed}, true
		}
	}
	return Date{}, false
}

// IsZero reports whether no date was given.
func (d Date) IsZero() bool { return d.t.IsZero() }

// Equal reports whether two dates were written with the same meaning.
func (d Date) Equal(e Date) bool {
	return d.HasTime == e.HasTime && d.fixed == e.fixed && d.t.Equal(e.t)
}

// Wall returns the date as it was written: on the clock of the offset that was written with it, else in UTC, which then
// stands for no zone.
func (d Date) Wall() time.Time { return d.t }

// Fixed reports whether an offset was written, so that the date is one instant everywhere.
func (d Date) Fixed() bool { return d.fixed }

// In returns the instant in a zone: a bare date is that zone's midnight. A zero Date gives the zero time.
func (d Date) In(zone *time.Location) time.Time {
	switch {
	case d.IsZero():
		return time.Time{}
	case d.fixed:
		return d.t.In(zone)
	}
	return time.Date(d.t.Year(), d.t.Month(), d.t.Day(), d.t.Hour(), d.t.Minute(), d.t.Second(), 0, zone)
}

// EndIn is In for a date that lasts through its day: a bare date gives the midnight that ends it.
func (d Date) EndIn(zone *time.Location) time.Time {
	if d.IsZero() || d.HasTime {
		return d.In(zone)
	}
	return time.Date(d.t.Year(), d.t.Month(), d.t.Day()+1, 0, 0, 0, 0, zone)
}

// String gives the date back in its shortest form.
func (d Date) String() string {
	switch {
	case d.IsZero():
		return ""
	case !d.HasTime:
		return d.t.Format("2006-01-02")
	case d.fixed:
		return d.t.Format("2006-01-02T15:04:05Z07:00")
	case d.t.Second() == 0:
		return d.t.Format("2006-01-02T15:04")
	}
	return d.t.Format("2006-01-02T15:04:05")
}

func (r *reader) date(n *yaml.Node) Date {
	n = resolve(n)
	if n.Kind == yaml.ScalarNode {
		if d, ok := ParseDate(strings.TrimSpace(n.Value)); ok {
			return d
		}
	}
	r.wrongType(n, rule.PartDate, rule.HintDate.With())
	return Date{}
}
