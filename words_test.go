package tocsin_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"tocsin/internal/rule"
	"tocsin/internal/words"
)

// speakers are the functions whose argument, by its place, is a key of the catalogue, followed by pairs of a hole's name
// and its value where there are any.
var speakers = map[string]int{"T": 0, "N": 0, "say": 0, "Say": 0, "misused": 0, "Problem": 0, "t": 0, "note": 0,
	"refuse": 3, "explain": 3, "plain": 1, "tally": 0}

// made are the keys that are put together while the program runs; an asterisk stands for what is put in.
var made = []string{
	"command.new.*", "verify.*", "status.state.*", "status.what.*", "status.text.*", "status.head.*", "init.*", "tally*",
	"server.refuse-*", "server.explain-*", "server.state-*", "server.kind-*", "server.block-*", "server.error", "server.warning",
}

// ruled are the keys of diagnostics, which the test of the rules looks after, and of what joins words.
func ruled(t *testing.T) map[string]bool {
	t.Helper()
	out := map[string]bool{words.ListOfWords: true, words.ListOfTexts: true, words.ListOr: true, words.DecimalSign: true}
	for _, value := range registered(t) {
		out[value], out[value+".hint"] = true, true
	}
	for _, r := range rule.All() {
		for _, part := range []string{"means", "do", "explain", "example"} {
			out["rule."+r.Name+"."+part] = true
		}
	}
	return out
}

var hole = regexp.MustCompile(`\{([a-z-]+)\}`)

func holes(text string) []string {
	var out []string
	for _, m := range hole.FindAllStringSubmatch(text, -1) {
		out = append(out, m[1])
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// spoken lists the program's files that talk through the catalogue.
func spoken(t *testing.T) []string {
	return slices.DeleteFunc(goFiles(t), func(file string) bool {
		dir := path.Dir(file)
		return strings.HasPrefix(dir, "bench/") || strings.HasPrefix(dir, "internal/") && !slices.Contains([]string{"internal/preview", "internal/status", "internal/publish",
			"internal/pdf", "internal/translate", "internal/rollover", "internal/manifest", "internal/signature", "internal/evidence"}, dir)
	})
}

// What a call says is in the catalogue, and every hole of it is filled.
func TestEveryKeyIsThere(t *testing.T) {
	say := words.In("en")
	for _, file := range spoken(t) {
		fset := token.NewFileSet()
		tree, err := parser.ParseFile(fset, file, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(tree, func(n ast.Node) bool {
			call, ok := n.(*ast.CallExpr)
			if !ok {
				return true
			}
			name := called(call)
			at, ok := speakers[name]
			if !ok || len(call.Args) <= at {
				return true
			}
			key, ok := literalOf(call.Args[at])
			if !ok {
				return true
			}
			if path.Dir(file) == "internal/preview" && !strings.Contains(key, ".") {
				key = "server." + map[string]string{"refuse": "refuse-", "explain": "explain-"}[name] + key
			}
			pattern, ok := say.Pattern(key)
			if !ok {
				t.Errorf("%s: there is no text %q", fset.Position(call.Pos()), key)
				return true
			}
			if !slices.Contains([]string{"T", "N", "say", "Say", "misused", "Problem", "note"}, name) || call.Ellipsis.IsValid() {
				return true
			}
			rest := call.Args[at+1:]
			var filled []string
			if name == "N" && len(rest) > 0 {
				filled, rest = append(filled, "n"), rest[1:]
			}
			for i := 0; i+1 < len(rest); i += 2 {
				hole, _ := literalOf(rest[i])
				filled = append(filled, hole)
			}
			slices.Sort(filled)
			if want := holes(pattern); !slices.Equal(slices.Compact(filled), want) && (name != "N" || slices.Contains(want, "n")) {
				t.Errorf("%s: %q has the holes %v, and %v are filled", fset.Position(call.Pos()), key, want, filled)
			}
			return true
		})
	}
}

// A text that nothing says is one that translators would translate for nobody.
func TestEveryTextIsSaid(t *testing.T) {
	used := ruled(t)
	var rest strings.Builder
	for _, file := range spoken(t) {
		eachLiteral(t, file, func(text string, _ token.Position) { used[text] = true; rest.WriteString(text + "\n") })
	}
	for _, pattern := range []string{"internal/preview/ui/*.html", "internal/preview/ui/*.js"} {
		files, _ := filepath.Glob(pattern)
		for _, file := range files {
			data, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			rest.Write(data)
		}
	}
	for _, key := range words.In("en").Keys() {
		short := strings.TrimPrefix(key, "server.")
		built := slices.ContainsFunc(made, func(form string) bool { return strings.HasPrefix(key, strings.TrimSuffix(form, "*")) })
		if !used[key] && !used[short] && !built && key != "number.group" && !strings.Contains(rest.String(), `"`+key+`"`) &&
			!strings.Contains(rest.String(), `"`+short+`"`) && !strings.Contains(rest.String(), " "+short+":") && !strings.Contains(rest.String(), `=> this.#`+short) {
			t.Errorf("nothing says %q", key)
		}
	}
}

// A text in another language has the holes of the English one, and as many forms of a number.
func TestLanguagesAgree(t *testing.T) {
	for _, lang := range words.Languages() {
		for _, key := range words.In(lang).Keys() {
			theirs, _ := words.In(lang).Pattern(key)
			english, ok := words.In("en").Pattern(key)
			if !slices.Equal(holes(theirs), holes(english)) || strings.Count(theirs, "|") != strings.Count(english, "|") {
				t.Errorf("%s: %q: %q has not the holes and forms of %q (in English: %t)", lang, key, theirs, english, ok)
			}
		}
	}
}

// sentence is what reads as if it were for people: it begins with a letter and has two words one after the other.
var sentence = regexp.MustCompile(`^\p{L}[\p{L}'’,-]*:? \p{L}[\p{L}'’,.-]*`)

// quiet are literals that read like sentences and are none for people: formats, headers, what no user sees.
var quiet = regexp.MustCompile(`^(publish: a bug of Tocsin|tocsin (build|init|new|translate)\b|in-process|Google Chrome|Microsoft Edge|default-src|http: |max-age|no-store|export default|the page that explains|date: |owner: joint|draft: true|text, json, cron|tocsin pdf|noindex|GET, HEAD|Basic realm)`)

// A language is added by adding files to package words: nothing that people read is left in the code.
func TestNothingIsLeftInTheCode(t *testing.T) {
	for _, file := range spoken(t) {
		if dir := path.Dir(file); dir == "internal/translate" || dir == "." {
			continue // its diagnostics are rules'
		}
		eachLiteral(t, file, func(text string, at token.Position) {
			if sentence.MatchString(text) && !quiet.MatchString(text) {
				t.Errorf("%s: %q is for people: give it a key in package words", at, text)
			}
		})
	}
}

// eachLiteral hands over the string literals of a file, but for those of imports and struct tags.
func eachLiteral(t *testing.T, file string, f func(text string, at token.Position)) {
	t.Helper()
	fset := token.NewFileSet()
	tree, err := parser.ParseFile(fset, file, nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	ast.Inspect(tree, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.ImportSpec:
			return false
		case *ast.Field:
			return n.Tag == nil
		case ast.Expr:
			if s, ok := literalOf(n); ok {
				f(s, fset.Position(n.Pos()))
			}
		}
		return true
	})
}

// literalOf returns the value of a string literal.
func literalOf(e ast.Expr) (string, bool) {
	lit, ok := e.(*ast.BasicLit)
	if !ok || lit.Kind != token.STRING {
		return "", false
	}
	s, err := strconv.Unquote(lit.Value)
	return s, err == nil
}

// called returns the name of the function or method that is called.
func called(call *ast.CallExpr) string {
	switch f := call.Fun.(type) {
	case *ast.Ident:
		return f.Name
	case *ast.SelectorExpr:
		return f.Sel.Name
	}
	return ""
}
