package check

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"tocsin/internal/diag"
	"tocsin/internal/plan"
	"tocsin/internal/site"
	"tocsin/internal/source"
	catalogue "tocsin/internal/words"
)

const config = `title: {en: Ring, fr: Cloche}
base_url: https://ring.example/
countries:
  ca: {languages: [en, fr], timezone: America/Toronto, missing: omit, hosts: [canada.ca, gc.ca]}
  us: {languages: [en], timezone: America/New_York}
security: {contact: mailto:a@ring.example, expires: 2027-09-30}
`

var noon = time.Date(2026, 10, 7, 16, 0, 0, 0, time.UTC)

// checked runs the chain up to the checks over texts by path and returns what the checks alone found.
func checked(t *testing.T, files map[string]string) (*site.Site, diag.List) {
	t.Helper()
	fsys := fstest.MapFS{"campaign.yaml": {Data: []byte(config)}, "content/index.en.md": {Data: []byte(page("Home", ""))}, "content/index.fr.md": {Data: []byte(page("Accueil", ""))}}
	for name, text := range files {
		fsys[name] = &fstest.MapFile{Data: []byte(text)}
	}
	src, l := source.Load(fsys, fstest.MapFS{})
	if n, _ := l.Count(); n > 0 {
		t.Errorf("reading: %v", l)
	}
	web, _ := site.Resolve(src, noon)
	p, _ := plan.New(web, nil, plan.Options{})
	return web, slices.DeleteFunc(Run(web, p), func(d diag.Diagnostic) bool { return !slices.Contains(rules, d.Rule) })
}

// page writes a page that belongs to Canada's English edition, unless its front matter names countries.
func page(title, body string, lines ...string) string {
	return "---\ntitle: " + title + "\n" + strings.Join(append(lines, ""), "\n") + "---\n" + body + "\n"
}

// rules are those that one page shows by itself, in link.go and front.go. What holds translations against each other
// has tests of its own.
var rules = []string{"dead-link", "unreleased-link", "dead-fragment", "link-language", "dead-image", "alt-text", "unknown-fact", "unknown-message",
	"unreleased-message", "host", "unknown-country", "review", "missing-reason", "missing-string", "security-txt", "required-link"}

// told lists diagnostics as file:line:column severity rule, sorted.
func told(t *testing.T, l diag.List) []string {
	t.Helper()
	var out []string
	for _, d := range l.Sorted() {
		out = append(out, fmt.Sprintf("%s:%d:%d %s %s", strings.TrimPrefix(d.File, "content/"), d.Line, d.Column, d.Severity, d.Rule))
		if d.Hint() == "" || d.Message() == "" || strings.HasSuffix(d.Message(), ".") {
			t.Errorf("no hint what to do, or a full stop: %+v", d)
		}
	}
	return out
}

func TestRules(t *testing.T) {
	const ca = "countries: [ca]"
	for _, c := range []struct {
		name  string
		files map[string]string
		want  []string
		says  string // part of the first one's text
	}{
		{"nothing", map[string]string{"x.en.md": page("X", "[home](index.en.md) [a](#b)\n\n## B\n\n![a lock](p.png)"), "p.png": "x"}, nil, ""},
		{"a dead link", map[string]string{"learn/phishing.en.md": page("P", "", ca), "x.en.md": page("X", "a [b](learn/phising.en.md)", ca)},
			[]string{"x.en.md:5:3 warning dead-link"}, "learn/phishing.en.md"},
		{"a dead link to another folder's page", map[string]string{"learn/phishing.en.md": page("P", "", ca), "x.en.md": page("X", "[b](phishing.en.md)", ca)},
			[]string{"x.en.md:5:1 warning dead-link"}, "there is a content/learn/phishing.en.md"},
		{"a dead link that names no file", map[string]string{"x.en.md": page("X", "[b](learn/nowhere)", ca)}, []string{"x.en.md:5:1 warning dead-link"}, "a link names a file"},
		{"a link out of the campaign", map[string]string{"x.en.md": page("X", "[b](../../etc/passwd)", ca)}, []string{"x.en.md:5:1 warning dead-link"}, "leads nowhere"},
		{"an unreleased page", map[string]string{"y.en.md": page("Y", "", "draft: true"), "x.en.md": page("X", "[b](y.en.md)", ca)}, []string{"x.en.md:5:1 warning unreleased-link"}, "not released"},
		{"another country's page", map[string]string{"y.en.md": page("Y", "", "countries: [us]"), "x.en.md": page("X", "[b](y.en.md)")}, []string{"x.en.md:4:1 warning dead-link"}, "ca/en does not have"},
		{"a page that this language lacks", map[string]string{"y.en.md": page("Y", "", ca), "x.en.md": page("X", "", ca), "x.fr.md": page("X", "[b](y.fr.md)")},
			[]string{"x.fr.md:4:1 warning dead-link"}, "ca/fr does not have"},
		{"for one country", map[string]string{"y.en.md": page("Y", "", "countries: [us]"), "x.en.md": page("X", ":::only{country=us}\n[b](y.en.md)\n:::")}, nil, ""},
		{"a dead fragment", map[string]string{"y.en.md": page("Y", "## One\n\n## Two", ca), "x.en.md": page("X", "[b](y.en.md#three) [c](#here)", ca)},
			[]string{"x.en.md:5:1 warning dead-fragment", "x.en.md:5:20 warning dead-fragment"}, "#one, #two"},
		{"a wrong language's file", map[string]string{"x.fr.md": page("X", "[b](index.en.md)")}, []string{"x.fr.md:4:1 warning link-language"}, ".fr.md"},
		{"a dead picture", map[string]string{"x.en.md": page("X", "![a](no.png) ![b](https://a.example/b.png) ![c](//a.example/b.png)", ca)},
			[]string{"x.en.md:5:1 warning dead-image", "x.en.md:5:14 warning dead-image", "x.en.md:5:44 warning dead-image"}, "no.png"},
		{"a picture without words", map[string]string{"x.en.md": page("X", "![](p.png)", ca), "p.png": "x"}, []string{"x.en.md:5:1 warning alt-text"}, "alt text"},
		{"a picture of the other language", map[string]string{"x.en.md": page("X", "![a](p.png)"), "p.fr.png": "x"}, []string{"x.en.md:4:1 warning dead-image"}, "p.png"},
		{"the page's picture", map[string]string{"x.en.md": page("X", "", ca, "image: {src: no.png, alt: a}"), "y.en.md": page("Y", "", ca, "image: {src: p.png}"), "z.en.md": page("Z", "", ca, "image: {alt: a}"), "p.png": "x"},
			[]string{"x.en.md:4:1 warning dead-image", "y.en.md:4:1 error alt-text", "z.en.md:4:1 warning dead-image"}, ""},
		{"an unknown fact", map[string]string{"facts/ca.yaml": "report-phone: {value: 1}\n", "x.en.md": page("X", "a :fact[report-fone]", ca)}, []string{"x.en.md:5:3 error unknown-fact"}, `"report-phone"`},
		{"another country's fact", map[string]string{"facts/ca.yaml": "a: {value: 1}\n", "x.en.md": page("X", ":fact[a]\n\n:::only{country=ca}\n:fact[a]\n:::")},
			[]string{"x.en.md:4:1 error unknown-fact"}, "us.yaml"},
		{"a fact without this language", map[string]string{"facts/ca.yaml": "a: {value: {en: A}}\n", "x.fr.md": page("X", ":fact[a]")}, []string{"x.fr.md:4:1 error unknown-fact"}, "fr"},
		{"an unknown message", map[string]string{"messages/pause.en.md": "P", "x.en.md": page("X", "::message{id=pauze}", ca)}, []string{"x.en.md:5:1 error unknown-message"}, `"pause"`},
		{"an unknown message in a message", map[string]string{"messages/pause.en.md": "P\n\n::message{id=nothing-like-it}", "x.en.md": page("X", "::message{id=pause}", ca)},
			[]string{"messages/pause.en.md:3:1 error unknown-message"}, "content/messages/nothing-like-it"},
		{"an unreleased message", map[string]string{"messages/pause.en.md": "---\ndraft: true\n---\nP", "x.en.md": page("X", "::message{id=pause}", ca)}, []string{"x.en.md:5:1 warning unreleased-message"}, "nothing is shown"},
		{"a host that is not allowed", map[string]string{"x.en.md": page("X", "[a](https://canada.ca.evil.example/) [b](https://evilcanada.ca/) [c](//x.example/)", ca)},
			[]string{"x.en.md:5:1 error host", "x.en.md:5:38 error host", "x.en.md:5:66 error host"}, "hosts in campaign.yaml"},
		{"hosts that are", map[string]string{"x.en.md": page("X", "[a](https://Canada.CA/) [b](http://www.canada.ca:8080/x) [c](https://RING.example/) [d](mailto:a@b.example) [e](tel:1)", ca)}, nil, ""},
		{"any host in a country that lists none", map[string]string{"x.en.md": page("X", "[a](https://x.example/)", "countries: [us]")}, nil, ""},
		{"a fact's host", map[string]string{"facts/ca.yaml": "a: {value: https://x.example/, kind: url}\n", "x.en.md": page("X", ":fact[a]", ca)}, []string{"facts/ca.yaml:1:1 error host"}, "x.example"},
		{"an unknown country", map[string]string{"x.en.md": page("X", ":::only{country=mx}\na\n:::\n\n:::except{country=uk}\nb\n:::", ca)},
			[]string{"x.en.md:5:1 warning unknown-country", "x.en.md:9:1 warning unknown-country"}, "mx"},
		{"a review that is due", map[string]string{"x.en.md": page("X", "", ca, "review_by: 2026-10-06"), "y.en.md": page("Y", "", ca, "review_by: 2026-10-07"), "facts/ca.yaml": "a: {value: 1, review_by: 2026-10-06}\n"},
			[]string{"facts/ca.yaml:1:1 warning review", "x.en.md:4:1 warning review"}, "2026-10-06"},
		{"no reason", map[string]string{"x.en.md": page("X", "", "missing: notice"), "x.fr.md": page("X", "")}, []string{"x.en.md:3:1 warning missing-reason"}, "reason"},
		{"strings", map[string]string{"i18n/en.yaml": "a: A\nb: B\n", "i18n/fr.yaml": "a: A\n"}, []string{"i18n/fr.yaml:0:0 warning missing-string"}, "b"},
		{"a title", map[string]string{"../campaign.yaml": strings.Replace(config, ", fr: Cloche", "", 1)}, []string{"campaign.yaml:0:0 warning missing-string"}, "fr"},
		{"no security contact", map[string]string{"../campaign.yaml": config[:strings.Index(config, "security")]}, []string{"campaign.yaml:0:0 warning security-txt"}, "security"},
		{"an old security contact", map[string]string{"../campaign.yaml": strings.Replace(config, "2027-09-30", "2026-10-06", 1)}, []string{"campaign.yaml:0:0 warning security-txt"}, "2026-10-06"},
		{"a required link", map[string]string{"../campaign.yaml": strings.Replace(config, "hosts:", "links: {privacy: {en: https://www.canada.ca/}, other: {en: https://canada.ca/, fr: https://evil.example/}}, hosts:", 1)},
			[]string{"campaign.yaml:4:79 warning required-link", "campaign.yaml:4:118 error host"}, "privacy"},
	} {
		files := map[string]string{}
		for name, text := range c.files {
			switch {
			case strings.HasPrefix(name, "i18n/"):
				files[name] = text
			case strings.HasPrefix(name, "../"):
				files[name[3:]] = text
			default:
				files["content/"+name] = text
			}
		}
		_, l := checked(t, files)
		if got := told(t, l); !slices.Equal(got, c.want) {
			t.Errorf("%s: told\n %q\nwant\n %q\n%v", c.name, got, c.want, l)
			continue
		}
		if len(l) > 0 && !strings.Contains(l.Sorted()[0].Text(catalogue.In("en")), c.says) {
			t.Errorf("%s: %q does not say %q", c.name, l.Sorted()[0].Text(catalogue.In("en")), c.says)
		}
	}
}

// A link in a message is told once, where it was written, however many pages and editions show it.
func TestMessagesOnce(t *testing.T) {
	_, l := checked(t, map[string]string{"content/messages/m.en.md": "[a](no.en.md)", "content/x.en.md": page("X", "::message{id=m}"), "content/y.en.md": page("Y", "::message{id=m}")})
	if got := told(t, l); !slices.Equal(got, []string{"messages/m.en.md:1:1 warning dead-link"}) {
		t.Errorf("told %q", got)
	}
}

func TestSilence(t *testing.T) {
	const body = "[a](no.en.md) ![b](no.png)"
	s, l := checked(t, map[string]string{
		"content/x.en.md":          page("X", body, "allow: [{rule: dead-link, reason: it comes soon}]"),
		"content/x.fr.md":          page("X", body), // inherits it
		"content/y.en.md":          page("Y", body+" :fact[a]", "countries: [ca]", "allow: [{rule: unknown-fact, reason: r}]"),
		"content/messages/m.en.md": "---\nallow: [{rule: dead-link, reason: r}]\n---\n[a](no.en.md)",
		"content/z.en.md":          page("Z", "::message{id=m}"),
	})
	got := told(t, Silence(l, s))
	want := []string{"x.en.md:5:15 warning dead-image", "x.fr.md:4:15 warning dead-image", "y.en.md:6:1 warning dead-link", "y.en.md:6:15 warning dead-image", "y.en.md:6:28 error unknown-fact"}
	if !slices.Equal(got, want) {
		t.Errorf("left\n %q\nwant\n %q", got, want)
	}
	if e, w := l.Count(); e == 0 || w < 5 {
		t.Error("Silence changed the list it was given")
	}
	s, l = checked(t, map[string]string{"content/x.en.md": page("X", body)})
	if len(Silence(l, s)) != len(l) {
		t.Error("nothing is silenced without allow")
	}
}

func TestNoCampaign(t *testing.T) {
	src, _ := source.Load(fstest.MapFS{}, fstest.MapFS{})
	s, _ := site.Resolve(src, noon)
	p, _ := plan.New(s, nil, plan.Options{})
	if l := Silence(Run(s, p), s); len(l) > 0 {
		t.Errorf("told %v", l)
	}
}
