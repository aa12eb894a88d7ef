package render

import (
	"fmt"
	"html/template"
	"path"
	"slices"
	"strconv"
	"strings"
	"time"

	"tocsin/internal/locale"
	"tocsin/internal/plan"
	"tocsin/internal/post"
	"tocsin/internal/site"
)

// PostWeek is the posts of one week on the page of a year's posts; those outside the campaign's weeks are by month.
type PostWeek struct {
	ID     string // of its heading
	Week   int    // 0 outside the weeks
	Label  string // "Week 2, October 5 to 9", or "November 2026"
	Title  string // of the week's page; may be empty
	Lang   string // of the title, where it is another than the page's
	Href   string // of the week's page; may be empty
	Count  string // "4 posts"
	Posts  []*Post
	shared *edition
}

// Post is a post for social networks, ready to be pasted.
type Post struct {
	ID         string // unique in the page
	Title      string // for people; it is no part of the post
	Href       string
	Lang, Dir  string // of its words, where they are another language's
	ISO        string // when it is to go out
	Date, Time string // "Monday, October 5, 2026"; "9:00 a.m., Eastern Time" or empty
	Week       int
	Text       string // exactly as it is to be pasted, line breaks and all
	Networks   []PostNetwork
	Picture    *PostPicture // nil where there is none
	Files      []Link       // pictures to take along; not on a year's page
	Pictures   *Link        // on a year's page: where they are
	shared     *edition
}

// PostNetwork is a network that a post is for, and how much of its limit the post takes there.
type PostNetwork struct {
	Name  string
	Count string // "212 of 280 characters"; empty on a year's page where more than half is left
	Near  bool   // more than half is taken
}

// PostPicture is a post's picture: its own, else its card.
type PostPicture struct {
	Src, Alt      string
	Width, Height int // 0 where unknown
	Card          bool
}

// T is View.T.
func (p *Post) T(key string, pairs ...any) string { return p.shared.text(key, "other", pairs) }

// posts fills the page of a year's posts: groups in the order in which the posts go out.
func (s *edition) posts(v *View, y *site.Page) {
	v.Items = nil
	taken := map[string]int{}
	var key string
	for _, p := range y.Posts {
		id := "undated"
		switch {
		case p.Week > 0:
			id = "week-" + strconv.Itoa(p.Week)
		case !p.Post.When.IsZero():
			id = strings.ToLower(p.Post.When.Format("January-2006"))
		}
		if len(v.Posts) == 0 || id != key {
			key = id
			if taken[id]++; taken[id] > 1 { // October before the first week, and after the last
				id += "-" + strconv.Itoa(taken[id])
			}
			v.Posts = append(v.Posts, s.postWeek(y, p, id))
		}
		g := v.Posts[len(v.Posts)-1]
		g.Posts = append(g.Posts, s.post(p).brief())
	}
	for _, g := range v.Posts {
		g.Count = s.count("posts-count", len(g.Posts))
		v.Contents = append(v.Contents, Heading{Level: 2, Href: "#" + g.ID, Text: template.HTML(template.HTMLEscapeString(g.Label))})
	}
}

// postWeek begins the group that a post is the first of.
func (s *edition) postWeek(y, p *site.Page, id string) *PostWeek {
	g := &PostWeek{ID: id, Week: p.Week, shared: s}
	if !p.Post.When.IsZero() {
		g.Label = locale.Sentence(s.Words.MonthYear(p.Post.When))
	}
	calendar := s.Page("calendar/" + path.Base(y.Key))
	if p.Week == 0 || calendar == nil {
		return g
	}
	if i := slices.IndexFunc(calendar.Weeks, func(w *site.Page) bool { return w.Week == p.Week }); i >= 0 {
		w := calendar.Weeks[i]
		g.Label, g.Title, g.Lang, g.Href = s.weekLabel(w), w.Title, s.foreign(w), w.Href(s.Edition)
	}
	return g
}

// post makes a post ready to be pasted.
func (s *edition) post(p *site.Page) *Post {
	out := &Post{ID: strings.ReplaceAll(strings.TrimSuffix(path.Base(p.Path), "/"), "/", "-"), Title: p.Title, Href: p.Href(s.Edition), Week: p.Week,
		Text: post.Of(p).String(), shared: s}
	if p.Notice {
		out.Lang, out.Dir = p.Voice().Locale, p.Voice().Words.Dir()
	}
	switch when := p.Post.When; {
	case when.IsZero():
	case p.Post.AllDay:
		out.ISO, out.Date = when.Format(time.DateOnly), s.Words.FullDate(when)
	default:
		out.ISO, out.Date, out.Time = when.Format(time.RFC3339), s.Words.FullDate(when), s.Words.Time(when)+", "+s.Words.Zone(when)
	}
	for _, id := range p.Post.Networks {
		if n, ok := post.NetworkOf(id); ok {
			count := n.Count(out.Text)
			out.Networks = append(out.Networks, PostNetwork{n.Name, s.text("post-characters", "other",
				[]any{"count", s.Words.Integer(count), "limit", s.Words.Integer(n.Limit)}), 2*count > n.Limit})
		}
	}
	s.postPictures(out, p)
	return out
}

// brief leaves out what a year of posts is too long with, and the post's own page says: limits that are far away, and
// the pictures to take along; of them the post's own stays.
func (p *Post) brief() *Post {
	for i, n := range p.Networks {
		if !n.Near {
			p.Networks[i].Count = ""
		}
	}
	if len(p.Files) > 0 {
		p.Pictures = &Link{Text: p.T("post-pictures"), Href: p.Href}
	}
	p.Files = nil
	if p.Picture != nil && p.Picture.Card {
		p.Picture = nil
	}
	return p
}

// postPictures fills in a post's own picture, else its card, and the pictures to take along as far as the plan has them.
func (s *edition) postPictures(out *Post, p *site.Page) {
	if im := p.Front.Image; im != nil && p.File != nil {
		if a := s.r.plan.SharedPhoto(p); a.Name != "" {
			out.Picture = &PostPicture{s.assetRoot + a.Name, s.Typeset(im.Alt), a.Width, a.Height, false}
			out.Files = append(out.Files, Link{Text: s.text("post-picture-file", "other", nil), Href: out.Picture.Src})
		}
	}
	for _, f := range []struct {
		name, key     string
		width, height int
	}{{"card.png", "post-card-file", 1200, 630}, {"square.png", "post-square-file", 1080, 1080}} {
		if !s.r.planned(s.Folder + "/" + p.Path + f.name) {
			continue
		}
		href := s.Root + p.Path + f.name
		if out.Picture == nil {
			out.Picture = &PostPicture{href, p.Title, f.width, f.height, true}
		}
		out.Files = append(out.Files, Link{Text: s.text(f.key, "other", []any{"size", fmt.Sprintf("%d × %d", f.width, f.height)}), Href: href})
	}
}

// planned reports whether a file will be there. The plan is sorted.
func (r *Renderer) planned(name string) bool {
	_, ok := slices.BinarySearchFunc(r.plan.Targets, name, func(t plan.Target, name string) int { return strings.Compare(t.Path, name) })
	return ok
}
