package host

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
)

func site(root string, from ...string) Site {
	s := Site{Root: root, NotFound: []NotFound{{root + "ca/fr/", root + "ca/fr/404.html"}, {root, root + "404.html"}}}
	for _, f := range from {
		s.Redirects = append(s.Redirects, Redirect{f, root + "ca/fr/nouveau/"})
	}
	return s
}

func TestPlain(t *testing.T) {
	for path, want := range map[string]bool{"/": true, "/ca/fr/hameçon/": true, "/zh/网络/x_1.2~3-4": true, "ca/": false, "": false, "/a b": false, "/a\n}": false, `/a"b`: false,
		"/a$b": false, "/a{b}": false, "/a;b": false, "/a'b": false, "/a\\b": false, "/a#b": false, "/a%20b": false, "/a*": false, "/a(b)": false} {
		if got := Plain(path); got != want {
			t.Errorf("Plain(%q) = %v, want %v", path, got, want)
		}
	}
}

// An address in which a server could read a word of its own is in no server's snippet; the others are in all.
func TestSnippetsHoldOnlyPlainAddresses(t *testing.T) {
	s := site("/", "/ca/fr/vieux/", "/ca/fr/x;\"return/")
	s.Redirects = append(s.Redirects, Redirect{"/ca/fr/ailleurs/", "/ca/fr/$host/"})
	for _, server := range Servers() {
		got := server.Write(s)
		if !strings.Contains(got, "/ca/fr/vieux/") {
			t.Errorf("%s leaves out a plain address:\n%s", server.Name, got)
		}
		if strings.Contains(got, "return/") || strings.Contains(got, "$host") || strings.Contains(got, "%!") {
			t.Errorf("%s takes in what it should not:\n%s", server.Name, got)
		}
	}
	if s.Writable() != true || site("/a b/").Writable() {
		t.Error("a site under a path with a space is writable, or one under / is not")
	}
}

// Only a site that owns its host speaks for the hosts under it.
func TestTransport(t *testing.T) {
	for root, want := range map[string]string{"/": "max-age=31536000; includeSubDomains", "/october/": "max-age=31536000"} {
		for _, h := range site(root).Headers() {
			if h.Name == "Strict-Transport-Security" && h.Value != want {
				t.Errorf("%s: %s, want %s", root, h.Value, want)
			}
		}
	}
}

func TestHeadersFile(t *testing.T) {
	got := site("/").HeadersFile()
	for _, want := range []string{"/*\n  Content-Security-Policy: default-src 'none'; ", "\n/assets/*\n  Cache-Control: public, max-age=31536000, immutable\n", "\n/*.ics\n  Content-Type: text/calendar; charset=utf-8\n"} {
		if !strings.Contains(got, want) {
			t.Errorf("no %q in\n%s", want, got)
		}
	}
	if strings.Count(got, "Cache-Control") != 1 || strings.Contains(got, "unsafe") {
		t.Errorf("two cache times for one file, or an unsafe policy:\n%s", got)
	}
}

func TestRedirectsFile(t *testing.T) {
	want := "/ca/fr/vieux/ /ca/fr/nouveau/ 301\n/ca/fr/* /ca/fr/404.html 404\n"
	if got := site("/", "/ca/fr/vieux/").RedirectsFile(); got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
	own := Site{Root: "/", NotFound: []NotFound{{"/", "/404.html"}}}
	if got, want := own.RedirectsFile(), "/* /404.html 404\n"; got != want {
		t.Errorf("an edition on a host of its own: %q, want %q", got, want)
	}
}

// Azure reads no more than 20 KB: a campaign with a thousand old addresses still has a file that it takes.
func TestAzureConfig(t *testing.T) {
	var many []string
	for i := range 1000 {
		many = append(many, fmt.Sprintf("/ca/fr/une-page-qui-a-change-de-nom-%d/", i))
	}
	data, err := site("/", many...).AzureConfig()
	if err != nil {
		t.Fatal(err)
	}
	if len(data) > 20_000 {
		t.Errorf("%d bytes, more than the 20,000 that Azure takes", len(data))
	}
	var got azure
	if err := json.Unmarshal(data, &got); err != nil {
		t.Fatal(err)
	}
	if len(got.Routes) < 50 || got.Routes[1].Route != many[0] || got.Routes[1].Redirect != "/ca/fr/nouveau/" || got.Routes[1].StatusCode != 301 {
		t.Errorf("%d routes, the second %+v", len(got.Routes), got.Routes[1])
	}
	if got.ResponseOverrides["404"].Rewrite != "/404.html" || got.GlobalHeaders["Content-Security-Policy"] != Policy || got.MimeTypes[".ics"] == "" {
		t.Errorf("got %+v", got)
	}
}
