// Package plan lists every file of the site before a byte of it is made, so that two outputs with one path are found
// while nothing has been written, and so that parts of a site can be built apart.
package plan

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"maps"
	"path"
	"slices"
	"strings"
	"unicode"

	"tocsin/internal/diag"
	"tocsin/internal/media"
	"tocsin/internal/parallel"
	"tocsin/internal/rule"
	"tocsin/internal/search"
	"tocsin/internal/site"
	"tocsin/internal/source"
)

// Kind says how a target's bytes are made. Package render has a table of them.
type Kind uint8

// The kinds of targets.
const (
	Page         Kind = iota
	CalendarFile      // the events of a year, a week, or an audience in a year
	EventFile
	AlertFeed   // an edition's alerts, as Atom
	AlertFile   // an alert, for machines
	SearchIndex // an edition's pages, for its search page
	Picture     // a page's card, by which networks show it
	PosterPage  // a page as a poster
	PosterPDF
	Deck    // a briefing's slides
	Handout // a briefing's slides and notes, to print
	Kit     // an archive of what partners take along
	Asset
	Media       // a photograph in one of its sizes, without what its file tells about its maker
	Redirect    // a page at an alias
	RootChooser // countries
	CountryPage // languages of a country
	RootNotFound
	Sitemap
	Compressed // a text file's .gz
	Once       // the first of the files that New is given; the next is Once+1, and so on
)

// File is an output that every edition has once, or every host. To plan it, its name is all that one needs to know.
type File struct {
	Name    string                // in the edition's folder, or from the root of the host
	Host    bool                  // every host has it: the campaign's, and that of each edition with a host of its own
	Machine bool                  // it speaks to the host alone, which reads no .gz of it
	Wanted  func(*site.Site) bool // whether the site has it; nil for always
}

// Target is one file of the site.
type Target struct {
	Path    string // in the output folder
	Kind    Kind
	Square  bool          // of a Picture: it is as high as it is wide
	Edition *site.Edition // nil for what belongs to the root
	Country *site.Country // of a CountryPage
	Page    *site.Page
	For     *site.Page   // of a CalendarFile: the page of the audience that it is for; nil for all
	Source  string       // of an Asset or Media: its path in the campaign
	Width   int          // of a Media: in pixels
	Of      *Target      // of a Compressed file: what is in it
	Kit     *site.Kit    // of a Kit
	Paper   string       // of a sheet: locale.A4 or locale.Letter
	Pages   []*site.Page // of a Sitemap: what it lists
	Parts   []string     // of an index of site maps: their names beside it
	From    diag.Pos
}

// Plan is every target, sorted by path.
type Plan struct {
	Site    *site.Site
	Targets []Target
	Assets  map[string]AssetFile     // by path in the campaign: assets/site.css, content/learn/lock.png
	Indexes map[*site.Edition]string // of editions with a search page: like AssetFile.Name
	PDF     bool                     // sheets come as PDF too

	everyCard bool // every page has a card of its own

	// What the next plan of the same campaign may take over.
	order []int32                // for each target, its place before the targets were sorted
	clash bool                   // two targets have one path, or one has a path that cannot be
	made  map[string]transformed // style sheets and scripts, by path in the campaign
}

// Target finds the file of the site with a path, by its exact name.
func (p *Plan) Target(name string) (Target, bool) {
	i, ok := p.at(name)
	if !ok {
		return Target{}, false
	}
	return p.Targets[i], true
}

// at finds the place of the first target with a path.
func (p *Plan) at(name string) (int, bool) {
	return slices.BinarySearchFunc(p.Targets, name, func(t Target, name string) int { return strings.Compare(t.Path, name) })
}

// AssetFile is a file with its hash in its name. Name is relative to the folder that serves it: assets/site.1f2e3d4c.css.
type AssetFile struct {
	Name          string
	Width, Height int    // of a picture, 0 where unknown
	Data          []byte // of the theme: a style sheet, minified, or a picture, cleaned; nil where the file goes out as it is

	// Of a file beside the pages.
	media.Verdict
	Sum    string   // of its bytes: SHA-256, in hexadecimal
	Sizes  []Photo  // for browsers to choose from, the narrowest first; none where it goes out as it is
	Shared Photo    // for sharing; zero where networks show no such file
	Widths []int    // in which it is published, as Media
	At     diag.Pos // where it was first asked for
}

// Options say what a build makes beyond the site itself.
type Options struct {
	Precompress bool // a .gz beside every text file, for servers that send it as it is
	PDF         bool // every sheet as PDF too; render.Options then names who prints them

	// Before is the plan of the same campaign before a change, or nil. The plan is what it would be without: where the
	// paths are the same, their order is, and what is made of a style sheet that has not changed is.
	Before *Plan
}

// New plans the site: what only the plan knows how to place, and files, which render.Files lists. It reads the assets and
// pictures, whose names hold their hash.
func New(s *site.Site, files []File, o Options) (*Plan, diag.List) {
	b := &builder{files: files, Plan: &Plan{Site: s, PDF: o.PDF, Assets: map[string]AssetFile{}, Indexes: map[*site.Edition]string{}, made: map[string]transformed{}}, before: o.Before, used: map[*site.Edition]map[string]usage{}, bad: map[string]bool{}, speaks: map[*site.Edition]bool{}}
	if s.Campaign == nil {
		return b.Plan, nil
	}
	b.everyCard = everyCard(s)
	b.assets()
	ahead := b.lookAhead()
	b.Targets = make([]Target, 0, expected(s))
	for i, e := range s.Made() {
		b.edition(e, ahead[i])
	}
	b.root()
	if o.Precompress {
		b.compress()
	}
	if !b.asBefore() {
		b.sort()
		told := len(b.diags)
		b.collisions()
		b.names()
		b.clash = len(b.diags) > told
	}
	return b.Plan, b.diags
}

// expected is about how many targets a site has, so that the list need not grow by copying.
func expected(s *site.Site) int {
	n := 100
	for _, e := range s.Made() {
		n += 2*len(e.Pages) + 100
	}
	return n
}

// sort orders the targets by path, and notes where each came from.
func (b *builder) sort() {
	b.order = make([]int32, len(b.Targets))
	for i := range b.order {
		b.order[i] = int32(i)
	}
	unsorted := b.Targets
	slices.SortFunc(b.order, func(i, j int32) int { return byPath(&unsorted[i], &unsorted[j]) })
	b.Targets = make([]Target, len(unsorted))
	for at, from := range b.order {
		b.Targets[at] = unsorted[from]
	}
}

// asBefore puts the targets into the order of the plan before, if it had the same paths and no two alike. It reports
// whether that was so; else nothing has happened.
func (b *builder) asBefore() bool {
	was := b.before
	if was == nil || was.clash || len(was.Targets) != len(b.Targets) || len(was.order) != len(b.Targets) {
		return false
	}
	sorted := make([]Target, len(b.Targets))
	for at, from := range was.order {
		t := &b.Targets[from]
		if t.Path != was.Targets[at].Path || t.Kind != was.Targets[at].Kind {
			return false
		}
		sorted[at] = *t
	}
	b.Targets, b.order = sorted, was.order
	return true
}

// byPath orders targets by path. Of two with one path the page comes first, so that the alias is told.
func byPath(x, y *Target) int {
	if c := strings.Compare(x.Path, y.Path); c != 0 {
		return c
	}
	return cmp.Or(cmp.Compare(x.Kind, y.Kind), strings.Compare(x.from().File, y.from().File))
}

type builder struct {
	*Plan
	files  []File
	before *Plan // the plan before a change, or nil
	diags  diag.List
	speaks map[*site.Edition]bool             // whether an edition's messages hold files
	bad    map[string]bool                    // files beside pages that may not be published
	used   map[*site.Edition]map[string]usage // files beside pages, by the edition whose host serves them; nil is the shared one
}

func (b *builder) add(t Target) { b.Targets = append(b.Targets, t) }

// ahead is what is dear to find out about an edition, and is found out for all of them at once.
type ahead struct {
	shows map[*site.Page]bool // the pages that show or link to a file themselves: few do
	index string              // the name of its search index
}

func (b *builder) lookAhead() []ahead {
	editions := b.Site.Made()
	out := make([]ahead, len(editions))
	script := b.Assets["assets/search.js"].Name
	parallel.Each(len(out), func(i int) {
		e := editions[i]
		out[i].shows = map[*site.Page]bool{}
		for _, p := range e.Pages {
			if p.Doc().Files {
				out[i].shows[p] = true
			}
		}
		if e.SearchPage() != nil {
			out[i].index = "assets/" + search.Name(e, script)
		}
	})
	return out
}

// edition plans one edition's folder.
func (b *builder) edition(e *site.Edition, know ahead) {
	in := e.Folder + "/"
	for _, p := range e.Pages {
		b.add(Target{Path: p.Output(), Kind: Page, Edition: e, Page: p})
		if p.Kind == site.EventPage && p.Event != nil {
			b.add(Target{Path: in + strings.TrimSuffix(p.Path, "/") + ".ics", Kind: EventFile, Edition: e, Page: p})
		}
		b.sheets(p)
		b.alert(p)
		if p.Toolkit != nil {
			b.toolkit(p)
		}
		if p.Kind == site.Briefing {
			b.briefing(e, p)
		}
		b.aliases(e, p)
		b.media(p, know.shows[p])
		b.cards(p)
	}
	if e.Home != nil {
		for _, id := range e.Messages() { // messages.json holds those that no page shows, too
			b.within(e.Home, e.Message(id), e.Message(id).Doc(e.Typography))
		}
	}
	b.calendars(e)
	b.once(in, e, false)
	b.index(e, know.index)
	if e.OwnHost {
		b.ownHost(e)
	}
}

// index plans what an edition's search page reads, beside the assets of its host, where caches keep it for ever.
func (b *builder) index(e *site.Edition, name string) {
	if name == "" {
		return
	}
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
func (b *builder) assetTargets(in string, e *site.Edition, used map[string]usage) {
	done := map[string]bool{}
	for _, src := range slices.Sorted(maps.Keys(b.Assets)) {
		if how := used[src]; how != 0 {
			b.photos(in, e, src, how, done)
		} else if name := b.Assets[src].Name; !done[name] && strings.HasPrefix(src, "assets/") {
			done[name] = true
			b.add(Target{Path: in + name, Kind: Asset, Edition: e, Source: src})
		}
	}
}

// hostFiles plans what stands at the root of a host.
func (b *builder) hostFiles(in string, e *site.Edition) {
	b.sitemaps(in, e)
	b.once(in, e, true)
}

// once plans the files that an edition, or a host, has once.
func (b *builder) once(in string, e *site.Edition, host bool) {
	for i, f := range b.files {
		if f.Host == host && (f.Wanted == nil || f.Wanted(b.Site)) {
			b.add(Target{Path: in + f.Name, Kind: Once + Kind(i), Edition: e})
		}
	}
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
			b.diags.Add(p.File.Pos("aliases"), rule.Alias, "alias", a)
			continue
		}
		b.add(Target{Path: e.Folder + "/" + rel, Kind: Redirect, Edition: e, Page: p, From: p.File.Pos("aliases")})
	}
}

// maxName is how many bytes one part of an alias may have: file systems take 255, and an ending may follow.
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
		b.use(p.Edition, p.Media(p.File, im.Src), shared, p.Front.Pos(p.File, "image"))
	}
}

// spoken reports whether any of an edition's messages shows or links to a file.
func (b *builder) spoken(e *site.Edition) bool {
	has, known := b.speaks[e]
	if !known {
		has = slices.ContainsFunc(b.Site.MessageIDs(), func(id string) bool {
			f := e.Message(id)
			return f != nil && f.Doc(e.Typography).Files
		})
		b.speaks[e] = has
	}
	return has
}

// within adds the files that a document shows or links to where it stands on a page.
func (b *builder) within(p *site.Page, f *source.File, d *mdDocument) {
	for _, im := range d.Images {
		if p.Voice().Allows(d, im.Guards) {
			b.use(p.Edition, p.Media(f, im.Src), shown, im.At)
		}
	}
	for _, l := range d.Links {
		if l.MayBeFile() && p.Voice().Allows(d, l.Guards) {
			b.use(p.Edition, p.Follow(f, l).Media, linked, l.At)
		}
	}
}
