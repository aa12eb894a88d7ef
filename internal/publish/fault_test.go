//go:build unix

package publish

import (
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"

	"tocsin/internal/manifest"
)

var (
	oldFiles = files{"index.html": "old", "same/a": "a", "same/b": "b", "gone": "x"}
	newFiles = files{"index.html": "new", "same/a": "a", "same/b": "b", "added/c": "c"}
)

// failAt returns a fault that fails the nth time that the step is reached.
func failAt(s step, n int, err error) fault {
	var mu sync.Mutex
	return func(at step, _ string) error {
		mu.Lock()
		defer mu.Unlock()
		if at == s {
			if n--; n == 0 {
				return err
			}
		}
		return nil
	}
}

// Whatever step the disk fails at, the site is what it was and nothing lies beside it.
func TestDiskFails(t *testing.T) {
	for _, tt := range []struct {
		step  step
		nth   int
		err   error
		names string // in the message
	}{
		{stepStage, 1, syscall.EACCES, "must be writable"},
		{stepMkdir, 1, syscall.ENOSPC, "needs room"},
		{stepWrite, 1, syscall.EDQUOT, "needs room"},
		{stepWrite, 3, syscall.ENOSPC, "manifest.json"},
		{stepFlush, 1, syscall.EIO, "to the disk"},
		{stepSwap, 1, syscall.EBUSY, "mount"},
		{stepSwap, 1, syscall.EXDEV, "mount"},
		{stepSwap, 1, syscall.EACCES, "in its place"},
	} {
		t.Run(fmt.Sprint(tt.step, tt.nth, tt.err), func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "public")
			publishSite(t, dir, oldFiles, wholeSite)
			before := info(t, dir)
			_, err := swap(dir, outputs(newFiles), wholeSite, failAt(tt.step, tt.nth, tt.err))
			if !errors.Is(err, tt.err) || !strings.Contains(err.Error(), tt.names) {
				t.Errorf("error %q, want %q in it and %q", err, tt.err, tt.names)
			}
			if err != nil && strings.Contains(err.Error(), ".tocsin-") {
				t.Errorf("the message names the staging folder: %v", err)
			}
			wantSite(t, dir, oldFiles)
			wantAlone(t, dir)
			if !os.SameFile(before, info(t, dir)) {
				t.Error("the folder is another one")
			}
			first := filepath.Join(t.TempDir(), "public")
			if _, err := swap(first, outputs(newFiles), wholeSite, failAt(tt.step, tt.nth, tt.err)); err == nil {
				t.Error("a first build passed over the error")
			}
			if _, err := os.Lstat(first); err == nil {
				t.Error("a failed first build left a folder")
			}
			wantAlone(t, first)
		})
	}
}

// A link that the file system refuses becomes a copy.
func TestLinkRefused(t *testing.T) {
	for _, errno := range []error{syscall.EXDEV, syscall.EPERM, syscall.EMLINK} {
		dir := filepath.Join(t.TempDir(), "public")
		publishSite(t, dir, oldFiles, wholeSite)
		before := info(t, filepath.Join(dir, "same/a"))
		refuse := func(s step, _ string) error {
			if s == stepLink {
				return errno
			}
			return nil
		}
		if _, err := swap(dir, outputs(newFiles), wholeSite, refuse); err != nil {
			t.Errorf("%v: %v", errno, err)
		}
		wantSite(t, dir, newFiles)
		if os.SameFile(before, info(t, filepath.Join(dir, "same/a"))) {
			t.Errorf("%v: the file was linked after all", errno)
		}
	}
}

func TestOutputsFail(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	publishSite(t, dir, oldFiles, wholeSite)
	boom := errors.New("template failed")
	outs := func(yield func(Output, error) bool) {
		for name, data := range newFiles {
			if !yield(Output{Path: name, Data: []byte(data)}, nil) {
				t.Error("stopped too soon")
				return
			}
		}
		if yield(Output{}, boom) {
			t.Error("went on after an error")
		}
	}
	if _, err := Swap(dir, outs, wholeSite); err != boom {
		t.Errorf("got %v, want the error of outs as it is", err)
	}
	if _, err := Compare(dir, outs, wholeSite); err != boom {
		t.Errorf("Compare: got %v, want the error of outs as it is", err)
	}
	func() {
		defer func() {
			if recover() == nil {
				t.Error("the panic was swallowed")
			}
		}()
		_, _ = Swap(dir, func(yield func(Output, error) bool) {
			yield(Output{Path: "index.html", Data: []byte("new")}, nil)
			panic("boom")
		}, wholeSite)
	}()
	wantSite(t, dir, oldFiles)
	wantAlone(t, dir)
	publishSite(t, dir, newFiles, wholeSite) // the lock is free again
	wantSite(t, dir, newFiles)
}

// Where folders can't be exchanged, two renames do; a failure between them puts the old site back, and so does the
// next build after a death between them, even if it fails itself.
func TestTwoRenames(t *testing.T) {
	setUp := func(t *testing.T) string {
		dir := filepath.Join(t.TempDir(), "public")
		publishSite(t, dir, oldFiles, wholeSite)
		return dir
	}
	noExchange := failAt(stepSwap, 1, errNoExchange)
	t.Run("works", func(t *testing.T) {
		dir := setUp(t)
		if _, err := swap(dir, outputs(newFiles), wholeSite, failAt(stepSwap, 1, errNoExchange)); err != nil {
			t.Fatal(err)
		}
		wantSite(t, dir, newFiles)
		wantAlone(t, dir)
	})
	t.Run("fails between", func(t *testing.T) {
		dir := setUp(t)
		between := failAt(stepPark, 1, syscall.EIO)
		_, err := swap(dir, outputs(newFiles), wholeSite, func(s step, rel string) error {
			return errors.Join(noExchange(s, rel), between(s, rel))
		})
		if !errors.Is(err, syscall.EIO) {
			t.Errorf("error %v, want EIO", err)
		}
		wantSite(t, dir, oldFiles)
		wantAlone(t, dir)
	})
	t.Run("dies between", func(t *testing.T) {
		dir := setUp(t)
		staging := stagingPrefix(dir) + "0123abcd"
		put(t, filepath.Join(staging, "index.html"), "half")
		if err := os.Rename(dir, staging+parkedSuffix); err != nil {
			t.Fatal(err)
		}
		boom := errors.New("template failed")
		_, err := Swap(dir, func(yield func(Output, error) bool) { yield(Output{}, boom) }, wholeSite)
		if err != boom {
			t.Errorf("error %v, want %v", err, boom)
		}
		wantSite(t, dir, oldFiles)
		wantAlone(t, dir)
	})
}

// What a dead build left goes; what only looks a little like it stays.
func TestSweep(t *testing.T) {
	top := t.TempDir()
	dir := filepath.Join(top, "public")
	for _, name := range []string{".public.tocsin-0123abcd/x/y", ".public.tocsin-ffffffff-old/manifest.json", ".public.tocsin-lock"} {
		put(t, filepath.Join(top, name), `{"generator": "tocsin", "files": []}`)
	}
	others := files{".public.tocsin-a.tocsin-0123abcd/x": "x", ".public.tocsin-01234567": "x", ".public.tocsin-0123abcd9/x": "x", ".publics.tocsin-0123abcd/x": "x",
		".public.tocsin-0123ABCD/x": "x", "public.tocsin-0123abcd/x": "x"}
	for name, data := range others {
		put(t, filepath.Join(top, name), data)
	}
	publishSite(t, dir, newFiles, wholeSite)
	got := onDisk(t, top)
	for name := range got {
		if strings.HasPrefix(name, "public/") {
			delete(got, name)
		}
	}
	// The parked folder was the only site there was: it was put back first, and then replaced.
	if !maps.Equal(got, others) {
		t.Errorf("left: %v\nwant: %v", got, others)
	}
}

// An old site that can't be removed is told, not taken for a failure, and goes with the next build.
func TestOldSiteStays(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	publishSite(t, dir, oldFiles, wholeSite)
	res, err := swap(dir, outputs(newFiles), wholeSite, failAt(stepRemove, 1, syscall.EPERM))
	if err != nil || len(res.Leftover) != 1 {
		t.Errorf("got %+v, %v, want one leftover", res, err)
	}
	wantSite(t, dir, newFiles)
	publishSite(t, dir, newFiles, wholeSite)
	wantAlone(t, dir)
}

// Two builds of one folder at a time: the second is told so at once, and its attempt harms nothing.
func TestBusy(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	publishSite(t, dir, oldFiles, wholeSite)
	outs := func(yield func(Output, error) bool) {
		if _, err := Swap(dir, outputs(oldFiles), wholeSite); !errors.Is(err, ErrBusy) {
			t.Errorf("the second build: %v, want ErrBusy", err)
		}
		if _, err := Swap(dir+"2", outputs(oldFiles), wholeSite); err != nil {
			t.Errorf("a build of the folder next to it: %v", err)
		}
		outputs(newFiles)(yield)
	}
	if _, err := Swap(dir, outs, wholeSite); err != nil {
		t.Errorf("the first build: %v", err)
	}
	wantSite(t, dir, newFiles)
	wantSite(t, dir+"2", oldFiles)
}

// Many builds at once, none of them waiting: each ends published or busy, and a reader sees one whole site or another.
func TestManyAtOnce(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	publishSite(t, dir, oldFiles, wholeSite)
	var wg sync.WaitGroup
	for i := range 4 {
		wg.Go(func() {
			for range 25 {
				site := [...]files{oldFiles, newFiles}[i%2]
				if _, err := Swap(dir, outputs(site), wholeSite); err != nil && !errors.Is(err, ErrBusy) {
					t.Errorf("build: %v", err)
				}
			}
		})
	}
	built := make(chan struct{})
	go func() { wg.Wait(); close(built) }()
	for reading := true; reading; {
		select {
		case <-built:
			reading = false
		default:
		}
		if data, err := os.ReadFile(filepath.Join(dir, "index.html")); err != nil || string(data) != "old" && string(data) != "new" {
			t.Errorf("a reader got %q, %v", data, err)
			reading = false
		}
	}
	<-built
	got := onDisk(t, dir)
	delete(got, manifest.Name)
	if !maps.Equal(got, oldFiles) && !maps.Equal(got, newFiles) {
		t.Errorf("neither of the sites: %v", got)
	}
	wantAlone(t, dir)
}
