package feed

import (
	"bytes"
	"cmp"
	"encoding/json"
	"time"
)

// JSONType is the media type of a JSON Feed.
const JSONType = "application/feed+json"

// jsonFeed is the document of JSON Feed 1.1, https://www.jsonfeed.org/version/1.1/.
type jsonFeed struct {
	Version  string       `json:"version"`
	Title    string       `json:"title"`
	HomePage string       `json:"home_page_url,omitempty"`
	FeedURL  string       `json:"feed_url,omitempty"`
	About    string       `json:"description,omitempty"`
	Authors  []jsonAuthor `json:"authors"`
	Language string       `json:"language,omitempty"`
	Items    []jsonItem   `json:"items"`
}

type jsonAuthor struct {
	Name string `json:"name"`
}

type jsonItem struct {
	ID          string     `json:"id"`
	URL         string     `json:"url,omitempty"`
	Title       string     `json:"title,omitempty"`
	HTML        string     `json:"content_html,omitempty"`
	Text        string     `json:"content_text,omitempty"`
	Summary     string     `json:"summary,omitempty"`
	Published   string     `json:"date_published,omitempty"`
	Modified    string     `json:"date_modified,omitempty"`
	Tags        []string   `json:"tags,omitempty"`
	Language    string     `json:"language,omitempty"`
	Attachments []jsonFile `json:"attachments,omitempty"`
}

type jsonFile struct {
	URL  string `json:"url"`
	Type string `json:"mime_type"`
}

// AppendJSON appends the feed as a JSON Feed 1.1 and returns the longer slice. Every item must have content there: where
// an entry has no HTML, that is its summary, or its title. Broken UTF-8 becomes U+FFFD.
func (f Feed) AppendJSON(b []byte) []byte {
	doc := jsonFeed{Version: "https://jsonfeed.org/version/1.1", Title: f.Title, HomePage: f.AltURL, FeedURL: f.SelfURL, About: f.Subtitle,
		Authors: []jsonAuthor{{cmp.Or(f.Author, f.Title)}}, Language: f.Lang, Items: []jsonItem{}}
	updated := f.updated()
	for _, e := range f.Entries {
		item := jsonItem{ID: cmp.Or(e.ID, e.URL), URL: e.URL, Title: e.Title, HTML: e.ContentHTML, Summary: e.Summary,
			Published: rfc3339(e.Published), Modified: rfc3339(e.moment(updated)), Tags: e.Categories, Language: e.Lang}
		if e.ContentHTML == "" {
			item.Text, item.Summary = cmp.Or(e.Summary, e.Title), ""
		}
		for _, file := range e.Files {
			item.Attachments = append(item.Attachments, jsonFile{file.URL, file.Type})
		}
		doc.Items = append(doc.Items, item)
	}
	out := bytes.NewBuffer(b)
	enc := json.NewEncoder(out)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	_ = enc.Encode(doc) // strings, to memory: it cannot fail
	return out.Bytes()
}

// rfc3339 writes a time, or nothing for none.
func rfc3339(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.Format(time.RFC3339)
}
