package quality_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// A block of docs/themes.md: a file with its name above it, or commands.
var docBlock = regexp.MustCompile("(?m)(?:^`([^`\n]+)`:\n\n)?^```\\w*\n((?s:.*?))^```$")

// TestThemesDoc does what docs/themes.md says, word for word, each way in a campaign of its own.
func TestThemesDoc(t *testing.T) {
	slow(t, "time: it builds three sites")
	doc := string(mustRead(t, filepath.Join(repo, "docs", "themes.md")))
	begin, rest, ok := strings.Cut(doc, "\n## ")
	if !ok {
		t.Fatal("docs/themes.md has no sections")
	}
	holds := map[string][]string{ // what the site then shows, by the section's number
		"1": {"assets/site.*.css", "--paper: #ffffff", "[data-country=ca]{--country: #0a5c36"},
		"2": {"ca/fr/404.html", "Il n’y a rien ici"},
		"3": {"ca/fr/index.html", "<main"},
	}
	steps := 0
	for section := range strings.SplitSeq(rest, "\n## ") {
		name, _, numbered := strings.Cut(section, ". ")
		want, known := holds[name]
		if !numbered || !known {
			continue
		}
		t.Run(name, func(t *testing.T) {
			top := t.TempDir()
			n := follow(t, top, begin) + follow(t, top, section)
			steps += n
			out := filepath.Join(top, "site")
			said := build(t, filepath.Join(top, "october"), out, "2026-10-07")
			if strings.Contains(said, "[template]") || strings.Contains(said, "[asset]") {
				t.Errorf("the build complains:\n%s", said)
			}
			found, err := filepath.Glob(filepath.Join(out, filepath.FromSlash(want[0])))
			if err != nil || len(found) != 1 {
				t.Fatalf("%s: %q, %v", want[0], found, err)
			}
			text := string(mustRead(t, found[0]))
			at := 0
			for _, w := range want[1:] { // in this order
				i := strings.Index(text[at:], w)
				if i < 0 {
					t.Fatalf("%s does not hold %q where it should:\n%.2000s", want[0], w, text)
				}
				at += i
			}
		})
		delete(holds, name)
	}
	if len(holds) > 0 || steps < 11 {
		t.Errorf("%d steps; sections that were not found: %v", steps, holds)
	}
}

// follow does what the blocks of a text say and returns how many things that were.
func follow(t *testing.T, top, text string) int {
	t.Helper()
	n := 0
	dir := filepath.Join(top, "october")
	for _, m := range docBlock.FindAllStringSubmatch(text, -1) {
		if m[1] != "" {
			c := &campaign{t: t, dir: dir}
			c.write(filepath.FromSlash(m[1]), m[2])
			n++
			continue
		}
		for line := range strings.Lines(m[2]) {
			args := strings.Fields(line)
			if args[0] != "tocsin" || args[1] == "serve" {
				continue // cd, and what does not end
			}
			cmd := exec.Command(shared.program, args[1:]...)
			cmd.Dir = dir
			if _, err := os.Stat(dir); err != nil {
				cmd.Dir = top
			}
			if out, err := cmd.CombinedOutput(); err != nil {
				t.Fatalf("%s: %v\n%s", strings.TrimSpace(line), err, out)
			}
			n++
		}
	}
	return n
}
