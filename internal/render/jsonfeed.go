package render

import "tocsin/internal/plan"

// jsonFeedName is where an edition's JSON Feed lies in its folder.
const jsonFeedName = "feed.json"

// jsonFeed renders what the Atom feed holds as a JSON Feed.
func (r *Renderer) jsonFeed(t plan.Target, b *buffer) error {
	f := r.editions[t.Edition].newest()
	f.SelfURL = t.Edition.Base + jsonFeedName
	b.bytes = f.AppendJSON(b.bytes)
	return nil
}
