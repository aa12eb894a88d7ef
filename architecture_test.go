package tocsin_test

import (
	"go/parser"
	"go/token"
	"io/fs"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// allowed says which of the program's own packages each package may import: docs/architecture.md as a table. Package
// diag may be imported by all. Tests may import what they like.
var allowed = map[string][]string{
	"":                   {},
	"internal/diag":      {},
	"internal/locale":    {},
	"internal/words":     {"locale"},
	"internal/feed":      {},
	"internal/parallel":  {},
	"internal/cache":     {},
	"internal/stamp":     {"parallel"},
	"internal/picture":   {},
	"internal/host":      {},
	"internal/markdown":  {},
	"internal/source":    {"markdown", "parallel"},
	"internal/rollover":  {"source"},
	"internal/site":      {"source", "markdown", "locale", "parallel"},
	"internal/search":    {"site", "source", "markdown"},
	"internal/plan":      {"picture", "search", "site", "source", "markdown", "locale", "parallel"},
	"internal/post":      {"markdown", "site", "source"},
	"internal/prose":     {"markdown", "locale"},
	"internal/check":     {"post", "plan", "site", "source", "markdown", "locale", "prose", "parallel"},
	"internal/status":    {"site", "source", "prose"},
	"internal/kit":       {"site", "source", "locale"},
	"internal/render":    {"cache", "picture", "post", "plan", "search", "site", "source", "markdown", "locale", "feed", "host", "kit", "prose"},
	"internal/pdf":       {"cache"},
	"internal/publish":   {"render", "stamp"},
	"internal/translate": {"site", "source", "markdown", "locale"},
	"internal/preview":   {"cache", "source", "site", "plan", "check", "render", "feed", "kit", "markdown", "locale", "translate"},
	"internal/quality":   {},
	"bench/mutate":       {}, // a tool for .ci/run: no part of the program
}

// Packages depend on each other in one direction, so that each can be read, tested and changed by itself.
func TestImports(t *testing.T) {
	seen := map[string]bool{}
	for _, file := range goFiles(t) {
		dir := path.Dir(file)
		if dir == "." {
			dir = ""
		}
		seen[dir] = true
		may, known := allowed[dir]
		if strings.HasPrefix(dir, "cmd/") {
			continue
		}
		if !known {
			t.Errorf("%s: the package is not in the table of this test; add it here and in docs/architecture.md", dir)
			continue
		}
		for _, p := range imports(t, file) {
			own, ok := strings.CutPrefix(p, "tocsin/")
			switch {
			case p == "tocsin" || strings.HasPrefix(own, "cmd/") && ok:
				t.Errorf("%s imports %s: only a command may", file, p)
			case ok && own != "internal/diag" && !slices.Contains(may, strings.TrimPrefix(own, "internal/")):
				t.Errorf("%s imports %s, which %s may not", file, p, dir)
			}
		}
	}
	if !seen["internal/site"] || !seen[""] {
		t.Error("no packages found: is the test run from the repository's root?")
	}
}

// One package sets up goldmark, one reads YAML, one writes files: an edit elsewhere would go round the rules that
// these keep.
func TestLibraries(t *testing.T) {
	only := map[string][]string{
		"github.com/yuin/goldmark":    {"internal/markdown"},
		"go.yaml.in/yaml":             {"internal/source"},
		"github.com/adrg/frontmatter": {"internal/source"},
		"github.com/spf13/cobra":      {"cmd/tocsin"},
		"github.com/chromedp":         {"internal/pdf"},
		"github.com/evanw/esbuild":    {"internal/plan"},
	}
	for _, file := range goFiles(t) {
		for _, p := range imports(t, file) {
			for lib, dirs := range only {
				if (p == lib || strings.HasPrefix(p, lib+"/")) && !slices.Contains(dirs, path.Dir(file)) {
					t.Errorf("%s imports %s, which only %s may", file, p, strings.Join(dirs, ", "))
				}
			}
		}
	}
}

// The house has no drawer for odds and ends.
func TestNoDrawers(t *testing.T) {
	for _, file := range goFiles(t) {
		for part := range strings.SplitSeq(strings.TrimSuffix(file, ".go"), "/") {
			if slices.Contains([]string{"util", "utils", "common", "helper", "helpers", "misc"}, part) {
				t.Errorf("%s: name it for what it does", file)
			}
		}
	}
}

// goFiles lists the program's Go files without tests, slash-separated.
func goFiles(t *testing.T) []string {
	t.Helper()
	var out []string
	err := filepath.WalkDir(".", func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && name != "." && (strings.HasPrefix(d.Name(), ".") || slices.Contains([]string{"testdata", "node_modules", "public"}, d.Name())):
			return fs.SkipDir
		case !d.IsDir() && strings.HasSuffix(name, ".go") && !strings.HasSuffix(name, "_test.go"):
			out = append(out, filepath.ToSlash(name))
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func imports(t *testing.T, file string) []string {
	t.Helper()
	f, err := parser.ParseFile(token.NewFileSet(), filepath.FromSlash(file), nil, parser.ImportsOnly)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, spec := range f.Imports {
		p, err := strconv.Unquote(spec.Path.Value)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, p)
	}
	return out
}
