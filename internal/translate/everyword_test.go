package translate

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"tocsin/internal/segment"
	"tocsin/internal/source"
	"tocsin/internal/words"
)

// hostile makes words that Markdown and XML would both like to misread.
func hostile(s string) string {
	return strings.NewReplacer("o", "*o", "e", "e_", "i", "<i", "u", "]u", "n", "&n;", "1", "1.").Replace(s)
}

// reworded gives every unit of a file new words.
func reworded(t *testing.T, text string, words func(string) string) string {
	t.Helper()
	d, err := read("sent.xlf", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	for i := range d.files {
		for j := range d.files[i].units {
			u := &d.files[i].units[j]
			if !u.has {
				u.target, u.has = slices.Clone(u.source), true
			}
			for k := range u.target {
				u.target[k].text = words(u.target[k].text)
			}
			u.state, u.sub = "translated", string(current)
		}
	}
	if d.version == "1.2" {
		return string(write12(d))
	}
	return string(write21(d))
}

// TestEveryWord translates the demo, and a real site if it is there, anew: every segment that there is, and every page
// as if there were none.
func TestEveryWord(t *testing.T) {
	for dir, tag := range map[string]string{"../..": "fr", realSite: "es"} {
		for name, change := range map[string]func(string) string{"plain": pseudo, "hostile": hostile} {
			t.Run(filepath.Base(dir)+" "+name, func(t *testing.T) {
				if name != "hostile" && !thorough() {
					t.Skip("SKIPPED: hostile words say more in the same time. To run it: .ci/run, or TOCSIN_QUALITY=1 go test ./internal/translate/")
				}
				c := campaignOf(t, dir)
				c.accept()
				c.imports(reworded(t, c.export(tag, "2.1"), change))
				for file := range c.files {
					if strings.HasSuffix(file, "."+tag+".md") {
						delete(c.files, file)
					}
				}
				ch, _, err := Export(c.site(), words.In("en"), Scope{Choice: Choice{To: []string{tag}}, Missing: true}, "1.2")
				if err != nil {
					t.Fatal(err)
				}
				c.imports(reworded(t, string(ch), change))
				for _, d := range c.site().StaleRenditions() {
					if d.File.Tag == tag {
						t.Errorf("%s: %v", d.File.Path, kinds(d.Changes))
					}
				}
				c.sameShapes(tag)
			})
		}
	}
}

// imports takes a file in and tells every diagnostic.
func (c *campaign) imports(text string) {
	c.t.Helper()
	ch, _, diags := Import(c.site(), []File{{"in.xlf", []byte(text)}})
	for n, d := range diags {
		if n < 10 {
			c.t.Errorf("%v %d: %s", d.Severity, d.Line, d.Message())
		}
	}
	if ch != nil {
		c.apply(ch)
	}
}

// sameShapes holds every new page against its source: the same kinds of segments, in the same order, with as much markup.
func (c *campaign) sameShapes(tag string) {
	c.t.Helper()
	shape := func(path string) (out []string) {
		for _, s := range source.Dissect(path, c.files[path].Data).Segments {
			codes := ""
			for _, p := range s.Parts {
				if p.Kind != segment.Words {
					codes += " " + string(p.Type)
				}
			}
			out = append(out, s.Field+string(s.Kind)+codes)
		}
		return out
	}
	n := 0
	for _, tr := range c.site().Translations() {
		if tr.File == nil || tr.Tag != tag {
			continue
		}
		n++
		if a, b := strings.Join(shape(tr.From.Path), "\n"), strings.Join(shape(tr.File.Path), "\n"); a != b {
			c.t.Errorf("%s has another shape than its source:\n%s\n\n%s", tr.File.Path, b, a)
		}
	}
	if n == 0 {
		c.t.Error("there is no translation")
	}
}
