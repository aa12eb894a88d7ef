package record

import (
	"crypto/sha256"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"testing/fstest"
	"time"
)

// folder makes a folder with files of the given bytes, by name; a name that ends in a slash is a folder.
func folder(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		full := filepath.Join(dir, filepath.FromSlash(name))
		err := os.MkdirAll(filepath.Dir(full), 0o755)
		if name[len(name)-1] == '/' {
			err = os.MkdirAll(full, 0o755)
		} else if err == nil {
			err = os.WriteFile(full, []byte(text), 0o644)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func sum(text string) []byte {
	s := sha256.Sum256([]byte(text))
	return s[:]
}

// A file that changed within the clock's tick looks as it did when it was read. Only the doubt that was noted then has
// it read again; without it, a site made from the old words would be called up to date.
func TestSameDoubts(t *testing.T) {
	dir := folder(t, map[string]string{"f": "two", "empty/": ""})
	if err := os.Symlink("f", filepath.Join(dir, "link")); err != nil {
		t.Skip(err)
	}
	now, follow := Look(filepath.Join(dir, "f")), Follow(filepath.Join(dir, "link"))
	other := now
	other.Size++
	device := other
	device.Mode |= fs.ModeDevice
	names, err := Watch(os.DirFS(dir)), error(nil)
	if _, err = fs.ReadDir(names, "empty"); err != nil {
		t.Fatal(err)
	}
	list, _ := names.Entries()
	empty := list[0]
	aged := empty
	aged.Mark.Mod--
	emptied := aged
	emptied.Sum = sum("a name")
	for _, tt := range []struct {
		name  string
		e     Entry
		same  bool
		again int
	}{
		{"as it was", Entry{Path: "f", Mark: now, Sum: sum("one")}, true, 0},
		{"changed within a tick", Entry{Path: "f", Mark: now, Sum: sum("one"), Doubt: true}, false, 1},
		{"read within a tick of its change", Entry{Path: "f", Mark: now, Sum: sum("two"), Doubt: true}, true, 1},
		{"only looked at, within a tick", Entry{Path: "f", Mark: now, Doubt: true}, true, 0},
		{"touched", Entry{Path: "f", Mark: other, Sum: sum("two")}, true, 1},
		{"changed", Entry{Path: "f", Mark: other, Sum: sum("one")}, false, 1},
		{"looked at, and touched", Entry{Path: "f", Mark: other}, false, 0},
		{"something else then", Entry{Path: "f", Mark: device, Sum: sum("two")}, false, 1},
		{"still not there", Entry{Path: "none"}, true, 0},
		{"there now", Entry{Path: "f"}, false, 0},
		{"gone", Entry{Path: "none", Mark: now, Sum: sum("two")}, false, 0},
		{"through a link", Entry{Path: "link", Mark: follow, Sum: sum("one")}, true, 0},
		{"through a link, within a tick", Entry{Path: "link", Mark: follow, Sum: sum("one"), Doubt: true}, false, 1},
		{"through a link, only looked at", Entry{Path: "link", Mark: follow, Doubt: true}, true, 0},
		{"through a link, touched", Entry{Path: "link", Mark: other, Sum: sum("two")}, true, 1},
		{"a folder, touched", aged, true, 1},
		{"a folder with another name in it then", emptied, false, 1},
		{"a folder that is a file now", Entry{Path: "f", Mark: empty.Mark, Sum: empty.Sum}, false, 1},
	} {
		t.Run(tt.name, func(t *testing.T) {
			list := []Entry{tt.e}
			same, again := Same(dir, os.DirFS(dir), list)
			if same != tt.same || again != tt.again {
				t.Errorf("same %t, %d read again; want %t, %d", same, again, tt.same, tt.again)
			}
			if same && again > 0 && list[0].Mark == other {
				t.Error("what was read again is not noted anew")
			}
		})
	}
	if same, _ := Same(dir, os.DirFS(dir), make([]Entry, 0)); !same {
		t.Error("nothing was read, and it is not the same")
	}
	many := slices.Repeat([]Entry{{Path: "f", Mark: now}}, 2*share+1)
	doubted := slices.Repeat([]Entry{{Path: "f", Mark: other, Sum: sum("two")}}, 2*share+1)
	if same, again := Same(dir, os.DirFS(dir), doubted); !same || again != len(doubted) {
		t.Errorf("of %d files in doubt %d are read, same: %t", len(doubted), again, same)
	}
	for _, i := range []int{0, share - 1, share, 2*share - 1, 2 * share} {
		changed := slices.Clone(many)
		changed[i].Mark = other
		if same, _ := Same(dir, os.DirFS(dir), changed); same {
			t.Errorf("of %d files the one at %d is not looked at", len(many), i)
		}
	}
}

// What is looked at within a tick of its last change is noted with a doubt; what is older, without.
func TestSeenDoubts(t *testing.T) {
	info, err := os.Stat(filepath.Join(folder(t, map[string]string{"f": "x"}), "f"))
	if err != nil {
		t.Fatal(err)
	}
	changed := time.Unix(0, max(MarkOf(info).Change, MarkOf(info).Mod))
	if e := seen("f", changed, info); !e.Doubt || e.Path != "f" || e.Mark != MarkOf(info) {
		t.Errorf("looked at in the moment of its change: %+v", e)
	}
	if e := seen("f", changed.Add(time.Hour), info); e.Doubt == tellsChange {
		t.Errorf("looked at an hour later: %+v", e)
	}
	if e := seen("f", changed, fileInfo{}); e.Mark.Size != 1 || e.Mark.Mod != 5 || e.Mark.Mode != 0o600 {
		t.Errorf("a file of no disk: %+v", e)
	}
}

// fileInfo is what a file system that is no disk tells.
type fileInfo struct{ fs.FileInfo }

func (fileInfo) Mode() fs.FileMode  { return 0o600 }
func (fileInfo) Size() int64        { return 1 }
func (fileInfo) ModTime() time.Time { return time.Unix(0, 5) }
func (fileInfo) Sys() any           { return nil }

// The edges of the tick, to the nanosecond.
func TestRecentEdge(t *testing.T) {
	for _, tt := range []struct {
		change, tick time.Duration
	}{{time.Hour + 1, 20 * time.Millisecond}, {time.Hour, 2 * time.Second}, {time.Hour + time.Millisecond, 2 * time.Second}} {
		at := time.Unix(0, int64(tt.change))
		if !(Mark{Change: at.UnixNano()}).Recent(at.Add(tt.tick)) || (Mark{Change: at.UnixNano()}).Recent(at.Add(tt.tick+1)) {
			t.Errorf("a change at %v: the tick does not last %v", tt.change, tt.tick)
		}
	}
}

// Two looks at a file are one entry. A doubt that one of them had stays.
func TestNote(t *testing.T) {
	a, b := Mark{Size: 1}, Mark{Size: 2}
	for _, tt := range []struct {
		name          string
		first, second Entry
		want          Entry
		ok            bool
	}{
		{"the same twice", Entry{Mark: a, Sum: sum("x")}, Entry{Mark: a, Sum: sum("x")}, Entry{Mark: a, Sum: sum("x")}, true},
		{"looked at, then read", Entry{Mark: a}, Entry{Mark: a, Sum: sum("x")}, Entry{Mark: a, Sum: sum("x")}, true},
		{"read, then looked at", Entry{Mark: a, Sum: sum("x")}, Entry{Mark: a}, Entry{Mark: a, Sum: sum("x")}, true},
		{"doubted at first", Entry{Mark: a, Sum: sum("x"), Doubt: true}, Entry{Mark: a}, Entry{Mark: a, Sum: sum("x"), Doubt: true}, true},
		{"doubted later", Entry{Mark: a, Sum: sum("x")}, Entry{Mark: a, Doubt: true}, Entry{Mark: a, Sum: sum("x"), Doubt: true}, true},
		{"another mark", Entry{Mark: a}, Entry{Mark: b}, Entry{Mark: a}, false},
		{"other bytes", Entry{Mark: a, Sum: sum("x")}, Entry{Mark: a, Sum: sum("y")}, Entry{Mark: a, Sum: sum("x")}, false},
	} {
		w := Watch(fstest.MapFS{})
		w.note(Entry{Path: "z"})
		for _, e := range []Entry{tt.first, tt.second} {
			e.Path = "f"
			w.note(e)
		}
		list, ok := w.Entries()
		tt.want.Path = "f"
		if ok != tt.ok || len(list) != 2 || !equal(list[0], tt.want) || list[1].Path != "z" {
			t.Errorf("%s: %+v %t, want %+v %t", tt.name, list, ok, tt.want, tt.ok)
		}
	}
}

func equal(a, b Entry) bool {
	return a.Path == b.Path && a.Mark == b.Mark && string(a.Sum) == string(b.Sum) && a.Doubt == b.Doubt
}

// What a watched file system reads is what lies under it, however it is asked; a file that was opened and read to its
// end is vouched for.
func TestWatchReads(t *testing.T) {
	dir := folder(t, map[string]string{"b": "bytes", "a": "", "sub/c": "c"})
	if err := os.Symlink("b", filepath.Join(dir, "link")); err != nil {
		t.Skip(err)
	}
	w := Watch(os.DirFS(dir))
	f, err := w.Open("b")
	if err != nil {
		t.Fatal(err)
	}
	info, err := f.Stat()
	if err != nil || info.Size() != 5 || info.Name() != "b" {
		t.Errorf("Stat of an open file: %v %v", info, err)
	}
	if data, err := io.ReadAll(f); string(data) != "bytes" || err != nil {
		t.Errorf("read %q, %v", data, err)
	}
	if err := f.Close(); err != nil {
		t.Error(err)
	}
	opened, err := w.Open("a") // opened, and not read: looked at
	if err != nil || opened.Close() != nil {
		t.Fatal(err)
	}
	list, err := w.ReadDir(".")
	var names []string
	for _, d := range list {
		names = append(names, d.Name())
	}
	if !slices.Equal(names, []string{"a", "b", "link", "sub"}) || err != nil {
		t.Errorf("a folder holds %v, %v", names, err)
	}
	if info, err := w.Stat("link"); err != nil || info.Size() != 5 {
		t.Errorf("Stat of a link: %v %v", info, err)
	}
	if info, err := w.Lstat("link"); err != nil || info.Mode()&fs.ModeSymlink == 0 {
		t.Errorf("Lstat of a link: %v %v", info, err)
	}
	if to, err := w.ReadLink("link"); to != "b" || err != nil {
		t.Errorf("a link leads to %q, %v", to, err)
	}
	if _, err := w.ReadFile("none"); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a file that is not there: %v", err)
	}
	entries, ok := w.Entries()
	var paths []string
	for _, e := range entries {
		paths = append(paths, e.Path)
	}
	if want := []string{".", "a", "b", "link", "none"}; !slices.Equal(paths, want) || !ok {
		t.Fatalf("noted %v %t, want %v", paths, ok, want)
	}
	if string(entries[2].Sum) != string(sum("bytes")) || entries[1].Sum != nil || entries[4].Mark != (Mark{}) {
		t.Errorf("noted %+v", entries)
	}
	if same, _ := Same(dir, os.DirFS(dir), entries); !same {
		t.Error("nothing changed, and it is not the same")
	}
}

// A file that fails in any way but that it is not there is never vouched for.
func TestWatchFailures(t *testing.T) {
	under := fstest.MapFS{"f": {Data: []byte("x")}, "d": {Mode: fs.ModeDir}}
	ask := map[string]func(w *Watcher) error{
		"ReadFile": func(w *Watcher) error { _, err := w.ReadFile("f"); return err },
		"ReadDir":  func(w *Watcher) error { _, err := w.ReadDir("d"); return err },
		"Stat":     func(w *Watcher) error { _, err := w.Stat("f"); return err },
		"Open":     func(w *Watcher) error { _, err := w.Open("f"); return err },
	}
	for _, tt := range []struct{ call, fails string }{
		{"ReadFile", "open"}, {"ReadFile", "stat"}, {"ReadFile", "read"}, {"ReadDir", "open"}, {"ReadDir", "stat"}, {"ReadDir", "list"},
		{"Stat", "open"}, {"Stat", "stat"}, {"Open", "open"}, {"Open", "stat"},
	} {
		w := Watch(failing{under, tt.fails})
		err := ask[tt.call](w)
		if _, ok := w.Entries(); ok || !errors.Is(err, errDisk) {
			t.Errorf("%s while %s fails: vouched for %t, error %v", tt.call, tt.fails, ok, err)
		}
	}
	w := Watch(under)
	if _, err := w.ReadDir("f"); err == nil {
		t.Error("a file is listed as if it were a folder")
	}
	w = Watch(failing{under, "read"})
	f, err := w.Open("f")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := f.Read(make([]byte, 1)); !errors.Is(err, errDisk) {
		t.Errorf("reading an open file: %v", err)
	}
}

var errDisk = errors.New("the disk fails")

// failing is a file system of which one call fails.
type failing struct {
	fs.FS
	call string
}

func (f failing) Open(name string) (fs.File, error) {
	if f.call == "open" {
		return nil, errDisk
	}
	file, err := f.FS.Open(name)
	if err != nil {
		return nil, err
	}
	if dir, ok := file.(fs.ReadDirFile); ok {
		return failingDir{failingFile{file, f.call}, dir}, nil
	}
	return failingFile{file, f.call}, nil
}

type failingFile struct {
	fs.File
	call string
}

func (f failingFile) Stat() (fs.FileInfo, error) {
	if f.call == "stat" {
		return nil, errDisk
	}
	return f.File.Stat()
}

func (f failingFile) Read(p []byte) (int, error) {
	if f.call == "read" {
		return 0, errDisk
	}
	return f.File.Read(p)
}

type failingDir struct {
	failingFile
	dir fs.ReadDirFile
}

func (f failingDir) ReadDir(n int) ([]fs.DirEntry, error) {
	if f.call == "list" {
		return nil, errDisk
	}
	return f.dir.ReadDir(n)
}
