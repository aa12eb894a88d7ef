package address

import (
	"slices"
	"strings"
	"testing"

	"tocsin/internal/diag"
	"tocsin/internal/rule"
)

func TestParse(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"https://canada.ca/", "https://canada.ca/"},
		{"https://canada.ca", "https://canada.ca/"},
		{"HTTPS://WWW.Canada.CA:443/En?A#B", "https://www.canada.ca/En?A#B"},
		{"http://canada.ca:80/a/../b/./c", "http://canada.ca/b/c"},
		{"https://canada.ca:8443/a b", "https://canada.ca:8443/a%20b"},
		{" https://canada.ca/ ", "https://canada.ca/"},
		{"https://québec.ca/é", "https://xn--qubec-csa.ca/%C3%A9"},
		{"https://que\u0301bec.ca/", "https://xn--qubec-csa.ca/"},
		{"https://faß.de/", "https://xn--fa-hia.de/"},
		{"https://fa.wikipedia.org/wiki/می\u200cخواهم", "https://fa.wikipedia.org/wiki/%D9%85%DB%8C%E2%80%8C%D8%AE%D9%88%D8%A7%D9%87%D9%85"},
		{"https://a_b.example/", "https://a_b.example/"},
		{"https://[2001:DB8:0::1]:8080/", "https://[2001:db8::1]:8080/"},
		{"//canada.ca/x", "https://canada.ca/x"},
		{"mailto:info@agency.ca", "mailto:info@agency.ca"},
		{"mailto:info@québec.ca,a@b.ca?subject=d'un mot", "mailto:info@xn--qubec-csa.ca,a@b.ca?subject=d%27un%20mot"},
		{"mailto:?subject=x", "mailto:?subject=x"},
		{"tel:+1-888-495-8501", "tel:+1-888-495-8501"},
		{"tel:211;ext=5", "tel:211;ext=5"},
		{"sms:7726?body=spam", "sms:7726?body=spam"},
	} {
		a, problems := Parse(c.in, Link)
		if a.String() != c.want {
			t.Errorf("%q is %q, want %q; %v", c.in, a, c.want, problems)
		}
	}
}

// What a person reads otherwise than a browser is refused, in words that say what it is.
func TestRefused(t *testing.T) {
	for _, c := range []struct{ in, says string }{
		{"", "empty"},
		{"///evil.example/", "two slashes"},
		{"https:///evil.example", "two slashes"},
		{"http:evil.example", "two slashes"},
		{"https:/evil.example", "two slashes"},
		{`https:\\evil.example`, "backslash"},
		{`\\evil.example`, "backslash"},
		{`/\evil.example`, "backslash"},
		{`https://evil.example\@canada.ca/`, "backslash"},
		{"https://canada.ca@evil.example/", "user name"},
		{"https://canada.ca:pass@evil.example/", "user name"},
		{"https://canada.ca%2eevil.example/", "escapes"},
		{"https://%65vil.example/", "escapes"},
		{"https://canada.ca\t.evil.example/", "U+0009"},
		{"ht\ntps://evil.example/", "U+000A"},
		{"java\tscript:x", `"javascript:"`},
		{"C:\\x", `"c:"`},
		{"/\t/evil.example/", "U+0009"},
		{"https://canada.ca/\u200b", "U+200B"},
		{"https://canada.ca/\u202egpj.exe", "U+202E"},
		{"https://can\u00adada.ca/", "U+00AD"},
		{"https://canada.ca/\u00a0x", "U+00A0"},
		{"https://canada.ca/a\u200cb", "U+200C"},
		{"https://canada.ca\u2044evil.example/", "U+2044"},
		{"https://canada.ca\uff0fevil.example/", "U+FF0F"},
		{"https://canada.ca./", "ends with a dot"},
		{"https://canada..ca/", "dot with nothing before it"},
		{"https://127.1/", "is a number"},
		{"https://2130706433/", "is a number"},
		{"https://0x7f.0.0.1/", "is a number"},
		{"https://0177.0.0.1/", "is a number"},
		{"https://①②⑦.0.0.1/", "is a number"},
		{"https://[::1/", "is a number"},
		{"https://canada.ca:x/", "port"},
		{"https://canada.ca:70000/", "not an address that browsers open"},
		{"https://xn--a.example/", "not the name of a host"},
		{"https://xn--qu\u00e9bec.example/", "not the name of a host"},
		{"https://a b.example/", "which no host has"},
		{"https://canada.ca/a|b", `"|"`},
		{"https:///", "two slashes"},
		{"https://", "no host"},
		{"https://\xff.example/", "no characters"},
		{"javascript:alert(1)", `"javascript:"`},
		{"JaVaScRiPt:alert(1)", `"javascript:"`},
		{"data:text/html,x", `"data:"`},
		{"info@agency.ca", "is not an address"},
		{"www.canada.ca", "is not an address"},
		{"mailto:a%40evil.example%2Cb@canada.ca", "not a mail address"},
		{"mailto:a@b@canada.ca", "not a mail address"},
		{"mailto:", "not a mail address"},
		{"mailto:a@%65vil.example", "escapes"},
		{"tel:call-us", "not a telephone number"},
		{"tel:", "not a telephone number"},
	} {
		a, problems := Parse(c.in, Link)
		if !a.IsZero() || !slices.ContainsFunc(problems, func(d diag.Diagnostic) bool {
			return d.Severity == rule.Error && strings.Contains(d.Message(), c.says) && d.Hint() != ""
		}) {
			t.Errorf("%q is %q with %v; want it refused with %q", c.in, a, problems, c.says)
		}
	}
}

// A place takes the schemes that it says, and a hint names those.
func TestKinds(t *testing.T) {
	for _, c := range []struct {
		in    string
		kinds Kinds
		ok    bool
	}{
		{"https://canada.ca/", Web, true}, {"http://canada.ca/", Web, true}, {"http://canada.ca/", SecureWeb, false}, {"https://canada.ca/", SecureWeb | Mail, true},
		{"mailto:a@canada.ca", Web, false}, {"mailto:a@canada.ca", Web | Mail, true}, {"https://canada.ca/", Mail, false}, {"tel:211", SecureWeb | Mail | Phone, true},
		{"sms:211", Web | Mail | Phone, false}, {"ftp://canada.ca/", Link, false}, {"file:///etc/passwd", Link, false},
	} {
		a, problems := Parse(c.in, c.kinds)
		if a.IsZero() == c.ok {
			t.Errorf("%q as %b: %q with %v", c.in, c.kinds, a, problems)
		}
	}
	if _, p := Parse("ftp://canada.ca/", Web|Mail); len(p) != 1 || p[0].Hint() != "write it whole, such as https://campaign.example/ or mailto:hello@campaign.example" {
		t.Errorf("the hint is %v", p)
	}
}

func TestIs(t *testing.T) {
	for _, s := range []string{"https://a.ca/", "mailto:x", "//a.ca", `\\a.ca`, `/\a.ca`, `\/a.ca`, "/\t/a.ca", "\x01//a.ca", " //a.ca", "java\nscript:x", "a+b.c-d:e"} {
		if !Is(s) {
			t.Errorf("%q is told to be a path", s)
		}
	}
	for _, s := range []string{"", "#a", "?a", "a.md", "../a.fr.md#x:y", "/learn/a.md", "./a:b.md", "a/b:c", "é:x", "1:2", `a\b`} {
		if Is(s) {
			t.Errorf("%q is told to be an address", s)
		}
	}
}

func TestReach(t *testing.T) {
	for reach, hosts := range map[Reach][]string{
		Loopback: {"127.0.0.1", "127.9.9.9", "0.0.0.0", "0.1.2.3", "[::1]", "[::]", "[::ffff:127.0.0.1]", "[::127.0.0.1]", "[64:ff9b::7f00:1]", "localhost", "LOCALHOST", "a.localhost", "localhost.localdomain"},
		Private: {"10.0.0.1", "172.16.0.1", "172.31.9.9", "192.168.1.1", "169.254.1.1", "100.64.0.1", "255.255.255.255", "[fe80::1]", "[fd00::1]", "[::ffff:192.168.1.1]", "[fec0::1]",
			"printer.local", "router.lan", "a.internal", "nas.home.arpa", "intranet", "xn--qubec-csa"},
		Public: {"canada.ca", "172.32.0.1", "8.8.8.8", "[2001:4860:4860::8888]", "localhost.ca", "notlocalhost.example", "local.canada.ca", "campaign.example"},
	} {
		for _, h := range hosts {
			a, problems := Parse("https://"+h+":8080/x", Link)
			if a.IsZero() || a.Reach() != reach {
				t.Errorf("%s reaches %d, want %d; %v", h, a.Reach(), reach, problems)
			}
		}
	}
}

func TestWithin(t *testing.T) {
	for _, c := range []struct {
		in    string
		hosts []string
		want  bool
	}{
		{"https://canada.ca/", []string{"gc.ca", "canada.ca"}, true},
		{"https://www.canada.ca:8443/", []string{"canada.ca"}, true},
		{"https://notcanada.ca/", []string{"canada.ca"}, false},
		{"https://canada.ca.evil.example/", []string{"canada.ca"}, false},
		{"https://www.québec.ca/", []string{"xn--qubec-csa.ca"}, true},
		{"https://192.168.1.1/", []string{"192.168.1.1"}, true},
		{"https://192.168.1.1/", []string{"168.1.1"}, false},
		{"https://[fd00::1]/", []string{"[fd00::1]"}, true},
		{"https://canada.ca/", nil, false},
	} {
		if a, problems := Parse(c.in, Web); a.IsZero() || a.Within(c.hosts) != c.want {
			t.Errorf("%s within %v: %v; %v", c.in, c.hosts, !c.want, problems)
		}
	}
}

func TestHost(t *testing.T) {
	for in, want := range map[string]string{"Canada.CA": "canada.ca", "québec.ca": "xn--qubec-csa.ca", "192.168.1.1": "192.168.1.1", "fd00::1": "[fd00::1]", "[FD00::1]": "[fd00::1]",
		"https://canada.ca": "", "*.canada.ca": "", "canada.ca/x": "", "canada.ca:443": "", "": "", "127.1": "", "a@b.ca": ""} {
		if got, problems := Host(in); got != want || (got == "") == (len(problems) == 0) {
			t.Errorf("%q is %q, want %q; %v", in, got, want, problems)
		}
	}
}

func TestParts(t *testing.T) {
	a, _ := Parse("https://Québec.ca:8443/a b?c=é#d", Web)
	got := []string{a.Scheme(), a.Host(), a.HostPort(), a.DisplayHost(), a.Path(), a.Query(), a.Fragment()}
	want := []string{"https", "xn--qubec-csa.ca", "xn--qubec-csa.ca:8443", "québec.ca", "/a%20b", "c=%C3%A9", "d"}
	if !slices.Equal(got, want) {
		t.Errorf("the parts are %q, want %q", got, want)
	}
}

func TestReadable(t *testing.T) {
	for in, want := range map[string]string{
		"https://www.canada.ca/":                   "canada.ca",
		"https://canada.ca/a/?b=c#d":               "canada.ca/a/?b=c#d",
		"http://québec.ca:8443/sécurité/%20%2F%zz": "québec.ca:8443/sécurité/%20%2F%zz",
		"https://аррӏе.com/é":                      "xn--80ak6aa92e.com/é",
		"https://canada.ca/%E2%80%AEgpj":           "canada.ca/%E2%80%AEgpj",
		"https://canada.ca/%C3%A9%FF%C3":           "canada.ca/é%FF%C3",
		"mailto:info@agency.ca":                    "info@agency.ca",
		"tel:+1-888-495-8501":                      "+1-888-495-8501",
	} {
		if a, problems := Parse(in, Link); a.Readable() != want {
			t.Errorf("%s reads as %q, want %q; %v", in, a.Readable(), want, problems)
		}
	}
}

func BenchmarkParse(b *testing.B) {
	for name, text := range map[string]string{"plain": "https://www.canada.ca/en/services/report.html", "query": "https://www.canada.ca/en/services/report.html?a=b#c", "letters": "https://www.québec.ca/é"} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				Parse(text, Link)
			}
		})
	}
}
