// Package preview is the review server: the whole campaign in memory, as readers will see it at any moment, for the
// people who write and approve it.
//
// It runs the same chain as build on every change and swaps the result; pages are rendered when they are asked for.
// There is no file system behind it: a path is answered only if the plan holds it, so there is nothing to escape from.
// And since whatever listens on a writer's machine can be reached by every web page that the writer opens, it answers
// only to its own names, only to reads, and shares nothing with other origins.
package preview

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io/fs"
	"log"
	"net"
	"net/http"
	"os"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"tocsin/internal/cache"
	"tocsin/internal/diag"
	"tocsin/internal/source"
	"tocsin/internal/words"
)

// Options say what to serve and to whom. The zero value of everything but Dir and Builtin will do.
type Options struct {
	Dir      string   // the campaign's folder
	Builtin  fs.FS    // the built-in theme
	At       string   // the moment that is shown where a request names none, as source.ParseDate reads it; empty for now
	Base     string   // path under which a reverse proxy serves this, such as /preview; empty at the root of the host
	Hosts    []string // further names that requests may come for, NAME or NAME:PORT
	Password string   // asked for when not empty, with any user name
	Poll     bool     // look for changes every second instead of being told by the system
	Editor   string   // template of links that open a file, such as vscode://file/{file}:{line}
	Limits   Limits
	Say      func(key string, pairs ...any) // talk for the person at the terminal, by a key of package words; may be nil
	Report   func(diag.List)                // is given what is wrong after each change; may be nil
	TLS      *tls.Config                    // to speak HTTPS; nil for HTTP
	clock    func() time.Time               // for tests; nil for the real one
	pause    func(time.Duration)            // the same
	dealt    func(batch)                    // for tests, called after each round with what it was about; may be nil
}

// Limits keep one client from holding what others need. A zero field means the default.
type Limits struct {
	Header  time.Duration // how long a request may take to arrive: 9 s
	Idle    time.Duration // how long a connection may stay without a request: 55 s
	Write   time.Duration // how long a client may take to receive an answer: 60 s
	Clients int           // open event streams: 1,000
	Poll    time.Duration // between two looks at the campaign's folder, and with Options.Poll at its files: 1 s

	// Patience is how long the newest state must stay broken before anybody is told: an editor that saves in two steps
	// leaves half a file for a moment. 120 ms.
	Patience time.Duration
}

// maxHeader is how many bytes a request's line and headers may have. net/http adds 4 KB of its own to what it is told.
const maxHeader = 64 << 10

func (l *Limits) fill() {
	set := func(d *time.Duration, v time.Duration) {
		if *d == 0 {
			*d = v
		}
	}
	// A stalled request must be gone within 10 seconds and an idle connection within 60, so the timers are shorter.
	set(&l.Header, 9*time.Second)
	set(&l.Idle, 55*time.Second)
	set(&l.Write, time.Minute)
	set(&l.Poll, time.Second)
	set(&l.Patience, 120*time.Millisecond)
	if l.Clients == 0 {
		l.Clients = 1000
	}
}

// Server serves one campaign. It is made by [New], runs in [Server.Serve] and must be closed.
type Server struct {
	opts  Options
	base  string // Options.Base with a leading slash and without one at the end; "" at the root
	hub   *hub
	watch watcher
	ui    map[string]file // by name: bar.js

	live     atomic.Pointer[snapshot]
	wrong    atomic.Pointer[diag.List] // errors of the newest state while something older is shown or pages are missing
	shown    atomic.Pointer[snapshot]  // what the browsers know: live, once it is checked
	moments  moments
	dressing dressing

	hosts []string
	guard *guard

	// What follows belongs to the goroutine that rebuilds.
	root      *os.Root
	cache     *cache.Store   // of photographs; the folder that the server began in keeps it
	former    []*os.Root     // of folders that another has taken the place of; pages of theirs may still be open
	raw       *source.Source // as the files are
	loaded    diag.List      // what was wrong in reading them
	good      *source.Source // raw with the last good version of each broken file
	faults    map[string]bool
	newest    diag.List // of the newest state, shown or not
	untold    bool      // it has errors that nobody has been told yet
	allocated uint64    // bytes, until the last collection that was asked for
	pending   batch     // what changed since the browsers were told
	looked    time.Time // the moment of the newest state
	builds    int
	start     string // begins the names of builds, so that those of two runs differ
}

// New opens the campaign, starts to watch it and resolves it for the first time. It returns an error only where there
// is no folder to serve; a campaign with errors is served as far as it is whole.
func New(o Options) (*Server, error) {
	o.Limits.fill()
	if o.Say == nil {
		o.Say = func(string, ...any) {}
	}
	if o.clock == nil {
		o.clock = time.Now
	}
	if o.pause == nil {
		o.pause = time.Sleep
	}
	base, err := cleanBase(o.Base)
	if err != nil {
		return nil, err
	}
	root, err := os.OpenRoot(o.Dir)
	if err != nil {
		return nil, words.Problem("campaign.opening", "cause", err)
	}
	s := &Server{opts: o, base: base, root: root, cache: cache.Open(o.Dir), guard: newGuard(time.Now, o.pause), hub: newHub(o.Limits.Clients), ui: uiFiles(), start: fmt.Sprintf("%x", time.Now().UnixNano())}
	if s.watch, err = s.newWatcher(); err != nil {
		return nil, errors.Join(err, root.Close())
	}
	s.begin()
	return s, nil
}

// Close ends watching and lets go of the campaign's folder.
func (s *Server) Close() error {
	s.hub.close()
	errs := []error{s.watch.close(), s.root.Close(), s.cache.Close()}
	for _, root := range s.former {
		errs = append(errs, root.Close())
	}
	return errors.Join(errs...)
}

// ErrBase is the error of a base path that cannot be one.
var ErrBase = words.Problem("serve.base")

// cleanBase returns a base path as "/preview", or "" for the root.
func cleanBase(base string) (string, error) {
	base = strings.Trim(base, "/")
	if base == "" {
		return "", nil
	}
	for part := range strings.SplitSeq(base, "/") {
		if strings.Trim(part, ".") == "" || strings.Trim(part, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.~") != "" {
			return "", words.Problem("serve.base.this", "cause", ErrBase, "base", strconv.Quote(base))
		}
	}
	return "/" + base, nil
}

// Serve answers requests on the listener until ctx ends, and rebuilds as files change. The listener's address is one of
// the names that requests may come for.
func (s *Server) Serve(ctx context.Context, ln net.Listener) error {
	s.hosts = allowedHosts(ln.Addr(), s.opts.Hosts)
	l := s.opts.Limits
	srv := &http.Server{
		Handler:           s,
		ReadHeaderTimeout: l.Header,
		ReadTimeout:       l.Header, // a body that never comes stalls as well
		WriteTimeout:      l.Write,
		IdleTimeout:       l.Idle,
		MaxHeaderBytes:    maxHeader - 4096,

		DisableGeneralOptionsHandler: true, // it would answer OPTIONS * before we are asked
		ErrorLog:                     log.New(talk(s.opts.Say), "", 0),
	}
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	var wg sync.WaitGroup
	wg.Go(func() { s.follow(ctx) })
	wg.Go(func() {
		<-ctx.Done()
		s.hub.close() // else the streams would keep the server from closing
		end, cancel := context.WithTimeout(context.Background(), 2*time.Second)
		defer cancel()
		if srv.Shutdown(end) != nil {
			srv.Close()
		}
	})
	var err error
	if s.opts.TLS != nil {
		srv.TLSConfig = s.opts.TLS
		err = srv.ServeTLS(ln, "", "")
	} else {
		err = srv.Serve(ln)
	}
	cancel()
	wg.Wait()
	if errors.Is(err, http.ErrServerClosed) {
		return nil
	}
	return words.Problem("serve.serving", "cause", err)
}

// talk writes net/http's own complaints, but for those that a port scan or a closed tab causes.
type talk func(key string, pairs ...any)

func (t talk) Write(p []byte) (int, error) {
	if line := strings.TrimSpace(string(p)); !strings.HasPrefix(line, "http: TLS handshake") && !strings.HasPrefix(line, "http: URL query contains semicolon") {
		t("serve.server", "line", line)
	}
	return len(p), nil
}

// address returns the address of a path of this server, for people and browsers: it is within the base, without a
// leading slash.
func (s *Server) address(path string) string { return s.base + "/" + path }

// Home returns the path at which the campaign begins, Desk that of the desk.
func (s *Server) Home() string { return s.live.Load().mount }

// Desk is the path of the desk, where a review begins.
func (s *Server) Desk() string { return s.address("_review/") }

// ServeHTTP answers one request: first everything that could be wrong with who asks and how, then what is asked for.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	protect(w.Header())
	if !s.admit(w, r) {
		return
	}
	at, ok := s.momentOf(r)
	if !ok {
		s.explain(w, r, http.StatusBadRequest, "no-moment", nil)
		return
	}
	path := r.URL.Path
	rest, inReview := strings.CutPrefix(path, s.base+"/_review/")
	switch {
	case hidesSlash(r.URL):
		s.explain(w, r, http.StatusNotFound, "no-page", nil)
	case path == s.base+"/_review" || s.base != "" && (path == "/" || path == s.base):
		redirect(w, r, strings.TrimSuffix(path, "/")+"/", s.base)
	case inReview && rest == "events":
		s.events(w, r)
	case inReview && strings.HasPrefix(rest, "ui/"):
		s.static(w, r, strings.TrimPrefix(rest, "ui/"))
	case inReview:
		s.review(w, r, s.at(at), rest)
	default:
		s.page(w, r, s.at(at), path)
	}
}
