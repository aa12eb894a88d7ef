package toolkit

import (
	"cmp"
	"fmt"
	"maps"
	"path"
	"slices"
	"strings"
	"time"

	"tocsin/internal/locale"
	"tocsin/internal/post"
	"tocsin/internal/site"
)

// The folders of an archive. What readers see is the interface's string of this key.
const (
	Posts    = "kit-posts"
	Pictures = "kit-pictures"
	Posters  = "kit-sheets"
	Mail     = "kit-mail"
	Press    = "kit-press"
	Messages = "kit-messages"
	Calendar = "kit-calendar"
)

// StyleFolder is where the style sheets of posters lie, beside them in an archive.
const StyleFolder = "style/"

// Maker makes what goes into the archives of one toolkit, in the words of its edition. Most of it are outputs of the site
// too, so package render is one.
type Maker interface {
	// Text and Count are words of the interface: "Posts", "22 posts".
	Text(key string, pairs ...any) string
	Count(key string, n int) string
	// Pictures returns a post's or a week's own picture, else its cards.
	Pictures(p *site.Page) ([]Picture, error)
	// Poster makes a page that works from any folder, with its style sheets in StyleFolder and the posters of the archive
	// beside it under their names; it returns the style sheets, by their paths in the campaign, which Style makes.
	Poster(s Poster, names map[Poster]string) (page []byte, styles []string, err error)
	Style(src string) ([]byte, error)
	// PDF makes a poster as PDF: nil where the site has none.
	PDF(s Poster) ([]byte, error)
	// Texts are what is made of templates: emails, the newsletter, the press release, messages.
	Texts() ([]Text, error)
	// Calendar makes an iCalendar file of an archive's events.
	Calendar(a *site.Kit) []byte
	// ReadMe tells what an archive holds, as HTML and as text.
	ReadMe(a *site.Kit, folders []Folder) (html []byte, text string, err error)
}

// Picture is a picture of a page.
type Picture struct {
	Ending string // of its file's name, after what names the page: "1200x630.png"
	Square bool
	Alt    string // what it shows, in words; empty for a card, which shows the page's title
	Data   []byte
}

// Poster is a poster on a paper: locale.A4 or locale.Letter.
type Poster struct {
	Page  *site.Page
	Paper string
}

// Text is a text that every archive has, as HTML and plain.
type Text struct {
	Folder, Name string // its name without an ending
	HTML, Plain  []byte
}

// Folder is a folder of an archive.
type Folder struct {
	Key         string // Posts, Pictures, …
	Name, About string
	Count       string // "22 posts"; empty where there is nothing to count
	Own         bool   // its files differ from archive to archive
}

// Contents is everything that the archives of one toolkit are made of, packed once for all of them.
type Contents struct {
	page     *site.Page
	maker    Maker
	packer   *Packer
	updated  time.Time // the newest of what is in it
	files    []part
	texts    map[string]int // by folder, of what every archive has
	pictures map[*site.Page][]placed
}

// part is a file of an archive. Of is the page that it is of; a file of none goes into every archive.
type part struct {
	*File
	of     *site.Page
	folder string
}

// placed is a picture by its name in the archives.
type placed struct {
	name, alt string
	square    bool
}

// Gather makes all files that the archives of a toolkit's page may share.
func Gather(page *site.Page, maker Maker, packer *Packer) (*Contents, error) {
	c := &Contents{page: page, maker: maker, packer: packer, texts: map[string]int{}, pictures: map[*site.Page][]placed{}}
	whole := page.Toolkit.Kits[0]
	c.seen(page)
	for _, list := range [][]*site.Page{whole.Posts, whole.Weeks, whole.Events, whole.Sheets} {
		for _, p := range list {
			c.seen(p)
		}
	}
	for _, p := range whole.Posts {
		c.add(p, Posts, postName(p)+".txt", []byte(post.Of(p).String()+"\n"))
	}
	for _, p := range slices.Concat(whole.Weeks, whole.Posts) {
		if err := c.picturesOf(p); err != nil {
			return c, err
		}
	}
	if err := c.posters(whole.Sheets); err != nil {
		return c, err
	}
	if !page.Toolkit.Newest {
		return c, nil // what says "we are taking part" is for the year that is on
	}
	texts, err := maker.Texts()
	for _, t := range texts {
		c.add(nil, t.Folder, t.Name+".html", t.HTML)
		c.add(nil, t.Folder, t.Name+".txt", t.Plain)
		c.texts[t.Folder]++
	}
	return c, err
}

// seen lets a page's date count for the archives'.
func (c *Contents) seen(p *site.Page) {
	if p.Modified.After(c.updated) {
		c.updated = p.Modified
	}
}

// in returns the name of a file in a folder of the archives.
func (c *Contents) in(folder, name string) string {
	ext := path.Ext(name)
	return SafeName(c.maker.Text(folder)) + "/" + SafeName(strings.TrimSuffix(name, ext)) + ext
}

// add packs a file. Of two files with one name, which case may not tell apart, the second gets a number.
func (c *Contents) add(of *site.Page, folder, name string, data []byte) (as string) {
	as = c.free(c.in(folder, name))
	c.files = append(c.files, part{c.packer.File(as, data), of, folder})
	return as
}

func (c *Contents) free(name string) string {
	ext := path.Ext(name)
	stem := strings.TrimSuffix(name, ext)
	for n := 2; slices.ContainsFunc(c.files, func(f part) bool { return strings.EqualFold(f.Name, name) }); n++ {
		name = fmt.Sprintf("%s-%d%s", stem, n, ext)
	}
	return name
}

func (c *Contents) picturesOf(p *site.Page) error {
	pictures, err := c.maker.Pictures(p)
	for _, pic := range pictures {
		name := c.add(p, Pictures, postName(p)+"-"+pic.Ending, pic.Data)
		c.pictures[p] = append(c.pictures[p], placed{name, pic.Alt, pic.Square})
	}
	return err
}

// posters packs the posters on both papers, as pages that need nothing but what lies beside them, and as PDF.
func (c *Contents) posters(pages []*site.Page) error {
	names, taken := map[Poster]string{}, map[string]bool{}
	var all []Poster
	for _, p := range pages {
		for _, paper := range []string{locale.A4, locale.Letter} {
			stem := short(path.Base(p.Path))
			name := stem + "-" + paper + ".html"
			for i := 2; taken[name]; i++ {
				name = fmt.Sprintf("%s-%d-%s.html", stem, i, paper)
			}
			taken[name] = true
			all = append(all, Poster{p, paper})
			names[Poster{p, paper}] = name
		}
	}
	styles := map[string]bool{}
	for _, s := range all {
		page, used, err := c.maker.Poster(s, names)
		if err != nil {
			return err
		}
		c.add(s.Page, Posters, names[s], page)
		for _, src := range used {
			styles[src] = true
		}
		pdf, err := c.maker.PDF(s)
		if err != nil {
			return err
		}
		if pdf != nil {
			c.add(s.Page, Posters, strings.TrimSuffix(names[s], ".html")+".pdf", pdf)
		}
	}
	for _, src := range slices.Sorted(maps.Keys(styles)) {
		data, err := c.maker.Style(src)
		if err != nil {
			return err
		}
		file := c.packer.File(c.free(SafeName(c.maker.Text(Posters))+"/"+StyleFolder+path.Base(src)), data)
		c.files = append(c.files, part{file, nil, Posters})
	}
	return nil
}

// Folders lists what an archive holds, in the order in which people want it.
func (c *Contents) Folders(a *site.Kit) []Folder {
	pictures := 0
	for _, f := range c.files {
		if f.folder == Pictures && holds(a, f.of) {
			pictures++
		}
	}
	var out []Folder
	for _, f := range []struct {
		key, count string
		n          int
		own        bool
	}{
		{Posts, "posts-count", len(a.Posts), true}, {Pictures, "pictures-count", pictures, true}, {Posters, "sheets-count", len(a.Sheets), true},
		{Mail, "templates-count", c.texts[Mail], false}, {Press, "", c.texts[Press], false},
		{Messages, "messages-count", c.texts[Messages], false}, {Calendar, "events-count", len(a.Events), true},
	} {
		if f.n == 0 {
			continue
		}
		folder := Folder{Key: f.key, Name: c.maker.Text(f.key), About: c.maker.Text(f.key + "-about"), Own: f.own}
		if f.count != "" {
			folder.Count = c.maker.Count(f.count, f.n)
		}
		out = append(out, folder)
	}
	return out
}

// holds reports whether an archive holds what is of a page: nil is what every archive holds.
func holds(a *site.Kit, of *site.Page) bool {
	return of == nil || a.ID == "" || slices.Contains(a.Posts, of) || slices.Contains(a.Sheets, of)
}

// Packed is the files of an archive, ready to be written.
type Packed struct {
	files []*File
	at    time.Time
}

// Size is how long the archive will be, in bytes.
func (p *Packed) Size() int { return Size(p.files) }

// Append adds the archive to dst.
func (p *Packed) Append(dst []byte) ([]byte, error) { return Archive(dst, p.files, p.at) }

// Pack puts an archive together: what it shares with others, its own table and calendar, the read-me and the manifest.
func (c *Contents) Pack(a *site.Kit) (*Packed, error) {
	out := &Packed{at: c.updated}
	for _, f := range c.files {
		if holds(a, f.of) && (f.folder != Posters || len(a.Sheets) > 0) {
			out.files = append(out.files, f.File)
		}
	}
	if len(a.Posts) > 0 {
		out.files = append(out.files, c.packer.File(c.in(Posts, c.maker.Text(Posts)+".csv"), c.table(a)))
	}
	if len(a.Events) > 0 {
		out.files = append(out.files, c.packer.File(c.in(Calendar, strings.TrimSuffix(a.File, ".zip")+".ics"), c.maker.Calendar(a)))
	}
	html, text, err := c.maker.ReadMe(a, c.Folders(a))
	if err != nil {
		return nil, err
	}
	name := SafeName(c.maker.Text("kit-readme"))
	out.files = append(out.files, c.packer.File(name+".html", html), c.packer.File(name+".txt", []byte(text)))
	out.files = append(out.files, c.packer.Manifest(out.files))
	return out, nil
}

// table lists an archive's posts.
func (c *Contents) table(a *site.Kit) []byte {
	t := c.maker.Text
	rows := [][]string{{t("kit-column-date"), t("kit-column-time") + " (" + c.page.Edition.Country.Zone.String() + ")", t("kit-column-networks"), t("kit-column-title"),
		t("kit-column-text"), t("kit-column-link"), t("toolkit-wide"), t("toolkit-square"), t("kit-column-alt")}}
	for _, p := range a.Posts {
		var date, clock string
		if when := p.Post.When; !when.IsZero() {
			date = when.Format(time.DateOnly)
			if !p.Post.AllDay {
				clock = when.Format("15:04")
			}
		}
		var networks []string
		for _, id := range p.Post.Networks {
			if n, ok := post.NetworkOf(id); ok {
				networks = append(networks, n.Name)
			}
		}
		var wide, square string
		alt := p.Title
		for _, pic := range c.pictures[p] {
			if pic.square {
				square = pic.name
			} else {
				wide = pic.name
			}
			alt = cmp.Or(pic.alt, alt)
		}
		rows = append(rows, []string{date, clock, strings.Join(networks, ", "), p.Title, post.Of(p).String(), p.Post.Link, wide, square, alt})
	}
	return Table(rows)
}
