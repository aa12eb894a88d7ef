package markdown

import (
	"hash/crc32"
	"slices"
)

// Shown passes on what pages of a country show of the body, in order: text gets each piece of HTML, hole each hole between
// two pieces, and says whether anything stands there. What stands in guards for others is left out, and so are a
// speaker's notes unless they are asked for; of a message that is not there, not even its line stays.
func (d *Document) Shown(country string, notes bool, text func(html string), hole func(Hole) bool) {
	at := int32(0)
	for i := 0; i < len(d.Body.Holes); i++ {
		h := d.Body.Holes[i]
		text(d.Body.HTML[at:h.At])
		at = h.At
		switch {
		case h.Kind == GuardOpen && !d.Guards[h.Index].Allows(country), h.Kind == NotesOpen && !notes:
			i = int(h.Skip)
			at = d.Body.Holes[i].At
		case !hole(h):
			at = d.Body.Without(h)
		}
	}
	text(d.Body.HTML[at:])
}

// Without returns the offset in the HTML at which it goes on where nothing fills a hole: behind the end of its line, where
// it has one of its own.
func (f Fragment) Without(h Hole) int32 {
	if (h.Kind == MessageAt || h.Kind == FactTableAt) && int(h.At) < len(f.HTML) && f.HTML[h.At] == '\n' {
		return h.At + 1
	}
	return h.At
}

// Sum is a checksum of what pages of a country show of the body, with the alternative texts of its pictures: what is not
// shown has no part in it. There says of a message whether it is. It costs nothing where all of the body is shown.
func (d *Document) Sum(country string, notes bool, there func(message string) bool) uint32 {
	absent := func(m Ref) bool { return !there(m.ID) }
	if len(d.Guards) == 0 && (notes || len(d.Notes) == 0) && !slices.ContainsFunc(d.Messages, absent) {
		return d.Checksum
	}
	return d.checksum(country, notes, there)
}

func (d *Document) checksum(country string, notes bool, there func(message string) bool) (sum uint32) {
	add := func(s string) { sum = crc32.Update(sum, castagnoli, []byte(s)) }
	d.Shown(country, notes, add, func(h Hole) bool {
		switch h.Kind {
		case MessageAt:
			id := d.Messages[h.Index].ID
			if !there(id) {
				return false
			}
			add("\x00" + id)
		case ImageAt:
			add("\x00" + d.Images[h.Index].Alt)
		}
		return true
	})
	return sum
}

// castagnoli is the checksum that processors have an instruction for.
var castagnoli = crc32.MakeTable(crc32.Castagnoli)
