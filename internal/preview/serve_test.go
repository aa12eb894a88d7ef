package preview

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"image"
	"image/png"
	"io"
	"io/fs"
	"maps"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"tocsin"
	"tocsin/internal/diag"
	"tocsin/internal/plan"
	"tocsin/internal/render"
	"tocsin/internal/site"
	"tocsin/internal/source"
	"tocsin/internal/words"
)

// moment is when the tests' campaigns are looked at: nothing in them may hang on the clock.
const moment = "2026-10-05T12:00"

const settings = `title: {en: Ring, fr: Sonne}
base_url: https://ring.example/
security: {contact: "mailto:security@ring.example", expires: 2099-01-01}
countries:
  ca:
    name: {en: Canada, fr: Canada}
    timezone: America/Toronto
    missing: omit
    languages: [en, fr]
  us:
    name: {en: United States}
    timezone: America/New_York
    missing: omit
    languages: [en]
`

// campaign is a small one that draws no diagnostic.
func campaign() map[string]string {
	return map[string]string{
		"campaign.yaml":                settings,
		"content/index.en.md":          "---\ntitle: Home\n---\nHello.\n",
		"content/index.fr.md":          "---\ntitle: Accueil\n---\nBonjour.\n",
		"content/learn/index.en.md":    "---\ntitle: Learn\n---\nRead on.\n",
		"content/learn/index.fr.md":    "---\ntitle: Apprendre\n---\nLisez.\n",
		"content/learn/lock.en.md":     "---\ntitle: Lock\n---\n::message{id=pause}\n\n![A lock](lock.png)\n",
		"content/learn/lock.fr.md":     "---\ntitle: Serrure\nslug: serrure\n---\n::message{id=pause}\n",
		"content/learn/lock.png":       dot(1),
		"content/later.en.md":          "---\ntitle: Later\npublish: 2026-10-12\naliases: [soon]\n---\nThe embargo is over.\n\n![A key](key.png)\n",
		"content/key.png":              dot(3),
		"content/messages/pause.en.md": "Stop and think.\n",
		"content/messages/pause.fr.md": "Arrêtez-vous un instant.\n",
	}
}

// lay writes files into a folder, which it makes.
func lay(t testing.TB, dir string, files map[string]string) {
	t.Helper()
	for name, text := range files {
		write(t, dir, name, text)
	}
}

func write(t testing.TB, dir, name, text string) {
	t.Helper()
	name = filepath.Join(dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// running is a server in a test.
type running struct {
	*Server
	dir, addr string
	conns     *countingListener
	rounds    rounds
	mu        sync.Mutex
	said      []string
}

// rounds tells a test when the server has dealt with something.
type rounds struct {
	mu    sync.Mutex
	taken int           // rounds in which something had changed
	next  chan struct{} // closed after the next round of any kind
}

// dealt notes a round.
func (r *rounds) dealt(b batch) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if b.all || len(b.names) > 0 {
		r.taken++
	}
	if r.next != nil {
		close(r.next)
		r.next = nil
	}
}

// now returns how many changes have been taken in, and what is closed after the next round.
func (r *rounds) now() (taken int, next <-chan struct{}) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.next == nil {
		r.next = make(chan struct{})
	}
	return r.taken, r.next
}

// long is how long a test waits for what must come, on the busiest machine.
const long = time.Minute

// step makes a change and waits until the server has taken it in, or at least a part of it.
func (r *running) step(t testing.TB, change func()) {
	t.Helper()
	before, _ := r.rounds.now()
	change()
	r.eventually(t, func() string {
		if taken, _ := r.rounds.now(); taken == before {
			return "the server does not see a change"
		}
		return ""
	})
}

// serve runs a server over a folder until the test ends.
func serve(t testing.TB, dir string, o Options) *running {
	t.Helper()
	run := &running{dir: dir}
	o.Dir, o.Builtin = dir, tocsin.Files
	if o.At == "" {
		o.At = moment
	}
	o.Say = func(key string, pairs ...any) {
		run.mu.Lock()
		defer run.mu.Unlock()
		run.said = append(run.said, words.In("en").T(key, pairs...))
	}
	o.dealt = run.rounds.dealt
	s, err := New(o)
	if err != nil {
		t.Fatal(err)
	}
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	run.Server, run.addr, run.conns = s, ln.Addr().String(), &countingListener{Listener: ln, closed: make(chan struct{}, 1000)}
	ctx, stop := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- s.Serve(ctx, run.conns) }()
	t.Cleanup(func() {
		stop()
		if err := <-done; err != nil {
			t.Errorf("Serve: %v", err)
		}
		if err := s.Close(); err != nil {
			t.Errorf("Close: %v", err)
		}
	})
	return run
}

// serveCampaign serves the small campaign with some files more, or without those whose text is "-".
func serveCampaign(t testing.TB, o Options, more map[string]string) *running {
	t.Helper()
	files := campaign()
	maps.Copy(files, more)
	maps.DeleteFunc(files, func(_, text string) bool { return text == "-" })
	dir := t.TempDir()
	lay(t, dir, files)
	return serve(t, dir, o)
}

// countingListener tells when the server closes a connection.
type countingListener struct {
	net.Listener
	closed chan struct{}
}

func (l *countingListener) Accept() (net.Conn, error) {
	c, err := l.Listener.Accept()
	if err != nil {
		return nil, err
	}
	return &countingConn{Conn: c, closed: l.closed}, nil
}

type countingConn struct {
	net.Conn
	once   sync.Once
	closed chan struct{}
}

func (c *countingConn) Close() error {
	c.once.Do(func() { c.closed <- struct{}{} })
	return c.Conn.Close()
}

// answer is what came back.
type answer struct {
	status int
	header http.Header
	body   string
}

// get asks for a path as a browser does, without following redirects.
func (r *running) get(t testing.TB, path string, headers ...string) answer {
	t.Helper()
	return r.do(t, http.MethodGet, path, headers...)
}

func (r *running) do(t testing.TB, method, path string, headers ...string) answer {
	t.Helper()
	req, err := http.NewRequest(method, "http://"+r.addr+path, nil)
	if err != nil {
		t.Fatal(err)
	}
	for i := 0; i+1 < len(headers); i += 2 {
		req.Header.Add(headers[i], headers[i+1])
	}
	res, err := http.DefaultTransport.RoundTrip(req)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	if strings.HasPrefix(res.Header.Get("Content-Type"), "text/event-stream") && res.StatusCode == http.StatusOK { // has no end
		return answer{res.StatusCode, res.Header, ""}
	}
	body, err := io.ReadAll(res.Body)
	if err != nil {
		t.Fatal(err)
	}
	return answer{res.StatusCode, res.Header, string(body)}
}

// raw sends bytes over a connection of their own and reads the answer. Status is 0 where none came.
func (r *running) raw(t testing.TB, request string) answer {
	t.Helper()
	c, err := net.Dial("tcp", r.addr)
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	_ = c.SetDeadline(time.Now().Add(20 * time.Second))
	if _, err := io.WriteString(c, request); err != nil {
		return answer{}
	}
	res, err := http.ReadResponse(bufio.NewReader(c), nil)
	if err != nil {
		return answer{}
	}
	defer res.Body.Close()
	body, _ := io.ReadAll(res.Body)
	return answer{res.StatusCode, res.Header, string(body)}
}

// request spells a plain request line with our Host.
func (r *running) request(method, path string) string {
	return method + " " + path + " HTTP/1.1\r\nHost: " + r.addr + "\r\nConnection: close\r\n\r\n"
}

// built is what a clean build of a folder gives: path → bytes. Its diagnostics tell whether build would write it.
func built(t testing.TB, dir string, keep render.Only) (map[string][]byte, diag.List) {
	t.Helper()
	root, err := os.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	src, diags := source.Load(root.FS(), tocsin.Files)
	at, _ := momentIn(src.Campaign, moment)
	web, d := site.Resolve(src, at)
	diags = append(diags, d...)
	p, d := plan.New(web, render.Files(), plan.Options{})
	diags = append(diags, d...)
	r, d := render.New(p, nil, render.Options{})
	out, err := outputs(r, keep)
	if err != nil {
		t.Fatal(err)
	}
	return out, append(diags, d...)
}

// outputs renders what keep keeps.
func outputs(r *render.Renderer, keep render.Only) (map[string][]byte, error) {
	out := map[string][]byte{}
	for o, err := range r.Each(context.Background(), keep) {
		if err != nil {
			return nil, err
		}
		out[o.Path] = bytes.Clone(o.Data)
	}
	return out, nil
}

// quick leaves out the pictures, which take longer than all the rest and show only words that are elsewhere too.
func quick(t plan.Target) bool { return t.Kind != plan.Picture }

// siteDiff tells how two sites differ, "" where they do not.
func siteDiff(got, want map[string][]byte) string {
	var out []string
	for name, data := range want {
		switch have, ok := got[name]; {
		case !ok:
			out = append(out, name+" is missing")
		case !bytes.Equal(have, data):
			out = append(out, name+" has other bytes")
		}
	}
	for name := range got {
		if _, ok := want[name]; !ok {
			out = append(out, name+" should not be there")
		}
	}
	slices.Sort(out)
	return strings.Join(out[:min(len(out), 8)], "\n")
}

// eventually waits until f has nothing more to complain of. It asks again after each of the server's rounds.
func (r *running) eventually(t testing.TB, f func() string) {
	t.Helper()
	end := time.After(long)
	for {
		_, next := r.rounds.now()
		what := f()
		if what == "" {
			return
		}
		select {
		case <-next:
		case <-end:
			t.Fatal(what)
		}
	}
}

// settles waits until the server shows what a clean build of its folder gives.
func (r *running) settles(t testing.TB) {
	t.Helper()
	want, diags := built(t, r.dir, quick)
	if n, _ := diags.Count(); n > 0 {
		t.Fatalf("the test's own campaign has errors: %v", diags.Sorted())
	}
	var seen *snapshot
	complaint := ""
	r.eventually(t, func() (what string) {
		snap := r.at(time.Time{})
		if snap == seen {
			return complaint // it is as it was: to write it again costs much and tells nothing
		}
		defer func() { seen, complaint = snap, what }()
		if !snap.laidOut {
			return "the templates are broken"
		}
		got, err := outputs(snap.Rend, quick)
		if err != nil {
			return err.Error() // a file of the state before is gone
		}
		return siteDiff(got, want)
	})
}

// shows waits until a page holds some words.
func (r *running) shows(t testing.TB, path, words string) {
	t.Helper()
	r.eventually(t, func() string {
		if a := r.get(t, path); !strings.Contains(a.body, words) {
			return fmt.Sprintf("%s (%d) does not show %q:\n%s", path, a.status, words, a.body)
		}
		return ""
	})
}

// tree lists what is in a folder, with sizes and times, but for what commands remember, in .tocsin.
func tree(t testing.TB, dir string) string {
	t.Helper()
	var b strings.Builder
	err := fs.WalkDir(os.DirFS(dir), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if name == ".tocsin" {
			return fs.SkipDir
		}
		info, err := d.Info()
		if name == "." {
			fmt.Fprintln(&b, name, info.Mode())
			return err
		}
		fmt.Fprintln(&b, name, info.Mode(), info.Size(), info.ModTime().UnixNano())
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// stream reads the event stream.
type stream struct {
	res    *http.Response
	events chan [2]string // name and data
}

func (r *running) listen(t testing.TB) *stream {
	t.Helper()
	res, err := http.Get("http://" + r.addr + r.address("_review/events"))
	if err != nil {
		t.Fatal(err)
	}
	if res.StatusCode != http.StatusOK {
		t.Fatalf("the event stream: %s", res.Status)
	}
	st := &stream{res, make(chan [2]string, 100)}
	t.Cleanup(func() { res.Body.Close() })
	go func() {
		defer close(st.events)
		name := ""
		for sc := bufio.NewScanner(res.Body); sc.Scan(); {
			if v, ok := strings.CutPrefix(sc.Text(), "event: "); ok {
				name = v
			} else if v, ok := strings.CutPrefix(sc.Text(), "data: "); ok {
				st.events <- [2]string{name, v}
			}
		}
	}()
	return st
}

// want waits for an event and returns its data; others before it are passed over, but for those in not.
func (s *stream) want(t testing.TB, name string, not ...string) string {
	t.Helper()
	end := time.After(30 * time.Second)
	for {
		select {
		case ev, ok := <-s.events:
			switch {
			case !ok:
				t.Fatalf("the stream ended before %q came", name)
			case ev[0] == name:
				return ev[1]
			case slices.Contains(not, ev[0]):
				t.Fatalf("%q came before %q: %s", ev[0], name, ev[1])
			}
		case <-end:
			t.Fatalf("no event %q came", name)
		}
	}
}

// checked waits until the served state is checked, and so is what it stays.
func (r *running) checked(t testing.TB) {
	t.Helper()
	r.eventually(t, func() string {
		if shown := r.shown.Load(); shown == nil || shown.Build != r.live.Load().Build {
			return "the checks never end"
		}
		return ""
	})
}

// dot is a picture of one pixel.
func dot(grey byte) string {
	var b bytes.Buffer
	img := image.NewGray(image.Rect(0, 0, 1, 1))
	img.Pix[0] = grey
	_ = png.Encode(&b, img) // into memory, which cannot fail
	return b.String()
}
