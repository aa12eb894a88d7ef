package post_test

import (
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"tocsin/internal/post"
	"tocsin/internal/site"
	"tocsin/internal/source"
)

const config = `title: {en: Ring, fr: Cloche}
base_url: https://ring.example/
countries:
  ca: {languages: [en, fr], timezone: America/Toronto, missing: omit}
  us: {languages: [en], timezone: America/New_York}
  cn: {languages: [zh], timezone: Asia/Shanghai}
`

// text returns what an edition says as a post with a body, and its address.
func text(t *testing.T, edition, body string) string {
	t.Helper()
	_, lang, _ := strings.Cut(edition, "/")
	fsys := fstest.MapFS{}
	for name, text := range map[string]string{"campaign.yaml": config,
		"content/index.en.md": "---\ntitle: Home\n---\n", "content/index.fr.md": "---\ntitle: Accueil\n---\n", "content/index.zh.md": "---\ntitle: Home\n---\n",
		"content/facts/ca.yaml":                  "phone: {value: {en: 1-888-495-8501, fr: 1 888 495-8501}, kind: tel}\nsite: {value: 'https://www.report.example/', kind: url}\n",
		"content/facts/us.yaml":                  "phone: {value: '7726'}\n",
		"content/messages/pause.en.md":           "---\n---\nTake a minute. Call :fact[phone].\n",
		"content/posts/2026/one.en.md":           "---\ntitle: One\npost: {when: 2026-10-05, networks: [x], link: ../../index.en.md}\n---\n",
		"content/posts/2026/one.fr.md":           "---\ntitle: Un\n---\n",
		"content/posts/2026/one.zh.md":           "---\ntitle: One\n---\n",
		"content/posts/2026/one." + lang + ".md": map[bool]string{true: "---\ntitle: One\npost: {when: 2026-10-05, networks: [x], link: ../../index.en.md}\n---\n", false: "---\ntitle: Un\n---\n"}[lang == "en"] + body} {
		fsys[name] = &fstest.MapFile{Data: []byte(text)}
	}
	src, l := source.Load(fsys, fstest.MapFS{})
	if n, _ := l.Count(); n > 0 {
		t.Fatal(l)
	}
	web, _ := site.Resolve(src, time.Date(2026, 10, 7, 16, 0, 0, 0, time.UTC))
	for _, e := range web.Editions {
		if e.Code == edition {
			if p := e.Page("posts/2026/one"); p != nil {
				return post.Of(p).String()
			}
		}
	}
	t.Fatalf("%s has no such post", edition)
	return ""
}

func TestText(t *testing.T) {
	for _, c := range []struct{ edition, body, want string }{
		{"ca/en", "One\nline.\n\nAnother.", "One line.\n\nAnother."},
		{"ca/en", "**Look** *first*, ~~not~~ `last`.", "Look first, not last."},
		{"ca/en", "A break\\\nhere.", "A break\nhere."},
		{"ca/en", "Before\n\n- one\n- two\n  - deep\n\nAfter", "Before\n\n• one\n• two\n• deep\n\nAfter"},
		{"ca/en", "3. three\n4. four", "3. three\n4. four"},
		{"ca/en", "Fish & <chips> \"now\" 1 < 2", "Fish & \"now\" 1 < 2"},
		{"ca/en", "Call :fact[phone] or see :fact[site].", "Call 1-888-495-8501 or see report.example."},
		{"ca/fr", "Appelez le :fact[phone]: «maintenant»!", "Appelez le 1 888 495-8501\u00a0: «\u00a0maintenant\u00a0»!"},
		{"us/en", ":::only{country=ca}\nIn Canada.\n:::\n\n:::only{country=us}\nCall :fact[phone].\n:::", "Call 7726."},
		{"ca/en", "First.\n\n::message{id=pause}\n\nLast.", "First.\n\nTake a minute. Call 1-888-495-8501.\n\nLast."},
		{"ca/en", "See [the page](../../index.en.md) or <https://other.example/a>.", "See the page or https://other.example/a."},
		{"ca/en", "Words[^1].\n\n[^1]: A note.", "Words."},
		{"ca/en", "## Heading\n\nWords", "Heading\n\nWords"},
		{"cn/zh", "先停一下，\n再看。", "先停一下，再看。"},
		{"ca/en", "🔔 👩‍👩‍👧‍👦", "🔔 👩‍👩‍👧‍👦"},
	} {
		want := c.want + "\n\nhttps://ring.example/" + c.edition + "/"
		if got := text(t, c.edition, c.body); got != want {
			t.Errorf("%s %q:\n got %q\nwant %q", c.edition, c.body, got, want)
		}
	}
}
