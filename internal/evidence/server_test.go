package evidence

import (
	"compress/gzip"
	"context"
	"crypto/sha256"
	"encoding/pem"
	"fmt"
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"tocsin/internal/manifest"
)

// published is a site with a page, an old address, and what hosts treat in their own ways.
var published = []string{"index.html", "ca/en/index.html", "ca/en/old/index.html", "ca/en/a b%c/é.txt", "assets/x.css", "404.html", "_headers", "_redirects", ".nojekyll", "empty"}

func bytesOf(name string) string {
	switch name {
	case "empty":
		return ""
	case "ca/en/old/index.html":
		return `<meta http-equiv="refresh" content="0; url=../">`
	}
	return strings.Repeat("<p>The bytes of "+name+"\n", 100)
}

func listOf(names []string) []byte {
	var list []manifest.File
	for _, name := range names {
		list = append(list, manifest.File{Path: name, Size: int64(len(bytesOf(name))), Sum: sha256.Sum256([]byte(bytesOf(name)))})
	}
	return manifest.Encode(manifest.Head{}, list)
}

// whole answers as a plain web server does; under is where the site stands.
func whole(under string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		name := strings.TrimPrefix(r.URL.Path, under)
		if name == "" || strings.HasSuffix(name, "/") {
			name += "index.html"
		}
		switch {
		case name == manifest.Name:
			w.Write(listOf(published))
		case slices.Contains(published, name):
			io.WriteString(w, bytesOf(name))
		default:
			http.NotFound(w, r)
		}
	}
}

// serving serves over TLS until the test ends, and returns the address and the certificate that it is known by.
func serving(t *testing.T, h http.Handler) (address string, certificate []byte) {
	t.Helper()
	s := httptest.NewUnstartedServer(h)
	s.Config.ErrorLog = log.New(io.Discard, "", 0)
	s.StartTLS()
	t.Cleanup(s.Close)
	return s.URL, pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: s.Certificate().Raw})
}

var quick = Limits{Answer: 10 * time.Second, Stall: 10 * time.Second, Pause: time.Millisecond}

// checked holds a server against its manifest, and returns what came of it, a line each.
func checked(t *testing.T, address string, certificate []byte, l Limits, notes *Notes) (string, Report, error) {
	t.Helper()
	return checkedWith(t, address, certificate, l, notes, nil)
}

// checkedWith is checked, with something to do after each file.
func checkedWith(t *testing.T, address string, certificate []byte, l Limits, notes *Notes, progress func()) (string, Report, error) {
	t.Helper()
	s, err := NewServer(address, certificate, l)
	if err != nil {
		t.Fatal(err)
	}
	site, err := s.Open(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	rep, err := s.Check(t.Context(), site, notes, progress)
	var out []string
	for _, p := range rep.Problems {
		line := p.String()
		if p.Cause != nil {
			line += ": " + p.Cause.Error()
		}
		out = append(out, line)
	}
	for _, name := range rep.Unserved {
		out = append(out, "unserved: "+name)
	}
	return strings.Join(out, "\n"), rep, err
}

func TestServer(t *testing.T) {
	type answer = func(w http.ResponseWriter, r *http.Request, next http.HandlerFunc)
	status := func(code int) answer {
		return func(w http.ResponseWriter, _ *http.Request, _ http.HandlerFunc) { http.Error(w, "no", code) }
	}
	lead := func(to string) answer {
		return func(w http.ResponseWriter, r *http.Request, _ http.HandlerFunc) {
			http.Redirect(w, r, to, http.StatusFound)
		}
	}
	named := func(server string, then answer) answer {
		return func(w http.ResponseWriter, r *http.Request, next http.HandlerFunc) {
			w.Header().Set("Server", server)
			then(w, r, next)
		}
	}
	var tries atomic.Int32
	for _, tt := range []struct {
		name, path string // of the file that the server treats otherwise
		do         answer
		want       string
	}{
		{"whole", "", nil, ""},
		{"a byte", "/assets/x.css", func(w http.ResponseWriter, _ *http.Request, _ http.HandlerFunc) {
			io.WriteString(w, strings.Replace(bytesOf("assets/x.css"), "T", "t", 1))
		}, "changed: assets/x.css"},
		{"shorter", "/assets/x.css", func(w http.ResponseWriter, _ *http.Request, _ http.HandlerFunc) { io.WriteString(w, "<p>") }, "changed: assets/x.css"},
		{"something where nothing should be", "/empty", func(w http.ResponseWriter, _ *http.Request, _ http.HandlerFunc) { io.WriteString(w, "x") }, "changed: empty"},
		{"without an end", "/assets/x.css", func(w http.ResponseWriter, r *http.Request, _ http.HandlerFunc) {
			for r.Context().Err() == nil {
				if _, err := io.WriteString(w, bytesOf("assets/x.css")); err != nil {
					return
				}
			}
		}, "changed: assets/x.css"},
		{"gone", "/assets/x.css", status(404), "missing: assets/x.css"},
		{"a page that is gone", "/ca/en/", status(404), "missing: ca/en/index.html"},
		{"forbidden", "/assets/x.css", status(403), "failed: assets/x.css: the server answers 403"},
		{"broken", "/assets/x.css", status(500), "failed: assets/x.css: the server answers 500"},
		{"busy at first", "/assets/x.css", func(w http.ResponseWriter, r *http.Request, next http.HandlerFunc) {
			if tries.Add(1) < 3 {
				status(503)(w, r, next)
				return
			}
			next(w, r)
		}, ""},
		{"cut off at first", "/empty", func(w http.ResponseWriter, r *http.Request, next http.HandlerFunc) {
			if tries.Add(1) < 6 {
				panic(http.ErrAbortHandler)
			}
			next(w, r)
		}, ""},
		{"another host", "/assets/x.css", lead("https://evil.example/x.css"), "failed: assets/x.css: it leads to https://evil.example/x.css instead"},
		{"another scheme", "/assets/x.css", lead("https://127.0.0.1/assets/x.css"), "failed: assets/x.css: it leads to https://127.0.0.1/assets/x.css instead"},
		{"in a circle", "/assets/x.css", lead("x.css"), "failed: assets/x.css: it leads to HOST/assets/x.css instead"},
		{"to another page", "/ca/en/", lead("../"), "failed: ca/en/index.html: it leads to HOST/ca/ instead"},
		{"an old address that the server leads on", "/ca/en/old/", lead("../"), ""},
		{"an old address that leads to another page", "/ca/en/old/", lead("../../../"), "failed: ca/en/old/index.html: it leads to HOST/ instead"},
		{"folders alone", "/ca/en/index.html", lead("/ca/en/"), ""},
		{"packed, though nobody asked", "/assets/x.css", func(w http.ResponseWriter, _ *http.Request, _ http.HandlerFunc) {
			w.Header().Set("Content-Encoding", "gzip")
			z := gzip.NewWriter(w)
			io.WriteString(z, bytesOf("assets/x.css"))
			z.Close()
		}, ""},
		{"the page for what is not found, as such", "/404.html", func(w http.ResponseWriter, _ *http.Request, _ http.HandlerFunc) {
			w.WriteHeader(404)
			io.WriteString(w, bytesOf("404.html"))
		}, ""},
		{"another in its place", "/404.html", status(404), "missing: 404.html"},
		{"a host that reads its own files", "/_headers", named("Netlify", status(404)), "unserved: _headers"},
		{"one that gives them wrong", "/_headers", named("Netlify", func(w http.ResponseWriter, _ *http.Request, _ http.HandlerFunc) { io.WriteString(w, "x") }), "changed: _headers"},
		{"a server that gives all", "/_headers", named("nginx/1.26", status(404)), "missing: _headers"},
		{"a server that hides names with a dot", "/.nojekyll", named("nginx", status(403)), "unserved: .nojekyll"},
	} {
		for _, under := range []string{"/", "/sites/october/"} {
			tries.Store(0)
			server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				if path := strings.TrimPrefix(r.URL.Path, strings.TrimSuffix(under, "/")); tt.do != nil && path == tt.path {
					tt.do(w, r, whole(under))
					return
				}
				whole(under)(w, r)
			}))
			got, _, err := checked(t, server.URL+under, nil, quick, nil)
			server.Close()
			if want := strings.Replace(tt.want, "HOST", server.URL+strings.TrimSuffix(under, "/"), 1); got != want || err != nil {
				t.Errorf("%s, under %s: %v\n%s\nwant\n%s", tt.name, under, err, got, want)
			}
		}
	}
}

// A server that sends nothing more is left, and one that answers nothing more is given up.
func TestServerThatIsGone(t *testing.T) {
	address, certificate := serving(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/assets/x.css" {
			io.WriteString(w, "<p>")
			w.(http.Flusher).Flush()
			<-r.Context().Done()
			return
		}
		whole("/")(w, r)
	}))
	l := quick
	l.Stall, l.Tries = 50*time.Millisecond, 1
	if got, _, err := checked(t, address, certificate, l, nil); err != nil || got != "failed: assets/x.css: no byte came for 50ms" {
		t.Errorf("stalled: %v\n%s", err, got)
	}
	address, certificate = serving(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !strings.HasPrefix(r.URL.Path, "/manifest.json") {
			http.Error(w, "no", http.StatusBadGateway)
			return
		}
		whole("/")(w, r)
	}))
	l = quick
	l.Failed, l.Tries = 4, 1
	if _, rep, err := checked(t, address, certificate, l, nil); err == nil || !strings.Contains(err.Error(), "4 files in a row could not be fetched (the server answers 502)") || len(rep.Problems) != 4 {
		t.Errorf("gone: %v, %v", err, rep)
	}
	l = quick
	l.Total = 100
	if _, _, err := checked(t, address, certificate, l, nil); err == nil || !strings.Contains(err.Error(), "more than is fetched") {
		t.Errorf("too much: %v", err)
	}
}

// A check that was stopped goes on where it was: what was found right is not fetched again, for this manifest alone, and a
// check that has come to its end leaves no notes.
func TestResume(t *testing.T) {
	var fetched, broken atomic.Int32
	broken.Store(1)
	var again sync.Map          // the paths that are asked for once the server is well
	four := make(chan struct{}) // is closed when four files have been held against the manifest
	address, certificate := serving(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/manifest.json" || r.URL.Path == "/manifest.json.sig" {
			whole("/")(w, r)
			return
		}
		if fetched.Add(1) > 4 && broken.Load() > 0 {
			<-four
			panic(http.ErrAbortHandler)
		}
		if broken.Load() == 0 {
			again.Store(r.URL.Path, true)
		}
		whole("/")(w, r)
	}))
	dir := filepath.Join(t.TempDir(), "notes")
	l := quick
	l.Failed, l.Tries = 1, 1
	open := func(list []byte, now time.Time) *Notes { return OpenNotes(dir, address+"/", list, now) }
	list := listOf(published)
	done := 0
	_, first, err := checkedWith(t, address, certificate, l, open(list, time.Now()), func() {
		if done++; done == 4 {
			close(four)
		}
	})
	if err == nil || first.Same != 4 {
		t.Fatalf("the first: %v, %+v", err, first)
	}
	if n := open(listOf(published[1:]), time.Now()); len(n.old) != 0 {
		t.Errorf("another manifest has the notes %v", n.old)
	}
	if n := open(list, time.Now().Add(25*time.Hour)); len(n.old) != 0 {
		t.Errorf("after a day there are the notes %v", n.old)
	}
	names, err := os.ReadDir(dir)
	if err != nil || len(names) != 1 {
		t.Fatalf("the notes: %v, %v", names, err)
	}
	f, err := os.OpenFile(filepath.Join(dir, names[0].Name()), os.O_WRONLY|os.O_APPEND, 0)
	if err == nil { // cut short
		_, err = f.WriteString(`"empt`)
		f.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
	broken.Store(0)
	notes := open(list, time.Now())
	told, second, err := checked(t, address, certificate, l, notes)
	if err != nil || told != "" || second.Same != len(published) || second.Before != 4 {
		t.Errorf("the second: %v, %s, %+v", err, told, second)
	}
	for name := range notes.old {
		if _, twice := again.Load("/" + strings.TrimSuffix(name, "index.html")); twice {
			t.Errorf("%s is fetched again", name)
		}
	}
	if left, _ := os.ReadDir(dir); len(left) > 0 {
		t.Errorf("notes are left: %v", left)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	s, err := NewServer(address, certificate, l)
	if err != nil {
		t.Fatal(err)
	}
	site, err := s.Open(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.Check(ctx, site, nil, nil); err == nil || !strings.Contains(err.Error(), "stopped before the end") {
		t.Errorf("Ctrl+C: %v", err)
	}
}

// Addresses that are none, or that nobody should trust, are refused before anything is fetched.
func TestAddresses(t *testing.T) {
	for address, want := range map[string]string{
		"https://october.example":                "https://october.example/",
		"https://october.example/a/index.html":   "https://october.example/a/",
		"https://october.example/manifest.json":  "https://october.example/",
		"http://localhost:8080/":                 "http://localhost:8080/",
		"http://127.0.0.1:8080":                  "http://127.0.0.1:8080/",
		"http://[::1]:8080/x":                    "http://[::1]:8080/x/",
		"http://october.example/":                "write https",
		"http://127.0.0.1.evil.example/":         "write https",
		"http://localhost.evil.example/":         "write https",
		"https://me:secret@october.example/":     "no user name",
		"https://october.example/?at=2026-10-05": "no user name",
		"https://october.example/#top":           "no user name",
		"october.example":                        "is no address of a site",
		"ftp://october.example/":                 "is no address of a site",
		"file:///etc/passwd":                     "is no address of a site",
		"https:october.example":                  "is no address of a site",
		"":                                       "is no address of a site",
		"https://october.example/%zz":            "is no address of a site",
		"https://october.example/\x7f":           "is no address of a site",
	} {
		s, err := NewServer(address, nil, Limits{})
		got := ""
		if err != nil {
			got = err.Error()
		} else {
			got = s.Address()
		}
		if !strings.Contains(got, want) || err == nil && got != want {
			t.Errorf("%q: %s, want %s", address, got, want)
		}
		if strings.Contains(got, "secret") {
			t.Errorf("%q: the password is told: %s", address, got)
		}
	}
	if _, err := NewServer("https://october.example/", []byte("junk"), Limits{}); err == nil || !strings.Contains(err.Error(), "no certificate") {
		t.Errorf("junk as certificates: %v", err)
	}
}

// A server that nobody vouches for is not asked for more, and what is no manifest is told.
func TestServerOpen(t *testing.T) {
	address, _ := serving(t, whole("/"))
	s, err := NewServer(address, nil, quick)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.Open(t.Context()); err == nil || !strings.Contains(err.Error(), "certificate") {
		t.Errorf("an unknown certificate: %v", err)
	}
	for _, tt := range []struct {
		list, signature int
		want            string
	}{{200, 404, ""}, {200, 403, ""}, {404, 404, "manifest.json answers 404"}, {200, 500, "manifest.json.sig answers 500"}, {301, 404, "manifest.json answers 301"}} {
		address, certificate := serving(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			code := tt.list
			if r.URL.Path != "/manifest.json" {
				code = tt.signature
			}
			if code == 301 {
				http.Redirect(w, r, "https://evil.example/", code)
				return
			}
			if code != 200 {
				http.Error(w, "no", code)
				return
			}
			whole("/")(w, r)
		}))
		s, err := NewServer(address, certificate, quick)
		if err != nil {
			t.Fatal(err)
		}
		_, err = s.Open(t.Context())
		if got := fmt.Sprint(err); (err == nil) != (tt.want == "") || err != nil && !strings.Contains(got, tt.want) {
			t.Errorf("%d, %d: %v, want %q", tt.list, tt.signature, err, tt.want)
		}
	}
}
