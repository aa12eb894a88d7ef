package address

import (
	"net/url"
	"strings"
	"testing"

	"tocsin/internal/diag"
)

// Whatever is taken is published in a form that reads the same again, to us and to Go's own parser, which is stricter
// than browsers; and the glance at plain addresses sees what the whole parser sees.
func FuzzParse(f *testing.F) {
	for _, c := range standardCases(f) {
		f.Add(c.Input)
	}
	for _, h := range testHosts {
		for _, p := range testPaths {
			f.Add("https://" + h + p)
		}
		f.Add("mailto:a@" + h)
	}
	f.Fuzz(func(t *testing.T, text string) {
		a, _ := Parse(text, Link)
		if fast, ok := plain(text, Link); ok {
			var p diag.List
			if slow := parse(text, Link, &p); slow != fast || len(p) > 0 {
				t.Fatalf("%q at a glance is %+v, and in whole %+v with %v", text, fast, slow, p)
			}
		}
		if a.IsZero() {
			return
		}
		if again, p := Parse(a.String(), Link); again.String() != a.String() || again.Host() != a.Host() || again.Reach() != a.Reach() {
			t.Errorf("%q is taken as %s, and that as %s; %v", text, a, again, p)
		}
		if !Is(text) {
			t.Errorf("%q is taken as an address and told to be a path", text)
		}
		for _, c := range a.String() {
			if c < ' ' || c > '~' {
				t.Errorf("%q is taken as %q, which is not plain ASCII", text, a)
			}
		}
		if !a.IsWeb() {
			return
		}
		if strings.ContainsAny(a.String(), " \\<>\"") {
			t.Errorf("%q is taken as %q, which a page cannot hold", text, a)
		}
		u, err := url.Parse(a.String())
		if err == nil && (u.Hostname() != strings.Trim(a.Host(), "[]") || u.User != nil || u.Scheme != a.Scheme()) {
			t.Errorf("%q is taken as %s, whose host is %s to Go", text, a, u.Host)
		}
	})
}
