package quality_test

import (
	"encoding/json"
	"encoding/xml"
	"iter"
	"maps"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"
)

func keys[K comparable, V any](m map[K]V) iter.Seq[K] { return maps.Keys(m) }

// atom is a feed, with what RFC 4287 requires of it and of its entries.
type atom struct {
	XMLName xml.Name   `xml:"http://www.w3.org/2005/Atom feed"`
	Lang    string     `xml:"http://www.w3.org/XML/1998/namespace lang,attr"`
	ID      string     `xml:"id"`
	Title   string     `xml:"title"`
	Updated string     `xml:"updated"`
	Author  string     `xml:"author>name"`
	Links   []atomLink `xml:"link"`
	Entries []struct {
		ID        string     `xml:"id"`
		Title     string     `xml:"title"`
		Updated   string     `xml:"updated"`
		Published string     `xml:"published"`
		Summary   string     `xml:"summary"`
		Links     []atomLink `xml:"link"`
	} `xml:"entry"`
}

type atomLink struct {
	Rel  string `xml:"rel,attr"`
	Href string `xml:"href,attr"`
}

// TestAtom holds that each edition's feed is well-formed, complete and in order, and that its links lead to pages.
func TestAtom(t *testing.T) {
	eachSite(t, func(t *testing.T, w *web) {
		for name := range w.editions() {
			path := name + "/feed.xml"
			var f atom
			if err := xml.Unmarshal(w.data(t, path), &f); err != nil {
				t.Fatalf("%s: %v", path, err)
			}
			home := w.byPath[name+"/index.html"]
			if f.ID == "" || f.Title == "" || f.Author == "" || !isMoment(f.Updated) || f.Lang != home.lang {
				t.Errorf("%s lacks what a feed must have: id %q, title %q, author %q, updated %q, lang %q", path, f.ID, f.Title, f.Author, f.Updated, f.Lang)
			}
			if !w.hasLink(f.Links, "self", path) || !w.hasLink(f.Links, "alternate", home.path) {
				t.Errorf("%s does not say where it is and what it is the feed of: %v", path, f.Links)
			}
			w.entries(t, path, name, f)
			w.sameAsJSON(t, name+"/feed.json", f)
		}
	})
}

func (w *web) entries(t *testing.T, path, edition string, f atom) {
	t.Helper()
	if len(f.Entries) == 0 {
		t.Errorf("%s has no entry", path)
	}
	ids := map[string]bool{}
	newest, last := "", "9"
	for _, e := range f.Entries {
		if ids[e.ID] || e.ID == "" || e.Title == "" || !isMoment(e.Updated) || e.Published != "" && !isMoment(e.Published) || len(e.Links) == 0 {
			t.Errorf("%s: an entry lacks what it must have, or comes twice: %+v", path, e)
		}
		ids[e.ID] = true
		if e.Updated > last {
			t.Errorf("%s: %q, updated %s, comes after an older one of %s", path, e.Title, e.Updated, last)
		}
		newest, last = max(newest, e.Updated), e.Updated
		for _, l := range e.Links {
			if p := w.at(l.Href); p == nil || p.edition != edition {
				t.Errorf("%s: %q leads to %s, which is no page of /%s/", path, e.Title, l.Href, edition)
			}
		}
	}
	if f.Updated != newest {
		t.Errorf("%s: updated %s, its newest entry %s", path, f.Updated, newest)
	}
}

// sameAsJSON holds that the JSON Feed is one by its specification, and tells of the pages of the Atom feed.
func (w *web) sameAsJSON(t *testing.T, path string, want atom) {
	t.Helper()
	var f struct {
		Version, Title, Language string
		HomePage                 string `json:"home_page_url"`
		FeedURL                  string `json:"feed_url"`
		Items                    []struct {
			ID, URL, Title string
			Text           string `json:"content_text"`
			Modified       string `json:"date_modified"`
		}
	}
	if err := json.Unmarshal(w.data(t, path), &f); err != nil {
		t.Fatalf("%s: %v", path, err)
	}
	links := []atomLink{{"self", f.FeedURL}, {"alternate", f.HomePage}}
	if f.Version != "https://jsonfeed.org/version/1.1" || f.Title != want.Title || f.Language != want.Lang || !w.hasLink(links, "self", path) || len(f.Items) != len(want.Entries) {
		t.Errorf("%s is no JSON Feed, or another one than the Atom feed: %+v", path, f)
		return
	}
	for i, item := range f.Items {
		e := want.Entries[i]
		if e.Updated == "0001-01-01T00:00:00Z" {
			e.Updated = "" // Atom wants a date even of a page that tells none
		}
		if item.ID != e.ID || item.Title != e.Title || item.Modified != e.Updated || item.Text == "" || w.at(item.URL) == nil {
			t.Errorf("%s: item %+v, where the Atom feed has %+v", path, item, e)
		}
	}
}

func (w *web) hasLink(links []atomLink, rel, path string) bool {
	for _, l := range links {
		u, err := url.Parse(l.Href)
		if err != nil || l.Rel != rel {
			continue
		}
		if to, inside := w.file(u); inside && to == path {
			return true
		}
	}
	return false
}

func isMoment(s string) bool {
	_, err := time.Parse(time.RFC3339, s)
	return err == nil
}

var addressIn = regexp.MustCompile(`(?:href|src)="([^"]*)"`)

// TestMessages holds that partners can use the shared messages as they are: each has words and HTML, whose addresses
// are absolute and lead somewhere.
func TestMessages(t *testing.T) {
	eachSite(t, func(t *testing.T, w *web) {
		for name := range w.editions() {
			path := name + "/messages.json"
			var got struct {
				Locale, Source string
				Messages       []struct{ ID, Text, HTML string }
			}
			if err := json.Unmarshal(w.data(t, path), &got); err != nil {
				t.Fatalf("%s: %v", path, err)
			}
			home := w.byPath[name+"/index.html"]
			if got.Locale != home.lang || got.Source != home.url.String() || w.demo && len(got.Messages) < 10 {
				t.Errorf("%s: locale %q, source %q, %d messages", path, got.Locale, got.Source, len(got.Messages))
			}
			for _, m := range got.Messages {
				if strings.TrimSpace(m.Text) == "" || !strings.HasPrefix(m.HTML, "<") || strings.ContainsAny(m.Text, "<>") {
					t.Errorf("%s: %s: text %q, HTML %q", path, m.ID, m.Text, m.HTML)
				}
				for _, a := range addressIn.FindAllStringSubmatch(m.HTML, -1) {
					u, err := url.Parse(a[1])
					if err != nil || u.Scheme == "" {
						t.Errorf("%s: %s: the address %q is not absolute", path, m.ID, a[1])
						continue
					}
					if to, inside := w.file(u); inside && !w.files[to] {
						t.Errorf("%s: %s: %s does not exist", path, m.ID, a[1])
					}
				}
			}
		}
	})
}
