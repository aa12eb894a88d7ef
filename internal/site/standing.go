package site

import (
	"slices"
	"time"

	"tocsin/internal/locale"
	"tocsin/internal/source"
)

// Standing is how a page that somebody wrote stands in one edition at the site's moment: for those who plan and review,
// who need to see what readers do not see yet.
type Standing struct {
	Edition  *Edition
	State    Standpoint
	Page     *Page        // nil unless readers see it
	File     *source.File // the rendition that serves the edition; nil where nobody wrote one
	Front    *Front       // of the rendition, else of the page's source; never nil
	Publish  time.Time    // zero for at once; in the country's zone, like the others
	Expires  time.Time    // zero for never
	ReviewBy time.Time    // the end of the day by which somebody should look at it again; zero for none
	Lacking  string       // for Missing: the id of the message that is missing, where it is not the page itself
}

// Standpoint says whether readers of an edition see a page, and if not, why.
type Standpoint uint8

// The standpoints.
const (
	Absent    Standpoint = iota // the page is not this country's
	Ready                       // readers see it
	Noticed                     // readers see it in the source's language, with a notice
	Missing                     // nobody wrote it, or a message in it, in this language
	Drafted                     // its writer is not done with it
	Held                        // it is whole, and waits for the country's other languages
	Embargoed                   // publish lies ahead
	Expired
	Withheld // labelled other than TLP:CLEAR
)

// Keys lists every page that somebody wrote, sorted; the home page's key is "".
func (s *Site) Keys() []string {
	out := make([]string, 0, len(s.groups))
	for key := range s.groups {
		out = append(out, key)
	}
	slices.Sort(out)
	return out
}

// Standings tells how a page stands in each edition, in the order of Editions; nil for a key that nobody wrote.
func (s *Site) Standings(key string) []Standing {
	g := s.groups[key]
	if g == nil {
		return nil
	}
	r := &resolver{Site: s} // its notes of what is due are thrown away: Moments has them
	out := make([]Standing, 0, len(s.Editions))
	for _, c := range s.Countries {
		allowed := g.fronts[g.source].Countries
		theirs := allowed == nil || locale.Among(allowed, c.Code)
		if theirs {
			theirs = slices.ContainsFunc(c.Editions, func(e *Edition) bool { return lookup(g.files, e) != nil })
		}
		for _, e := range c.Editions {
			st := Standing{Edition: e, File: r.serving(g, e), Page: e.byKey[key], Front: g.fronts[g.source]}
			if st.File != nil {
				st.Front = g.fronts[st.File]
			}
			st.Publish, st.Expires = st.Front.released(c.Zone)
			st.ReviewBy = st.Front.ReviewBy.EndIn(c.Zone)
			if theirs {
				st.State = r.standpoint(&st)
			}
			out = append(out, st)
		}
	}
	return out
}

// SourceOf returns the rendition of a page from which the others are translated, or nil for a key that nobody wrote.
func (s *Site) SourceOf(key string) *source.File {
	if g := s.groups[key]; g != nil {
		return g.source
	}
	return nil
}

func (r *resolver) standpoint(st *Standing) Standpoint {
	switch {
	case st.Page != nil && st.Page.Notice:
		return Noticed
	case st.Page != nil:
		return Ready
	case st.File == nil:
		return Missing
	}
	switch r.state(st.File, st.Front, st.Edition.Country) {
	case draft:
		return Drafted
	case embargoed:
		return Embargoed
	case expired:
		return Expired
	case withheld:
		return Withheld
	}
	if st.Lacking = r.lackingMessage(st.File, st.Edition); st.Lacking != "" {
		return Missing
	}
	return Held
}

// MessageFiles returns the renditions of a message, the source first, then by path; nil for an id that nobody wrote.
func (s *Site) MessageFiles(id string) []*source.File {
	g := s.messageGroups[id]
	if g == nil {
		return nil
	}
	out := []*source.File{g.source}
	for _, f := range sortedFiles(g) {
		if f != g.source {
			out = append(out, f)
		}
	}
	return out
}
