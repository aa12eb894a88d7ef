package render

import (
	"html/template"
	"strings"

	"tocsin/internal/markdown"
	"tocsin/internal/site"
	"tocsin/internal/source"
)

// Help is what a page of help says first.
type Help struct {
	Actions []Action
	Exit    string // where a reader leaves to who must not be seen here; empty without a way out
}

// Action is one thing to do.
type Action struct {
	Text   string        // "Call the Anti-Fraud Centre"
	Detail string        // what it opens, as it is read: "1-888-495-8501"; empty for a page of the site
	Beside template.HTML // when somebody answers, and in which languages; may be empty
	Href   template.URL  // tel: too, which html/template refuses in a plain string
}

// harmless is where a reader leaves to in a hurry: a page that everybody may have open.
const harmless = "https://www.wikipedia.org/"

// help fills what the page says first: a page of help has no week, no rings and no list of contents before it.
func (s *edition) help(v *View, p *site.Page) {
	h := p.Front.Help
	if h == nil {
		return
	}
	v.Week, v.WeekLabel, v.Rings, v.Contents, v.Prev, v.Next = 0, "", 0, nil, nil, nil
	v.Help = &Help{}
	if h.Exit {
		v.Help.Exit = harmless
	}
	voice := s.r.editions[p.Voice()]
	for _, a := range h.In(s.Country.Code) {
		out := Action{Text: voice.Typeset(a.Text)}
		if a.Fact != "" {
			fact, _, ok := voice.Fact(a.Fact)
			if !ok {
				continue
			}
			out.Detail, out.Href = voice.readFact(fact), template.URL(fact.Href(voice.Language))
			out.Beside = template.HTML(strings.TrimSpace(voice.beside(fact)))
			if fact.Kind == source.FactText {
				continue
			}
		} else {
			f := &pageFiller{r: s.r, page: p, voice: voice}
			href, _ := f.href(p.File, markdown.Link{Dest: a.Link})
			out.Href = template.URL(href)
		}
		if out.Href != "" {
			v.Help.Actions = append(v.Help.Actions, out)
		}
	}
}

// helpLink leads whoever needs help to the page of the campaign that gives it; nil without one.
func (s *edition) helpLink(current *site.Page) *Link {
	p := s.HelpPage()
	if p == nil {
		return nil
	}
	return &Link{Text: s.text("help-link", "other", nil), Href: p.Href(s.Edition), Current: p == current}
}

// Finding is a form that leads to the search with what a reader typed.
type Finding struct{ Action string }
