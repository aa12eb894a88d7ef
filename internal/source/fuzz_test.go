package source

import (
	"bytes"
	"strings"
	"testing"

	"tocsin/internal/markdown"
	"tocsin/internal/words"
)

// Whatever stands in a file, reading it ends, and every problem lies inside the file.
func FuzzParseFile(f *testing.F) {
	for _, s := range []string{
		"", "---", "---\n---", "---\ntitle: T\n---\nBody", "\ufeff---\r\ntitle: T\r\n---\r\n", "--- \ntitle: T\n---\n", "---\ntitle: |\n  ---\n---\n",
		"---\ntitle: T\n...\na: b\n---\n", "---\ntitle: a: b\n---\n", "---\nweek: {number: 1, ca: [2026-10-01, 2026-10-02]}\n---\n",
		"---\nevent: {start: 2026-10-06T13:00, end: 2026-10-06 14:00}\n---\n", "---\nparams: &a {b: *a}\n---\n", "---\n? [a]\n: b\n---\n",
		"---\nallow: [{rule: a, reason: b}]\nimage: {src: a}\nmissing: {rule: hold}\n---\n", "---\n!!binary a: !x b\n---\n", "a\xffb\x00", "\xff\xfea",
		"---\ntitle: \"T\n---\n::message{id=a}\n", "\n---\ntitle: T\n---\n", "---\na: [\n---\n", "---\n- a\n---\n", "---\n\x07\n---\n", "---\n<<: {title: T}\n---\n",
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		file, l := parseFile(&File{Path: "content/p.en.md", Key: "p", Tag: "en"}, bytes.Clone(text), []markdown.Typography{markdown.Neutral})
		whole := strings.ReplaceAll(strings.TrimPrefix(string(text), "\ufeff"), "\r\n", "\n")
		if strings.Contains(whole, "\r") {
			t.Skip("a carriage return alone ends a line of Markdown and of YAML, but none of a front matter")
		}
		lines := strings.Split(whole, "\n")
		for _, d := range l {
			switch {
			case d.File != "content/p.en.md" || d.Rule == "" || d.Message() == "":
				t.Errorf("%+v", d)
			case d.Line < 1 || d.Line > len(lines) || d.Column < 1 || d.Column > len(lines[d.Line-1])+1:
				t.Errorf("%d:%d lies outside of the file: %s", d.Line, d.Column, d.Text(words.In("en")))
			}
		}
		if errors, _ := l.Count(); file == nil && errors == 0 {
			t.Error("the file is lost without a word")
		}
		if file != nil && file.Front.Title == "" && len(l) == 0 {
			t.Error("a page without a title is not told")
		}
	})
}
