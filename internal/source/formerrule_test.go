package source

import (
	"fmt"
	"slices"
	"testing"

	"tocsin/internal/rule"
	"tocsin/internal/words"
)

// A name that a rule had before is taken for the one that it has now, with a warning; a name that no rule ever had is an
// error, with the nearest that one has now.
func TestFormerNamesOfRules(t *testing.T) {
	rules := rule.NewIndex([]rule.Rule{{Name: "raw-html", Former: []string{"html", "tags"}}, {Name: "dead-link"}})
	tests := []struct{ written, taken, told string }{
		{"raw-html", "raw-html", ""},
		{"html", "raw-html", "1:16: warning the rule \"html\" is now called raw-html; write raw-html"},
		{"tags", "raw-html", "1:16: warning the rule \"tags\" is now called raw-html; write raw-html"},
		{"deed-link", "deed-link", "1:16: error there is no rule \"deed-link\", did you mean \"dead-link\"?"},
		{"htlm", "htlm", "1:16: error there is no rule \"htlm\"; `tocsin rules` lists them"},
	}
	for _, test := range tests {
		r := reader{file: "a.md", rules: rules}
		f := r.front([]byte("allow: [{rule: " + test.written + ", reason: a test}]\n"))
		if want := []Allow{{Rule: test.taken, Reason: "a test"}}; !slices.Equal(f.Allow, want) {
			t.Errorf("%s: allowed are %v, want %v", test.written, f.Allow, want)
		}
		told := ""
		for _, d := range r.diags {
			told += fmt.Sprintf("%d:%d: %s %s", d.Line, d.Column, d.Severity, d.Text(words.In("en")))
		}
		if told != test.told {
			t.Errorf("%s:\n got %s\nwant %s", test.written, told, test.told)
		}
	}
}
