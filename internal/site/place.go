package site

const placesKey = "places"

// places makes the edition's page of places on a site of many editions, from which a reader goes to another country or
// place; or takes the one that somebody wrote, with words of their own. Every page's head leads to it, so it is no child
// of the home page.
func (r *resolver) places(e *Edition) {
	home := e.byKey[""]
	if !r.Many() || home == nil {
		return
	}
	if p := e.byKey[placesKey]; p != nil {
		if p.Kind == Article {
			p.Kind = Places
		}
		return
	}
	p := &Page{Edition: e, Key: placesKey, Kind: Places, Language: e.Language, Front: noFront, Parent: home}
	p.Title, _ = e.Text(placesKey, "other")
	p.Summary, _ = e.Text("places-summary", "other")
	e.byKey[placesKey] = p
	e.Pages = append(e.Pages, p)
}

// OnlyOfMany reports whether a word of the interface is said on sites of many editions alone.
func OnlyOfMany(key string) bool {
	return key == placesKey || key == "places-summary" || key == "other-places" || key == "folder-"+placesKey
}

// PlacesPage returns the page from which readers go to another country or place; nil on a site of few editions, whose
// pages name them all, and where there is no home page.
func (e *Edition) PlacesPage() *Page {
	if p := e.byKey[placesKey]; p != nil && p.Kind == Places {
		return p
	}
	return nil
}
