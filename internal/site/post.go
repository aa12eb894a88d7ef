package site

import (
	"cmp"
	"path"
	"slices"
	"strings"
	"time"

	"tocsin/internal/diag"
	"tocsin/internal/source"
)

const postsKey = "posts"

// Post is a post for social networks, as an edition has it. Its words are package post's to tell.
type Post struct {
	When     time.Time // in the country's zone; zero where nobody said
	AllDay   bool      // a day was given, and no time
	Networks []string  // of source.Networks
	Link     string    // the absolute address in this edition; empty for none, and for a link that leads nowhere
}

// Posts returns the edition's page of a folder of posts, "posts"; nil where nobody wrote a post.
func (e *Edition) Posts() *Page { return e.byKey[postsKey] }

// NoIndex reports whether search engines should leave the page alone: posts, and the pages that gather them, say what
// the networks and other pages say already.
func (p *Page) NoIndex() bool { return p.Kind == PostPage || p.Kind == PostYear }

// Unlisted reports whether no list of pages names the page: a post is read where its year's posts are.
func (p *Page) Unlisted() bool { return p.Kind == PostPage }

// PostYearKey returns the key of the year's page that a key lies directly under, "posts/2026", or "".
func PostYearKey(key string) string {
	if !strings.HasPrefix(key, postsKey+"/") {
		return ""
	}
	if year := path.Dir(key); isPostYear(year) {
		return year
	}
	return ""
}

// isPostYear reports whether a key is that of a year's posts.
func isPostYear(key string) bool {
	return isYearOf(postsKey, key)
}

// PostTarget resolves where a post leads, by its own link; ok is false for a post without one. It answers for a page
// that is not out, too.
func (p *Page) PostTarget() (t Target, ok bool) {
	if p.Front.Post == nil || p.Front.Post.Link == "" || p.File == nil {
		return Target{}, false
	}
	if a := p.Front.Post.Address; !a.IsZero() {
		return Target{Kind: External, Address: a}, true
	}
	return p.Resolve(p.File, p.Front.Post.Link), true
}

// PostAddress returns the absolute address to which a post leads in its edition; "" for none.
func (p *Page) PostAddress() string {
	t, ok := p.PostTarget()
	switch {
	case !ok:
		return ""
	case t.Kind == External:
		return t.Address.String()
	case t.Kind != ToPage:
		return ""
	case t.Fragment != "":
		return t.Page.URL() + "#" + t.Fragment
	}
	return t.Page.URL()
}

// PostPos returns where a part of a post's front matter was written: when, networks or link; the line of `post:` for a
// part that is not there.
func (p *Page) PostPos(part string) diag.Pos {
	if post := p.Front.Post; post != nil {
		if at, ok := post.At[part]; ok {
			return at
		}
	}
	return p.Pos("post")
}

// posts decides an edition's posts, their weeks and their order within the year.
func (r *resolver) posts(e *Edition) {
	var years []*Page
	for _, p := range e.Pages {
		switch p.Kind {
		case PostPage:
			r.post(e, p)
		case PostYear:
			years = append(years, p)
		}
	}
	for _, y := range years {
		for _, p := range y.Children {
			if p.Kind == PostPage {
				y.Posts = append(y.Posts, p)
			}
		}
		slices.SortFunc(y.Posts, func(a, b *Page) int {
			return cmp.Or(a.Post.When.Compare(b.Post.When), cmp.Compare(a.Key, b.Key))
		})
		for i := 1; i < len(y.Posts); i++ {
			y.Posts[i-1].Next, y.Posts[i].Prev = y.Posts[i], y.Posts[i-1]
		}
	}
}

func (r *resolver) post(e *Edition, p *Page) {
	f := p.Front.Post
	p.Post = &Post{When: f.When.In(e.Country.Zone), AllDay: !f.When.HasTime, Networks: f.Networks, Link: p.PostAddress()}
	p.Week = weekOfPost(e.byKey[calendarKey+"/"+path.Base(path.Dir(p.Key))], p.Post.When)
}

// weekOfPost is the number of the week of the campaign in which a post goes out. The days after a week of five days are
// that week's: a post of a Saturday still speaks of it.
func weekOfPost(year *Page, when time.Time) int {
	if year == nil || when.IsZero() {
		return 0
	}
	for _, w := range slices.Backward(year.Weeks) {
		if from := w.Days.From; !when.Before(from) {
			if when.Before(from.AddDate(0, 0, 7)) || w.Days.Contains(when) {
				return w.Week
			}
			return 0
		}
	}
	return 0
}

// mergePost completes a translation's post, which is words alone.
func mergePost(own, from *source.Post) *source.Post {
	if own == nil || from == nil {
		return cmp.Or(own, from)
	}
	p := &source.Post{When: own.When, Networks: own.Networks, Link: own.Link, Address: own.Address, At: map[string]diag.Pos{}}
	inherit := func(part string, missing bool, take func()) {
		at, ok := own.At[part]
		if missing {
			take()
			at, ok = from.At[part]
		}
		if ok {
			p.At[part] = at
		}
	}
	inherit("when", own.When.IsZero(), func() { p.When = from.When })
	inherit("networks", own.Networks == nil, func() { p.Networks = from.Networks })
	inherit("link", own.Link == "", func() { p.Link, p.Address = from.Link, from.Address })
	return p
}

// contradictsPost reports whether a translation's post says something else than its source.
func (s *Site) contradictsPost(own, from *source.Post) bool {
	return !own.When.IsZero() && !own.When.Equal(from.When) || own.Networks != nil && !slices.Equal(own.Networks, from.Networks) ||
		own.Link != "" && s.untagged(own.Link) != s.untagged(from.Link)
}

// untagged is a link without the language that its file's name says: a translation may name its own language's file.
func (s *Site) untagged(link string) string {
	file, fragment, _ := strings.Cut(link, "#")
	name, isPage := strings.CutSuffix(file, ".md")
	if isPage {
		name, _ = s.untag(name)
	}
	return name + "#" + fragment
}
