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

// Whatever stands where a campaign has YAML, loading ends, every problem lies inside its file, and there are not many
// more than are told.
func FuzzData(f *testing.F) {
	for i, s := range []string{
		config, "", "a: b", "phone: {value: 1, kind: tel, label: {en: A}}", "a: &a [*a]", "a: &a {b: c}\nd: {<<: *a}", "footer: {one: a, other: b}", "t: {en: {approved: a, banned: [b]}}",
		"a: [", "? [a]\n: b", "%TAG ! x\n---\na: b", "--- a\n--- b", "a: !!binary x", "a:\n\tb: c", "\ufeffa: b", strings.Repeat("a: b\n", 200), strings.Repeat("- ", 200), "a: 'b\n", "\x00", "a: \u202eb", "cards: every\nfonts: [a, b]",
	} {
		f.Add([]byte(s), uint8(i))
	}
	names := []string{ConfigFile, "content/facts/ca.yaml", "i18n/en.yaml", GlossaryFile}
	f.Fuzz(func(t *testing.T, text []byte, place uint8) {
		name := names[int(place)%len(names)]
		_, l := loadTexts(map[string]string{name: string(text)})
		lines := bytes.Count(bytes.ReplaceAll(text, []byte("\r"), []byte("\n")), []byte("\n")) + 1
		for _, d := range l {
			if d.File != name || d.Message() == "" || d.Line < 0 || d.Line > lines {
				t.Errorf("%+v lies outside of the file", d)
			}
		}
		if len(l) > maxProblems+len(text)/2+10 {
			t.Errorf("%d problems", len(l))
		}
	})
}

// Whatever stands in a lock, it is read; what was read and is written is read as the same.
func FuzzLock(f *testing.F) {
	for _, s := range []string{"", "# a\n", "content/a.fr.md\t0001\t0123456789ab\tWords\n", "content/a.fr.md\ttitle\t0123456789ab\tA\\tb\n", "<<<<<<< a\n=======\n>>>>>>> b\n", "a\tb\tc\td", "\xff\t0001\t0123456789ab\t\x00\r\n"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		once, l := ParseLock(text)
		for _, d := range l {
			if d.File != LockFile || d.Line < 1 || d.Line > bytes.Count(text, []byte("\n"))+1 {
				t.Errorf("%+v lies outside of the file", d)
			}
		}
		written := once.Bytes()
		again, l := ParseLock(written)
		if len(l) > 0 || !bytes.Equal(again.Bytes(), written) {
			t.Errorf("%q is written as %q, and then %q: %v", text, written, again.Bytes(), l)
		}
	})
}

// Whatever stands in a front matter, editing it ends, and what is written is what would be read.
func FuzzHead(f *testing.F) {
	for _, s := range []string{"---\ntitle: T\n---\nWords\n", "---\ntitle: 'a'\ntopics: [a, b]\n---\n", "---\n{title: a}\n---\n", "no front matter", "---\r\ntitle: a\r\n---\r\n", "---\ntitle: &a b\nsummary: *a\n---\n"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		h, _ := OpenHead("content/a.en.md", text)
		if h == nil {
			return
		}
		for _, k := range h.Keys() {
			if k.Name() == "title" {
				k.Value().Replace("b")
			}
		}
		out, l := h.Write(h.Body())
		if n, _ := l.Count(); n > 0 && out != nil {
			t.Errorf("%q is written with errors: %v", text, l)
		}
		if a := Dissect("content/a.en.md", text); a.Front[1] > len(text) || a.Body > len(text) {
			t.Errorf("%q: %v %d", text, a.Front, a.Body)
		}
	})
}
