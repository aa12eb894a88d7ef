package preview

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"runtime/debug"
	"slices"
	"strings"
	"testing"
	"time"

	"tocsin"
)

// damages are what happens to files: each takes a file's bytes and gives what is left.
var damages = []func(r *rand.Rand, text []byte) []byte{
	func(r *rand.Rand, text []byte) []byte { return nil },
	func(r *rand.Rand, text []byte) []byte { return text[:r.IntN(len(text)+1)] },
	func(r *rand.Rand, text []byte) []byte { return text[r.IntN(len(text)+1):] },
	func(r *rand.Rand, text []byte) []byte { // a line goes
		lines := bytes.SplitAfter(text, []byte("\n"))
		i := r.IntN(len(lines))
		return bytes.Join(slices.Delete(lines, i, i+1), nil)
	},
	func(r *rand.Rand, text []byte) []byte { // a line comes twice
		lines := bytes.SplitAfter(text, []byte("\n"))
		i := r.IntN(len(lines))
		return bytes.Join(slices.Insert(lines, i, lines[i]), nil)
	},
	func(r *rand.Rand, text []byte) []byte { // a letter becomes another
		if len(text) > 0 {
			text[r.IntN(len(text))] = "x:[]{}\"'\n -#%\x00"[r.IntN(14)]
		}
		return text
	},
}

// Whatever happens to the files, the server goes on, and answers every path.
func TestDamagedFilesEndNothing(t *testing.T) {
	dir := t.TempDir()
	must(t, os.CopyFS(dir, tocsin.Files))
	var names []string
	must(t, filepath.WalkDir(dir, func(name string, d os.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			names = append(names, name)
		}
		return err
	}))
	s, err := New(Options{Dir: dir, Builtin: tocsin.Files, At: moment})
	must(t, err)
	defer s.Close()
	s.hosts = []string{"example.com"}
	s.finish(s.live.Load(), batch{all: true})
	rounds := 2
	if os.Getenv("TOCSIN_QUALITY") != "" { // there is time, as in .ci/run
		rounds = 24
	}
	for seed := range rounds {
		r := rand.New(rand.NewPCG(uint64(seed), 1))
		name := names[r.IntN(len(names))]
		if seed%2 == 0 { // on which everything hangs
			name = filepath.Join(dir, "campaign.yaml")
		}
		was, err := os.ReadFile(name)
		must(t, err)
		rel, _ := filepath.Rel(dir, name)
		how := r.IntN(len(damages))
		must(t, os.WriteFile(name, damages[how](r, bytes.Clone(was)), 0o644))
		survives(t, s, fmt.Sprintf("seed %d: %s, damage %d", seed, rel, how), filepath.ToSlash(rel))
		must(t, os.WriteFile(name, was, 0o644))
		s.rebuild(batch{names: []string{filepath.ToSlash(rel)}})
	}
	if n, _ := s.live.Load().Diags.Count(); n > 0 {
		t.Errorf("with everything mended: %v", s.live.Load().Diags)
	}
}

// survives starts a server on the damaged campaign, and shows the damage to a running one.
func survives(t *testing.T, s *Server, what, changed string) {
	t.Helper()
	defer func() {
		if p := recover(); p != nil {
			t.Errorf("%s: %v\n%s", what, p, debug.Stack())
		}
	}()
	s.rebuild(batch{names: []string{changed}})
	fresh, err := New(Options{Dir: s.opts.Dir, Builtin: tocsin.Files, At: moment})
	must(t, err)
	defer fresh.Close()
	fresh.hosts = s.hosts
	fresh.finish(fresh.live.Load(), batch{all: true})
	for _, server := range []*Server{s, fresh} {
		snap := server.at(time.Time{})
		paths := []string{"/", "/ca/en/", "/nothing", "/ca/en/?at=2026-10-20", "/_review/"}
		for i, target := range snap.Plan.Targets {
			if i%7 == 0 || target.Edition == nil {
				paths = append(paths, "/"+target.Path)
			}
		}
		for _, path := range paths {
			w := httptest.NewRecorder()
			server.ServeHTTP(w, httptest.NewRequest("GET", path, nil))
			if page := strings.HasSuffix(path, "/") || strings.HasSuffix(path, ".html"); w.Code == http.StatusForbidden || page && w.Body.Len() == 0 && w.Code != http.StatusTemporaryRedirect {
				t.Errorf("%s: %s gives %d and nothing", what, path, w.Code)
			}
		}
	}
}
