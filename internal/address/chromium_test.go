package address

import (
	"context"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

// The bases against which the browser resolves: a page on the web knows its own scheme, and some forms depend on it.
var bases = []string{"https://october.example/ca/en/learn/", "http://october.example/ca/en/learn/"}

// seen is what a browser makes of an address, against each of the bases; "" where it refuses it.
type seen struct {
	Href, Host [2]string
}

// Of eighty thousand addresses that nobody would write, each that is taken leads to the host that a browser opens, in the
// form in which the browser writes it; and what is taken for a path to a file stays on the page's own host.
func TestChromium(t *testing.T) {
	inputs := generated(t, 80_000)
	ctx := openChromium(t)
	var published []string
	files, refused := 0, 0
	for batch := range slices.Chunk(inputs, 5_000) {
		for i, s := range resolve(t, ctx, batch) {
			in := batch[i]
			a, _ := Parse(in, Link)
			switch {
			case !a.IsZero():
				published = append(published, a.String())
				compare(t, in, a, s)
			case Is(in):
				refused++
			default:
				files++
				for k, host := range s.Host {
					if s.Href[k] != "" && (host != "october.example" || !strings.HasPrefix(s.Href[k], strings.TrimSuffix(bases[k], "ca/en/learn/"))) {
						t.Errorf("%q is taken for a path to a file, and a browser opens %s", in, s.Href[k])
					}
				}
			}
		}
	}
	for batch := range slices.Chunk(published, 5_000) {
		for i, s := range resolve(t, ctx, batch) {
			if s.Href[0] != batch[i] || s.Href[1] != batch[i] {
				t.Errorf("%q would be published, and a browser opens %q", batch[i], s.Href)
			}
		}
	}
	t.Logf("%d addresses: %d are taken, %d are paths, %d are refused", len(inputs), len(published), files, refused)
	if len(inputs) < 50_000 || len(published) < 5_000 {
		t.Error("too few addresses were compared, or taken, to say anything")
	}
}

// compare reports where a browser goes elsewhere than we say. Of mail it keeps what it does not understand as it is.
func compare(t *testing.T, in string, a Address, s seen) {
	t.Helper()
	for k := range bases {
		switch href, host := s.Href[k], s.Host[k]; {
		case strings.HasPrefix(strings.TrimLeft(in, " "), "//") && k == 1: // written without a scheme, it is published with https:
		case href == "":
			t.Errorf("%q is taken as %s, and a browser refuses it", in, a)
		case a.IsWeb() && (href != a.String() || host != a.Host()):
			t.Errorf("%q is taken as %s, and a browser opens %s (host %s)", in, a, href, host)
		}
	}
}

// openChromium starts a browser, or skips the test and says so.
func openChromium(t *testing.T) context.Context {
	t.Helper()
	if os.Getenv("TOCSIN_QUALITY") == "" {
		t.Skip("SKIPPED: this test drives a browser, which takes its time. To run it: .ci/run, or TOCSIN_QUALITY=1 go test ./internal/address/")
	}
	program := ""
	for _, name := range []string{os.Getenv("CHROMIUM"), "chromium", "chromium-browser", "google-chrome"} {
		if path, err := exec.LookPath(name); err == nil && name != "" && program == "" {
			program = path
		}
	}
	if program == "" {
		t.Skip("SKIPPED: this test drives a browser, and there is none. Install Debian's chromium (.ci/run does), or name one in CHROMIUM")
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(program), chromedp.NoSandbox, chromedp.DisableGPU, chromedp.WSURLReadTimeout(2*time.Minute))
	ctx, stop := chromedp.NewExecAllocator(t.Context(), options...)
	t.Cleanup(stop)
	ctx, cancel := chromedp.NewContext(ctx)
	t.Cleanup(cancel)
	return ctx
}

// resolve asks the browser what it makes of addresses.
func resolve(t *testing.T, ctx context.Context, inputs []string) []seen {
	t.Helper()
	list, err := json.Marshal(inputs)
	if err != nil {
		t.Fatal(err)
	}
	against, err := json.Marshal(bases)
	if err != nil {
		t.Fatal(err)
	}
	out, err := chromedp.Run(ctx, chromedp.Evaluate[[]seen](fmt.Sprintf(`%s.map(x => {
		const r = {Href: ["", ""], Host: ["", ""]};
		%s.forEach((base, k) => { try { const u = new URL(x, base); r.Href[k] = u.href; r.Host[k] = u.hostname } catch {} })
		return r
	})`, list, against)))
	if err != nil {
		t.Fatal(err)
	}
	if len(out) != len(inputs) {
		t.Fatalf("the browser answered %d of %d", len(out), len(inputs))
	}
	return out
}

// generated returns n addresses that differ, always the same ones: those that browsers test themselves with, hosts in
// many scripts and forms of number, and both of them changed at random.
func generated(t testing.TB, n int) []string {
	t.Helper()
	rnd := rand.New(rand.NewPCG(2026, 10))
	var seeds []string
	for _, c := range standardCases(t) {
		seeds = append(seeds, c.Input)
	}
	for _, h := range slices.Concat(testHosts, standardHosts(t)) {
		seeds = append(seeds, "https://"+h, "http://"+h+"/", "https://"+h+":8443/a?b#c", "//"+h+"/x", "mailto:a@"+h)
	}
	for _, h := range testHosts {
		for _, p := range testPaths {
			seeds = append(seeds, "https://"+h+p)
		}
	}
	seeds = append(seeds, "tel:+1-800-555-0199", "sms:+18005550199?body=x", "mailto:a@canada.ca?subject=b", "tel:+1 800 555 0199;ext=2")
	known := map[string]bool{}
	var out []string
	add := func(s string) {
		if s = strings.ToValidUTF8(s, "\uFFFD"); !known[s] && len(s) < 2000 {
			known[s] = true
			out = append(out, s)
		}
	}
	for _, s := range seeds {
		add(s)
	}
	for len(out) < n {
		s := seeds[rnd.IntN(len(seeds))]
		for range 1 + rnd.IntN(3) {
			s = changed(rnd, s, seeds)
		}
		add(s)
	}
	return out
}

// testHosts are hosts as campaigns name them, and as those do who lead readers astray.
var testHosts = []string{"canada.ca", "www.canada.ca", "québec.ca", "xn--qubec-csa.ca", "президент.рф", "аррӏе.com", "例え.テスト", "موقع.مصر",
	"אבג.example", "www.אבג.דהו.com", "한국.kr", "ไทย.th", "भारत.भारत", "faß.de", "ΑΒΓ.gr", "βόλος.com", "127.0.0.1", "127.1", "0x7f.1", "2130706433",
	"0177.0.0.1", "[::1]", "[::ffff:127.0.0.1]", "[2001:db8::1]", "localhost", "a.localhost", "192.168.1.1", "printer.local", "a_b.example", "-a.example",
	"a-.example", "a--b.example", "xn--a.example", "١٢٣.example", "1.2.3.4.5", "256.1.1.1", "ｃanada.ca", "canada。ca", "①.com", "a\u0308.de", "ﬁ.com"}

// testPaths are what stands after a host.
var testPaths = []string{"/en/services/report.html", "/wiki/Cybersécurité_(Québec)", "/a/../b/./c//d", "/?q=a+b&lang=fr#top", "?q='x'", "#:~:text=a,b",
	":443/x", ":80/x", "/a%20b/%C3%A9/%e9", "/a b/“c”", "/~user/;p=1/x,y/$1!*()", "/日本語/ページ?番号=１#見出し", "/می\u200cخواهم", "/x?u=https://canada.ca/&v={}[]^|", "/x#{}[]^| `<>"}

// standardHosts reads the hosts by which browsers test what they make of other scripts.
func standardHosts(t testing.TB) []string {
	t.Helper()
	var out []string
	for _, file := range []string{"toascii.json", "IdnaTestV2.json"} {
		for _, c := range standardFile(t, file) {
			var host struct{ Input string }
			if json.Unmarshal(c, &host) == nil && host.Input != "" {
				out = append(out, host.Input)
			}
		}
	}
	return out
}

// sly is what is put into addresses: what browsers mend, what hides, what looks like something else.
var sly = []string{"/", "//", `\`, `/\`, "@", ":", "%", "%2e", "%2F", "%00", "%40", "%5c", "%zz", "?", "#", "[", "]", "|", "^", "{", "}", "<", ">", "`", "\"", "'",
	" ", "\t", "\n", "\r", "\x00", "\x1f", "\x7f", "\u0085", "\u00a0", "\u00ad", "\u200b", "\u200c", "\u200d", "\u200e", "\u202e", "\u2028", "\u2060", "\ufeff", "\ufffd",
	"\uff0f", "\uff20", "\uff0e", "\u3002", "\u2024", "\u2044", "\u2215", "\uff1a", "\u29f8", "\ufe55", "\u2100", "\u2488", "\u217d", "а", "е", "о", "ο", "ı", "ſ", "ß", "ς", "İ", "א", "ع", "٣", "ー", "・",
	"é", "e\u0301", "\u0338", "💥", "xn--", "0x", "08", "65536", ":443", ":80", ":0", "..", "/..", "/.", "/%2e%2e/", "https:", "http:", "HTTP://", "javascript:", "mailto:", "evil.example", "canada.ca", "localhost", "127.0.0.1"}

// changed returns an address with one change.
func changed(rnd *rand.Rand, s string, seeds []string) string {
	r := []rune(s)
	at := rnd.IntN(len(r) + 1)
	switch rnd.IntN(7) {
	case 0, 1, 2:
		return string(r[:at]) + sly[rnd.IntN(len(sly))] + string(r[at:])
	case 3:
		if at < len(r) {
			return string(r[:at]) + string(r[at+1:])
		}
	case 4:
		if at < len(r) {
			return string(r[:at]) + percent(r[at]) + string(r[at+1:])
		}
	case 5:
		other := []rune(seeds[rnd.IntN(len(seeds))])
		return string(r[:at]) + string(other[rnd.IntN(len(other)+1):])
	case 6:
		if at < len(r) {
			c := string(r[at])
			if upper := strings.ToUpper(c); upper != c {
				return string(r[:at]) + upper + string(r[at+1:])
			}
			return string(r[:at]) + strings.ToLower(c) + string(r[at+1:])
		}
	}
	return s
}

// percent escapes a character.
func percent(c rune) string {
	var b strings.Builder
	for _, x := range []byte(string(c)) {
		fmt.Fprintf(&b, "%%%02x", x)
	}
	return b.String()
}
