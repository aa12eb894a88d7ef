package feed

import (
	"slices"
	"time"
)

const (
	sitemapHead = xmlHeader +
		`<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">` + "\n"
	sitemapFoot = "</urlset>\n"
)

// URL is a page in a sitemap. Loc is absolute. A zero LastMod is left out.
type URL struct {
	Loc        string
	LastMod    time.Time
	Alternates []Alternate
}

// Alternate is the same page in another language, or in the same one: search engines want every page to list its
// whole set, itself included. Lang is a BCP 47 tag or "x-default", Href absolute.
type Alternate struct{ Lang, Href string }

// sizeBound returns a number of bytes that the URLs are sure not to pass, however much of them is escaped.
func sizeBound(urls []URL) int {
	const worst, element, link = 5, 120, 70 // bytes for one of text; for the markup of a URL and of an alternate
	size := 0
	for i := range urls {
		size += element + worst*len(urls[i].Loc)
		for _, a := range urls[i].Alternates {
			size += link + worst*(len(a.Lang)+len(a.Href))
		}
	}
	return size
}

// AppendSitemap appends one whole sitemap. The caller keeps to the limits of sitemaps.org for one file: 50,000
// addresses and 50 MB.
func AppendSitemap(b []byte, urls []URL) []byte {
	b = slices.Grow(b, sizeBound(urls)/3) // a guess that plain addresses do not pass
	b = append(b, sitemapHead...)
	for i := range urls {
		b = urls[i].appendTo(b)
	}
	return append(b, sitemapFoot...)
}

func (u *URL) appendTo(b []byte) []byte {
	b = append(b, "  <url>\n"...)
	b = appendElement(b, "    ", "loc", u.Loc)
	if !u.LastMod.IsZero() {
		b = appendMoment(b, "    ", "lastmod", u.LastMod)
	}
	for _, a := range u.Alternates {
		b = append(b, `    <xhtml:link rel="alternate"`...)
		b = appendAttribute(b, "hreflang", a.Lang)
		b = append(appendAttribute(b, "href", a.Href), "/>\n"...)
	}
	return append(b, "  </url>\n"...)
}

// AppendSitemapIndex appends an index of sitemaps by their absolute addresses.
func AppendSitemapIndex(b []byte, parts []string) []byte {
	b = append(b, xmlHeader...)
	b = append(b, `<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">`...)
	b = append(b, '\n')
	for _, loc := range parts {
		b = append(b, "  <sitemap>\n"...)
		b = appendElement(b, "    ", "loc", loc)
		b = append(b, "  </sitemap>\n"...)
	}
	return append(b, "</sitemapindex>\n"...)
}
