package source

import (
	"slices"
	"strings"

	yaml "go.yaml.in/yaml/v4"

	"tocsin/internal/diag"
	"tocsin/internal/rule"
)

// Help makes a page one for readers to whom something has happened: what to do comes first, each as a large target.
type Help struct {
	Actions []HelpAction // at most MaxActions for each country
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

	Countries []string // by their codes, those that have the action; nil for all
	At        diag.Pos
}

// In returns the actions that a country has.
func (h *Help) In(country string) (out []HelpAction) {
	for _, a := range h.Actions {
		if a.Countries == nil || slices.Contains(a.Countries, country) {
			out = append(out, a)
		}
	}
	return out
}

// help reads `help:`. It is text for readers, so a rendition in another language says all of it anew.
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
			r.fewActions(h, k)
		}
	})
	return h
}

// fewActions tells of more actions than a country's readers can take in.
func (r *reader) fewActions(h *Help, k *yaml.Node) {
	codes := []string{""}
	for _, a := range h.Actions {
		codes = append(codes, a.Countries...)
	}
	for _, code := range codes {
		if len(h.In(code)) > MaxActions {
			r.diags.Add(r.at(k), rule.HelpMany, "most", MaxActions)
			return
		}
	}
}

func (r *reader) helpAction(n *yaml.Node) HelpAction {
	a := HelpAction{At: r.at(n)}
	r.each(n, []string{"fact", "link", "text", "countries"}, func(key string, _, v *yaml.Node) {
		switch key {
		case "fact":
			a.Fact = r.str(v)
		case "link":
			a.Link = r.str(v)
		case "text":
			a.Text = r.str(v)
		case "countries":
			a.Countries = r.list(v)
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

// HelpPage is the page to which every page's head leads.
type HelpPage struct {
	Key string // the page's; "" for none
	At  diag.Pos
}

// helpPage reads `help_page:`, a page's key or its file's name under content/: learn/after-an-incident,
// it-happened.en.md.
func (r *reader) helpPage(n *yaml.Node) HelpPage {
	name := r.str(n)
	if file, ok := strings.CutSuffix(strings.TrimPrefix(name, "content/"), ".md"); ok {
		name, _ = tagOf(file)
	}
	return HelpPage{Key: strings.TrimSuffix(name, "/index"), At: r.at(n)}
}
