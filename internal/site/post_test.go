package site

import (
	"strings"
	"testing"
)

func TestPosts(t *testing.T) {
	post := func(front string, lines ...string) string {
		return page("P", append([]string{"post: " + front}, lines...)...)
	}
	s, l := resolve(t, noon, map[string]string{
		"content/calendar/2026/one.en.md": page("One", "week: {number: 1, ca: [2026-10-01, 2026-10-02], us: [2026-10-01, 2026-10-03], fr: [2026-10-01, 2026-10-02]}"),
		"content/calendar/2026/two.en.md": page("Two", "week: {number: 2, ca: [2026-10-05, 2026-10-09], us: [2026-10-04, 2026-10-10], fr: [2026-10-05, 2026-10-09]}"),
		"content/calendar/2026/one.fr.md": page("Un"), "content/calendar/2026/two.fr.md": page("Deux"),
		"content/calendar/2026/one.es.md": page("Uno"), "content/calendar/2026/two.es.md": page("Dos"),
		"content/posts/2026/b.en.md": post("{when: 2026-10-04T09:00, networks: [x], link: ../../index.en.md}", "topics: [phishing]"),
		"content/posts/2026/b.fr.md": page("P"), "content/posts/2026/b.es.md": post("{link: ../../index.es.md}"),
		"content/posts/2026/a.en.md": post("{when: 2026-10-12, networks: [x]}"),
		"content/posts/2026/a.fr.md": page("P"), "content/posts/2026/a.es.md": post("{networks: [facebook]}"),
		"content/posts/2026/c.en.md": post("{when: 2026-09-01T09:00-04:00, networks: [x]}"),
		"content/posts/2026/c.fr.md": page("P"), "content/posts/2026/c.es.md": page("P"),
		"content/posts/2026/held.en.md": post("{when: 2026-10-05, networks: [x]}", "countries: [ca]"),
	})
	expect(t, "posts", l, "posts/2026/a.es.md:3 contradiction", "posts/2026/held.en.md:1 missing-rendition")
	ca, us := edition(t, s, "ca/en"), edition(t, s, "us/es")
	y := ca.Page("posts/2026")
	if y == nil || y.Kind != PostYear || !y.NoIndex() || y.Unlisted() || y.Parent != ca.Posts() || ca.Posts().Kind != Folder {
		t.Fatalf("the page of the year's posts is %+v", y)
	}
	var got []string
	for _, p := range y.Posts {
		got = append(got, p.Key)
		if p.Kind != PostPage || !p.NoIndex() || !p.Unlisted() {
			t.Errorf("%s is of kind %d", p.Key, p.Kind)
		}
	}
	if s := strings.Join(got, " "); s != "posts/2026/c posts/2026/b posts/2026/a" {
		t.Errorf("the posts are %s", s)
	}
	b, a := ca.Page("posts/2026/b"), ca.Page("posts/2026/a")
	if b.Week != 1 || us.Page("posts/2026/b").Week != 2 {
		t.Errorf("the post of a Sunday is of week %d in Canada and %d in the US, want 1 and 2", b.Week, us.Page("posts/2026/b").Week)
	}
	if a.Week != 0 || !a.Post.AllDay || b.Post.AllDay || b.Prev.Key != "posts/2026/c" || b.Next != a {
		t.Errorf("a: week %d, all day %v; b: all day %v", a.Week, a.Post.AllDay, b.Post.AllDay)
	}
	if got := us.Page("posts/2026/b").Post.Link; got != "https://ring.example/october/us/es/" {
		t.Errorf("the link is %s", got)
	}
	if got := b.Post.When.String(); got != "2026-10-04 09:00:00 -0400 EDT" {
		t.Errorf("when: %s", got)
	}
	if len(ca.Page("").Topics) > 0 || ca.Page("topics") != nil {
		t.Error("a post makes a page of a topic")
	}
}
