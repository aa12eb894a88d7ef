package translate

import (
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"tocsin"
	"tocsin/internal/diag"
	"tocsin/internal/edit"
	"tocsin/internal/site"
	"tocsin/internal/source"
	"tocsin/internal/words"
)

// campaign is a campaign in memory.
type campaign struct {
	t     *testing.T
	files fstest.MapFS
}

func newCampaign(t *testing.T, files map[string]string) *campaign {
	t.Helper()
	c := &campaign{t, fstest.MapFS{}}
	for name, text := range files {
		c.files[name] = &fstest.MapFile{Data: []byte(text)}
	}
	if files[source.ConfigFile] == "" {
		c.set(source.ConfigFile, "title: Ring\nbase_url: https://ring.example/\nsource_language: en\ncountries:\n  ca: {languages: [en, fr], timezone: America/Toronto}\n  us: {languages: [en, es], timezone: America/New_York}\n")
	}
	return c
}

// realSite is a site of a thousand pages that the project keeps beside the repository, for those who have it.
const realSite = "../../../shared/corpora/login-gov"

// thorough reports whether there is time for what takes longer, as in .ci/run.
func thorough() bool { return os.Getenv("TOCSIN_QUALITY") != "" }

// campaignOf reads a campaign from disk. It skips the test where the campaign is not there, or too large for the time
// that there is.
func campaignOf(t *testing.T, dir string) *campaign {
	t.Helper()
	if dir == realSite && !thorough() {
		t.Skip("SKIPPED: this site is large. To run it: .ci/run, or TOCSIN_QUALITY=1 go test ./internal/translate/")
	}
	if _, err := os.Stat(filepath.Join(dir, source.ConfigFile)); err != nil {
		t.Skipf("SKIPPED: there is no campaign in %s: %v", dir, err)
	}
	c := &campaign{t, fstest.MapFS{}}
	err := filepath.WalkDir(dir, func(p string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		rel, _ := filepath.Rel(dir, p)
		rel = filepath.ToSlash(rel)
		top, _, _ := strings.Cut(rel, "/")
		if d.IsDir() || top != "content" && rel != source.ConfigFile && rel != source.LockFile {
			return nil
		}
		b, err := os.ReadFile(p)
		c.files[rel] = &fstest.MapFile{Data: b}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func (c *campaign) set(name, text string)   { c.files[name] = &fstest.MapFile{Data: []byte(text)} }
func (c *campaign) text(name string) string { return string(c.files[name].Data) }

func (c *campaign) edit(name, old, new string) {
	c.t.Helper()
	if strings.Count(c.text(name), old) != 1 {
		c.t.Fatalf("%s holds %q %d times", name, old, strings.Count(c.text(name), old))
	}
	c.set(name, strings.Replace(c.text(name), old, new, 1))
}

func (c *campaign) site() *site.Site {
	c.t.Helper()
	files := maps.Clone(c.files) // what is read must not change behind its back
	src, diags := source.Load(files, tocsin.Files)
	web, d := site.Resolve(src, time.Date(2026, 10, 7, 12, 0, 0, 0, time.UTC))
	for _, d := range append(diags, d...) {
		if d.Severity == diag.Error && d.Rule != "missing-rendition" {
			c.t.Fatalf("%v: %s", d.Pos, d.Message())
		}
	}
	return web
}

// apply puts changes into the campaign and returns the files that differ now.
func (c *campaign) apply(changes []edit.Change) []string {
	var out []string
	for _, ch := range changes {
		was := ""
		if old := c.files[ch.Path]; old != nil {
			was = edit.Digest(old.Data)
		}
		if was != ch.Was {
			c.t.Errorf("the change of %s expects what is not there", ch.Path)
		}
		if was != edit.Digest(ch.Text) {
			out = append(out, ch.Path)
		}
		c.set(ch.Path, string(ch.Text))
	}
	slices.Sort(out)
	return out
}

func (c *campaign) accept() {
	c.t.Helper()
	ch, _, err := Accept(c.site(), Choice{})
	if err != nil {
		c.t.Fatal(err)
	}
	c.apply(ch)
}

func (c *campaign) export(to, version string, more ...string) string {
	c.t.Helper()
	text, _, err := Export(c.site(), words.In("en"), Scope{Choice: Choice{To: []string{to}, Keys: more}}, version)
	if err != nil {
		c.t.Fatal(err)
	}
	return string(text)
}

// take imports a file without an error, and returns the files that differ now.
func (c *campaign) take(text string) ([]string, []Done) {
	c.t.Helper()
	ch, done, diags := Import(c.site(), []File{{"in.xlf", []byte(text)}})
	for _, d := range diags {
		if d.Severity == diag.Error {
			c.t.Fatalf("line %d: %s", d.Line, d.Message())
		}
	}
	return c.apply(ch), done
}

// TestRoundTrip sends every page of the demo, and of a real site if it is there, out and in without change.
func TestRoundTrip(t *testing.T) {
	for _, dir := range []string{"../..", realSite} {
		t.Run(filepath.Base(dir), func(t *testing.T) {
			c := campaignOf(t, dir)
			for _, vouched := range []bool{false, true} {
				if !vouched && !thorough() {
					continue // the vouched one has more to get wrong
				}
				delete(c.files, source.LockFile)
				if vouched {
					c.accept()
				}
				tags := map[string]bool{}
				for _, tr := range c.site().Translations() {
					tags[tr.Tag] = tags[tr.Tag] || tr.File != nil
				}
				for _, tag := range slices.Sorted(maps.Keys(tags)) {
					for _, version := range []string{"2.1", "1.2"} {
						text := c.export(tag, version)
						if changed, _ := c.take(text); len(changed) > 0 {
							t.Errorf("vouched %v, %s, %s: export and import change %v", vouched, tag, version, changed)
						}
					}
				}
			}
		})
	}
}
