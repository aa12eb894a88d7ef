package check

import (
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"tocsin/internal/prose"
	"tocsin/internal/site"
	"tocsin/internal/source"
)

const wordsConfig = `title: {en: T, fr: T, es: T, zh: T, ar: T}
base_url: https://a.example/
source_language: en
countries:
  ca: {name: {en: Canada}, languages: [en, fr, zh, ar, ko], timezone: America/Toronto, missing: omit}
  us: {name: {en: US}, languages: [en, es], timezone: America/New_York, missing: omit}
`

// say runs the rules on words over some files and returns what they say: file:line:column rule.
func say(t *testing.T, files map[string]string) []string {
	t.Helper()
	fsys := fstest.MapFS{"campaign.yaml": {Data: []byte(wordsConfig)}}
	for name, text := range files {
		if strings.HasSuffix(name, ".md") && !strings.HasPrefix(text, "---") {
			text = "---\ntitle: " + name + "\n---\n" + text
		}
		fsys[name] = &fstest.MapFile{Data: []byte(text)}
	}
	builtin := fstest.MapFS{"i18n/en.yaml": {Data: []byte("home: Home\npages: {one: \"{n} page\", other: \"{n} pages\"}\nled: \"To {page}\"\n")},
		"i18n/fr.yaml":        {Data: []byte("home: Accueil\npages: {one: \"{n} page\", many: \"{n} de pages\", other: \"{n} pages\"}\nled: \"Vers {page}\"\n")},
		"templates/page.html": {Data: []byte(`{{.T "home"}}`)}}
	src, diags := source.Load(fsys, builtin)
	for _, d := range diags {
		t.Fatalf("%s:%d: %s", d.File, d.Line, d.Message())
	}
	web, _ := site.Resolve(src, time.Date(2026, 10, 1, 12, 0, 0, 0, time.UTC))
	var out []string
	for _, d := range Silence(Words(web), web).Sorted() {
		out = append(out, fmt.Sprintf("%s:%d:%d %s: %s", d.File, d.Line, d.Column, d.Rule, d.Message()))
	}
	return out
}

// TestSame holds one page against its translation. Want lists the rules with their lines; where it is empty, the two
// say the same, each in its own way, and nothing may be told.
func TestSame(t *testing.T) {
	cases := []struct {
		name, en, tag, other string
		want                 string
	}{
		{"the same", "## A\n\nOne.\n\n- x\n", "fr", "## B\n\nUn.\n\n- y\n", ""},
		{"a heading less", "## A\n\nx\n\n### B\n\ny\n", "fr", "## A\n\nx\n\ny\n", "4 same-headings"},
		{"a heading more", "## A\n\nx\n", "fr", "## A\n\nx\n\n## Z\n", "8 same-headings"},
		{"another level", "## A\n\n### B\n", "fr", "## A\n\n## B\n", "6 same-headings"},
		{"a list item less", "## A\n\n- a\n- b\n", "fr", "## A\n\n- a\n", "6 same-items"},
		{"a list that became a sentence", "- a\n- b\n", "fr", "a et b\n", "2 same-items"},
		{"a table less", "| a | b |\n|---|---|\n| c | d |\n", "fr", "a\n", "2 same-tables"},
		{"an image less", "![A lock](lock.png)\n", "fr", "Texte\n", "2 same-images"},
		{"an image elsewhere", "![A](a.png)\n\n## B\n", "fr", "x\n\n## B\n\n![Le](a.png)\n", ""},
		{"a link less", "See [b](b.en.md).\n", "fr", "Voir b.\n", "4 same-links"},
		{"another link", "See [b](b.en.md).\n", "fr", "Voir [c](c.fr.md).\n", "4 same-links"},
		{"links with other suffixes", "[b](b.en.md) [c](/c/index.md) [d](../content/d.en.md)\n", "fr", "[b](b.md) [c](c/index.fr.md) [d](d.fr.md#ici)\n", ""},
		{"a link twice", "[b](b.en.md) [b](b.en.md)\n", "fr", "[b](b.fr.md)\n", "4 same-links"},
		{"addresses in two languages", "[a](https://www.canada.ca/en/services.html) [b](https://getcybersafe.gc.ca/en) [c](https://x.example/?lang=en)\n", "fr",
			"[a](https://www.canada.ca/fr/services.html) [b](https://pensezcybersecurite.gc.ca/fr) [c](https://x.example/?lang=fr)\n", ""},
		{"another site", "[a](https://www.canada.ca/en/)\n", "fr", "[a](https://canada-ca.example/fr/)\n", "4 same-links"},
		{"another number", "Within 14 days, 1,000.5 or 20 %.\n", "fr", "D’ici 15 jours, 1 000,5 ou 20 %.\n", "4 same-numbers"},
		{"numbers in words", "Take 3 steps in two minutes, 20 times.\n", "fr", "Faites trois étapes en 2 minutes, vingt fois.\n", ""},
		{"numbers as each writes them", "1,234.5 people, $5, 9-1-1, 1.5 million, 1st, the 2nd\n", "fr", "1 234,5 personnes, 5 $, 911, 1,5 million, premier, 2e\n", ""},
		{"day and night", "Call 24/7.\n", "fr", "Appelez 24 heures sur 24, 7 jours sur 7.\n", ""},
		{"times as each writes them", "From 9 a.m. to 1:30 p.m., until noon\n", "fr", "De 9 h à 13 h 30, jusqu’à 12 h\n", ""},
		{"another time", "At 9 a.m.\n", "fr", "À 10 h.\n", "4 same-numbers"},
		{"dates as each writes them", "October 10, 2026; October 1–4; 5 October\n", "fr", "Le 10 octobre 2026, du 1er au 4 octobre, le 5 octobre\n", ""},
		{"another date", "On 10 October.\n", "fr", "Le 12 octobre.\n", "4 same-dates"},
		{"a date in Chinese", "On October 10, 2026.\n", "zh", "2026年10月10日。\n", ""},
		{"a date in Arabic digits", "On 10 October 2026, 14 people.\n", "ar", "في ١٠ أكتوبر ٢٠٢٦، ١٤ شخصًا.\n", ""},
		{"another telephone number", "Call 1-888-495-8501.\n", "fr", "Composez le 1-888-495-8502.\n", "4 same-contacts"},
		{"a telephone number in other groups", "Call 1-888-495-8501.\n", "fr", "Composez le 1 888 495-8501 ou [appelez](tel:+18884958501).\n", ""},
		{"an address of the same office", "Write to hello@a.example.\n", "fr", "Écrivez à bonjour@a.example.\n", ""},
		{"another address", "Write to hello@a.example.\n", "fr", "Écrivez à hello@evil.test.\n", "4 same-contacts"},
		{"a fact less", "At :fact[site].\n", "fr", "Ici.\n", "2 same-facts"},
		{"another fact", "At :fact[site].\n", "fr", "À :fact[phone].\n", "4 same-facts"},
		{"a message less", "::message{id=pause}\n", "fr", "Rien.\n", "2 same-messages"},
		{"still in English", "Read the message before you click on it. It may be from a thief.\n", "fr",
			"Read the message before you click on it. It may be from a thief.\n", "4 untranslated"},
		{"a paragraph still in English", "Read it.\n\nYou should read the message before you click.\n", "fr",
			"Lisez le message avant de cliquer.\n\nYou should read the message before you click.\n", "6 untranslated"},
		{"still in English in Chinese", "You should read the message before you click.\n", "zh", "You should read the message before you click.\n", "4 untranslated"},
		{"still in English in Korean", "You should read the message before you click.\n", "ko", "You should read the message before you click.\n", "4 untranslated"},
		{"an English name", "Ask the Office of the Chief of Police.\n", "fr", "Demandez au « Office of the Chief of Police » de vous aider.\n", ""},
		{"names in a Chinese text", "Use Face ID.\n", "zh", "使用 Face ID 或 Touch ID 登录 Login.gov。\n", ""},
		{"a link that is a name in English", "See [the law of the land and of the sea](https://l.example/).\n\n[the law of the land and of the sea](https://l.example/)\n", "fr",
			"Voir [la loi](https://l.example/).\n\n[the law of the land and of the sea](https://l.example/)\n", ""},
		{"a title in English", "---\ntitle: Privacy policy\n---\nOur privacy policy is short.\n", "fr", "---\ntitle: Privacy policy\n---\nLes règles de confidentialité.\n", "2 same-title"},
		{"a title that is a name", "---\ntitle: Phishing\n---\nThe phishing.\n", "es", "---\ntitle: Phishing\n---\nEl phishing.\n", ""},
		{"only for one country", "Hello.\n\n:::only{country=us}\n## Them\n\n- 99 things\n:::\n", "fr", "Bonjour.\n", ""},
		{"only for its own country", "Hello.\n\n:::only{country=ca}\n## Us\n:::\n", "fr", "Bonjour.\n", "2 same-headings"},
		{"allowed", "## A\n", "fr", "---\ntitle: t\nallow: [{rule: same-headings, reason: one topic less}]\n---\nx\n", ""},
		{"a draft", "## A\n", "fr", "---\ntitle: t\ndraft: true\n---\nx\n", ""},
		{"addresses without files", "[a](/how-to/) and [b](../register)\n", "fr", "[a](/fr/comment/) et [b](../inscription)\n", ""},
		{"a date in words not known here", "On November 5, 2024, at 5 p.m.\n", "ko", "2024년 11월 5일 오후 5시.\n", ""},
		{"code", "Type `sudo 12` here.\n", "fr", "Tapez `sudo 13` ici.\n", ""},
		{"another tool's templates", "{% include a.html text='You should read it before you click' %}\n", "fr", "{% include a.html text='You should read it before you click' %}\n", ""},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			got := say(t, map[string]string{"content/a.en.md": c.en, "content/a." + c.tag + ".md": c.other, "content/index.en.md": "x", "content/index.fr.md": "x",
				"content/facts/ca.yaml": "site: {value: x}\nphone: {value: y}\n", "content/messages/pause.en.md": "x", "content/messages/pause.fr.md": "x",
				"content/index.es.md": "x", "content/index.zh.md": "x", "content/index.ar.md": "x", "content/index.ko.md": "x"})
			var short []string
			for _, line := range got {
				file, rest, _ := strings.Cut(line, ":")
				n, rest, _ := strings.Cut(rest, ":")
				_, rest, _ = strings.Cut(rest, " ")
				rule, _, _ := strings.Cut(rest, ":")
				if strings.HasPrefix(file, "content/a.") {
					short = append(short, n+" "+rule)
				}
			}
			if s := strings.Join(short, ", "); s != c.want {
				t.Errorf("got %s, want %s\n%s", s, c.want, strings.Join(got, "\n"))
			}
		})
	}
}

// An override for one country is what that country's other languages are held against.
func TestSameOverride(t *testing.T) {
	files := map[string]string{"content/a.en.md": "## A\n", "content/a.en-US.md": "## A\n\n## B\n", "content/a.es.md": "## A\n", "content/a.fr.md": "## A\n"}
	got := say(t, files)
	if len(got) != 1 || !strings.HasPrefix(got[0], "content/a.es.md:4:0 same-headings") || !strings.Contains(got[0], "a.en-US.md") {
		t.Errorf("got %q", got)
	}
}

func TestGlossary(t *testing.T) {
	const glossary = `cyber-security:
  en-CA: {approved: cyber security, tolerated: Cybersecurity Month, banned: [cybersecurity], note: two words}
  en-US: {approved: cybersecurity, banned: [cyber security]}
phishing: {fr: {approved: hameçonnage, banned: [phishing]}}
email: {fr-CA: {approved: courriel, banned: [e-mail, mail]}}
`
	cases := []struct{ name, file, text, want string }{
		{"a banned word", "a.fr.md", "Bonjour.\n\nDes e-mails arrivent.\n", "6:5 “e-mails”"},
		{"an elision", "a.fr.md", "Attention à l’e-mail.\n", "4:15 “e-mail”"},
		{"in the title", "a.fr.md", "---\ntitle: Le phishing\n---\n", "2:11 “phishing”"},
		{"beside the approved word", "a.fr.md", "L’hameçonnage (phishing) et le « phishing ».\n", ""},
		{"used after the approved word", "a.fr.md", "L’hameçonnage, ou le phishing.\n", "4:22 “phishing”"},
		{"in an address", "a.fr.md", "Voir mail@a.example, a.example/mail et `mail`.\n", ""},
		{"once a sentence", "a.fr.md", "Un mail, un mail. Un mail.\n", "4:4 “mail”"},
		{"a page for one country", "a.en-CA.md", "On cybersecurity.\n", "4:4 “cybersecurity”"},
		{"a name", "a.en-CA.md", "In Cybersecurity Month.\n", ""},
		{"the other country", "a.en-US.md", "On cyber security.\n", "4:4 “cyber security”"},
		{"a page for both", "a.en.md", "On cybersecurity.\n", "4:4 “cybersecurity”"},
		{"only where it is right", "a.en.md", ":::only{country=us}\ncybersecurity\n:::\n\n:::only{country=ca}\ncyber security\n:::\n", ""},
		{"a page of one country in a shared file", "a.en.md", "---\ntitle: T\ncountries: [us]\n---\ncybersecurity\n", ""},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			var short []string
			for _, line := range say(t, map[string]string{"i18n/glossary.yaml": glossary, "content/" + c.file: c.text}) {
				_, rest, _ := strings.Cut(line, ":")
				at, rest, _ := strings.Cut(rest, " ")
				_, rest, _ = strings.Cut(rest, " write ")
				word, _, _ := strings.Cut(rest, ":")
				short = append(short, at+" "+word)
			}
			if s := strings.Join(short, ", "); s != c.want {
				t.Errorf("got %s, want %s", s, c.want)
			}
		})
	}
}

func TestStringRules(t *testing.T) {
	cases := map[string][]string{
		"i18n/en.yaml=home: House\n":                                              nil,
		"i18n/en.yaml=hoem: House\n":                                              {"i18n/en.yaml:1:1 unused-string"},
		"i18n/fr.yaml=led: \"Vers {pgae}\"\n":                                     {"i18n/fr.yaml:1:1 placeholder", "i18n/fr.yaml:1:1 placeholder"},
		"i18n/fr.yaml=pages: {one: \"Une page\", other: \"{n} pages\"}\n":         {"i18n/fr.yaml:1:1 plural-form"},
		"i18n/ar.yaml=pages: {one: أ, two: ب, other: \"{n} ج\"}\n":                {"i18n/ar.yaml:1:1 plural-form"},
		"i18n/zh.yaml=pages: \"{n} 页\"\n":                                         nil,
		"i18n/en.yaml=pages: {one: \"{n} page\", two: x, other: \"{n} pages\"}\n": {"i18n/en.yaml:1:1 plural-form"},
	}
	for _, c := range slices.Sorted(maps.Keys(cases)) {
		name, text, _ := strings.Cut(c, "=")
		var got []string
		for _, line := range say(t, map[string]string{name: text}) {
			got = append(got, line[:strings.Index(line, ": ")])
		}
		if !slices.Equal(got, cases[c]) {
			t.Errorf("%s\n got %q\nwant %q", c, got, cases[c])
		}
	}
	used := say(t, map[string]string{"i18n/fr.yaml": "mine: x\n", "templates/page.html": `{{.T "mine"}}`, "content/index.en.md": "x"})
	if len(used) != 5 || !strings.Contains(used[0], "missing-string") {
		t.Errorf("a string that a template uses lacks words in ar, en, es, ko and zh: %q", used)
	}
}

func TestLevel(t *testing.T) {
	config := wordsConfig + "reading:\n  en: {level: 8, sentence: 20}\n  fr: 60\n"
	hard := strings.Repeat("Notwithstanding considerable organizational difficulties, administrative authorities continuously investigate extraordinary international circumstances regarding telecommunications infrastructure, and they will do so again and again. ", 6)
	got := say(t, map[string]string{"campaign.yaml": config, "content/a.en.md": hard, "content/b.en.md": strings.Repeat("The cat is on the mat. ", 30)})
	if len(got) != 2 || !strings.Contains(got[0], "2:0 reading-level") || !strings.Contains(got[1], "4:1 long-sentence") {
		t.Errorf("got %q", got)
	}
}

// The goal is the last level that is good enough: advice comes above it for a grade and below it for an ease, never at
// it and never the other way round.
func TestLevelGoal(t *testing.T) {
	texts := map[string]string{
		"en": strings.Repeat("The telephone company asked everybody to change the password before Monday. ", 12),
		"fr": strings.Repeat("La compagnie de téléphone demande à tout le monde de changer son mot de passe avant lundi. ", 12),
		"es": strings.Repeat("La compañía de teléfonos pide a todo el mundo que cambie su contraseña antes del lunes. ", 12),
	}
	for lang, text := range texts {
		var m prose.Measure
		m.Add(text, lang)
		level, ok := m.Level(lang)
		if !ok {
			t.Fatalf("%s: no level", lang)
		}
		goal := int(math.Round(level))
		stricter := goal + 1 // an ease
		if prose.Easier(lang) {
			stricter = goal - 1
		}
		for _, g := range []struct {
			goal int
			told bool
		}{{goal, false}, {stricter, true}, {2*goal - stricter, false}} {
			files := map[string]string{"campaign.yaml": wordsConfig + fmt.Sprintf("reading: {%s: %d}\n", lang, g.goal), "content/a." + lang + ".md": text}
			if lang != "en" {
				files["content/a.en.md"] = text
			}
			told := slices.ContainsFunc(say(t, files), func(line string) bool {
				return strings.HasPrefix(line, "content/a."+lang+".md:") && strings.Contains(line, " reading-level: ")
			})
			if told != g.told {
				t.Errorf("%s: a level of %.2f with a goal of %d: told %t, want %t", lang, level, g.goal, told, g.told)
			}
		}
	}
}
