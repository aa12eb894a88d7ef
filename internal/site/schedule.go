package site

import (
	"maps"
	"slices"
	"strings"

	"tocsin/internal/diag"
	"tocsin/internal/locale"
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
	for _, e := range r.Made() {
		r.alertMoments(e)
		r.weekMoments(e)
	}
	slices.SortFunc(r.due, func(a, b Moment) int {
		if c := a.At.Compare(b.At); c != 0 {
			return c
		}
		return slices.Compare([]string{a.File, a.What}, []string{b.File, b.What})
	})
	type event struct { // which each rendition notes for itself
		at         int64
		page, what string
	}
	known := map[event]bool{}
	r.Moments = slices.DeleteFunc(r.due, func(m Moment) bool {
		e := event{m.At.UnixNano(), m.Page, m.What}
		before := known[e]
		known[e] = true
		return before
	})
}

// place decides in which editions a page stands.
func (r *resolver) place(g *group) {
	allowed := g.fronts[g.source].Countries
	r.unknownCountries(g)
	for _, c := range r.Countries {
		if r.Source.Has(c.Country) && (allowed == nil || locale.Among(allowed, c.Code)) {
			r.placeIn(g, c)
		}
	}
}

func (r *resolver) unknownCountries(g *group) {
	for _, f := range sortedFiles(g) {
		for _, code := range f.Front.Countries {
			if !r.Campaign.Knows(code) {
				r.diags.Add(f.Pos("countries"), rule.UnknownCountryCountries, "code", code, "countries", r.CountryCodes())
			}
		}
	}
}

// rendition is what one edition has of a page.
type rendition struct {
	edition *Edition
	file    *source.File // nil where there is none that counts
	why     rule.Text    // why there is none
	hint    rule.Text    // what to do about it
}

// decision is what a country's rule, or the page's own, makes of the renditions that its languages have: of a page, or of
// a message, which every output that holds messages asks in the same way.
type decision struct {
	have      []rendition // those that are out, and those that are missing; without those that are not due, or withheld
	embargoed []rendition
	mode      source.Mode
	found     bool // something is out
	missing   bool // what the country has is not there in each of its languages
}

// held reports whether the country waits: nothing of it is shown in any of its editions.
func (d *decision) held() bool { return d.missing && d.mode == Hold }

// shown returns the renditions that editions show as their own.
func (d *decision) shown() []rendition {
	if d.held() {
		return nil
	}
	return slices.DeleteFunc(slices.Clone(d.have), func(h rendition) bool { return h.file == nil })
}

// decide is the one place where it is decided what of a page or a message a country has, and whether it waits.
func (r *resolver) decide(g *group, c *Country) decision {
	d := decision{mode: c.Missing}
	if own := g.fronts[g.source].Missing; own != nil && own.Mode != "" {
		d.mode = own.Mode
	}
	lack := func(e *Edition, why, hint rule.Text) {
		d.have = append(d.have, rendition{e, nil, why, hint})
		d.missing = true
	}
	for _, e := range c.Editions {
		f := r.serving(g, e)
		if f == nil {
			lack(e, rule.PartNoRendition.With("lang", e.Language), rule.HintWrite.With("what", renditionName(g, e.Language)))
			continue
		}
		switch r.state(f, g.fronts[f], c) {
		case live:
			if lacking := r.lackingMessage(f, e); lacking != "" {
				lack(e, rule.PartMessageLacks.With("id", lacking, "lang", e.Language), rule.HintWriteMessage.With("id", lacking, "lang", e.Language))
				continue
			}
			d.found = true
			d.have = append(d.have, rendition{edition: e, file: f})
			if own := lookup(g.files, e); own != f && r.state(own, g.fronts[own], c) == embargoed {
				d.embargoed = append(d.embargoed, rendition{edition: e, file: own})
			}
		case draft:
			lack(e, rule.PartDraft.With("file", f.Path), rule.HintFinishDraft.With())
		case embargoed:
			d.embargoed = append(d.embargoed, rendition{edition: e, file: f})
		}
	}
	if d.found && len(d.have) < len(c.Editions) && d.mode == Hold {
		d.missing = true // one language is embargoed, expired or withheld: equal at the same time
	}
	return d
}

// placeIn puts a page into a country's editions.
func (r *resolver) placeIn(g *group, c *Country) {
	d := r.decide(g, c)
	for _, h := range d.embargoed {
		r.waiting = append(r.waiting, r.newPage(g, h.edition, h.file, false))
	}
	if !d.found {
		return // not this country's, or not out yet: no word of it
	}
	if d.held() {
		for _, h := range d.have {
			if h.file != nil {
				r.waiting = append(r.waiting, r.newPage(g, h.edition, h.file, false))
			}
		}
	}
	for _, h := range d.shown() {
		r.add(g, h.edition, h.file, false)
	}
	if d.missing {
		r.lack(g, c, d.have, d.mode)
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
			from := standIn(g, have)
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

// standIn picks the rendition that a notice shows: the source's, if this country has it, else the first there is. One
// there is.
func standIn(g *group, have []rendition) *source.File {
	first := slices.IndexFunc(have, func(h rendition) bool { return h.file != nil })
	if slices.ContainsFunc(have, func(h rendition) bool { return h.file == g.source }) {
		return g.source
	}
	return have[first].file
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
		if f := r.serving(g, e); f != nil {
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
	return slices.SortedFunc(maps.Values(g.files), func(a, b *source.File) int { return strings.Compare(a.Path, b.Path) })
}
