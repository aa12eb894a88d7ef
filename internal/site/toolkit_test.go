package site

import (
	"slices"
	"strings"
	"testing"
)

// keysOf lists pages by their keys, without the folders.
func keysOf(pages []*Page) string {
	var out []string
	for _, p := range pages {
		out = append(out, p.Key[strings.LastIndexByte(p.Key, '/')+1:])
	}
	return strings.Join(out, " ")
}

func TestToolkits(t *testing.T) {
	post := func(lines ...string) string {
		return page("P", append([]string{"post: {when: 2026-10-12, networks: [x]}", "countries: [us]"}, lines...)...)
	}
	s, _ := resolve(t, noon, map[string]string{
		"content/calendar/2025/one.en.md":   page("One", "week: {number: 1, us: [2025-10-01, 2025-10-03]}", "countries: [us]", "sheet: true"),
		"content/calendar/2026/talk.en.md":  page("Talk", "event: {start: 2026-10-06}", "countries: [us]", "audiences: [Seniors, parents]"),
		"content/posts/2026/a.en.md":        post("audiences: [seniors]"),
		"content/posts/2026/b.en.md":        post(),
		"content/posts/2026/notice.en.md":   post("audiences: [newcomers]", "missing: notice", "reason: now"),
		"content/posts/2026/draft.en.md":    post("audiences: [students]", "draft: true"),
		"content/posts/2026/later.en.md":    post("audiences: [workers]", "publish: 2026-12-01"),
		"content/learn/sheet.en.md":         page("S", "sheet: true", "audiences: [parents]", "countries: [us]"),
		"content/calendar/2027/index.en.md": page("Next year", "countries: [us]"),
		"content/toolkit/2024/index.en.md":  page("Long ago", "countries: [us]"),
	})
	us, es, ca := edition(t, s, "us/en"), edition(t, s, "us/es"), edition(t, s, "ca/en")
	if ca.Toolkit() != nil || ca.Page("toolkit") != nil {
		t.Error("an edition without posts and events has a toolkit")
	}
	if p := es.Page("toolkit/2026"); p != nil && p.Toolkit != nil {
		t.Errorf("us/es shows one post in another language, and has a toolkit: %+v", p.Toolkit.Kits[0])
	}
	newest := us.Toolkit()
	if newest == nil || newest.Key != "toolkit/2026" || newest.Parent.Key != "toolkit" || newest.Path != "toolkit/2026/" {
		t.Fatalf("the newest toolkit is %+v", newest)
	}
	if p := us.Page("toolkit/2024"); p == nil || p.Kind != ToolkitPage || p.Toolkit != nil {
		t.Errorf("the page of a year that has nothing is %+v", p)
	}
	var got []string
	for _, k := range newest.Toolkit.Kits {
		got = append(got, k.File+": "+keysOf(k.Posts)+"/"+keysOf(k.Weeks)+"/"+keysOf(k.Events)+"/"+keysOf(k.Sheets))
	}
	want := []string{"ring-2026-us-en.zip: a b notice//talk/sheet", "ring-2026-us-en-older-people.zip: a//talk/", "ring-2026-us-en-newcomers.zip: notice///",
		"ring-2026-us-en-parents.zip: //talk/sheet"} // in the campaign's order, then those that it does not name
	if !slices.Equal(got, want) {
		t.Errorf("the archives are\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	old := us.Page("toolkit/2025")
	if old == nil || old.Toolkit == nil || old.Toolkit.Newest || keysOf(old.Toolkit.Kits[0].Weeks) != "one" || keysOf(old.Toolkit.Kits[0].Sheets) != "one" {
		t.Errorf("the toolkit of the year before is %+v", old)
	}
}
