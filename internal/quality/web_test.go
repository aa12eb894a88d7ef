package quality_test

import (
	"bytes"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// base is an address and the folder of the output that is served there.
type base struct{ url, folder string }

// web is a built site, read back.
type web struct {
	recipe
	dir    string
	files  map[string]bool // every file, by its path with slashes
	pages  []*page         // every HTML file, by path
	byPath map[string]*page
}

// page is an HTML file.
type page struct {
	path    string
	url     *url.URL
	raw     []byte
	doc     *html.Node
	kind    string // of template: home, article, …; "redirect" for a page that sends on
	lang    string
	edition string // ca/en, or "" for what belongs to no edition
	noindex bool
	ids     map[string]int
	refs    []ref
}

// ref is an address in a page.
type ref struct {
	elem, attr, value string
	rel               string // of links
	hreflang          string
	loads             bool // the browser fetches it without being asked
}

// crawl reads every file of a site.
func crawl(t *testing.T, dir string, r recipe) *web {
	t.Helper()
	w := &web{recipe: r, dir: dir, files: map[string]bool{}, byPath: map[string]*page{}}
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		rel, err := filepath.Rel(dir, path)
		if err != nil {
			return err
		}
		rel = filepath.ToSlash(rel)
		w.files[rel] = true
		if strings.HasSuffix(rel, ".html") {
			w.pages = append(w.pages, w.read(t, rel))
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range w.pages {
		w.byPath[p.path] = p
	}
	return w
}

func mustRead(t *testing.T, file string) []byte {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func (w *web) data(t *testing.T, path string) []byte {
	t.Helper()
	return mustRead(t, filepath.Join(w.dir, filepath.FromSlash(path)))
}

func (w *web) read(t *testing.T, path string) *page {
	t.Helper()
	p := &page{path: path, raw: w.data(t, path), ids: map[string]int{}}
	doc, err := html.Parse(bytes.NewReader(p.raw))
	if err != nil {
		t.Fatalf("%s: %v", path, err)
	}
	p.doc, p.url = doc, w.address(path)
	if parts := strings.SplitN(path, "/", 3); len(parts) == 3 {
		p.edition = parts[0] + "/" + parts[1]
	}
	for n := range doc.Descendants() {
		if n.Type == html.ElementNode {
			p.element(n)
		}
	}
	return p
}

// element notes what the checks ask about.
func (p *page) element(n *html.Node) {
	switch n.Data {
	case "html":
		p.lang = attr(n, "lang")
	case "body":
		if class := strings.Fields(attr(n, "class")); len(class) > 0 {
			p.kind = strings.TrimPrefix(class[0], "is-")
		}
	case "meta":
		p.meta(n)
	}
	if id, ok := has(n, "id"); ok {
		p.ids[id]++
	}
	for _, a := range n.Attr {
		switch a.Key {
		case "href", "src", "action", "formaction", "poster", "data", "cite", "background", "ping", "manifest":
			p.refs = append(p.refs, ref{elem: n.Data, attr: a.Key, value: a.Val, rel: attr(n, "rel"), hreflang: attr(n, "hreflang"), loads: loads(n, a.Key)})
		case "srcset", "imagesrcset":
			for candidate := range strings.SplitSeq(a.Val, ",") {
				if fields := strings.Fields(candidate); len(fields) > 0 {
					p.refs = append(p.refs, ref{elem: n.Data, attr: a.Key, value: fields[0], loads: true})
				}
			}
		}
	}
}

func (p *page) meta(n *html.Node) {
	content := attr(n, "content")
	switch {
	case attr(n, "name") == "robots":
		p.noindex = strings.Contains(content, "noindex")
	case strings.EqualFold(attr(n, "http-equiv"), "refresh"):
		_, to, _ := strings.Cut(content, "url=")
		p.kind = "redirect"
		p.refs = append(p.refs, ref{elem: "meta", attr: "refresh", value: to})
	case attr(n, "property") == "og:image" || attr(n, "property") == "og:url":
		p.refs = append(p.refs, ref{elem: "meta", attr: attr(n, "property"), value: content})
	}
}

// loads reports whether a browser fetches an element's address by itself.
func loads(n *html.Node, key string) bool {
	switch n.Data {
	case "a", "area", "blockquote", "q", "ins", "del", "form":
		return false
	case "link":
		for rel := range strings.FieldsSeq(strings.ToLower(attr(n, "rel"))) {
			switch rel {
			case "canonical", "alternate", "next", "prev", "author", "license", "help", "search", "me":
			default:
				return true
			}
		}
		return false
	}
	return key != "cite"
}

// address returns where a file of the output is served.
func (w *web) address(path string) *url.URL {
	b := w.baseOf(path)
	rel := strings.TrimPrefix(path, b.folder)
	if rel == "index.html" || strings.HasSuffix(rel, "/index.html") {
		rel = strings.TrimSuffix(rel, "index.html")
	}
	u, err := url.Parse(b.url)
	if err != nil {
		panic(err) // the recipes are ours
	}
	u.Path += rel
	return u
}

// baseOf returns the host that serves a file.
func (w *web) baseOf(path string) base {
	for _, b := range slices.Backward(w.bases) {
		if strings.HasPrefix(path, b.folder) {
			return b
		}
	}
	return w.bases[0]
}

// file returns the file that answers at an address; inside is false for another's host.
func (w *web) file(u *url.URL) (path string, inside bool) {
	for _, b := range slices.Backward(w.bases) {
		root, err := url.Parse(b.url)
		if err != nil || u.Scheme != root.Scheme || u.Host != root.Host {
			continue
		}
		rel, ok := strings.CutPrefix(u.Path, root.Path)
		if !ok {
			return "(outside the base URL) " + u.Path, true
		}
		if rel == "" || strings.HasSuffix(rel, "/") {
			rel += "index.html"
		}
		path = b.folder + rel
		if w.baseOf(path) != b {
			return "(on a host that does not serve it) " + path, true
		}
		return path, true
	}
	return "", false
}

// editions returns the pages of each edition, by its name; redirects apart.
func (w *web) editions() map[string][]*page {
	out := map[string][]*page{}
	for _, p := range w.pages {
		if p.edition != "" && p.kind != "redirect" {
			out[p.edition] = append(out[p.edition], p)
		}
	}
	return out
}

// link returns the page's address for a rel, such as canonical.
func (p *page) link(rel string) string {
	for _, r := range p.refs {
		if r.elem == "link" && r.rel == rel && r.hreflang == "" {
			return r.value
		}
	}
	return ""
}

// alternates returns the page's equivalents, by language.
func (p *page) alternates() map[string]string {
	out := map[string]string{}
	for _, r := range p.refs {
		if r.elem == "link" && r.rel == "alternate" && r.hreflang != "" {
			out[r.hreflang] = r.value
		}
	}
	return out
}

func attr(n *html.Node, key string) string {
	value, _ := has(n, key)
	return value
}

func has(n *html.Node, key string) (string, bool) {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val, true
		}
	}
	return "", false
}

// class returns the first element of a class, or nil.
func (p *page) class(name string) *html.Node {
	for n := range p.doc.Descendants() {
		if slices.Contains(strings.Fields(attr(n, "class")), name) {
			return n
		}
	}
	return nil
}

// text returns an element's words.
func text(n *html.Node) string {
	var b strings.Builder
	for c := range n.Descendants() {
		if c.Type == html.TextNode {
			b.WriteString(c.Data)
		}
	}
	return b.String()
}

// within reports whether an element, or one around it, has a class.
func within(n *html.Node, class string) bool {
	for ; n != nil; n = n.Parent {
		if slices.Contains(strings.Fields(attr(n, "class")), class) {
			return true
		}
	}
	return false
}
