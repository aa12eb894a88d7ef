package site

import (
	"fmt"
	"strings"
	"testing"
)

// paths lists an edition's pages as key=path, in order, but for the search page, which is always there.
func paths(e *Edition) string {
	var out []string
	for _, p := range e.Pages {
		if p.Kind != Search {
			out = append(out, p.Key+"="+p.Path)
		}
	}
	return strings.Join(out, " ")
}

func TestAddresses(t *testing.T) {
	cfg := strings.Replace(config, "missing: hold", "missing: omit", 1)
	for _, c := range []struct {
		name  string
		files map[string]string
		code  string
		want  string
	}{
		{"file names", map[string]string{"learn/phishing.en.md": page("P")}, "ca/en", "= learn=learn/ learn/phishing=learn/phishing/"},
		{"slugs, of folders too", map[string]string{"learn/index.fr.md": page("A", "slug: apprendre"), "learn/phishing.fr.md": page("P", "slug: hameconnage")}, "ca/fr",
			"= learn=apprendre/ learn/phishing=apprendre/hameconnage/"},
		{"a folder's page beside it", map[string]string{"learn.fr.md": page("A", "slug: apprendre"), "learn/x.fr.md": page("X")}, "ca/fr",
			"= learn=apprendre/ learn/x=apprendre/x/"},
		{"unsafe names", map[string]string{"Été & Co.fr.md": page("A"), "b c/d_e.fr.md": page("B", "slug: \"Hameçonnage 101!\"")}, "ca/fr",
			"= b c=b-c/ b c/d_e=b-c/hameconnage-101/ Été & Co=ete-co/"},
		{"other scripts", map[string]string{"安全.en.md": page("A"), "🔔.en.md": page("B")}, "ca/en", "= 安全=an-quan/ 🔔=u1f514/"},
		{"a generated calendar", map[string]string{"calendar/2026/talk.fr.md": page("T")}, "ca/fr",
			"= calendar=calendrier/ calendar/2026=calendrier/2026/ calendar/2026/talk=calendrier/2026/talk/"},
		{"a calendar with a page of its own", map[string]string{"calendar/index.fr.md": page("C", "slug: agenda"), "calendar/2026/talk.fr.md": page("T")}, "ca/fr",
			"= calendar=agenda/ calendar/2026=agenda/2026/ calendar/2026/talk=agenda/2026/talk/"},
		{"topics", map[string]string{"a.fr.md": page("A", "topics: [phishing]")}, "ca/fr", "= a=a/ topics=sujets/ topics/phishing=sujets/hameconnage/"},
		{"deep folders", map[string]string{"a/b/c/d.en.md": page("D")}, "ca/en", "= a=a/ a/b=a/b/ a/b/c=a/b/c/ a/b/c/d=a/b/c/d/"},
	} {
		files := map[string]string{"campaign.yaml": cfg}
		for name, text := range c.files {
			files["content/"+name] = text
		}
		s, _ := resolve(t, noon, files)
		if got := paths(edition(t, s, c.code)); got != c.want {
			t.Errorf("%s:\n got %s\nwant %s", c.name, got, c.want)
		}
	}
}

func TestFolders(t *testing.T) {
	s, _ := resolve(t, noon, map[string]string{
		"campaign.yaml":                  strings.Replace(config, "missing: hold", "missing: omit", 1),
		"content/help.en.md":             page("Help"),
		"content/help/call.en.md":        page("Call"),
		"content/about.en.md":            page("About"),
		"content/secret/x.en.md":         page("X", "draft: true"),
		"content/open/index.en.md":       page("Open", "draft: true"),
		"content/open/door.en.md":        page("Door"),
		"content/calendar/x.en.md":       page("X"),
		"content/calendar/20260/a.en.md": page("A"),
	})
	e := edition(t, s, "ca/en")
	for key, want := range map[string]string{"": "Home 1 -", "help": "Help 2 1", "help/call": "Call 0 0", "about": "About 0 0", "open": "Open 2 1", "calendar": "Calendar 3 2",
		"calendar/20260": "20260 2 1"} {
		p := e.Page(key)
		if p == nil {
			t.Errorf("there is no page %q", key)
			continue
		}
		got := fmt.Sprintf("%s %d %d", p.Title, p.Kind, len(p.Children))
		if key == "" {
			got = fmt.Sprintf("%s %d -", p.Title, p.Kind)
		}
		if got != want {
			t.Errorf("%q is %s, want %s", key, got, want)
		}
		if key != "" && p.Parent != e.Page(map[string]string{"help/call": "help", "calendar/20260": "calendar"}[key]) {
			t.Errorf("%q lies under %q", key, p.Parent.Key)
		}
	}
	if e.Page("secret") != nil {
		t.Error("a folder of drafts leaves a trace")
	}
	if p := e.Page("open"); p.File != nil || p.Title != "Open" || p.Front == nil || len(p.Doc().Links) > 0 || p.Pos("title").File != "" {
		t.Errorf("a folder whose page is a draft is generated: %+v", p)
	}
	if p := e.Page("help/call"); p.Output() != "ca/en/help/call/index.html" || p.URL() != "https://ring.example/october/ca/en/help/call/" || p.Href(e) != "/october/ca/en/help/call/" {
		t.Errorf("addresses %s %s %s", p.Output(), p.URL(), p.Href(e))
	}
}

// keys lists the keys' last parts.
func keys(list []*Page) string {
	var out []string
	for _, p := range list {
		out = append(out, p.Key[strings.LastIndexByte(p.Key, '/')+1:])
	}
	return strings.Join(out, " ")
}

func TestOrder(t *testing.T) {
	files := map[string]string{"campaign.yaml": strings.Replace(config, "missing: hold", "missing: omit", 1)}
	for name, front := range map[string]string{
		"a": "title: Zebra\nweight: 1", "b": "title: Élan\nweight: 2", "c": "title: coté\nweight: 2", "d": "title: côte\nweight: 2", "e": "title: Arbre",
		"f": "title: Ours\nweight: -5", "g": "title: Zorro\nweight: 0", "h": "title: Arbre",
	} {
		files["content/learn/"+name+".fr.md"] = "---\n" + front + "\n---\n"
	}
	files["content/learn/sub/x.fr.md"] = page("Sub", "weight: 1")
	s, _ := resolve(t, noon, files)
	learn := edition(t, s, "ca/fr").Page("learn")
	// Accents count from the end of a word in Canadian French: côte before coté.
	if got, want := keys(learn.Children), "f g a d c b e h sub"; got != want {
		t.Errorf("children %s, want %s", got, want)
	}
	if got, want := keys(edition(t, s, "fr/fr").Page("learn").Children), "f g a c d b e h sub"; got != want {
		t.Errorf("children in France %s, want %s", got, want)
	}
	got := ""
	for p := edition(t, s, "ca/fr").Page("learn/f"); p != nil; p = p.Next {
		got += keys([]*Page{p})
		if p.Next != nil && p.Next.Prev != p {
			t.Errorf("%s is not the one before %s", p.Key, p.Next.Key)
		}
	}
	if got != "fgadcbeh" {
		t.Errorf("next by next: %s", got)
	}
	if p := edition(t, s, "ca/fr").Page("learn/f"); p.Prev != nil {
		t.Error("the first page has one before it")
	}
}

// A weight that a translation inherits orders it like its source.
func TestInheritedOrder(t *testing.T) {
	s, _ := resolve(t, noon, map[string]string{
		"content/learn/a.en.md": page("A", "weight: 2"), "content/learn/a.fr.md": page("A"),
		"content/learn/b.en.md": page("B", "weight: 1"), "content/learn/b.fr.md": page("B"),
	})
	if got := keys(edition(t, s, "ca/fr").Page("learn").Children); got != "b a" {
		t.Errorf("children %s", got)
	}
}

func TestTerms(t *testing.T) {
	s, l := resolve(t, noon, map[string]string{
		"content/a.en.md": page("A", "topics: [Phishing, scams, phishing]", "audiences: [seniors]"), "content/a.fr.md": page("A"),
		"content/b.en.md": page("B", "topics: [scams, phising, ../x/y]"), "content/b.fr.md": page("B"),
		"content/a.es.md": page("A"), "content/b.es.md": page("B"),
	})
	expect(t, "terms", l, "b.en.md:3 unknown-term")
	if n := len(l.Sorted()); n != 2 || !strings.Contains(l.Sorted()[1].Hint(), `"phishing"`) {
		t.Errorf("told %v", l.Sorted())
	}
	fr := edition(t, s, "ca/fr")
	for key, want := range map[string]string{
		"topics": "Sujets|sujets/|..-x-y scams phishing phising", "topics/phishing": "Hameçonnage|sujets/hameconnage/|a", "topics/scams": "Arnaques|sujets/arnaques/|a b",
		"audiences": "Audiences|audiences/|seniors", "audiences/seniors": "Personnes aînées|audiences/personnes-ainees/|a",
	} {
		p := fr.Page(key)
		if p == nil {
			t.Errorf("there is no page %s: %s", key, paths(fr))
			continue
		}
		if got := p.Title + "|" + p.Path + "|" + keys(p.Children); got != want {
			t.Errorf("%s is %s, want %s", key, got, want)
		}
	}
	a := fr.Page("a")
	if got := keys(a.Topics); got != "scams phishing" || keys(a.Audiences) != "seniors" { // by their names: Arnaques, Hameçonnage
		t.Errorf("topics of a: %s", got)
	}
	if fr.Page("topics").Kind != Terms || fr.Page("topics/scams").Kind != TermPage || fr.Page("topics/scams").Parent != fr.Page("topics") {
		t.Error("kinds of term pages")
	}
	if equals := fr.Page("topics/scams").Equals(); len(equals) != 5 {
		t.Errorf("a topic's page has %d equivalents", len(equals))
	}
}

// A topic that only unreleased pages name leaves no trace; one with a page of its own uses that.
func TestTermPages(t *testing.T) {
	s, _ := resolve(t, noon, map[string]string{
		"campaign.yaml":                 strings.Replace(config, "missing: hold", "missing: omit", 1),
		"content/a.en.md":               page("A", "topics: [scams]", "draft: true"),
		"content/b.en.md":               page("B", "topics: [phishing]"),
		"content/topics/phishing.en.md": page("All about phishing", "slug: fish"),
		"content/topics/index.en.md":    page("Subjects", "slug: subjects"),
	})
	e := edition(t, s, "ca/en")
	if e.Page("topics/scams") != nil {
		t.Error("a draft's topic leaves a trace")
	}
	if p := e.Page("topics/phishing"); p.Kind != TermPage || p.Title != "All about phishing" || p.Path != "subjects/fish/" || keys(p.Children) != "b" {
		t.Errorf("%+v", p)
	}
	if p := e.Page("topics"); p.Kind != Terms || p.Title != "Subjects" {
		t.Errorf("%+v", p)
	}
}

func TestModified(t *testing.T) {
	s, _ := resolve(t, noon, map[string]string{
		"content/a.en.md":          page("A", "date: 2026-09-01", "countries: [us]", "missing: omit", "reason: r") + "\n::message{id=m}\n",
		"content/b.en.md":          page("B", "date: 2026-09-01", "updated: 2026-09-10", "countries: [us]", "missing: omit", "reason: r") + "\n::message{id=m}\n",
		"content/c.en.md":          page("C", "publish: 2026-09-03", "countries: [us]", "missing: omit", "reason: r"),
		"content/d.en.md":          page("D", "countries: [us]", "missing: omit", "reason: r"),
		"content/messages/m.en.md": "---\nupdated: 2026-09-05\n---\nM",
	})
	e := edition(t, s, "us/en")
	for key, want := range map[string]string{"a": "2026-09-05", "b": "2026-09-10", "c": "2026-09-03", "d": "0001-01-01"} {
		if got := e.Page(key).Modified.Format("2006-01-02"); got != want {
			t.Errorf("%s is of %s, want %s", key, got, want)
		}
	}
}
