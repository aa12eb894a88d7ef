package source

import (
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"tocsin/internal/diag"
	"tocsin/internal/words"
)

const config = `title: {en: Ring, fr: Cloche}
base_url: https://ring.example/
countries:
  ca: {languages: [en, fr], timezone: America/Toronto, missing: hold}
  us: {languages: [en, zh-Hant], timezone: America/New_York}
`

// campaign makes a file system of texts by path; campaign.yaml is there unless given.
func campaign(files map[string]string) fstest.MapFS {
	fsys := fstest.MapFS{ConfigFile: {Data: []byte(config)}}
	for name, text := range files {
		fsys[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return fsys
}

func loadTexts(files map[string]string) (*Source, diag.List) {
	return Load(campaign(files), fstest.MapFS{})
}

const page = "---\ntitle: T\n---\nWords\n"

// problems lists diagnostics as file:line:column rule, sorted.
func problems(l diag.List) []string {
	var out []string
	for _, d := range l.Sorted() {
		out = append(out, fmt.Sprintf("%s:%d:%d %s", d.File, d.Line, d.Column, d.Rule))
	}
	return out
}

func expect(t *testing.T, name string, l diag.List, want ...string) {
	t.Helper()
	if got := problems(l); !slices.Equal(got, want) {
		t.Errorf("%s: told\n %q\nwant\n %q\n%v", name, got, want, l)
	}
}

func TestNames(t *testing.T) {
	src, l := loadTexts(map[string]string{
		"content/index.en.md":               page,
		"content/learn/phishing.fr.md":      page,
		"content/learn/phishing.en-US.md":   page,
		"content/learn/v1.2.en.md":          page,
		"content/learn/x.zh-Hant.md":        page,
		"content/learn/x.zh-Hant-US.md":     page,
		"content/messages/pause.en.md":      "Pause",
		"content/messages/scam/call.fr.md":  "Raccrochez",
		"content/messages.en.md":            page,
		"content/facts/ca.yaml":             "a: {value: b}\n",
		"content/facts/known.en.md":         page,
		"content/learn/lock.fr-CA.png":      "png",
		"content/learn/.hidden.en.md":       "---",
		"content/learn/#x.en.md#":           "---",
		"content/learn/x.en.md~":            "---",
		"content/learn/.git/x.en.md":        "---",
		"content/Thumbs.db":                 "x",
		"content/learn/desktop.ini":         "x",
		"content/learn/.DS_Store":           "x",
		"content/learn/table.yaml":          "no: facts",
		"i18n/glossary.yaml":                "# no strings\n",
		"i18n/deep/en.yaml":                 "- no strings",
		"i18n/en.yaml":                      "home: Home\nn: {one: '{n} page', other: '{n} pages'}\n",
		"templates/page.html":               "{{define \"main\"}}\r\n{{end}}",
		"templates/readme.txt":              "x",
		"assets/site.css":                   "a{}",
		"notes.md":                          "not content",
		"content/learn/phishing.en.md.orig": "x",
	})
	expect(t, "names", l)
	var names []string
	for _, f := range slices.Concat(src.Pages, src.Messages) {
		names = append(names, f.Key+" "+f.Tag+fmt.Sprint(f.Message))
	}
	slices.Sort(names)
	want := []string{"facts/known enfalse", "index enfalse", "learn/phishing en-USfalse", "learn/phishing frfalse", "learn/v1.2 enfalse",
		"learn/x zh-Hant-USfalse", "learn/x zh-Hantfalse", "messages enfalse", "pause entrue", "scam/call frtrue"}
	if !slices.Equal(names, want) {
		t.Errorf("files\n %q\nwant\n %q", names, want)
	}
	media := slices.Sorted(maps.Keys(src.Media))
	if want := []string{"content/learn/lock.fr-CA.png", "content/learn/phishing.en.md.orig", "content/learn/table.yaml"}; !slices.Equal(media, want) {
		t.Errorf("media %q, want %q", media, want)
	}
	if src.Facts["ca"]["a"] == nil || len(src.Strings) != 1 || src.Strings["en"]["n"].Forms["one"] != "{n} page" || src.Strings["en"]["home"].Forms["other"] != "Home" {
		t.Errorf("facts %v, strings %v", src.Facts, src.Strings)
	}
	if tpl := src.Templates["page.html"]; len(src.Templates) != 1 || strings.Contains(tpl.Text, "\r") || tpl.Builtin {
		t.Errorf("templates %v", src.Templates)
	}
}

func TestUnknownLanguages(t *testing.T) {
	for name, want := range map[string]string{
		"phishing.ca.md":         "phishing.en-CA.md or phishing.fr-CA.md",
		"phishing.CA.md":         "phishing.en-CA.md",
		"phishing.us.md":         "phishing.en-US.md",
		"phishing.md":            "phishing.en.md",
		"phishing.de.md":         "`languages`",
		"phishing.EN.md":         "write phishing.en.md",
		"phishing.en_US.md":      "write phishing.en-US.md",
		"phishing.zh-hant.md":    "write phishing.zh-Hant.md",
		"phishing.en-CAA.md":     `did you mean "en-CA"?`,
		"phishing.xxxxxxxxxx.md": "the campaign has en, en-CA",
		"phishing.fr-US.md":      "",
		".en.md/x.md":            "skip",
	} {
		_, l := loadTexts(map[string]string{"content/learn/" + name: page})
		if want == "skip" {
			continue
		}
		if got := problems(l); !slices.Equal(got, []string{"content/learn/" + name + ":0:0 unknown-language"}) {
			t.Errorf("%s: %q", name, got)
			continue
		}
		if text := l[0].Text(words.In("en")); !strings.Contains(text, want) {
			t.Errorf("%s: %q does not hint at %q", name, text, want)
		}
	}
	_, l := loadTexts(map[string]string{"content/phishing.ca.md": page})
	if !strings.Contains(l[0].Text(words.In("en")), "Catalan") {
		t.Errorf("phishing.ca.md is Catalan, and says so: %s", l[0].Text(words.In("en")))
	}
}

func TestFacts(t *testing.T) {
	src, l := loadTexts(map[string]string{"content/facts/ca.yaml": `# facts
spam: {value: 0017726, kind: tel, owner: 007, review_by: 2027-01-15}
half: {value: 1.50}
yes: {value: yes}
none: {value: null}
hex: {value: 0x1F}
day: {value: 2026-10-06}
long: {value: {en: 12345678901234567890, fr: 1_000}}
site: {value: {en: https://a.example/, fr: https://b.example/}, kind: url, label: {en: A, fr: B}}
quoted: {value: " 0017726 "}
`})
	expect(t, "facts", l, "content/facts/ca.yaml:5:1 missing-key")
	ca := src.Facts["ca"]
	for id, want := range map[string]string{"spam": "0017726", "half": "1.50", "yes": "yes", "hex": "0x1F", "day": "2026-10-06", "quoted": "0017726"} {
		for _, lang := range []string{"en", "fr"} {
			if got := ca[id].Value.In(lang); got != want {
				t.Errorf("%s in %s is %q, want %q as it is written", id, lang, got, want)
			}
		}
	}
	if ca["long"].Value.In("en") != "12345678901234567890" || ca["long"].Value.In("fr") != "1_000" || ca["long"].Value.In("es") != "" {
		t.Errorf("long: %v", ca["long"].Value)
	}
	if f := ca["spam"]; f.Kind != FactTel || f.Owner != "007" || f.ReviewBy.String() != "2027-01-15" || f.At.Line != 2 {
		t.Errorf("spam: %+v", f)
	}
	if ca["site"].Label.In("fr") != "B" || ca["half"].Kind != FactText {
		t.Errorf("site: %+v", ca["site"])
	}
}

func TestBadFacts(t *testing.T) {
	_, l := loadTexts(map[string]string{
		"content/facts/ca.yaml":     "a: {valeu: x}\nb: {value: x, kind: phone}\nc: {value: a.example, kind: url}\nd: x\na: {value: y}\n",
		"content/facts/ca.yml":      "e: {value: x}\n",
		"content/facts/mx.yaml":     "a: {value: x}\n",
		"content/facts/old/us.yaml": "\ufeffa: {value: x}\r\nb: {value: [x]}\r\n",
	})
	expect(t, "facts", l, "content/facts/ca.yaml:1:1 missing-key", "content/facts/ca.yaml:1:5 unknown-key", "content/facts/ca.yaml:2:21 fact-kind",
		"content/facts/ca.yaml:3:1 url", "content/facts/ca.yaml:4:1 missing-key", "content/facts/ca.yaml:4:4 wrong-type",
		"content/facts/ca.yaml:5:1 repeated-key", "content/facts/ca.yml:0:0 collision", "content/facts/mx.yaml:0:0 unknown-country",
		"content/facts/old/us.yaml:2:12 wrong-type")
}

func TestStrings(t *testing.T) {
	builtin := fstest.MapFS{"i18n/en.yaml": {Data: []byte("home: Home\nnext: Next\n")}, "templates/page.html": {Data: []byte("a")},
		"templates/home.html": {Data: []byte("b")}, "assets/a.css": {Data: []byte("a")}, "assets/b.css": {Data: []byte("b")}}
	src, l := Load(campaign(map[string]string{"i18n/en.yaml": "home: House\nplural: {one: a}\nwrong: [a]\nodd: {tow: a, other: b}\n",
		"templates/page.html": "c", "assets/a.css": "aa"}), builtin)
	expect(t, "strings", l, "i18n/en.yaml:2:1 plural", "i18n/en.yaml:3:8 wrong-type", "i18n/en.yaml:4:7 unknown-key")
	if en := src.Strings["en"]; en["home"].Forms["other"] != "House" || en["next"].Forms["other"] != "Next" || en["home"].At.Line != 1 {
		t.Errorf("strings lie over the built-in ones key by key: %v", en)
	}
	if p, h := src.Templates["page.html"], src.Templates["home.html"]; p.Text != "c" || p.Builtin || h.Text != "b" || !h.Builtin {
		t.Errorf("templates lie over the built-in ones file by file: %v", src.Templates)
	}
	if want := []string{"assets/a.css", "assets/b.css"}; !slices.Equal(src.Assets, want) {
		t.Errorf("assets %q", src.Assets)
	}
	for name, want := range map[string]string{"assets/a.css": "aa", "assets/b.css": "b"} {
		if b, err := src.ReadFile(name); err != nil || string(b) != want {
			t.Errorf("%s reads %q, %v; want %q", name, b, err, want)
		}
	}
}

// Loading is total: every file's problems are told at once, and the rest is there.
func TestLoadIsTotal(t *testing.T) {
	src, l := loadTexts(map[string]string{
		"content/a.en.md": "---\ntitel: A\n---\n", "content/b.en.md": "\xff", "content/c.en.md": page, "content/d.xx.md": page,
		"content/e.en.md": strings.Repeat("x", maxText+1), "content/facts/us.yaml": "a: [", "i18n/fr.yaml": "a: 'b",
	})
	expect(t, "all", l, "content/a.en.md:2:1 unknown-key", "content/b.en.md:1:1 encoding", "content/d.xx.md:0:0 unknown-language",
		"content/e.en.md:0:0 limit", "content/facts/us.yaml:1:5 yaml", "i18n/fr.yaml:1:6 yaml")
	if len(src.Pages) != 2 {
		t.Errorf("%d pages, want a and c", len(src.Pages))
	}
}

func TestNoCampaign(t *testing.T) {
	for name, text := range map[string]string{"missing": "-", "empty": "", "only comments": "# a\n---\n"} {
		fsys := fstest.MapFS{}
		if text != "-" {
			fsys[ConfigFile] = &fstest.MapFile{Data: []byte(text)}
		}
		src, l := Load(fsys, fstest.MapFS{})
		if src == nil || src.Campaign != nil || len(l) != 1 || l[0].Rule != "missing-config" || l[0].Hint() == "" {
			t.Errorf("%s: %v %v", name, src.Campaign, l)
		}
	}
}

// A file that is there but cannot be read is told, and does not end the reading of the others.
func TestUnreadable(t *testing.T) {
	fsys := campaign(map[string]string{"content/a.en.md": page})
	fsys["content/pipe.en.md"] = &fstest.MapFile{Mode: fs.ModeNamedPipe}
	src, l := Load(fsys, fstest.MapFS{})
	expect(t, "a pipe", l, "content/pipe.en.md:0:0 unreadable")
	if len(src.Pages) != 1 {
		t.Errorf("%d pages", len(src.Pages))
	}
}
