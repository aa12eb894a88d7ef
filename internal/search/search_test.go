package search

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"tocsin/internal/site"
	"tocsin/internal/source"
)

const config = `title: {en: Ring, fr: Cloche}
base_url: https://ring.example/
countries:
  ca: {name: {en: Canada}, languages: [en, fr], timezone: America/Toronto, missing: notice}
  us: {languages: [en], timezone: America/New_York, missing: omit}
topics: {phishing: {en: Phishing, fr: Hameçonnage}}
`

// resolve decides a campaign and returns an edition.
func resolve(t testing.TB, code string, files map[string]string) *site.Edition {
	t.Helper()
	fsys := fstest.MapFS{"campaign.yaml": {Data: []byte(config)}, "content/index.en.md": {Data: []byte(page("Home", ""))}, "content/index.fr.md": {Data: []byte(page("Accueil", ""))}}
	for name, text := range files {
		fsys["content/"+name] = &fstest.MapFile{Data: []byte(text)}
	}
	src, l := source.Load(fsys, fstest.MapFS{})
	if n, _ := l.Count(); n > 0 {
		t.Fatalf("reading: %v", l)
	}
	web, _ := site.Resolve(src, time.Date(2026, 10, 7, 16, 0, 0, 0, time.UTC))
	for _, e := range web.Editions {
		if e.Code == code {
			return e
		}
	}
	t.Fatalf("there is no edition %s", code)
	return nil
}

func page(title, body string, front ...string) string {
	return "---\ntitle: " + title + "\n" + strings.Join(append(front, ""), "\n") + "---\n" + body + "\n"
}

// read is what the script makes of an index: the pages' entries, and the terms of the bodies by page address.
func read(t testing.TB, data []byte) (index, map[string][]string) {
	t.Helper()
	var x index
	if err := json.Unmarshal(data, &x); err != nil {
		t.Fatal(err)
	}
	in := map[string][]string{}
	if x.Terms == "" {
		return x, in
	}
	last, lists := "", strings.Split(x.In, " ")
	for i, coded := range strings.Split(x.Terms, " ") {
		keep := strings.IndexByte(digits, coded[0])
		last = string([]rune(last)[:keep]) + coded[1:]
		at, high := -1, 0
		for _, c := range lists[i] {
			if d := strings.IndexRune(upperDigits, c); d >= 0 {
				high = (high + d) * 32
				continue
			}
			at, high = at+high+strings.IndexRune(digits, c)+1, 0
			path := x.Pages[at][0].(string)
			in[path] = append(in[path], last)
		}
	}
	return x, in
}

func TestIndex(t *testing.T) {
	files := map[string]string{
		"learn/a.en.md": page("First title", "Titles need no *foun*dation.\n\n## A heading&nbsp;here {#x}\n\nZebra &lt;b&gt; [quagga](b.en.md) ![Alt of picture](p.png)\n\n"+
			":::only{country=us}\nAmerican words\n\n## American heading\n:::\n\n:::only{country=ca}\nCanadian words\n:::\n\n::message{id=m}\n", "summary: Summary of it", "topics: [phishing]"),
		"learn/b.en.md":      page("Draft", "Secret", "draft: true"),
		"learn/c.en.md":      page("Later", "Embargo", "publish: 2026-10-08"),
		"messages/m.en.md":   "Spoken\n\n::message{id=n}",
		"messages/n.en.md":   "Within",
		"messages/m.fr.md":   "Parole",
		"messages/o.en.md":   "---\npublish: 2026-10-08\n---\nUnspoken",
		"learn/d.fr.md":      page("Titre", "L’hameçonnage, œuvre"),
		"learn/index.en.md":  page("Learn", ""),
		"learn/index.fr.md":  page("Apprendre", ""),
		"learn/p.png":        "x",
		"learn/only.en.md":   page("Canada alone", "Maple", "countries: [ca]"),
		"search-tips.en.md":  page("Tips", "::message{id=o}"),
		"learn/d.en.md.orig": "",
	}
	x, in := read(t, Append(nil, resolve(t, "ca/en", files)))
	want := map[string]string{
		"learn/a/":    "alt canadian foundation need no picture quagga spoken titles within words zebra",
		"learn/d/":    "hameconnage oeuvre",
		"learn/only/": "maple",
	}
	for path, words := range want {
		if got := strings.Join(in[path], " "); got != words {
			t.Errorf("%s is found by %q, want %q", path, got, words)
		}
	}
	entries := map[string]string{}
	for _, e := range x.Pages {
		entries[e[0].(string)] = strings.Trim(fmt.Sprint(e[1:]), "[]")
	}
	learn := slices.IndexFunc(x.Pages, func(e entry) bool { return e[0] == "learn/" })
	for path, want := range map[string]string{
		"":              "Home",
		"learn/":        "Learn",
		"learn/a/":      fmt.Sprintf("First title %d Summary of it  A heading\u00a0here x", learn),
		"learn/d/":      fmt.Sprintf("Titre %d  fr", learn),
		"learn/only/":   fmt.Sprintf("Canada alone %d", learn),
		"search-tips/":  "Tips",
		"search/":       "",
		"learn/b/":      "",
		"learn/draft/":  "",
		"topics/":       "Topics",
		"learn/c/":      "",
		"messages/m/":   "",
		"topics/fishy/": "",
	} {
		if strings.Join(strings.Fields(entries[path]), " ") != strings.Join(strings.Fields(want), " ") {
			t.Errorf("%q is shown as %q, want %q", path, entries[path], want)
		}
	}
	data := string(Append(nil, resolve(t, "us/en", files)))
	for _, word := range []string{"ecret", "mbargo", "nspoken", "anadian", "Maple", "Titre"} {
		if strings.Contains(data, word) {
			t.Errorf("%q is in the index of us/en:\n%s", word, data)
		}
	}
	if !strings.Contains(data, "American heading") {
		t.Error("a heading for one country is not in its index")
	}
}

// A term that stands in what the index shows is not told again, and one that is on most pages is told once.
func TestCommon(t *testing.T) {
	files := map[string]string{}
	for i := range 20 {
		files[fmt.Sprintf("p%02d.en.md", i)] = page(fmt.Sprintf("Title%d", i), fmt.Sprintf("everywhere title%d own%d tenth%d", i, i, i/10))
	}
	x, in := read(t, Append(nil, resolve(t, "us/en", files)))
	if x.Common != "everywhere" {
		t.Errorf("common: %q", x.Common)
	}
	if got := strings.Join(in["p13/"], " "); got != "own13 tenth1" {
		t.Errorf("p13 is found by %q", got)
	}
}

func TestRungs(t *testing.T) {
	many := func(n int, body string) *site.Edition {
		files := map[string]string{}
		for i := range n {
			files[fmt.Sprintf("f/p%05d.en.md", i)] = page("T", body, "summary: S")
		}
		return resolve(t, "us/en", files)
	}
	for _, c := range []struct {
		n    int
		body string
		want Rung
	}{{3, "word\n\n## Head", Words}, {3, "## Head\n\n" + strings.Repeat("word ", maxWords/3+1), Headings}, {maxHeadings, "## Head\n\nword", Summaries}, {maxSummaries, "## Head\n\nword", Titles}} {
		e := many(c.n, c.body)
		x, in := read(t, Append(nil, e))
		var all []string
		for _, v := range x.Pages[len(x.Pages)-1] {
			all = append(all, fmt.Sprint(v))
		}
		got := strings.Join(all, "|")
		words := len(slices.Collect(maps.Keys(in))) > 0
		want := map[Rung]string{Words: "T|1|S||Head|head", Headings: "T|1|S||Head|head", Summaries: "T|1|S", Titles: "T|1"}[c.want]
		if RungOf(e) != c.want || !strings.HasSuffix(got, want) || words != (c.want == Words) {
			t.Errorf("%d pages of %d letters: rung %d, want %d; %q, want …%q; words %t", c.n, len(c.body), RungOf(e), c.want, got, want, words)
		}
	}
	e := many(maxTitles+5, "")
	if got := Pages(e); len(got) != maxTitles || got[0].Kind != site.Home || got[1].Path != "f/" {
		t.Errorf("%d pages, from %q: want the %d least deep", len(got), got[0].Path, maxTitles)
	}
}

// The name must change with whatever the index holds, as caches keep it for ever.
func TestName(t *testing.T) {
	base := map[string]string{"a.en.md": page("A", "words ::message{id=m}\n\n::message{id=m}"), "messages/m.en.md": "said", "b.en.md": page("B", "", "topics: [phishing]")}
	first := Name(resolve(t, "us/en", base), "search.1.js")
	if again := Name(resolve(t, "us/en", base), "search.1.js"); again != first {
		t.Errorf("the same pages have the names %s and %s", first, again)
	}
	if !strings.HasPrefix(first, "search-us-en.") || len(first) != len("search-us-en.12345678.json") {
		t.Errorf("the name is %q", first)
	}
	if Name(resolve(t, "us/en", base), "search.2.js") == first {
		t.Error("another script reads the index under the same name")
	}
	seen := map[string]string{first: "nothing"}
	for what, change := range map[string][2]string{"the title": {"a.en.md", page("Z", "words ::message{id=m}\n\n::message{id=m}")}, "a word": {"a.en.md", page("A", "other ::message{id=m}\n\n::message{id=m}")},
		"a message": {"messages/m.en.md", "told"}, "the slug": {"a.en.md", page("A", "words ::message{id=m}\n\n::message{id=m}", "slug: z")},
		"a page": {"c.en.md", page("C", "")}, "a draft message": {"messages/m.en.md", "---\ndraft: true\n---\nsaid"}, "the topic": {"b.en.md", page("B", "")}} {
		files := maps.Clone(base)
		files[change[0]] = change[1]
		name := Name(resolve(t, "us/en", files), "search.1.js")
		if other, taken := seen[name]; taken {
			t.Errorf("the name does not tell a change of %s from one of %s", what, other)
		}
		seen[name] = what
	}
}

// The bytes for some pages are part of the promise behind Name.
func TestFormat(t *testing.T) {
	got := bytes.TrimSpace(Append(nil, resolve(t, "us/en", map[string]string{"a.en.md": page("A title", "Été words wordy\n\n## Head", "summary: Sum")})))
	const want = `{"pages":[["","Home"],["a/","A title",-1,"Sum","","Head","head"]],"terms":"0ete 0words 4y","in":"1 1 1","common":""}`
	if string(got) != want {
		t.Errorf("format %s is\n%s, want\n%s\nIf it was changed on purpose, change the constant format, and this test.", format, got, want)
	}
}

func BenchmarkIndex(b *testing.B) {
	files := map[string]string{}
	for i := range 300 {
		var body strings.Builder
		for j := range 300 {
			fmt.Fprintf(&body, "word%d é%d ", (i*j)%4001, j%97)
		}
		files[fmt.Sprintf("f%d/p%d.en.md", i%10, i)] = page("A title", body.String(), "summary: Sum")
	}
	e := resolve(b, "us/en", files)
	b.Run("Append", func(b *testing.B) {
		var dst []byte
		for b.Loop() {
			dst = Append(dst[:0], e)
		}
		b.SetBytes(int64(len(dst)))
	})
	b.Run("Name", func(b *testing.B) {
		for b.Loop() {
			Name(e, "x")
		}
	})
}
