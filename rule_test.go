package tocsin_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"maps"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"tocsin/internal/rule"
	"tocsin/internal/words"
)

// Some messages say no more than what another program said, so there is no hint.
var unhinted = []rule.ID{rule.YAMLFrontMatter, rule.UnreadableShown, rule.XLIFFOther}

// literal are names in braces that a campaign.yaml or a template has, and no holes.
var literal = []string{"country", "language", "end"}

// use is a place in the program that names a message or a phrase, or that fills the holes of one it was given.
type use struct {
	at    string // file:line
	dir   string
	name  string // the constant's; "" where a variable holds it
	value string // the constant's
	holes []string
	fills bool // it fills the holes; else the constant goes into a variable
}

// Every message that the program can tell is in the registry, with words whose holes are filled; and nothing in the
// registry is left that no place tells.
func TestMessagesAreRegistered(t *testing.T) {
	constants, uses := registered(t), usesOfRules(t)
	english := words.In("en")
	known := map[rule.ID]bool{}
	for _, r := range rule.All() {
		for _, m := range r.Messages {
			if known[m.ID] || m.ID.Rule() != r.Name {
				t.Errorf("%s stands twice, or under rule %s", m.ID, r.Name)
			}
			known[m.ID] = true
		}
	}
	told := map[string]bool{string(rule.HintNear): true} // of any message, by package diag
	for _, u := range uses {
		told[u.value] = true
		if u.name != "" && u.value == "" {
			t.Errorf("%s: rule.%s is no message and no phrase", u.at, u.name)
		}
	}
	for name, value := range constants {
		switch _, ok := english.Pattern(value); {
		case !ok:
			t.Errorf("rule.%s: %q has no words in internal/words", name, value)
		case !told[value]:
			t.Errorf("rule.%s: nothing tells %q", name, value)
		case !isPhrase(value) && !known[rule.ID(value)]:
			t.Errorf("rule.%s: %q is not in the table of its family", name, value)
		}
	}
	for _, key := range english.Keys() {
		if isPhrase(key) && !slices.Contains(slices.Collect(maps.Values(constants)), key) {
			t.Errorf("internal/words: %q is a phrase that package rule does not name", key)
		}
	}
}

// A call site fills exactly the holes that the sentence and the hint have. Where a message goes through a variable, some
// place in the same package that tells variables fills exactly its holes.
func TestHolesAreFilled(t *testing.T) {
	uses := usesOfRules(t)
	for _, u := range uses {
		if u.name == "" || u.value == "" {
			continue
		}
		want := holesOf(u.value)
		if u.fills {
			if got := filled(u.holes, u.value); !slices.Equal(got, want) {
				t.Errorf("%s: rule.%s has the holes %q, and %q are filled", u.at, u.name, want, got)
			}
			if !isPhrase(u.value) && !hinted(u.value) && !slices.Contains(u.holes, "hint") && !slices.Contains(unhinted, rule.ID(u.value)) {
				t.Errorf("%s: rule.%s has no hint, and none is given here", u.at, u.name)
			}
			continue
		}
		if !slices.ContainsFunc(uses, func(v use) bool {
			return v.dir == u.dir && v.fills && v.name == "" && slices.Equal(filled(v.holes, u.value), want)
		}) {
			t.Errorf("%s: rule.%s has the holes %q, and no place in %s that tells a message of a variable fills just these", u.at, u.name, want, u.dir)
		}
	}
}

// What explains a rule is there for each.
func TestRulesAreExplained(t *testing.T) {
	english := words.In("en")
	for _, r := range rule.All() {
		for _, part := range []string{"means", "do", "explain", "example"} {
			if text, ok := english.Pattern("rule." + r.Name + "." + part); !ok || text == "" {
				t.Errorf("rule.%s.%s: nothing explains the rule", r.Name, part)
			}
		}
		if wrong, mended := r.Example(english); wrong == "" || mended == "" || wrong == mended {
			t.Errorf("rule.%s.example: show wrong lines, a line =>, and the mended ones", r.Name)
		}
	}
}

func isPhrase(value string) bool {
	return strings.HasPrefix(value, "part.") || strings.HasPrefix(value, "hint.")
}

func hinted(value string) bool {
	_, ok := words.In("en").Pattern(value + ".hint")
	return ok
}

// holesOf lists the holes of a message and its hint, or of a phrase, sorted.
func holesOf(value string) []string {
	text, _ := words.In("en").Pattern(value)
	hint, _ := words.In("en").Pattern(value + ".hint")
	out := append(words.HolesIn(text), words.HolesIn(hint)...)
	slices.Sort(out)
	return slices.DeleteFunc(slices.Compact(out), func(h string) bool { return slices.Contains(literal, h) })
}

// filled lists the holes that a place fills, sorted: without those of the hint that every message has, without {message},
// which a sentence round another has, and without n where it only picks the plural.
func filled(holes []string, value string) []string {
	text, _ := words.In("en").Pattern(value)
	out := slices.Clone(holes)
	if slices.Contains(words.HolesIn(text), "message") {
		out = append(out, "message")
	}
	slices.Sort(out)
	return slices.DeleteFunc(out, func(h string) bool {
		own := slices.Contains(holesOf(value), h)
		return (h == "hint" || h == "near" && !own) || h == "n" && !own && strings.Contains(text, "|")
	})
}

// registered returns the constants of package rule that name messages and phrases, by name.
func registered(t *testing.T) map[string]string {
	t.Helper()
	out := map[string]string{}
	files, err := filepath.Glob("internal/rule/*.go")
	if err != nil || len(files) == 0 {
		t.Fatalf("no registry: %v", err)
	}
	for _, name := range files {
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, func(n ast.Node) bool {
			spec, ok := n.(*ast.ValueSpec)
			if !ok || len(spec.Values) != 1 {
				return true
			}
			if kind, ok := spec.Type.(*ast.Ident); ok && (kind.Name == "ID" || kind.Name == "Phrase") {
				out[spec.Names[0].Name] = text(spec.Values[0])
			}
			return true
		})
	}
	return out
}

// usesOfRules finds every place that names a message or a phrase, and every one that fills holes.
func usesOfRules(t *testing.T) []use {
	t.Helper()
	constants := registered(t)
	var out []use
	for _, name := range goFiles(t) {
		if strings.HasPrefix(name, "internal/rule/") || strings.HasPrefix(name, "internal/diag/") {
			continue
		}
		set := token.NewFileSet()
		file, err := parser.ParseFile(set, filepath.FromSlash(name), nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		at := func(n ast.Node) string { return name + ":" + strconv.Itoa(set.Position(n.Pos()).Line) }
		inCall := map[ast.Expr]bool{}
		ast.Inspect(file, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.CallExpr:
				id, pairs := told(n)
				if id == nil {
					return true
				}
				if text(id) != "" {
					t.Errorf("%s: a message is named by a constant of package rule", at(n))
				}
				u := use{at: at(n), dir: path.Dir(name), holes: names(pairs), fills: true}
				if c := constantOf(id); c != "" {
					inCall[id], u.name, u.value = true, c, constants[c]
				}
				if !n.Ellipsis.IsValid() {
					out = append(out, u)
				} else {
					delete(inCall, id)
				}
			case *ast.SelectorExpr:
				if c := constantOf(n); c != "" && !inCall[n] && constants[c] != "" {
					out = append(out, use{at: at(n), dir: path.Dir(name), name: c, value: constants[c]})
				}
			}
			return true
		})
	}
	return out
}

// told takes a call apart that tells a message or makes a phrase: what names it, and what fills its holes.
func told(call *ast.CallExpr) (id ast.Expr, pairs []ast.Expr) {
	name := ""
	var of ast.Expr
	switch f := call.Fun.(type) {
	case *ast.SelectorExpr:
		name, of = f.Sel.Name, f.X
	case *ast.Ident:
		name = f.Name
	}
	switch {
	case name == "With":
		return of, call.Args
	case name == "bad" && len(call.Args) > 0 && constantOf(call.Args[0]) != "":
		return call.Args[0], call.Args[1:]
	case (name == "refuse" || name == "New" && isNamed(of, "diag")) && len(call.Args) > 1:
		return call.Args[1], call.Args[2:]
	case name == "Add" && len(call.Args) > 1 && len(call.Args)%2 == 0:
		return call.Args[1], call.Args[2:]
	}
	return nil, nil
}

// constantOf returns the name of the constant of package rule that an expression is, or "".
func constantOf(e ast.Expr) string {
	if s, ok := e.(*ast.SelectorExpr); ok && isNamed(s.X, "rule") && ast.IsExported(s.Sel.Name) {
		return s.Sel.Name
	}
	return ""
}

func isNamed(e ast.Expr, name string) bool {
	id, ok := e.(*ast.Ident)
	return ok && id.Name == name
}

// names returns the names of the holes in pairs.
func names(pairs []ast.Expr) []string {
	var out []string
	for i := 0; i < len(pairs); i += 2 {
		out = append(out, text(pairs[i]))
	}
	return out
}

// text returns what a string literal says, "" for anything else.
func text(e ast.Expr) string {
	if lit, ok := e.(*ast.BasicLit); ok && lit.Kind == token.STRING {
		if s, err := strconv.Unquote(lit.Value); err == nil {
			return s
		}
	}
	return ""
}

// A message is named by its constant. A string in its place would compile, and say nothing.
func TestMessagesAreConstants(t *testing.T) {
	place := map[string]int{"Add": 1, "New": 1, "bad": 0, "refuse": 1}
	for _, file := range goFiles(t) {
		if !slices.Contains(imports(t, file), "tocsin/internal/rule") {
			continue
		}
		set := token.NewFileSet()
		tree, err := parser.ParseFile(set, filepath.FromSlash(file), nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(tree, func(n ast.Node) bool {
			call, ok := n.(*ast.CallExpr)
			if !ok {
				return true
			}
			if i, ok := place[called(call)]; ok && i < len(call.Args) && text(call.Args[i]) != "" {
				t.Errorf("%s: %q stands where a message of package rule belongs", set.Position(call.Pos()), text(call.Args[i]))
			}
			return true
		})
	}
}
