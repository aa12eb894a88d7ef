package quality_test

import (
	"bytes"
	"compress/gzip"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// pageLimit is what a page and its style sheet may weigh on the wire: the first flight of a connection.
const pageLimit = 14_000

// eachPage runs a check on every page of every site.
func eachPage(t *testing.T, check func(*testing.T, *web, *page)) {
	eachSite(t, func(t *testing.T, w *web) {
		for _, p := range w.pages {
			check(t, w, p)
		}
	})
}

// TestDocument holds what every page says of itself.
func TestDocument(t *testing.T) {
	eachPage(t, func(t *testing.T, w *web, p *page) {
		if !bytes.HasPrefix(p.raw, []byte("<!doctype html>\n")) {
			t.Errorf("%s begins with %.20q", p.path, p.raw)
		}
		count := map[string]int{}
		for n := range p.doc.Descendants() {
			if n.Type != html.ElementNode {
				continue
			}
			count[n.Data]++
			switch n.Data {
			case "html":
				if _, ok := has(n, "dir"); !ok || p.lang == "" {
					t.Errorf("%s: <html lang=%q dir=%q> does not say both", p.path, p.lang, attr(n, "dir"))
				}
			case "title", "h1":
				if strings.TrimSpace(text(n)) == "" {
					t.Errorf("%s: an empty <%s>", p.path, n.Data)
				}
			case "img":
				if _, ok := has(n, "alt"); !ok {
					t.Errorf("%s: %s has no alt", p.path, attr(n, "src"))
				}
			}
		}
		for _, name := range []string{"html", "title", "main", "h1"} {
			if count[name] != 1 {
				t.Errorf("%s: %d elements <%s>, want 1", p.path, count[name], name)
			}
		}
		for id, n := range p.ids {
			if n > 1 || id == "" || strings.ContainsAny(id, " \t\n") {
				t.Errorf("%s: %d elements with id %q", p.path, n, id)
			}
		}
		if p.kind == "" {
			t.Errorf("%s does not say what kind of page it is", p.path)
		}
	})
}

// TestLanguageOfEdition holds that a page is in its edition's language.
func TestLanguageOfEdition(t *testing.T) {
	eachPage(t, func(t *testing.T, w *web, p *page) {
		country, language, _ := strings.Cut(p.edition, "/")
		if want := language + "-" + strings.ToUpper(country); p.edition != "" && p.lang != want {
			t.Errorf("%s: lang=%q, want %q", p.path, p.lang, want)
		}
	})
}

// TestStrictPolicy holds that a page lives under a Content-Security-Policy that allows nothing inline.
func TestStrictPolicy(t *testing.T) {
	eachPage(t, func(t *testing.T, w *web, p *page) {
		for n := range p.doc.Descendants() {
			if n.Type != html.ElementNode {
				continue
			}
			if n.Data == "style" || n.Data == "script" && attr(n, "src") == "" || n.Data == "base" {
				t.Errorf("%s: an inline <%s>", p.path, n.Data)
			}
			for _, a := range n.Attr {
				value := strings.ToLower(strings.TrimSpace(a.Val))
				if a.Key == "style" || strings.HasPrefix(a.Key, "on") || strings.HasPrefix(value, "javascript:") || strings.HasPrefix(value, "data:") {
					t.Errorf("%s: <%s %s=%q> is inline style or script", p.path, n.Data, a.Key, a.Val)
				}
			}
		}
	})
}

// leftover is what shows through where a template or a string was not filled in: html/template's word for an unsafe
// value, Go's for a missing one, a placeholder, a function's or a format's name.
var leftover = regexp.MustCompile(`ZgotmplZ|<no value>|<nil>|%![a-zA-Z(]|\{\{|\}\}|\{[a-z]+\}|:::|&amp;(amp|lt|gt|quot|#\d+);|&(lt|gt|quot|#\d+);`)

// quizCount takes out what a quiz's script fills in: how many were right, of how many.
var quizCount = strings.NewReplacer("{right}", "", "{total}", "")

// TestNoLeftovers holds that a page's words are all words.
func TestNoLeftovers(t *testing.T) {
	eachPage(t, func(t *testing.T, w *web, p *page) {
		for _, word := range []string{"ZgotmplZ", "&lt;no value&gt;", "<no value>", "0001-01-01"} {
			if bytes.Contains(p.raw, []byte(word)) {
				t.Errorf("%s holds %q", p.path, word)
			}
		}
		for n := range p.doc.Descendants() {
			if !w.ours && within(n, "content") {
				continue // others may write what they like in their own words
			}
			if m := leftover.FindString(n.Data); n.Type == html.TextNode && m != "" && !within(n, "code") {
				t.Errorf("%s holds %q in %.80q", p.path, m, n.Data)
			}
			for _, a := range n.Attr {
				if a.Key == "data-score" {
					a.Val = quizCount.Replace(a.Val) // assets/quiz.js fills them in
				}
				if m := leftover.FindString(a.Val); m != "" {
					t.Errorf("%s holds %q in <%s %s=%q>", p.path, m, n.Data, a.Key, a.Val)
				}
			}
		}
	})
}

// TestHeadings holds that no heading skips a level; where the words are not ours, in the templates' own parts.
func TestHeadings(t *testing.T) {
	eachPage(t, func(t *testing.T, w *web, p *page) {
		last := 0
		for n := range p.doc.Descendants() {
			if n.Type != html.ElementNode || len(n.Data) != 2 || n.Data[0] != 'h' || n.Data[1] < '1' || n.Data[1] > '6' {
				continue
			}
			level := int(n.Data[1] - '0')
			if level > last+1 && (w.ours || !within(n, "content")) && (last > 0 || level > 2) {
				t.Errorf("%s: <%s> %q follows a heading of level %d", p.path, n.Data, text(n), last)
			}
			last = level
		}
	})
}

// TestWeight holds that a page and its style sheet are light.
func TestWeight(t *testing.T) {
	eachSite(t, func(t *testing.T, w *web) {
		sheets := map[string]int{}
		heaviest, most := "", 0
		for _, p := range w.pages {
			weight := packed(t, p.raw)
			for _, r := range p.refs {
				if r.elem != "link" || !slices.Contains(strings.Fields(r.rel), "stylesheet") {
					continue
				}
				u, err := p.url.Parse(r.value)
				if err != nil {
					t.Fatal(err)
				}
				path, _ := w.file(u)
				if sheets[path] == 0 {
					sheets[path] = packed(t, w.data(t, path))
				}
				weight += sheets[path]
			}
			if weight > pageLimit {
				t.Errorf("%s weighs %d bytes with its style sheet, compressed; the limit is %d", p.path, weight, pageLimit)
			}
			if weight > most {
				heaviest, most = p.path, weight
			}
		}
		t.Logf("the heaviest page, %s, weighs %d bytes with its style sheet; sheets: %v", heaviest, most, sheets)
	})
}

// packed returns how many bytes of data go over the wire.
func packed(t *testing.T, data []byte) int {
	t.Helper()
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	if _, err := z.Write(data); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Len()
}
