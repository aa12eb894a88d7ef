package feed

import (
	"strings"
	"time"
	"unicode"
)

// Warning is a message of the Common Alerting Protocol, version 1.2 (OASIS Standard, 1 July 2010), for the public.
// Identifier and Sender hold neither spaces nor commas, "<" nor "&" (section 3.2.1): see [WarningID]. One without
// References is a new alert; one with them takes the place of the messages that it names.
//
// An all-clear is an update whose response type is AllClear, and no cancellation: by section 3.2.1 "Cancel" takes back
// messages as if they had not been sent, while by section 3.2.2 "AllClear" says that the threat is over and that what
// is still to be done stands in the instruction, which people need to read.
type Warning struct {
	Identifier, Sender string
	Sent               time.Time // in the zone that the file is to show
	References         []WarningRef
	Exercise           string        // names the exercise that it is for; empty for an actual alert
	Infos              []WarningInfo // one for each language
}

// WarningRef names an earlier message.
type WarningRef struct {
	Sender, Identifier string
	Sent               time.Time
}

// WarningInfo is what a message says in one language. Event, Urgency, Severity, Certainty, Area and at least one
// Category must be there; the codes are those of section 3.2.2. Texts are plain and may have lines. Zero times and empty
// texts are left out.
type WarningInfo struct {
	Language                                   string // BCP 47
	Categories                                 []string
	Event, Response                            string
	Urgency, Severity, Certainty               string
	Audience                                   string
	Effective, Onset, Expires                  time.Time
	SenderName, Headline, Description, Do, Web string // Do is the instruction
	Contact                                    string
	Area                                       string // in words
	Place                                      string // ISO 3166-1 alpha-2, or ISO 3166-2 of a place within a country; any case
}

// WarningID makes an identifier or a sender of any words: what may not stand in one becomes a hyphen.
func WarningID(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || unicode.IsControl(r) || strings.ContainsRune(",<&", r) {
			return '-'
		}
		return r
	}, s)
}

// AppendTo appends the message as a whole document and returns the longer slice. The order of the elements is that of
// the standard's schema, which is a sequence.
func (w Warning) AppendTo(b []byte) []byte {
	b = append(b, xmlHeader...)
	b = append(b, `<alert xmlns="urn:oasis:names:tc:emergency:cap:1.2">`+"\n"...)
	b = appendElement(b, "  ", "identifier", w.Identifier)
	b = appendElement(b, "  ", "sender", w.Sender)
	b = appendCapTime(b, "  ", "sent", w.Sent)
	status := "Actual"
	if w.Exercise != "" {
		status = "Exercise"
	}
	b = appendElement(b, "  ", "status", status)
	if len(w.References) == 0 {
		b = appendElement(b, "  ", "msgType", "Alert")
	} else {
		b = appendElement(b, "  ", "msgType", "Update")
	}
	b = appendElement(b, "  ", "scope", "Public")
	if w.Exercise != "" {
		b = appendElement(b, "  ", "note", w.Exercise)
	}
	if len(w.References) > 0 {
		refs := make([]string, 0, len(w.References))
		for _, r := range w.References {
			refs = append(refs, r.String())
		}
		b = appendElement(b, "  ", "references", strings.Join(refs, " "))
	}
	for i := range w.Infos {
		b = w.Infos[i].appendTo(b)
	}
	return append(b, "</alert>\n"...)
}

func (i *WarningInfo) appendTo(b []byte) []byte {
	text := func(name, value string) {
		if value != "" {
			b = appendElement(b, "    ", name, value)
		}
	}
	b = append(b, "  <info>\n"...)
	text("language", i.Language)
	for _, c := range i.Categories {
		text("category", c)
	}
	b = appendElement(b, "    ", "event", i.Event)
	text("responseType", i.Response)
	b = appendElement(b, "    ", "urgency", i.Urgency)
	b = appendElement(b, "    ", "severity", i.Severity)
	b = appendElement(b, "    ", "certainty", i.Certainty)
	text("audience", i.Audience)
	b = appendCapTime(b, "    ", "effective", i.Effective)
	b = appendCapTime(b, "    ", "onset", i.Onset)
	b = appendCapTime(b, "    ", "expires", i.Expires)
	text("senderName", i.SenderName)
	text("headline", i.Headline)
	text("description", i.Description)
	text("instruction", i.Do)
	text("web", i.Web)
	text("contact", i.Contact)
	b = append(b, "    <area>\n"...)
	b = appendElement(b, "      ", "areaDesc", i.Area)
	if i.Place != "" {
		list := "ISO3166-1"
		if strings.Contains(i.Place, "-") {
			list = "ISO3166-2"
		}
		b = append(b, "      <geocode>\n"...)
		b = appendElement(b, "        ", "valueName", list)
		b = appendElement(b, "        ", "value", strings.ToUpper(i.Place))
		b = append(b, "      </geocode>\n"...)
	}
	return append(b, "    </area>\n  </info>\n"...)
}

func appendCapTime(b []byte, indent, name string, t time.Time) []byte {
	if t.IsZero() {
		return b
	}
	return appendElement(b, indent, name, capTime(t))
}

// capTime writes a time as section 3.3.2 has it: whole seconds and a numeric offset, which for UTC is -00:00 and never Z.
func capTime(t time.Time) string {
	_, offset := t.Zone()
	if offset == 0 {
		return t.Format("2006-01-02T15:04:05") + "-00:00"
	}
	return t.Format("2006-01-02T15:04:05-07:00")
}

// String is the reference as the standard has it: "sender,identifier,sent".
func (r WarningRef) String() string {
	return r.Sender + "," + r.Identifier + "," + capTime(r.Sent)
}
