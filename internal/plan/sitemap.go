package plan

import (
	"fmt"
	"strings"

	"tocsin/internal/site"
)

// What sitemaps.org allows one site map to be: 50 MB, as it is before it is packed, and 50,000 addresses.
const (
	sitemapBytes     = 50_000_000
	sitemapAddresses = 50_000
)

// sitemapWhole is how many pages a host's one site map lists; where there are more, each edition has one of its own, and
// sitemap.xml is their index. A reader of a large one waits for all of it, and so does the processor that writes it.
const sitemapWhole = 10_000

// sitemaps plans a host's site maps: one, or on a large site or one of many editions one for each edition, or more where
// an edition has more than one may hold.
func (b *builder) sitemaps(in string, host *site.Edition) {
	pages := b.Listed(host)
	index := Target{Path: in + "sitemap.xml", Kind: Sitemap, Edition: host, Pages: pages}
	if len(pages) <= sitemapWhole && len(cutPages(pages)) == 1 && !(host == nil && b.Site.Many()) {
		b.add(index)
		return
	}
	index.Pages = nil
	for _, e := range b.OnHost(host) {
		name := "sitemap"
		if host == nil {
			name += "-" + strings.ReplaceAll(e.Folder, "/", "-")
		}
		parts := cutPages(listed(e))
		for i, part := range parts {
			file := name + ".xml"
			if len(parts) > 1 || host != nil {
				file = fmt.Sprintf("%s-%d.xml", name, i+1)
			}
			index.Parts = append(index.Parts, file)
			b.add(Target{Path: in + file, Kind: Sitemap, Edition: host, Pages: part})
		}
	}
	b.add(index)
}

// cutPages cuts what is to be listed into as many parts as site maps must have; no pages are one part.
func cutPages(pages []*site.Page) (parts [][]*site.Page) {
	first, bytes := 0, 0
	for i, p := range pages {
		size := entrySize(p)
		if i-first == sitemapAddresses || bytes+size > sitemapBytes {
			parts, first, bytes = append(parts, pages[first:i:i]), i, 0
		}
		bytes += size
	}
	return append(parts, pages[first:])
}

// entrySize is how many bytes a page takes in a site map, at most.
func entrySize(p *site.Page) int {
	const entry, link = 120, 70 // what package feed writes round an address and a date, and round an alternate
	front := len(p.Edition.Site.Campaign.BaseURL)
	size := entry + escapedLen(p.Edition.Base) + escapedLen(p.Path)
	for _, a := range p.Alternates() {
		size += link + len(a.Locale)
		if a.Page == nil {
			size += front
		} else {
			size += escapedLen(a.Page.Edition.Base) + escapedLen(a.Page.Path)
		}
	}
	return size
}

// escapedLen is how long a text is in XML, at most.
func escapedLen(s string) int {
	n := len(s)
	for i := range len(s) {
		switch s[i] {
		case '&', '<', '>', '"', '\'':
			n += len("&quot;") - 1
		}
	}
	return n
}

// OnHost returns the editions that a host serves: the one that has it for its own, or, for nil, all that share the
// campaign's.
func (p *Plan) OnHost(host *site.Edition) []*site.Edition {
	if host != nil {
		return []*site.Edition{host}
	}
	var out []*site.Edition
	for _, e := range p.Site.Editions {
		if !e.OwnHost {
			out = append(out, e)
		}
	}
	return out
}

// Listed returns the pages that a host's site maps list, in the plan's order: all but those under a notice.
func (p *Plan) Listed(host *site.Edition) []*site.Page {
	var out []*site.Page
	for _, e := range p.OnHost(host) {
		out = append(out, listed(e)...)
	}
	return out
}

func listed(e *site.Edition) []*site.Page {
	var out []*site.Page
	for _, p := range e.Pages {
		if !p.Notice && !p.NoIndex() {
			out = append(out, p)
		}
	}
	return out
}
