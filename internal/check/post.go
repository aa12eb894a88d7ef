package check

import (
	"bytes"
	"fmt"
	"path"
	"strings"
	"unicode/utf8"

	"tocsin/internal/diag"
	"tocsin/internal/post"
	"tocsin/internal/site"
	"tocsin/internal/source"
)

// post checks what is due of a post alone: a time, a network, a link that leads somewhere, a picture that is described,
// and words that every network takes.
func (c *checker) post(p *site.Page) {
	f := p.Front.Post
	if f == nil {
		if p.File != nil && site.PostYearKey(p.Key) != "" {
			c.diags.Errorf(p.File.Pos("post"), "post", "add `post: {when: 2026-10-05T09:00, networks: [x, facebook]}`, or put the page into another folder", "the page stands among the posts, and does not say `post:`")
		}
		return
	}
	year := site.PostYearKey(p.Key)
	switch {
	case year == "":
		c.diags.Errorf(p.Pos("post"), "post", "put it into content/posts/2026/, without a folder between", "a post stands directly in the folder of its year")
	case f.When.IsZero() && f.At["when"].Line > 0: // told where it was read
	case f.When.IsZero():
		c.diags.Errorf(p.PostPos("when"), "post", "add `when: 2026-10-05T09:00`", "the post does not say when it goes out")
	case fmt.Sprint(f.When.In(p.Edition.Country.Zone).Year()) != path.Base(year):
		c.diags.Warnf(p.PostPos("when"), "post", "mend the date, or move the file", "the post goes out on %s, and stands among those of %s", f.When, path.Base(year))
	}
	if f.At["networks"].Line == 0 {
		c.diags.Errorf(p.PostPos("networks"), "post", "add `networks: [x, facebook]`; there are "+strings.Join(source.Networks, ", "), "the post is for no network")
	}
	c.postLink(p)
	c.postPicture(p)
	w := &postWords{checker: c, page: p, text: post.Of(p)}
	if len(w.text.Blocks) == 0 {
		c.diags.Errorf(p.File.Pos("post"), "post", "write its words under the front matter", "the post has no words")
		return
	}
	w.foreign()
	w.tags()
	w.limits()
}

// postPicture reports a picture that is described in another language: a translation takes it from its source, and the
// description is pasted as it is.
func (c *checker) postPicture(p *site.Page) {
	if im := p.Front.Image; im == nil || im.Alt == "" || p.File.Front.Has("image") {
		return
	}
	from := p.Pos("image").File
	if tag := strings.TrimPrefix(path.Ext(strings.TrimSuffix(from, ".md")), "."); tag != p.Language && tag != p.Edition.Locale {
		c.diags.Warnf(p.File.Pos("post"), "alt-text", "add `image: {alt: …}` in this language", "the picture is described in the words of %s", from)
	}
}

// postLink reports a link that leads nowhere: the post then comes without one.
func (c *checker) postLink(p *site.Page) {
	t, ok := p.PostTarget()
	if !ok {
		return
	}
	at, dest := p.PostPos("link"), p.Front.Post.Link
	switch t.Kind {
	case site.ToPage, site.External:
		if t.DeadFragment != "" {
			c.diags.Warnf(at, "dead-fragment", c.headings(t.Page), "the page has no heading #%s; the link leads to the page", t.DeadFragment)
		}
		if t.Kind == site.External {
			c.host(p.Edition, dest, at)
		}
	case site.Unreleased:
		c.diags.Warnf(at, "unreleased-link", "it becomes a link when the page is out", "the post leads to %q, which is not released; it comes without a link", dest)
	case site.Elsewhere:
		c.diags.Warnf(at, "dead-link", "say `countries:`, or link to a page that "+p.Edition.Code+" has", "the post leads to %q, which %s does not have; it comes without a link there", dest, p.Edition.Code)
	default:
		c.diags.Warnf(at, "dead-link", c.nearest(p, p.File, dest), "the post leads to %q, which is no page; it comes without a link", dest)
	}
}

// postWords checks the words of one post.
type postWords struct {
	*checker
	page   *site.Page
	text   post.Text
	marked *post.Text // with lines; nil until it is needed
	raw    []byte
}

// foreign reports what cannot be pasted as text: pictures, links with words of their own, tables.
func (w *postWords) foreign() {
	d, e := w.page.Doc(), w.page.Voice()
	for _, im := range d.Images {
		if e.Allows(d, im.Guards) {
			w.diags.Warnf(im.At, "post-text", "name it as the post's picture: image: {src: …, alt: …}", "a picture in the words of a post is not pasted")
		}
	}
	for _, l := range d.Links {
		if e.Allows(d, l.Guards) && l.Text != l.Dest {
			w.diags.Warnf(l.At, "post-text", "a post leads to one address, its link:; or write the address itself", "of a link in the words of a post only the words are pasted")
		}
	}
	for _, h := range d.Headings {
		if e.Allows(d, h.Guards) {
			w.diags.Warnf(diag.Pos{File: w.page.File.Path, Line: h.Line, Column: 1}, "post-text", "write a paragraph", "a heading in a post is pasted as a paragraph")
		}
	}
	if strings.Contains(d.Body.HTML, "<table") {
		w.diags.Warnf(w.at(0), "post-text", "write a list", "a table cannot be pasted into a post")
	}
}

// tags reports hashtags that a screen reader cannot tell the words of, and those that end before their writer thinks.
func (w *postWords) tags() {
	n := 0
	for i, b := range w.text.Blocks {
		for _, t := range post.Tags(b.Text) {
			n++
			if t.After != "" {
				w.diags.Warnf(w.place(i, t.Text+t.After), "hashtag", "write the words together, each with a capital", "the tag %s ends before %q", t.Text, t.After)
			} else if t.Plain() {
				w.diags.Warnf(w.place(i, t.Text), "hashtag", "begin each of its words with a capital, as in #CyberMonth; a single word too", "%s is in small letters: a screen reader cannot tell its words apart", t.Text)
			}
		}
	}
	for _, id := range w.page.Front.Post.Networks {
		net, _ := post.NetworkOf(id)
		switch {
		case net.MaxTags > 0 && n > net.MaxTags:
			w.diags.Errorf(w.at(0), "post-limit", "take some out", "%s takes %d hashtags, and the post has %d in %s", net.Name, net.MaxTags, n, w.page.Edition.Code)
		case net.FewTags > 0 && n > net.FewTags:
			w.diags.Warnf(w.at(0), "post-limit", "keep the best", "%s takes only %d hashtags of most accounts, and the post has %d in %s", net.Name, net.FewTags, n, w.page.Edition.Code)
		}
	}
}

// limits reports each network for which the post is too long, at the first paragraph past the limit.
func (w *postWords) limits() {
	whole := w.text.String()
	for _, id := range w.page.Front.Post.Networks {
		net, ok := post.NetworkOf(id)
		if !ok {
			continue
		}
		n := net.Count(whole)
		if n <= net.Limit {
			continue
		}
		past := len(w.text.Blocks) - 1 // the link's, which stands under the last
		for i := range past {
			if net.Count(w.text.Until(i+1)) > net.Limit {
				past = i
				break
			}
		}
		hint := "shorten it, or leave " + id + " out of its networks"
		if w.text.Link != "" {
			hint += "; the link counts too"
		}
		w.diags.Errorf(w.at(past), "post-limit", hint, "%d too many for %s in %s: the post has %d characters as %s counts them, of %d",
			n-net.Limit, net.Name, w.page.Edition.Code, n, net.Name, net.Limit)
	}
}

// at is where a block of the words begins, in the page's own file.
func (w *postWords) at(block int) diag.Pos {
	f := w.page.File
	pos := diag.Pos{File: f.Path, Line: 1, Column: 1}
	if w.marked == nil {
		w.marked = &post.Text{}
		if d, err := w.site.Source.Marked(f, source.TypographyOf(w.page.Language, w.page.Edition.Country.Code)); err == nil {
			t := post.Marked(w.page, d)
			w.marked = &t
		}
	}
	if block < len(w.marked.Blocks) && w.marked.Blocks[block].Line > 0 {
		pos.Line = w.marked.Blocks[block].Line
	}
	return pos
}

// place is where some words of a block stand, as far as the file has them in that form.
func (w *postWords) place(block int, words string) diag.Pos {
	pos := w.at(block)
	if w.raw == nil {
		w.raw, _ = w.site.Source.ReadFile(pos.File)
	}
	n := 0
	for line := range bytes.Lines(w.raw) {
		if n++; n < pos.Line {
			continue
		}
		if i := bytes.Index(line, []byte(words)); i >= 0 {
			pos.Line, pos.Column = n, utf8.RuneCount(line[:i])+1
			break
		}
	}
	return pos
}
