// Package plan lists every file of the site before a byte of it is made, so that two outputs with one path are found
// while nothing has been written, and so that parts of a site can be built apart.
package plan

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"maps"
	"path"
	"slices"
	"strings"
	"sync"
	"unicode"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"

	"tocsin/internal/diag"
	"tocsin/internal/locale"
	"tocsin/internal/markdown"
	"tocsin/internal/search"
	"tocsin/internal/site"
	"tocsin/internal/source"
)

// Kind says how a target's bytes are made.
type Kind uint8

// The kinds of targets.
const (
	Page Kind = iota
	NotFound
	Feed         // Atom
	CalendarFile // a year's events
	EventFile
	MessagesJSON
	SearchIndex // an edition's pages, for its search page
	Picture     // an edition's picture for sharing
	Asset
	Media
	Redirect    // a page at an alias
	RootChooser // countries
	CountryPage // languages of a country
	RootNotFound
	Sitemap
	Robots
	SecurityTxt
	Headers    // _headers
	Redirects  // _redirects
	Azure      // staticwebapp.config.json
	NoJekyll   // .nojekyll: GitHub Pages must not leave out what begins with an underscore
	Compressed // a text file's .gz
)

// Target is one file of the site.
type Target struct {
	Path    string // in the output folder
	Kind    Kind
	Edition *site.Edition // nil for what belongs to the root
	Country *site.Country // of a CountryPage
	Page    *site.Page
	Source  string  // of an Asset or Media: its path in the campaign
	Of      *Target // of a Compressed file: what is in it
	Part    int     // of a Sitemap in parts, from 1; 0 for a whole one, or the index of the parts
	From    diag.Pos
}

// Plan is every target, sorted by path.
type Plan struct {
	Site    *site.Site
	Targets []Target
	Assets  map[string]AssetFile     // by path in the campaign: assets/site.css, content/learn/lock.png
	Indexes map[*site.Edition]string // of editions with a search page: like AssetFile.Name
}

// AssetFile is a file with its hash in its name. Name is relative to the folder that serves it: assets/site.1f2e3d4c.css.
type AssetFile struct {
	Name          string
	Width, Height int    // of a picture, 0 where unknown
	Data          []byte // of a style sheet, minified; nil where the file goes out as it is
}

// New plans the site. It reads the assets and pictures, whose names hold their hash.
func New(s *site.Site) (*Plan, diag.List) { return build(s, false) }

// Precompressed plans the site with a .gz beside every text file, for servers that send it as it is.
func Precompressed(s *site.Site) (*Plan, diag.List) { return build(s, true) }

func build(s *site.Site, gz bool) (*Plan, diag.List) {
	b := &builder{Plan: &Plan{Site: s, Assets: map[string]AssetFile{}, Indexes: map[*site.Edition]string{}}, owner: map[string]Target{}, used: map[*site.Edition]map[string]bool{}, speaks: map[*site.Edition]bool{}}
	if s.Campaign == nil {
		return b.Plan, nil
	}
	b.assets()
	ahead := lookAhead(s)
	for i, e := range s.Editions {
		b.edition(e, ahead[i])
	}
	b.root()
	if gz {
		b.compress()
	}
	slices.SortFunc(b.Targets, func(x, y Target) int {
		// of two with one path the page comes first, so that the alias is told
		return cmp.Or(cmp.Compare(x.Path, y.Path), cmp.Compare(x.Kind, y.Kind), cmp.Compare(x.From.File, y.From.File))
	})
	b.collisions()
	return b.Plan, b.diags
}

type builder struct {
	*Plan
	diags  diag.List
	owner  map[string]Target
	speaks map[*site.Edition]bool            // whether an edition's messages hold files
	used   map[*site.Edition]map[string]bool // files beside pages, by the edition whose host serves them; nil is the shared one
}

func (b *builder) add(t Target) { b.Targets = append(b.Targets, t) }

// lookAhead finds, for every edition at once, which of its pages show or link to a file themselves: few do, and it is
// dear to find out.
func lookAhead(s *site.Site) []map[*site.Page]bool {
	out := make([]map[*site.Page]bool, len(s.Editions))
	var wg sync.WaitGroup
	for i, e := range s.Editions {
		wg.Go(func() {
			out[i] = map[*site.Page]bool{}
			for _, p := range e.Pages {
				if hasMedia(p.Doc()) {
					out[i][p] = true
				}
			}
		})
	}
	wg.Wait()
	return out
}

// edition plans one edition's folder. Shows are the pages with files of their own.
func (b *builder) edition(e *site.Edition, shows map[*site.Page]bool) {
	in := e.Folder + "/"
	for _, p := range e.Pages {
		at := diag.Pos{}
		if p.File != nil {
			at = p.File.Pos("slug")
		}
		b.add(Target{Path: p.Output(), Kind: Page, Edition: e, Page: p, From: at})
		if p.Kind == site.EventPage && p.Event != nil {
			b.add(Target{Path: in + strings.TrimSuffix(p.Path, "/") + ".ics", Kind: EventFile, Edition: e, Page: p, From: at})
		}
		b.aliases(e, p)
		b.media(p, shows[p])
	}
	if e.Home != nil {
		for _, id := range e.Messages() { // messages.json holds those that no page shows, too
			b.within(e.Home, e.Message(id), e.Message(id).Doc(e.Typography))
		}
	}
	for _, y := range e.Years {
		if len(y.Events) == 0 {
			continue // a calendar without an event is not valid iCalendar
		}
		b.add(Target{Path: in + y.Path + "calendar.ics", Kind: CalendarFile, Edition: e, Page: y})
	}
	b.add(Target{Path: in + "404.html", Kind: NotFound, Edition: e})
	b.add(Target{Path: in + "feed.xml", Kind: Feed, Edition: e})
	b.add(Target{Path: in + "messages.json", Kind: MessagesJSON, Edition: e})
	b.add(Target{Path: in + "share.png", Kind: Picture, Edition: e})
	b.index(e)
	if e.OwnHost {
		b.ownHost(e)
	}
}

// index plans what an edition's search page reads, beside the assets of its host, where caches keep it for ever.
func (b *builder) index(e *site.Edition) {
	if e.SearchPage() == nil {
		return
	}
	name := "assets/" + search.Name(e, b.Assets["assets/search.js"].Name)
	b.Indexes[e] = name
	if e.OwnHost {
		name = e.Folder + "/" + name
	}
	b.add(Target{Path: name, Kind: SearchIndex, Edition: e})
}

// ownHost plans what an edition on a host of its own needs beside its pages.
func (b *builder) ownHost(e *site.Edition) {
	in := e.Folder + "/"
	b.assetTargets(in, e, b.used[e])
	b.hostFiles(in, e)
}

// assetTargets plans the theme's assets, and the pictures that the pages of a host use: another host's may belong to a
// page that is not out on this one. Two equal files of one name from two folders are one.
func (b *builder) assetTargets(in string, e *site.Edition, used map[string]bool) {
	done := map[string]bool{}
	for _, src := range slices.Sorted(maps.Keys(b.Assets)) {
		if name := b.Assets[src].Name; !done[name] && (used[src] || strings.HasPrefix(src, "assets/")) {
			done[name] = true
			b.add(Target{Path: in + name, Kind: Asset, Edition: e, Source: src})
		}
	}
}

// hostFiles plans what stands at the root of a host.
func (b *builder) hostFiles(in string, e *site.Edition) {
	b.sitemaps(in, e)
	b.add(Target{Path: in + "robots.txt", Kind: Robots, Edition: e})
	b.add(Target{Path: in + "_headers", Kind: Headers, Edition: e})
	b.add(Target{Path: in + "_redirects", Kind: Redirects, Edition: e})
	b.add(Target{Path: in + "staticwebapp.config.json", Kind: Azure, Edition: e})
	b.add(Target{Path: in + ".nojekyll", Kind: NoJekyll, Edition: e})
	if b.Site.Campaign.Security != nil {
		b.add(Target{Path: in + ".well-known/security.txt", Kind: SecurityTxt, Edition: e})
	}
}

// SitemapPart is how many pages one sitemap lists; a site with more has an index and parts. It keeps a part well under
// the 50 MB and 50,000 addresses that sitemaps.org allows, with a dozen alternates for each page.
const SitemapPart = 10_000

// sitemaps plans a host's sitemap, in parts where it is large.
func (b *builder) sitemaps(in string, host *site.Edition) {
	b.add(Target{Path: in + "sitemap.xml", Kind: Sitemap, Edition: host})
	n := len(b.Listed(host))
	for part := 1; n > SitemapPart && (part-1)*SitemapPart < n; part++ {
		b.add(Target{Path: fmt.Sprintf("%ssitemap-%d.xml", in, part), Kind: Sitemap, Edition: host, Part: part})
	}
}

// OnHost returns the editions that a host serves: the one that has it for its own, or, for nil, all that share the
// campaign's.
func (p *Plan) OnHost(host *site.Edition) []*site.Edition {
	if host != nil {
		return []*site.Edition{host}
	}
	var out []*site.Edition
	for _, e := range p.Site.Editions {
		if !e.OwnHost {
			out = append(out, e)
		}
	}
	return out
}

// Listed returns the pages that a host's sitemap lists, in the plan's order: all but those under a notice.
func (p *Plan) Listed(host *site.Edition) []*site.Page {
	var out []*site.Page
	for _, e := range p.OnHost(host) {
		for _, page := range e.Pages {
			if !page.Notice {
				out = append(out, page)
			}
		}
	}
	return out
}

// root plans what no edition owns.
func (b *builder) root() {
	b.assetTargets("", nil, b.used[nil])
	b.add(Target{Path: "index.html", Kind: RootChooser})
	b.add(Target{Path: "404.html", Kind: RootNotFound})
	for _, c := range b.Site.Countries {
		if c.Folder != "" {
			b.add(Target{Path: c.Folder + "/index.html", Kind: CountryPage, Country: c})
		}
	}
	b.hostFiles("", nil)
}

// aliases plans a page that redirects at each of a page's old addresses. An alias is a path within the edition, or
// from the site's root when it begins with a slash and the edition's own folder.
func (b *builder) aliases(e *site.Edition, p *site.Page) {
	if p.File == nil || p.Notice {
		return
	}
	for _, a := range p.Front.Aliases {
		rel, ok := AliasPath(e, a)
		if !ok {
			b.diags.Errorf(p.File.Pos("aliases"), "alias", "write a path such as learn/old-name", "the alias %q is not a path of this edition", a)
			continue
		}
		b.add(Target{Path: e.Folder + "/" + rel, Kind: Redirect, Edition: e, Page: p, From: p.File.Pos("aliases")})
	}
}

// maxName is how many bytes one part of an alias may have: file systems take 255.
const maxName = 200

// AliasPath returns the file, within the edition's folder, that answers at an alias.
func AliasPath(e *site.Edition, alias string) (string, bool) {
	for _, other := range e.Site.Editions {
		if other != e && strings.HasPrefix(alias, "/"+other.Folder+"/") {
			return "", false
		}
	}
	rel := strings.TrimPrefix(alias, "/"+e.Folder+"/")
	rel = strings.TrimPrefix(rel, "/")
	if rel == "" || strings.ContainsAny(rel, "\\?#%*:") || strings.ContainsFunc(rel, unfit) || strings.HasPrefix(rel, ".") {
		return "", false
	}
	clean := strings.TrimPrefix(path.Clean(rel), "/")
	if clean == "" || strings.HasPrefix(clean, ".") || strings.Contains(clean, "/.") {
		return "", false
	}
	for part := range strings.SplitSeq(clean, "/") {
		if len(part) > maxName {
			return "", false
		}
	}
	if path.Ext(clean) == ".html" || path.Ext(clean) == ".htm" {
		return clean, true
	}
	return clean + "/index.html", true
}

// unfit reports whether a character would end an address in the _redirects file, or cannot be seen.
func unfit(r rune) bool { return !unicode.IsGraphic(r) || unicode.IsSpace(r) }

// collisions reports two targets with one path, also where only case or the composition of letters tells them apart:
// many file systems and hosts do not. A file cannot stand where another target needs a folder, either.
func (b *builder) collisions() {
	fold := cases.Fold()
	folded := func(p string) string {
		if ascii(p) {
			return strings.ToLower(p)
		}
		return norm.NFC.String(fold.String(norm.NFC.String(p)))
	}
	for _, t := range b.Targets {
		key := folded(t.Path)
		if first, taken := b.owner[key]; taken {
			b.collide(t, first)
			continue
		}
		b.owner[key] = t
	}
	above := "" // targets of one folder follow each other
	for _, t := range b.Targets {
		dir := path.Dir(t.Path)
		if dir == above {
			continue
		}
		for above = dir; dir != "."; dir = path.Dir(dir) {
			if file, taken := b.owner[folded(dir)]; taken {
				b.collide(t, file)
				break
			}
		}
	}
	b.owner = nil
}

func (b *builder) collide(t, first Target) {
	at, other := t.From, first.From
	if at.File == "" {
		at, other = other, at
	}
	what := "a page that is made for a folder or a topic"
	if other.File != "" {
		what = other.File
	}
	b.diags.Errorf(at, "collision", "give one of them another slug or name", "the address /%s is taken by %s", strings.TrimSuffix(t.Path, "index.html"), what)
}

func ascii(s string) bool {
	for i := range len(s) {
		if s[i] >= 0x80 {
			return false
		}
	}
	return true
}

// hashed puts eight hexadecimal digits of the content's hash into a name: immutable, so caches may keep it for ever.
func hashed(name string, data []byte) string {
	sum := sha256.Sum256(data)
	ext := path.Ext(name)
	return strings.TrimSuffix(name, ext) + "." + hex.EncodeToString(sum[:4]) + ext
}

// media adds the files that a page shows or links to. Most pages have none, and no message has any, which is seen
// without following the page's messages.
func (b *builder) media(p *site.Page, shows bool) {
	if shows || b.spoken(p.Voice()) {
		p.Walk(func(f *source.File, d *mdDocument) { b.within(p, f, d) })
	}
	if im := p.Front.Image; im != nil && im.Src != "" && p.File != nil {
		b.use(p.Edition, p.Media(p.File, im.Src))
	}
}

// spoken reports whether any of an edition's messages shows or links to a file.
func (b *builder) spoken(e *site.Edition) bool {
	has, known := b.speaks[e]
	if !known {
		has = slices.ContainsFunc(e.Messages(), func(id string) bool { return hasMedia(e.Message(id).Doc(e.Typography)) })
		b.speaks[e] = has
	}
	return has
}

func hasMedia(d *mdDocument) bool {
	return len(d.Images) > 0 || slices.ContainsFunc(d.Links, func(l markdown.Link) bool { return mayBeMedia(l.Dest) })
}

// within adds the files that a document shows or links to where it stands on a page.
func (b *builder) within(p *site.Page, f *source.File, d *mdDocument) {
	for _, im := range d.Images {
		if p.Voice().Allows(d, im.Guards) {
			b.use(p.Edition, p.Media(f, im.Src))
		}
	}
	for _, l := range d.Links {
		if mayBeMedia(l.Dest) && p.Voice().Allows(d, l.Guards) {
			b.use(p.Edition, p.Resolve(f, l.Dest).Media)
		}
	}
}

// use adds a file beside the pages to what an edition's host serves; "" is none.
func (b *builder) use(e *site.Edition, name string) {
	if name == "" {
		return
	}
	if !e.OwnHost {
		e = nil
	}
	if b.used[e] == nil {
		b.used[e] = map[string]bool{}
	}
	b.used[e][name] = true
	if b.Assets[name].Name != "" {
		return
	}
	data, err := b.Site.Source.ReadFile(name)
	if err != nil {
		b.diags.Errorf(diag.Pos{File: name}, "unreadable", "check that the file is there and that you may read it", "cannot be read: %v", err)
		return
	}
	ext := strings.ToLower(path.Ext(name))
	stem := cmp.Or(locale.Slug(strings.TrimSuffix(path.Base(name), path.Ext(name))), "file")
	w, h := size(data)
	b.Assets[name] = AssetFile{Name: hashed("assets/media/"+stem+ext, data), Width: w, Height: h}
}

// mayBeMedia spares most links, which lead to pages and other sites, from being resolved once more.
func mayBeMedia(dest string) bool {
	if i := strings.IndexAny(dest, "?#"); i >= 0 {
		dest = dest[:i]
	}
	return dest != "" && !strings.HasSuffix(dest, ".md") && !strings.Contains(dest, "://")
}
