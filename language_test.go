package tocsin_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/text/language"
)

// named are the files that may write a language's tag where something is decided, and which, with the reason.
var named = map[string][]string{
	"internal/words/words.go":       {"en", "fr"}, // the languages that the tool itself speaks; English has every text
	"internal/plaintext/table.go":   {"tr", "th"}, // elements of HTML
	"internal/preview/words.go":     {"en"},       // the review server speaks English where it has nothing better
	"internal/source/load.go":       {"en"},       // the theme's words of the interface are whole in English
	"internal/markdown/block.go":    {"th"},       // an element of HTML
	"internal/markdown/heading.go":  {"id"},       // an attribute of HTML
	"internal/preview/copy.go":      {"id"},       // a key of a file
	"internal/address/lookalike.go": {"am"},       // a country's code
	"internal/drawing/place.go":     {"pt"},       // a unit of length
}

// What the program knows of a language stands in the language's own file in internal/locale. Elsewhere nothing is
// decided by a tag that is written out: it asks that package instead.
func TestLanguageRoom(t *testing.T) {
	tags := knownLanguages(t)
	used := map[string]bool{}
	for _, file := range goFiles(t) {
		if path.Dir(file) == "internal/locale" {
			continue
		}
		set := token.NewFileSet()
		f, err := parser.ParseFile(set, filepath.FromSlash(file), nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range decisions(f, tags) {
			if slices.Contains(named[file], d.tag) {
				used[file] = true
				continue
			}
			t.Errorf("%s: something is decided by the language tag %q; ask package locale for what differs, and write it in the language's file there", set.Position(d.at), d.tag)
		}
	}
	for file := range named {
		if !used[file] {
			t.Errorf("%s writes no tag any more: take it off the list", file)
		}
	}
}

// The test above sees a decision in whatever form it is written, and is not taken in by what only looks like one.
func TestDecisions(t *testing.T) {
	tags := knownLanguages(t)
	for _, c := range []struct {
		body string
		want int
	}{
		{`if lang == "fr" {}`, 1},
		{`if "fr" != lang {}`, 1},
		{`if lang == "fr-CA" || base == "zh-Hans" {}`, 2},
		{`switch lang { case "en", "fr": case "es": }`, 3},
		{`_ = slices.Contains([]string{"de", "nl"}, lang)`, 2},
		{`_ = map[string]bool{"de": true}[lang]`, 1},
		{`_ = names["de"]`, 1},
		{`_ = strings.HasPrefix(lang, "fr")`, 1},
		{`const french = "fr"; _ = lang == french`, 1},
		{`switch element { case "td", "th": case "div": }`, 0},
		{`_ = []string{"table", "tr", "td", "th"}`, 0},
		{`if country == "us" {}`, 0},
		{`write("fr")`, 0},
		{`if s == "no way" || s == "x" {}`, 0},
	} {
		f, err := parser.ParseFile(token.NewFileSet(), "x.go", "package x\nfunc f() { "+c.body+" }", 0)
		if err != nil {
			t.Fatal(err)
		}
		if got := decisions(f, tags); len(got) != c.want {
			t.Errorf("%s: %d decisions by a tag are seen, want %d", c.body, len(got), c.want)
		}
	}
}

// decision is a tag written out where something is decided.
type decision struct {
	tag string
	at  token.Pos
}

// decisions finds the tags of languages in comparisons, cases, keys of maps, lists, constants and in what looks for one
// string in another. In a switch or a list most must be tags: elements of HTML (th, tr, id) look like some.
func decisions(f *ast.File, tags map[string]bool) []decision {
	var out []decision
	look := func(all bool, list ...ast.Expr) {
		var found []decision
		literals := 0
		for _, e := range list {
			if lit, ok := e.(*ast.BasicLit); ok && lit.Kind == token.STRING {
				literals++
				if s, err := strconv.Unquote(lit.Value); err == nil && isTag(s, tags) {
					found = append(found, decision{s, lit.Pos()})
				}
			}
		}
		if all || 2*len(found) > literals {
			out = append(out, found...)
		}
	}
	ast.Inspect(f, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.BinaryExpr:
			if n.Op == token.EQL || n.Op == token.NEQ {
				look(true, n.X, n.Y)
			}
		case *ast.SwitchStmt:
			var list []ast.Expr
			for _, c := range n.Body.List {
				list = append(list, c.(*ast.CaseClause).List...)
			}
			look(false, list...)
		case *ast.IndexExpr:
			look(true, n.Index)
		case *ast.CompositeLit:
			var list []ast.Expr
			for _, e := range n.Elts {
				if pair, ok := e.(*ast.KeyValueExpr); ok {
					e = pair.Key
				}
				list = append(list, e)
			}
			look(false, list...)
		case *ast.ValueSpec:
			look(true, n.Values...)
		case *ast.CallExpr:
			if to, ok := n.Fun.(*ast.SelectorExpr); ok && slices.Contains([]string{"HasPrefix", "CutPrefix", "EqualFold"}, to.Sel.Name) {
				look(true, n.Args...)
			}
		}
		return true
	})
	return out
}

// isTag reports whether a string is the tag of a language that has a file, with or without a script and a region.
func isTag(s string, tags map[string]bool) bool {
	base, rest, more := strings.Cut(s, "-")
	if !tags[base] {
		return false
	}
	_, err := language.Parse(s)
	return !more || rest != "" && err == nil
}

// knownLanguages are the codes in the table of internal/locale.
func knownLanguages(t *testing.T) map[string]bool {
	t.Helper()
	f, err := parser.ParseFile(token.NewFileSet(), filepath.Join("internal", "locale", "table.go"), nil, parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]bool{}
	ast.Inspect(f, func(n ast.Node) bool {
		if row, ok := n.(*ast.CompositeLit); ok && len(row.Elts) == 2 {
			if lit, ok := row.Elts[0].(*ast.BasicLit); ok && lit.Kind == token.STRING {
				if s, err := strconv.Unquote(lit.Value); err == nil {
					out[s] = true
				}
			}
		}
		return true
	})
	if len(out) < 50 || !out["fr"] || !out["zh"] {
		t.Fatalf("%d languages are found in the table of internal/locale; has it another form?", len(out))
	}
	return out
}
