package source

import (
	yaml "go.yaml.in/yaml/v4"
)

// sequence reads the number by which calendars tell which state of an event is the newer one.
func (r *reader) sequence(n *yaml.Node) int {
	i := r.integer(n)
	if i < 0 {
		r.diags.Errorf(r.at(n), "event", "write 0, and one more at each change of time or place", "the sequence of an event cannot be %d", i)
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
			r.diags.Warnf(r.at(v), "event", "write when it was to start before, or take `was` out", "the event was moved from %s to where it is", e.Was)
		case e.Sequence > 0 || e.Start.IsZero(): // a translation says the place alone
		case k.Value == "was" && !e.Was.IsZero():
			r.diags.Warnf(r.at(v), "event-sequence", "add `sequence: 1`, and one more at each later change", "the event was moved, but its sequence is 0: calendars that have it keep the old time")
			return
		case k.Value == "status" && e.Status == "cancelled":
			r.diags.Warnf(r.at(v), "event-sequence", "add `sequence: 1`, and one more at each later change", "the event is cancelled, but its sequence is 0: calendars that have it keep it")
			return
		}
	}
}
