package main

import (
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"tocsin/internal/rule"
	"tocsin/internal/words"
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
	for _, name := range rule.Names() {
		if !shown[name] {
			t.Errorf("no script shows the rule %s", name)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(shown)) {
		if _, now, ok := rule.Find(name); !ok || !now {
			t.Errorf("a script shows the rule %s, which the program does not have", name)
		}
	}
}

// Who looks a former name up is told the one that the rule has now, and what it means.
func TestExplainFormerName(t *testing.T) {
	rules := rule.NewIndex([]rule.Rule{{Name: "raw-html", Former: []string{"html"}}})
	tests := []struct{ name, begins, wrong string }{
		{"raw-html", "raw-html ()\n", ""},
		{"html", "the rule \"html\" is now called raw-html; write raw-html\n\nraw-html ()\n", ""},
		{"raw-htm", "", "there is no rule \"raw-htm\", did you mean \"raw-html\"?"},
	}
	for _, test := range tests {
		var out strings.Builder
		err := (&app{stdout: &out}).explain(words.In("en"), rules, test.name)
		if !strings.HasPrefix(out.String(), test.begins) || (err == nil) != (test.wrong == "") || err != nil && err.Error() != test.wrong {
			t.Errorf("%s is explained by %q, %v", test.name, out.String(), err)
		}
	}
}
