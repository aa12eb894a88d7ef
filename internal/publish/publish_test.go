//go:build unix

package publish

import (
	"errors"
	"io/fs"
	"iter"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"

	"tocsin/internal/evidence"
	"tocsin/internal/manifest"

	"github.com/google/go-cmp/cmp"
)

// files is a site: path to content.
type files map[string]string

// outputs yields the files sorted, all through one buffer that is spoilt after each, as the contract allows.
func outputs(site files) iter.Seq2[Output, error] {
	return func(yield func(Output, error) bool) {
		var buf []byte
		for _, name := range slices.Sorted(maps.Keys(site)) {
			buf = append(buf[:0], site[name]...)
			if !yield(Output{Path: name, Data: buf}, nil) {
				return
			}
			for i := range buf {
				buf[i] = '!'
			}
		}
	}
}

var wholeSite = Options{Manifest: true}

func publishSite(t *testing.T, dir string, site files, o Options) Result {
	t.Helper()
	res, err := Swap(dir, outputs(site), o)
	if err != nil {
		t.Fatalf("Swap: %v", err)
	}
	if len(res.Leftover) > 0 {
		t.Errorf("Swap left %v", res.Leftover)
	}
	return res
}

// onDisk returns what the folder holds: a symbolic link as "-> target", an empty folder as "name/".
func onDisk(t *testing.T, dir string) files {
	t.Helper()
	got := files{}
	err := filepath.WalkDir(dir, func(name string, e fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		rel, _ := filepath.Rel(dir, name)
		rel = filepath.ToSlash(rel)
		switch {
		case e.IsDir():
			if list, err := os.ReadDir(name); err == nil && len(list) == 0 && rel != "." {
				got[rel+"/"] = ""
			}
		case e.Type()&fs.ModeSymlink != 0:
			to, _ := os.Readlink(name)
			got[rel] = "-> " + to
		default:
			data, err := os.ReadFile(name)
			if err != nil {
				return err
			}
			got[rel] = string(data)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return got
}

// wantSite checks the folder's files, manifest.json apart, which must say the same as the files do if it is there.
func wantSite(t *testing.T, dir string, want files) {
	t.Helper()
	got := onDisk(t, dir)
	if _, ok := got[manifest.Name]; ok {
		if problems, err := verify(dir); err != nil || len(problems) > 0 {
			t.Errorf("verify(%s) = %v, %v", dir, problems, err)
		}
		delete(got, manifest.Name)
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("%s is not what it should be (-want +got):\n%s", dir, d)
	}
}

// wantAlone checks that nothing lies beside the folder: no staging folder, no lock.
func wantAlone(t *testing.T, dir string) {
	t.Helper()
	list, err := os.ReadDir(filepath.Dir(dir))
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range list {
		if strings.Contains(e.Name(), ".tocsin-") {
			t.Errorf("left beside the site: %s", e.Name())
		}
	}
}

// put writes a file by hand, as a user would.
func put(t *testing.T, name, data string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(data), 0o644); err != nil {
		t.Fatal(err)
	}
}

func info(t *testing.T, name string) fs.FileInfo {
	t.Helper()
	i, err := os.Lstat(name)
	if err != nil {
		t.Fatal(err)
	}
	return i
}

func TestSwap(t *testing.T) {
	first := files{"index.html": "home", "ca/en/a/index.html": "a", "ca/en/b/index.html": "b", "empty": ""}
	tests := []struct {
		name string
		hand func(t *testing.T, dir string) // what someone does to the first site
		next files
		want Result
	}{
		{"nothing changed", nil, first, Result{Same: 4}},
		{"one changed", nil,
			files{"index.html": "HOME", "ca/en/a/index.html": "a", "ca/en/b/index.html": "b", "empty": ""},
			Result{Changed: 1, Same: 3}},
		{"one added, one gone with its folder", nil,
			files{"index.html": "home", "ca/en/a/index.html": "a", "empty": "", "new": "n"},
			Result{Added: 1, Removed: 1, Same: 3}},
		{"a file becomes a folder and a folder a file", nil,
			files{"index.html": "home", "ca/en/a": "a", "ca/en/b/index.html": "b", "empty/index.html": ""},
			Result{Added: 2, Removed: 2, Same: 2}},
		{"edited by hand, same size", func(t *testing.T, dir string) {
			name := filepath.Join(dir, "index.html")
			before := info(t, name).ModTime()
			put(t, name, "hand")
			if err := os.Chtimes(name, before, before); err != nil {
				t.Fatal(err)
			}
		}, first, Result{Changed: 1, Same: 3}},
		{"added by hand", func(t *testing.T, dir string) {
			put(t, filepath.Join(dir, "ca/stray.html"), "x")
		}, first, Result{Removed: 1, Same: 4}},
		{"an empty folder made by hand", func(t *testing.T, dir string) {
			if err := os.Mkdir(filepath.Join(dir, "stray"), 0o755); err != nil {
				t.Fatal(err)
			}
		}, first, Result{Same: 4}},
		{"permissions taken away by hand", func(t *testing.T, dir string) {
			if err := os.Chmod(filepath.Join(dir, "index.html"), 0o600); err != nil {
				t.Fatal(err)
			}
		}, first, Result{Same: 4}},
		{"manifest.json edited by hand", func(t *testing.T, dir string) {
			put(t, filepath.Join(dir, manifest.Name), `{"generator": "tocsin", "files": []}`)
		}, first, Result{Same: 4}},
		{"a file replaced by a link to its like", func(t *testing.T, dir string) {
			outside := filepath.Join(filepath.Dir(dir), "outside")
			put(t, outside, "home")
			name := filepath.Join(dir, "index.html")
			if err := errors.Join(os.Remove(name), os.Symlink(outside, name)); err != nil {
				t.Fatal(err)
			}
		}, first, Result{Changed: 1, Same: 3}},
		{"a folder replaced by a link to its like", func(t *testing.T, dir string) {
			outside := filepath.Join(filepath.Dir(dir), "outside")
			name := filepath.Join(dir, "ca")
			if err := errors.Join(os.Rename(name, outside), os.Symlink(outside, name)); err != nil {
				t.Fatal(err)
			}
		}, first, Result{Added: 2, Removed: 1, Same: 2}},
		{"a file larger than the buffers", nil,
			files{"index.html": "home", "big.zip": strings.Repeat("zip", bigFile), "big2.zip": strings.Repeat("z", bigFile)},
			Result{Added: 2, Removed: 3, Same: 1}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "public")
			res := publishSite(t, dir, first, wholeSite)
			if want := (Result{Added: 4, Bytes: 6}); !cmp.Equal(res, want) {
				t.Errorf("first build: %+v, want %+v", res, want)
			}
			wantSite(t, dir, first)
			if tt.hand != nil {
				tt.hand(t, dir)
			}
			changes, err := Compare(dir, outputs(tt.next), wholeSite)
			if err != nil {
				t.Fatal(err)
			}
			for _, data := range tt.next {
				tt.want.Bytes += int64(len(data))
			}
			res = publishSite(t, dir, tt.next, wholeSite)
			if !cmp.Equal(res, tt.want) {
				t.Errorf("second build: %+v, want %+v", res, tt.want)
			}
			counts := Result{Added: len(changes.Added), Changed: len(changes.Changed), Removed: len(changes.Removed), Same: len(changes.Same), Bytes: tt.want.Bytes}
			if !cmp.Equal(counts, tt.want) {
				t.Errorf("Compare: %+v, want %+v", changes, tt.want)
			}
			wantSite(t, dir, tt.next)
			wantAlone(t, dir)
			for name := range tt.next {
				if got := info(t, filepath.Join(dir, name)).Mode(); got.Perm() != 0o644 {
					t.Errorf("%s has mode %v", name, got)
				}
			}
		})
	}
}

// A file that did not change is the same file, date and all; one that did is another, so that whoever holds the old
// one open reads it to its end.
func TestSwapLinks(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	publishSite(t, dir, files{"same": "s", "changed": "old", "edited": "e"}, wholeSite)
	same, changed := info(t, filepath.Join(dir, "same")), info(t, filepath.Join(dir, "changed"))
	reader, err := os.Open(filepath.Join(dir, "changed"))
	if err != nil {
		t.Fatal(err)
	}
	defer reader.Close()

	publishSite(t, dir, files{"same": "s", "changed": "new", "edited": "e"}, wholeSite)
	if !os.SameFile(same, info(t, filepath.Join(dir, "same"))) {
		t.Error("the unchanged file was written anew")
	}
	if n := links(t, filepath.Join(dir, "same")); n != 1 {
		t.Errorf("the unchanged file has %d names after the old site is gone, want 1", n)
	}
	if os.SameFile(changed, info(t, filepath.Join(dir, "changed"))) {
		t.Error("the changed file was written in place")
	}
	buf := make([]byte, 8)
	if n, _ := reader.Read(buf); string(buf[:n]) != "old" {
		t.Errorf("a reader of the old file now reads %q", buf[:n])
	}
}

// A build that changes nothing leaves even the folder itself alone.
func TestSwapNothingToDo(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	site := files{"index.html": "home", "ca/en/index.html": "x"}
	publishSite(t, dir, site, wholeSite)
	before := info(t, dir)
	publishSite(t, dir, site, wholeSite)
	if after := info(t, dir); !os.SameFile(before, after) || !before.ModTime().Equal(after.ModTime()) {
		t.Error("the folder was replaced though nothing changed")
	}
	wantAlone(t, dir)
}

func TestSwapPlaces(t *testing.T) {
	site := files{"index.html": "home"}
	t.Run("parents are made", func(t *testing.T) {
		dir := filepath.Join(t.TempDir(), "a/b/public")
		publishSite(t, dir, site, wholeSite)
		wantSite(t, dir, site)
	})
	t.Run("an empty folder", func(t *testing.T) {
		dir := t.TempDir()
		publishSite(t, dir, site, wholeSite)
		wantSite(t, dir, site)
		wantAlone(t, dir)
	})
	t.Run("a symbolic link keeps pointing at the site", func(t *testing.T) {
		top := t.TempDir()
		dir, link := filepath.Join(top, "www/real"), filepath.Join(top, "public")
		if err := os.Symlink(dir, link); err != nil {
			t.Fatal(err)
		}
		publishSite(t, dir, files{"old": ""}, wholeSite)
		publishSite(t, link, site, wholeSite)
		if info(t, link).Mode()&fs.ModeSymlink == 0 {
			t.Error("the link was replaced")
		}
		wantSite(t, dir, site)
		wantAlone(t, dir)
		wantAlone(t, link)
	})
	t.Run("a relative path", func(t *testing.T) {
		t.Chdir(t.TempDir())
		publishSite(t, "public", site, wholeSite)
		publishSite(t, "public", files{"index.html": "2"}, wholeSite)
		wantSite(t, "public", files{"index.html": "2"})
	})
}

func TestManifest(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	publishSite(t, dir, files{"b/ü&.html": "x", "b.html": "", "a": "abc"}, wholeSite)
	want := `{"generator": "tocsin", "files": [
{"path": "a", "size": 3, "sha256": "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"},
{"path": "b.html", "size": 0, "sha256": "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},
{"path": "b/ü\u0026.html", "size": 1, "sha256": "2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881"}
]}
`
	if d := cmp.Diff(want, onDisk(t, dir)[manifest.Name]); d != "" {
		t.Errorf("manifest.json (-want +got):\n%s", d)
	}
}

// verify holds a site against its manifest.json, as `tocsin verify` does.
func verify(dir string) ([]evidence.Problem, error) {
	web, err := evidence.Open(dir)
	if err != nil {
		return nil, err
	}
	return web.Check()
}

// links returns how many names a file has.
func links(t *testing.T, name string) int {
	t.Helper()
	return int(info(t, name).Sys().(*syscall.Stat_t).Nlink)
}
