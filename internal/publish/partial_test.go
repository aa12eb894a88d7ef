//go:build unix

package publish

import (
	"maps"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"tocsin/internal/manifest"
)

var (
	caPart   = Options{Partial: []string{"ca/en/", "assets/"}, Others: []string{"us/en/"}}
	usPart   = Options{Partial: []string{"us/en/", "assets/"}, Others: []string{"ca/en/"}}
	rootPart = Options{Others: []string{"ca/en/", "us/en/", "assets/"}, Manifest: true}

	caFiles   = files{"ca/en/index.html": "ca", "ca/en/x/index.html": "x"}
	usFiles   = files{"us/en/index.html": "us"}
	assets    = files{"assets/site.css": "css"}
	rootFiles = files{"index.html": "choose", "ca/index.html": "ca: choose", "404.html": "no"}
)

func join(parts ...files) files {
	all := files{}
	for _, p := range parts {
		maps.Copy(all, p)
	}
	return all
}

// Parts built one after the other, or apart and copied together, are byte for byte the whole.
func TestPartsMakeTheWhole(t *testing.T) {
	whole := filepath.Join(t.TempDir(), "public")
	publishSite(t, whole, join(caFiles, usFiles, assets, rootFiles), wholeSite)
	want := onDisk(t, whole)
	check := func(t *testing.T, dir string) {
		t.Helper()
		got := onDisk(t, dir)
		if !maps.Equal(want, got) {
			t.Errorf("got %v\nwant %v", got, want)
		}
	}
	t.Run("in one folder", func(t *testing.T) {
		dir := filepath.Join(t.TempDir(), "public")
		publishSite(t, dir, join(caFiles, assets), caPart)
		wantSite(t, dir, join(caFiles, assets))
		publishSite(t, dir, join(usFiles, assets), usPart)
		res := publishSite(t, dir, rootFiles, rootPart)
		if res.Added != 3 || res.Removed != 0 {
			t.Errorf("the root: %+v, want 3 added", res)
		}
		check(t, dir)
	})
	t.Run("copied together", func(t *testing.T) {
		a, b := filepath.Join(t.TempDir(), "public"), filepath.Join(t.TempDir(), "public")
		publishSite(t, a, join(caFiles, assets), caPart)
		publishSite(t, b, join(usFiles, assets), usPart)
		for name, data := range onDisk(t, b) {
			put(t, filepath.Join(a, name), data)
		}
		publishSite(t, a, rootFiles, rootPart)
		check(t, a)
	})
	t.Run("over an older whole", func(t *testing.T) {
		dir := filepath.Join(t.TempDir(), "public")
		publishSite(t, dir, files{"ca/en/old": "", "us/en/old": "", "mx/es/index.html": "", "old": "", "assets/old.css": ""}, wholeSite)
		res := publishSite(t, dir, join(caFiles, assets), caPart)
		if res.Added != 3 || res.Removed != 2 {
			t.Errorf("ca: %+v, want 3 added and 2 removed", res)
		}
		if got := onDisk(t, dir); got["us/en/old"] != "" || got["mx/es/index.html"] != "" || got["ca/en/index.html"] != "ca" {
			t.Errorf("after ca: %v", got)
		}
		publishSite(t, dir, join(usFiles, assets), usPart)
		publishSite(t, dir, rootFiles, rootPart)
		check(t, dir)
	})
	t.Run("again, nothing to do", func(t *testing.T) {
		before := info(t, whole)
		publishSite(t, whole, join(caFiles, assets), caPart)
		publishSite(t, whole, rootFiles, rootPart)
		if !os.SameFile(before, info(t, whole)) {
			t.Error("the folder was replaced though nothing changed")
		}
	})
}

func TestPartialKeepsTheRest(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	publishSite(t, dir, join(caFiles, usFiles, rootFiles), wholeSite)
	put(t, filepath.Join(dir, "us/en/by-hand"), "x")
	keep := info(t, filepath.Join(dir, "us/en/by-hand"))
	if err := os.Chmod(filepath.Join(dir, "us/en/by-hand"), 0o600); err != nil {
		t.Fatal(err)
	}
	next := files{"ca/en/index.html": "new"}
	o := Options{Partial: []string{"ca/en/"}}
	changes, err := Compare(dir, outputs(next), o)
	if err != nil || len(changes.Changed) != 1 || len(changes.Removed) != 1 || len(changes.Same) != 0 {
		t.Errorf("Compare: %+v, %v", changes, err)
	}
	publishSite(t, dir, next, o)
	got := onDisk(t, dir)
	delete(got, manifest.Name) // the root's to renew
	if want := join(next, usFiles, rootFiles, files{"us/en/by-hand": "x"}); !maps.Equal(got, want) {
		t.Errorf("got %v\nwant %v", got, want)
	}
	after := info(t, filepath.Join(dir, "us/en/by-hand"))
	if !os.SameFile(keep, after) || after.Mode().Perm() != 0o600 {
		t.Errorf("what is not the build's was made anew: %v", after.Mode())
	}
}

func TestPartialRefused(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	publishSite(t, dir, join(caFiles, usFiles, rootFiles), wholeSite)
	before := onDisk(t, dir)
	for _, outside := range []string{"ca/index.html", "us/en/index.html", "ca/english/x", "ca/en"} {
		_, err := Swap(dir, outputs(files{outside: "x"}), caPart)
		if err == nil || !strings.Contains(err.Error(), "outside") {
			t.Errorf("writing %s: %v", outside, err)
		}
	}
	if _, err := Swap(dir, outputs(caFiles), rootPart); err == nil {
		t.Error("the root build wrote an edition")
	}
	if got := onDisk(t, dir); !maps.Equal(got, before) {
		t.Errorf("a refused build changed the folder: %v", got)
	}
	if err := os.Symlink("index.html", filepath.Join(dir, "link.html")); err != nil {
		t.Fatal(err)
	}
	if _, err := Swap(dir, outputs(caFiles), caPart); err == nil || !strings.Contains(err.Error(), "link.html") {
		t.Errorf("a link among what stays: %v", err)
	}
	if c, err := Compare(dir, outputs(caFiles), caPart); err == nil || !strings.Contains(err.Error(), "link.html") || c.Same != nil {
		t.Errorf("a link among what stays: Compare says %+v, %v", c, err)
	}

	stranger := t.TempDir()
	put(t, filepath.Join(stranger, "ca/en/index.html"), "x")
	put(t, filepath.Join(stranger, "thesis.odt"), "x")
	if _, err := Swap(stranger, outputs(caFiles), caPart); err == nil || !strings.Contains(err.Error(), "not replaced") {
		t.Errorf("a part in a stranger's folder: %v", err)
	}
}
