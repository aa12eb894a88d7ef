//go:build unix

package publish

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// What is no site of ours is never replaced, by Swap or in what Compare says, and not a byte of it changes.
func TestRefusedFolders(t *testing.T) {
	top := t.TempDir()
	t.Setenv("HOME", filepath.Join(top, "home"))
	put(t, filepath.Join(top, "file"), "x")
	put(t, filepath.Join(top, "photos/1.jpg"), "x")
	put(t, filepath.Join(top, "app/manifest.json"), `{"name": "an app", "generator": "tocsin"}`)
	put(t, filepath.Join(top, "repo/manifest.json"), `{"generator": "tocsin", "files": []}`)
	put(t, filepath.Join(top, "repo/.git/HEAD"), "x")
	put(t, filepath.Join(top, "worktree/manifest.json"), `{"generator": "tocsin", "files": []}`)
	put(t, filepath.Join(top, "worktree/.git"), "gitdir: elsewhere")
	put(t, filepath.Join(top, "listlink/x"), "x")
	err := errors.Join(os.Mkdir(filepath.Join(top, "home"), 0o755),
		os.Symlink("nowhere", filepath.Join(top, "dangling")),
		os.Symlink("home", filepath.Join(top, "homelink")),
		os.Symlink("photos", filepath.Join(top, "photolink")),
		os.Symlink("../repo/manifest.json", filepath.Join(top, "listlink/manifest.json")))
	if err != nil {
		t.Fatal(err)
	}
	before := onDisk(t, top)
	tests := []struct{ dir, want string }{
		{"file", "is a file"},
		{"file/public", "not a directory"},
		{"photos", "not replaced"},
		{"photolink", "not replaced"},
		{"app", "not replaced"},
		{"listlink", "not replaced"},
		{"repo", ".git"},
		{"worktree", ".git"},
		{"home", "home folder"},
		{"homelink", "home folder"},
		{"dangling", "leads nowhere"},
	}
	site := outputs(files{"index.html": "x"})
	for _, tt := range tests {
		t.Run(tt.dir, func(t *testing.T) {
			dir := filepath.Join(top, tt.dir)
			if _, err := Swap(dir, site, wholeSite); err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("Swap: %v, want an error that says %q", err, tt.want)
			}
			if _, err := Compare(dir, site, wholeSite); err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("Compare: %v, want an error that says %q", err, tt.want)
			}
		})
	}
	for dir, want := range map[string]string{"/": "root of the file system", "": "no name"} {
		if _, err := Swap(dir, site, wholeSite); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("Swap(%q): %v, want an error that says %q", dir, err, want)
		}
	}
	after := onDisk(t, top)
	for name, data := range before {
		if after[name] != data {
			t.Errorf("%s was %q and is %q", name, data, after[name])
		}
	}
	if len(after) != len(before) {
		t.Errorf("%d files became %d", len(before), len(after))
	}
}

// A path that leads anywhere but to one file inside the folder is a bug of ours, and stops the build.
func TestRefusedOutputs(t *testing.T) {
	site := files{"index.html": "home"}
	dir := filepath.Join(t.TempDir(), "public")
	publishSite(t, dir, site, wholeSite)
	for _, bad := range []string{"", ".", "..", "../x", "a/../x", "/etc/passwd", "a//b", "a/", "./a", `a\b`, "a\x00b",
		"a\xffb", "manifest.json", "index.html/x"} {
		outs := func(yield func(Output, error) bool) {
			_ = yield(Output{Path: "index.html", Data: []byte("new")}, nil) && yield(Output{Path: bad, Data: []byte("x")}, nil)
		}
		if _, err := Swap(dir, outs, wholeSite); err == nil {
			t.Errorf("an output called %q was accepted", bad)
		}
		if c, err := Compare(dir, outs, wholeSite); bad != "index.html/x" && (err == nil || c.Changed != nil) {
			t.Errorf("an output called %q was compared: %+v", bad, c)
		}
		wantSite(t, dir, site)
		wantAlone(t, dir)
	}
	twice := func(yield func(Output, error) bool) {
		for range 2 {
			if !yield(Output{Path: "a", Data: nil}, nil) {
				return
			}
		}
	}
	if _, err := Swap(dir, twice, wholeSite); err == nil || !strings.Contains(err.Error(), "twice") {
		t.Errorf("an output made twice: %v", err)
	}
	if _, err := Swap(dir, outputs(nil), wholeSite); err == nil {
		t.Error("a site without a file was published")
	}
	for _, prefix := range []string{"", "/", "../", "/ca/", "ca//"} {
		if _, err := Swap(dir, outputs(site), Options{Partial: []string{prefix}}); err == nil {
			t.Errorf("the prefix %q was accepted", prefix)
		}
	}
	wantSite(t, dir, site)
}
