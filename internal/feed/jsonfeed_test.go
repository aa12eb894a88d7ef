package feed

import (
	"testing"
	"time"
)

func TestJSON(t *testing.T) {
	day := time.Date(2026, 10, 5, 9, 0, 0, 0, time.FixedZone("", -4*60*60))
	f := Feed{Title: "Octobre & <vous>", Subtitle: "s", Lang: "fr-CA", Author: "Centre", SelfURL: "https://a.example/feed.json", AltURL: "https://a.example/",
		Entries: []Entry{
			{ID: "tag:1", Title: "A", URL: "https://a.example/1", Summary: "s", ContentHTML: "<p>c</p>", Updated: day, Published: day.AddDate(0, 0, -1), Categories: []string{"x"}, Lang: "en",
				Files: []File{{"application/cap+xml", "https://a.example/1/cap.xml"}}},
			{Title: "B", URL: "https://a.example/2", Summary: "a\xffb"},
			{Title: "C", URL: "https://a.example/3", Published: day},
		}}
	want := `before{
  "version": "https://jsonfeed.org/version/1.1",
  "title": "Octobre & <vous>",
  "home_page_url": "https://a.example/",
  "feed_url": "https://a.example/feed.json",
  "description": "s",
  "authors": [
    {
      "name": "Centre"
    }
  ],
  "language": "fr-CA",
  "items": [
    {
      "id": "tag:1",
      "url": "https://a.example/1",
      "title": "A",
      "content_html": "<p>c</p>",
      "summary": "s",
      "date_published": "2026-10-04T09:00:00-04:00",
      "date_modified": "2026-10-05T09:00:00-04:00",
      "tags": [
        "x"
      ],
      "language": "en",
      "attachments": [
        {
          "url": "https://a.example/1/cap.xml",
          "mime_type": "application/cap+xml"
        }
      ]
    },
    {
      "id": "https://a.example/2",
      "url": "https://a.example/2",
      "title": "B",
      "content_text": "a\ufffdb",
      "date_modified": "2026-10-05T09:00:00-04:00"
    },
    {
      "id": "https://a.example/3",
      "url": "https://a.example/3",
      "title": "C",
      "content_text": "C",
      "date_published": "2026-10-05T09:00:00-04:00",
      "date_modified": "2026-10-05T09:00:00-04:00"
    }
  ]
}
`
	if got := string(f.AppendJSON([]byte("before"))); got != want {
		t.Errorf("got\n%s", got)
	}
	if got := string(Feed{Title: "t"}.AppendJSON(nil)); got != "{\n  \"version\": \"https://jsonfeed.org/version/1.1\",\n  \"title\": \"t\",\n  \"authors\": [\n    {\n      \"name\": \"t\"\n    }\n  ],\n  \"items\": []\n}\n" {
		t.Errorf("a feed with nothing in it: %s", got)
	}
}
