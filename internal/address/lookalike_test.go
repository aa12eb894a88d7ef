package address

import (
	"bufio"
	"os"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// What can be taken for another host is told or refused, each in words; and of some two hundred hosts in the world's
// languages, written in their own letters and in ASCII, nothing is said.
func TestLookalike(t *testing.T) {
	told := lines(t, "testdata/hosts-told.txt")
	for _, line := range told {
		want, text, ok := strings.Cut(line, "\t")
		if !ok {
			t.Fatalf("%q has no tab", line)
		}
		a, problems := Parse(text, Link)
		got := "quiet"
		switch {
		case a.IsZero():
			got = "refused"
		case len(problems) > 0:
			got = "told"
		}
		if got != want {
			t.Errorf("%q is %s, want %s; %q, %v", text, got, want, a.DisplayHost(), problems)
		}
	}
	quiet := lines(t, "testdata/hosts-quiet.txt")
	for _, text := range quiet {
		a, problems := Parse(text, Link)
		if a.IsZero() || len(problems) > 0 {
			t.Errorf("%s: %v", text, problems)
			continue
		}
		if again, problems := Parse(a.String(), Link); again.String() != a.String() || len(problems) > 0 || again.DisplayHost() != a.DisplayHost() {
			t.Errorf("%s in its normal form %s is %s, shown %s; %v", text, a, again, again.DisplayHost(), problems)
		}
	}
	if len(told) < 60 || len(quiet) < 200 {
		t.Errorf("%d lines to tell and %d to be quiet about", len(told), len(quiet))
	}
}

// A host that can be taken for another is shown in both of its forms.
func TestDisplayHost(t *testing.T) {
	for in, want := range map[string]string{
		"https://québec.ca/":             "québec.ca",
		"https://xn--qubec-csa.ca/":      "québec.ca",
		"https://аррӏе.com/":             "xn--80ak6aa92e.com (аррӏе.com)",
		"https://www.אבג.דהו.com/":       "www.xn--4dbcd.xn--7dbcd.com (www.אבג.דהו.com)",
		"https://[::ffff:192.168.1.1]:1": "[::ffff:c0a8:101]",
	} {
		if a, problems := Parse(in, Link); a.DisplayHost() != want {
			t.Errorf("%s is shown as %q, want %q; %v", in, a.DisplayHost(), want, problems)
		}
	}
}

var escaped = regexp.MustCompile(`\\u[0-9a-f]{4}|\\U[0-9a-f]{8}`)

// lines reads a table of testdata without its comments.
func lines(t *testing.T, name string) []string {
	t.Helper()
	f, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var out []string
	s := bufio.NewScanner(f)
	for s.Scan() {
		if line := s.Text(); line != "" && !strings.HasPrefix(line, "#") {
			out = append(out, escaped.ReplaceAllStringFunc(line, func(e string) string {
				n, _ := strconv.ParseUint(e[2:], 16, 32)
				return string(rune(n))
			}))
		}
	}
	if s.Err() != nil {
		t.Fatal(s.Err())
	}
	return out
}
