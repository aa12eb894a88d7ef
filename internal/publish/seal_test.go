//go:build unix

package publish

import (
	"os"
	"path/filepath"
	"testing"

	"tocsin/internal/record"
)

var sealedSite = Options{Manifest: true, Seal: true}

// A sealed site is known again, however it came to be, until somebody touches it or is about to.
func TestUnchanged(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	site := files{"index.html": "home", "a/b/index.html": "b", "a/c.css": "c"}
	known := func(when string, seal []record.Entry, want bool) {
		t.Helper()
		if got, _ := Unchanged(dir, seal); got != want {
			t.Errorf("%s: unchanged is %t, want %t", when, got, want)
		}
	}
	first := publishSite(t, dir, site, sealedSite).Seal
	known("written", first, true)
	known("looked at before", first, true)
	same := publishSite(t, dir, site, sealedSite).Seal
	known("compared", same, true)
	site["a/c.css"] = "another"
	linked := publishSite(t, dir, site, sealedSite).Seal
	known("linked", linked, true)
	known("the seal of the site before", first, false)
	known("no seal", nil, false)

	p, err := claim(dir)
	if err != nil {
		t.Fatal(err)
	}
	known("while another build writes", linked, false)
	p.release()
	staging := stagingPrefix(dir) + "0123abcd"
	if err := os.Mkdir(staging, 0o755); err != nil {
		t.Fatal(err)
	}
	known("after a build that was killed", linked, true)
	if _, err := os.Lstat(staging); err == nil {
		t.Error("what a killed build left is still there")
	}

	for _, tt := range []struct {
		name string
		do   func() error
	}{
		{"a file more at the root", func() error { return os.WriteFile(filepath.Join(dir, "x"), nil, 0o644) }},
		{"a file more", func() error { return os.WriteFile(filepath.Join(dir, "a/x"), nil, 0o644) }},
		{"a folder more", func() error { return os.Mkdir(filepath.Join(dir, "a/x"), 0o755) }},
		{"a file less", func() error { return os.Remove(filepath.Join(dir, "a/c.css")) }},
		{"a file rewritten", func() error { return os.WriteFile(filepath.Join(dir, "index.html"), []byte("HOME"), 0o644) }},
		{"a file's permissions", func() error { return os.Chmod(filepath.Join(dir, "index.html"), 0o600) }},
		{"a folder's permissions", func() error { return os.Chmod(filepath.Join(dir, "a"), 0o700) }},
		{"a file moved", func() error {
			return os.Rename(filepath.Join(dir, "index.html"), filepath.Join(dir, "a/index.html"))
		}},
		{"the site itself gone", func() error { return os.RemoveAll(dir) }},
	} {
		seal := publishSite(t, dir, site, sealedSite).Seal
		known("mended", seal, true)
		if err := tt.do(); err != nil {
			t.Fatal(err)
		}
		known(tt.name, seal, false)
	}
	if got := publishSite(t, dir, site, wholeSite).Seal; got != nil {
		t.Error("a seal that nobody asked for")
	}
}
