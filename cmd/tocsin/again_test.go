package main

import (
	"bytes"
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"tocsin/internal/record"
)

// repeated is a campaign with its site in a folder of a test's own.
type repeated struct {
	t        *testing.T
	dir, out string
}

func newRepeated(t *testing.T) *repeated {
	c := &repeated{t, t.TempDir(), filepath.Join(t.TempDir(), "site")}
	for name, text := range small["en-fr"] {
		if name == "campaign.yaml" {
			text = smallHead + text
		}
		c.write(name, text)
	}
	for name, text := range map[string]string{
		"content/learn.en.md":       "---\ntitle: Learn\nreview_by: 2026-10-04T18:00\n---\nSee ![A hook](hook.svg) and :fact[phone]. <b>Dropped</b>\n",
		"content/learn.fr.md":       "---\ntitle: Apprendre\n---\nVoir ![Un crochet](hook.svg) et :fact[phone].\n",
		"content/later.en.md":       "---\ntitle: Later\npublish: 2026-10-04T19:00\n---\nLater.\n",
		"content/later.fr.md":       "---\ntitle: Plus tard\n---\nPlus tard.\n",
		"content/hook.svg":          `<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>`,
		"content/facts/ca.yaml":     "phone: {value: 1-888-495-8501, kind: tel}\n",
		"templates/partner.html":    "unused",
		"i18n/fr.yaml":              "skip-link: Passer\n",
		"assets/country-ca.css":     ":root { --accent: #801010; }\n",
		"content/.hidden/forgotten": "nobody reads this",
	} {
		c.write(name, text)
	}
	_ = os.Remove(filepath.Join(c.dir, "templates/partner.html")) // the folder is there
	vouch(c.dir)
	return c
}

func (c *repeated) write(name, text string) {
	c.t.Helper()
	name = filepath.Join(c.dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		c.t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
		c.t.Fatal(err)
	}
}

const noon = "2026-10-04T12:00"

// build builds, and reports whether it went the whole way: only then is the record written anew.
func (c *repeated) build(args ...string) (whole bool, told string) {
	c.t.Helper()
	before := record.Look(filepath.Join(c.dir, ".tocsin", "record"))
	if len(args) == 0 || args[0] != "--at" {
		args = append([]string{"--at", noon}, args...)
	}
	var stdout, stderr bytes.Buffer
	args = append([]string{"build", "--dir", c.dir, "--out", c.out}, args...)
	if code := run(context.Background(), args, &stdout, &stderr); code != exitOK {
		c.t.Fatalf("tocsin %s: exit %d\n%s%s", strings.Join(args, " "), code, &stdout, &stderr)
	}
	return record.Look(filepath.Join(c.dir, ".tocsin", "record")) != before, stdout.String() + stderr.String()
}

// fresh fails the test unless the site is what a build into an empty folder makes.
func (c *repeated) fresh(args ...string) {
	c.t.Helper()
	dir, want := c.t.TempDir(), filepath.Join(c.t.TempDir(), "fresh")
	if err := os.CopyFS(dir, os.DirFS(c.dir)); err != nil { // so that the campaign's own record stays as it is
		c.t.Fatal(err)
	}
	if err := os.RemoveAll(filepath.Join(dir, ".tocsin")); err != nil {
		c.t.Fatal(err)
	}
	if len(args) == 0 || args[0] != "--at" {
		args = append([]string{"--at", noon}, args...)
	}
	args = append([]string{"build", "--quiet", "--dir", dir, "--out", want}, args...)
	var stderr bytes.Buffer
	if code := run(context.Background(), args, &stderr, &stderr); code != exitOK {
		c.t.Fatalf("exit %d\n%s", code, &stderr)
	}
	if out, err := exec.Command("diff", "-r", c.out, want).CombinedOutput(); err != nil {
		c.t.Errorf("the site is not what a build from nothing makes: %v\n%s", err, out)
	}
}

// A build with nothing changed does not touch the site, and says what the first one said.
func TestAgainUntouched(t *testing.T) {
	c := newRepeated(t)
	whole, first := c.build("--format", "json")
	if !whole {
		t.Fatal("the first build left no record")
	}
	site := record.Look(c.out)
	for _, args := range [][]string{{"--format", "json"}, {"--quiet"}, {"--at", "2026-10-04T17:59"}, {"--at", "2026-10-04T12:00-04:00"}} {
		whole, told := c.build(args...)
		if whole {
			t.Errorf("%v: built although nothing had changed", args)
		}
		if got := record.Look(c.out); got != site {
			t.Errorf("%v: the site's folder was touched: %+v, was %+v", args, got, site)
		}
		table, _, _ := strings.Cut(first, c.out) // the line that says how long it took is another
		if got, _, _ := strings.Cut(told, c.out); args[0] == "--format" && got != table {
			t.Errorf("%v: it says\n%s\nand not\n%s", args, got, table)
		}
	}
	for _, format := range []string{"text", "json", "github", "sarif"} {
		_, again := c.build("--quiet", "--format", format)
		_, forced := c.build("--quiet", "--force", "--format", format)
		if again != forced || format == "text" && !strings.Contains(again, "raw-html") {
			t.Errorf("--format %s: again it says\n%s\nand not\n%s", format, again, forced)
		}
	}
	vouched := filepath.Join(c.dir, "content", "index.en.md")
	text, err := os.ReadFile(vouched)
	if err != nil {
		t.Fatal(err)
	}
	c.write("content/index.en.md", string(text)) // saved again, with the same words
	c.write("content/.hidden/forgotten", "still nobody")
	c.write("README.md", "not the site's business")
	if whole, _ := c.build(); whole {
		t.Error("built although the same words were saved again")
	}
}

// Every kind of change leads to a whole build and to the bytes of a fresh one. They come one after the other to one
// campaign. Where there is little time only those are tried that no other resembles.
func TestAgainChanged(t *testing.T) {
	edit := func(name, text string) func(c *repeated) { return func(c *repeated) { c.write(name, text) } }
	remove := func(names ...string) func(c *repeated) {
		return func(c *repeated) {
			for _, name := range names {
				if err := os.Remove(filepath.Join(c.dir, name)); err != nil {
					c.t.Fatal(err)
				}
			}
		}
	}
	in := func(name string, f func(string) error) func(c *repeated) {
		return func(c *repeated) {
			if err := f(filepath.Join(c.out, name)); err != nil {
				c.t.Fatal(err)
			}
		}
	}
	scribble := func(name string) error { return os.WriteFile(name, []byte("by hand"), 0o644) }
	alone := []string{"same size, time set back", "page renamed", "string", "lock", "page comes out", "midnight", "output edited", "folder added", "no site",
		"record damaged"}
	c := newRepeated(t)
	for _, tt := range []struct {
		name   string
		change func(c *repeated)
		args   []string
	}{
		{name: "same size, time set back", change: func(c *repeated) {
			file := filepath.Join(c.dir, "content/learn.en.md")
			info, err := os.Stat(file)
			if err != nil {
				c.t.Fatal(err)
			}
			text, _ := os.ReadFile(file)
			c.write("content/learn.en.md", strings.Replace(string(text), "title: Learn", "title: Earns", 1))
			if err := os.Chtimes(file, info.ModTime(), info.ModTime()); err != nil {
				c.t.Fatal(err)
			}
		}},
		{name: "new page", change: edit("content/new.en.md", "---\ntitle: New\n---\n")},
		{name: "new picture", change: edit("content/new.svg", "<svg/>")},
		{name: "page renamed", change: func(c *repeated) { rename(c, "content/learn.fr.md", "content/apprendre.fr.md") }},
		{name: "new template", change: edit("templates/404.html", "<p>Lost</p>")},
		{name: "string", change: edit("i18n/fr.yaml", "skip-link: Sauter\n")},
		{name: "asset", change: edit("assets/country-ca.css", ":root { --accent: #108010; }\n")},
		{name: "built-in asset", change: edit("assets/icon.svg", `<svg xmlns="http://www.w3.org/2000/svg" width="2" height="2"/>`)},
		{name: "picture", change: edit("content/hook.svg", `<svg xmlns="http://www.w3.org/2000/svg" width="2" height="2"/>`)},
		{name: "fact", change: edit("content/facts/ca.yaml", "phone: {value: 1-888-495-8502, kind: tel}\n")},
		{name: "campaign", change: func(c *repeated) {
			appendTo(c, "campaign.yaml", "feedback: {ca: {en: https://a.example/, fr: https://a.example/}}\n")
		}},
		{name: "lock", change: remove("i18n/translations.lock")},
		{name: "glossary", change: edit("i18n/glossary.yaml", "hook: {en: {approved: [hook]}, fr: {approved: [crochet]}}\n")},
		{name: "precompress", args: []string{"--precompress"}},
		{name: "review overdue", args: []string{"--at", "2026-10-04T18:00"}},
		{name: "page comes out", args: []string{"--at", "2026-10-04T19:00"}},
		{name: "midnight", args: []string{"--at", "2026-10-05"}},
		{name: "midnight in UTC", args: []string{"--at", "2026-10-05T00:00Z"}},
		{name: "clock set back", args: []string{"--at", "2026-10-04T11:59"}},
		{name: "output edited", change: in("index.html", scribble)},
		{name: "output removed", change: in("ca/en/index.html", os.Remove)},
		{name: "output added", change: in("ca/en/added.txt", scribble)},
		{name: "added at the root", change: in("added.txt", scribble)},
		{name: "folder added", change: in("ca/empty", func(name string) error { return os.Mkdir(name, 0o755) })},
		{name: "permissions", change: in("index.html", func(name string) error { return os.Chmod(name, 0o600) })},
		{name: "no site", change: func(c *repeated) { os.RemoveAll(c.out) }},
		{name: "record cut short", change: func(c *repeated) { os.Truncate(filepath.Join(c.dir, ".tocsin/record"), 900) }},
		{name: "record damaged", change: damage},
		{name: "no record", change: remove(".tocsin/record")},
		{name: "removed page", change: remove("content/learn.en.md", "content/apprendre.fr.md")},
		{name: "--force", args: []string{"--force"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if !slices.Contains(alone, tt.name) {
				slow(t)
			}
			if runtime.GOOS == "windows" && tt.name == "permissions" {
				t.Skip("Windows has no such permissions")
			}
			c.t = t
			c.build()
			if whole, _ := c.build(); whole {
				t.Fatal("built although nothing had changed")
			}
			if tt.change != nil {
				tt.change(c)
			}
			if whole, told := c.build(tt.args...); !whole {
				t.Errorf("it takes the site for unchanged:\n%s", told)
			}
			if tt.name == "--force" {
				return
			}
			c.fresh(tt.args...)
			if whole, _ := c.build(tt.args...); whole {
				t.Error("built a second time although nothing had changed")
			}
		})
	}
}

func rename(c *repeated, from, to string) {
	if err := os.Rename(filepath.Join(c.dir, from), filepath.Join(c.dir, to)); err != nil {
		c.t.Fatal(err)
	}
}

func appendTo(c *repeated, name, more string) {
	text, err := os.ReadFile(filepath.Join(c.dir, name))
	if err != nil {
		c.t.Fatal(err)
	}
	c.write(name, string(text)+more)
}

// damage turns one bit of the record over.
func damage(c *repeated) {
	name := filepath.Join(c.dir, ".tocsin", "record")
	data, err := os.ReadFile(name)
	if err != nil {
		c.t.Fatal(err)
	}
	data[len(data)/2] ^= 4
	c.write(".tocsin/record", string(data))
}

// A build that must not leave a record leaves none, and takes none for its own.
func TestAgainNotRecorded(t *testing.T) {
	for name, args := range map[string][]string{"dry run": {"--dry-run"}, "edition": {"--edition", "ca/en"}} {
		c := newRepeated(t)
		if whole, _ := c.build(args...); whole {
			t.Errorf("%s: left a record", name)
		}
	}
}

// Another program, though it be the same to the last byte, builds for itself.
func TestAgainOtherProgram(t *testing.T) {
	self, err := os.Executable()
	if err != nil {
		t.Skip("no program:", err)
	}
	data, err := os.ReadFile(self)
	if err != nil {
		t.Fatal(err)
	}
	c := newRepeated(t)
	name := filepath.Join(t.TempDir(), "tocsin") // what TestMain takes for the command
	look := func() record.Mark { return record.Look(filepath.Join(c.dir, ".tocsin", "record")) }
	var before record.Mark
	for i, wantWhole := range []bool{true, false, true} {
		if wantWhole {
			os.Remove(name)
			if err := os.WriteFile(name, data, 0o755); err != nil {
				t.Fatal(err)
			}
			if err := os.Chtimes(name, time.Time{}, time.Unix(1e9+int64(i), 0)); err != nil {
				t.Fatal(err)
			}
		}
		if out, err := exec.Command(name, "build", "--quiet", "--at", noon, "--dir", c.dir, "--out", c.out).CombinedOutput(); err != nil {
			t.Fatalf("%v\n%s", err, out)
		}
		if whole := look() != before; whole != wantWhole {
			t.Errorf("build %d: whole %t, want %t", i, whole, wantWhole)
		}
		before = look()
	}
}
