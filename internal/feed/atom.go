package feed

import (
	"cmp"
	"time"
)

// Feed is an Atom feed (RFC 4287) in one language. ID, SelfURL and AltURL are absolute URLs: of the feed for ever, of
// this file, and of the page for readers. An empty ID is taken from SelfURL, then AltURL; an empty Author from Title,
// since the format wants one. A zero Updated is taken from the newest entry.
type Feed struct {
	ID, Title, Subtitle, Lang, SelfURL, AltURL string
	Author                                     string
	Updated                                    time.Time
	Entries                                    []Entry // in the order wanted, newest first as a rule
}

// Entry is one item of a feed. ContentHTML is escaped as a whole and so may be any HTML; URLs within should be absolute.
// Summary is plain text. An empty ID is taken from URL. A zero Updated is taken from Published, else from the feed. Lang is
// the language of its words, where that is not the feed's. Files hold the same in other forms, no two of one type.
type Entry struct {
	ID, Title, URL, Summary string
	ContentHTML             string
	Updated, Published      time.Time
	Categories              []string
	Lang                    string
	Files                   []File
}

// File is an entry in another form than a page.
type File struct{ Type, URL string }

// AppendTo appends the feed as a whole document and returns the longer slice.
func (f Feed) AppendTo(b []byte) []byte {
	b = append(b, xmlHeader...)
	b = append(b, `<feed xmlns="http://www.w3.org/2005/Atom"`...)
	if f.Lang != "" {
		b = appendAttribute(b, "xml:lang", f.Lang)
	}
	b = append(b, ">\n"...)
	b = appendElement(b, "  ", "id", cmp.Or(f.ID, f.SelfURL, f.AltURL))
	b = appendElement(b, "  ", "title", f.Title)
	if f.Subtitle != "" {
		b = appendElement(b, "  ", "subtitle", f.Subtitle)
	}
	updated := f.updated()
	b = appendMoment(b, "  ", "updated", updated)
	b = append(b, "  <author>\n"...)
	b = appendElement(b, "    ", "name", cmp.Or(f.Author, f.Title))
	b = append(b, "  </author>\n"...)
	b = appendLink(b, "  ", "self", "application/atom+xml", f.SelfURL)
	b = appendLink(b, "  ", "alternate", "text/html", f.AltURL)
	for i := range f.Entries {
		b = f.Entries[i].appendTo(b, updated)
	}
	return append(b, "</feed>\n"...)
}

// updated is the feed's own moment, or that of the newest entry.
func (f *Feed) updated() time.Time {
	newest := f.Updated
	if newest.IsZero() {
		for i := range f.Entries {
			if t := f.Entries[i].moment(time.Time{}); t.After(newest) {
				newest = t
			}
		}
	}
	return newest
}

func (e *Entry) moment(otherwise time.Time) time.Time {
	switch {
	case !e.Updated.IsZero():
		return e.Updated
	case !e.Published.IsZero():
		return e.Published
	}
	return otherwise
}

func (e *Entry) appendTo(b []byte, feedUpdated time.Time) []byte {
	b = append(b, "  <entry"...)
	if e.Lang != "" {
		b = appendAttribute(b, "xml:lang", e.Lang)
	}
	b = append(b, ">\n"...)
	b = appendElement(b, "    ", "id", cmp.Or(e.ID, e.URL))
	b = appendElement(b, "    ", "title", e.Title)
	b = appendMoment(b, "    ", "updated", e.moment(feedUpdated))
	if !e.Published.IsZero() {
		b = appendMoment(b, "    ", "published", e.Published)
	}
	b = appendLink(b, "    ", "alternate", "text/html", e.URL)
	for _, f := range e.Files {
		b = appendLink(b, "    ", "alternate", f.Type, f.URL)
	}
	for _, c := range e.Categories {
		b = append(appendAttribute(append(b, "    <category"...), "term", c), "/>\n"...)
	}
	if e.Summary != "" {
		b = appendElement(b, "    ", "summary", e.Summary)
	}
	if e.ContentHTML != "" {
		b = append(b, `    <content type="html">`...)
		b = append(appendXML(b, e.ContentHTML), "</content>\n"...)
	}
	return append(b, "  </entry>\n"...)
}

func appendLink(b []byte, indent, rel, mediaType, href string) []byte {
	if href == "" {
		return b
	}
	b = append(append(b, indent...), "<link"...)
	b = appendAttribute(b, "rel", rel)
	b = appendAttribute(b, "type", mediaType)
	b = appendAttribute(b, "href", href)
	return append(b, "/>\n"...)
}
