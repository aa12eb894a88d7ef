package cache

import (
	"os"
	"path/filepath"
	"testing"
)

// Whatever lies in the cache's place, only what was put there comes back, and what is damaged is gone afterwards.
func FuzzGet(f *testing.F) {
	f.Add([]byte(magic))
	f.Add([]byte(magic + "0123456789abcdef0123456789abcdef body"))
	dir := f.TempDir()
	s := Open(dir)
	f.Cleanup(func() { s.Close() })
	key := Key("a")
	file := filepath.Join(dir, filepath.FromSlash(name(key)))
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		if err := os.WriteFile(file, data, 0o644); err != nil {
			t.Fatal(err)
		}
		if got, ok := s.Get(key); ok {
			t.Errorf("%q is taken for %q", data, got)
		}
		if _, err := os.Stat(file); err == nil {
			t.Errorf("%q stays", data)
		}
	})
}
