package render

import (
	"bytes"
	"cmp"
	"sync"

	"tocsin/internal/feed"
	"tocsin/internal/plaintext"
	"tocsin/internal/plan"
	"tocsin/internal/site"
	"tocsin/internal/toolkit"
)

// kitMaker makes what a toolkit gathers for its archives: the same as the site's own outputs, from the same functions.
type kitMaker struct {
	s    *edition
	page *site.Page
	base *KitText // what all its texts share
}

// archive appends an archive of a toolkit.
func (r *Renderer) archive(t plan.Target, b *buffer) error {
	made, err := r.packed(t.Page, t.Kit)
	if err != nil {
		return err
	}
	b.bytes, err = made.Append(b.bytes)
	return err
}

// packed gathers an archive once: the toolkit's page tells its size, and a target holds it.
func (r *Renderer) packed(p *site.Page, k *site.Kit) (*toolkit.Packed, error) {
	made, _ := r.kits.made.LoadOrStore(k, sync.OnceValues(func() (*toolkit.Packed, error) {
		contents, err := r.gathered(p)
		if err != nil {
			return nil, err
		}
		return contents.Pack(k)
	}))
	return made.(func() (*toolkit.Packed, error))()
}

// gathered gathers what the archives of a toolkit's page share, once.
func (r *Renderer) gathered(p *site.Page) (*toolkit.Contents, error) {
	made, _ := r.kits.contents.LoadOrStore(p, sync.OnceValues(func() (*toolkit.Contents, error) {
		s := r.editions[p.Edition]
		base, err := s.kitText(p)
		if err != nil {
			return nil, err
		}
		return toolkit.Gather(p, &kitMaker{s, p, base}, &r.kits.packer)
	}))
	return made.(func() (*toolkit.Contents, error))()
}

func (k *kitMaker) Text(key string, pairs ...any) string { return k.s.text(key, "other", pairs) }

func (k *kitMaker) Count(key string, n int) string { return k.s.count(key, n) }

func (k *kitMaker) Pictures(p *site.Page) (out []toolkit.Picture, err error) {
	for _, pic := range k.s.kitPictures(p) {
		made := toolkit.Picture{Ending: pic.ending, Square: pic.square}
		if pic.photo == "" {
			made.Data = k.s.r.drawn(p, pic.square)
		} else {
			t, ok := k.s.r.plan.Target(pic.photo)
			if !ok {
				continue
			}
			if made.Data, err = k.s.r.Bytes(t); err != nil {
				return nil, err
			}
			made.Alt = k.s.Typeset(p.Front.Image.Alt)
		}
		out = append(out, made)
	}
	return out, nil
}

func (k *kitMaker) Poster(p toolkit.Poster, names map[toolkit.Poster]string) (page []byte, styles []string, err error) {
	var b buffer
	if err := k.s.r.sheet(p.Page, p.Paper, &b); err != nil {
		return nil, nil, err
	}
	at := make(map[string]string, len(names)) // by their addresses on the site
	for other, name := range names {
		at[k.s.within(plan.PosterPath(other.Page, other.Paper))] = name
	}
	page, styles = k.s.loose(b.bytes, at)
	return page, styles, nil
}

func (k *kitMaker) Style(src string) ([]byte, error) { return k.s.style(src) }

func (k *kitMaker) PDF(p toolkit.Poster) ([]byte, error) {
	if !k.s.r.plan.PDF {
		return nil, nil
	}
	return k.s.r.pdf(p.Page, p.Paper)
}

func (k *kitMaker) Texts() (out []toolkit.Text, err error) {
	base := k.base
	put := func(folder, file, name string, v *KitText, mail bool) error {
		html, text, err := k.execute(file, v)
		if err != nil {
			return err
		}
		if mail {
			text = v.T("mail-subject") + " " + v.Subject + "\n\n" + text
		}
		out = append(out, toolkit.Text{Folder: folder, Name: name, HTML: html, Plain: []byte(text)})
		return nil
	}
	for _, w := range base.Weeks {
		if err := put(toolkit.Mail, "kit/email.html", w.file, base.forWeek(w), true); err != nil {
			return nil, err
		}
	}
	if len(base.Weeks)+len(base.Messages)+len(base.Events) > 0 {
		if err := put(toolkit.Mail, "kit/newsletter.html", base.T("kit-newsletter"), base.about(cmp.Or(base.Title, base.Month)), true); err != nil {
			return nil, err
		}
	}
	headline := base.T("press-headline", "organisation", base.T("fill-organisation"), "month", base.Month)
	if err := put(toolkit.Press, "kit/press.html", base.T("kit-press"), base.about(headline), false); err != nil {
		return nil, err
	}
	for _, m := range base.Messages {
		v := base.about(cmp.Or(m.Title, m.ID))
		v.Message = m
		if err := put(toolkit.Messages, "kit/message.html", toolkit.MessageName(m.ID), v, false); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// execute runs a template of texts: as HTML, and as text made of it.
func (k *kitMaker) execute(file string, v *KitText) (html []byte, text string, err error) {
	t := k.s.r.kits.set[file]
	if t == nil {
		return nil, "", errNotLoaded(file)
	}
	var b bytes.Buffer
	if err := t.Execute(&b, v); err != nil {
		return nil, "", err
	}
	return b.Bytes(), plaintext.Of(b.String(), plaintext.Mail.WithColon(k.s.colon())) + "\n", nil
}

func (k *kitMaker) Calendar(a *site.Kit) []byte {
	s, of := k.s, k.page.Toolkit.Calendar
	c := feed.Calendar{Name: s.Words.Join(a.Audience, of.Title) + " – " + s.title(), Lang: s.Locale, ProdID: productID, URL: of.URL()}
	for _, ev := range a.Events {
		c.Events = append(c.Events, s.icsEvent(ev))
	}
	return c.AppendTo(nil)
}

func (k *kitMaker) ReadMe(a *site.Kit, folders []toolkit.Folder) (html []byte, text string, err error) {
	v := k.base.about(k.s.title() + k.s.colon() + " " + k.page.Title)
	v.Audience, v.Posts = a.Audience, len(a.Posts)
	for _, f := range folders {
		v.Folders = append(v.Folders, KitFolder{Name: f.Name, About: f.About, Count: f.Count})
	}
	return k.execute("kit/readme.html", v)
}
