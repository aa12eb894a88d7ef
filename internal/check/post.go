package check

import (
	"bytes"
	"fmt"
	"path"
	"strings"
	"unicode/utf8"

	"tocsin/internal/address"
	"tocsin/internal/diag"
	"tocsin/internal/post"
	"tocsin/internal/rule"
	"tocsin/internal/site"
	"tocsin/internal/source"
)

// post checks what is due of a post alone: a time, a network, a link that leads somewhere, a picture that is described,
// and words that every network takes.
func (c *checker) post(p *site.Page) {
	f := p.Front.Post
	if f == nil {
		if p.File != nil && site.PostYearKey(p.Key) != "" {
			c.diags.Add(p.File.Pos("post"), rule.PostNoPost)
		}
		return
	}
	year := site.PostYearKey(p.Key)
	switch {
	case year == "":
		c.diags.Add(p.Pos("post"), rule.PostFolder)
	case f.When.IsZero() && f.At["when"].Line > 0: // told where it was read
	case f.When.IsZero():
		c.diags.Add(p.PostPos("when"), rule.PostNoTime)
	case fmt.Sprint(f.When.In(p.Edition.Country.Zone).Year()) != path.Base(year):
		c.diags.Add(p.PostPos("when"), rule.PostOtherYear, "day", f.When, "year", path.Base(year))
	}
	if f.At["networks"].Line == 0 {
		c.diags.Add(p.PostPos("networks"), rule.PostNoNetwork, "networks", strings.Join(source.Networks, ", "))
	}
	c.postLink(p)
	c.postPicture(p)
	w := &postWords{checker: c, page: p, text: post.Of(p)}
	if len(w.text.Blocks) == 0 {
		c.diags.Add(p.File.Pos("post"), rule.PostNoWords)
		return
	}
	w.addresses()
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
	if tag := strings.TrimPrefix(path.Ext(strings.TrimSuffix(from, ".md")), "."); tag != p.Language && tag != p.Edition.Tag {
		c.diags.Add(p.File.Pos("post"), rule.AltTextPost, "file", from)
	}
}

// postLink reports a link that leads nowhere: the post then comes without one.
func (c *checker) postLink(p *site.Page) {
	t, ok := p.PostTarget()
	if !ok {
		return
	}
	at, dest := p.PostPos("link"), p.Front.Post.Link
	switch {
	case t.Kind == site.Dead && address.Is(dest): // told where it was read
	case t.Kind == site.ToPage, t.Kind == site.External:
		if t.DeadFragment != "" {
			c.diags.Add(at, rule.DeadFragmentPage, "id", t.DeadFragment, "hint", c.headings(t.Page))
		}
		if t.Kind == site.External {
			c.address(p.Edition, t.Address, at)
			c.ownPage(p, t.Address, at)
		}
	case t.Kind == site.Unreleased:
		c.diags.Add(at, rule.UnreleasedLinkPost, "dest", dest)
	case t.Kind == site.Elsewhere:
		c.diags.Add(at, rule.DeadLinkPostElsewhere, "dest", dest, "edition", p.Edition.Code)
	default:
		c.diags.Add(at, rule.DeadLinkPost, "dest", dest, "hint", c.nearest(p, p.File, dest))
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
			w.diags.Add(im.At, rule.PostTextPicture)
		}
	}
	for _, l := range d.Links {
		if e.Allows(d, l.Guards) && l.Text != l.Dest {
			w.diags.Add(l.At, rule.PostTextLink)
		}
	}
	for _, h := range d.Headings {
		if e.Allows(d, h.Guards) {
			w.diags.Add(diag.Pos{File: w.page.File.Path, Line: h.Line, Column: 1}, rule.PostTextHeading)
		}
	}
	if strings.Contains(d.Body.HTML, "<table") {
		w.diags.Add(w.at(0), rule.PostTextTable)
	}
}

// addresses checks what networks make links of in the words of a post.
func (w *postWords) addresses() {
	networks := post.NetworksOf(w.page.Front.Post.Networks)
	for i, b := range w.text.Blocks {
		for _, l := range networks.Linked(b.Text) {
			at := w.place(i, l.Words)
			a, problems := address.Parse(l.Address, address.Web)
			if w.isFact(a) {
				continue
			}
			address.Tell(&w.diags, at, problems)
			w.address(w.page.Edition, a, at)
		}
	}
}

// isFact reports whether an address leads to a host that a fact of the country leads to: that is told where the fact
// stands, and once.
func (w *postWords) isFact(a address.Address) bool {
	e := w.page.Edition
	for _, f := range w.site.Source.Facts[e.Country.Code] {
		if host := f.Address.In(e.Language).Host(); host != "" && host == a.Host() {
			return true
		}
	}
	return false
}

// tags reports hashtags that a screen reader cannot tell the words of, and those that end before their writer thinks.
func (w *postWords) tags() {
	n := 0
	for i, b := range w.text.Blocks {
		for _, t := range post.Tags(b.Text) {
			n++
			if t.After != "" {
				w.diags.Add(w.place(i, t.Text+t.After), rule.HashtagEnds, "tag", t.Text, "rest", t.After)
			} else if t.Plain() {
				w.diags.Add(w.place(i, t.Text), rule.HashtagSmall, "tag", t.Text)
			}
		}
	}
	for _, id := range w.page.Front.Post.Networks {
		net, _ := post.NetworkOf(id)
		switch {
		case net.MaxTags > 0 && n > net.MaxTags:
			w.diags.Add(w.at(0), rule.PostLimitTags, "network", net.Name, "most", net.MaxTags, "n", n, "edition", w.page.Edition.Code)
		case net.FewTags > 0 && n > net.FewTags:
			w.diags.Add(w.at(0), rule.PostLimitManyTags, "network", net.Name, "most", net.FewTags, "n", n, "edition", w.page.Edition.Code)
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
		var hint rule.Text
		if w.text.Link != "" {
			hint = rule.HintLinkCounts.With("id", id)
		}
		w.diags.Add(w.at(past), rule.PostLimitLong, "over", n-net.Limit, "network", net.Name, "edition", w.page.Edition.Code,
			"chars", n, "most", net.Limit, "id", id, "hint", hint)
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
			pos = pos.To(utf8.RuneCountInString(words))
			break
		}
	}
	return pos
}
