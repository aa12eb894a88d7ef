package render

import (
	"bytes"
	"net/url"
	"path"
	"regexp"
	"slices"
	"strings"

	"golang.org/x/net/html"
)

// styleFolder is where the style sheets of sheets lie, beside them in an archive.
const styleFolder = "style/"

// loose makes a page of the edition work from any folder: what it needs lies in styleFolder, pages in names lie beside
// it, and every other address of this site is absolute. It returns the assets that it needs, by their paths in the
// campaign.
func (s *edition) loose(page []byte, names map[string]string) (out []byte, used []string) {
	var b bytes.Buffer
	z := html.NewTokenizer(bytes.NewReader(page))
	for {
		switch z.Next() {
		case html.ErrorToken:
			return b.Bytes(), used
		case html.StartTagToken, html.SelfClosingTagToken:
			raw := bytes.Clone(z.Raw())
			token, changed := z.Token(), false
			for i, a := range token.Attr {
				if a.Key != "href" && a.Key != "src" || !strings.HasPrefix(a.Val, "/") || strings.HasPrefix(a.Val, "//") {
					continue
				}
				changed = true
				if name, ok := names[a.Val]; ok {
					token.Attr[i].Val = name
				} else if src := s.assetAt(a.Val); src != "" {
					used = append(used, src)
					token.Attr[i].Val = styleFolder + path.Base(src)
				} else {
					token.Attr[i].Val = s.whole(a.Val)
				}
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

// assetAt returns the theme's asset at an address of this edition's host, or "".
func (s *edition) assetAt(address string) string {
	name, ok := strings.CutPrefix(address, s.assetRoot)
	if !ok {
		return ""
	}
	for src, a := range s.r.plan.Assets {
		if a.Name == name && strings.HasPrefix(src, "assets/") {
			return src
		}
	}
	return ""
}

// whole makes a path on this edition's host an absolute address.
func (s *edition) whole(path string) string {
	base, err := url.Parse(s.Base)
	if err != nil {
		return path
	}
	return base.Scheme + "://" + base.Host + path
}

var cssURL = regexp.MustCompile(`url\(\s*(["']?)([^"')]+)["']?\s*\)`)

// style returns an asset for an archive: what a style sheet fetches comes from the site.
func (s *edition) style(src string) ([]byte, error) {
	a := s.r.plan.Assets[src]
	data := a.Data
	if data == nil {
		var err error
		if data, err = s.r.plan.Site.Source.ReadFile(src); err != nil {
			return nil, err
		}
	}
	if path.Ext(src) != ".css" {
		return data, nil
	}
	base, err := url.Parse(s.assetBase() + a.Name)
	if err != nil {
		return data, nil
	}
	return cssURL.ReplaceAllFunc(data, func(m []byte) []byte {
		parts := cssURL.FindSubmatch(m)
		to, err := url.Parse(string(parts[2]))
		if err != nil || to.IsAbs() || strings.HasPrefix(string(parts[2]), "#") {
			return m
		}
		return []byte(`url("` + base.ResolveReference(to).String() + `")`)
	}), nil
}

// wordTags are the elements that words keep wherever they are pasted.
var wordTags = []string{"p", "br", "ul", "ol", "li", "strong", "em", "h2", "h3", "h4", "blockquote", "code", "sub", "sup", "del", "bdi",
	"table", "thead", "tbody", "tr", "th", "td", "dl", "dt", "dd"}

// wordStyles are what mail programs must be told, having styles of their own.
var wordStyles = map[string]string{"p": "margin: 0 0 16px", "ul": "margin: 0 0 16px", "ol": "margin: 0 0 16px", "li": "margin: 0 0 8px"}

// cleanWords makes the HTML of this site's words fit for other places: no classes and ids, no pictures and drawings,
// no words for screen readers alone, no links within the page; plain margins at each element.
func cleanWords(words []byte) string {
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
