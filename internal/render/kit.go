package render

import (
	"bytes"
	"cmp"
	"fmt"
	"maps"
	"path"
	"slices"
	"strings"
	"sync"
	"time"
	"unicode"

	"tocsin/internal/feed"
	"tocsin/internal/locale"
	"tocsin/internal/plaintext"
	"tocsin/internal/plan"
	"tocsin/internal/post"
	"tocsin/internal/site"
	"tocsin/internal/toolkit"
)

// kitParts is everything that the archives of one toolkit are made of, packed once for all of them.
type kitParts struct {
	s       *edition
	page    *site.Page
	updated time.Time // the newest of what is in it
	files   []kitPart
	counts  map[string]int // by folder's key, of what every archive has
	names   map[picked]string
	base    *KitText // what all its texts share
}

// picked is a picture of a page; its name is what the table of posts says.
type picked struct {
	of     *site.Page
	square bool
}

// kitPart is a file of an archive. Of is the page that it is of; a file of none goes into every archive.
type kitPart struct {
	*toolkit.File
	of     *site.Page
	folder string // its key: "kit-sheets"
}

// packed is an archive's files, and how long the archive is.
type packed struct {
	files []*toolkit.File
	at    time.Time
	size  int
}

// archive appends an archive of a toolkit.
func (r *Renderer) archive(t plan.Target, b *buffer) error {
	made, err := r.packed(t.Page, t.Kit)
	if err != nil {
		return err
	}
	b.bytes, err = toolkit.Archive(b.bytes, made.files, made.at)
	return err
}

// packed gathers an archive once: the toolkit's page tells its size, and a target holds it.
func (r *Renderer) packed(p *site.Page, k *site.Kit) (*packed, error) {
	made, _ := r.kits.made.LoadOrStore(k, sync.OnceValues(func() (*packed, error) {
		parts, err := r.kitParts(p)
		if err != nil {
			return nil, err
		}
		return parts.pack(k)
	}))
	return made.(func() (*packed, error))()
}

func (r *Renderer) kitParts(p *site.Page) (*kitParts, error) {
	made, _ := r.kits.parts.LoadOrStore(p, sync.OnceValues(func() (*kitParts, error) {
		parts := &kitParts{s: r.editions[p.Edition], page: p, counts: map[string]int{}, names: map[picked]string{}}
		return parts, parts.gather()
	}))
	return made.(func() (*kitParts, error))()
}

// in returns the name of a file in a folder of the archive.
func (k *kitParts) in(folder, name string) string {
	ext := path.Ext(name)
	return toolkit.SafeName(k.s.text(folder, "other", nil)) + "/" + toolkit.SafeName(strings.TrimSuffix(name, ext)) + ext
}

// add packs a file. Of two files with one name, which case may not tell apart, the second gets a number.
func (k *kitParts) add(of *site.Page, folder, name string, data []byte) (as string) {
	as = k.free(k.in(folder, name))
	k.files = append(k.files, kitPart{k.s.r.kits.packer.File(as, data), of, folder})
	return as
}

func (k *kitParts) free(name string) string {
	ext := path.Ext(name)
	stem := strings.TrimSuffix(name, ext)
	for n := 2; slices.ContainsFunc(k.files, func(f kitPart) bool { return strings.EqualFold(f.Name, name) }); n++ {
		name = fmt.Sprintf("%s-%d%s", stem, n, ext)
	}
	return name
}

// gather makes all files that archives may share.
func (k *kitParts) gather() (err error) {
	if k.base, err = k.s.kitText(k.page); err != nil {
		return err
	}
	whole := k.page.Toolkit.Kits[0]
	k.seen(k.page)
	for _, list := range [][]*site.Page{whole.Posts, whole.Weeks, whole.Events, whole.Sheets} {
		for _, p := range list {
			k.seen(p)
		}
	}
	for _, p := range whole.Posts {
		k.add(p, "kit-posts", postName(p)+".txt", []byte(post.Of(p).String()+"\n"))
	}
	for _, p := range slices.Concat(whole.Weeks, whole.Posts) {
		if err := k.pictures(p); err != nil {
			return err
		}
	}
	if err := k.sheets(whole.Sheets); err != nil {
		return err
	}
	if !k.page.Toolkit.Newest {
		return nil // what says "we are taking part" is for the year that is on
	}
	return k.texts()
}

// seen lets a page's date count for the archive's.
func (k *kitParts) seen(p *site.Page) {
	if p.Modified.After(k.updated) {
		k.updated = p.Modified
	}
}

// postName names the files of a post: its day, then its address, so that a folder lists posts as they go out.
func postName(p *site.Page) string {
	name := path.Base(p.Path)
	if p.Kind == site.WeekPage {
		return weekName(p)
	}
	name = short(name)
	if p.Post != nil && !p.Post.When.IsZero() {
		return p.Post.When.Format(time.DateOnly) + "-" + name
	}
	return name
}

// weekName names the files of a week: its number, then its title as readers of the edition write it.
func weekName(w *site.Page) string {
	title := short(cmp.Or(locale.Slug(w.Title), path.Base(w.Path)))
	if strings.ContainsFunc(w.Title, func(r rune) bool { return unicode.IsLetter(r) && !unicode.Is(unicode.Latin, r) }) {
		r := []rune(toolkit.SafeName(w.Title))
		title = string(r[:min(len(r), 20)])
	}
	return fmt.Sprintf("%02d-%s", w.Week, title)
}

// short leaves a name room for what follows it.
func short(slug string) string { return locale.ShortSlug(slug, site.KitNameLimit) }

func (k *kitParts) pictures(p *site.Page) error {
	for _, pic := range k.s.kitPictures(p) {
		var data []byte
		if pic.photo == "" {
			data = k.s.r.drawn(p, pic.square)
		} else {
			t, ok := k.s.r.plan.Target(pic.photo)
			if !ok {
				continue
			}
			var err error
			if data, err = k.s.r.Bytes(t); err != nil {
				return err
			}
		}
		k.names[picked{p, pic.square}] = k.add(p, "kit-pictures", postName(p)+"-"+pic.ending, data)
	}
	return nil
}

// sheets packs the posters on both papers, as pages that need nothing but what lies beside them, and as PDF.
func (k *kitParts) sheets(pages []*site.Page) error {
	r := k.s.r
	names := map[string]string{} // of files in the folder, by what they are, so that sheets lead to each other
	name := func(p *site.Page, paper string) string { return short(path.Base(p.Path)) + "-" + paper + ".html" }
	taken := map[string]bool{}
	for _, p := range pages {
		for _, paper := range []string{locale.A4, locale.Letter} {
			n := name(p, paper)
			for i := 2; taken[n]; i++ {
				n = fmt.Sprintf("%s-%d-%s.html", short(path.Base(p.Path)), i, paper)
			}
			taken[n] = true
			names[k.s.within(plan.PosterPath(p, paper))] = n
		}
	}
	styles := map[string]bool{}
	for _, p := range pages {
		for _, paper := range []string{locale.A4, locale.Letter} {
			var b buffer
			if err := r.sheet(p, paper, &b); err != nil {
				return err
			}
			n := names[k.s.within(plan.PosterPath(p, paper))]
			page, used := k.s.loose(b.bytes, names)
			k.add(p, "kit-sheets", n, page)
			for _, src := range used {
				styles[src] = true
			}
			if r.plan.PDF {
				data, err := r.pdf(p, paper)
				if err != nil {
					return err
				}
				k.add(p, "kit-sheets", strings.TrimSuffix(n, ".html")+".pdf", data)
			}
		}
	}
	for _, src := range slices.Sorted(maps.Keys(styles)) {
		data, err := k.s.style(src)
		if err != nil {
			return err
		}
		file := r.kits.packer.File(k.free(toolkit.SafeName(k.s.text("kit-sheets", "other", nil))+"/"+styleFolder+path.Base(src)), data)
		k.files = append(k.files, kitPart{file, nil, "kit-sheets"})
	}
	return nil
}

// texts packs what is made of templates: emails, the newsletter, the press release, messages.
func (k *kitParts) texts() error {
	base := k.base
	put := func(folder, file, name string, v *KitText, plain bool) error {
		t := k.s.r.kits.set[file]
		if t == nil {
			return errNotLoaded(file)
		}
		var b bytes.Buffer
		if err := t.Execute(&b, v); err != nil {
			return err
		}
		text := plaintext.Of(b.String(), plaintext.Mail.WithColon(k.s.colon())) + "\n"
		if plain {
			text = v.T("mail-subject") + " " + v.Subject + "\n\n" + text
		}
		k.add(nil, folder, name+".html", b.Bytes())
		k.add(nil, folder, name+".txt", []byte(text))
		k.counts[folder]++
		return nil
	}
	for _, w := range base.Weeks {
		v := base.forWeek(w)
		if err := put("kit-mail", "kit/email.html", w.file, v, true); err != nil {
			return err
		}
	}
	if len(base.Weeks)+len(base.Messages)+len(base.Events) > 0 {
		if err := put("kit-mail", "kit/newsletter.html", base.T("kit-newsletter"), base.about(cmp.Or(base.Title, base.Month)), true); err != nil {
			return err
		}
	}
	headline := base.T("press-headline", "organisation", base.T("fill-organisation"), "month", base.Month)
	if err := put("kit-press", "kit/press.html", base.T("kit-press"), base.about(headline), false); err != nil {
		return err
	}
	for _, m := range base.Messages {
		v := base.about(cmp.Or(m.Title, m.ID))
		v.Message = m
		if err := put("kit-messages", "kit/message.html", short(cmp.Or(locale.Slug(m.ID), "message")), v, false); err != nil {
			return err
		}
	}
	return nil
}

// kitHeld is a folder of an archive with the key of its name. Own says that its files differ from archive to archive.
type kitHeld struct {
	KitFolder
	key string
	own bool
}

// folders lists what an archive holds, in the order in which people want it.
func (k *kitParts) folders(a *site.Kit) []kitHeld {
	s := k.s
	pictures := 0
	for _, f := range k.files {
		if f.folder == "kit-pictures" && holds(a, f.of) {
			pictures++
		}
	}
	var out []kitHeld
	for _, f := range []struct {
		key, count string
		n          int
		own        bool
	}{
		{"kit-posts", "posts-count", len(a.Posts), true}, {"kit-pictures", "pictures-count", pictures, true}, {"kit-sheets", "sheets-count", len(a.Sheets), true},
		{"kit-mail", "templates-count", k.counts["kit-mail"], false}, {"kit-press", "", k.counts["kit-press"], false},
		{"kit-messages", "messages-count", k.counts["kit-messages"], false}, {"kit-calendar", "events-count", len(a.Events), true},
	} {
		if f.n == 0 {
			continue
		}
		held := kitHeld{KitFolder{Name: s.text(f.key, "other", nil), About: s.text(f.key+"-about", "other", nil)}, f.key, f.own}
		if f.count != "" {
			held.Count = s.count(f.count, f.n)
		}
		out = append(out, held)
	}
	return out
}

// holds reports whether an archive holds what is of a page: nil is what every archive holds.
func holds(a *site.Kit, of *site.Page) bool {
	return of == nil || a.ID == "" || slices.Contains(a.Posts, of) || slices.Contains(a.Sheets, of)
}

// pack puts an archive together: what it shares with others, its own table and calendar, the read-me and the manifest.
func (k *kitParts) pack(a *site.Kit) (*packed, error) {
	s, packer := k.s, &k.s.r.kits.packer
	out := &packed{at: k.updated}
	for _, f := range k.files {
		if holds(a, f.of) && (f.folder != "kit-sheets" || len(a.Sheets) > 0) {
			out.files = append(out.files, f.File)
		}
	}
	if len(a.Posts) > 0 {
		out.files = append(out.files, packer.File(k.in("kit-posts", s.text("kit-posts", "other", nil)+".csv"), k.table(a)))
	}
	if len(a.Events) > 0 {
		c := feed.Calendar{Name: s.Words.Join(a.Audience, k.page.Toolkit.Calendar.Title) + " – " + s.title(), Lang: s.Locale, ProdID: productID, URL: k.page.Toolkit.Calendar.URL()}
		for _, ev := range a.Events {
			c.Events = append(c.Events, s.icsEvent(ev))
		}
		out.files = append(out.files, packer.File(k.in("kit-calendar", strings.TrimSuffix(a.File, ".zip")+".ics"), c.AppendTo(nil)))
	}
	v := k.base.about(s.title() + s.colon() + " " + k.page.Title)
	v.Audience, v.Posts = a.Audience, len(a.Posts)
	for _, f := range k.folders(a) {
		v.Folders = append(v.Folders, f.KitFolder)
	}
	t := s.r.kits.set["kit/readme.html"]
	if t == nil {
		return nil, errNotLoaded("kit/readme.html")
	}
	var b bytes.Buffer
	if err := t.Execute(&b, v); err != nil {
		return nil, err
	}
	name := toolkit.SafeName(s.text("kit-readme", "other", nil))
	out.files = append(out.files, packer.File(name+".html", b.Bytes()), packer.File(name+".txt", []byte(plaintext.Of(b.String(), plaintext.Mail.WithColon(s.colon()))+"\n")))
	out.files = append(out.files, packer.Manifest(out.files))
	out.size = toolkit.Size(out.files)
	return out, nil
}
