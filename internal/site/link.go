package site

import (
	"net/url"
	"path"
	"slices"
	"strings"

	"tocsin/internal/address"
	"tocsin/internal/locale"
	"tocsin/internal/markdown"
	"tocsin/internal/source"
)

// LinkKind says where a link leads.
type LinkKind uint8

// The kinds of links. Dead, Unreleased and Elsewhere are shown as their text.
const (
	Dead       LinkKind = iota // nothing is there
	Unreleased                 // a page that is draft, embargoed, expired, withheld or held back
	Elsewhere                  // a page that is not this country's, or not in this language
	ToPage
	ToMedia
	ToFragment // within the page itself
	External
)

// Target is a link, resolved for one page.
type Target struct {
	Kind         LinkKind
	Page         *Page
	Fragment     string          // without #, of a heading that is there
	DeadFragment string          // the fragment as written, where no heading has it
	Media        string          // path in the campaign
	Address      address.Address // of an external link
	Named        string          // the language that the link's suffix names, where it is not the page's
}

// Follow finds where a link in a file leads when the file is shown on the page.
func (p *Page) Follow(from *source.File, l markdown.Link) Target {
	if !l.Address.IsZero() {
		return Target{Kind: External, Address: l.Address}
	}
	return p.Resolve(from, l.Dest)
}

// Resolve finds where a path leads that a file names. The file is the page's own or a message's: a path is seen from
// where it is written. An address is no path, and leads nowhere: see [Page.Follow].
func (p *Page) Resolve(from *source.File, dest string) Target {
	if address.Is(dest) {
		return Target{Kind: Dead}
	}
	dest, fragment, _ := strings.Cut(dest, "#")
	dest, _, _ = strings.Cut(dest, "?")
	dest, fragment = unescape(dest), unescape(fragment)
	if dest == "" {
		if fragment == "" {
			return Target{Kind: ToFragment}
		}
		return p.withFragment(Target{Kind: ToFragment, Page: p}, fragment)
	}
	at := path.Join(path.Dir(from.Path), dest)
	if strings.HasPrefix(dest, "/") {
		at = path.Join("content", dest)
	}
	rel, ok := strings.CutPrefix(at+"/", "content/")
	if !ok {
		return Target{Kind: Dead}
	}
	rel = strings.TrimSuffix(rel, "/")
	name, isPage := strings.CutSuffix(rel, ".md")
	if !isPage && path.Ext(rel) != "" {
		if m := p.Voice().media(rel); m != "" {
			return Target{Kind: ToMedia, Media: m}
		}
	}
	return p.toPage(name, fragment)
}

// toPage resolves a page by its file's name without .md, whatever language the name's suffix says.
func (p *Page) toPage(name, fragment string) Target {
	key, tag := p.Edition.Site.untag(name)
	key = canonical(key)
	e := p.Edition
	t := Target{Kind: ToPage, Page: e.byKey[key]}
	if tag != "" && tag != e.Tag && tag != e.Language && tag != p.Language {
		t.Named = tag
	}
	if t.Page == nil {
		t.Kind = e.whyNot(key)
		return t
	}
	if fragment == "" {
		return t
	}
	return p.withFragment(t, fragment)
}

// whyNot tells a page that is not out from one that is not this country's and from one that nobody wrote.
func (e *Edition) whyNot(key string) LinkKind {
	g := e.Site.groups[key]
	if g == nil {
		if e.Site.unread(key) {
			return Elsewhere
		}
		return Dead
	}
	if c := g.fronts[g.source].Countries; c != nil && !locale.Among(c, e.Country.Code) {
		return Elsewhere
	}
	own, written := lookup(g.files, e) != nil, false
	for _, other := range e.Country.Editions {
		if !own && other.byKey[key] != nil {
			return Elsewhere // left out of this edition alone
		}
		written = written || lookup(g.files, other) != nil
	}
	if written {
		return Unreleased
	}
	return Elsewhere
}

// unread reports whether a page was not read since the part of the site that is made does not need it.
func (s *Site) unread(key string) bool {
	return s.Source.Unread(key, false) || s.Source.Unread(path.Join(key, "index"), false)
}

// withFragment keeps a fragment that a heading of the page answers to, in the edition's country.
func (p *Page) withFragment(t Target, fragment string) Target {
	d := t.Page.Doc()
	for _, h := range d.Headings {
		if h.ID == fragment && t.Page.Edition.Allows(d, h.Guards) {
			t.Fragment = fragment
			return t
		}
	}
	if fragment == "main" {
		t.Fragment = fragment
		return t
	}
	t.DeadFragment = fragment
	return t
}

// media finds a file beside the pages for an edition: name.fr-CA.png, name.fr.png, name.png. It returns "" for none.
func (e *Edition) media(rel string) string {
	ext := path.Ext(rel)
	stem := "content/" + strings.TrimSuffix(rel, ext)
	for _, name := range []string{stem + "." + e.Tag + ext, stem + "." + e.Language + ext, stem + ext} {
		if e.Site.Source.Media[name] {
			return name
		}
	}
	return ""
}

// Media resolves an image's source, as written in a file, for the page; "" where there is no such file.
func (p *Page) Media(from *source.File, src string) string {
	src, _, _ = strings.Cut(src, "#")
	src, _, _ = strings.Cut(src, "?")
	src = unescape(src)
	at := path.Join(path.Dir(from.Path), src)
	if strings.HasPrefix(src, "/") {
		at = path.Join("content", src)
	}
	rel, ok := strings.CutPrefix(at, "content/")
	if !ok {
		return ""
	}
	return p.Voice().media(rel)
}

// Walk calls f for each document that the page shows in its edition: its own, then those of its messages.
func (p *Page) Walk(f func(file *source.File, d *markdown.Document)) {
	if p.File == nil {
		return
	}
	d := p.Doc()
	f(p.File, d)
	if len(d.Messages) == 0 {
		return
	}
	voice := p.Voice()
	var seen []*source.File // a page has a handful of messages
	voice.Includes(d, func(_ markdown.Ref, m *source.File) {
		if m != nil && !slices.Contains(seen, m) {
			seen = append(seen, m)
			f(m, m.Doc(voice.Typography))
		}
	})
}

// Voice is the edition whose words the page speaks: its own, or under a notice the country's edition in the source's
// language, so that messages, facts and labels are in one language with the text round them.
func (p *Page) Voice() *Edition {
	if p.Notice {
		for _, e := range p.Edition.Country.Editions {
			if e.Language == p.Language {
				return e
			}
		}
	}
	return p.Edition
}

func (s *Site) isTag(tag string) bool { return tag != "" && s.tags[tag] }

// untag takes the language out of a file's name without its ending: both earlier.fr and earlier.en name the page earlier.
// What follows a dot and is no language of the campaign belongs to the name; then tag is empty.
func (s *Site) untag(name string) (key, tag string) {
	i := strings.LastIndexByte(name, '.')
	if i < 0 || strings.Contains(name[i:], "/") || !s.isTag(name[i+1:]) {
		return name, ""
	}
	return name[:i], name[i+1:]
}

func unescape(s string) string {
	if u, err := url.PathUnescape(s); err == nil {
		return u
	}
	return s
}
