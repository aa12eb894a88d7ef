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

var update = flag.Bool("update", false, "write the rules into docs/writing.md and docs/rules.md")

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
	held(t, file, string(was), is)
	const all = "docs/rules.md"
	was, _ = os.ReadFile(all) // not there before the first -update
	held(t, all, string(was), rulesPage())
}

// held tells that a file is not as the registry has it, or writes it.
func held(t *testing.T, file, was, is string) {
	t.Helper()
	switch {
	case is == was:
	case *update:
		if err := os.WriteFile(file, []byte(is), 0o644); err != nil {
			t.Fatal(err)
		}
	default:
		t.Errorf("%s does not have the rules as the registry has them: go test -run TestRuleTables -update .", file)
	}
}

// rulesPage is docs/rules.md: every rule with its explanation and its example.
func rulesPage() string {
	english := words.In("en")
	var b strings.Builder
	b.WriteString(rulesHead)
	for _, f := range rule.Families {
		fmt.Fprintf(&b, "\n## %s\n", familyTitles[f])
		for _, r := range rule.All() {
			if r.Family != f {
				continue
			}
			wrong, mended := r.Example(english)
			fmt.Fprintf(&b, "\n### %s\n\n*%s*: %s.\n\n%s\n\n%s\n\n", r.Name, strings.Join(severities(r), ", "),
				strings.TrimSuffix(linked(english.T("rule."+r.Name+".means")), "."), linked(english.T("rule."+r.Name+".explain")),
				linked(english.T("rule.to-do", "do", english.T("rule."+r.Name+".do")))+".")
			fmt.Fprintf(&b, "%s\n\n````text\n%s\n````\n\n%s\n\n````text\n%s\n````\n", english.T("rule.wrong"), wrong, english.T("rule.mended"), mended)
		}
	}
	return b.String()
}

const rulesHead = `# Rules

What Tocsin may find wrong in a campaign: for each rule why it is there, and an example with its mending. ` + "`tocsin explain RULE`" + `
says the same, and lists every sentence that the rule has. An error stops the build and nothing is written; a warning is
mended in the output and told. A page can silence a warning with ` + "`allow`" + ` in its
front matter, and a reason: see [writing.md](writing.md).

This page is made from the program: ` + "`go test -run TestRuleTables -update .`" + ` writes it.
`

var familyTitles = map[rule.Family]string{
	rule.Writing:   "Words, links and pictures",
	rule.Directive: "Directives, messages and facts",
	rule.Language:  "Languages, dates and places",
	rule.Rendition: "A page beside its translations",
	rule.Setting:   "Settings, templates and files",
}

// linked makes a link within docs/writing.md, where the tables stand, one from beside it.
func linked(text string) string { return strings.ReplaceAll(text, "](#", "](writing.md#") }

func ruleTable(f rule.Family) string {
	english := words.In("en")
	var b strings.Builder
	b.WriteString("| rule | | means | do |\n|---|---|---|---|\n")
	for _, r := range rule.All() {
		if r.Family != f {
			continue
		}
		fmt.Fprintf(&b, "| `%s` | %s | %s | %s |\n", r.Name, strings.Join(severities(r), ", "), english.T("rule."+r.Name+".means"), english.T("rule."+r.Name+".do"))
	}
	return b.String()
}

func severities(r rule.Rule) []string {
	var how []string
	warnings, errors := r.Severities()
	if errors {
		how = append(how, "error")
	}
	if warnings {
		how = append(how, "warning")
	}
	return how
}
