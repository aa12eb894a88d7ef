package quality_test

import (
	"bytes"
	"encoding/xml"
	"path"
	"strings"
	"testing"
)

// capAlert is a message of the Common Alerting Protocol, with what version 1.2 requires of one for the public.
type capAlert struct {
	XMLName    xml.Name `xml:"urn:oasis:names:tc:emergency:cap:1.2 alert"`
	Identifier string   `xml:"identifier"`
	Sender     string   `xml:"sender"`
	Sent       string   `xml:"sent"`
	Status     string   `xml:"status"`
	Type       string   `xml:"msgType"`
	Scope      string   `xml:"scope"`
	References string   `xml:"references"`
	Infos      []struct {
		Language  string   `xml:"language"`
		Category  []string `xml:"category"`
		Event     string   `xml:"event"`
		Urgency   string   `xml:"urgency"`
		Severity  string   `xml:"severity"`
		Certainty string   `xml:"certainty"`
		Expires   string   `xml:"expires"`
		Headline  string   `xml:"headline"`
		Web       string   `xml:"web"`
		Area      []string `xml:"area>areaDesc"`
	} `xml:"info"`
}

// TestAlerts holds every alert's page, CAP file and feed against each other: a file that is complete, of the page that
// it names, in languages that have that page, and told of in the feed.
func TestAlerts(t *testing.T) {
	eachSite(t, func(t *testing.T, w *web) {
		seen := map[string][]byte{} // by identifier; the languages of a country share a message
		for _, p := range w.pages {
			if p.kind != "alert" {
				continue
			}
			name := path.Dir(p.path) + "/cap.xml"
			data := w.data(t, name)
			var a capAlert
			if err := xml.Unmarshal(data, &a); err != nil {
				t.Errorf("%s: %v", name, err)
				continue
			}
			if strings.ContainsAny(a.Identifier+a.Sender, " ,<&\t\n") || a.Identifier == "" || a.Sender == "" || a.Status == "" || a.Type == "" || a.Scope != "Public" ||
				!isMoment(a.Sent) || strings.HasSuffix(a.Sent, "Z") || (a.Type == "Update") != (a.References != "") || len(a.Infos) == 0 {
				t.Errorf("%s lacks what a message must have: %+v", name, a)
			}
			for _, i := range a.Infos {
				if i.Language == "" || len(i.Category) == 0 || i.Event == "" || i.Urgency == "" || i.Severity == "" || i.Certainty == "" || i.Headline == "" || len(i.Area) != 1 || !isMoment(i.Expires) {
					t.Errorf("%s lacks what it must have in %s: %+v", name, i.Language, i)
				}
				if to := w.at(i.Web); to == nil || to.lang != i.Language || to.kind != "alert" {
					t.Errorf("%s leads to %s, which is not this alert in %s", name, i.Web, i.Language)
				}
			}
			if other := seen[a.Identifier]; other != nil && !bytes.Equal(other, data) {
				t.Errorf("%s: another message is called %s, too", name, a.Identifier)
			}
			seen[a.Identifier] = data
			feed := path.Join(path.Dir(path.Dir(p.path)), "feed.xml")
			if !bytes.Contains(w.data(t, feed), []byte("<title>")) || !bytes.Contains(w.data(t, feed), []byte(path.Base(path.Dir(p.path))+"/cap.xml")) {
				t.Errorf("%s does not tell of %s", feed, name)
			}
		}
		for name := range w.editions() {
			for _, p := range w.editions()[name] {
				if bytes.Count(p.raw, []byte(`<section class="alerts" aria-label=`)) > 1 || bytes.Contains(p.raw, []byte(`role="alert"`)) {
					t.Errorf("%s has more than one banner, or one that interrupts", p.path)
				}
			}
		}
	})
}
