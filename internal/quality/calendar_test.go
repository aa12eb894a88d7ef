package quality_test

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
	_ "time/tzdata" // the machine need not have zones

	"github.com/emersion/go-ical"
	"golang.org/x/net/html"
)

// occasion is an event as a library reads it from a file: its start and end on the clocks of a zone.
type occasion struct {
	UID, Summary string
	Start, End   string // 2026-10-30T19:00 on the zone's clocks; 2026-11-01 for a whole day
	Status       string
}

// The events of a small campaign around 1 November 2026, when Toronto and New York leave daylight time at 2 o'clock and
// Regina, which never has it, stays. The wanted moments are written by hand, in UTC, from the zones' rules.
var november = []struct {
	name, start, end, zone string
	startUTC, endUTC       string
}{
	{"toronto-friday", "2026-10-30T19:00", "2026-10-30T20:30", "America/Toronto", "2026-10-30T23:00Z", "2026-10-31T00:30Z"},
	{"toronto-before", "2026-11-01T00:30", "2026-11-01T00:45", "America/Toronto", "2026-11-01T04:30Z", "2026-11-01T04:45Z"},
	{"toronto-across", "2026-11-01T00:30", "2026-11-01T03:00", "America/Toronto", "2026-11-01T04:30Z", "2026-11-01T08:00Z"},
	{"toronto-monday", "2026-11-02T19:00", "2026-11-02T20:30", "America/Toronto", "2026-11-03T00:00Z", "2026-11-03T01:30Z"},
	{"new-york-saturday", "2026-10-31T18:00", "2026-10-31T19:00", "America/New_York", "2026-10-31T22:00Z", "2026-10-31T23:00Z"},
	{"new-york-sunday", "2026-11-01T18:00", "2026-11-01T19:00", "America/New_York", "2026-11-01T23:00Z", "2026-11-02T00:00Z"},
	{"regina-friday", "2026-10-30T19:00", "2026-10-30T20:00", "America/Regina", "2026-10-31T01:00Z", "2026-10-31T02:00Z"},
	{"regina-sunday", "2026-11-01T01:30", "2026-11-01T02:30", "America/Regina", "2026-11-01T07:30Z", "2026-11-01T08:30Z"},
	{"regina-monday", "2026-11-02T19:00", "2026-11-02T20:00", "America/Regina", "2026-11-03T01:00Z", "2026-11-03T02:00Z"},
}

// novemberSite builds that campaign.
func novemberSite(t *testing.T) string {
	t.Helper()
	c := &campaign{t: t, dir: t.TempDir()}
	c.write("campaign.yaml", `title: {en: Clocks}
base_url: https://clocks.example/
source_language: en
countries:
  ca: {name: {en: Canada}, languages: [en], timezone: America/Toronto}
security: {contact: mailto:security@clocks.example, expires: 2027-09-30}
`)
	c.write("content/index.en.md", "---\ntitle: Clocks\n---\n\nHome.\n")
	c.write("content/calendar/2026/index.en.md", "---\ntitle: The clocks change\n---\n\nA year.\n")
	c.write("content/calendar/2026/week-5.en.md", "---\ntitle: The fifth week\nweek: {number: 5, ca: [2026-10-26, 2026-11-01]}\n---\n\nA week.\n")
	c.write("content/calendar/2026/week-1.en.md", "---\ntitle: A week without an event\nweek: {number: 1, ca: [2026-10-01, 2026-10-02]}\n---\n\nA week.\n")
	for _, e := range november {
		c.write("content/calendar/2026/"+e.name+".en.md", "---\ntitle: "+e.name+"\nupdated: 2026-09-01\naudiences: ["+audienceOf(e.name)+"]\nevent: {start: "+e.start+", end: "+e.end+
			", timezone: "+e.zone+", place: Somewhere}\n---\n\nAn event.\n")
	}
	c.write("content/calendar/2026/whole-day.en.md", "---\ntitle: whole-day\nupdated: 2026-09-01\nevent: {start: 2026-11-01, end: 2026-11-02}\n---\n\nTwo days.\n")
	out := filepath.Join(t.TempDir(), "site")
	build(t, c.dir, out, "2026-10-07")
	return filepath.Join(out, "ca", "en", "calendar", "2026")
}

// audienceOf is the audience of one of november's events: its zone's people.
func audienceOf(name string) string { return name[:strings.LastIndexByte(name, '-')] }

// reader reads a calendar file's events as a zone's clocks show them.
type reader func(t *testing.T, file, zone string) []occasion

// TestClocks holds that two libraries which are not ours read the right local times out of every file, on both sides
// of the night on which the clocks change.
func TestClocks(t *testing.T) {
	t.Run("go-ical", func(t *testing.T) { clocks(t, withGo) })
	t.Run("ical.js", func(t *testing.T) {
		slow(t, "Node and npm's ical.js")
		clocks(t, withNode(t))
	})
}

func clocks(t *testing.T, read reader) {
	folder := novemberSite(t)
	year := map[string]occasion{}
	for _, zone := range []string{"America/Toronto", "America/New_York", "America/Regina"} {
		for _, o := range read(t, filepath.Join(folder, "calendar.ics"), zone) {
			year[zone+" "+o.Summary] = o
		}
	}
	if want := (len(november) + 1) * 3; len(year) != want {
		t.Errorf("the year's file gave %d events in three zones, want %d", len(year), want)
	}
	for _, e := range november {
		got := read(t, filepath.Join(folder, e.name+".ics"), e.zone)
		if len(got) != 1 {
			t.Errorf("%s.ics holds %d events, want 1", e.name, len(got))
			continue
		}
		if got[0].Start != e.start || got[0].End != e.end {
			t.Errorf("%s.ics: %s to %s on the clocks of %s, want %s to %s", e.name, got[0].Start, got[0].End, e.zone, e.start, e.end)
		}
		utc := read(t, filepath.Join(folder, e.name+".ics"), "UTC")[0]
		if utc.Start+"Z" != e.startUTC || utc.End+"Z" != e.endUTC {
			t.Errorf("%s.ics: %sZ to %sZ, want %s to %s", e.name, utc.Start, utc.End, e.startUTC, e.endUTC)
		}
		if year[e.zone+" "+e.name] != got[0] {
			t.Errorf("the year's file and the event's own differ: %+v and %+v", year[e.zone+" "+e.name], got[0])
		}
	}
	parts(t, read, folder, year)
	for _, zone := range []string{"America/Toronto", "America/Regina"} {
		// DTEND is the first day that no longer belongs.
		if o := year[zone+" whole-day"]; o.Start != "2026-11-01" || o.End != "2026-11-03" {
			t.Errorf("the whole days in %s: %s to %s, want 2026-11-01 to 2026-11-03", zone, o.Start, o.End)
		}
	}
}

// parts holds that the files of a week and of each audience have the events that they should, as the year's file has
// them, and that there is no file without one.
func parts(t *testing.T, read reader, folder string, year map[string]occasion) {
	t.Helper()
	want := map[string][]string{"week-5/calendar.ics": {"whole-day"}}
	for _, e := range november {
		// The week ends with 1 November in Toronto, when it is still that day in Regina.
		if strings.Compare(e.startUTC, "2026-11-02T05:00Z") < 0 {
			want["week-5/calendar.ics"] = append(want["week-5/calendar.ics"], e.name)
		}
		file := "audiences/" + audienceOf(e.name) + ".ics"
		want[file] = append(want[file], e.name)
	}
	for file, names := range want {
		for _, zone := range []string{"America/Toronto", "America/New_York", "America/Regina"} {
			var got []string
			for _, o := range read(t, filepath.Join(folder, filepath.FromSlash(file)), zone) {
				got = append(got, o.Summary)
				if o != year[zone+" "+o.Summary] {
					t.Errorf("%s and the year's file differ in %s: %+v and %+v", file, zone, o, year[zone+" "+o.Summary])
				}
			}
			slices.Sort(got)
			if slices.Sort(names); !slices.Equal(got, names) {
				t.Errorf("%s holds %v, want %v", file, got, names)
			}
		}
	}
	if _, err := os.Stat(filepath.Join(folder, "week-1", "calendar.ics")); err == nil {
		t.Error("a week without an event has a calendar file")
	}
}

// withGo reads with github.com/emersion/go-ical, whose encoder also says what is invalid.
func withGo(t *testing.T, file, zone string) []occasion {
	t.Helper()
	where := location(t, zone)
	cal := decode(t, file)
	var out []occasion
	for _, e := range cal.Events() {
		o := occasion{UID: prop(e.Component, ical.PropUID), Summary: prop(e.Component, ical.PropSummary), Status: prop(e.Component, ical.PropStatus)}
		o.Start = clock(t, e.Props.Get(ical.PropDateTimeStart), where)
		o.End = clock(t, e.Props.Get(ical.PropDateTimeEnd), where)
		out = append(out, o)
	}
	return out
}

func decode(t *testing.T, file string) *ical.Calendar {
	t.Helper()
	data := mustRead(t, file)
	if bytes.Count(data, []byte("\n")) != bytes.Count(data, []byte("\r\n")) || !bytes.HasSuffix(data, []byte("\r\n")) {
		t.Errorf("%s: a line does not end in CRLF", file)
	}
	cal, err := ical.NewDecoder(bytes.NewReader(data)).Decode()
	if err != nil {
		t.Fatalf("%s: %v", file, err)
	}
	if err := ical.NewEncoder(&bytes.Buffer{}).Encode(cal); err != nil {
		t.Errorf("%s is not valid: %v", file, err)
	}
	return cal
}

func prop(c *ical.Component, name string) string {
	s, err := c.Props.Text(name)
	if err != nil {
		return err.Error()
	}
	return s
}

func clock(t *testing.T, p *ical.Prop, where *time.Location) string {
	t.Helper()
	if p == nil {
		return ""
	}
	at, err := p.DateTime(where)
	if err != nil {
		t.Errorf("%s: %v", p.Value, err)
	}
	if p.ValueType() == ical.ValueDate {
		return at.Format(time.DateOnly)
	}
	return at.In(where).Format("2006-01-02T15:04")
}

func location(t *testing.T, zone string) *time.Location {
	t.Helper()
	where, err := time.LoadLocation(zone)
	if err != nil {
		t.Fatal(err)
	}
	return where
}

// nodeReader prints a file's events as npm's ical.js reads them.
const nodeReader = `
const ICAL = require(process.argv[1]), fs = require("fs")
const zone = process.argv[2]
const clock = t => {
  if (t.isDate) return t.toString()
  const part = Object.fromEntries(new Intl.DateTimeFormat("en-CA", {timeZone: zone, hourCycle: "h23", year: "numeric",
    month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit"}).formatToParts(t.toJSDate()).map(p => [p.type, p.value]))
  return part.year + "-" + part.month + "-" + part.day + "T" + part.hour + ":" + part.minute
}
const out = process.argv.slice(3).map(file => {
  const root = new ICAL.Component(ICAL.parse(fs.readFileSync(file, "utf8")))
  return root.getAllSubcomponents("vevent").map(v => {
    const e = new ICAL.Event(v, {strictExceptions: true})
    return {UID: e.uid, Summary: e.summary, Start: clock(e.startDate), End: clock(e.endDate), Status: v.getFirstPropertyValue("status")}
  })
})
console.log(JSON.stringify(out))
`

func withNode(t *testing.T) reader {
	return func(t *testing.T, file, zone string) []occasion {
		t.Helper()
		return fromNode(t, zone, file)[0]
	}
}

// fromNode reads several files at once.
func fromNode(t *testing.T, zone string, files ...string) [][]occasion {
	t.Helper()
	args := append([]string{"-e", nodeReader, module(t, "ICAL_JS", "ical.js/dist/ical.es5.cjs"), zone}, files...)
	cmd := exec.Command(tool(t, "node"), args...)
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	data, err := cmd.Output()
	if err != nil {
		t.Fatalf("ical.js could not read the files: %v\n%s", err, stderr.String())
	}
	var out [][]occasion
	if err := json.Unmarshal(data, &out); err != nil || len(out) != len(files) {
		t.Fatalf("%v: %d files, %d answers", err, len(files), len(out))
	}
	return out
}

// calendars returns every .ics of a site.
func (w *web) calendars() []string {
	var out []string
	for path := range w.files {
		if strings.HasSuffix(path, ".ics") {
			out = append(out, path)
		}
	}
	slices.Sort(out)
	return out
}

// TestCalendarFiles holds that every calendar of our sites can be read back, and that an event's file and its page
// name one moment.
func TestCalendarFiles(t *testing.T) {
	eachSite(t, func(t *testing.T, w *web) {
		if w.name == "login-gov" {
			t.Skip("this campaign has no events")
		}
		events := 0
		for _, path := range w.calendars() {
			got := withGo(t, filepath.Join(w.dir, path), "UTC")
			if len(got) == 0 {
				t.Errorf("%s holds no event", path)
			}
			page := w.byPath[strings.TrimSuffix(path, ".ics")+"/index.html"]
			if page == nil {
				continue // a year's
			}
			events++
			at := firstTime(page.doc)
			moment, err := time.Parse(time.RFC3339, at)
			if start := got[0].Start; err == nil && start != moment.UTC().Format("2006-01-02T15:04") || err != nil && start != at {
				t.Errorf("%s begins at %s (UTC), its page says %s", path, start, at)
			}
		}
		if events < 4*3 || w.demo && events < 4*10 {
			t.Errorf("%d events in four editions: fewer than the campaign has", events)
		}
	})
}

// TestCalendarFilesInNode holds that ical.js reads out of our files what go-ical does.
func TestCalendarFilesInNode(t *testing.T) {
	slow(t, "Node and npm's ical.js")
	w := named(t, "october")
	var files []string
	for _, path := range w.calendars() {
		files = append(files, filepath.Join(w.dir, path))
	}
	for i, got := range fromNode(t, "America/Toronto", files...) {
		if want := withGo(t, files[i], "America/Toronto"); !slices.Equal(got, want) {
			t.Errorf("%s\nical.js: %+v\ngo-ical: %+v", files[i], got, want)
		}
	}
}

// firstTime returns the datetime of the first <time> of a page's own part.
func firstTime(doc *html.Node) string {
	for n := range doc.Descendants() {
		if n.Type == html.ElementNode && n.Data == "time" {
			return attr(n, "datetime")
		}
	}
	return ""
}
