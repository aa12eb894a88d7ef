package site

import "strings"

const briefingsKey = "briefings"

// isBriefing reports whether a page is a briefing: every page under content/briefings/ but the indexes of folders.
func isBriefing(p *Page) bool {
	return strings.HasPrefix(p.Key, briefingsKey+"/") && p.File != nil && p.Key == p.File.Key
}

// DeckPath and HandoutPath return the addresses within the edition of a briefing's slides and of its handout.
func (p *Page) DeckPath() string    { return p.Path + "deck/" }
func (p *Page) HandoutPath() string { return p.Path + "handout/" }

// Deck returns the address of a briefing's slides as a page of another edition, or the same, links to it.
func (p *Page) Deck(from *Edition) string { return p.Href(from) + "deck/" }

// Handout returns the address of a briefing's handout in the same way.
func (p *Page) Handout(from *Edition) string { return p.Href(from) + "handout/" }
