package site

import (
	"slices"
	"strings"

	"tocsin/internal/markdown"
	"tocsin/internal/source"
)

// chooseMessages decides which file serves each message in each edition, and finds cycles.
func (r *resolver) chooseMessages() {
	byID := map[string]map[string]*source.File{}
	var ids []string
	for _, f := range r.Source.Messages {
		if byID[f.Key] == nil {
			byID[f.Key] = map[string]*source.File{}
			ids = append(ids, f.Key)
		}
		byID[f.Key][f.Tag] = f
	}
	slices.Sort(ids)
	r.messageTags = byID
	for _, e := range r.Editions {
		for _, id := range ids {
			f := lookup(byID[id], e)
			if f == nil {
				continue
			}
			front := f.Front
			if front.Countries != nil && !slices.Contains(front.Countries, e.Country.Code) {
				continue
			}
			if r.state(f, &front, e.Country) == live {
				e.messages[id] = f
			}
		}
	}
	for _, e := range r.Editions {
		for _, id := range ids {
			r.cycle(e, id, nil)
		}
	}
}

// cycle reports a message that includes itself, by way of others or at once, and takes it out of the edition so that
// nothing later runs in a circle.
func (r *resolver) cycle(e *Edition, id string, chain []string) {
	f := e.messages[id]
	if f == nil || r.acyclic[cycleKey{e, id}] {
		return
	}
	chain = append(chain, id)
	for _, ref := range f.Doc(e.Typography).Messages {
		if !allows(f.Doc(e.Typography), ref.Guards, e.Country.Code) {
			continue
		}
		if i := slices.Index(chain, ref.ID); i >= 0 {
			ring := append(slices.Clone(chain[i:]), ref.ID)
			r.diags.Errorf(ref.At, "message-cycle", "take one of these inclusions out", "the message includes itself: %s", strings.Join(ring, " → "))
			delete(e.messages, id)
			return
		}
		r.cycle(e, ref.ID, chain)
	}
	r.acyclic[cycleKey{e, id}] = true
}

type cycleKey struct {
	e  *Edition
	id string
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

// maxDepth bounds messages within messages; a cycle never gets this far.
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

// lackingMessage returns the first message that a rendition shows in an edition and that has renditions in other
// languages of the country but none in this one.
func (r *resolver) lackingMessage(f *source.File, e *Edition) (lacking string) {
	doc := f.Doc(e.Typography)
	e.Includes(doc, func(ref markdown.Ref, file *source.File) {
		if file == nil && lacking == "" && lookup(r.messageTags[ref.ID], e) == nil && r.elsewhere(ref.ID, e) {
			lacking = ref.ID
		}
	})
	return lacking
}

func (r *resolver) elsewhere(id string, e *Edition) bool {
	for _, other := range e.Country.Editions {
		if other != e && lookup(r.messageTags[id], other) != nil {
			return true
		}
	}
	return false
}

// MessageExists says whether any language has the message, released or not: to tell a slip of the pen from a gap.
func (s *Site) MessageExists(id string) bool { return s.messageTags[id] != nil }

// MessageIDs lists every message of the campaign, sorted.
func (s *Site) MessageIDs() []string {
	out := make([]string, 0, len(s.messageTags))
	for id := range s.messageTags {
		out = append(out, id)
	}
	slices.Sort(out)
	return out
}

// Messages lists the ids of the edition's released messages, sorted.
func (e *Edition) Messages() []string {
	out := make([]string, 0, len(e.messages))
	for id := range e.messages {
		out = append(out, id)
	}
	slices.Sort(out)
	return out
}

// OwnerOf returns who owns a message: what its file says, or its source's file.
func (s *Site) OwnerOf(f *source.File) string {
	if f.Front.Owner != "" {
		return f.Front.Owner
	}
	if src := s.messageTags[f.Key][s.Campaign.SourceLanguage]; src != nil {
		return src.Front.Owner
	}
	return ""
}
