package render

import (
	"cmp"
	"fmt"
	"html/template"
	"maps"
	"slices"
	"strconv"
	"sync"
	"unicode"

	"tocsin/internal/cache"
	"tocsin/internal/card"
	"tocsin/internal/diag"
	"tocsin/internal/markdown"
	"tocsin/internal/picture"
	"tocsin/internal/plan"
	"tocsin/internal/rule"
	"tocsin/internal/site"
)

// shared is the picture by which networks show a page.
type shared struct {
	address       string // absolute; empty for none
	width, height int
	alt           string
}

// pictureOf returns a page's picture for sharing: its own, else its card, else those of the page above it that stand
// for it.
func (s *edition) pictureOf(p *site.Page) shared {
	q := s.r.plan.Sharer(p)
	if q == nil {
		return s.picture
	}
	if a := s.r.plan.SharedPhoto(q); a.Name != "" {
		return shared{s.assetBase() + a.Name, a.Width, a.Height, s.Typeset(q.Front.Image.Alt)}
	}
	return shared{q.URL() + "card.png", card.Wide.Width, card.Wide.Height, s.headTitle(q)}
}

// card returns what stands on a page's card, in the language of the page's words.
func (r *Renderer) card(p *site.Page, square bool) *card.Card {
	s := r.editions[p.Voice()]
	c := &card.Card{Shape: card.Wide, Week: p.Week, Title: p.Title, Lead: p.Summary, Country: s.CountryName(p.Edition.Country),
		Month: s.monthName(), Language: s.Language, RTL: s.Words.Dir() == "rtl"}
	if square {
		c.Shape = card.Square
	}
	if w := p.Edition.WeekPageOf(p.Week); w != nil {
		c.Label = s.weekLabel(w)
	}
	return c
}

// picture appends a page's card.
func (r *Renderer) picture(t plan.Target, b *buffer) error {
	if r.packs(t.Page) {
		b.Write(r.drawn(t.Page, t.Square))
		return nil
	}
	b.bytes = r.painter.Append(b.bytes, r.card(t.Page, t.Square))
	return nil
}

// lettered warns, once for an edition and a script, where there is no font for the words of cards.
func (r *Renderer) lettered() (diags diag.List) {
	type lack struct {
		e      *site.Edition
		script string
	}
	cards, letters := map[lack]int{}, map[lack]rune{}
	for _, e := range r.plan.Site.Editions {
		for _, p := range e.Pages {
			if r.plan.CardPath(p, false) == "" {
				continue
			}
			missing, ok := r.painter.Covers(r.card(p, false))
			if !ok {
				first := []rune(missing)[0]
				key := lack{e, scriptOf(first)}
				if cards[key]++; cards[key] == 1 {
					letters[key] = first
				}
			}
		}
	}
	keys := slices.SortedFunc(maps.Keys(cards), func(a, b lack) int {
		return cmp.Or(cmp.Compare(a.e.Code, b.e.Code), cmp.Compare(a.script, b.script))
	})
	for _, k := range keys {
		script := rule.PartNoScript.With()
		if k.script != "" {
			script = rule.PartScript.With("name", k.script)
		}
		diags.Add(k.e.Country.At, rule.CardFont, "letter", strconv.QuoteRune(letters[k]), "script", script, "edition", k.e.Code, "n", cards[k])
	}
	return diags
}

// scriptOf names a letter's script, as Unicode does; "" where it has none.
func scriptOf(r rune) string {
	for name, table := range unicode.Scripts {
		if unicode.Is(table, r) {
			return name
		}
	}
	return ""
}

// img writes a picture of the page's words, in the sizes that a browser may choose from. The first on a page is not
// waited with: it is likely to be seen at once.
func (f *pageFiller) img(a plan.AssetFile, im markdown.Image) {
	src := plan.Photo{Name: a.Name, Width: a.Width, Height: a.Height}
	if n := len(a.Sizes); n > 0 {
		src = a.Sizes[n-1]
	}
	root := template.HTMLEscapeString(f.assetRoot())
	f.b.str(`<img src="` + root + src.Name)
	if len(a.Sizes) > 1 && !f.absolute {
		f.b.str(`" srcset="`)
		for i, p := range a.Sizes {
			if i > 0 {
				f.b.str(", ")
			}
			f.b.str(root + p.Name + " " + strconv.Itoa(p.Width) + "w")
		}
		f.b.str(`" sizes="(min-width: 40em) 37rem, 100vw`)
	}
	f.b.str(`" alt="` + template.HTMLEscapeString(im.Alt) + `"`)
	if im.Title != "" {
		f.b.str(` title="` + template.HTMLEscapeString(im.Title) + `"`)
	}
	if src.Width > 0 {
		f.b.str(` width="` + strconv.Itoa(src.Width) + `" height="` + strconv.Itoa(src.Height) + `"`)
	}
	if f.pictured || f.depth > 0 {
		f.b.str(` loading="lazy"`)
	}
	f.pictured = true
	f.b.str(` decoding="async">`)
}

// photos makes photographs in their sizes. One is decoded once for all of them, by one goroutine.
type photos struct {
	cache *cache.Store
	mu    sync.Mutex
	busy  map[string]*sync.Mutex // by file
	spare map[string][]byte      // made along with another size, until somebody asks
	held  int                    // bytes of spare
}

// maxSpare is how much of them is kept in memory; more is made again, if the cache does not have it.
const maxSpare = 64 << 20

// damaged is a picture that cannot be decoded.
type damaged struct{ diag.Diagnostic }

// Error returns the message, in English.
func (d *damaged) Error() string { return d.Message() }

// photo appends a photograph in one of its sizes.
func (r *Renderer) photo(t plan.Target, b *buffer) error {
	a := r.plan.Assets[t.Source]
	if t.Width == a.Width && a.Picture.Format != picture.JPEG && a.Picture.Ending("") == "" {
		data, err := r.plan.Site.Source.ReadFile(t.Source)
		if err == nil {
			data, err = picture.Clean(data, a.Picture)
		}
		b.Write(data)
		return err
	}
	defer r.photos.lock(t.Source)()
	key := func(width int) string { return cache.Key(picture.Recipe, a.Sum, fmt.Sprint(width)) }
	if data, ok := r.photos.take(key(t.Width)); ok {
		b.Write(data)
		return nil
	}
	data, err := r.plan.Site.Source.ReadFile(t.Source)
	if err != nil {
		return err
	}
	made, err := picture.Resize(data, a.Picture, a.Widths)
	if err != nil {
		return &damaged{diag.New(a.At, rule.PictureBroken, "file", t.Source, "problem", err)}
	}
	for i, width := range a.Widths {
		r.photos.cache.Put(key(width), made[i])
		if width == t.Width {
			b.Write(made[i])
		} else {
			r.photos.keep(key(width), made[i])
		}
	}
	return nil
}

// lock lets one goroutine at a time make something of a file; what it returns ends that.
func (p *photos) lock(file string) (unlock func()) {
	p.mu.Lock()
	if p.busy == nil {
		p.busy = map[string]*sync.Mutex{}
	}
	m := p.busy[file]
	if m == nil {
		m = &sync.Mutex{}
		p.busy[file] = m
	}
	p.mu.Unlock()
	m.Lock()
	return m.Unlock
}

// take returns what was made before, in this build or in an earlier one.
func (p *photos) take(key string) ([]byte, bool) {
	p.mu.Lock()
	data, ok := p.spare[key]
	if ok {
		delete(p.spare, key)
		p.held -= len(data)
	}
	p.mu.Unlock()
	if ok {
		return data, true
	}
	return p.cache.Get(key)
}

func (p *photos) keep(key string, data []byte) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.held+len(data) > maxSpare {
		return
	}
	if p.spare == nil {
		p.spare = map[string][]byte{}
	}
	p.held += len(data) - len(p.spare[key])
	p.spare[key] = data
}
