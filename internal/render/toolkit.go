package render

import (
	"path"
	"slices"
	"strconv"
	"strings"
	"sync"

	"tocsin/internal/card"
	"tocsin/internal/diag"
	"tocsin/internal/plan"
	"tocsin/internal/site"
	"tocsin/internal/template"
	"tocsin/internal/toolkit"
)

// Toolkit is what the page of a year's toolkit adds.
type Toolkit struct {
	Whole     KitFile
	Audiences []KitFile
	Folders   []KitFolder // of the whole one
}

// KitFile is an archive to download.
type KitFile struct {
	Name  string // the audience's; empty for the whole toolkit
	Href  string
	Text  string // of the link: "Download (ZIP, 700 KB)"
	Holds string // "22 posts, 6 sheets"
}

// KitFolder is one of the folders of an archive.
type KitFolder struct {
	ID    string // of its heading
	Name  string
	About string
	Count string    // "22 posts"; empty where there is nothing to count
	InZIP bool      // its files exist in the archive alone
	Items []KitItem // what of it is on the site
}

// KitItem is one thing in a toolkit that has an address of its own.
type KitItem struct {
	Title, Href string
	Week        int
	Files       []KitPicture
}

// KitPicture is a picture of an item: Text says which, Title whose.
type KitPicture struct{ Text, Title, Href string }

// kits are the archives of a site, made once: a page tells their sizes.
type kits struct {
	set      map[string]*template.Template // by file: kit/email.html; nil for a site without a toolkit
	packer   toolkit.Packer
	contents sync.Map // of a toolkit's page → func() (*toolkit.Contents, error)
	made     sync.Map // *site.Kit → func() (*toolkit.Packed, error)
	cards    sync.Map // path → func() []byte: drawn once for the site and its archives
}

// kitFiles are the templates of what exists in archives alone.
var kitFiles = []string{"kit/email.html", "kit/newsletter.html", "kit/press.html", "kit/message.html", "kit/readme.html"}

const kitFolder = "kit/"

// kitTemplates reads the templates of archives, where the site has any; those of prev serve again if nothing changed.
func (r *Renderer) kitTemplates(prev *Renderer) diag.List {
	if !slices.ContainsFunc(r.plan.Site.Editions, func(e *site.Edition) bool { return e.Toolkit() != nil }) {
		return nil
	}
	if prev != nil && prev.set == r.set && prev.kits.set != nil {
		r.kits.set = prev.kits.set
		return nil
	}
	files := r.plan.Site.Source.Templates
	var partials []string
	for name := range files {
		if strings.HasPrefix(name, kitFolder) && !slices.Contains(kitFiles, name) {
			partials = append(partials, name)
		}
	}
	slices.Sort(partials)
	set, diags := map[string]*template.Template{}, diag.List{}
	for _, name := range kitFiles {
		t, d := r.set.lib.Parse(&KitText{}, slices.Concat([]string{name}, partials)...)
		set[name], diags = t, append(diags, d...)
	}
	r.kits.set = set
	return diags
}

// drawn returns a card that an archive holds too, drawn once.
func (r *Renderer) drawn(p *site.Page, square bool) []byte {
	made, _ := r.kits.cards.LoadOrStore(r.plan.CardPath(p, square), sync.OnceValue(func() []byte { return r.painter.Append(nil, r.card(p, square)) }))
	return made.(func() []byte)()
}

// packs reports whether an archive holds the page's cards.
func (r *Renderer) packs(p *site.Page) bool {
	return r.kits.set != nil && !p.Notice && (p.Kind == site.PostPage || p.Kind == site.WeekPage)
}

// toolkit fills the page of a year's toolkit.
func (s *edition) toolkit(v *View, p *site.Page) error {
	contents, err := s.r.gathered(p)
	if err != nil {
		return err
	}
	t := &Toolkit{}
	for _, k := range p.Toolkit.Kits {
		made, err := s.r.packed(p, k)
		if err != nil {
			return err
		}
		f := KitFile{Name: k.Audience, Href: s.within(plan.KitPath(p, k)), Text: s.text("toolkit-download", "other", []any{"size", s.bytes(made.Size())})}
		var holds []string
		for _, folder := range contents.Folders(k) {
			if folder.Count != "" && (k.ID == "" || folder.Own) {
				holds = append(holds, folder.Count)
			}
		}
		f.Holds = s.Words.Join(holds...)
		if k.ID == "" {
			t.Whole = f
			t.Folders = s.listed(p, contents.Folders(k))
		} else {
			t.Audiences = append(t.Audiences, f)
		}
	}
	heading := func(level int, id, text string) {
		v.Contents = append(v.Contents, Heading{Level: level, Href: "#" + id, Text: template.Escape(text)})
	}
	own := v.Contents
	v.Contents = nil
	heading(2, "_whole", s.text("toolkit-whole", "other", nil))
	v.Contents = append(v.Contents, own...)
	heading(2, "_parts", s.text("toolkit-parts", "other", nil))
	for _, f := range t.Folders {
		heading(3, f.ID, f.Name)
	}
	v.Toolkit, v.Items = t, nil
	if y := p.Toolkit.Calendar; y != nil {
		v.Archive = s.archive(y)
	}
	return nil
}

// bytes tells a size as people do: kilobytes, rounded up, or megabytes with one decimal.
func (s *edition) bytes(n int) string {
	if n < 1000*1024 {
		return s.text("kilobytes", "other", []any{"n", (n + 1023) / 1024})
	}
	return s.text("megabytes", "other", []any{"n", s.Words.Fixed(float64(n)/(1<<20), 1)})
}

// listed adds to each folder what of it is on the site.
func (s *edition) listed(p *site.Page, folders []toolkit.Folder) []KitFolder {
	var out []KitFolder
	whole := p.Toolkit.Kits[0]
	item := func(q *site.Page) KitItem { return KitItem{Title: q.Title, Href: q.Href(s.Edition), Week: q.Week} }
	for _, held := range folders {
		f := KitFolder{ID: "_" + strings.TrimPrefix(held.Key, "kit-"), Name: held.Name, About: held.About, Count: held.Count}
		switch held.Key {
		case toolkit.Posts:
			for _, q := range whole.Posts {
				it := item(q)
				it.Files = s.pictureLinks(q)
				f.Items = append(f.Items, it)
			}
		case toolkit.Pictures:
			for _, q := range whole.Weeks {
				it := item(q)
				it.Files = s.pictureLinks(q)
				f.Items = append(f.Items, it)
			}
		case toolkit.Posters:
			for _, q := range whole.Sheets {
				links, err := s.posterLinks(q)
				if err != nil {
					continue // told where the page itself is rendered
				}
				it := KitItem{Title: q.Title, Href: links.Href}
				for _, paper := range links.Papers {
					if paper.PDF != "" {
						it.Files = append(it.Files, KitPicture{s.text("sheet-pdf", "other", []any{"paper", paper.Name, "size", paper.Size}), q.Title, paper.PDF})
					}
				}
				f.Items = append(f.Items, it)
			}
		case toolkit.Messages:
			f.Items = []KitItem{{Title: s.text("kit-data", "other", nil), Href: s.Root + messagesName}}
		case toolkit.Calendar:
			if y := p.Toolkit.Calendar; y != nil && y.FeedPath() != "" {
				f.Items = []KitItem{{Title: s.text("calendar-file", "other", nil), Href: s.Root + y.FeedPath()}}
			}
		case toolkit.Mail, toolkit.Press:
			f.InZIP = true
		}
		out = append(out, f)
	}
	return out
}

// pictureLinks are the pictures of a page that an archive holds.
func (s *edition) pictureLinks(p *site.Page) (out []KitPicture) {
	for _, pic := range s.kitPictures(p) {
		out = append(out, KitPicture{pic.text, p.Title, pic.href})
	}
	return out
}

// kitPicture is a picture of a post or a week: its own, else its cards.
type kitPicture struct {
	text, href string // of a link to it
	ending     string // of its name in an archive, after what names the page: "1200x630.png"
	square     bool
	photo      string // its path in the output folder; empty for a card
}

func (s *edition) kitPictures(p *site.Page) (out []kitPicture) {
	if im := p.Front.Image; im != nil && p.File != nil {
		if a := s.r.plan.SharedPhoto(p); a.Name != "" {
			at := a.Name
			if s.OwnHost {
				at = s.Folder + "/" + at
			}
			return []kitPicture{{s.text("post-picture-file", "other", nil), s.assetRoot + a.Name, "picture" + path.Ext(a.Name), false, at}}
		}
	}
	for _, c := range []struct {
		key    string
		shape  card.Shape
		square bool
	}{{"toolkit-wide", card.Wide, false}, {"toolkit-square", card.Square, true}} {
		if at := s.r.plan.CardPath(p, c.square); at != "" {
			out = append(out, kitPicture{s.text(c.key, "other", nil), s.within(at), strconv.Itoa(c.shape.Width) + "x" + strconv.Itoa(c.shape.Height) + ".png", c.square, ""})
		}
	}
	return out
}
