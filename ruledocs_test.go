package tocsin_test

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"tocsin/internal/rule"
	"tocsin/internal/words"
)

var update = flag.Bool("update", false, "write the tables of rules into docs/writing.md")

// The tables of rules in docs/writing.md are made from the registry: `go test -run TestRuleTables -update .` writes them.
func TestRuleTables(t *testing.T) {
	const file, end = "docs/writing.md", "<!-- end of rules -->"
	was, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	is := string(was)
	for _, f := range rule.Families {
		begin := "<!-- rules: " + string(f) + " -->\n"
		head, rest, ok := strings.Cut(is, begin)
		_, tail, closed := strings.Cut(rest, end)
		if !ok || !closed {
			t.Fatalf("%s has no place for the rules of family %s: %q and %q", file, f, begin, end)
		}
		is = head + begin + ruleTable(f) + end + tail
	}
	switch {
	case is == string(was):
	case *update:
		if err := os.WriteFile(file, []byte(is), 0o644); err != nil {
			t.Fatal(err)
		}
	default:
		t.Errorf("%s does not have the rules as the registry has them: go test -run TestRuleTables -update .", file)
	}
}

func ruleTable(f rule.Family) string {
	english := words.In("en")
	var b strings.Builder
	b.WriteString("| rule | | means | do |\n|---|---|---|---|\n")
	for _, r := range rule.All() {
		if r.Family != f {
			continue
		}
		var how []string
		warnings, errors := r.Severities()
		if errors {
			how = append(how, "error")
		}
		if warnings {
			how = append(how, "warning")
		}
		fmt.Fprintf(&b, "| `%s` | %s | %s | %s |\n", r.Name, strings.Join(how, ", "), english.T("rule."+r.Name+".means"), english.T("rule."+r.Name+".do"))
	}
	return b.String()
}
