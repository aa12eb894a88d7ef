package site

import (
	"slices"
	"strings"

	"tocsin/internal/diag"
	"tocsin/internal/locale"
	"tocsin/internal/rule"
	"tocsin/internal/source"
)

// terms makes the topic and audience pages of an edition: one for each term that a released page names.
func (r *resolver) terms(e *Edition) {
	c := r.Campaign
	r.termsOf(e, topicsKey, c.Topics, func(p *Page) ([]string, *[]*Page) { return p.Front.Topics, &p.Topics })
	r.termsOf(e, audiencesKey, c.Audiences, func(p *Page) ([]string, *[]*Page) { return p.Front.Audiences, &p.Audiences })
}

func (r *resolver) termsOf(e *Edition, key string, known []source.Term, of func(*Page) ([]string, *[]*Page)) {
	pages, written := map[string]*Page{}, map[string]*Page{} // by id, and by id as it is written
	slugs := map[string]bool{}
	for _, p := range slices.Clone(e.Pages) {
		ids, list := of(p)
		if p.Unlisted() {
			for _, id := range ids {
				r.unknownTerm(p, key, termID(id), known)
			}
			continue
		}
		for _, as := range ids {
			if t := written[as]; t != nil && !slices.Contains(*list, t) {
				*list = append(*list, t)
				t.Children = append(t.Children, p)
				continue
			}
			id := termID(as)
			t := pages[id]
			if t == nil {
				r.unknownTerm(p, key, id, known)
				t = &Page{Edition: e, Key: key + "/" + id, Kind: TermPage, Language: e.Language, Front: noFront, Title: e.Typeset(termName(known, id, e.Language))}
				if s := locale.Slug(t.Title); s == "" || slugs[s] {
					t.Front = &Front{Front: &source.Front{Slug: id}, From: noFront.From}
				} else {
					slugs[s] = true
				}
				if e.byKey[t.Key] != nil {
					t = e.byKey[t.Key] // somebody wrote a page for the term
					t.Kind = TermPage
				} else {
					e.byKey[t.Key] = t
					e.Pages = append(e.Pages, t)
				}
				pages[id] = t
			}
			written[as] = t
			if !slices.Contains(*list, t) {
				*list = append(*list, t)
				t.Children = append(t.Children, p)
			}
		}
	}
	if len(pages) == 0 {
		return
	}
	index := e.byKey[key]
	if index == nil {
		index = &Page{Edition: e, Key: key, Language: e.Language, Front: noFront}
		index.Title, _ = e.Text(key, "other")
		e.byKey[key] = index
		e.Pages = append(e.Pages, index)
	}
	index.Kind = Terms
}

// termID is a topic's or audience's name as the last part of its page's key: case tells no two of them apart, and a
// slash makes no folder.
func termID(s string) string { return strings.ReplaceAll(strings.ToLower(s), "/", "-") }

// unknownTerm warns of a topic that campaign.yaml does not name, where it names any.
func (r *resolver) unknownTerm(p *Page, key, id string, known []source.Term) {
	if len(known) == 0 || slices.ContainsFunc(known, func(t source.Term) bool { return termID(t.ID) == id }) {
		return
	}
	ids := make([]string, 0, len(known))
	for _, t := range known {
		ids = append(ids, t.ID)
	}
	r.diags.Add(p.Pos(key), rule.UnknownTerm, "id", id, "key", key, "near", diag.Nearest(id, ids))
}

// Topic returns the page of a topic, by its name in campaign.yaml; nil where no released page is about it.
func (e *Edition) Topic(id string) *Page { return e.term(topicsKey, id) }

// Audience returns the page of an audience, by its name in campaign.yaml; nil where no released page is for it.
func (e *Edition) Audience(id string) *Page { return e.term(audiencesKey, id) }

func (e *Edition) term(folder, id string) *Page {
	if p := e.byKey[folder+"/"+termID(id)]; p != nil && p.Kind == TermPage {
		return p
	}
	return nil
}

func termName(known []source.Term, id, lang string) string {
	for _, t := range known {
		if termID(t.ID) == id {
			if name := t.Name.In(lang); name != "" {
				return name
			}
		}
	}
	return Humanize(id)
}
