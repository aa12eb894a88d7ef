package site

import "slices"

const searchKey = "search"

// search makes the edition's search page, or takes the one that somebody wrote, with words of their own. It is linked
// from every page's head, so it is no child of the home page.
func (r *resolver) search(e *Edition) {
	home := e.byKey[""]
	if p := e.byKey[searchKey]; p != nil || home == nil {
		if p != nil && p.Kind == Article {
			p.Kind = Search
		}
		return
	}
	p := &Page{Edition: e, Key: searchKey, Kind: Search, Language: e.Language, Front: noFront, Parent: home}
	p.Title, _ = e.Text(searchKey, "other")
	p.Summary, _ = e.Text("search-summary", "other")
	e.byKey[searchKey] = p
	e.Pages = append(e.Pages, p)
}

// SearchPage returns the page on which the edition is searched; nil where there is no home page, or somebody made
// something else of it: an event, say.
func (e *Edition) SearchPage() *Page {
	if p := e.byKey[searchKey]; p != nil && p.Kind == Search {
		return p
	}
	return nil
}

// ByTitle returns the edition's pages in the order of their titles.
func (e *Edition) ByTitle() []*Page {
	pages := slices.Clone(e.Pages)
	slices.SortFunc(pages, func(a, b *Page) int { return a.rank - b.rank })
	return pages
}

// HelpPage returns the page to which every page of the edition leads whoever needs help now; nil without one.
func (e *Edition) HelpPage() *Page {
	if key := e.Site.Campaign.HelpPage.Key; key != "" {
		return e.byKey[key]
	}
	return nil
}

// Helps reports whether the page is one for readers to whom something has happened.
func (p *Page) Helps() bool { return p.Front.Help != nil }
