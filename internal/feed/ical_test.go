package feed

import (
	"bytes"
	"slices"
	"strings"
	"testing"
	"time"
	_ "time/tzdata"
	"unicode/utf8"

	"github.com/emersion/go-ical"
)

// decode reads a calendar back and checks what every file must be: lines of 75 octets at most, ended by CRLF, cut
// between characters.
func decode(t *testing.T, c Calendar) []ical.Event {
	t.Helper()
	out := c.AppendTo(nil)
	if !bytes.HasSuffix(out, []byte("\r\n")) {
		t.Fatalf("the file ends with %.10q", out[max(0, len(out)-10):])
	}
	for line := range strings.SplitSeq(strings.TrimSuffix(string(out), "\r\n"), "\r\n") {
		if len(line) > 75 || !utf8.ValidString(line) || strings.ContainsAny(line, "\r\n") || line == "" {
			t.Errorf("a line of %d octets: %q", len(line), line)
		}
	}
	cal, err := ical.NewDecoder(bytes.NewReader(out)).Decode()
	if err != nil {
		t.Fatalf("go-ical cannot read the calendar: %v\n%s", err, out)
	}
	if len(c.Events) > 0 { // its encoder validates: required and single properties, their types
		if err := ical.NewEncoder(&bytes.Buffer{}).Encode(cal); err != nil {
			t.Errorf("go-ical finds the calendar invalid: %v\n%s", err, out)
		}
	}
	return cal.Events()
}

func zone(t *testing.T, name string) *time.Location {
	t.Helper()
	z, err := time.LoadLocation(name)
	if err != nil {
		t.Fatal(err)
	}
	return z
}

func text(t *testing.T, e ical.Event, name string) string {
	t.Helper()
	s, err := e.Props.Text(name)
	if err != nil {
		t.Errorf("%s: %v", name, err)
	}
	return s
}

func value(e ical.Event, name string) string {
	if p := e.Props.Get(name); p != nil {
		return p.Value
	}
	return ""
}

func TestCalendarText(t *testing.T) {
	for _, s := range []string{
		"plain",
		`back\slash; semi, comma: colon "quoted" \n`,
		"two\nlines\n\nand one",
		strings.Repeat("網路釣魚", 100),
		strings.Repeat("🔔👩‍👩‍👧é", 60),
		strings.Repeat("x", 66) + "é", // the cut falls inside the character
		strings.Repeat("a,", 200),
		strings.Repeat(" ", 200) + "end",
		strings.Repeat("line\n", 50),
	} {
		at := moment("2026-10-06T17:00:00Z")
		e := Event{UID: s, Summary: s, Description: s, Location: s, Start: at, Stamp: at, Lang: "zh-Hant"}
		got := decode(t, Calendar{Name: s, Lang: "en-CA", Events: []Event{e}})
		if len(got) != 1 {
			t.Fatalf("%d events for %.20q", len(got), s)
		}
		for _, name := range []string{"UID", "SUMMARY", "DESCRIPTION", "LOCATION"} {
			if back := text(t, got[0], name); back != s {
				t.Errorf("%s reads back as %q, want %q", name, back, s)
			}
		}
		if lang := got[0].Props.Get("SUMMARY").Params.Get("LANGUAGE"); lang != "zh-Hant" {
			t.Errorf("language %q, want the event's own", lang)
		}
	}
}

func TestCalendarHostileText(t *testing.T) {
	at := moment("2026-10-06T17:00:00Z")
	e := Event{UID: "u\r\nBEGIN:VALARM", Summary: "a\r\nb\rc\x00\x07\x7f\xffd\te", URL: "https://a.example/\r\nX-EVIL:1", Start: at, Stamp: at,
		Lang: "en:x\r\nX-EVIL:1", Status: "confirmed\r\nX-EVIL:1"}
	got := decode(t, Calendar{ProdID: "p\r\nX-EVIL:1", URL: "https://a.example/ \x00", Lang: "en", Events: []Event{e}})[0]
	if s := text(t, got, "SUMMARY"); s != "a\nb\nc\uFFFDd\te" {
		t.Errorf("summary reads back as %q", s)
	}
	if got.Props.Get("X-EVIL") != nil || len(got.Children) != 0 || got.Props.Get("STATUS") != nil {
		t.Errorf("text made properties: %v", got.Props)
	}
	if u := value(got, "URL"); u != "https://a.example/X-EVIL:1" {
		t.Errorf("URL is %q", u)
	}
}

func TestCalendarTimes(t *testing.T) {
	toronto, regina := zone(t, "America/Toronto"), zone(t, "America/Regina")
	local := func(z *time.Location, month time.Month, d, h int) time.Time {
		return time.Date(2026, month, d, h, 0, 0, 0, z)
	}
	for _, c := range []struct {
		what       string
		event      Event
		start, end string
	}{
		{"Toronto in summer", Event{Start: local(toronto, 10, 31, 13), End: local(toronto, 10, 31, 14)}, "20261031T170000Z", "20261031T180000Z"},
		{"Toronto in winter", Event{Start: local(toronto, 11, 2, 13), End: local(toronto, 11, 2, 14)}, "20261102T180000Z", "20261102T190000Z"},
		{"Toronto over the change", Event{Start: local(toronto, 11, 1, 0), End: local(toronto, 11, 1, 12)}, "20261101T040000Z", "20261101T170000Z"},
		{"Regina in summer", Event{Start: local(regina, 10, 31, 13), End: local(regina, 10, 31, 14)}, "20261031T190000Z", "20261031T200000Z"},
		{"Regina in winter", Event{Start: local(regina, 11, 2, 13), End: local(regina, 11, 2, 14)}, "20261102T190000Z", "20261102T200000Z"},
		{"a moment", Event{Start: local(toronto, 10, 6, 13)}, "20261006T170000Z", ""},
		{"end before start", Event{Start: local(toronto, 10, 6, 13), End: local(toronto, 10, 6, 12)}, "20261006T170000Z", ""},
		{"one whole day", Event{AllDay: true, Start: local(toronto, 10, 6, 0)}, "20261006", "20261007"},
		{"one whole day, said twice", Event{AllDay: true, Start: local(toronto, 10, 6, 0), End: local(toronto, 10, 6, 0)}, "20261006", "20261007"},
		{"a week", Event{AllDay: true, Start: local(toronto, 10, 5, 0), End: local(toronto, 10, 9, 0)}, "20261005", "20261010"},
		{"whole days over the change", Event{AllDay: true, Start: local(toronto, 10, 31, 0), End: local(toronto, 11, 1, 23)}, "20261031", "20261102"},
		{"whole days late in the evening", Event{AllDay: true, Start: local(regina, 10, 31, 23), End: local(regina, 10, 31, 23)}, "20261031", "20261101"},
		{"the month's end", Event{AllDay: true, Start: local(toronto, 12, 31, 0)}, "20261231", "20270101"},
	} {
		c.event.UID, c.event.Stamp = "u", moment("2026-01-01T00:00:00Z")
		got := decode(t, Calendar{Events: []Event{c.event}})[0]
		if s, e := value(got, "DTSTART"), value(got, "DTEND"); s != c.start || e != c.end {
			t.Errorf("%s: %s to %s, want %s to %s", c.what, s, e, c.start, c.end)
		}
		wantType, transparent := "", ""
		if c.event.AllDay {
			wantType, transparent = "DATE", "TRANSPARENT"
		}
		if kind := got.Props.Get("DTSTART").Params.Get("VALUE"); kind != wantType || value(got, "TRANSP") != transparent {
			t.Errorf("%s: VALUE=%s, TRANSP:%s", c.what, kind, value(got, "TRANSP"))
		}
		if start, err := got.DateTimeStart(toronto); err != nil || !c.event.AllDay && !start.Equal(c.event.Start) {
			t.Errorf("%s: starts at %v, %v", c.what, start, err)
		}
	}
}

func TestCalendarProperties(t *testing.T) {
	start, stamp, modified := moment("2026-10-06T17:00:00Z"), moment("2026-09-01T00:00:00Z"), moment("2026-09-15T08:30:00-04:00")
	c := Calendar{Name: "Calendrier, d’octobre", Lang: "fr-CA", ProdID: "-//Example//Tocsin//FR", URL: "https://a.example/calendar.ics?a=1,2;3", Events: []Event{
		{UID: "b", Start: start, Stamp: stamp},
		{UID: "late", Start: start.Add(time.Hour), Stamp: stamp, Modified: modified, Sequence: 3, Status: "cancelled", Categories: []string{"a,b", "c"}},
		{UID: "a", Start: start, Modified: modified, Sequence: -1, Status: "perhaps"},
	}}
	events := decode(t, c)
	var order []string
	for _, e := range events {
		order = append(order, value(e, "UID"))
	}
	if want := []string{"a", "b", "late"}; !slices.Equal(order, want) {
		t.Fatalf("order is %v, want %v", order, want)
	}
	if c.Events[0].UID != "b" {
		t.Error("AppendTo changed the caller's slice")
	}
	for _, p := range []struct {
		event      int
		name, want string
	}{
		{0, "DTSTAMP", "20260915T123000Z"}, {0, "SEQUENCE", "0"}, {0, "STATUS", ""}, {0, "LAST-MODIFIED", "20260915T123000Z"},
		{1, "DTSTAMP", "20260901T000000Z"}, {1, "LAST-MODIFIED", "20260901T000000Z"}, {1, "DESCRIPTION", ""},
		{2, "DTSTAMP", "20260901T000000Z"}, {2, "SEQUENCE", "3"}, {2, "STATUS", "CANCELLED"}, {2, "CATEGORIES", `a\,b,c`},
	} {
		if got := value(events[p.event], p.name); got != p.want {
			t.Errorf("event %d: %s is %q, want %q", p.event, p.name, got, p.want)
		}
	}
	head := "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Example//Tocsin//FR\r\nCALSCALE:GREGORIAN\r\nMETHOD:PUBLISH\r\n" +
		"NAME;LANGUAGE=fr-CA:Calendrier\\, d’octobre\r\nX-WR-CALNAME:Calendrier\\, d’octobre\r\nURL:https://a.example/calendar.ics?a=1,2;3\r\n"
	out := c.AppendTo(nil)
	if !bytes.HasPrefix(out, []byte(head)) {
		t.Errorf("the calendar begins\n%.400s\nwant\n%s", out, head)
	}
	slices.Reverse(c.Events)
	if !bytes.Equal(c.AppendTo(nil), out) {
		t.Error("the order of the events given changed the bytes")
	}
	if empty := decode(t, Calendar{Name: "empty"}); len(empty) != 0 {
		t.Errorf("an empty calendar has %d events", len(empty))
	}
}
