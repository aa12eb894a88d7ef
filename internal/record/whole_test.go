package record

import (
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// site returns a folder and its entries as package publish would seal it, all of them beyond doubt but the root's.
func site(t *testing.T) (dir string, seal map[string]*Entry) {
	t.Helper()
	dir = folder(t, map[string]string{"index.html": "home", "ca/page.html": "page"})
	seal = map[string]*Entry{}
	for _, name := range []string{"ca", "ca/page.html", "index.html"} {
		seal[name] = &Entry{Path: name, Mark: Look(filepath.Join(dir, filepath.FromSlash(name)))}
	}
	root := Root(Look(dir))
	seal["."] = &root
	return dir, seal
}

func entriesOf(seal map[string]*Entry) []Entry {
	var out []Entry
	for _, name := range slices.Sorted(maps.Keys(seal)) {
		out = append(out, *seal[name])
	}
	return out
}

// A site is whole if each of its files is as it was left, nothing is missing and nothing more is there. Where the mark
// proves nothing, the bytes are read.
func TestWhole(t *testing.T) {
	for _, tt := range []struct {
		name  string
		doing func(dir string, seal map[string]*Entry)
		whole bool
		again int
	}{
		{"untouched", func(string, map[string]*Entry) {}, true, 1},
		{"a file in doubt, the same bytes", func(_ string, s map[string]*Entry) {
			s["index.html"].Doubt, s["index.html"].Sum = true, sum("home")
		}, true, 2},
		{"a file in doubt, other bytes", func(_ string, s map[string]*Entry) {
			s["index.html"].Doubt, s["index.html"].Sum = true, sum("hime")
		}, false, -1},
		{"a file with another mark", func(_ string, s map[string]*Entry) { s["index.html"].Mark.Size++ }, false, -1},
		{"a folder in doubt", func(_ string, s map[string]*Entry) { s["ca"].Doubt = true }, true, 2},
		{"a folder in doubt with a file more", func(dir string, s map[string]*Entry) {
			writeFile(t, filepath.Join(dir, "ca", "more"))
			s["ca"].Doubt, s["ca"].Mark = true, Look(filepath.Join(dir, "ca"))
		}, false, -1},
		{"a file more", func(dir string, _ map[string]*Entry) { writeFile(t, filepath.Join(dir, "more")) }, false, -1},
		{"a file of another name", func(dir string, _ map[string]*Entry) {
			if err := os.Rename(filepath.Join(dir, "index.html"), filepath.Join(dir, "index.htm")); err != nil {
				t.Fatal(err)
			}
		}, false, -1},
		{"another folder in its place", func(_ string, s map[string]*Entry) { s["."].Mark.Node++ }, false, -1},
		{"moved as a whole", func(_ string, s map[string]*Entry) {
			s["."].Mark = Mark{Mode: s["."].Mark.Mode, Node: s["."].Mark.Node}
		}, true, 1},
	} {
		t.Run(tt.name, func(t *testing.T) {
			dir, seal := site(t)
			tt.doing(dir, seal)
			list := entriesOf(seal)
			whole, again := Whole(dir, list)
			if whole != tt.whole || tt.again >= 0 && again != tt.again {
				t.Errorf("whole %t, %d read again; want %t, %d", whole, again, tt.whole, tt.again)
			}
			if !list[0].Doubt {
				t.Error("the names of the site's own folder would not be read the next time")
			}
		})
	}
}

// In which order the entries come does not matter. Of a folder that cannot be read nothing is known, least of all that
// it is empty.
func TestWholeInAnyOrder(t *testing.T) {
	dir, seal := site(t)
	seal["ca"].Doubt = true
	list := entriesOf(seal)
	slices.Reverse(list)
	if whole, again := Whole(dir, list); !whole || again != 2 {
		t.Errorf("backwards: whole %t, %d read again", whole, again)
	}
	if sameNames(filepath.Join(dir, "none"), nil) || sameNames(filepath.Join(dir, "index.html"), nil) || !sameNames(filepath.Join(dir, "ca"), []string{"page.html"}) {
		t.Error("what cannot be read is taken for an empty folder")
	}
}

func writeFile(t *testing.T, name string) {
	t.Helper()
	if err := os.WriteFile(name, []byte("x"), 0o644); err != nil {
		t.Fatal(err)
	}
}

// What was read once and has not been touched for longer than a tick is not read the next time.
func TestWholeLearns(t *testing.T) {
	const name = "record.go" // was there before this test was compiled
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	list := []Entry{{Path: name, Mark: Look(name), Sum: sum(string(data)), Doubt: true}}
	if whole, again := Whole(".", list); !whole || again != 1 {
		t.Fatalf("whole %t, %d read again", whole, again)
	}
	if whole, again := Whole(".", list); !whole || again != 0 {
		t.Errorf("the second time: whole %t, %d read again", whole, again)
	}
}

// Files that are not the campaign's are never read: a doubt alone is reason enough to build again.
func TestUntouched(t *testing.T) {
	dir := folder(t, map[string]string{"font": "x"})
	name := filepath.Join(dir, "font")
	link := filepath.Join(dir, "link")
	if err := os.Symlink("font", link); err != nil {
		t.Skip(err)
	}
	m := Follow(name)
	other := m
	other.Mod++
	for _, tt := range []struct {
		name string
		e    Entry
		want bool
	}{
		{"as it was", Entry{Path: name, Mark: m}, true},
		{"through a link", Entry{Path: link, Mark: m}, true},
		{"in doubt", Entry{Path: name, Mark: m, Doubt: true}, false},
		{"touched", Entry{Path: name, Mark: other}, false},
		{"gone", Entry{Path: name + "x", Mark: m}, false},
		{"still not there", Entry{Path: name + "x"}, true},
	} {
		if got := Untouched([]Entry{tt.e}); got != tt.want {
			t.Errorf("%s: %t, want %t", tt.name, got, tt.want)
		}
	}
}

// A record is good from one moment on until just before another.
func TestCovers(t *testing.T) {
	from, until := time.Unix(100, 0), time.Unix(200, 0)
	r := &Record{From: from, Until: until}
	for at, want := range map[time.Time]bool{from.Add(-1): false, from: true, until.Add(-1): true, until: false} {
		if got := r.Covers(at); got != want {
			t.Errorf("at %v: %t, want %t", at, got, want)
		}
	}
}

// A record that cannot take its place leaves nothing behind.
func TestSaveFails(t *testing.T) {
	dir := folder(t, map[string]string{Name + "/x": "in the way"})
	(&Record{Key: "k"}).Save(dir)
	list, err := os.ReadDir(filepath.Join(dir, ".tocsin"))
	if err != nil || len(list) != 1 {
		t.Errorf("left behind: %v, %v", list, err)
	}
	if Load(dir) != nil {
		t.Error("a folder is taken for a record")
	}
	short := folder(t, map[string]string{Name: magic + strings.Repeat("x", 31)})
	if Load(short) != nil {
		t.Error("a record too short for its own checksum is believed")
	}
}

// What the system tells of a file, a folder, a link, and something else.
func TestLook(t *testing.T) {
	dir := folder(t, map[string]string{"f": "four", "d/": ""})
	if err := os.Symlink("f", filepath.Join(dir, "l")); err != nil {
		t.Skip(err)
	}
	if err := os.Chmod(filepath.Join(dir, "f"), 0o640); err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]fs.FileMode{"f": 0o640, "d": fs.ModeDir | 0o755, "l": fs.ModeSymlink | 0o777} {
		full := filepath.Join(dir, name)
		info, err := os.Lstat(full)
		if err != nil {
			t.Fatal(err)
		}
		m := Look(full)
		if m.Mode != want || m.Size != info.Size() || m.Mod != info.ModTime().UnixNano() || m != MarkOf(info) {
			t.Errorf("%s: %+v, want mode %v, and what os.Lstat tells", name, m, want)
		}
	}
	if m := Follow(filepath.Join(dir, "l")); m != Look(filepath.Join(dir, "f")) {
		t.Errorf("a link followed: %+v", m)
	}
	if m := Look(os.DevNull); m.Mode.IsRegular() || m.Mode.IsDir() || m == (Mark{}) {
		t.Errorf("%s: %+v", os.DevNull, m)
	}
	if Look(filepath.Join(dir, "none")) != (Mark{}) || Follow(filepath.Join(dir, "none")) != (Mark{}) {
		t.Error("what is not there has a mark")
	}
	name, m := Self()
	if m == (Mark{}) || m != Follow(name) {
		t.Errorf("this program is %s: %+v", name, m)
	}
}
