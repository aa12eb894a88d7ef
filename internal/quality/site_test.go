package quality_test

import (
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
)

// repo is the repository's root, seen from this folder.
const repo = "../.."

// corpus is a real site that the project keeps beside the repository, for those who have it.
const corpus = repo + "/../shared/corpora/login-gov"

// recipe is a campaign, how it is built, and where its files are served.
type recipe struct {
	name  string
	at    string
	dir   string // the campaign; "" copies this repository's and edits it
	edit  func(*campaign)
	bases []base // every host, the site's own first
	ours  bool   // its words are ours too, so what is asked of templates is asked of them
	demo  bool   // it is this repository's campaign
}

// The sites that every test of this package reads: all of them where there is time, as in .ci/run, else the demo as it
// is and the gallery, which holds everything that a page can.
func recipes() []recipe {
	all := everyRecipe()
	if os.Getenv("TOCSIN_QUALITY") != "" {
		return all
	}
	return slices.DeleteFunc(all, func(r recipe) bool { return r.name != "october" && r.name != "gallery" })
}

func everyRecipe() []recipe {
	october := []base{{"https://october.example/", ""}}
	return []recipe{
		{name: "october", at: "2026-10-07", dir: repo, bases: october, ours: true, demo: true},
		{name: "november", at: "2026-11-21", dir: repo, bases: october, ours: true, demo: true},
		{name: "alert", at: "2026-10-16", dir: repo, bases: october, ours: true, demo: true}, // while one holds
		{name: "path", at: "2026-10-07", bases: []base{{"https://october.example/campaigns/2026/", ""}}, ours: true, demo: true, edit: func(c *campaign) {
			c.replace("campaign.yaml", "base_url: https://october.example/\n", "base_url: https://october.example/campaigns/2026/\n")
			c.replace("content/learn/phishing.en.md", "---\ntitle:", "---\naliases: [learn/fishing, old/fishing.html]\ntitle:")
		}},
		{name: "hosts", at: "2026-10-07", ours: true, demo: true, edit: func(c *campaign) {
			c.replace("campaign.yaml", "    timezone: America/Toronto\n", "    timezone: America/Toronto\n    base_url: {fr: https://octobre.example/en-ligne/}\n")
			c.replace("content/learn/phishing.fr.md", "---\ntitle:", "---\naliases: [apprendre/poissons]\ntitle:")
			c.replace("campaign.yaml", "hosts: [canada.ca, gc.ca, october.example]", "hosts: [canada.ca, gc.ca, october.example, octobre.example]")
		}, bases: []base{{"https://october.example/", ""}, {"https://octobre.example/en-ligne/", "ca/fr/"}}},
		{name: "gallery", at: "2026-10-01T12:00", dir: "testdata/gallery", bases: []base{{"https://gallery.example/", ""}}, ours: true},
		{name: "plain", at: "2026-10-07", bases: october, ours: true, demo: true, edit: func(c *campaign) { c.theme("testdata/plain") }},
		{name: "login-gov", at: "2026-10-07", dir: corpus, bases: []base{{"https://corpus.example/", ""}}},
	}
}

// shop is what tests share: the program and the sites, each made once.
type shop struct {
	folder  string // emptied at the end
	program string
	mu      sync.Mutex
	sites   map[string]*web // nil for what could not be built
}

// shared is made in TestMain and never replaced.
var shared *shop

func TestMain(m *testing.M) {
	folder, err := os.MkdirTemp("", "tocsin-quality-")
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	code := 1
	if program, err := compile(folder); err != nil {
		fmt.Fprintln(os.Stderr, err)
	} else {
		shared = &shop{folder: folder, program: program, sites: map[string]*web{}}
		code = m.Run()
	}
	os.RemoveAll(folder)
	os.Exit(code)
}

// compile builds the command.
func compile(folder string) (string, error) {
	program := filepath.Join(folder, "tocsin.exe")
	cmd := exec.Command("go", "build", "-o", program, "./cmd/tocsin")
	cmd.Dir = repo
	if out, err := cmd.CombinedOutput(); err != nil {
		return "", fmt.Errorf("go build: %w\n%s", err, out)
	}
	return program, nil
}

// eachSite runs a test on every site.
func eachSite(t *testing.T, test func(*testing.T, *web)) {
	for _, r := range recipes() {
		t.Run(r.name, func(t *testing.T) { test(t, site(t, r)) })
	}
}

// named returns the site of one recipe.
func named(t *testing.T, name string) *web {
	t.Helper()
	for _, r := range everyRecipe() {
		if r.name == name {
			return site(t, r)
		}
	}
	t.Fatalf("there is no recipe %q", name)
	return nil
}

// site builds a recipe, or returns what another test has built.
func site(t *testing.T, r recipe) *web {
	t.Helper()
	shared.mu.Lock()
	defer shared.mu.Unlock()
	if w, tried := shared.sites[r.name]; w != nil {
		return w
	} else if tried {
		t.Fatalf("the site %s could not be built: the first failure says why", r.name)
	}
	if r.dir == corpus {
		if _, err := os.Stat(corpus); err != nil {
			t.Skipf("SKIPPED: the real site %s is not on this machine; nothing was tested on it", corpus)
		}
	}
	shared.sites[r.name] = nil
	dir := r.dir
	if dir == "" {
		c := &campaign{t: t, dir: filepath.Join(shared.folder, "campaign-"+r.name)}
		c.copy()
		r.edit(c)
		dir = c.dir
	}
	out := filepath.Join(shared.folder, "site-"+r.name)
	build(t, dir, out, r.at)
	w := crawl(t, out, r)
	shared.sites[r.name] = w
	return w
}

// remember asks for the state of every file that goes into the program and its sites. go test keeps a result for as long
// as the files that a running test asked for are the same; of what the compiler reads it knows nothing.
func remember(t *testing.T) {
	t.Helper()
	for _, name := range []string{"campaign.yaml", "tocsin.go", "go.mod", "assets", "cmd", "content", "i18n", "internal", "templates"} {
		err := filepath.WalkDir(filepath.Join(repo, name), func(path string, _ fs.DirEntry, err error) error {
			if err == nil {
				_, err = os.Stat(path)
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
}

// build runs the command and returns what it said.
func build(t *testing.T, dir, out, at string, more ...string) string {
	t.Helper()
	remember(t)
	said, err := exec.Command(shared.program, append([]string{"build", "--dir", dir, "--out", out, "--at", at}, more...)...).CombinedOutput()
	if err != nil {
		t.Fatalf("tocsin build --dir %s --at %s: %v\n%s", dir, at, err, said)
	}
	return string(said)
}

// campaign is a copy that a test may change.
type campaign struct {
	t   *testing.T
	dir string
}

// copy takes this repository's settings and words; templates, strings and assets are in the program.
func (c *campaign) copy() {
	c.t.Helper()
	if err := os.CopyFS(filepath.Join(c.dir, "content"), os.DirFS(filepath.Join(repo, "content"))); err != nil {
		c.t.Fatal(err)
	}
	settings, err := os.ReadFile(filepath.Join(repo, "campaign.yaml"))
	if err != nil {
		c.t.Fatal(err)
	}
	c.write("campaign.yaml", string(settings))
}

// theme lays a theme's files over the campaign.
func (c *campaign) theme(dir string) {
	c.t.Helper()
	for _, name := range []string{"templates", "assets"} {
		if err := os.CopyFS(filepath.Join(c.dir, name), os.DirFS(filepath.Join(dir, name))); err != nil {
			c.t.Fatal(err)
		}
	}
}

func (c *campaign) write(name, text string) {
	c.t.Helper()
	path := filepath.Join(c.dir, name)
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		c.t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		c.t.Fatal(err)
	}
}

// replace changes the one place where a file says old.
func (c *campaign) replace(name, old, text string) {
	c.t.Helper()
	data, err := os.ReadFile(filepath.Join(c.dir, name))
	if err != nil {
		c.t.Fatal(err)
	}
	if !strings.Contains(string(data), old) {
		c.t.Fatalf("%s no longer holds %q: mend this test's edit", name, old)
	}
	c.write(name, strings.Replace(string(data), old, text, 1))
}

var slugLine = regexp.MustCompile(`(?m)^slug: (\S+)$`)

// TestCorpus holds a real site's output against its files: every page that was written is there, in every language.
func TestCorpus(t *testing.T) {
	w := named(t, "login-gov")
	pages := map[string]int{}
	err := filepath.WalkDir(filepath.Join(corpus, "content"), func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		key, _ := filepath.Rel(filepath.Join(corpus, "content"), strings.TrimSuffix(path, ".md"))
		key, lang, _ := cutLast(filepath.ToSlash(key), ".")
		data, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		if slug := slugLine.FindSubmatch(data); slug != nil {
			folder, _, _ := cutLast("/"+key, "/")
			key = strings.TrimPrefix(folder+"/"+string(slug[1]), "/")
		}
		key = strings.TrimSuffix(strings.TrimSuffix(key, "index"), "/")
		want := strings.ReplaceAll("us/"+lang+"/"+key+"/index.html", "//", "/")
		if w.byPath[want] == nil {
			t.Errorf("%s has no page: there is no %s", path, want)
		}
		pages[lang]++
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, lang := range []string{"en", "es", "fr", "zh"} {
		if pages[lang] != 56 {
			t.Errorf("%d pages in %s, want 56", pages[lang], lang)
		}
		if home := w.byPath["us/"+lang+"/index.html"]; home == nil || home.kind != "home" {
			t.Errorf("us/%s has no home page", lang)
		}
	}
}

// cutLast is strings.Cut at the last separator.
func cutLast(s, sep string) (string, string, bool) {
	if i := strings.LastIndex(s, sep); i >= 0 {
		return s[:i], s[i+len(sep):], true
	}
	return s, "", false
}
