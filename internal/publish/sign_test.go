//go:build unix

package publish

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"tocsin/internal/manifest"
)

// signer signs with a name and counts how often it is asked to.
type signer struct {
	name  string
	signs int
	fails error
}

func (s *signer) Sign(data []byte) ([]byte, error) {
	s.signs++
	return s.of(data), s.fails
}

func (s *signer) Signed(data, signature []byte) bool {
	return bytes.Equal(bytes.TrimRight(signature, " "), s.of(data))
}

func (s *signer) of(data []byte) []byte { return append([]byte(s.name+"\n"), data...) }

// A site is signed anew where it changed, or its signature did; one that is the signer's own stays, and nobody is asked.
func TestSigned(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	name := filepath.Join(dir, manifest.Signature)
	own := &signer{name: "own"}
	signed := Options{Manifest: true, Signer: own}
	put := func(data []byte) func() error { return func() error { return os.WriteFile(name, data, 0o644) } }
	for _, tt := range []struct {
		name  string
		do    func() error
		site  files
		signs int
	}{
		{"for the first time", nil, oldFiles, 1},
		{"the same", nil, oldFiles, 0},
		{"another site", nil, newFiles, 1},
		{"no signature", func() error { return os.Remove(name) }, newFiles, 1},
		{"another's", put([]byte("another's")), newFiles, 1},
		{"a folder for it", func() error { return errors.Join(os.Remove(name), os.MkdirAll(name+"/x", 0o755)) }, newFiles, 1},
		{"a link to it", func() error { return errors.Join(os.Rename(name, name+".x"), os.Symlink(name+".x", name)) }, newFiles, 1},
		{"permissions of its own", func() error { return os.Chmod(name, 0o600) }, newFiles, 0},
		{"as long as any may be", func() error { return pad(name, maxSignature) }, newFiles, 0},
		{"longer than any", func() error { return pad(name, maxSignature+1) }, newFiles, 1},
	} {
		if tt.do != nil {
			if err := tt.do(); err != nil {
				t.Fatal(err)
			}
		}
		own.signs = 0
		res := publishSite(t, dir, tt.site, signed)
		data, err := os.ReadFile(name)
		list, _ := os.ReadFile(filepath.Join(dir, manifest.Name))
		if err != nil || own.signs != tt.signs || !own.Signed(list, data) || !info(t, name).Mode().IsRegular() || info(t, name).Mode().Perm() != 0o644 || res.Unsigned {
			t.Errorf("%s: signed %d times, want %d, and the signature is %v %.20q, %v", tt.name, own.signs, tt.signs, info(t, name).Mode(), data, err)
		}
	}
	before := info(t, dir)
	publishSite(t, dir, newFiles, signed)
	if !os.SameFile(before, info(t, dir)) {
		t.Error("a build that changes nothing replaces the folder")
	}
	own.fails = errors.New("no token")
	if _, err := Swap(dir, outputs(oldFiles), signed); !errors.Is(err, own.fails) || !strings.Contains(err.Error(), "no token") {
		t.Errorf("a signer that fails: %v", err)
	}
	wantAlone(t, dir)
	if res := publishSite(t, dir, newFiles, wholeSite); !res.Unsigned {
		t.Error("the signature is gone, and it is not told")
	}
	if _, err := os.Lstat(name); err == nil {
		t.Error("the signature of a site that nobody signed stays")
	}
	if res := publishSite(t, dir, newFiles, wholeSite); res.Unsigned {
		t.Error("there was no signature, and it is told that it went")
	}
}

// pad makes a file as long as n bytes by spaces at its end.
func pad(name string, n int) error {
	data, err := os.ReadFile(name)
	return errors.Join(err, os.WriteFile(name, append(data, bytes.Repeat([]byte(" "), n-len(data))...), 0o644))
}
