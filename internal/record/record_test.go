package record

import (
	"encoding/binary"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"tocsin/internal/diag"
	"tocsin/internal/rule"
)

func entries() Entries {
	return Entries{
		{Path: ".", Mark: Mark{Mode: fs.ModeDir | 0o755, Node: 7}, Doubt: true},
		{Path: "a/é.md", Mark: Mark{Mode: 0o644, Size: 1 << 40, Mod: -5, Change: 1<<62 + 3, Node: 1 << 63}, Sum: []byte("12345678901234567890123456789012")},
		{Path: "gone"},
	}
}

// A record comes back as it was; one that is cut or altered anywhere does not come back at all.
func TestRecord(t *testing.T) {
	dir := t.TempDir()
	if Load(dir) != nil {
		t.Error("a record where none was kept")
	}
	told := diag.New(diag.Pos{File: "f", Line: 1, Column: 2, EndLine: 1, EndColumn: 5}, rule.StaleChanged, "file", "a", "changes", []rule.Text{rule.PartAdded.With("now", "b")}).In(rule.PartNotOut.With())
	want := &Record{Key: "key", Zone: "America/Toronto", From: time.Unix(5, 6).UTC(), Until: time.Unix(7, 0).UTC(), Fonts: true, Inputs: entries(), Outputs: entries()[:1],
		Outside: Entries{}, Told: diag.List{told}, Summary: "s", Files: 3}
	want.Save(dir)
	if d := cmp.Diff(want, Load(dir)); d != "" {
		t.Fatalf("(-want +got):\n%s", d)
	}
	name := filepath.Join(dir, filepath.FromSlash(Name))
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	for i := range data {
		bad := append([]byte(nil), data...)
		if bad[i] ^= 1; i%2 == 0 {
			bad = bad[:i]
		}
		if err := os.WriteFile(name, bad, 0o644); err != nil {
			t.Fatal(err)
		}
		if Load(dir) != nil {
			t.Fatalf("a record damaged at byte %d is believed", i)
		}
	}
	(&Record{}).Save(filepath.Join(dir, "nowhere")) // no failure
}

// Entries that are cut short anywhere are an error, and never more.
func TestEntriesShort(t *testing.T) {
	data, err := entries().MarshalBinary()
	if err != nil {
		t.Fatal(err)
	}
	for n := range data {
		var got Entries
		if got.UnmarshalBinary(data[:n]) == nil {
			t.Errorf("%d bytes of %d are taken for all", n, len(data))
		}
	}
}

// A path longer than all that follows, and bytes behind the last entry, are damage, however well the rest fits.
func TestEntriesDamaged(t *testing.T) {
	list := Entries{{Path: "p", Mark: Mark{Mode: 0o644, Size: 1}, Sum: []byte{7}}}
	data, err := list.MarshalBinary()
	if err != nil {
		t.Fatal(err)
	}
	var got Entries
	if err := got.UnmarshalBinary(data); err != nil || !cmp.Equal(got, list) {
		t.Errorf("a sum of one byte comes back as %+v, %v", got, err)
	}
	if got.UnmarshalBinary(append(data, 0)) == nil {
		t.Error("a byte too many is not noticed")
	}
	if got.UnmarshalBinary(binary.AppendUvarint(nil, 1<<60)) == nil {
		t.Error("more entries than any memory holds are believed")
	}
	long := append([]byte{1, 120}, data[3:]...) // one entry, a path of 120 bytes, and all but the path
	if got.UnmarshalBinary(long) == nil {
		t.Error("a path that is not there is taken for an empty one")
	}
	if Load(filepath.Join(t.TempDir(), "nowhere")) != nil {
		t.Error("a record of a folder that is not there")
	}
}

func FuzzEntries(f *testing.F) {
	data, _ := entries().MarshalBinary()
	f.Add(data)
	f.Fuzz(func(_ *testing.T, data []byte) {
		var l Entries
		_ = l.UnmarshalBinary(data)
	})
}

// A mark that a change could follow without altering it is recent: for as long as the clock's tick may last.
func TestRecent(t *testing.T) {
	now := time.Unix(1000, 500_000_001)
	for _, tt := range []struct {
		name string
		m    Mark
		want bool
	}{
		{"long ago", Mark{Change: now.Add(-time.Second).UnixNano()}, false},
		{"now", Mark{Change: now.UnixNano()}, true},
		{"a tick ago", Mark{Change: now.Add(-19 * time.Millisecond).UnixNano()}, true},
		{"in the future", Mark{Change: now.Add(time.Hour).UnixNano()}, true},
		{"time set back", Mark{Mod: 1, Change: now.UnixNano()}, true},
		{"time set ahead", Mark{Mod: now.UnixNano(), Change: 1}, false},
		{"a coarse clock", Mark{Change: time.Unix(999, 0).UnixNano()}, true},
		{"no time of change", Mark{Mod: now.UnixNano()}, true},
	} {
		if got := tt.m.Recent(now); got != tt.want {
			t.Errorf("%s: %t, want %t", tt.name, got, tt.want)
		}
	}
}

// The record holds what was read, though the file became another before the build was done.
func TestWatchHoldsWhatWasRead(t *testing.T) {
	dir := t.TempDir()
	name := filepath.Join(dir, "f")
	write := func(text string) {
		t.Helper()
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	write("one")
	w := Watch(os.DirFS(dir))
	if data, err := fs.ReadFile(w, "f"); string(data) != "one" {
		t.Fatal(string(data), err)
	}
	write("two")
	list, ok := w.Entries()
	if !ok || len(list) != 1 {
		t.Fatal(list, ok)
	}
	if same, _ := Same(dir, os.DirFS(dir), list); same {
		t.Error("the file that was changed after it was read is taken for the one that was read")
	}
	write("one")
	if same, again := Same(dir, os.DirFS(dir), list); !same || again != 1 {
		t.Errorf("the same bytes again: %t, %d read", same, again)
	}
	write("three")
	if _, err := fs.ReadFile(w, "f"); err != nil {
		t.Fatal(err)
	}
	if _, ok := w.Entries(); ok {
		t.Error("a file that was read twice, and differed, is vouched for")
	}
}

// What was looked for and was not there, a folder's names, and a file of which only a part was read.
func TestWatchOddities(t *testing.T) {
	dir := t.TempDir()
	fsys := os.DirFS(dir)
	touch := func(name string) {
		t.Helper()
		if err := os.WriteFile(filepath.Join(dir, name), []byte(name), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	touch("a")
	w := Watch(fsys)
	if _, err := fs.Stat(w, "b"); err == nil {
		t.Fatal("b is there")
	}
	if _, err := fs.ReadDir(w, "."); err != nil {
		t.Fatal(err)
	}
	list, ok := w.Entries()
	if same, _ := Same(dir, fsys, list); !ok || !same {
		t.Error("nothing changed, and it is not the same")
	}
	touch("b")
	for _, e := range list {
		if same, _ := Same(dir, fsys, []Entry{e}); same {
			t.Errorf("%s: a file more is not noticed", e.Path)
		}
	}
	for _, tt := range []struct {
		name  string
		reads []int // how many bytes each read asks for
		ok    bool
	}{
		{"not read at all", nil, true}, {"nothing asked for", []int{0}, true}, {"a byte", []int{1}, false}, {"half a file", []int{2}, false},
		{"half a file, then nothing", []int{2, 0}, false}, {"a whole file", []int{2, 2, 2, 1}, true}, {"a whole file, and not its end", []int{4}, false},
	} {
		touch("four")
		w := Watch(fsys)
		f, err := w.Open("four")
		if err != nil {
			t.Fatal(err)
		}
		for _, n := range tt.reads {
			_, _ = f.Read(make([]byte, n))
		}
		f.Close()
		if _, ok := w.Entries(); ok != tt.ok {
			t.Errorf("%s: vouched for %t, want %t", tt.name, ok, tt.ok)
		}
	}
}
