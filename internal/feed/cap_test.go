package feed

import (
	"encoding/xml"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
)

var toronto = time.FixedZone("", -4*3600)

func warningOf(change func(*Warning)) Warning {
	start := time.Date(2026, 10, 14, 9, 0, 0, 0, toronto)
	w := Warning{Identifier: "alerts.texts-ca", Sender: "october.example", Sent: start, Infos: []WarningInfo{{
		Language: "en-CA", Categories: []string{"Security", "Infra"}, Event: "Phishing", Urgency: "Expected", Severity: "Severe", Certainty: "Observed",
		Audience: "Older people", Effective: start, Expires: start.Add(48 * time.Hour), SenderName: "October", Headline: "Texts <b> & \"links\"",
		Description: "One.\n\nTwo.", Do: "Delete.", Web: "https://october.example/?a=1&b=2", Contact: "hello@october.example", Area: "Canada", Place: "ca"}}}
	if change != nil {
		change(&w)
	}
	return w
}

func TestWarning(t *testing.T) {
	const want = `<?xml version="1.0" encoding="UTF-8"?>
<alert xmlns="urn:oasis:names:tc:emergency:cap:1.2">
  <identifier>alerts.texts-ca</identifier>
  <sender>october.example</sender>
  <sent>2026-10-14T09:00:00-04:00</sent>
  <status>Actual</status>
  <msgType>Alert</msgType>
  <scope>Public</scope>
  <info>
    <language>en-CA</language>
    <category>Security</category>
    <category>Infra</category>
    <event>Phishing</event>
    <urgency>Expected</urgency>
    <severity>Severe</severity>
    <certainty>Observed</certainty>
    <audience>Older people</audience>
    <effective>2026-10-14T09:00:00-04:00</effective>
    <expires>2026-10-16T09:00:00-04:00</expires>
    <senderName>October</senderName>
    <headline>Texts &lt;b&gt; &amp; "links"</headline>
    <description>One.

Two.</description>
    <instruction>Delete.</instruction>
    <web>https://october.example/?a=1&amp;b=2</web>
    <contact>hello@october.example</contact>
    <area>
      <areaDesc>Canada</areaDesc>
      <geocode>
        <valueName>ISO3166-1</valueName>
        <value>CA</value>
      </geocode>
    </area>
  </info>
</alert>
`
	if got := string(warningOf(nil).AppendTo(nil)); got != want {
		t.Errorf("the message is\n%s", got)
	}
}

// schema is the sequence of CAP-v1.2.xsd, as far as we write it: each element with its path, whether it must be there,
// whether it may come again, and what it may hold.
var schema = []struct {
	name       string
	must, many bool
	holds      string
}{
	{"alert/identifier", true, false, `[^\s,<&]+`}, {"alert/sender", true, false, `[^\s,<&]+`}, {"alert/sent", true, false, capMoment},
	{"alert/status", true, false, "Actual|Exercise|System|Test|Draft"}, {"alert/msgType", true, false, "Alert|Update|Cancel|Ack|Error"},
	{"alert/scope", true, false, "Public|Restricted|Private"}, {"alert/note", false, false, `.+`},
	{"alert/references", false, false, capReference + `( ` + capReference + `)*`}, {"alert/info", false, true, ``},
	{"info/language", false, false, `[a-zA-Z]{1,8}(-[a-zA-Z0-9]{1,8})*`},
	{"info/category", true, true, "Geo|Met|Safety|Security|Rescue|Fire|Health|Env|Transport|Infra|CBRNE|Other"}, {"info/event", true, false, `.+`},
	{"info/responseType", false, true, "Shelter|Evacuate|Prepare|Execute|Avoid|Monitor|Assess|AllClear|None"},
	{"info/urgency", true, false, "Immediate|Expected|Future|Past|Unknown"}, {"info/severity", true, false, "Extreme|Severe|Moderate|Minor|Unknown"},
	{"info/certainty", true, false, "Observed|Likely|Possible|Unlikely|Unknown"}, {"info/audience", false, false, `.+`},
	{"info/effective", false, false, capMoment}, {"info/onset", false, false, capMoment}, {"info/expires", false, false, capMoment},
	{"info/senderName", false, false, `.+`}, {"info/headline", false, false, `.+`}, {"info/description", false, false, `(?s).+`},
	{"info/instruction", false, false, `(?s).+`}, {"info/web", false, false, `https?://.+`}, {"info/contact", false, false, `.+`}, {"info/area", false, true, ``},
	{"area/areaDesc", true, false, `.+`}, {"area/geocode", false, true, ``}, {"geocode/valueName", true, false, `.+`}, {"geocode/value", true, false, `.+`},
}

const (
	capMoment    = `\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[-+]\d\d:\d\d`
	capReference = `[^\s,<&]+,[^\s,<&]+,` + capMoment
)

type capNode struct {
	XMLName  xml.Name
	Text     string    `xml:",chardata"`
	Children []capNode `xml:",any"`
}

// capProblems holds a message against the schema.
func capProblems(data []byte) (out []string) {
	var root capNode
	if err := xml.Unmarshal(data, &root); err != nil {
		return []string{err.Error()}
	}
	if root.XMLName != (xml.Name{Space: "urn:oasis:names:tc:emergency:cap:1.2", Local: "alert"}) {
		return []string{fmt.Sprintf("the root is %v", root.XMLName)}
	}
	var walk func(n capNode)
	walk = func(n capNode) {
		last, seen := -1, map[string]int{}
		for _, c := range n.Children {
			name := n.XMLName.Local + "/" + c.XMLName.Local
			at := slices.IndexFunc(schema, func(s struct {
				name       string
				must, many bool
				holds      string
			}) bool {
				return s.name == name
			})
			if at < 0 || at < last || c.XMLName.Space != root.XMLName.Space {
				out = append(out, name+" is not known, or stands in the wrong place")
				continue
			}
			last = at
			if seen[name]++; seen[name] > 1 && !schema[at].many {
				out = append(out, name+" comes twice")
			}
			if h := schema[at].holds; h != "" && !regexp.MustCompile(`^(?:`+h+`)$`).MatchString(c.Text) {
				out = append(out, fmt.Sprintf("%s holds %q", name, c.Text))
			}
			walk(c)
		}
		for _, s := range schema {
			if parent, _, _ := strings.Cut(s.name, "/"); parent == n.XMLName.Local && s.must && seen[s.name] == 0 {
				out = append(out, s.name+" is missing")
			}
		}
	}
	walk(root)
	return out
}

func TestWarningAgainstTheSchema(t *testing.T) {
	ref := WarningRef{Sender: "october.example", Identifier: "alerts.before-ca", Sent: time.Date(2026, 10, 10, 8, 0, 0, 0, time.UTC)}
	for _, c := range []struct {
		name   string
		change func(*Warning)
		holds  string // what must be in it
	}{
		{"an alert", nil, "<msgType>Alert</msgType>"},
		{"an update", func(w *Warning) { w.References = []WarningRef{ref, ref} }, "<references>october.example,alerts.before-ca,2026-10-10T08:00:00-00:00 october.example,"},
		{"is an update", func(w *Warning) { w.References = []WarningRef{ref} }, "<msgType>Update</msgType>"},
		{"an exercise", func(w *Warning) { w.Exercise = "autumn" }, "<status>Exercise</status>"},
		{"all clear", func(w *Warning) { w.Infos[0].Response = "AllClear" }, "<responseType>AllClear</responseType>"},
		{"UTC is never Z", func(w *Warning) { w.Sent = w.Sent.UTC() }, "<sent>2026-10-14T13:00:00-00:00</sent>"},
		{"parts of seconds are left out", func(w *Warning) { w.Sent = w.Sent.Add(123456789) }, "<sent>2026-10-14T09:00:00-04:00</sent>"},
		{"half an hour", func(w *Warning) { w.Sent = w.Sent.In(time.FixedZone("", -(2*3600 + 1800))) }, "<sent>2026-10-14T10:30:00-02:30</sent>"},
		{"two languages", func(w *Warning) { w.Infos = append(w.Infos, w.Infos[0]) }, "<info>"},
		{"only what must be", func(w *Warning) {
			w.Infos = []WarningInfo{{Categories: []string{"Other"}, Event: "E", Urgency: "Past", Severity: "Minor", Certainty: "Likely", Area: "A"}}
		}, "<areaDesc>A</areaDesc>"},
		{"controls", func(w *Warning) { w.Infos[0].Headline = "a\x00b\x1bc\uFFFEd\xff" }, "<headline>abcd\uFFFD</headline>"},
	} {
		data := warningOf(c.change).AppendTo(nil)
		for _, p := range capProblems(data) {
			t.Errorf("%s: %s", c.name, p)
		}
		if !strings.Contains(string(data), c.holds) {
			t.Errorf("%s: %q is not in\n%s", c.name, c.holds, data)
		}
	}
	// And the table is one that can fail.
	for _, bad := range []func(*Warning){func(w *Warning) { w.Sender = "a b" }, func(w *Warning) { w.Identifier = "a,b" }, func(w *Warning) { w.Infos[0].Urgency = "now" },
		func(w *Warning) { w.Infos[0].Categories = nil }, func(w *Warning) { w.Infos[0].Event = "" }, func(w *Warning) { w.Sent = time.Time{} }} {
		if len(capProblems(warningOf(bad).AppendTo(nil))) == 0 {
			t.Error("a message that breaks the schema passes")
		}
	}
}

func TestWarningID(t *testing.T) {
	for in, want := range map[string]string{"alerts.a-ca": "alerts.a-ca", "a b,c<d&e\tf": "a-b-c-d-e-f", "été": "été", "a\u00a0b\x00": "a-b-"} {
		if got := WarningID(in); got != want {
			t.Errorf("WarningID(%q) = %q, want %q", in, got, want)
		}
	}
}
