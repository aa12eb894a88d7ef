package source

import (
	"fmt"
	"strings"
	"testing"

	"tocsin/internal/diag"
	"tocsin/internal/markdown"
	"tocsin/internal/words"
)

func parse(text string) (*File, diag.List) {
	return parseFile(&File{Path: "content/p.en.md", Key: "p", Tag: "en"}, []byte(text), []markdown.Typography{markdown.Neutral})
}

// told lists diagnostics as line:column rule, sorted.
func told(l diag.List) string {
	var out []string
	for _, d := range l.Sorted() {
		out = append(out, fmt.Sprintf("%d:%d %s", d.Line, d.Column, d.Rule))
	}
	return strings.Join(out, ", ")
}

func TestFences(t *testing.T) {
	for _, c := range []struct{ name, in, title, body, told string }{
		{"plain", "---\ntitle: T\n---\nBody", "T", "<p>Body</p>\n", ""},
		{"no body", "---\ntitle: T\n---\n", "T", "", ""},
		{"end at the fence", "---\ntitle: T\n---", "T", "", ""},
		{"CRLF", "---\r\ntitle: T\r\n---\r\nBody\r\n", "T", "<p>Body</p>\n", ""},
		{"byte-order mark", "\ufeff---\ntitle: T\n---\nBody", "T", "<p>Body</p>\n", ""},
		{"dashes in a block scalar", "---\ntitle: |\n  a\n  ---\n  b\n---\nBody", "a\n---\nb", "<p>Body</p>\n", ""},
		{"a rule in the body", "---\ntitle: T\n---\na\n\n---\n\nb", "T", "<p>a</p>\n<hr>\n<p>b</p>\n", ""},
		{"blank lines inside", "---\n\n\ntitle: T\n\n---\nBody", "T", "<p>Body</p>\n", ""},
		{"comments inside", "---\n# a note\ntitle: T # another\n---\nBody", "T", "<p>Body</p>\n", ""},
		{"empty", "---\n---\nBody", "", "<p>Body</p>\n", "1:1 missing-title"},
		{"only a comment", "---\n# nothing\n---\nBody", "", "<p>Body</p>\n", "1:1 missing-title"},
		{"none", "Body", "", "<p>Body</p>\n", "1:1 missing-title"},
		{"empty file", "", "", "", "1:1 missing-title"},
		{"a title without words", "---\nsummary: x\ntitle:\n---\n", "", "", "3:1 missing-title"},
		{"space after the first fence", "--- \ntitle: T\n---\nBody", "T", "<p>Body</p>\n", "1:1 front-matter"},
		{"space after the last fence", "---\ntitle: T\n--- \nBody", "T", "<p>Body</p>\n", "3:1 front-matter"},
		{"tab after the last fence", "---\ntitle: T\n---\t\nBody\n---\nmore", "T", "<h2 id=\"body\">Body</h2>\n<p>more</p>\n", "3:1 front-matter"},
		{"four dashes", "---\ntitle: T\n----\nBody", "T", "<p>Body</p>\n", "3:1 front-matter"},
		{"never closed", "---\ntitle: T\nBody", "-", "", "1:1 front-matter"},
		{"closed by dots", "---\ntitle: T\n...\nBody", "-", "", "1:1 front-matter"},
		{"blank line before", "\n---\ntitle: T\n---\nBody", "", "", "2:1 front-matter"},
		{"indented", "  ---\n  title: T\n---\n", "", "", "1:1 missing-title"},
		{"indented fence", " ---\ntitle: T\n---\n", "", "", "1:1 front-matter"},
		{"a second document", "---\ntitle: T\n--- # no fence\nslug: x\n---\nBody", "", "<p>Body</p>\n", "3:1 yaml"},
		{"dots inside", "---\ntitle: T\n...\nslug: x\n---\nBody", "", "<p>Body</p>\n", "4:1 yaml"},
	} {
		f, l := parse(c.in)
		if got := told(l); got != c.told {
			t.Errorf("%s: told %q, want %q: %v", c.name, got, c.told, l)
		}
		if f == nil {
			if c.title != "-" {
				t.Errorf("%s: the file is lost", c.name)
			}
			continue
		}
		if f.Front.Title != c.title {
			t.Errorf("%s: title %q, want %q", c.name, f.Front.Title, c.title)
		}
		if got := f.Doc(markdown.Neutral).Body.HTML; c.body != "" && got != c.body {
			t.Errorf("%s: body %q, want %q", c.name, got, c.body)
		}
	}
}

func TestPositions(t *testing.T) {
	long := strings.Repeat("é", 20)
	for _, c := range []struct{ name, in, want string }{
		{"unknown key", "---\ntitle: T\ntitel: U\n---\n", "3:1 unknown-key"},
		{"repeated key", "---\ntitle: T\nweight: 1\ntitle: U\n---\n", "4:1 repeated-key"},
		{"wrong type", "---\ntitle: T\nweight: heavy\ntopics: one\ndraft: maybe\n---\n", "3:9 wrong-type, 4:9 wrong-type, 5:8 wrong-type"},
		{"a list for a word", "---\ntitle: [a, b]\n---\n", "2:8 wrong-type"},
		{"a word for a group", "---\ntitle: T\nimage: a.png\nevent: soon\n---\n", "3:8 wrong-type, 4:8 wrong-type"},
		{"keys in groups", "---\ntitle: T\nimage: {scr: a.png}\nevent:\n  start: 2026-10-01\n  plaze: here\n---\n", "3:9 unknown-key, 6:3 unknown-key"},
		{"characters, not bytes", "---\ntitle: T\nimage: {alt: " + long + ", scr: x}\n---\n", "3:36 unknown-key"},
		{"all at once", "---\ntitel: T\nweight: x\n---\n<div>a</div>\n", "2:1 unknown-key, 3:9 wrong-type, 5:1 raw-html"},
		{"the body's lines", "---\ntitle: T\n---\n\n<div>a</div>\n", "5:1 raw-html"},
		{"a body without front matter", "\n\n<div>a</div>\n", "1:1 missing-title, 3:1 raw-html"},
		{"broken YAML", "---\ntitle: a: b\n---\n", "2:9 yaml"},
		{"a tab", "---\ntitle: T\n\tslug: x\n---\n", "3:1 yaml"},
		{"an open quote", "---\ntitle: \"T\nslug: x\n---\n", "3:8 yaml"},
		{"an invisible character", "---\ntitle: T\nslug: \"a\x07\"\n---\n", "3:9 yaml"},
		{"an anchor that is none", "---\ntitle: T\nslug: *x\n---\n", "3:7 yaml"},
		{"not UTF-8", "---\ntitle: T\n---\né\xff\n", "4:2 encoding"},
		{"a NUL", "---\ntitle: T\x00\n---\n", "2:9 encoding"},
		{"a NUL after bad UTF-8", "a\xffb\x00", "1:2 encoding"},
		{"UTF-16", "\xff\xfe-\x00-\x00", "1:1 encoding"},
		{"TLP", "---\ntitle: T\ntlp: TLP:WHITE\n---\n", "3:6 tlp"},
		{"slug", "---\ntitle: T\nslug: a/b\n---\n", "3:7 slug"},
		{"a dot for a slug", "---\ntitle: T\nslug: ..\n---\n", "3:7 slug"},
		{"missing", "---\ntitle: T\nmissing: hide\n---\n", "3:10 missing"},
		{"missing without a rule", "---\ntitle: T\nmissing: {reason: x}\n---\n", "3:1 missing"},
		{"allow without a reason", "---\ntitle: T\nallow: [{rule: raw-html}]\n---\n", "3:9 allow"},
		{"week", "---\ntitle: T\nweek: {number: 6, ca: [2026-10-02, 2026-10-01], canada: [], us: 2026-10-01}\n---\n", "3:16 week, 3:23 week, 3:49 unknown-key, 3:65 wrong-type"},
		{"event", "---\ntitle: T\nevent: {start: 2026-10-02, end: 2026-10-01, timezone: Mars/Base, status: perhaps, url: www.example}\n---\n",
			"3:8 event, 3:55 timezone, 3:74 event, 3:88 url"},
		{"event half a day", "---\ntitle: T\nevent: {start: 2026-10-02, end: 2026-10-02T10:00}\n---\n", "3:8 event"},
		{"date", "---\ntitle: T\ndate: 2026-13-01\npublish: tomorrow\nexpires: [2026-10-01]\n---\n", "3:7 wrong-type, 4:10 wrong-type, 5:10 wrong-type"},
		{"a key that is no word", "---\ntitle: T\n? [a]\n: b\n---\n", "3:3 wrong-type"},
		{"no mapping", "---\n- a\n- b\n---\n", "2:1 wrong-type"},
		{"params with a key twice", "---\ntitle: T\nparams: {a: 1, b: [{c: 1, c: 2}], a: 2}\n---\n", "3:27 repeated-key, 3:35 repeated-key"},
		{"params", "---\ntitle: T\nparams: {a: !!int b}\n---\n", "3:9 yaml"},
	} {
		for _, form := range []struct{ name, text string }{
			{"LF", c.in}, {"CRLF", strings.ReplaceAll(c.in, "\n", "\r\n")}, {"BOM", "\ufeff" + c.in},
		} {
			if form.name == "BOM" && c.name == "UTF-16" {
				continue
			}
			if _, l := parse(form.text); told(l) != c.want {
				t.Errorf("%s (%s): told %s, want %s: %v", c.name, form.name, told(l), c.want, l)
			}
		}
	}
}

func TestHints(t *testing.T) {
	for in, want := range map[string]string{
		"titel: T":        `unknown key "titel", did you mean "title"?`,
		"Title: T":        `unknown key "Title", did you mean "title"?`,
		"tlp: TLP:WHITE":  `TLP:CLEAR`,
		"tlp: green":      `write TLP:GREEN`,
		"tlp: tlp:red":    `write TLP:RED`,
		"missing: notise": `did you mean "notice"?`,
	} {
		_, l := parse("---\n" + in + "\n---\n")
		if len(l) == 0 || !strings.Contains(l.Sorted()[0].Text(words.In("en")), want) {
			t.Errorf("%s: told %v, want %q", in, l, want)
		}
	}
}

// A label that cannot be read must never publish what it was meant to keep back.
func TestUnreadableLabelWithholds(t *testing.T) {
	for _, label := range []string{"TLP:WHITE", "tlp:clear", "secret", "[TLP:CLEAR]", "\"\""} {
		f, l := parse("---\ntitle: T\ntlp: " + label + "\n---\n")
		if e, _ := l.Count(); e == 0 || f.Front.TLP == Clear || f.Front.TLP == "" {
			t.Errorf("tlp: %s is read as %q with %v", label, f.Front.TLP, l)
		}
	}
}

func TestFrontMatter(t *testing.T) {
	f, l := parse(`---
title: T
summary: "S: s"
slug: s
source: fr
date: 2026-10-01
publish: 2026-10-01 09:00
expires: "2026-10-31"
updated: 2026-10-02T10:00:00-04:00
review_by: 2027-01-01
draft: yes
weight: 7
audiences: [seniors]
topics:
  - phishing
  - "2026"
countries: [ca]
aliases: [old]
image: {src: a.png, alt: A}
owner: 007
tlp: TLP:CLEAR
missing: notice
reason: it cannot wait
allow: [{rule: raw-html, reason: a table}]
params: {a: {b: [1, two]}}
week: {number: 2, ca: [2026-10-05, 2026-10-09]}
event: {start: 2026-10-06T13:00, end: 2026-10-06T14:00, timezone: America/Toronto, place: P, url: https://a.example/, status: tentative, sequence: 3}
---
`)
	if len(l) > 0 {
		t.Fatal(l)
	}
	m := f.Front
	got := fmt.Sprint(m.Title, m.Summary, m.Slug, m.Source, m.Date, m.Publish, m.Expires, m.Updated, m.ReviewBy, m.Draft, m.Weight,
		m.Audiences, m.Topics, m.Countries, m.Aliases, *m.Image, m.Owner, m.TLP, *m.Missing, m.Allow, m.Params, m.Week.Number, m.Week.Days["ca"], *m.Event)
	want := "TS: ssfr2026-10-01 2026-10-01T09:00 2026-10-31 2026-10-02T10:00:00-04:00 2027-01-01 true 7 " +
		"[seniors] [phishing 2026] [ca] [old] {a.png A} 007 TLP:CLEAR {notice it cannot wait} [{raw-html a table}] map[a:map[b:[1 two]]] 2 [2026-10-05 2026-10-09] " +
		"{2026-10-06T13:00 2026-10-06T14:00 America/Toronto P https://a.example/ tentative 3}"
	if strings.ReplaceAll(got, " ", "") != strings.ReplaceAll(want, " ", "") {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if !m.Has("publish") || m.Has("nothing") {
		t.Error("Has is wrong")
	}
	if at := f.Pos("review_by"); at.Line != 10 || at.Column != 1 {
		t.Errorf("review_by stands at %v", at)
	}
	if at := f.Pos("nothing"); at.Line != 1 || at.Column != 1 {
		t.Errorf("a key that is not there stands at %v, want 1:1", at)
	}
}

// Aliases in YAML are followed, and none of them makes a small file a large one.
func TestYAMLAliases(t *testing.T) {
	f, l := parse("---\ntitle: &t Hello\nsummary: *t\ntopics: &l [a, *t]\naudiences: *l\n---\n")
	if len(l) > 0 || f.Front.Summary != "Hello" || len(f.Front.Audiences) != 2 || f.Front.Audiences[1] != "Hello" {
		t.Errorf("%+v %v", f.Front, l)
	}
	bomb := "---\ntitle: T\nparams:\n  a: &a [x,x,x,x,x,x,x,x,x,x]\n"
	for c := 'b'; c < 'k'; c++ {
		p := string(c - 1)
		bomb += fmt.Sprintf("  %c: &%c [*%s,*%s,*%s,*%s,*%s,*%s,*%s,*%s,*%s,*%s]\n", c, c, p, p, p, p, p, p, p, p, p, p)
	}
	if _, l := parse(bomb + "---\n"); told(l) == "" {
		t.Error("a bomb of aliases is read without a word")
	}
	if _, l := parse("---\ntitle: T\nparams: &a {b: *a}\n---\n"); told(l) == "" {
		t.Error("params that hold themselves are read without a word")
	}
}
