package site

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"tocsin/internal/address"
	"tocsin/internal/markdown"
	"tocsin/internal/source"
)

func linkFiles() map[string]string {
	files := map[string]string{
		"content/learn/a.en.md":       page("A", "countries: [ca, us]"),
		"content/learn/a.es.md":       page("A"),
		"content/learn/a.fr.md":       page("A"),
		"content/learn/b.en.md":       "---\ntitle: B\n---\n\n## One\n\n:::only{country=us}\n## Two\n:::\n\n## Été [x](y)\n\n## Three {#given}\n",
		"content/learn/b.fr.md":       "---\ntitle: B\nslug: bé\n---\n\n## Un\n",
		"content/learn/b.es.md":       page("B"),
		"content/learn/index.en.md":   page("Learn"),
		"content/learn/index.fr.md":   page("Apprendre"),
		"content/learn/index.es.md":   page("Aprender"),
		"content/learn/v1.2.en.md":    page("V", "missing: omit", "reason: r"),
		"content/learn/us.en.md":      page("US", "countries: [us]"),
		"content/learn/us.es.md":      page("US"),
		"content/learn/soon.en.md":    page("Soon", "publish: 2026-12-01"),
		"content/learn/soon.fr.md":    page("Bientôt"),
		"content/learn/draft.en.md":   page("Draft", "draft: true"),
		"content/learn/held.en.md":    page("Held", "countries: [ca]"),
		"content/learn/left.en.md":    page("Left", "countries: [us]"),
		"content/sp ace/é.en.md":      page("É", "missing: omit", "reason: r"),
		"content/learn/guide.pdf":     "x",
		"content/learn/lock.fr.png":   "x",
		"content/learn/lock.png":      "x",
		"content/learn/key.en-US.png": "x",
		"content/learn/only.es.png":   "x",
		"content/learn/a b.png":       "x",
		"content/top.png":             "x",
		"content/messages/m.en.md":    "[a](../learn/a.en.md) [b](#one)",
		"content/messages/lock.png":   "x",
	}
	return files
}

// said describes where a link leads.
func said(t Target) string {
	s := map[LinkKind]string{Dead: "dead", Unreleased: "unreleased", Elsewhere: "elsewhere", ToPage: "page", ToMedia: "media", ToFragment: "here", External: "external"}[t.Kind]
	if t.Kind == ToPage {
		s += " " + t.Page.Edition.Code + ":" + t.Page.Key
	}
	for _, part := range []struct{ mark, text string }{{" #", t.Fragment}, {" dead#", t.DeadFragment}, {" ", t.Media}, {" ", t.Address.String()}, {" named ", t.Named}} {
		if part.text != "" {
			s += part.mark + part.text
		}
	}
	return s
}

func TestLinks(t *testing.T) {
	s, _ := resolve(t, noon, linkFiles())
	for _, c := range []struct{ code, from, dest, want string }{
		// file names, as an editor follows them
		{"ca/en", "learn/a", "b.en.md", "page ca/en:learn/b"},
		{"ca/en", "learn/a", "b.md", "page ca/en:learn/b"},
		{"ca/en", "learn/a", "./b.en.md", "page ca/en:learn/b"},
		{"ca/en", "learn/a", "b", "page ca/en:learn/b"},
		{"ca/en", "learn/a", "b.en", "page ca/en:learn/b"},
		{"ca/en", "learn/a", "b.en-CA.md", "page ca/en:learn/b"},
		{"ca/en", "learn/a", "../learn/b.en.md", "page ca/en:learn/b"},
		{"ca/en", "learn/a", "/learn/b.en.md", "page ca/en:learn/b"},
		{"us/es", "learn/a", "b.es.md", "page us/es:learn/b"},
		// another language's suffix leads to the same edition all the same, and is told
		{"ca/fr", "learn/a", "b.en.md", "page ca/fr:learn/b named en"},
		{"ca/en", "learn/a", "b.fr.md#un", "page ca/en:learn/b dead#un named fr"},
		{"ca/en", "learn/a", "b.en-US.md", "page ca/en:learn/b named en-US"},
		{"ca/en", "learn/a", "b.de.md", "dead"},
		// folders and home pages
		{"ca/en", "learn/a", "index.en.md", "page ca/en:learn"},
		{"ca/en", "learn/a", ".", "page ca/en:learn"},
		{"ca/en", "learn/a", "./", "page ca/en:learn"},
		{"ca/en", "learn/a", "../learn/", "page ca/en:learn"},
		{"ca/en", "", "learn/", "page ca/en:learn"},
		{"ca/en", "", "learn", "page ca/en:learn"},
		{"ca/en", "", "learn.en.md", "page ca/en:learn"},
		{"ca/en", "learn/a", "../index.en.md", "page ca/en:"},
		{"ca/en", "learn/a", "..", "page ca/en:"},
		{"ca/en", "learn/a", "/", "page ca/en:"},
		{"ca/en", "learn/a", "../../content/learn/b.en.md", "page ca/en:learn/b"},
		// dots, spaces, letters
		{"ca/en", "learn/a", "v1.2.en.md", "page ca/en:learn/v1.2"},
		{"ca/en", "learn/a", "v1.2.md", "page ca/en:learn/v1.2"},
		{"ca/en", "learn/a", "v1.2", "page ca/en:learn/v1.2"},
		{"ca/en", "learn/a", "../sp%20ace/%C3%A9.en.md", "page ca/en:sp ace/é"},
		{"ca/en", "learn/a", "../sp ace/é.en.md", "page ca/en:sp ace/é"},
		{"ca/en", "learn/a", "%2e%2e/learn/b.en.md", "page ca/en:learn/b"},
		{"ca/en", "learn/a", "100%", "dead"},
		// fragments
		{"ca/en", "learn/a", "b.en.md#one", "page ca/en:learn/b #one"},
		{"ca/en", "learn/a", "b.en.md#given", "page ca/en:learn/b #given"},
		{"ca/en", "learn/a", "b.en.md#two", "page ca/en:learn/b dead#two"}, // only in the US
		{"us/en", "learn/a", "b.en.md#two", "page us/en:learn/b #two"},
		{"ca/en", "learn/a", "b.en.md#%C3%A9t%C3%A9-x", "page ca/en:learn/b #été-x"},
		{"ca/en", "learn/a", "b.en.md?q=1#one", "page ca/en:learn/b #one"},
		{"ca/en", "learn/a", "b.en.md#", "page ca/en:learn/b"},
		{"ca/en", "learn/b", "#one", "here #one"},
		{"ca/en", "learn/b", "#two", "here dead#two"},
		{"ca/en", "learn/b", "#", "here"},
		{"ca/en", "learn/b", "", "here"},
		// pages that are not there
		{"ca/en", "learn/a", "c.en.md", "dead"},
		{"ca/en", "learn/a", "us.en.md", "elsewhere"},
		{"us/en", "learn/a", "us.en.md", "page us/en:learn/us"},
		{"ca/en", "learn/a", "soon.en.md", "unreleased"},
		{"ca/en", "learn/a", "draft.en.md", "unreleased"},
		{"ca/en", "learn/a", "held.en.md", "unreleased"},
		{"us/es", "learn/a", "left.en.md", "elsewhere named en"}, // left out of us/es alone
		{"ca/fr", "learn/a", "v1.2.en.md", "elsewhere named en"},
		{"us/es", "learn/a", "soon.en.md", "unreleased named en"},
		{"ca/en", "learn/a", "../../../etc/passwd", "dead"},
		{"ca/en", "learn/a", "../../campaign.yaml", "dead"},
		{"ca/en", "learn/a", "/../campaign.yaml", "dead"},
		{"ca/en", "learn/a", "../messages/m.en.md", "dead"},
		// files
		{"ca/en", "learn/a", "guide.pdf", "media content/learn/guide.pdf"},
		{"ca/en", "learn/a", "guide.pdf#page=2", "media content/learn/guide.pdf"},
		{"ca/fr", "learn/a", "lock.png", "media content/learn/lock.fr.png"},
		{"ca/en", "learn/a", "lock.png", "media content/learn/lock.png"},
		{"ca/en", "learn/a", "lock.jpg", "dead"},
		{"ca/en", "learn/a", "../../templates/page.html", "dead"},
		// other sites
		{"ca/en", "learn/a", "https://a.example/b.en.md", "external https://a.example/b.en.md"},
		{"ca/en", "learn/a", "mailto:a@b.example", "external mailto:a@b.example"},
		{"ca/en", "learn/a", "//a.example/", "external https://a.example/"},
		{"ca/en", "learn/a", "tel:+15551234", "external tel:+15551234"},
		{"ca/en", "learn/a", "1:b.en.md", "dead"},
		{"ca/en", "learn/a", "javascript:b.en.md", "dead"},
		{"ca/en", "learn/a", "/\\a.example/b.en.md", "dead"},
	} {
		p := edition(t, s, c.code).Page(c.from)
		if p == nil {
			t.Fatalf("%s has no page %q", c.code, c.from)
		}
		to, _ := address.Parse(c.dest, address.Link)
		if got := said(p.Follow(p.File, markdown.Link{Dest: c.dest, Address: to})); got != c.want {
			t.Errorf("%s in %s of %s: %s, want %s", c.dest, c.from, c.code, got, c.want)
		}
	}
}

// A link in a message names files from where the message lies.
func TestLinksOfMessages(t *testing.T) {
	s, _ := resolve(t, noon, linkFiles())
	e := edition(t, s, "ca/en")
	m := e.Message("m")
	if got := said(e.Home.Resolve(m, "../learn/b.en.md")); got != "page ca/en:learn/b" {
		t.Error(got)
	}
	if got := e.Page("learn/a").Media(m, "lock.png"); got != "content/messages/lock.png" {
		t.Error(got)
	}
}

func TestMedia(t *testing.T) {
	s, _ := resolve(t, noon, linkFiles())
	for _, c := range []struct{ code, src, want string }{
		{"ca/en", "lock.png", "content/learn/lock.png"}, {"ca/fr", "lock.png", "content/learn/lock.fr.png"}, {"fr/fr", "lock.png", "content/learn/lock.fr.png"},
		{"us/en", "key.png", "content/learn/key.en-US.png"}, {"ca/en", "key.png", ""}, {"us/es", "key.png", ""}, {"ca/en", "only.png", ""},
		{"us/es", "only.png", "content/learn/only.es.png"}, {"ca/en", "a%20b.png", "content/learn/a b.png"}, {"ca/en", "a b.png", "content/learn/a b.png"},
		{"ca/en", "../top.png", "content/top.png"}, {"ca/en", "/top.png", "content/top.png"}, {"ca/en", "lock.png?v=1#x", "content/learn/lock.png"},
		{"ca/en", "../../assets/icon.svg", ""}, {"ca/en", "https://a.example/lock.png", ""}, {"ca/en", "b.en.md", ""}, {"ca/en", "", ""},
	} {
		p := edition(t, s, c.code).Page("learn/b")
		if got := p.Media(p.File, c.src); got != c.want {
			t.Errorf("%s in %s is %q, want %q", c.src, c.code, got, c.want)
		}
	}
}

// Under a notice a page speaks one language: its messages, facts and pictures are its source's, its links the edition's.
func TestVoice(t *testing.T) {
	s, _ := resolve(t, noon, map[string]string{
		"content/x.en.md": page("X", "countries: [fr]") + "\n::message{id=m}\n\n![p](p.png)\n",
		"content/y.en.md": page("Y", "countries: [fr]"), "content/y.fr.md": page("Y"),
		"content/messages/m.en.md": "M", "content/messages/m.fr.md": "M",
		"content/p.en.png": "x", "content/p.fr.png": "x",
		"content/facts/fr.yaml": "f: {value: {en: E, fr: F}}\n",
	})
	fr, en := edition(t, s, "fr/fr"), edition(t, s, "fr/en")
	p := fr.Page("x")
	if !p.Notice || p.Language != "en" || p.Voice() != en || p.Edition != fr || p.Title != "X" {
		t.Fatalf("%+v", p)
	}
	var files []string
	p.Walk(func(f *source.File, _ *markdown.Document) { files = append(files, f.Path) })
	if !slices.Equal(files, []string{"content/x.en.md", "content/messages/m.en.md"}) {
		t.Errorf("walks %q", files)
	}
	if got := p.Media(p.File, "p.png"); got != "content/p.en.png" {
		t.Errorf("shows %s", got)
	}
	if got := said(p.Resolve(p.File, "y.en.md")); got != "page fr/fr:y" {
		t.Errorf("links to %s, want the edition's own page, and its source's suffix is right", got)
	}
	if got := said(fr.Page("y").Resolve(fr.Page("y").File, "x.fr.md")); got != "page fr/fr:x" {
		t.Errorf("links to %s", got)
	}
	if _, v, ok := p.Voice().Fact("f"); v != "E" || !ok {
		t.Errorf("fact %q", v)
	}
	if en.Page("x").Voice() != en || fr.Page("y").Voice() != fr {
		t.Error("any other page speaks its edition's language")
	}
}

func TestFactsOfCountries(t *testing.T) {
	s, _ := resolve(t, noon, map[string]string{"content/facts/ca.yaml": "a: {value: {en: E}}\nb: {value: B}\n", "content/facts/us.yaml": "a: {value: U}\n"})
	for _, c := range []struct{ code, id, want string }{
		{"ca/en", "a", "E true"}, {"ca/fr", "a", " false"}, {"us/es", "a", "U true"}, {"us/en", "b", " false"}, {"ca/fr", "b", "B true"}, {"fr/fr", "a", " false"},
	} {
		_, v, ok := edition(t, s, c.code).Fact(c.id)
		if got := fmt.Sprint(v, " ", ok); got != c.want {
			t.Errorf("%s in %s: %s, want %s", c.id, c.code, got, c.want)
		}
	}
}

func TestCycles(t *testing.T) {
	for _, c := range []struct {
		name  string
		files map[string]string
		rule  string
		ring  string
		left  string // the messages of ca/en
	}{
		{"itself", map[string]string{"a": "::message{id=a}"}, "message-cycle", "a → a", ""},
		{"two", map[string]string{"a": "::message{id=b}", "b": "::message{id=a}"}, "message-cycle", "a → b → a", "a"},
		{"three", map[string]string{"a": "::message{id=b}", "b": "::message{id=c}", "c": "::message{id=a}"}, "message-cycle", "a → b → c → a", "a b"},
		{"a tail", map[string]string{"a": "::message{id=b}", "b": "::message{id=c}", "c": "::message{id=b}"}, "message-cycle", "b → c → b", "a b"},
		{"a diamond is none", map[string]string{"a": "::message{id=b}\n::message{id=c}", "b": "::message{id=d}", "c": "::message{id=d}", "d": "D"}, "", "", "a b c d"},
		{"in another country", map[string]string{"a": ":::only{country=us}\n::message{id=a}\n:::"}, "message-cycle", "a → a", "a"},
	} {
		files := map[string]string{}
		for id, text := range c.files {
			files["content/messages/"+id+".en.md"] = "---\nmissing: omit\nreason: No country waits.\n---\n" + text
		}
		s, l := resolve(t, noon, files)
		l = l.Sorted()
		switch {
		case c.rule == "":
			expect(t, c.name, l)
		case len(l) != 1 || l[0].Rule != c.rule || !strings.Contains(l[0].Message(), c.ring):
			t.Errorf("%s: told %v, want %s", c.name, l, c.ring)
		}
		if got := strings.Join(edition(t, s, "ca/en").Messages(), " "); got != c.left {
			t.Errorf("%s: messages %q are left, want %q", c.name, got, c.left)
		}
	}
}

// Twenty messages that each include the next twice would make a million.
func TestMessagesThatGrow(t *testing.T) {
	double, chain := map[string]string{}, map[string]string{}
	for i := range 30 {
		next := fmt.Sprintf("::message{id=m%02d}\n", i+1)
		double[fmt.Sprintf("content/messages/m%02d.en.md", i)] = next + "\n" + next
		chain[fmt.Sprintf("content/messages/m%02d.en.md", i)] = next
	}
	for name, files := range map[string]map[string]string{"doubling": double, "a chain": chain} {
		files["content/messages/m30.en.md"] = "End"
		_, l := resolve(t, noon, files)
		if l = l.Sorted(); len(l) == 0 || l[0].Rule != "limit" {
			t.Errorf("%s: told %v, want a limit", name, l)
		}
	}
}
