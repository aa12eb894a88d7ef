package tocsin_test

import (
	"cmp"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// architecture is where the table of packages stands: what each is for, and which of the program's own packages it
// imports. It is the rule, and this test reads it.
const architecture = "docs/architecture.md"

// row is a line of the table.
type row struct {
	imports []string // the packages' names without internal/
	all     bool     // it may import any
}

// rows reads the table, by the folder of the package: "" for the root, "internal/site".
func rows(t *testing.T) map[string]row {
	t.Helper()
	doc, err := os.ReadFile(architecture)
	if err != nil {
		t.Fatal(err)
	}
	_, table, _ := strings.Cut(string(doc), "\n| package |")
	table, _, _ = strings.Cut(table, "\n\n")
	out := map[string]row{}
	for line := range strings.Lines(table) {
		cells := strings.Split(strings.Trim(strings.TrimSpace(line), "|"), "|")
		name := strings.Split(cells[0], "`")
		if len(cells) != 3 || len(name) < 3 {
			continue // the head of the table, and the line below it
		}
		dir := name[1]
		if dir == "tocsin" {
			dir = ""
		}
		if _, twice := out[dir]; twice {
			t.Errorf("%s has two lines for %s", architecture, name[1])
		}
		switch list := strings.TrimSpace(cells[2]); list {
		case "–":
			out[dir] = row{}
		case "all":
			out[dir] = row{all: true}
		default:
			out[dir] = row{imports: strings.Split(list, ", ")}
		}
	}
	return out
}

// Packages depend on each other in one direction, so that each can be read, tested and changed by itself. The table in
// docs/architecture.md says which; it lists what is there and no more. Tests may import what they like.
func TestImports(t *testing.T) {
	table := rows(t)
	uses := map[string]map[string]bool{}
	for _, file := range goFiles(t) {
		dir := strings.TrimPrefix(path.Dir(file), ".")
		may, known := table[dir]
		if uses[dir] == nil {
			uses[dir] = map[string]bool{}
			if !known {
				t.Errorf("%s: the package is not in the table of %s; give it a line there", cmp.Or(dir, "the root"), architecture)
			}
		}
		for _, p := range imports(t, file) {
			own, ok := strings.CutPrefix(p, "tocsin/")
			name := strings.TrimPrefix(own, "internal/")
			if ok {
				uses[dir][name] = true
			}
			switch {
			case !known || may.all:
			case p == "tocsin" || ok && strings.HasPrefix(own, "cmd/"):
				t.Errorf("%s imports %s: only a command may", file, p)
			case ok && !slices.Contains(may.imports, name):
				t.Errorf("%s imports %s, which %s may not by the table of %s", file, p, dir, architecture)
			}
		}
	}
	for dir, r := range table {
		if uses[dir] == nil {
			t.Errorf("%s has a line for %s, which is no package", architecture, dir)
			continue
		}
		for _, name := range r.imports {
			if !uses[dir][name] {
				t.Errorf("%s lets %s import %s, which it does not: take it out of the line", architecture, dir, name)
			}
		}
	}
	if uses["internal/site"] == nil || uses[""] == nil {
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
		"github.com/nlnwa/whatwg-url": {"internal/address"},
		"github.com/richardlehane":    {"internal/attachment"},
		// For paths of files, requests and the site's own folders; what a reader follows is internal/address's.
		"net/url": {"internal/diag", "internal/evidence", "internal/host", "internal/pdf", "internal/preview", "internal/render", "internal/site", "internal/toolkit"},
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

// writers are the packages that write files, with what they write. A campaign's own files are written by edit alone,
// which makes all of a command's changes or none.
var writers = map[string]string{
	"internal/edit":     "a campaign's own files",
	"internal/evidence": "what a check of a published site that was stopped has found, in the user's cache folder",
	"internal/flock":    "the file that a lock stands for",
	"internal/publish":  "the site",
	"internal/cache":    "what is dear to make, in .tocsin/",
	"internal/memory":   "what was made of each small thing, in .tocsin/",
	"internal/record":   "the record of the last build, in .tocsin/",
	"internal/pdf":      "nothing: a browser's folder, which it removes",
	"internal/profile":  "nothing: the profile that --profile asks for",
	"bench/mutate":      "a copy of the tree, in which it breaks lines",
}

// writing are the calls of package os, and the methods of os.Root, that change files.
var writing = []string{"Chmod", "Chown", "Chtimes", "CopyFS", "Create", "CreateTemp", "Lchown", "Link", "Mkdir", "MkdirAll", "MkdirTemp", "NewFile",
	"OpenFile", "Remove", "RemoveAll", "Rename", "Symlink", "Truncate", "WriteFile"}

// A package that writes is named above. Calls are told by their names, since os.Root's methods have no package before
// them: a method of the same name in a file that imports os is to be named otherwise, or the file here.
func TestOnlyWritersWrite(t *testing.T) {
	found := map[string]bool{}
	for _, file := range goFiles(t) {
		dir := path.Dir(file)
		if !slices.Contains(imports(t, file), "os") || file == "internal/preview/watch.go" { // fsnotify's watcher has a Remove
			continue
		}
		for _, call := range callsOf(t, file, writing) {
			found[dir] = true
			if writers[dir] == "" {
				t.Errorf("%s: only %s may write files; a campaign's own go through internal/edit", call, strings.Join(slices.Sorted(maps.Keys(writers)), ", "))
			}
		}
	}
	if !found["internal/edit"] {
		t.Error("internal/edit writes nothing: this test looks in the wrong way")
	}
}

// callsOf lists the places where a file calls, or passes on, a method or a function of package os with one of the names.
func callsOf(t *testing.T, file string, names []string) []string {
	t.Helper()
	set := token.NewFileSet()
	f, err := parser.ParseFile(set, filepath.FromSlash(file), nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	others := map[string]bool{} // names of packages
	for _, p := range imports(t, file) {
		others[path.Base(p)] = true
	}
	var out []string
	ast.Inspect(f, func(n ast.Node) bool {
		sel, ok := n.(*ast.SelectorExpr)
		if !ok || !slices.Contains(names, sel.Sel.Name) {
			return true
		}
		if x, ok := sel.X.(*ast.Ident); !ok || x.Name == "os" || !others[x.Name] {
			out = append(out, set.Position(sel.Pos()).String()+" "+sel.Sel.Name)
		}
		return true
	})
	return out
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
