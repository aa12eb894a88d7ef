package source

import (
	yaml "go.yaml.in/yaml/v4"

	"tocsin/internal/diag"
	"tocsin/internal/rule"
)

// Help makes a page one for readers to whom something has happened: what to do comes first, each as a large target.
type Help struct {
	Actions []HelpAction // at most MaxActions
	Exit    bool         // the page offers a way to leave at once, without a step back
	At      diag.Pos
}

// MaxActions is how many actions a page of help may have: who is frightened reads no further.
const MaxActions = 3

// HelpAction is one thing to do: to call, write or open a fact, or to go to a page.
type HelpAction struct {
	Fact string // a fact's name, or ""
	Link string // as a link in the body names a page's file, or ""
	Text string // what readers see
	At   diag.Pos
}

// help reads `help:`; a rendition in another language says the texts anew, and inherits the rest.
func (r *reader) help(k, v *yaml.Node) *Help {
	h := &Help{At: r.at(k)}
	r.each(v, []string{"actions", "exit"}, func(key string, k, v *yaml.Node) {
		switch key {
		case "exit":
			h.Exit = r.boolean(v)
		case "actions":
			for n := range r.items(v) {
				h.Actions = append(h.Actions, r.helpAction(n))
			}
			if len(h.Actions) > MaxActions {
				r.diags.Add(r.at(k), rule.HelpMany, "most", MaxActions)
				h.Actions = h.Actions[:MaxActions]
			}
		}
	})
	return h
}

func (r *reader) helpAction(n *yaml.Node) HelpAction {
	a := HelpAction{At: r.at(n)}
	r.each(n, []string{"fact", "link", "text"}, func(key string, _, v *yaml.Node) {
		switch key {
		case "fact":
			a.Fact = r.str(v)
		case "link":
			a.Link = r.str(v)
		case "text":
			a.Text = r.str(v)
		}
	})
	switch {
	case (a.Fact == "") == (a.Link == ""):
		r.diags.Add(a.At, rule.HelpAction)
	case a.Text == "":
		r.diags.Add(a.At, rule.HelpText)
	}
	return a
}
