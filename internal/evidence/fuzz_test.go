package evidence

import (
	"os"
	"path/filepath"
	"testing"
	"time"
)

// Whatever lies in the place of the notes, only whole lines about this very manifest are believed.
func FuzzNotes(f *testing.F) {
	dir := f.TempDir()
	list := []byte("{}")
	now := time.Now()
	n := OpenNotes(dir, "https://a.example/", list, now)
	f.Add([]byte(n.head + "\"a.html\"\n"))
	f.Add([]byte(n.head + "\"a\\n.html\"\n`b`\n\"c"))
	f.Fuzz(func(t *testing.T, data []byte) {
		if err := os.MkdirAll(filepath.Dir(n.name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(n.name, data, 0o644); err != nil {
			t.Fatal(err)
		}
		got := OpenNotes(dir, "https://a.example/", list, now)
		if len(got.old) > 0 && (len(data) < len(n.head) || string(data[:len(n.head)]) != n.head) {
			t.Errorf("%q is believed", data)
		}
		if other := OpenNotes(dir, "https://a.example/", []byte("{ }"), now); len(other.old) > 0 {
			t.Errorf("%q is believed of another manifest", data)
		}
	})
}
