package plan

import (
	"tocsin/internal/site"
)

// briefing plans what a briefing has beside its page. Both are released with it, since the plan knows no other pages.
func (b *builder) briefing(e *site.Edition, p *site.Page) {
	b.add(Target{Path: e.Folder + "/" + p.DeckPath() + "index.html", Kind: Deck, Edition: e, Page: p})
	b.add(Target{Path: e.Folder + "/" + p.HandoutPath() + "index.html", Kind: Handout, Edition: e, Page: p})
}
