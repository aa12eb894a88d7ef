package site

import (
	"slices"
	"strings"

	"tocsin/internal/diag"
	"tocsin/internal/rule"
	"tocsin/internal/source"
)

// state says why a rendition is or is not shown.
type state uint8

const (
	live      state = iota
	draft           // its writer is not done with it: like a rendition that is not there
	embargoed       // publish lies ahead
	expired
	withheld // labelled other than TLP:CLEAR, or not for the country
)

// state decides a rendition's release in a country's own time, and notes when that changes.
func (r *resolver) state(f *source.File, m *Front, c *Country) state {
	publish, expires := m.released(c.Zone)
	switch {
	case m.TLP != "" && m.TLP != source.Clear, !m.serves(c.Code):
		return withheld
	case m.Draft:
		return draft
	case !expires.IsZero() && !r.At.Before(expires):
		return expired
	}
	if !expires.IsZero() {
		r.due = append(r.due, Moment{expires, "expires", f.Key, f.Path})
	}
	if r.At.Before(publish) {
		what := "publish"
		if m.Alert != nil {
			if publish.Equal(m.Alert.Start.In(c.Zone)) {
				what = "starts"
			}
			r.embargoedAlert(f, m, c.Zone, publish)
		}
		r.due = append(r.due, Moment{publish, what, f.Key, f.Path})
		return embargoed
	}
	return live
}

// moments sorts what is due and adds the midnights at which a week begins or ends, and the spans of alerts.
func (r *resolver) moments() {
	for _, e := range r.Editions {
		r.alertMoments(e)
		r.weekMoments(e)
	}
	slices.SortFunc(r.due, func(a, b Moment) int {
		if c := a.At.Compare(b.At); c != 0 {
			return c
		}
		return slices.Compare([]string{a.File, a.What}, []string{b.File, b.What})
	})
	r.Moments = slices.CompactFunc(r.due, func(a, b Moment) bool { return a.At.Equal(b.At) && a.Page == b.Page && a.What == b.What })
}

// place decides in which editions a page stands.
func (r *resolver) place(g *group) {
	allowed := g.fronts[g.source].Countries
	r.unknownCountries(g)
	for _, c := range r.Countries {
		if allowed == nil || slices.Contains(allowed, c.Code) {
			r.placeIn(g, c)
		}
	}
}

func (r *resolver) unknownCountries(g *group) {
	named := false
	for _, f := range g.files {
		named = named || len(f.Front.Countries) > 0
	}
	if !named {
		return
	}
	for _, f := range sortedFiles(g) {
		for _, code := range f.Front.Countries {
			if r.country(code) == nil {
				r.diags.Add(f.Pos("countries"), rule.UnknownCountryCountries, "code", code, "countries", r.CountryCodes())
			}
		}
	}
}

func (r *resolver) country(code string) *Country {
	for _, c := range r.Countries {
		if c.Code == code {
			return c
		}
	}
	return nil
}

// rendition is what one edition has of a page.
type rendition struct {
	edition *Edition
	file    *source.File // nil where there is none that counts
	why     rule.Text    // why there is none
	hint    rule.Text    // what to do about it
}

// placeIn applies the country's rule, or the page's own, to the renditions that its languages have.
func (r *resolver) placeIn(g *group, c *Country) {
	var have []rendition
	found, missing := false, false
	for _, e := range c.Editions {
		f := lookup(g.files, e)
		if f == nil {
			have = append(have, rendition{e, nil, rule.PartNoRendition.With("lang", e.Language), rule.HintWrite.With("what", renditionName(g, e.Language))})
			missing = true
			continue
		}
		switch r.state(f, g.fronts[f], c) {
		case live:
			if lacking := r.lackingMessage(f, e); lacking != "" {
				have = append(have, rendition{e, nil, rule.PartMessageLacks.With("id", lacking, "lang", e.Language), rule.HintWriteMessage.With("id", lacking, "lang", e.Language)})
				missing = true
				continue
			}
			found = true
			have = append(have, rendition{edition: e, file: f})
		case draft:
			have = append(have, rendition{e, nil, rule.PartDraft.With("file", f.Path), rule.HintFinishDraft.With()})
			missing = true
		case embargoed:
			r.waiting = append(r.waiting, r.newPage(g, e, f, false))
		}
	}
	if !found {
		return // not this country's, or not out yet: no word of it
	}
	mode := c.Missing
	if own := g.fronts[g.source].Missing; own != nil && own.Mode != "" {
		mode = own.Mode
	}
	if len(have) < len(c.Editions) && mode == Hold {
		missing = true // one language is embargoed, expired or withheld: equal at the same time
	}
	for _, h := range have {
		switch {
		case h.file == nil:
		case missing && mode == Hold:
			r.waiting = append(r.waiting, r.newPage(g, h.edition, h.file, false))
		default:
			r.add(g, h.edition, h.file, false)
		}
	}
	if missing {
		r.lack(g, c, have, mode)
	}
}

// Short names for the source's modes.
const (
	Hold   = source.Hold
	Omit   = source.Omit
	Notice = source.Notice
)

// lack handles the editions that have no rendition of a page which the country otherwise has.
func (r *resolver) lack(g *group, c *Country, have []rendition, mode source.Mode) {
	if mode == Hold {
		r.held = append(r.held, c.Editions...)
	}
	told := false
	for _, h := range have {
		if h.file != nil {
			continue
		}
		told = true
		var what rule.Text
		switch mode {
		case Hold:
			what = rule.PartHeldBack.With("code", c.Code)
		case Omit:
			what = rule.PartLeftOut.With("edition", h.edition.Code)
			r.omitted = append(r.omitted, h.edition)
		case Notice:
			from := r.standIn(g, c, have)
			if from == nil {
				r.omitted = append(r.omitted, h.edition)
				what = rule.PartLeftOut.With("edition", h.edition.Code)
				break
			}
			r.add(g, h.edition, from, true)
			what = rule.PartShownIn.With("edition", h.edition.Code, "tag", from.Tag)
		}
		if g.key == "" {
			continue // homeMissing says it
		}
		r.diags.Add(diag.Pos{File: g.source.Path, Line: 1, Column: 1}, rule.MissingRenditionPage, "why", h.why, "what", what, "hint", h.hint)
	}
	if !told && g.key != "" {
		var late []string
		for _, e := range c.Editions {
			if !slices.ContainsFunc(have, func(h rendition) bool { return h.edition == e }) {
				late = append(late, e.Language)
			}
		}
		r.diags.Add(diag.Pos{File: g.source.Path, Line: 1, Column: 1}, rule.MissingRenditionLate, "langs", strings.Join(late, ", "), "code", c.Code)
	}
}

// standIn picks the rendition that a notice shows: the source's, if this country has it, else the first there is.
func (r *resolver) standIn(g *group, c *Country, have []rendition) *source.File {
	var first *source.File
	for _, h := range have {
		if h.file == nil {
			continue
		}
		if h.file == g.source {
			return h.file
		}
		if first == nil {
			first = h.file
		}
	}
	return first
}

func renditionName(g *group, lang string) string {
	return "content/" + g.source.Key + "." + lang + ".md"
}

func (r *resolver) homeMissing(e *Edition) {
	if e.byKey[""] != nil {
		return
	}
	name := "content/index." + e.Language + ".md"
	at, why, hint := diag.Pos{File: name}, rule.PartNobodyWrote.With(), rule.HintWrite.With("what", name)
	if g := r.groups[""]; g != nil {
		if f := lookup(g.files, e); f != nil {
			at, why, hint = f.Pos("title"), rule.PartNotReleased.With(), rule.HintHomeLive.With()
			if lacking := r.lackingMessage(f, e); lacking != "" {
				why, hint = rule.PartMessageLacks.With("id", lacking, "lang", e.Language), rule.HintWriteMessage.With("id", lacking, "lang", e.Language)
			} else if r.state(f, g.fronts[f], e.Country) == live {
				why = rule.PartOtherHeld.With("code", e.Country.Code)
			}
		}
	}
	r.diags.Add(at, rule.MissingRenditionHome, "edition", e.Code, "why", why, "hint", hint)
}

func sortedFiles(g *group) []*source.File {
	files := make([]*source.File, 0, len(g.files))
	for _, f := range g.files {
		files = append(files, f)
	}
	slices.SortFunc(files, func(a, b *source.File) int {
		if a.Path < b.Path {
			return -1
		}
		return 1
	})
	return files
}
