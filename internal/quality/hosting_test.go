package quality_test

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"tocsin/internal/host"
)

// server is a real web server: how its program is called, and how it is set up with our snippet.
type server struct {
	name    string
	program []string // any of these
	snippet string   // which of ours
	conf    func(setup) string
	args    func(setup) []string
	gzip    bool // it sends the .gz that lies there
}

// setup is where one server runs: its own folder, the one that it serves, its port, and our snippet's file.
type setup struct {
	dir, www, snippet string
	port              int
}

func servers() []server {
	apache := func(form func(setup) string) func(setup) string {
		return func(s setup) string {
			conf := fmt.Sprintf("ServerRoot %q\nServerName localhost\nListen 127.0.0.1:%d\nPidFile %[1]q/pid\nErrorLog %[1]q/error.log\nTypesConfig /etc/mime.types\n", s.dir, s.port)
			conf = strings.ReplaceAll(conf, `"/pid`, `/pid"`)
			conf = strings.ReplaceAll(conf, `"/error.log`, `/error.log"`)
			for _, m := range []string{"mpm_event", "authz_core", "dir", "mime", "alias", "headers"} {
				conf += "LoadModule " + m + "_module /usr/lib/apache2/modules/mod_" + m + ".so\n"
			}
			if os.Getuid() == 0 {
				conf += "User www-data\nGroup www-data\n"
			}
			return conf + fmt.Sprintf("<VirtualHost *>\nDocumentRoot %q\n%s\n</VirtualHost>\n", s.www, form(s))
		}
	}
	args := func(s setup) []string { return []string{"-D", "FOREGROUND", "-f", filepath.Join(s.dir, "conf")} }
	return []server{
		{name: "nginx", program: []string{"nginx"}, snippet: "nginx", gzip: true, conf: func(s setup) string {
			user := ""
			if os.Getuid() == 0 {
				user = "user root;\n"
			}
			temp := ""
			for _, what := range []string{"client_body", "proxy", "fastcgi", "uwsgi", "scgi"} {
				temp += fmt.Sprintf("%s_temp_path %s/%[1]s;\n", what, s.dir)
			}
			return fmt.Sprintf("%sdaemon off;\npid %s/pid;\nerror_log %[2]s/error.log;\nevents { }\nhttp {\ninclude /etc/nginx/mime.types;\naccess_log off;\n%s"+
				"server {\nlisten 127.0.0.1:%d;\nroot %s;\ninclude %s;\n}\n}\n", user, s.dir, temp, s.port, s.www, s.snippet)
		}, args: func(s setup) []string {
			return []string{"-p", s.dir, "-e", filepath.Join(s.dir, "error.log"), "-c", filepath.Join(s.dir, "conf")}
		}},
		{name: "apache", program: []string{"apache2"}, snippet: "apache", args: args, conf: apache(func(s setup) string {
			return fmt.Sprintf("<Directory %q>\nRequire all granted\n</Directory>\nInclude %q", s.www, s.snippet)
		})},
		{name: "htaccess", program: []string{"apache2"}, snippet: "apache", args: args, conf: apache(func(s setup) string {
			_ = os.Rename(s.snippet, filepath.Join(s.www, ".htaccess")) // if it is not there, nothing below holds
			return fmt.Sprintf("<Directory %q>\nRequire all granted\nAllowOverride FileInfo Indexes\n</Directory>", s.www)
		})},
		{name: "caddy", program: []string{"caddy"}, snippet: "caddy", gzip: true, conf: func(s setup) string {
			return fmt.Sprintf("{\n\tadmin off\n\tauto_https off\n}\nhttp://127.0.0.1:%d {\n\troot * %s\n\timport %s\n}\n", s.port, s.www, s.snippet)
		}, args: func(s setup) []string {
			return []string{"run", "--adapter", "caddyfile", "--config", filepath.Join(s.dir, "conf")}
		}},
	}
}

// odd is an old address in which every character means something to some server.
const odd = `old/a$1{b};'c`

// TestServers runs real web servers with what `tocsin hosting` prints, at a host's root and under a path.
func TestServers(t *testing.T) {
	slow(t, "nginx, Apache and Caddy")
	for _, root := range []string{"/", "/campaigns/2026/"} {
		www := t.TempDir()
		if err := os.Chmod(filepath.Dir(www), 0o755); err != nil { // some servers run as somebody else
			t.Fatal(err)
		}
		c := &campaign{t: t, dir: filepath.Join(t.TempDir(), "campaign")}
		c.copy()
		c.replace("campaign.yaml", "base_url: https://october.example/\n", "base_url: https://october.example"+root+"\n")
		c.replace("content/learn/phishing.en.md", "---\ntitle:", "---\naliases: [learn/fishing, old/hameçon, '"+strings.ReplaceAll(odd, "'", "''")+"']\ntitle:")
		out := filepath.Join(www, filepath.FromSlash(root))
		if root == "/" {
			out = filepath.Join(www, "site")
			www = out
		}
		build(t, c.dir, out, "2026-10-07", "--precompress")
		for _, s := range servers() {
			t.Run(s.name+" at "+root, func(t *testing.T) {
				a := s.start(t, c.dir, www)
				a.root, a.out, a.gzip = root, out, s.gzip
				a.answers(t)
			})
		}
	}
}

// start runs the server until the test ends.
func (s server) start(t *testing.T, campaign, www string) *answerer {
	t.Helper()
	var path string
	for _, name := range s.program {
		if found, err := exec.LookPath(name); err == nil {
			path = found
		} else if found, err := exec.LookPath("/usr/sbin/" + name); err == nil {
			path = found
		}
	}
	if path == "" {
		if os.Getenv("TOCSIN_QUALITY") == "1" {
			t.Fatalf("%s is not on this machine; .ci/run installs it", s.program[0])
		}
		t.Skipf("SKIPPED: %s is not on this machine, so nothing is known of what `tocsin hosting %s` prints. To install it: .ci/run", s.program[0], s.snippet)
	}
	conf := setup{dir: t.TempDir(), www: www, port: freePort(t)}
	conf.snippet = filepath.Join(conf.dir, "snippet")
	cmd := exec.Command(shared.program, "hosting", s.snippet, "--dir", campaign, "--at", "2026-10-07", "--precompress")
	printed, err := cmd.Output()
	if err != nil {
		t.Fatalf("tocsin hosting %s: %v", s.snippet, err)
	}
	t.Cleanup(func() { os.Remove(filepath.Join(www, ".htaccess")) })
	for name, text := range map[string][]byte{conf.snippet: printed} {
		if err := os.WriteFile(name, text, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile(filepath.Join(conf.dir, "conf"), []byte(s.conf(conf)), 0o644); err != nil {
		t.Fatal(err)
	}
	var said bytes.Buffer
	run := exec.Command(path, s.args(conf)...)
	run.Stdout, run.Stderr = &said, &said
	run.Env = append(os.Environ(), "HOME="+conf.dir)
	if err := run.Start(); err != nil {
		t.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() { ended <- run.Wait() }()
	t.Cleanup(func() {
		_ = run.Process.Signal(os.Interrupt)
		select {
		case <-ended:
		case <-time.After(10 * time.Second):
			_ = run.Process.Kill()
		}
	})
	address := fmt.Sprintf("127.0.0.1:%d", conf.port)
	for deadline := time.Now().Add(20 * time.Second); ; {
		if c, err := net.DialTimeout("tcp", address, time.Second); err == nil {
			c.Close()
			return &answerer{base: "http://" + address}
		}
		select {
		case err := <-ended:
			ended <- err
			log, _ := os.ReadFile(filepath.Join(conf.dir, "error.log"))
			t.Fatalf("%s does not start: %v\n%s%s\nwith\n%s", s.name, err, &said, log, printed)
		case <-time.After(20 * time.Millisecond):
		}
		if time.Now().After(deadline) {
			t.Fatalf("%s does not answer\n%s", s.name, &said)
		}
	}
}

// freePort returns a port on which nobody listens.
func freePort(t *testing.T) int {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().(*net.TCPAddr).Port
}

// answerer asks a running server for a site's files.
type answerer struct {
	base, root, out string
	gzip            bool
}

type answer struct {
	code   int
	header http.Header
	body   []byte
}

// get asks for a path within the site, or for a whole one that begins with a slash.
func (a *answerer) get(t *testing.T, path string, header ...string) answer {
	t.Helper()
	u := url.URL{Path: a.root + path}
	if strings.HasPrefix(path, "/") {
		u.Path = path
	}
	req, err := http.NewRequestWithContext(t.Context(), http.MethodGet, a.base+u.EscapedPath(), nil)
	if err != nil {
		t.Fatal(err)
	}
	for i := 0; i < len(header); i += 2 {
		req.Header.Set(header[i], header[i+1])
	}
	client := &http.Client{Timeout: 10 * time.Second, Transport: &http.Transport{DisableCompression: true, DisableKeepAlives: true},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	resp, err := client.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	return answer{resp.StatusCode, resp.Header, body}
}

func (a *answerer) file(t *testing.T, name string) []byte {
	t.Helper()
	return mustRead(t, filepath.Join(a.out, filepath.FromSlash(name)))
}

// sent holds that an address gives a file with a code and a cache time, and every header of the site.
func (a *answerer) sent(t *testing.T, path string, code int, file, cache string) {
	t.Helper()
	got := a.get(t, path)
	if got.code != code || !bytes.Equal(got.body, a.file(t, file)) {
		t.Errorf("%s: code %d, %d bytes; want %d and %s\n%.300s", path, got.code, len(got.body), code, file, got.body)
	}
	if c := got.header.Values("Cache-Control"); len(c) != 1 || c[0] != cache {
		t.Errorf("%s: Cache-Control %q, want %q", path, c, cache)
	}
	for _, h := range (host.Site{Root: a.root}).Headers() {
		if v := got.header.Values(h.Name); len(v) != 1 || v[0] != h.Value {
			t.Errorf("%s: %s %q, want %q once", path, h.Name, v, h.Value)
		}
	}
}

func (a *answerer) answers(t *testing.T) {
	t.Helper()
	css, err := filepath.Glob(filepath.Join(a.out, "assets", "site.*.css"))
	if err != nil || len(css) != 1 {
		t.Fatalf("style sheets: %q, %v", css, err)
	}
	asset := "assets/" + filepath.Base(css[0])
	a.sent(t, "", 200, "index.html", host.Fresh)
	a.sent(t, "ca/fr/", 200, "ca/fr/index.html", host.Fresh)
	a.sent(t, asset, 200, asset, host.Immutable)
	for path, page := range map[string]string{"nothing": "404.html", "assets/none.css": "404.html", "ca/fr/rien/du/tout/": "ca/fr/404.html", "ca/fr/rien": "ca/fr/404.html",
		"ca/fr/rien.ics": "ca/fr/404.html", "us/es/nada/": "us/es/404.html", "ca/en/none.xml": "ca/en/404.html", "us/none/": "404.html"} {
		a.sent(t, path, 404, page, host.Fresh)
	}
	a.redirects(t)
	for path, want := range map[string]string{"ca/fr/": "text/html", asset: "text/css", "ca/en/feed.xml": "application/xml", "sitemap.xml": "application/xml",
		"ca/en/calendar/2026/calendar.ics": "text/calendar", "robots.txt": "text/plain", "ca/en/messages.json": "application/json", "ca/en/feed.json": "application/feed+json"} {
		got := a.get(t, path)
		media, more, _ := strings.Cut(got.header.Get("Content-Type"), ";")
		if got.code != 200 || media != want || want != "application/json" && !strings.Contains(strings.ToLower(more), "utf-8") {
			t.Errorf("%s: code %d, Content-Type %q, want %s in UTF-8", path, got.code, got.header.Get("Content-Type"), want)
		}
	}
	if got := a.get(t, "ca/fr/"); got.header.Get("Etag")+got.header.Get("Last-Modified") == "" {
		t.Error("a page has nothing by which to ask whether it changed")
	} else if again := a.get(t, "ca/fr/", "If-None-Match", got.header.Get("Etag"), "If-Modified-Since", got.header.Get("Last-Modified")); again.code != 304 {
		t.Errorf("a page that did not change is sent again: %d", again.code)
	}
	if got := a.get(t, "assets/"); got.code != 404 && got.code != 403 {
		t.Errorf("a folder without a page is shown: %d\n%.300s", got.code, got.body)
	}
	if a.root != "/" {
		if got := a.get(t, "/elsewhere/"); got.header.Get("Content-Security-Policy")+got.header.Get("Cache-Control") != "" {
			t.Errorf("what lies beside the site got its headers: %d %v", got.code, got.header)
		}
	}
	if a.gzip {
		a.compressed(t, "ca/fr/", "ca/fr/index.html")
		a.compressed(t, asset, asset)
	}
}

// redirects asks for old addresses.
func (a *answerer) redirects(t *testing.T) {
	t.Helper()
	for _, from := range []string{"ca/en/learn/fishing/", "ca/en/old/hameçon/"} {
		got := a.get(t, from)
		u, err := url.Parse(got.header.Get("Location"))
		if want := a.root + "ca/en/learn/phishing/"; got.code != 301 || err != nil || u.Path != want {
			t.Errorf("%s: code %d to %q, want 301 to %s", from, got.code, got.header.Get("Location"), want)
		}
	}
	a.sent(t, "ca/en/learn/fishing/more", 404, "ca/en/404.html", host.Fresh)
	if got := a.get(t, "ca/en/"+odd+"/"); got.code != 200 || !bytes.Contains(got.body, []byte(`http-equiv="refresh"`)) {
		t.Errorf("an old address with odd characters: code %d, %.300s", got.code, got.body)
	}
	got := a.get(t, "ca/en/learn")
	if u, err := url.Parse(got.header.Get("Location")); got.code/100 != 3 || err != nil || u.Path != a.root+"ca/en/learn/" {
		t.Errorf("a folder without its slash: code %d to %q", got.code, got.header.Get("Location"))
	}
}

// compressed asks for a text as browsers do.
func (a *answerer) compressed(t *testing.T, path, file string) {
	t.Helper()
	got := a.get(t, path, "Accept-Encoding", "gzip")
	if got.header.Get("Content-Encoding") != "gzip" || !bytes.Equal(got.body, a.file(t, file+".gz")) {
		t.Errorf("%s: Content-Encoding %q, and not the file that lies there", path, got.header.Get("Content-Encoding"))
		return
	}
	r, err := gzip.NewReader(bytes.NewReader(got.body))
	if err != nil {
		t.Fatal(err)
	}
	text, err := io.ReadAll(r)
	if err != nil || !bytes.Equal(text, a.file(t, file)) {
		t.Errorf("%s.gz is another file: %v", file, err)
	}
	if !strings.Contains(got.header.Get("Vary"), "Accept-Encoding") {
		t.Errorf("%s: Vary is %q: a cache between would send it to those who cannot read it", path, got.header.Get("Vary"))
	}
}
