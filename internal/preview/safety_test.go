package preview

import (
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

func TestHosts(t *testing.T) {
	r := serveCampaign(t, Options{Hosts: []string{"Review.example", "proxy.example:8443"}}, nil)
	_, port, _ := net.SplitHostPort(r.addr)
	for _, host := range []string{"127.0.0.1:PORT", "localhost:PORT", "LocalHost:PORT", "[::1]:PORT", "review.example", "REVIEW.example:PORT", "proxy.example:8443"} {
		host = strings.ReplaceAll(host, "PORT", port)
		if a := r.raw(t, "GET /ca/en/ HTTP/1.1\r\nHost: "+host+"\r\nConnection: close\r\n\r\n"); a.status != http.StatusOK {
			t.Errorf("Host %q: %d, not 200: %s", host, a.status, a.body)
		}
	}
	hostile := []string{
		"", " ", "evil.example", "evil.example:PORT", "evil.example:80", "127.0.0.1", "localhost", "[::1]", "::1", "::1:PORT",
		"127.0.0.1:80", "127.0.0.1:1", "localhost:80", "localhost:65536", "localhost:", "127.0.0.1:", ":PORT", "PORT",
		"localhost.:PORT", "127.0.0.1.:PORT", "localhost.evil.example:PORT", "127.0.0.1.evil.example:PORT", "127.0.0.1.nip.io:PORT", "evil.localhost:PORT",
		"localhost.localdomain:PORT", "evil.example#localhost:PORT", "evil.example/localhost:PORT", "localhost:PORT.evil.example", "localhost:PORT@evil.example",
		"evil.example@localhost:PORT", "user:word@127.0.0.1:PORT", "127.1:PORT", "127.0.1:PORT", "2130706433:PORT", "0x7f000001:PORT", "0x7f.0.0.1:PORT", "0177.0.0.1:PORT",
		"017700000001:PORT", "127.0.0.2:PORT", "127.0.0.01:PORT", "127.00.0.1:PORT", "0.0.0.0:PORT", "0:PORT", "[::]:PORT", "[::ffff:127.0.0.1]:PORT", "[::ffff:7f00:1]:PORT",
		"[0:0:0:0:0:0:0:1]:PORT", "[::1%25lo]:PORT", "[::1%lo]:PORT", "[::1]evil:PORT", "[127.0.0.1]:PORT", "localhost:PORT,evil.example", "evil.example,localhost:PORT",
		"localhost:PORT evil.example", "localhost:0PORT", "localhost:+PORT", "localhost:PORT:PORT", "*", "*:PORT", "null", "review.example.:PORT", "review.example:1",
		"xreview.example", "review.example.evil.example", "proxy.example", "proxy.example:443", "ⓛocalhost:PORT", "localhost\t:PORT", "l\u043ecalhost:PORT", "192.168.0.1:PORT",
		"169.254.169.254:PORT", "10.0.0.1:PORT", "metadata.google.internal", "file://localhost:PORT", "http://localhost:PORT", "//localhost:PORT", "\\localhost:PORT",
	}
	if len(hostile) < 40 {
		t.Fatalf("only %d hostile hosts", len(hostile))
	}
	for _, host := range hostile {
		host = strings.ReplaceAll(host, "PORT", port)
		for _, path := range []string{"/ca/en/", "/_review/events", "/_review/"} {
			a := r.raw(t, "GET "+path+" HTTP/1.1\r\nHost: "+host+"\r\nConnection: close\r\n\r\n")
			if a.status != http.StatusForbidden && a.status != http.StatusBadRequest || strings.Contains(a.body, "Home") {
				t.Errorf("Host %q on %s: %d %s", host, path, a.status, a.body)
			}
		}
	}
	for name, head := range map[string]string{
		"no Host":              "GET /ca/en/ HTTP/1.1\r\n",
		"no Host in HTTP/1.0":  "GET /ca/en/ HTTP/1.0\r\n",
		"two Hosts":            "GET /ca/en/ HTTP/1.1\r\nHost: " + r.addr + "\r\nHost: evil.example\r\n",
		"two Hosts, ours last": "GET /ca/en/ HTTP/1.1\r\nHost: evil.example\r\nHost: " + r.addr + "\r\n",
		"a folded Host":        "GET /ca/en/ HTTP/1.1\r\nHost: evil.example\r\n " + r.addr + "\r\n",
		"another in the path":  "GET http://evil.example/ca/en/ HTTP/1.1\r\nHost: " + r.addr + "\r\n",
		"ours in the path":     "GET http://" + r.addr + "/ca/en/ HTTP/1.1\r\nHost: evil.example\r\n",
		"X-Forwarded-Host":     "GET /ca/en/ HTTP/1.1\r\nHost: evil.example\r\nX-Forwarded-Host: " + r.addr + "\r\nForwarded: host=" + r.addr + "\r\n",
	} {
		if a := r.raw(t, head+"Connection: close\r\n\r\n"); a.status != http.StatusForbidden && a.status != http.StatusBadRequest {
			t.Errorf("%s: %d %s", name, a.status, a.body)
		}
	}
}

// secret stands in every file that must never come out.
const secret = "nobody-may-read-this"

// rawPaths are paths that lead out of the site, or would where a server took them for files. PART is where secrets lie.
func rawPaths() []string {
	paths := []string{
		"/.env", "/.git/config", "/.tocsin/cache", "/campaign.yaml", "/content/index.en.md", "/content/later.en.md", "/content/learn/lock.png", "/content/facts/ca.yaml",
		"/templates/page.html", "/i18n/en.yaml", "/assets/site.css", "/assets/leak.txt", "/public/index.html", "/public/old.html", "/leak.txt", "/ca/en/leak.txt",
		"/ca/en/.env", "/ca/en/.git/config", "/ca/.env", "/assets/.env", "/assets/", "/assets/media/", "/ca/en/learn/lock.md", "/ca/en/index.md", "/ca/en/later/", "/ca/en/soon/",
		"/index.html/", "/index.html/..", "/ca/en/index.html/", "/ca/en/index.html/../../../.env", "/ca/en/index.html%00", "/ca/en/%00", "/%00", "/%00/../.env", "/ca/en/\x00",
		"/ca/en/index.html%20", "/ca/en/index.html.", "/ca/en/index.html::$DATA", "/ca/en/INDEX.HTML", "/CA/EN/", "/ca/en/learn/lock/index.html~", "/ca/en/index.html;x", "/ca/en;/",
		"//", "///", "//ca/en/", "//evil.example/", "//evil.example/..", "///evil.example/%2e%2e", "/\\evil.example/", "/%5cevil.example/", "/%2fevil.example/", "/%2f%2fevil.example", "//evil.example/ca/en",
		"//ca/en", "/ca//en/", "/ca/en//", "/ca/en//learn/", "/./ca/en/", "/ca/./en/", "/ca/en/.", "/ca/en/..", "/ca/en/./", "/ca/en/../", "/ca/en/../en/", "/ca/en/../../ca/en/",
		"/ca%2fen/", "/ca%2Fen/", "/ca%2fen%2f", "/ca/en%2f", "/ca/en%2findex.html", "/%2fca/en/", "/ca%5cen%5c", "/ca\\en\\", "/ca/en\\..\\..\\.env", "/ca/en/%2e", "/ca/en/%2e%2e/en/",
		"/ca/en/%252e%252e/", "/%252e%252e/.env", "/ca/en/..;/", "/ca/en/..%3b/", "/ca/en/%u002e%u002e/", "/ca/en/%", "/ca/en/%2", "/ca/en/%zz", "/%c0%ae%c0%ae/.env", "/%c0%af.env", "/%e0%80%af.env", "/%ff",
		"/..\u2215.env", "/\uff0e\uff0e/.env", "/\u2025/.env", "/ca/en/\u202e", "/C:/Windows/win.ini", "/C:%5cWindows", "/proc/self/environ", "/etc/passwd", "/dev/stdin", "/~root/", "/nul", "/con",
		"/_review/ui/", "/_review/ui/..", "/_review/ui/../server.go", "/_review/ui/%2e%2e/server.go", "/_review/ui/..%2fserver.go", "/_review/ui//bar.js", "/_review/ui/./bar.js", "/_review/ui/bar.js/", "/_review/ui/bar.js%00",
		"/_review/ui/desk.html", "/_review/ui/nothing.js", "/_review/../.env", "/_review/..%2f.env", "/_review/%2e%2e/.env", "/_review/ui", "/_reviewx/", "/_review%2fui%2fbar.js", "/_review/nothing/at/all", "/_headers/", "/_redirects/..",
		"*", "ca/en/", "?", "#", "", " /ca/en/", "http:/ca/en/", "http:///ca/en/", "http://evil.example/ca/en/", "https://evil.example/", "http://HOST/ca/en/", "http://HOST/.env", "http://user@HOST/", "HTTP://HOST/",
		"file:///etc/passwd", "file:///DIR/.env", "//HOST/.env", "/DIR/.env", "/DIR/campaign.yaml", "javascript:alert(1)", "ftp://HOST/", "/http://evil.example/", "/https:%2f%2fevil.example",
	}
	// Climbing out, spelled in every way that some server has believed, to what lies beside and above.
	up := []string{"..", "%2e%2e", ".%2e", "%2E.", "..%00", "%252e%252e", "...", "..\\", "..%5c", "..%2f", "..%255c", "%c0%ae%c0%ae", "..;", "..%09", "%2e%2e%2f%2e%2e"}
	for _, dots := range up {
		for _, to := range []string{"/.env", "/campaign.yaml", "/CAMPAIGN-evil/secret.txt", "/secret.txt"} {
			paths = append(paths, "/"+dots+to, "/ca/en/"+strings.Repeat(dots+"/", 3)+to[1:], "/assets/"+dots+to)
		}
	}
	return paths
}

func TestRawPaths(t *testing.T) {
	above := t.TempDir()
	dir := filepath.Join(above, "campaign")
	lay(t, dir, campaign())
	for _, name := range []string{".env", ".git/config", ".tocsin/cache", "public/old.html", "public/index.html", "leak.txt", "notes.md",
		"../secret.txt", "../campaign-evil/secret.txt", "../CAMPAIGN-evil/secret.txt", "content/.hidden.md", "assets/.env", "content/facts/notes.txt"} {
		write(t, dir, name, secret)
	}
	for link, to := range map[string]string{"assets/leak.txt": "../../secret.txt", "content/leak.png": "../../secret.txt", "content/up": ".."} {
		if err := os.Symlink(to, filepath.Join(dir, link)); err != nil {
			t.Skipf("no symlinks here: %v", err)
		}
	}
	write(t, dir, "content/leaky.en.md", "---\ntitle: Leaky\n---\n![x](leak.png)\n\n[y](../leak.txt)\n\n[z](/.env)\n")
	r := serve(t, dir, Options{})
	paths := rawPaths()
	if len(paths) < 120 {
		t.Fatalf("only %d paths", len(paths))
	}
	for _, path := range paths {
		path = strings.NewReplacer("HOST", r.addr, "DIR", strings.TrimPrefix(dir, "/"), "CAMPAIGN", "campaign").Replace(path)
		for _, at := range []string{"", "?at=2026-10-01"} {
			a := r.raw(t, r.request("GET", path+at))
			if a.status < 400 || a.status >= 500 || strings.Contains(a.body, secret) {
				t.Errorf("%q: %d %s\n%s", path+at, a.status, a.header.Get("Location"), a.body)
			}
			if a.header.Get("Location") != "" {
				t.Errorf("%q leads to %s", path+at, a.header.Get("Location"))
			}
		}
	}
	for _, name := range []string{"/ca/en/", "/", "/robots.txt", "/ca/en/leaky/", "/ca/en/learn/lock/", "/assets/"} {
		if a := r.get(t, name); strings.Contains(a.body, secret) {
			t.Errorf("%s shows a secret:\n%s", name, a.body)
		}
	}
}

// What one may ask for in other words.
func TestPathsServed(t *testing.T) {
	r := serveCampaign(t, Options{}, nil)
	for path, want := range map[string]string{
		"/":                                     "200",
		"/index.html":                           "200",
		"/ca/":                                  "200",
		"/ca/en/":                               "200",
		"/ca/en/index.html":                     "200",
		"/ca/en/?x=%2e%2e":                      "200",
		"/%63a/en/":                             "200",
		"/ca/fr/learn/serrure/":                 "200",
		"/ca":                                   "307 /ca/",
		"/ca/en":                                "307 /ca/en/",
		"/ca/en?at=2026-10-12":                  "307 /ca/en/?at=2026-10-12",
		"/ca/fr/learn/serrure?x=//evil.example": "307 /ca/fr/learn/serrure/?x=//evil.example",
		"/_review":                              "307 /_review/",
		"/robots.txt":                           "200",
		"/_headers":                             "200",
		"/404.html":                             "200",
		"/.well-known/security.txt":             "200",
		"/ca/en/learn/serrure/":                 "404",
		"/ca/en/later/":                         "404",
		"/ca/en/later/?at=2026-10-12":           "200",
		"/ca/en/later/?at=2026-10-11T23:59":     "404",
		"/ca/en/later?at=2026-10-12":            "307 /ca/en/later/?at=2026-10-12",
		"/ca/en/soon/?at=2026-10-12":            "307 /ca/en/later/?at=2026-10-12",
		"/ca/en/later/?at=2026-10-12T03:59Z":    "404",
		"/ca/en/later/?at=2026-10-12T04:00Z":    "200",
		"/ca/en/?at=":                           "200",
		"/ca/en/?at=tomorrow":                   "400",
		"/ca/en/?at=2026-13-01":                 "400",
		"/ca/en/?at=%00":                        "400",
	} {
		a := r.raw(t, r.request("GET", path))
		got := fmt.Sprint(a.status)
		if to := a.header.Get("Location"); to != "" {
			got += " " + to
		}
		if got != want {
			t.Errorf("%s: %s, not %s", path, got, want)
		}
	}
}

func TestMethods(t *testing.T) {
	r := serveCampaign(t, Options{}, nil)
	for _, path := range []string{"/ca/en/", "/_review/", "/_review/events", "/nothing"} {
		for _, method := range []string{"POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT", "PROPFIND", "get", "HEADER", "GETS", "PURGE"} {
			a := r.raw(t, r.request(method, path))
			if a.status != http.StatusMethodNotAllowed || a.header.Get("Allow") != "GET, HEAD" {
				t.Errorf("%s %s: %d, Allow: %q", method, path, a.status, a.header.Get("Allow"))
			}
		}
	}
	for _, line := range []string{"OPTIONS *", "CONNECT evil.example:443", "CONNECT " + r.addr} {
		if a := r.raw(t, line+" HTTP/1.1\r\nHost: "+r.addr+"\r\nConnection: close\r\n\r\n"); a.status != http.StatusMethodNotAllowed {
			t.Errorf("%s: %d", line, a.status)
		}
	}
	get, head := r.get(t, "/ca/en/"), r.do(t, "HEAD", "/ca/en/")
	if head.status != http.StatusOK || head.body != "" || head.header.Get("Content-Length") != fmt.Sprint(len(get.body)) {
		t.Errorf("HEAD: %d, %d bytes, Content-Length %s for %d", head.status, len(head.body), head.header.Get("Content-Length"), len(get.body))
	}
	if a := r.do(t, "HEAD", "/_review/events"); a.status != http.StatusOK || a.body != "" {
		t.Errorf("HEAD of the stream: %d %q", a.status, a.body)
	}
}

func TestRequestsWithBodiesAndOddFraming(t *testing.T) {
	r := serveCampaign(t, Options{}, nil)
	for name, rest := range map[string]string{
		"a body":             "Content-Length: 4\r\n\r\nGET ",
		"chunks":             "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
		"both":               "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
		"two lengths":        "Content-Length: 0\r\nContent-Length: 4\r\n\r\nGET ",
		"a negative length":  "Content-Length: -1\r\n\r\n",
		"an odd encoding":    "Transfer-Encoding: xchunked\r\n\r\n",
		"a space in a name":  "X Y: z\r\n\r\n",
		"a bare line":        "nonsense\r\n\r\n",
		"an odd expectation": "Expect: a miracle\r\n\r\n",
	} {
		a := r.raw(t, "GET /ca/en/ HTTP/1.1\r\nHost: "+r.addr+"\r\n"+rest)
		if a.status < 400 {
			t.Errorf("%s: %d", name, a.status)
		}
	}
}

func TestHeadersOver64KB(t *testing.T) {
	r := serveCampaign(t, Options{}, nil)
	send := func(total int) int {
		head := "GET /ca/en/ HTTP/1.1\r\nHost: " + r.addr + "\r\nConnection: close\r\nX-Long: "
		return r.raw(t, head+strings.Repeat("a", total-len(head)-4)+"\r\n\r\n").status
	}
	if got := send(60 << 10); got != http.StatusOK {
		t.Errorf("60 KB of headers: %d", got)
	}
	for _, n := range []int{64<<10 + 1, 65 << 10, 68 << 10, 100 << 10} {
		if got := send(n); got != http.StatusRequestHeaderFieldsTooLarge {
			t.Errorf("%d bytes of headers: %d, not 431", n, got)
		}
	}
	long := r.raw(t, "GET /"+strings.Repeat("a", 70<<10)+" HTTP/1.1\r\nHost: "+r.addr+"\r\n\r\n")
	if long.status != http.StatusRequestHeaderFieldsTooLarge {
		t.Errorf("an address of 70 KB: %d", long.status)
	}
}

// The program itself waits less than 10 seconds for a request and less than 60 for the next one.
func TestLimitsByDefault(t *testing.T) {
	var l Limits
	l.fill()
	if l.Header >= 10*time.Second || l.Idle >= time.Minute || l.Write > time.Minute || l.Header <= 0 || l.Idle <= 0 || l.Write <= 0 || l.Clients <= 0 {
		t.Errorf("%+v", l)
	}
}

func TestStalledConnections(t *testing.T) {
	const short = 150 * time.Millisecond
	r := serveCampaign(t, Options{Limits: Limits{Header: short, Idle: 2 * short, Write: 3 * short}}, map[string]string{
		"content/learn/lock.en.md": "---\ntitle: Lock\n---\n[All of it](large.txt)\n",
		"content/learn/large.txt":  strings.Repeat("large", 4<<20),
	})
	whole := "GET /ca/en/ HTTP/1.1\r\nHost: " + r.addr + "\r\n"
	for name, sent := range map[string]string{
		"nothing":                    "",
		"one letter":                 "G",
		"half a request line":        "GET /ca/",
		"headers without an end":     whole,
		"headers, one letter short":  whole + "\r",
		"a body that never comes":    whole + "Content-Length: 10\r\n\r\n",
		"half a body":                whole + "Content-Length: 10\r\n\r\nabc",
		"chunks that never come":     whole + "Transfer-Encoding: chunked\r\n\r\n",
		"an unfinished chunk":        whole + "Transfer-Encoding: chunked\r\n\r\nff\r\nabc",
		"idle after one request":     whole + "\r\n",
		"half of the second request": whole + "\r\n" + "GET /ca",
		"TLS":                        "\x16\x03\x01\x02\x00\x01",
	} {
		t.Run(name, func(t *testing.T) {
			c, err := net.Dial("tcp", r.addr)
			if err != nil {
				t.Fatal(err)
			}
			defer c.Close()
			start := time.Now()
			_ = c.SetDeadline(start.Add(20 * time.Second))
			if _, err := io.WriteString(c, sent); err != nil {
				t.Fatal(err)
			}
			if _, err := io.Copy(io.Discard, c); os.IsTimeout(err) {
				t.Fatalf("still open after %v", time.Since(start))
			}
		})
	}
	t.Run("dripping headers", func(t *testing.T) {
		c, err := net.Dial("tcp", r.addr)
		if err != nil {
			t.Fatal(err)
		}
		defer c.Close()
		_ = c.SetReadDeadline(time.Now().Add(20 * time.Second))
		go func() {
			drip := time.NewTicker(short / 10)
			defer drip.Stop()
			for _, b := range []byte(whole + "X-Slow: " + strings.Repeat("a", 2000)) {
				if _, err := c.Write([]byte{b}); err != nil {
					return
				}
				<-drip.C
			}
		}()
		if _, err := io.Copy(io.Discard, c); os.IsTimeout(err) {
			t.Fatal("still open")
		}
	})
	t.Run("an answer that nobody reads", func(t *testing.T) {
		c, err := net.Dial("tcp", r.addr)
		if err != nil {
			t.Fatal(err)
		}
		defer c.Close()
		for len(r.conns.closed) > 0 {
			<-r.conns.closed
		}
		large := ""
		for name, a := range r.at(time.Time{}).Plan.Assets {
			if strings.HasSuffix(name, "large.txt") {
				large = a.Name
			}
		}
		if _, err := io.WriteString(c, r.request("GET", "/"+large)); err != nil {
			t.Fatal(err)
		}
		select {
		case <-r.conns.closed:
		case <-time.After(20 * time.Second):
			t.Fatal("still open")
		}
	})
}

// A stream is neither stalled nor idle: the timers must not end it.
func TestStreamOutlivesTimers(t *testing.T) {
	r := serveCampaign(t, Options{Limits: Limits{Header: 50 * time.Millisecond, Idle: 50 * time.Millisecond, Write: 50 * time.Millisecond}}, nil)
	st := r.listen(t)
	st.want(t, "hello")
	for range 4 { // connections that ask for nothing: each is ended after the timers' time
		c, err := net.Dial("tcp", r.addr)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.Copy(io.Discard, c); err != nil {
			t.Fatal(err)
		}
		must(t, c.Close())
	}
	r.hub.send("change", changeEvent{Build: "x"})
	st.want(t, "change")
}

func TestForeignPages(t *testing.T) {
	r := serveCampaign(t, Options{Hosts: []string{"review.example"}}, nil)
	for _, c := range []struct {
		path   string
		status int
		header []string
	}{
		{"/ca/en/", 200, []string{"Sec-Fetch-Site", "none", "Sec-Fetch-Mode", "navigate", "Sec-Fetch-Dest", "document"}},
		{"/ca/en/", 200, []string{"Sec-Fetch-Site", "same-origin", "Sec-Fetch-Mode", "cors"}},
		{"/ca/en/", 200, []string{"Sec-Fetch-Site", "cross-site", "Sec-Fetch-Mode", "navigate", "Sec-Fetch-Dest", "document"}},
		{"/ca/en/", 403, []string{"Sec-Fetch-Site", "cross-site", "Sec-Fetch-Mode", "navigate", "Sec-Fetch-Dest", "iframe"}},
		{"/ca/en/", 403, []string{"Sec-Fetch-Site", "cross-site", "Sec-Fetch-Mode", "no-cors", "Sec-Fetch-Dest", "image"}},
		{"/ca/en/", 403, []string{"Sec-Fetch-Site", "same-site", "Sec-Fetch-Mode", "cors"}},
		{"/ca/en/", 403, []string{"Origin", "https://evil.example"}},
		{"/ca/en/", 403, []string{"Origin", "null"}},
		{"/ca/en/", 200, []string{"Origin", "http://" + r.addr}},
		{"/ca/en/", 200, []string{"Origin", "https://review.example"}},
		{"/_review/events", 403, []string{"Origin", "https://evil.example"}},
		{"/_review/events", 403, []string{"Origin", "http://" + r.addr + ".evil.example"}},
		{"/_review/events", 403, []string{"Origin", "http://localhost:1"}},
		{"/_review/events", 403, []string{"Origin", "http://localhost"}},
		{"/_review/events", 403, []string{"Origin", "ftp://" + r.addr}},
		{"/_review/events", 403, []string{"Origin", "http://user@" + r.addr}},
		{"/_review/events", 403, []string{"Origin", "http://" + r.addr + "/path"}},
		{"/_review/events", 403, []string{"Origin", ""}},
		{"/_review/events", 403, []string{"Sec-Fetch-Site", "cross-site"}},
		{"/_review/events", 403, []string{"Sec-Fetch-Site", "same-site"}},
		{"/_review/events", 403, []string{"Sec-Fetch-Site", "Same-Origin"}},
		{"/_review/events", 403, []string{"Sec-Fetch-Site", "cross-site", "Sec-Fetch-Mode", "navigate", "Sec-Fetch-Dest", "document"}},
		{"/_review/events", 403, []string{"Sec-Fetch-Site", "nonsense"}},
		{"/_review/events", 403, []string{"Sec-Fetch-Site", "same-origin", "Sec-Fetch-Site", "cross-site"}},
		{"/_review/events", 403, []string{"Sec-Fetch-Site", "none", "Sec-Fetch-Site", "none"}},
		{"/_review/events", 403, []string{"Sec-Fetch-Site", "", "Sec-Fetch-Site", "cross-site"}},
		{"/_review/events", 403, []string{"Origin", "http://" + r.addr, "Origin", "https://evil.example"}},
		{"/ca/en/", 403, []string{"Sec-Fetch-Site", "same-origin", "Sec-Fetch-Site", "same-origin"}},
		{"/ca/en/", 403, []string{"Sec-Fetch-Site", "cross-site", "Sec-Fetch-Site", "same-origin", "Sec-Fetch-Mode", "navigate", "Sec-Fetch-Dest", "document"}},
		{"/_review/ui/bar.js", 403, []string{"Sec-Fetch-Site", "cross-site", "Sec-Fetch-Mode", "no-cors", "Sec-Fetch-Dest", "script"}},
		{"/_review/ui/bar.js", 200, []string{"Sec-Fetch-Site", "same-origin", "Sec-Fetch-Mode", "cors", "Sec-Fetch-Dest", "script"}},
	} {
		if a := r.get(t, c.path, c.header...); a.status != c.status {
			t.Errorf("%s with %v: %d, not %d", c.path, c.header, a.status, c.status)
		}
	}
}

// Every answer carries what protects it, and none a CORS header.
func TestProtectiveHeaders(t *testing.T) {
	r := serveCampaign(t, Options{}, nil)
	var names []string
	for _, target := range r.at(time.Time{}).Plan.Targets {
		names = append(names, "/"+target.Path)
	}
	names = append(names, "/nothing", "/ca/en", "/_review/ui/bar.js", "/_review/", "/_review/nothing", "/ca/en/?at=never")
	for _, name := range names {
		for _, method := range []string{"GET", "HEAD", "POST", "OPTIONS"} {
			a := r.do(t, method, name, "Access-Control-Request-Method", "GET")
			csp := a.header.Get("Content-Security-Policy")
			if !strings.HasPrefix(csp, "default-src 'none'; ") || strings.Contains(csp, "unsafe-eval") || strings.Contains(csp, "*") || !strings.Contains(csp, "frame-ancestors 'self'") {
				t.Errorf("%s %s: Content-Security-Policy %q", method, name, csp)
			}
			if strings.Contains(csp, "unsafe-inline") && !strings.Contains(csp, "sandbox") {
				t.Errorf("%s %s: inline styles where pages are: %q", method, name, csp)
			}
			if a.header.Get("X-Content-Type-Options") != "nosniff" {
				t.Errorf("%s %s: no nosniff", method, name)
			}
			for header := range a.header {
				if strings.HasPrefix(header, "Access-Control-") || header == "Timing-Allow-Origin" {
					t.Errorf("%s %s: %s", method, name, header)
				}
			}
		}
	}
}

func TestPassword(t *testing.T) {
	r := serveCampaign(t, Options{Password: "tröt tröt", pause: func(time.Duration) {}}, nil)
	basic := func(user, word string) string {
		req := httptest.NewRequest("GET", "/", nil)
		req.SetBasicAuth(user, word)
		return req.Header.Get("Authorization")
	}
	for _, path := range []string{"/ca/en/", "/_review/", "/_review/events", "/_review/ui/bar.js", "/nothing"} {
		for _, wrong := range []string{"", "Basic", "Basic !!", basic("x", ""), basic("x", "tröt"), basic("tröt tröt", "x"), basic("", "tröt tröt "), "Bearer tröt tröt"} {
			var header []string
			if wrong != "" {
				header = []string{"Authorization", wrong}
			}
			a := r.get(t, path, header...)
			if a.status != http.StatusUnauthorized || !strings.HasPrefix(a.header.Get("WWW-Authenticate"), "Basic ") || strings.Contains(a.body, "Home") {
				t.Errorf("%s with %q: %d", path, wrong, a.status)
			}
		}
	}
	for _, user := range []string{"", "reviewer", "a:b"[:1]} {
		if a := r.get(t, "/ca/en/", "Authorization", basic(user, "tröt tröt")); a.status != http.StatusOK {
			t.Errorf("user %q with the password: %d", user, a.status)
		}
	}
}

// A server on every address answers to the address that was reached, and to no other.
func TestAllowedHosts(t *testing.T) {
	for _, c := range []struct {
		addr  string
		names []string
		want  []string
	}{
		{"127.0.0.1:8080", nil, []string{"localhost:8080", "127.0.0.1:8080", "[::1]:8080", "127.0.0.1:8080"}},
		{"127.0.0.1:80", nil, []string{"localhost:80", "localhost", "127.0.0.1:80", "127.0.0.1", "[::1]:80", "[::1]", "127.0.0.1:80", "127.0.0.1"}},
		{"[fe80::1%eth0]:8080", nil, []string{"localhost:8080", "127.0.0.1:8080", "[::1]:8080", "[fe80::1]:8080"}},
		{"0.0.0.0:8080", []string{"Review.example"}, []string{"localhost:8080", "127.0.0.1:8080", "[::1]:8080", "review.example", "review.example:8080"}},
		{"[::]:8080", []string{"review.example:443"}, []string{"localhost:8080", "127.0.0.1:8080", "[::1]:8080", "review.example:443"}},
	} {
		addr, err := net.ResolveTCPAddr("tcp", c.addr)
		if err != nil {
			t.Fatal(err)
		}
		if got := allowedHosts(addr, c.names); !slices.Equal(got, c.want) {
			t.Errorf("%s %v: %v, not %v", c.addr, c.names, got, c.want)
		}
	}
}
