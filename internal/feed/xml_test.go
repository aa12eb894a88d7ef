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
	files := Sitemaps("https://a.example/", []URL{
		{Loc: "https://a.example/ca/en/?q=a&b=<c>", LastMod: moment("2026-10-01T00:00:00-04:00"), Alternates: []Alternate{
			{"en-CA", "https://a.example/ca/en/"}, {"fr-CA", "https://a.example/ca/fr/\"x\""}, {"x-default", "https://a.example/"}}},
		{Loc: "https://a.example/ca/fr/"},
	})
	if len(files) != 1 || files[0].Name != "sitemap.xml" {
		t.Fatalf("a small site gives %d files, first %q", len(files), files[0].Name)
	}
	var got urlset
	if err := xml.Unmarshal(files[0].Body, &got); err != nil {
		t.Fatalf("not well-formed: %v\n%s", err, files[0].Body)
	}
	if len(got.URLs) != 2 || len(got.URLs[0].Links) != 3 {
		t.Fatalf("URLs or alternates are missing:\n%s", files[0].Body)
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
	urls := make([]URL, 100_001)
	for i := range urls {
		urls[i] = URL{Loc: fmt.Sprintf("https://a.example/%06d", i), LastMod: moment("2026-10-01T00:00:00Z").Add(time.Duration(i) * time.Minute)}
	}
	parts := SplitSitemap(urls)
	if len(parts) != 3 || len(parts[0]) != 50_000 || len(parts[2]) != 1 {
		t.Fatalf("100,001 URLs make %d parts", len(parts))
	}
	files := Sitemaps("https://a.example/x", urls)
	var index struct {
		XMLName xml.Name `xml:"http://www.sitemaps.org/schemas/sitemap/0.9 sitemapindex"`
		Maps    []struct {
			Loc     string `xml:"loc"`
			LastMod string `xml:"lastmod"`
		} `xml:"sitemap"`
	}
	if err := xml.Unmarshal(files[0].Body, &index); err != nil {
		t.Fatalf("the index is not well-formed: %v", err)
	}
	if len(files) != 4 || len(index.Maps) != 3 || files[3].Name != "sitemap-3.xml" {
		t.Fatalf("%d files, %d in the index", len(files), len(index.Maps))
	}
	if m := index.Maps[0]; m.Loc != "https://a.example/x/sitemap-1.xml" || m.LastMod != urls[49_999].LastMod.Format(time.RFC3339) {
		t.Errorf("the index begins with %+v", m)
	}
	var last urlset
	if err := xml.Unmarshal(files[3].Body, &last); err != nil || len(last.URLs) != 1 || last.URLs[0].Loc != "https://a.example/100000" {
		t.Errorf("the last part is %+v, %v", last, err)
	}
}

func TestSitemapBytes(t *testing.T) {
	urls := []URL{{Loc: "https://a.example/1"}, {Loc: "https://a.example/2"}, {Loc: "https://a.example/3"}}
	limit := len(AppendSitemap(nil, urls[:2]))
	for _, c := range []struct{ limit, parts int }{{limit, 2}, {limit - 1, 3}, {1, 3}, {limit * 2, 1}} {
		parts := split(urls, 100, c.limit)
		if len(parts) != c.parts {
			t.Errorf("a limit of %d bytes makes %d parts, want %d", c.limit, len(parts), c.parts)
		}
		for _, p := range parts {
			if size := len(AppendSitemap(nil, p)); size > c.limit && len(p) > 1 {
				t.Errorf("a part has %d bytes, over %d", size, c.limit)
			}
		}
	}
	worst := []URL{{strings.Repeat("&\xff\"", 50), moment("2026-10-01T00:00:00Z"), []Alternate{{"\"", strings.Repeat("\"<\n", 50)}, {"", ""}}}}
	if real, bound := len(worst[0].appendTo(nil)), sizeBound(worst); real > bound {
		t.Errorf("%d bytes pass the bound of %d", real, bound)
	}
	if parts := SplitSitemap(nil); len(parts) != 1 || !strings.Contains(string(Sitemaps("", nil)[0].Body), "</urlset>") {
		t.Errorf("no URLs make %d parts, want an empty sitemap", len(parts))
	}
}

func BenchmarkSitemap(b *testing.B) {
	urls := make([]URL, 20_000)
	for i := range urls {
		loc := fmt.Sprintf("https://campaign.example/ca/en/learn/page-%05d/", i)
		urls[i] = URL{loc, moment("2026-10-01T00:00:00Z"), []Alternate{{"en-CA", loc}, {"fr-CA", loc}, {"en-US", loc}, {"es-US", loc}}}
	}
	for b.Loop() {
		Sitemaps("https://campaign.example/", urls)
	}
}
