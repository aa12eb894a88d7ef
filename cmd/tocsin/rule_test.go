package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// TestEveryRuleHasAScript holds the rules that the program can print against those that the scripts expect, so that a
// new rule cannot come without a campaign that shows its words.
func TestEveryRuleHasAScript(t *testing.T) {
	shown := map[string]bool{}
	scripts, err := filepath.Glob("testdata/script/*.txtar")
	if err != nil {
		t.Fatal(err)
	}
	printed := regexp.MustCompile(`(?m): (?:error|warning): .* \[([a-z-]+)\]$`)
	for _, name := range scripts {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range printed.FindAllSubmatch(text, -1) {
			shown[string(m[1])] = true
		}
	}
	rules := rulesOf(t, "../../internal")
	if len(rules) < 40 {
		t.Errorf("found only %d rules in the program: this test looks for them in the wrong way", len(rules))
	}
	for _, rule := range slices.Sorted(maps.Keys(rules)) {
		if !shown[rule] {
			t.Errorf("no script shows the rule %s (%s)", rule, rules[rule])
		}
	}
	for _, rule := range slices.Sorted(maps.Keys(shown)) {
		if rules[rule] == "" {
			t.Errorf("a script shows the rule %s, which the program does not have", rule)
		}
	}
}

var kebab = regexp.MustCompile(`^[a-z]+(-[a-z]+)*$`)

// rulesOf finds every rule under dir with the file that prints it: the second argument of Errorf, of Warnf and of what
// stands in for them, and a Diagnostic's field Rule.
func rulesOf(t *testing.T, dir string) map[string]string {
	rules := map[string]string{}
	note := func(name string, e ast.Expr) {
		if lit, ok := e.(*ast.BasicLit); ok && lit.Kind == token.STRING {
			if s, err := strconv.Unquote(lit.Value); err == nil && kebab.MatchString(s) {
				rules[s] = name
			}
		}
	}
	err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil || filepath.Ext(name) != ".go" || strings.HasSuffix(name, "_test.go") {
			return err
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
		if err != nil {
			return err
		}
		ast.Inspect(file, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.CallExpr:
				if len(n.Args) >= 4 && slices.Contains([]string{"Errorf", "Warnf", "report"}, calledName(n)) {
					note(name, n.Args[1])
				}
			case *ast.KeyValueExpr:
				if key, ok := n.Key.(*ast.Ident); ok && key.Name == "Rule" {
					note(name, n.Value)
				}
			}
			return true
		})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return rules
}

func calledName(call *ast.CallExpr) string {
	switch f := call.Fun.(type) {
	case *ast.SelectorExpr:
		return f.Sel.Name
	case *ast.Ident:
		return f.Name
	}
	return ""
}
