package cache

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
	"time"
)

func TestStore(t *testing.T) {
	dir := t.TempDir()
	s := Open(dir)
	defer s.Close()
	key := Key("photo", "a")
	if _, ok := s.Get(key); ok {
		t.Error("found what nobody kept")
	}
	if _, err := os.Stat(filepath.Join(dir, ".tocsin")); err == nil {
		t.Error("a cache of which nobody asked anything has made a folder")
	}
	s.Put(key, []byte("bytes"))
	if got, ok := s.Get(key); !ok || string(got) != "bytes" {
		t.Errorf("got %q, %v", got, ok)
	}
	if Key("ab", "c") == Key("a", "bc") {
		t.Error("parts run into each other")
	}
}

// What lies in the folder may be cut short, changed, or another key's: none of it is returned.
func TestDamage(t *testing.T) {
	dir := t.TempDir()
	s := Open(dir)
	defer s.Close()
	key, other := Key("a"), Key("b")
	s.Put(other, []byte("other"))
	foreign, err := os.ReadFile(filepath.Join(dir, name(other)))
	if err != nil {
		t.Fatal(err)
	}
	for what, change := range map[string]func([]byte) []byte{
		"cut short": func(b []byte) []byte { return b[:len(b)-1] },
		"empty":     func([]byte) []byte { return nil },
		"changed":   func(b []byte) []byte { b[len(b)-1] ^= 1; return b },
		"longer":    func(b []byte) []byte { return append(b, 'x') },
		"another's": func([]byte) []byte { return foreign },
		"short":     func([]byte) []byte { return []byte(magic) },
	} {
		s.Put(key, []byte("bytes"))
		file := filepath.Join(dir, name(key))
		b, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, change(b), 0o644); err != nil {
			t.Fatal(err)
		}
		if got, ok := s.Get(key); ok {
			t.Errorf("%s: returned %q", what, got)
		}
		if _, err := os.Stat(file); err == nil {
			t.Errorf("%s: the damaged file is still there", what)
		}
	}
}

func TestNowhere(t *testing.T) {
	var none *Store
	none.Put(Key("a"), nil)
	if _, ok := none.Get(Key("a")); ok {
		t.Error("nothing keeps something")
	}
	if s := Open(filepath.Join(t.TempDir(), "gone")); s != nil {
		t.Error("opened a folder that is not there")
	}
	dir, outside := t.TempDir(), t.TempDir()
	if err := os.Symlink(outside, filepath.Join(dir, ".tocsin")); err != nil {
		t.Skip("no symbolic links here:", err)
	}
	s := Open(dir)
	defer s.Close()
	s.Put(Key("a"), []byte("x"))
	if list, _ := os.ReadDir(outside); len(list) > 0 {
		t.Error("a link led the cache out of the campaign")
	}
}

func TestBounded(t *testing.T) {
	dir := t.TempDir()
	s := Open(dir)
	defer s.Close()
	s.most = 10_000
	old, young := Key("old"), Key("young")
	s.Put(old, bytes.Repeat([]byte("x"), 1000))
	past := time.Now().Add(-48 * time.Hour)
	if err := os.Chtimes(filepath.Join(dir, name(old)), past, past); err != nil {
		t.Fatal(err)
	}
	for i := range 20 {
		s.Put(Key("n", string(rune('a'+i))), bytes.Repeat([]byte("x"), 900))
	}
	s.Put(young, []byte("x"))
	if _, ok := s.Get(old); ok {
		t.Error("the oldest is still there")
	}
	if _, ok := s.Get(young); !ok {
		t.Error("the youngest has gone")
	}
	total := int64(0)
	_ = fs.WalkDir(os.DirFS(dir), ".", func(_ string, d fs.DirEntry, err error) error {
		if info, e := d.Info(); err == nil && e == nil && !d.IsDir() {
			total += info.Size()
		}
		return nil
	})
	if total > 12_000 {
		t.Errorf("%d bytes are kept", total)
	}
}
