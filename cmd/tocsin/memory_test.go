package main

import (
	"bytes"
	"context"
	"fmt"
	"io/fs"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
)

// edited is a campaign that changes at random.
type edited struct {
	*rand.Rand
	dir string
	n   int
}

// The campaign has a page of every sort that a build may link: with facts and messages, links to headings, guards, in
// folders, under a notice, with topics, and what is made each time beside them.
func layEdited(t *testing.T, seed uint64) *edited {
	e := &edited{Rand: rand.New(rand.NewPCG(seed, 12)), dir: t.TempDir()}
	e.write("campaign.yaml", "title: {en: Ring, fr: Cloche}\nbase_url: https://ring.example/\nsource_language: en\ncards: folder\ntopics: {one: {en: One, fr: Un}}\ncountries:\n"+
		"  ca: {languages: [en, fr], timezone: America/Toronto, missing: notice}\n  us: {languages: [en], timezone: America/New_York}\n")
	for _, c := range []string{"ca", "us"} {
		e.facts(c)
	}
	e.page("index")
	for _, key := range []string{"learn/index", "learn/a", "learn/b", "learn/deep/c", "news/d", "e", "messages/m", "messages/n"} {
		e.page(key)
	}
	return e
}

func (e *edited) one(words ...string) string { return words[e.IntN(len(words))] }

func (e *edited) write(name, text string) {
	name = filepath.Join(e.dir, filepath.FromSlash(name))
	if os.MkdirAll(filepath.Dir(name), 0o755) != nil || os.WriteFile(name, []byte(text), 0o644) != nil {
		panic(name)
	}
}

func (e *edited) facts(country string) {
	e.n++
	e.write("content/facts/"+country+".yaml", fmt.Sprintf("phone: {value: 1-888-495-%04d, kind: tel, label: {en: Call, fr: Appeler}}\nsite: {value: %s, kind: url}\n", e.n, e.one("https://a.example/x", "https://ring.example/y")))
	e.write("content/facts/regions/ca.yaml", fmt.Sprintf("ca-bc:\n  name: {en: B.C., fr: C.-B.}\n  phone: {value: 1-604-555-%04d, kind: tel, label: {en: Call, fr: Appeler}}\n", e.n))
}

// page writes a page or a message in one language or two.
func (e *edited) page(key string) {
	for _, lang := range []string{"en", "fr"} {
		if lang == "fr" && (e.IntN(4) == 0 && key != "index") {
			_ = os.Remove(filepath.Join(e.dir, "content", key+".fr.md"))
			continue
		}
		e.n++
		var b strings.Builder
		b.WriteString("---\n")
		if strings.HasPrefix(key, "messages/") {
			fmt.Fprintf(&b, "title: Say %d\nowner: %s\n", e.n, e.one("ca", "joint", "us"))
		} else {
			fmt.Fprintf(&b, "title: %s %d\nsummary: S%d\n%s%s%s", key, e.IntN(3), e.IntN(3), e.one("", "weight: 3\n"), e.one("", "topics: [one]\n"), e.one("", "updated: 2026-09-01\n", map[bool]string{true: "", false: "draft: true\n"}[key == "index"]))
		}
		if key == "e" {
			b.WriteString(e.one("", "help:\n  actions:\n    - {fact: phone, text: Call}\n"))
		}
		b.WriteString("---\n")
		up := strings.Repeat("../", strings.Count(key, "/"))
		for range 1 + e.IntN(4) {
			fmt.Fprintf(&b, "Words %d.\n\n", e.n)
			switch e.IntN(7) {
			case 6:
				b.WriteString(":::only{country=ca}\n::facts{name=phone by=region}\n:::\n\n")
			case 0:
				fmt.Fprintf(&b, "## Head %d\n\n", e.IntN(3))
			case 1:
				fmt.Fprintf(&b, "A [link](%s%s.%s.md%s).\n\n", up, e.one("learn/a", "e", "news/d", "learn/deep/c"), lang, e.one("", "#head-1", "#head-2"))
			case 2:
				b.WriteString("Call :fact[phone] or :fact[site].\n\n")
			case 3:
				if key != "messages/m" {
					fmt.Fprintf(&b, "::message{id=%s}\n\n", map[bool]string{true: "m", false: e.one("m", "n")}[key == "messages/n"])
				}
			case 4:
				fmt.Fprintf(&b, ":::only{country=%s}\n## Head %d\n\n:fact[phone]\n:::\n\n", e.one("ca", "us"), e.IntN(3))
			case 5:
				b.WriteString("- [x] done\n\n> [out](https://out.example/)\n\n")
			}
		}
		e.write("content/"+key+"."+lang+".md", b.String())
	}
}

// change changes something of the campaign, or of what the builds before remember; it says what.
func (e *edited) change() string {
	pages := []string{"learn/index", "learn/a", "learn/b", "learn/deep/c", "news/d", "e", "messages/m", "messages/n"}
	path := func(name string) string { return filepath.Join(e.dir, filepath.FromSlash(name)) }
	switch e.IntN(13) {
	case 0, 1, 2:
		key := e.one(pages...)
		e.page(key)
		return "page " + key
	case 3:
		name := "content/" + e.one(pages...) + ".en.md"
		text, _ := os.ReadFile(path(name))
		e.write(name, string(text)+fmt.Sprintf("\nMore %d.\n", e.IntN(100)))
		return "words of " + name
	case 4:
		e.facts(e.one("ca", "us"))
		return "facts"
	case 5:
		e.write("i18n/en.yaml", fmt.Sprintf("note: Note %d\n", e.IntN(3)))
		return "strings"
	case 6:
		e.write("templates/"+e.one("message.html", "footer.html"), "{{define \"message\"}}<div>{{.Content}}</div>{{end}}{{define \"footer\"}}<footer>"+fmt.Sprint(e.IntN(3))+"</footer>{{end}}")
		return "templates"
	case 7:
		text, _ := os.ReadFile(path("campaign.yaml"))
		e.write("campaign.yaml", strings.NewReplacer("missing: notice", "missing: omit", "missing: omit", "missing: notice").Replace(string(text)))
		return "settings"
	case 8:
		name := "content/" + e.one(pages[1:6]...) + ".fr.md"
		_ = os.Rename(path(name), path("content/learn/moved.fr.md"))
		return "rename " + name
	case 9:
		e.write("assets/tokens.css", fmt.Sprintf(":root { --x: %d }\n", e.IntN(3)))
		return "assets"
	case 10:
		_ = os.RemoveAll(path(e.one(".tocsin", ".tocsin/memory", ".tocsin/record", "public")))
		return "forgotten"
	case 11:
		return "damage " + e.damage()
	}
	return "nothing"
}

// damage changes a file of the memory, or of the site.
func (e *edited) damage() string {
	name := e.one(".tocsin/memory/documents", ".tocsin/record", "public/ca/en/e/index.html", "public/ca/en/learn/index.html")
	file := filepath.Join(e.dir, filepath.FromSlash(name))
	data, err := os.ReadFile(file)
	if err != nil || len(data) == 0 {
		return "nothing"
	}
	for range 1 + e.IntN(4) {
		data[e.IntN(len(data))] ^= 1 << e.IntN(8)
	}
	if e.IntN(3) == 0 {
		data = data[:e.IntN(len(data))]
	}
	_ = os.Remove(file) // the site's may be linked
	_ = os.WriteFile(file, data, 0o644)
	return name
}

// said is what a command says, and how it ends, without its times.
func said(t *testing.T, args ...string) string {
	t.Helper()
	var out, talk bytes.Buffer
	code := run(context.Background(), args, &out, &talk)
	var lines []string
	for line := range strings.Lines(talk.String()) {
		if !strings.Contains(line, " files") { // how many are new depends on what was there
			lines = append(lines, line)
		}
	}
	return fmt.Sprintf("%d\n%s%s", code, out.String(), strings.Join(lines, ""))
}

// files reads a site.
func siteFiles(t *testing.T, dir string) map[string]string {
	t.Helper()
	out := map[string]string{}
	err := fs.WalkDir(os.DirFS(dir), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := fs.ReadFile(os.DirFS(dir), name)
		out[name] = string(data)
		return err
	})
	if err != nil && !os.IsNotExist(err) {
		t.Fatal(err)
	}
	return out
}

// Whatever is changed, in whatever order, and whatever becomes of what the builds before remember: a build that remembers
// makes the same site as one that does not, to the last byte, and tells the same; and so does check.
func TestRemembering(t *testing.T) {
	seeds, steps := 1, 4
	if os.Getenv("TOCSIN_QUALITY") != "" {
		seeds, steps = 10, 25
	}
	for seed := range seeds {
		e := layEdited(t, uint64(seed))
		clean := t.TempDir()
		built := 0
		for step := range steps {
			did := ""
			for range 1 + e.IntN(2) {
				did += "; " + e.change()
			}
			args := func(command, dir string, more ...string) []string {
				return append([]string{command, "--dir", dir, "--at", fmt.Sprintf("2026-10-%02dT12:00", 1+step/5), "--quiet"}, more...)
			}
			// The same campaign, where nobody has built before.
			must(t, os.RemoveAll(clean))
			must(t, os.CopyFS(clean, os.DirFS(e.dir)))
			for _, name := range []string{".tocsin", "public"} {
				must(t, os.RemoveAll(filepath.Join(clean, name)))
			}
			before := siteFiles(t, filepath.Join(e.dir, "public"))
			cold, warm := said(t, args("build", clean)...), said(t, args("build", e.dir)...)
			if cold != warm {
				t.Fatalf("seed %d, step %d%s: told\n%s\nwithout memory\n%s", seed, step, did, warm, cold)
			}
			want, got := siteFiles(t, filepath.Join(clean, "public")), siteFiles(t, filepath.Join(e.dir, "public"))
			if !strings.HasPrefix(cold, "0\n") {
				want = before
			} else {
				built++
			}
			for _, name := range slices.Sorted(maps.Keys(want)) {
				if got[name] != want[name] {
					t.Fatalf("seed %d, step %d%s: %s is\n%s\nwithout memory\n%s", seed, step, did, name, got[name], want[name])
				}
			}
			if len(got) != len(want) {
				t.Fatalf("seed %d, step %d%s: %d files, %d without memory", seed, step, did, len(got), len(want))
			}
			if step%3 == 0 {
				if cold, warm := said(t, args("check", clean)...), said(t, args("check", e.dir)...); cold != warm {
					t.Fatalf("seed %d, step %d%s: check tells\n%s\nwithout memory\n%s", seed, step, did, warm, cold)
				}
			}
		}
		if built < steps/3 {
			t.Errorf("seed %d: %d sites in %d steps: the dice are loaded", seed, built, steps)
		}
	}
}

// Two programs that build and check one campaign at once make the site that one makes.
func TestRememberingTwice(t *testing.T) {
	e := layEdited(t, 1)
	args := []string{"--dir", e.dir, "--at", "2026-10-01", "--quiet"}
	said(t, append([]string{"build"}, args...)...)
	for range 2 {
		e.page("learn/a")
		var wg sync.WaitGroup
		for _, command := range []string{"check", "check", "build"} {
			wg.Go(func() { said(t, append([]string{command}, args...)...) })
		}
		wg.Wait()
	}
	said(t, append([]string{"build"}, args...)...)
	got := siteFiles(t, filepath.Join(e.dir, "public"))
	said(t, append([]string{"build", "--force"}, args...)...)
	for name, want := range siteFiles(t, filepath.Join(e.dir, "public")) {
		if got[name] != want {
			t.Errorf("%s is another after --force", name)
		}
	}
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
