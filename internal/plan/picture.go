package plan

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"path"
	"slices"
	"strings"

	"tocsin/internal/diag"
	"tocsin/internal/locale"
	"tocsin/internal/media"
	"tocsin/internal/picture"
	"tocsin/internal/rule"
	"tocsin/internal/site"
	"tocsin/internal/source"
)

// Photo is a picture in one of the sizes in which it is published.
type Photo struct {
	Name          string // like AssetFile.Name
	Width, Height int
}

// usage says what a file beside the pages is used for.
type usage uint8

const (
	linked usage = 1 << iota
	shown
	shared
)

// manyPages is how many pages a campaign may have, over all its editions, for each to have a card of its own unless its
// settings say otherwise.
const manyPages = 1000

// everyCard reports whether every page has a card of its own.
func everyCard(s *site.Site) bool {
	switch s.Campaign.Cards {
	case source.CardsEvery:
		return true
	case source.CardsFolder:
		return false
	}
	if s.Many() { // as many as there may be, which a part of the site knows too
		return len(s.Editions)*s.Source.Keys() <= manyPages
	}
	n := 0
	for _, e := range s.Editions {
		n += len(e.Pages)
	}
	return n <= manyPages
}

// Sharer returns the page whose card or picture stands for a page where it is shared: itself, or in a large campaign
// its folder's page. It returns nil only for a page without a home page above it.
func (p *Plan) Sharer(page *site.Page) *site.Page {
	for q := page; q != nil; q = q.Parent {
		if p.everyCard || p.SharedPhoto(q).Name != "" || carries(q) {
			return q
		}
	}
	return nil
}

// carries reports whether a page has a card of its own in a large campaign: those that others stand under, and those
// that are made to be shared.
func carries(p *site.Page) bool {
	switch p.Kind {
	case site.Article, site.EventPage, site.TermPage, site.Search, site.Places:
		return p.Parent == nil
	}
	return true
}

// SharedPhoto returns the page's own picture for sharing, zero where it has none.
func (p *Plan) SharedPhoto(page *site.Page) Photo {
	im := page.Front.Image
	if im == nil || page.File == nil || im.Src == "" {
		return Photo{}
	}
	return p.Assets[page.Media(page.File, im.Src)].Shared
}

// CardPath returns where the page's card lies in the output folder, square or wide. It is empty for a page that has no
// such card of its own: one with a picture for sharing, one that shares its folder's card, and for squares every page
// but weeks and posts.
func (p *Plan) CardPath(page *site.Page, square bool) string {
	if p.SharedPhoto(page).Name != "" || !p.everyCard && !carries(page) || square && !squares(page) {
		return ""
	}
	name := "card.png"
	if square {
		name = "square.png"
	}
	return page.Edition.Folder + "/" + page.Path + name
}

// squares reports whether a page is shared where pictures stand by themselves.
func squares(p *site.Page) bool { return p.Kind == site.WeekPage || p.Kind == site.PostPage }

// cards plans a page's cards.
func (b *builder) cards(p *site.Page) {
	for _, square := range []bool{false, true} {
		if name := b.CardPath(p, square); name != "" {
			b.add(Target{Path: name, Kind: Picture, Square: square, Edition: p.Edition, Page: p})
		}
	}
}

// use adds a file beside the pages to what an edition's host serves; "" is none. At is where it is asked for.
func (b *builder) use(e *site.Edition, name string, how usage, at diag.Pos) {
	if name == "" || b.bad[name] {
		return
	}
	if _, known := b.Assets[name]; !known && !b.look(name, at) {
		b.bad[name] = true
		return
	}
	a := b.Assets[name]
	switch {
	case how != linked && !a.IsPicture():
		b.diags.Add(at, rule.PictureNone, "file", name)
		return
	case how == shared && a.Shared.Name == "":
		b.diags.Add(at, rule.PictureNetwork, "file", name)
		return
	case how == shown && len(a.Sizes) == 0:
		how = linked // it goes out as it is
	}
	if !e.OwnHost {
		e = nil
	}
	if b.used[e] == nil {
		b.used[e] = map[string]usage{}
	}
	b.used[e][name] |= how
}

// look reads a file and names it, in all its sizes if it is a picture. What may not be published is an error.
func (b *builder) look(name string, at diag.Pos) bool {
	data, err := b.Site.Source.ReadFile(name)
	if err != nil {
		b.diags.Add(diag.Pos{File: name}, rule.UnreadableFile, "problem", err)
		return false
	}
	verdict, bad := media.Decide(name, data)
	if bad != nil {
		where := diag.Pos{File: name, Line: bad.Line, Column: bad.Column}
		if bad.Line == 0 {
			where, bad.Diagnostic = at, bad.In(rule.PartInFile.With("file", path.Base(name)))
		}
		bad.Pos = where
		b.diags = append(b.diags, bad.Diagnostic)
		return false
	}
	if verdict.Runs {
		b.diags.Add(at, rule.AttachmentRuns, "file", name)
		return false
	}
	b.told(name, verdict, at)
	info := verdict.Picture
	ext := ending(name)
	stem := "assets/media/" + cmp.Or(locale.ShortSlug(locale.Slug(strings.TrimSuffix(path.Base(name), path.Ext(name))), maxName), "file")
	sum := sha256.Sum256(data)
	a := AssetFile{Verdict: verdict, Width: info.Width, Height: info.Height, Sum: hex.EncodeToString(sum[:]), At: at}
	a.Name = stem + "." + a.Sum[:8] + ext
	if a.IsPicture() {
		a.Name = stem + "." + made(a.Sum, "") + ext
	}
	photo := func(width int, what string) Photo {
		if width == info.Width && what == "" && info.Ending(ext) == ext || info.Sizes() == nil {
			return Photo{a.Name, info.Width, info.Height}
		}
		return Photo{fmt.Sprintf("%s-%d.%s%s", stem, width, made(a.Sum, fmt.Sprint(width)), info.Ending(ext)), width, info.HeightAt(width)}
	}
	for _, w := range info.Sizes() {
		a.Sizes = append(a.Sizes, photo(w, ""))
	}
	if info.Shares() {
		a.Shared = photo(info.ShareWidth(), "")
	}
	b.Assets[name] = a
	return true
}

// told warns of what a file that goes out as it is tells about its makers.
func (b *builder) told(name string, v media.Verdict, at diag.Pos) {
	if len(v.Tells.Tells) > 0 {
		b.diags.Add(at, rule.AttachmentMetadata, "file", name, "tells", v.Tells.Tells, "hint", v.Tells.Hint)
	}
}

// ending returns the ending of a file's name with its dot, made safe; "" for none.
func ending(name string) string {
	if ext := path.Ext(name); len(ext) > 1 {
		return "." + locale.ShortSlug(locale.Slug(ext[1:]), 20)
	}
	return ""
}

// made hashes what a file is made from: its source and the recipe, since its bytes are not there yet.
func made(sum, what string) string {
	h := sha256.Sum256([]byte(picture.Recipe + "\x00" + sum + "\x00" + what))
	return hex.EncodeToString(h[:4])
}

// photos plans a file beside the pages in the sizes that are used.
func (b *builder) photos(in string, e *site.Edition, src string, how usage, done map[string]bool) {
	a := b.Assets[src]
	add := func(p Photo) {
		if p.Name == "" || done[p.Name] {
			return
		}
		done[p.Name] = true
		kind := Asset
		if a.IsPicture() {
			kind = Media
			if !slices.Contains(a.Widths, p.Width) {
				a.Widths = append(a.Widths, p.Width)
			}
		}
		b.add(Target{Path: in + p.Name, Kind: kind, Edition: e, Source: src, Width: p.Width})
	}
	if how&linked != 0 {
		add(Photo{Name: a.Name, Width: a.Width})
	}
	if how&shown != 0 {
		for _, p := range a.Sizes {
			add(p)
		}
	}
	if how&shared != 0 {
		add(a.Shared)
	}
	b.Assets[src] = a
}
