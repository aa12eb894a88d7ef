package translate

import (
	"slices"
	"strings"
	"testing"

	"tocsin/internal/source"
)

// FuzzImport feeds in files that nobody should send: nothing may panic, nothing but the rendition and the lock may be
// written, and what is written must read back with the source's placeholders.
func FuzzImport(f *testing.F) {
	t := &testing.T{}
	c := pageCampaign(t)
	c.edit(enPath, "## Why", "## Why now")
	c.edit(enPath, "It is *late*.", "It is *late*.\n\nGo **home**.")
	for _, version := range []string{"2.1", "1.2"} {
		sent := c.export("fr", version, "learn/page")
		f.Add(sent)
		f.Add(translated(t, sent))
		f.Add(okapi21(sent))
		f.Add(okapi12(sent))
		f.Add(omegat(sent))
		f.Add(strings.ReplaceAll(translated(t, sent), "ô", "*[`<&amp;\n# |"))
	}
	f.Add("<!DOCTYPE x [<!ENTITY a \"b\">]><xliff>&a;</xliff>")
	f.Add(`<xliff xmlns="` + space21 + `" version="2.1" srcLang="en" trgLang="fr"><file id="f" original="` + enPath + `"><unit id="s0004.x"><segment><source/><target><cp hex="0"/></target></segment></unit></file></xliff>`)
	web := c.site()
	f.Fuzz(func(t *testing.T, text string) {
		ch, _, diags := Import(web, []File{{"in.xlf", []byte(text)}})
		n, _ := diags.Count()
		if n > 0 && ch != nil {
			t.Fatalf("%d errors, and changes %v", n, ch)
		}
		for _, change := range ch {
			name := change.Path
			if !slices.Contains([]string{frPath, source.LockFile, "content/index.fr.md", "content/learn/other.fr.md", "content/index.es.md", "content/learn/other.es.md", "content/learn/page.es.md"}, name) {
				t.Fatalf("%s would be written", name)
			}
			if name == source.LockFile {
				if _, diags := source.ParseLock(change.Text); len(diags) > 0 {
					t.Fatalf("the lock cannot be read back: %v", diags)
				}
				continue
			}
			if len(source.Dissect(name, change.Text).Segments) == 0 {
				t.Fatalf("%s has no words left:\n%s", name, change.Text)
			}
		}
	})
}
