package source

import (
	"bufio"
	"os"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

var escapedRune = regexp.MustCompile(`\\u[0-9a-f]{4}|\\U[0-9a-f]{8}`)

// linesOf reads a table of testdata without its remarks.
func linesOf(t *testing.T, name string) []string {
	t.Helper()
	f, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var out []string
	s := bufio.NewScanner(f)
	for s.Scan() {
		if line := s.Text(); line != "" && !strings.HasPrefix(line, "# ") {
			out = append(out, escapedRune.ReplaceAllStringFunc(line, func(e string) string {
				n, _ := strconv.ParseUint(e[2:], 16, 32)
				return string(rune(n))
			}))
		}
	}
	if s.Err() != nil {
		t.Fatal(s.Err())
	}
	return out
}

// anywhere lays a line into every place of a campaign that people write.
func anywhere(line string) map[string]string {
	quoted := "'" + strings.ReplaceAll(line, "'", "''") + "'"
	return map[string]string{
		"content/body.en.md":       "---\ntitle: T\n---\n" + line + "\n",
		"content/title.en.md":      "---\ntitle: " + quoted + "\n---\nWords\n",
		"content/alt.en.md":        "---\ntitle: T\nsummary: " + quoted + "\nimage: {src: a.png, alt: " + quoted + "}\n---\n",
		"content/messages/m.en.md": line + "\n",
		"content/facts/ca.yaml":    "place: {value: " + quoted + "}\n",
		"i18n/en.yaml":             "footer: " + quoted + "\n",
	}
}

// What turns a line, or mixes alphabets that look alike, is told in every place; of lines in the world's languages and of
// several languages in one line nothing is told.
func TestHostileLines(t *testing.T) {
	told, quiet := linesOf(t, "testdata/lines-told.txt"), linesOf(t, "testdata/lines-quiet.txt")
	if len(told) < 60 || len(quiet) < 200 {
		t.Errorf("%d lines to tell and %d to be quiet about", len(told), len(quiet))
	}
	about := func(line string) map[string]string {
		_, l := loadTexts(anywhere(line))
		out := map[string]string{}
		for _, d := range l {
			if d.Rule == "direction" || d.Rule == "mixed-alphabets" {
				out[d.File] = d.Rule
			}
		}
		return out
	}
	for _, row := range told {
		want, line, _ := strings.Cut(row, "\t")
		got := about(line)
		for file := range anywhere(line) {
			if got[file] != want {
				t.Errorf("%q in %s: %q is told, want %q", line, file, got[file], want)
			}
		}
	}
	for _, line := range quiet {
		for file, rule := range about(line) {
			t.Errorf("%q in %s: %s is told", line, file, rule)
		}
	}
}

// A file's name may be turned as well.
func TestHostileNames(t *testing.T) {
	_, l := loadTexts(map[string]string{
		"content/x\u202egpj.en.md": page, "content/a\u202epdf.exe": "x", "assets/b\u2067c.css": "x", "content/\u2067שלום\u2069.en.md": page, "content/пароль.en.md": page,
	})
	expect(t, "names", l, "assets/b\u2067c.css:0:0 direction", "content/a\u202epdf.exe:0:0 direction", "content/x\u202egpj.en.md:0:0 direction")
}
