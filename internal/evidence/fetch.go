package evidence

import (
	"bytes"
	"compress/gzip"
	"context"
	"crypto/sha256"
	"errors"
	"html"
	"io"
	"net/http"
	"net/url"
	"path"
	"slices"
	"strings"
	"sync"

	"tocsin/internal/host"
	"tocsin/internal/manifest"
	"tocsin/internal/words"
)

// fetchers is how many files are fetched at once: enough to hide a server's distance, few enough for a small one.
const fetchers = 8

// Report is what came of holding a server's files against a manifest.
type Report struct {
	Problems []Problem // sorted by path
	Same     int       // files that are as they should be
	Bytes    int64     // of those
	Before   int       // files among Same that a run before this one, which was stopped, had found to be so
	Unserved []string  // files for the host alone that it does not give to readers, sorted
}

// outcome is what was found out about one file.
type outcome struct {
	problem  *Problem
	unserved bool
}

// Check fetches every file that the site's manifest lists, as readers would get it, and holds it against the manifest.
// Notes remember what was found to be so, for a later run of a check that is stopped; nil for none. Progress is called
// after each file, by one goroutine at a time; it may be nil. An error, made by package words, means that the check was not
// ended: ctx was, or the server no longer answers.
func (s *Server) Check(ctx context.Context, site *Site, notes *Notes, progress func()) (Report, error) {
	var rep Report
	var total int64
	for _, f := range site.Manifest.Files {
		if total += f.Size; total > s.limits.Total || total < 0 {
			return rep, words.Problem("evidence.total", "most", s.limits.Total>>30)
		}
	}
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	c := &collector{notes: notes, most: s.limits.Failed, cancel: cancel, progress: progress}
	files := make(chan manifest.File)
	var wg sync.WaitGroup
	for range fetchers {
		wg.Go(func() {
			for f := range files {
				if o := s.check(ctx, f); ctx.Err() == nil {
					c.take(f, o, false)
				}
			}
		})
	}
	for _, f := range site.Manifest.Files {
		if notes.has(f.Path) {
			c.take(f, outcome{}, true)
			continue
		}
		select {
		case files <- f:
		case <-ctx.Done():
		}
	}
	close(files)
	wg.Wait()
	sorted(c.rep.Problems)
	slices.Sort(c.rep.Unserved)
	if err := context.Cause(ctx); err != nil {
		if errors.Is(err, context.Canceled) {
			err = words.Problem("evidence.stopped")
		}
		return c.rep, errors.Join(err, notes.keep())
	}
	return c.rep, notes.forget()
}

// collector puts a report together from what many goroutines find out.
type collector struct {
	mu       sync.Mutex
	rep      Report
	notes    *Notes
	failed   int // files in a row
	most     int // of those, before the server is given up
	cancel   context.CancelCauseFunc
	progress func()
}

// take adds what was found out about a file, before by an earlier run.
func (c *collector) take(f manifest.File, o outcome, before bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	switch {
	case o.unserved:
		c.rep.Unserved = append(c.rep.Unserved, f.Path)
	case o.problem != nil:
		c.rep.Problems = append(c.rep.Problems, *o.problem)
	default:
		c.rep.Same++
		c.rep.Bytes += f.Size
		if before {
			c.rep.Before++
		} else {
			c.notes.add(f.Path)
		}
	}
	if o.problem == nil || o.problem.Kind != Failed {
		c.failed = 0
	} else if c.failed++; c.failed == c.most {
		c.cancel(words.Problem("evidence.gone", "files", c.failed, "cause", o.problem.Cause))
	}
	if c.progress != nil {
		c.progress()
	}
}

// check fetches one file. A page is asked for by the address of its folder, as readers do. Where the server leads elsewhere
// from there, as it may from a page's old address, the page that stands there must lead to the same place.
func (s *Server) check(ctx context.Context, want manifest.File) outcome {
	rel := want.Path
	folder, isPage := strings.CutSuffix(rel, "index.html")
	if isPage = isPage && (folder == "" || strings.HasSuffix(folder, "/")); isPage {
		rel = folder
	}
	got, err := s.fetch(ctx, rel, want)
	if err == nil && isPage && got.to != "" && !got.same {
		var own fetched
		own, err = s.fetch(ctx, want.Path, want)
		own.same = own.same && leads(s.at(rel), own.body) == got.to
		own.to = got.to
		got = own
	}
	failed := func(cause error) outcome {
		return outcome{problem: &Problem{Kind: Failed, Path: want.Path, Cause: cause}}
	}
	switch {
	case err != nil:
		return failed(err)
	case got.same:
		return outcome{}
	case got.excused(want.Path):
		return outcome{unserved: true}
	case got.status == http.StatusNotFound || got.status == http.StatusGone:
		return outcome{problem: &Problem{Kind: Missing, Path: want.Path}}
	case got.to != "":
		return failed(words.Problem("evidence.elsewhere", "address", got.to))
	case got.status == http.StatusOK:
		return outcome{problem: &Problem{Kind: Changed, Path: want.Path}}
	}
	return failed(words.Problem("evidence.status", "status", got.status))
}

// leads returns the address to which a page sends its readers on, "" for none: pages at old addresses do.
func leads(from string, page []byte) string {
	_, rest, _ := strings.Cut(string(page), `http-equiv="refresh" content="0; url=`)
	to, _, ok := strings.Cut(rest, `"`)
	base, err := url.Parse(from)
	if !ok || err != nil {
		return ""
	}
	u, err := base.Parse(html.UnescapeString(to))
	if err != nil {
		return ""
	}
	return u.String()
}

// maxOld is how many bytes a page at an old address may have.
const maxOld = 16 << 10

// fetched is how an answer compares with what the manifest says.
type fetched struct {
	status     int
	server, to string
	same       bool
	body       []byte // of a short file that is as it should be
}

// excused reports whether a file that is not served need not be: hosts read the files that are for them and keep them to
// themselves. A web server that somebody set up gives whatever lies in its folder, so there it is missing.
func (f fetched) excused(rel string) bool {
	if !host.Reads(rel) || f.status != http.StatusNotFound && f.status != http.StatusGone && f.status != http.StatusForbidden {
		return false
	}
	return f.status == http.StatusForbidden || !host.GivesAll(f.server)
}

// fetch asks for a path, and holds what comes against what is wanted. A page for what is not found may come with the status
// that says so.
func (s *Server) fetch(ctx context.Context, rel string, want manifest.File) (got fetched, err error) {
	err = s.patiently(ctx, func() (again bool, err error) {
		a, err := s.get(ctx, rel)
		if err != nil {
			return true, err
		}
		defer a.Close()
		got = fetched{status: a.status, server: a.server, to: a.to}
		if busy(a.status) {
			return true, nil
		}
		if a.status != http.StatusOK && (a.status != http.StatusNotFound || path.Base(want.Path) != "404.html") {
			return false, nil
		}
		h, short := sha256.New(), &bytes.Buffer{}
		into := io.Writer(h)
		if want.Size <= maxOld {
			into = io.MultiWriter(h, short)
		}
		n, err := io.Copy(into, io.LimitReader(a, want.Size+1)) // a byte more is enough to know
		if got.same = err == nil && n == want.Size && [sha256.Size]byte(h.Sum(nil)) == want.Sum; got.same {
			got.body = short.Bytes()
		}
		return err != nil, err
	})
	return got, err
}

// unpack is a packed body: closing it closes what it comes from.
type unpack struct {
	*gzip.Reader
	from io.Closer
}

// Close lets go of what the bytes come from.
func (u unpack) Close() error { return u.from.Close() }

func unpacking(body io.ReadCloser) (io.ReadCloser, error) {
	r, err := gzip.NewReader(body)
	return unpack{r, body}, err
}
