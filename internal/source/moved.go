package source

import (
	yaml "go.yaml.in/yaml/v4"

	"tocsin/internal/rule"
)

// sequence reads the number by which calendars tell which state of an event is the newer one.
func (r *reader) sequence(n *yaml.Node) int {
	i := r.integer(n)
	if i < 0 {
		r.diags.Add(r.at(n), rule.EventSequence, "n", i)
		return 0
	}
	return i
}

// changed warns where an event was moved or called off and its sequence does not say so: a calendar that has the event
// takes no other state of it without a higher number.
func (r *reader) changed(n *yaml.Node, e *Event) {
	n = resolve(n)
	if n.Kind != yaml.MappingNode {
		return
	}
	for i := 0; i+1 < len(n.Content); i += 2 {
		k, v := n.Content[i], n.Content[i+1]
		switch {
		case k.Value == "was" && !e.Was.IsZero() && e.Was.Equal(e.Start):
			r.diags.Add(r.at(v), rule.EventWas, "day", e.Was)
		case e.Sequence > 0 || e.Start.IsZero(): // a translation says the place alone
		case k.Value == "was" && !e.Was.IsZero():
			r.diags.Add(r.at(v), rule.EventSequenceMoved)
			return
		case k.Value == "status" && e.Status == "cancelled":
			r.diags.Add(r.at(v), rule.EventSequenceCancelled)
			return
		}
	}
}
