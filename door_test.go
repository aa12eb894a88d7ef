package tocsin_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// doors are the readers of formats that others write, by the package and its functions that begin one, and where alone
// they may be called: there the limits stand that hold before the reader begins.
var doors = []struct {
	path  string // of the package
	calls []string
	at    []string // files, or folders with a slash
}{
	{"go.yaml.in/yaml/v4", []string{"Unmarshal", "Load", "NewDecoder", "NewLoader"}, []string{"internal/source/compose.go"}},
	{"encoding/xml", []string{"Unmarshal", "NewDecoder", "NewTokenDecoder"}, []string{"internal/translate/xml.go", "internal/drawing/drawing.go", "internal/attachment/office.go"}},
	{"github.com/yuin/goldmark/parser", []string{"NewParser"}, []string{"internal/markdown/"}},
	{"github.com/yuin/goldmark", []string{"New", "Convert", "DefaultParser"}, nil},
}

// Foreign bytes come in by one door each.
func TestDoors(t *testing.T) {
	used := map[string]bool{}
	for _, name := range goFiles(t) {
		set := token.NewFileSet()
		f, err := parser.ParseFile(set, filepath.FromSlash(name), nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range doors {
			local := localName(f, d.path)
			ast.Inspect(f, func(n ast.Node) bool {
				s, ok := n.(*ast.SelectorExpr)
				if !ok || local == "" || !isNamed(s.X, local) || !slices.Contains(d.calls, s.Sel.Name) {
					return true
				}
				allowed := false
				for _, at := range d.at {
					allowed = allowed || name == at || strings.HasSuffix(at, "/") && strings.HasPrefix(name, at)
				}
				if used[d.path] = used[d.path] || allowed; !allowed {
					t.Errorf("%s: %s.%s reads foreign bytes; ask %q to, where the limits stand", set.Position(s.Pos()), local, s.Sel.Name, d.at)
				}
				return true
			})
		}
	}
	for _, d := range doors {
		if len(d.at) > 0 && !used[d.path] {
			t.Errorf("nothing calls %s any more: take it off the list", d.path)
		}
	}
}

// localName returns by which name a file calls a package that it imports, or "".
func localName(f *ast.File, path string) string {
	for _, i := range f.Imports {
		if strings.Trim(i.Path.Value, `"`) != path {
			continue
		}
		if i.Name != nil {
			return i.Name.Name
		}
		return path[strings.LastIndexByte(path, '/')+1:]
	}
	return ""
}
