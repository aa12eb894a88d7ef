package quality_test

import (
	"encoding/json"
	"os/exec"
	"testing"

	"tocsin/internal/host"
)

// evaluator prints what npm's csp_evaluator finds in a policy.
const evaluator = `
const [file, policy] = process.argv.slice(1)
const {CspEvaluator} = require(file), {CspParser} = require(file.replace("evaluator.js", "parser.js"))
console.log(JSON.stringify(new CspEvaluator(new CspParser(policy).csp).evaluate()))
`

// The severities of csp_evaluator from which on it only wonders: below are high, syntax, medium and "high, perhaps".
const wonders = 50

// selfScripts is the one thing that csp_evaluator wonders about: that our own host might serve what an attacker has put
// there. It serves a site's built files alone: no uploads, no JSONP, no framework that runs what it finds in a page.
const selfScripts = "script-src 'self'"

// TestPolicy holds the Content-Security-Policy against npm's csp_evaluator.
func TestPolicy(t *testing.T) {
	slow(t, "Node and npm's csp_evaluator")
	file := module(t, "CSP_EVALUATOR_JS", "csp_evaluator/dist/evaluator.js")
	find := func(policy string) []struct {
		Severity                      int
		Directive, Value, Description string
	} {
		t.Helper()
		out, err := exec.Command(tool(t, "node"), "-e", evaluator, file, policy).CombinedOutput()
		if err != nil {
			t.Fatalf("%v\n%s", err, out)
		}
		var found []struct {
			Severity                      int
			Directive, Value, Description string
		}
		if err := json.Unmarshal(out, &found); err != nil {
			t.Fatalf("%v\n%s", err, out)
		}
		return found
	}
	for _, f := range find(host.Policy) {
		if where := f.Directive + " " + f.Value; f.Severity < wonders || where != selfScripts {
			t.Errorf("%s: %s (severity %d)", where, f.Description, f.Severity)
		}
	}
	// So that this test cannot pass by finding nothing.
	if found := find("script-src 'unsafe-inline' *"); len(found) == 0 || found[0].Severity >= wonders {
		t.Errorf("in a policy that allows everything, csp_evaluator finds %v", found)
	}
}
