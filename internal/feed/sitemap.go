package feed

import (
	"slices"
	"strconv"
	"strings"
	"time"
)

// The limits of sitemaps.org for one file: so many addresses, so many bytes before compression.
const (
	maxSitemapURLs  = 50_000
	maxSitemapBytes = 50 << 20
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

// File is one file of a set, its name without any folder.
type File struct {
	Name string
	Body []byte
}

// Sitemaps returns sitemap.xml with all the URLs in their order or, where the limits of one file are passed, an index
// of that name and sitemap-1.xml, sitemap-2.xml and so on after it. Folder is the absolute URL of the folder where the
// files will lie; only the index needs it.
func Sitemaps(folder string, urls []URL) []File {
	return sitemaps(folder, SplitSitemap(urls))
}

func sitemaps(folder string, parts [][]URL) []File {
	names := SitemapNames(len(parts))
	if len(parts) == 1 {
		return []File{{names[0], AppendSitemap(nil, parts[0])}}
	}
	files := []File{{names[0], appendSitemapIndex(nil, folder, names[1:], parts)}}
	for i, part := range parts {
		files = append(files, File{names[i+1], AppendSitemap(nil, part)})
	}
	return files
}

// SitemapNames returns the names of the files that n parts make, so that they can be planned before they are written.
func SitemapNames(n int) []string {
	names := []string{"sitemap.xml"}
	if n > 1 {
		for i := range n {
			names = append(names, "sitemap-"+strconv.Itoa(i+1)+".xml")
		}
	}
	return names
}

// SplitSitemap cuts the list into parts that keep the limits of one file. There is always one part at least.
func SplitSitemap(urls []URL) [][]URL { return split(urls, maxSitemapURLs, maxSitemapBytes) }

func split(urls []URL, maxURLs, maxBytes int) [][]URL {
	const frame = len(sitemapHead) + len(sitemapFoot)
	if len(urls) <= maxURLs && frame+sizeBound(urls) <= maxBytes {
		return [][]URL{urls} // as nearly always, and found without writing everything twice
	}
	var parts [][]URL
	var scratch []byte
	start, size := 0, frame
	for i := range urls {
		scratch = urls[i].appendTo(scratch[:0])
		if i > start && (i-start == maxURLs || size+len(scratch) > maxBytes) {
			parts = append(parts, urls[start:i])
			start, size = i, frame
		}
		size += len(scratch)
	}
	return append(parts, urls[start:])
}

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

// AppendSitemap appends one whole sitemap, whatever its size; see [SplitSitemap].
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

// appendSitemapIndex lists the parts, each with the newest of its pages' moments.
func appendSitemapIndex(b []byte, folder string, names []string, parts [][]URL) []byte {
	b = append(b, xmlHeader...)
	b = append(b, `<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">`...)
	b = append(b, '\n')
	for i, part := range parts {
		var newest time.Time
		for _, u := range part {
			if u.LastMod.After(newest) {
				newest = u.LastMod
			}
		}
		b = append(b, "  <sitemap>\n"...)
		b = appendElement(b, "    ", "loc", strings.TrimSuffix(folder, "/")+"/"+names[i])
		if !newest.IsZero() {
			b = appendMoment(b, "    ", "lastmod", newest)
		}
		b = append(b, "  </sitemap>\n"...)
	}
	return append(b, "</sitemapindex>\n"...)
}
