package feed

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"strings"
	"testing"
	"time"
)

func moment(s string) time.Time {
	t, err := time.Parse(time.RFC3339, s)
	if err != nil {
		panic(err)
	}
	return t
}

// nasty has what breaks careless encoders: markup, quotes, the end of a CDATA section, controls, a lone surrogate's
// bytes, a non-character and a letter outside the basic plane.
const nasty = "<b>\"A\" & 'B' ]]></b>\x00\x0b\x1b\xed\xa0\x80\uFFFE 網路釣魚 🔔"

const nastyRead = "<b>\"A\" & 'B' ]]></b>\uFFFD\uFFFD\uFFFD 網路釣魚 🔔"

func TestAtom(t *testing.T) {
	f := Feed{
		Title: "Octobre en ligne", Subtitle: nasty, Lang: "fr-CA", Author: "Centre", SelfURL: "https://a.example/ca/fr/feed.xml?a=1&b=\"2\"",
		AltURL: "https://a.example/ca/fr/",
		Entries: []Entry{
			{ID: "tag:a.example,2026:1", Title: nasty, URL: "https://a.example/é", Summary: "line\r\nline\ttab", ContentHTML: "<p>a &amp; b</p>\n<p>\"c\"</p>",
				Updated: moment("2026-10-05T09:00:00-04:00"), Published: moment("2026-10-01T00:00:00-04:00"), Categories: []string{"a\"b\n", "c"}},
			{Title: "No dates", URL: "https://a.example/2"},
			{Title: "Published only", URL: "https://a.example/3", Published: moment("2026-10-06T00:00:00Z")},
		},
	}
	out := f.AppendTo([]byte{})
	type link struct {
		Rel  string `xml:"rel,attr"`
		Type string `xml:"type,attr"`
		Href string `xml:"href,attr"`
	}
	var got struct {
		XMLName  xml.Name `xml:"http://www.w3.org/2005/Atom feed"`
		Lang     string   `xml:"http://www.w3.org/XML/1998/namespace lang,attr"`
		ID       string   `xml:"id"`
		Title    string   `xml:"title"`
		Subtitle string   `xml:"subtitle"`
		Updated  string   `xml:"updated"`
		Author   string   `xml:"author>name"`
		Links    []link   `xml:"link"`
		Entries  []struct {
			ID         string `xml:"id"`
			Title      string `xml:"title"`
			Updated    string `xml:"updated"`
			Published  string `xml:"published"`
			Summary    string `xml:"summary"`
			Link       link   `xml:"link"`
			Categories []struct {
				Term string `xml:"term,attr"`
			} `xml:"category"`
			Content struct {
				Type string `xml:"type,attr"`
				Body string `xml:",chardata"`
			} `xml:"content"`
		} `xml:"entry"`
	}
	if err := xml.Unmarshal(out, &got); err != nil {
		t.Fatalf("the feed is not well-formed: %v\n%s", err, out)
	}
	if len(got.Entries) != 3 || len(got.Links) != 2 || len(got.Entries[0].Categories) != 2 {
		t.Fatalf("entries, links or categories are missing:\n%s", out)
	}
	one := got.Entries[0]
	for _, c := range []struct{ what, got, want string }{
		{"lang", got.Lang, "fr-CA"},
		{"id taken from self", got.ID, f.SelfURL},
		{"title", got.Title, f.Title},
		{"subtitle", got.Subtitle, nastyRead},
		{"updated, the newest entry's", got.Updated, "2026-10-06T00:00:00Z"},
		{"author", got.Author, "Centre"},
		{"self", got.Links[0].Href, f.SelfURL},
		{"alternate", got.Links[1].Href, f.AltURL},
		{"entry id", one.ID, "tag:a.example,2026:1"},
		{"entry title", one.Title, nastyRead},
		{"entry updated", one.Updated, "2026-10-05T13:00:00Z"},
		{"entry published", one.Published, "2026-10-01T04:00:00Z"},
		{"entry link", one.Link.Href, "https://a.example/é"},
		{"entry summary", one.Summary, "line\r\nline\ttab"},
		{"entry content type", one.Content.Type, "html"},
		{"entry content", one.Content.Body, f.Entries[0].ContentHTML},
		{"category", one.Categories[0].Term, "a\"b\n"},
		{"entry id taken from URL", got.Entries[1].ID, "https://a.example/2"},
		{"entry updated taken from the feed", got.Entries[1].Updated, got.Updated},
	} {
		if c.got != c.want {
			t.Errorf("%s is %q, want %q", c.what, c.got, c.want)
		}
	}
	if again := f.AppendTo(nil); !bytes.Equal(again, out) {
		t.Error("the same feed gave other bytes")
	}
	if got := f.AppendTo([]byte("before")); !bytes.HasPrefix(got, []byte("before<?xml")) {
		t.Errorf("AppendTo does not append: %.20q", got)
	}
}

type urlset struct {
	XMLName xml.Name `xml:"http://www.sitemaps.org/schemas/sitemap/0.9 urlset"`
	URLs    []struct {
		Loc     string `xml:"loc"`
		LastMod string `xml:"lastmod"`
		Links   []struct {
			Rel  string `xml:"rel,attr"`
			Lang string `xml:"hreflang,attr"`
			Href string `xml:"href,attr"`
		} `xml:"http://www.w3.org/1999/xhtml link"`
	} `xml:"url"`
}

func TestSitemap(t *testing.T) {
	out := AppendSitemap(nil, []URL{
		{Loc: "https://a.example/ca/en/?q=a&b=<c>", LastMod: moment("2026-10-01T00:00:00-04:00"), Alternates: []Alternate{
			{"en-CA", "https://a.example/ca/en/"}, {"fr-CA", "https://a.example/ca/fr/\"x\""}, {"x-default", "https://a.example/"}}},
		{Loc: "https://a.example/ca/fr/"},
	})
	var got urlset
	if err := xml.Unmarshal(out, &got); err != nil {
		t.Fatalf("not well-formed: %v\n%s", err, out)
	}
	if len(got.URLs) != 2 || len(got.URLs[0].Links) != 3 {
		t.Fatalf("URLs or alternates are missing:\n%s", out)
	}
	u := got.URLs[0]
	if u.Loc != "https://a.example/ca/en/?q=a&b=<c>" || u.LastMod != "2026-10-01T04:00:00Z" || got.URLs[1].LastMod != "" {
		t.Errorf("loc and lastmod read back as %q, %q and %q", u.Loc, u.LastMod, got.URLs[1].LastMod)
	}
	if l := u.Links[1]; l.Rel != "alternate" || l.Lang != "fr-CA" || l.Href != "https://a.example/ca/fr/\"x\"" {
		t.Errorf("alternate reads back as %+v", l)
	}
}

func TestSitemapIndex(t *testing.T) {
	out := AppendSitemapIndex(nil, []string{"https://a.example/x/sitemap-1.xml", "https://a.example/x/sitemap-2.xml?a&b"})
	var index struct {
		XMLName xml.Name `xml:"http://www.sitemaps.org/schemas/sitemap/0.9 sitemapindex"`
		Maps    []struct {
			Loc string `xml:"loc"`
		} `xml:"sitemap"`
	}
	if err := xml.Unmarshal(out, &index); err != nil {
		t.Fatalf("the index is not well-formed: %v", err)
	}
	if len(index.Maps) != 2 || index.Maps[1].Loc != "https://a.example/x/sitemap-2.xml?a&b" {
		t.Errorf("the index reads back as %+v", index.Maps)
	}
}

func TestSitemapBound(t *testing.T) {
	worst := []URL{{strings.Repeat("&\xff\"", 50), moment("2026-10-01T00:00:00Z"), []Alternate{{"\"", strings.Repeat("\"<\n", 50)}, {"", ""}}}}
	if real, bound := len(worst[0].appendTo(nil)), sizeBound(worst); real > bound {
		t.Errorf("%d bytes pass the bound of %d", real, bound)
	}
	if out := string(AppendSitemap(nil, nil)); !strings.Contains(out, "</urlset>") {
		t.Errorf("no URLs make %q, want an empty sitemap", out)
	}
}

func BenchmarkSitemap(b *testing.B) {
	urls := make([]URL, 20_000)
	for i := range urls {
		loc := fmt.Sprintf("https://campaign.example/ca/en/learn/page-%05d/", i)
		urls[i] = URL{loc, moment("2026-10-01T00:00:00Z"), []Alternate{{"en-CA", loc}, {"fr-CA", loc}, {"en-US", loc}, {"es-US", loc}}}
	}
	for b.Loop() {
		AppendSitemap(nil, urls)
	}
}
