package toolkit

import (
	"bytes"
	"net/url"
	"regexp"
	"slices"
	"strings"

	"golang.org/x/net/html"
)

// Loose makes a page of a site work from any folder: place says what stands for each of the host's own addresses, such as
// /ca/en/ or /assets/site.css.
func Loose(page []byte, place func(address string) string) []byte {
	var b bytes.Buffer
	z := html.NewTokenizer(bytes.NewReader(page))
	for {
		switch z.Next() {
		case html.ErrorToken:
			return b.Bytes()
		case html.StartTagToken, html.SelfClosingTagToken:
			raw := bytes.Clone(z.Raw())
			token, changed := z.Token(), false
			for i, a := range token.Attr {
				if a.Key != "href" && a.Key != "src" || !strings.HasPrefix(a.Val, "/") || strings.HasPrefix(a.Val, "//") {
					continue
				}
				changed = true
				token.Attr[i].Val = place(a.Val)
			}
			if changed {
				b.WriteString(token.String())
			} else {
				b.Write(raw)
			}
		default:
			b.Write(z.Raw())
		}
	}
}

var cssURL = regexp.MustCompile(`url\(\s*(["']?)([^"')]+)["']?\s*\)`)

// Absolute makes a style sheet work from any folder: what it fetches comes from where it lies on the site.
func Absolute(css []byte, base *url.URL) []byte {
	return cssURL.ReplaceAllFunc(css, func(m []byte) []byte {
		parts := cssURL.FindSubmatch(m)
		to, err := url.Parse(string(parts[2]))
		if err != nil || to.IsAbs() || strings.HasPrefix(string(parts[2]), "#") {
			return m
		}
		return []byte(`url("` + base.ResolveReference(to).String() + `")`)
	})
}

// wordTags are the elements that words keep wherever they are pasted.
var wordTags = []string{"p", "br", "ul", "ol", "li", "strong", "em", "h2", "h3", "h4", "blockquote", "code", "sub", "sup", "del", "bdi",
	"table", "thead", "tbody", "tr", "th", "td", "dl", "dt", "dd"}

// wordStyles are what mail programs must be told, having styles of their own.
var wordStyles = map[string]string{"p": "margin: 0 0 16px", "ul": "margin: 0 0 16px", "ol": "margin: 0 0 16px", "li": "margin: 0 0 8px"}

// Clean makes the HTML of this site's words fit for other places: no classes and ids, no pictures and drawings,
// no words for screen readers alone, no links within the page; plain margins at each element.
func Clean(words []byte) string {
	var b strings.Builder
	z := html.NewTokenizer(bytes.NewReader(words))
	skip, skipped := 0, "" // within an element that is left out
	var links []bool       // of the open links, whether they are kept
	for {
		kind := z.Next()
		if kind == html.ErrorToken {
			return strings.TrimSpace(b.String())
		}
		if kind == html.TextToken && skip == 0 {
			b.Write(z.Raw())
			continue
		}
		token := z.Token()
		switch {
		case skip > 0:
			if token.Data == skipped && kind == html.StartTagToken {
				skip++
			} else if token.Data == skipped && kind == html.EndTagToken {
				skip--
			}
		case kind == html.StartTagToken && leftOut(token):
			skip, skipped = 1, token.Data
		case kind == html.StartTagToken && token.Data == "img":
			b.WriteString(html.EscapeString(attr(token, "alt")))
		case token.Data == "a" && kind == html.StartTagToken:
			href := attr(token, "href")
			links = append(links, href != "" && !strings.HasPrefix(href, "#"))
			if links[len(links)-1] {
				b.WriteString(`<a href="` + html.EscapeString(href) + `">`)
			}
		case token.Data == "a" && kind == html.EndTagToken && len(links) > 0:
			if links[len(links)-1] {
				b.WriteString("</a>")
			}
			links = links[:len(links)-1]
		case !slices.Contains(wordTags, token.Data):
		case kind == html.EndTagToken:
			b.WriteString("</" + token.Data + ">")
		case kind == html.StartTagToken || kind == html.SelfClosingTagToken:
			b.WriteString("<" + token.Data)
			for _, a := range token.Attr {
				if a.Key == "lang" || a.Key == "dir" || a.Key == "start" {
					b.WriteString(" " + a.Key + `="` + html.EscapeString(a.Val) + `"`)
				}
			}
			if style := wordStyles[token.Data]; style != "" {
				b.WriteString(` style="` + style + `"`)
			}
			b.WriteString(">")
		}
	}
}

// leftOut reports whether an element says nothing elsewhere: what only screen readers hear of this site, drawings,
// what a browser does.
func leftOut(t html.Token) bool {
	switch t.Data {
	case "svg", "style", "script", "form", "title", "head":
		return true
	}
	return slices.Contains(strings.Fields(attr(t, "class")), "hidden")
}

func attr(t html.Token, name string) string {
	for _, a := range t.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}
