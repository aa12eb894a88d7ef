package site

import (
	"slices"
	"strings"
	"time"

	"tocsin/internal/markdown"
	"tocsin/internal/rule"
	"tocsin/internal/source"
)

// chooseMessages decides which file serves each message in each edition, and finds cycles.
func (r *resolver) chooseMessages() {
	ids := r.MessageIDs()
	for _, e := range r.Made() {
		for _, id := range ids {
			g := r.messageGroups[id]
			if f := r.serving(g, e); f != nil && r.state(f, g.fronts[f], e.Country) == live {
				e.messages[id] = f
			}
		}
	}
	for _, e := range r.Made() {
		w := weigher{resolver: r, e: e, weights: map[string]weight{}}
		for _, id := range ids {
			w.weigh(id, nil)
		}
	}
	r.indexes = map[*Edition]messageIndex{}
	for _, e := range r.Made() {
		r.indexes[e] = r.messageIndex(e, ids)
	}
	r.releaseMessages(ids)
}

// releaseMessages decides which messages come out by themselves, as pages are placed: a country that waits for a message
// in one language gives it to nobody, and an edition never shows one that lacks a message within.
func (r *resolver) releaseMessages(ids []string) {
	for _, id := range ids {
		for _, c := range r.Countries {
			if !r.Source.Has(c.Country) {
				continue
			}
			d := r.decide(r.messageGroups[id], c)
			for _, h := range d.shown() {
				if h.edition.messages[id] != nil { // else it was taken out with an error
					h.edition.released = append(h.edition.released, id)
				}
			}
		}
	}
}

// messageIndex is what pages ask of an edition's messages, each of them thousands of times.
type messageIndex struct {
	lacking map[string]bool      // by id: what the country has and this edition has not, here or in a message within
	updated map[string]time.Time // by id: the newest date of the message and of those within; nothing for none
}

func (r *resolver) messageIndex(e *Edition, ids []string) messageIndex {
	v := messageIndex{map[string]bool{}, map[string]time.Time{}}
	for _, id := range ids {
		f := e.messages[id]
		if f == nil {
			if r.elsewhere(id, e) {
				v.lacking[id] = true
			}
			continue
		}
		newest := r.FrontOf(f).Updated.In(e.Country.Zone)
		e.Includes(f.Doc(e.Typography), func(ref markdown.Ref, within *source.File) {
			switch {
			case within != nil:
				newest = later(newest, r.FrontOf(within).Updated.In(e.Country.Zone))
			case r.elsewhere(ref.ID, e):
				v.lacking[id] = true
			}
		})
		if !newest.IsZero() {
			v.updated[id] = newest
		}
	}
	return v
}

// maxWithin bounds how many messages one message may bring in, by way of others: doubling twenty times makes a million.
const maxWithin = 200

// weight is how many messages a message brings in, itself included, and how deep they lie within each other.
type weight struct{ all, deep int }

// weigher finds the weights of an edition's messages.
type weigher struct {
	*resolver
	e       *Edition
	weights map[string]weight
}

// weigh reports a message that includes itself, by way of others or at once, or that grows beyond the limits, and takes
// it out of the edition so that nothing later runs in a circle.
func (w *weigher) weigh(id string, chain []string) weight {
	f := w.e.messages[id]
	if f == nil || w.weights[id].all > 0 {
		return w.weights[id]
	}
	chain = append(chain, id)
	doc, sum := f.Doc(w.e.Typography), weight{1, 1}
	for _, ref := range doc.Messages {
		if !w.e.Allows(doc, ref.Guards) {
			continue
		}
		if i := slices.Index(chain, ref.ID); i >= 0 {
			ring := append(slices.Clone(chain[i:]), ref.ID)
			w.diags.Add(ref.At, rule.MessageCycle, "ring", strings.Join(ring, " → "))
			delete(w.e.messages, id)
			w.e.refused[id] = true
			return weight{}
		}
		part := w.weigh(ref.ID, chain)
		sum = weight{sum.all + part.all, max(sum.deep, part.deep+1)}
		if sum.all > maxWithin || sum.deep > maxDepth {
			w.diags.Add(ref.At, rule.LimitWithin, "most", maxWithin, "deep", maxDepth)
			delete(w.e.messages, id)
			w.e.refused[id] = true
			return weight{}
		}
	}
	w.weights[id] = sum
	return sum
}

// allows reports whether every guard round a thing lets a country through.
func allows(d *markdown.Document, guards []int32, country string) bool {
	for _, g := range guards {
		if !d.Guards[g].Allows(country) {
			return false
		}
	}
	return true
}

// Allows reports whether a thing in the document (a link, a heading …) that stands in these guards is shown in the edition.
func (e *Edition) Allows(d *markdown.Document, guards []int32) bool {
	return allows(d, guards, e.Country.Code)
}

// Includes calls f for every message that a document shows in the edition, messages of messages too, each with the
// reference that includes it. A message that is not there is passed with a nil file.
func (e *Edition) Includes(d *markdown.Document, f func(ref markdown.Ref, file *source.File)) {
	e.includes(d, f, 0)
}

// maxDepth bounds messages within messages.
const maxDepth = 20

func (e *Edition) includes(d *markdown.Document, f func(markdown.Ref, *source.File), depth int) {
	for _, ref := range d.Messages {
		if !allows(d, ref.Guards, e.Country.Code) || depth > maxDepth {
			continue
		}
		file := e.messages[ref.ID]
		f(ref, file)
		if file != nil {
			e.includes(file.Doc(e.Typography), f, depth+1)
		}
	}
}

// lackingMessage returns the first message that a rendition shows in an edition and that the country has in another
// language but not in this one: because nobody wrote it, or because it is not released in this one alone.
func (r *resolver) lackingMessage(f *source.File, e *Edition) (lacking string) {
	if len(r.indexes[e].lacking) == 0 {
		return ""
	}
	e.Includes(f.Doc(e.Typography), func(ref markdown.Ref, file *source.File) {
		if file == nil && lacking == "" && r.elsewhere(ref.ID, e) {
			lacking = ref.ID
		}
	})
	return lacking
}

func (r *resolver) elsewhere(id string, e *Edition) bool {
	g := r.messageGroups[id]
	if g == nil {
		return false
	}
	written := lookup(g.files, e) != nil
	for _, other := range e.Country.Editions {
		if other.messages[id] != nil || !written && lookup(g.files, other) != nil {
			return true
		}
	}
	return false
}

// MessageExists says whether any language has the message, released or not: to tell a slip of the pen from a gap.
func (s *Site) MessageExists(id string) bool {
	return s.messageGroups[id] != nil || s.Source.Unread(id, true)
}

// MessageIDs lists every message of the campaign, sorted.
func (s *Site) MessageIDs() []string {
	out := make([]string, 0, len(s.messageGroups))
	for id := range s.messageGroups {
		out = append(out, id)
	}
	slices.Sort(out)
	return out
}

// Messages lists the ids of the messages that come out by themselves in the edition, sorted: what messages.json, toolkits
// and the like may hold. A page may show others too, where its own rule does not wait for what the country waits for.
func (e *Edition) Messages() []string { return e.released }

// OwnerOf returns who owns a message: what its file says, or its source's file.
func (s *Site) OwnerOf(f *source.File) string { return s.FrontOf(f).Owner }

// FrontOf returns a message's front matter with what it inherits from its source.
func (s *Site) FrontOf(f *source.File) *source.Front {
	if g := s.messageGroups[f.Key]; g != nil && g.fronts[f] != nil {
		return g.fronts[f].Front
	}
	return &f.Front
}
