package address

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// standardCase is one line of urltestdata.json, the table by which browsers test themselves
// (https://github.com/web-platform-tests/wpt/tree/master/url).
type standardCase struct {
	Input    string
	Base     string // "" for none
	Href     string
	Hostname string
	Failure  bool
}

// standardFile reads one of the tables of web-platform-tests from the module that parses addresses for us, which tests
// itself with them too. Some of the entries are comments.
func standardFile(t testing.TB, name string) []json.RawMessage {
	t.Helper()
	dir, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", "github.com/nlnwa/whatwg-url").Output()
	if err != nil {
		t.Skipf("SKIPPED: %s is read from the source of github.com/nlnwa/whatwg-url, and `go list` does not find that: %v", name, err)
	}
	data, err := os.ReadFile(filepath.Join(strings.TrimSpace(string(dir)), "testdata", name))
	if err != nil {
		t.Skipf("SKIPPED: no %s: %v", name, err)
	}
	var out []json.RawMessage
	if err := json.Unmarshal(data, &out); err != nil {
		t.Fatal(err)
	}
	return out
}

// standardCases reads urltestdata.json.
func standardCases(t testing.TB) []standardCase {
	t.Helper()
	var out []standardCase
	for _, r := range standardFile(t, "urltestdata.json") {
		var c standardCase
		if json.Unmarshal(r, &c) == nil {
			out = append(out, c)
		}
	}
	if len(out) < 800 {
		t.Fatalf("urltestdata.json has %d cases; it was read wrongly", len(out))
	}
	return out
}

// Of what browsers refuse nothing is taken, and what is taken has the form that browsers give it. Taking less is right.
func TestStandard(t *testing.T) {
	taken := 0
	for _, c := range standardCases(t) {
		a, problems := Parse(c.Input, Link)
		if c.Base != "" && !Is(c.Input) || a.IsZero() {
			continue
		}
		scheme, _, _ := cutScheme(c.Input)
		switch {
		case scheme == "":
			continue // it depends on the scheme of the base
		case c.Failure:
			t.Errorf("%q is taken as %s, and browsers refuse it", c.Input, a)
		case a.String() != c.Href || a.IsWeb() && a.Host() != c.Hostname:
			t.Errorf("%q is %s (host %s), and to browsers %s (host %s); %v", c.Input, a, a.Host(), c.Href, c.Hostname, problems)
		}
		taken++
	}
	if taken < 60 {
		t.Errorf("%d cases are taken, which is too few for the test to say anything", taken)
	}
	t.Logf("%d cases are taken", taken)
}
