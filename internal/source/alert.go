package source

import (
	"slices"
	"strings"
	"time"

	yaml "go.yaml.in/yaml/v4"

	"tocsin/internal/diag"
	"tocsin/internal/rule"
)

// Alert is a warning that holds for a time. Its words are the page's: what stands before the first heading describes,
// what stands under headings is what to do.
type Alert struct {
	Severity     string   // extreme, severe, advisory or all-clear; empty where it is wrong
	Start, End   Date     // a bare End lasts through its day
	Supersedes   string   // the file of the alert that this one replaces, from this file's folder; may be empty
	SupersedesAt diag.Pos // where that was written
	Onset        Date     // when what it warns of began; may be zero
	Urgency      string   // of CAP 1.2, in its own spelling; empty for what follows from the severity
	Certainty    string   // likewise
	Categories   []string // likewise
	Exercise     bool     // nobody is to act on it but those who take part in an exercise
}

// Severities are the words for how loud an alert is, the loudest first. The last one says that it is over.
var Severities = []string{"extreme", "severe", "advisory", "all-clear"}

var (
	alertKeys = []string{"severity", "start", "end", "supersedes", "onset", "urgency", "certainty", "category", "exercise"}

	// The codes of CAP 1.2, section 3.2.2, which a writer may give in small letters.
	urgencies   = []string{"Immediate", "Expected", "Future", "Past", "Unknown"}
	certainties = []string{"Observed", "Likely", "Possible", "Unlikely", "Unknown"}
	categories  = []string{"Geo", "Met", "Safety", "Security", "Rescue", "Fire", "Health", "Env", "Transport", "Infra", "CBRNE", "Other"}
)

// alert reads an alert. K is the key itself, where what is missing is told.
func (r *reader) alert(k, n *yaml.Node) *Alert {
	a := &Alert{}
	var end *yaml.Node
	keys := map[string]bool{}
	r.each(n, alertKeys, func(key string, _, v *yaml.Node) {
		keys[key] = true
		switch key {
		case "severity":
			a.Severity = r.severity(v)
		case "start":
			a.Start = r.date(v)
		case "end":
			a.End, end = r.date(v), v
		case "supersedes":
			a.Supersedes, a.SupersedesAt = r.str(v), r.at(v)
		case "onset":
			a.Onset = r.date(v)
		case "urgency":
			a.Urgency = r.capCode(v, "urgency", urgencies)
		case "certainty":
			a.Certainty = r.capCode(v, "certainty", certainties)
		case "category":
			a.Categories = r.capCategories(v)
		case "exercise":
			a.Exercise = r.boolean(v)
		}
	})
	if resolve(n).Kind == yaml.MappingNode {
		r.alertLacks(k, keys)
	}
	if !a.Start.IsZero() && !a.End.IsZero() && a.Start.fixed == a.End.fixed && !a.End.EndIn(time.UTC).After(a.Start.In(time.UTC)) {
		r.diags.Add(r.at(end), rule.AlertEarly, "until", a.End, "start", a.Start)
		a.End = Date{} // told once
	}
	return a
}

// alertLacks tells what every alert must have.
func (r *reader) alertLacks(k *yaml.Node, keys map[string]bool) {
	for _, must := range []struct {
		key  string
		lack rule.ID
	}{{"severity", rule.AlertNoSeverity}, {"start", rule.AlertNoStart}, {"end", rule.AlertNoEnd}} {
		if !keys[must.key] {
			r.diags.Add(r.at(k), must.lack)
		}
	}
}

func (r *reader) severity(n *yaml.Node) string {
	s := r.str(n)
	if slices.Contains(Severities, s) {
		return s
	}
	r.diags.Add(r.at(n), rule.AlertSeverity, "word", s, "near", diag.Nearest(strings.ReplaceAll(strings.ToLower(s), " ", "-"), Severities))
	return ""
}

func (r *reader) capCode(n *yaml.Node, what string, codes []string) string {
	s := r.str(n)
	for _, code := range codes {
		if strings.EqualFold(s, code) {
			return code
		}
	}
	r.diags.Add(r.at(n), rule.AlertWord, "word", s, "what", what, "words", lowered(codes), "near", diag.Nearest(strings.ToLower(s), lowered(codes)))
	return ""
}

func lowered(words []string) []string {
	out := make([]string, len(words))
	for i, w := range words {
		out[i] = strings.ToLower(w)
	}
	return out
}

// capCategories reads one category, or a list of them.
func (r *reader) capCategories(n *yaml.Node) []string {
	list := n
	if n.Kind != yaml.SequenceNode {
		list = &yaml.Node{Content: []*yaml.Node{n}}
	}
	var out []string
	for c := range r.items(list) {
		if code := r.capCode(resolve(c), "category", categories); code != "" && !slices.Contains(out, code) {
			out = append(out, code)
		}
	}
	return out
}
