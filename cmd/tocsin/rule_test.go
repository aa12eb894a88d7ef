package main

import (
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"testing"

	"tocsin/internal/rule"
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
