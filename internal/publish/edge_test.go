//go:build unix

package publish

import (
	"bytes"
	"errors"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"tocsin/internal/manifest"
	"tocsin/internal/record"
)

// deep makes a file below a folder whose path is longer than the system takes, so that nobody can read it by its path,
// not even root. It returns the longest part of the path that can be opened, relative to dir.
func deep(t *testing.T, dir string) (rel string) {
	t.Helper()
	root, err := os.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	part := strings.Repeat("d", 200)
	path := part
	for len(path) < 5000 {
		path += "/" + part
	}
	if err := errors.Join(root.MkdirAll(path, 0o755), root.WriteFile(path+"/file", []byte("x"), 0o644)); err != nil {
		t.Fatal(err)
	}
	return path
}

// A site of which a folder cannot be read is not replaced or compared: nobody knows what is in it.
func TestUnreadableFolder(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	publishSite(t, dir, oldFiles, wholeSite)
	deep(t, dir)
	next := outputs(newFiles)
	if _, err := Swap(dir, next, wholeSite); !errors.Is(err, syscall.ENAMETOOLONG) || !strings.Contains(err.Error(), "reading the site that is there") {
		t.Errorf("Swap: %v", err)
	}
	if _, err := Swap(dir, outputs(files{"ca/en/x": "x"}), caPart); !errors.Is(err, syscall.ENAMETOOLONG) {
		t.Errorf("Swap of a part: %v", err)
	}
	if c, err := Compare(dir, next, wholeSite); !errors.Is(err, syscall.ENAMETOOLONG) || c.Added != nil {
		t.Errorf("Compare: %+v, %v", c, err)
	}
	if data, _ := os.ReadFile(filepath.Join(dir, "index.html")); string(data) != "old" {
		t.Errorf("the old site has %q", data)
	}
	wantAlone(t, dir)
	if err := os.Remove(filepath.Join(dir, manifest.Name)); err != nil {
		t.Fatal(err)
	}
	if _, err := Swap(dir, outputs(files{"index.html": "x"}), rootPart); !errors.Is(err, syscall.ENAMETOOLONG) {
		t.Errorf("Swap of a part into a folder without a list: %v", err)
	}
}

// What the umask forbids, no file of the site allows.
func TestUmask(t *testing.T) {
	defer syscall.Umask(syscall.Umask(0o077))
	dir := filepath.Join(t.TempDir(), "public")
	publishSite(t, dir, oldFiles, wholeSite)
	publishSite(t, dir, newFiles, wholeSite)
	for rel, want := range map[string]fs.FileMode{"": 0o700, "same": 0o700, "index.html": 0o600, "same/a": 0o600, manifest.Name: 0o600} {
		if got := info(t, filepath.Join(dir, rel)).Mode().Perm(); got != want {
			t.Errorf("%q has %v, want %v", rel, got, want)
		}
	}
}

// The list is written though it is all that was missing; a build that writes none may have a file of that name.
func TestListAlone(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	with := caPart
	with.Manifest = true
	publishSite(t, dir, caFiles, caPart)
	publishSite(t, dir, caFiles, with)
	if _, err := verify(dir); err != nil {
		t.Error(err)
	}
	other := filepath.Join(t.TempDir(), "public")
	publishSite(t, other, files{manifest.Name: "an app's"}, Options{})
	if got := onDisk(t, other)[manifest.Name]; got != "an app's" {
		t.Errorf("the file is %q", got)
	}
}

// What vanishes from the old site while the new one is made is told: what stays must be read, copied or linked.
func TestVanishes(t *testing.T) {
	t.Run("before it is listed", func(t *testing.T) {
		dir := filepath.Join(t.TempDir(), "public")
		publishSite(t, dir, caFiles, caPart)
		_, err := Swap(dir, func(yield func(Output, error) bool) {
			_ = os.Remove(filepath.Join(dir, "ca/en/index.html"))
			outputs(rootFiles)(yield)
		}, rootPart)
		if !errors.Is(err, fs.ErrNotExist) || !strings.Contains(err.Error(), "reading ca/en/index.html") {
			t.Errorf("%v", err)
		}
		wantAlone(t, dir)
	})
	for name, vanish := range map[string]func(string) error{
		"before it is linked": os.Remove,
		"for a folder":        func(name string) error { return errors.Join(os.Remove(name), os.Mkdir(name, 0o755)) },
	} {
		t.Run(name, func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "public")
			publishSite(t, dir, oldFiles, wholeSite)
			_, err := swap(dir, outputs(newFiles), wholeSite, func(s step, rel string) error {
				if s == stepLink && rel == "same/a" {
					return vanish(filepath.Join(dir, rel))
				}
				return nil
			})
			if err == nil || !strings.Contains(err.Error(), "copying the unchanged same/a") || name == "for a folder" && !strings.Contains(err.Error(), "no longer a file") {
				t.Errorf("%v", err)
			}
			wantAlone(t, dir)
		})
	}
	t.Run("before it is removed", func(t *testing.T) {
		dir := filepath.Join(t.TempDir(), "public")
		publishSite(t, dir, oldFiles, wholeSite)
		res, err := swap(dir, outputs(newFiles), wholeSite, func(s step, rel string) error {
			if s == stepRemove && rel == "gone" {
				return fs.ErrNotExist // somebody else has removed it
			}
			return nil
		})
		if err != nil || len(res.Leftover) > 0 {
			t.Errorf("%+v, %v", res, err)
		}
		wantAlone(t, dir)
	})
}

// A folder that holds nothing but what is linked is made for the links; if that fails, the site stays as it was.
func TestFolderOfLinksFails(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	publishSite(t, dir, oldFiles, wholeSite)
	next := maps.Clone(oldFiles)
	next["index.html"] = "new"
	_, err := swap(dir, outputs(next), wholeSite, failAt(stepMkdir, 1, syscall.EIO))
	if !errors.Is(err, syscall.EIO) || !strings.Contains(err.Error(), "making the folder of same/") {
		t.Errorf("%v", err)
	}
	wantSite(t, dir, oldFiles)
	wantAlone(t, dir)
}

// A staging folder's name that is taken is not used, and is no reason to give up.
func TestStagingNameTaken(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	publishSite(t, dir, oldFiles, wholeSite)
	if _, err := swap(dir, outputs(newFiles), wholeSite, failAt(stepStage, 1, fs.ErrExist)); err != nil {
		t.Fatal(err)
	}
	wantSite(t, dir, newFiles)
	if _, err := newStage(filepath.Join(t.TempDir(), "none", "public"), &oldSite{}, wholeSite, nil); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a staging folder in a folder that is not there: %v", err)
	}
}

// Once a file cannot be written no more are asked for, however many there would be.
func TestStopsAfterFailure(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	_, err := swap(dir, func(yield func(Output, error) bool) {
		for i := 0; yield(Output{Path: strings.Repeat("x", 1+i%200) + "/" + time.Duration(i).String(), Data: []byte("x")}, nil); i++ {
		}
	}, wholeSite, failAt(stepWrite, 2, syscall.ENOSPC))
	if !errors.Is(err, syscall.ENOSPC) {
		t.Errorf("%v", err)
	}
	wantAlone(t, dir)
	big := bytes.Repeat([]byte("x"), bigFile+1)
	_, err = swap(dir, func(yield func(Output, error) bool) {
		if yield(Output{Path: "big", Data: big}, nil) {
			t.Error("went on after a large file could not be written")
		}
	}, wholeSite, failAt(stepWrite, 1, syscall.ENOSPC))
	if !errors.Is(err, syscall.ENOSPC) || !strings.Contains(err.Error(), "writing big") {
		t.Errorf("a large file: %v", err)
	}
}

// A file that begins like another is not the same, nor is one whose last byte differs, large or small.
func TestSameToTheLastByte(t *testing.T) {
	large := strings.Repeat("0123456789abcdef", 3*chunk/16+1)
	for name, pair := range map[string][2]string{
		"longer": {"abcdef", "abc"}, "shorter": {"abc", "abcdef"}, "emptied": {"abc", ""}, "filled": {"", "abc"}, "last byte": {"abc", "abd"},
		"large, the first byte": {large, "x" + large[1:]}, "large, the last": {large, large[:len(large)-1] + "x"}, "large, in the middle": {large, large[:chunk] + "x" + large[chunk+1:]},
	} {
		dir := filepath.Join(t.TempDir(), "public")
		publishSite(t, dir, files{"f": pair[0], "same": large}, wholeSite)
		if c, err := Compare(dir, outputs(files{"f": pair[1], "same": large}), wholeSite); err != nil || !slices.Equal(c.Changed, []string{"f"}) || !slices.Equal(c.Same, []string{"same"}) {
			t.Errorf("%s: Compare: %d changed, %v", name, len(c.Changed), err)
		}
		res := publishSite(t, dir, files{"f": pair[1], "same": large}, wholeSite)
		if res.Changed != 1 || res.Same != 1 || res.Bytes != int64(len(pair[1])+len(large)) {
			t.Errorf("%s: %+v", name, res)
		}
		wantSite(t, dir, files{"f": pair[1], "same": large})
	}
}

// Folders with permissions of their own, files with them, and folders that hold nothing are put right by a build that
// changes nothing else.
func TestTidies(t *testing.T) {
	for name, untidy := range map[string]func(dir string) error{
		"a folder's permissions": func(dir string) error { return os.Chmod(filepath.Join(dir, "same"), 0o700) },
		"the site's own":         func(dir string) error { return os.Chmod(dir, 0o700) },
		"a file's permissions":   func(dir string) error { return os.Chmod(filepath.Join(dir, "same/a"), 0o600) },
		"the list's permissions": func(dir string) error { return os.Chmod(filepath.Join(dir, manifest.Name), 0o600) },
		"an empty folder":        func(dir string) error { return os.MkdirAll(filepath.Join(dir, "same/x/y"), 0o755) },
	} {
		dir := filepath.Join(t.TempDir(), "public")
		publishSite(t, dir, oldFiles, wholeSite)
		before := info(t, dir)
		publishSite(t, dir, oldFiles, wholeSite)
		if !os.SameFile(before, info(t, dir)) {
			t.Fatal("a build that changes nothing replaces the folder")
		}
		if err := untidy(dir); err != nil {
			t.Fatal(err)
		}
		publishSite(t, dir, oldFiles, wholeSite)
		if os.SameFile(before, info(t, dir)) {
			t.Errorf("%s: the folder is the same", name)
		}
		wantSite(t, dir, oldFiles)
		for _, rel := range []string{"", "same", "same/a", manifest.Name} {
			if mode := info(t, filepath.Join(dir, rel)).Mode().Perm(); mode != 0o644 && mode != 0o755 {
				t.Errorf("%s: %q has %v", name, rel, mode)
			}
		}
	}
	empty := filepath.Join(t.TempDir(), "public")
	publishSite(t, empty, nil, caPart)
	if !info(t, empty).IsDir() {
		t.Error("a part without a file makes no folder")
	}
}

// A prefix that is one file covers that file alone; a part that writes the site's list owns it, too.
func TestPrefixes(t *testing.T) {
	one := Options{Partial: []string{"robots.txt", "ca/"}, Manifest: true}
	dir := filepath.Join(t.TempDir(), "public")
	publishSite(t, dir, join(rootFiles, files{"robots.txt": "old", "robots.txt.bak": "x", "ca/old": "x"}), wholeSite)
	res := publishSite(t, dir, files{"robots.txt": "new"}, one)
	if res.Changed != 1 || res.Removed != 2 { // ca/old and ca/index.html
		t.Errorf("%+v", res)
	}
	wantSite(t, dir, files{"robots.txt": "new", "robots.txt.bak": "x", "index.html": "choose", "404.html": "no"})
	for _, outside := range []string{"robots.txt.bak", "robots.txt/x", "canada", "ca"} {
		if _, err := Swap(dir, outputs(files{outside: "x"}), one); err == nil || !strings.Contains(err.Error(), "outside the part") {
			t.Errorf("%s: %v", outside, err)
		}
	}
	if _, err := Swap(dir, outputs(files{manifest.Name: "x"}), one); err == nil || !strings.Contains(err.Error(), "list of the site's files") {
		t.Errorf("the list itself: %v", err)
	}
	for _, bad := range []Options{{Partial: []string{"a", "../b"}}, {Others: []string{"a//"}}} {
		if _, err := Swap(dir, outputs(nil), bad); err == nil || !strings.Contains(err.Error(), "bad prefix") {
			t.Errorf("%+v: %v", bad, err)
		}
		if _, err := Compare(dir, outputs(nil), bad); err == nil || !strings.Contains(err.Error(), "bad prefix") {
			t.Errorf("%+v: %v", bad, err)
		}
	}
}

// The two renames one by one: nothing to put aside, nothing to put in its place, and no way back.
func TestTwoRenamesFail(t *testing.T) {
	top := t.TempDir()
	staging, target := filepath.Join(top, "staging"), filepath.Join(top, "public")
	put(t, filepath.Join(staging, "f"), "new")
	if trash, err := twoRenames(staging, target, nil); !errors.Is(err, fs.ErrNotExist) || trash != "" {
		t.Errorf("no old site: %q, %v", trash, err)
	}
	put(t, filepath.Join(target, "f"), "old")
	if trash, err := twoRenames(staging+"x", target, nil); !errors.Is(err, fs.ErrNotExist) || trash != "" {
		t.Errorf("no new site: %q, %v", trash, err)
	}
	if got := onDisk(t, target); got["f"] != "old" {
		t.Errorf("the old site is not put back: %v", got)
	}
	_, err := twoRenames(staging, target, func(step, string) error {
		put(t, filepath.Join(target, "in the way"), "x")
		return syscall.EIO
	})
	if err == nil || !strings.Contains(err.Error(), "could not be put back") || !strings.Contains(err.Error(), staging+parkedSuffix) || !strings.Contains(err.Error(), "input/output error") {
		t.Errorf("no way back: %v", err)
	}
	if err := os.RemoveAll(target); err != nil {
		t.Fatal(err)
	}
	trash, err := twoRenames(staging, target, func(step, string) error { return nil })
	if !errors.Is(err, fs.ErrNotExist) || trash != "" {
		t.Errorf("the old site lies parked already: %q, %v", trash, err)
	}
}

// What cannot be listed, summed, locked or looked into is an error, in the system's own words.
func TestSystemErrors(t *testing.T) {
	top := t.TempDir()
	put(t, filepath.Join(top, "file"), "x")
	if _, err := inspect(filepath.Join(top, "file"), wholeSite); !errors.Is(err, syscall.ENOTDIR) {
		t.Errorf("a file inspected: %v", err)
	}
	if _, err := sumFile(top, "x"); !errors.Is(err, syscall.EISDIR) {
		t.Errorf("a folder summed: %v", err)
	}
	if e, err := sumFile(filepath.Join(top, "none"), "x"); !errors.Is(err, fs.ErrNotExist) || e.Path != "x" {
		t.Errorf("nothing summed: %v", err)
	}
	if err := os.Mkdir(filepath.Join(top, ".public.tocsin-lock"), 0o755); err != nil {
		t.Fatal(err)
	}
	if _, err := claim(filepath.Join(top, "public")); err == nil || !strings.Contains(err.Error(), "taking the lock .public.tocsin-lock") {
		t.Errorf("a folder where the lock should be: %v", err)
	}
	if _, err := claim(filepath.Join(top, "file", "public")); err == nil || !strings.Contains(err.Error(), "making the folder that holds it") {
		t.Errorf("a file where the parent should be: %v", err)
	}
	s := &stage{dir: filepath.Join(top, "file"), made: map[string]struct{}{".": {}}}
	if err := s.mkdir("a/b"); !errors.Is(err, syscall.ENOTDIR) {
		t.Errorf("a folder made in a file: %v", err)
	}
}

// A seal is for a whole site with its list, and only if nobody was at a file while the site was made.
func TestSealRefused(t *testing.T) {
	site := files{"index.html": "home", "a/b": "b"}
	for _, o := range []Options{{Seal: true}, {Manifest: true}, {Seal: true, Manifest: true, Others: []string{"us/en/"}}, {Seal: true, Manifest: true, Partial: []string{"index.html", "a/"}}} {
		if res := publishSite(t, filepath.Join(t.TempDir(), "public"), site, o); res.Seal != nil {
			t.Errorf("%+v is sealed", o)
		}
	}
	for name, meddle := range map[string]func(dir, staging string) error{
		"a new file that grows": func(_, staging string) error {
			return os.WriteFile(filepath.Join(staging, "index.html"), []byte("home and more"), 0o644)
		},
		"a new file for a folder": func(_, staging string) error {
			return errors.Join(os.Remove(filepath.Join(staging, "index.html")), os.Symlink("1234", filepath.Join(staging, "index.html")))
		},
		"a linked file that is touched": func(dir, _ string) error {
			return os.Chtimes(filepath.Join(dir, "a/b"), time.Unix(1, 0), time.Unix(1, 0))
		},
		"nothing": func(_, _ string) error { return nil },
	} {
		dir := filepath.Join(t.TempDir(), "public")
		publishSite(t, dir, files{"index.html": "old", "a/b": "b"}, sealedSite)
		res, err := swap(dir, outputs(site), sealedSite, func(s step, rel string) error {
			if s != stepLink {
				return nil
			}
			found, err := filepath.Glob(stagingPrefix(dir) + "????????")
			if err != nil || len(found) != 1 {
				t.Errorf("the staging folder: %v, %v", found, err)
				return nil
			}
			return meddle(dir, found[0])
		})
		if err != nil || (res.Seal == nil) != (name != "nothing") {
			t.Errorf("%s: sealed with %d entries, %v", name, len(res.Seal), err)
		}
	}
	dir := filepath.Join(t.TempDir(), "public")
	publishSite(t, dir, files{"index.html": "old", "a/b": "b"}, sealedSite)
	res, err := swap(dir, outputs(site), sealedSite, func(s step, rel string) error {
		if s == stepSwept {
			return os.Chtimes(filepath.Join(dir, "a/b"), time.Unix(1, 0), time.Unix(1, 0))
		}
		return nil
	})
	if err != nil || res.Seal != nil {
		t.Errorf("a linked file touched after the exchange: sealed with %d entries, %v", len(res.Seal), err)
	}
	publishSite(t, dir, files{"index.html": "old", "a/b": "b"}, sealedSite)
	res, err = swap(dir, outputs(site), sealedSite, failAt(stepSwept, 1, syscall.EIO))
	if err != nil || res.Seal != nil || len(res.Leftover) != 1 {
		t.Errorf("the old site is left: sealed with %d entries, %v", len(res.Seal), err)
	}
}

// What a seal says of each file: its mark as it is now, its bytes wherever the mark may not be enough, and the doubt
// that there was when it was compared. One file was there before this test was compiled, the other has just been made.
func TestSealSays(t *testing.T) {
	dir := t.TempDir()
	put(t, filepath.Join(dir, "publish.go"), "four")
	sum := [32]byte{1}
	for _, tt := range []struct {
		name          string
		looked, doubt bool                 // it was compared, in doubt
		meddle        func(m *record.Mark) // what has become another since it was compared
		longer        int64
		changed       bool
		sealed        bool
		sum, doubted  bool // of the old file; the new one is always in doubt
	}{
		{"compared, and nothing changed", true, false, nil, 0, false, true, false, false},
		{"compared in doubt, and nothing changed", true, true, nil, 0, false, true, true, true},
		{"not compared, and nothing changed", false, false, nil, 0, false, false, false, false},
		{"linked", true, false, nil, 0, true, true, true, false},
		{"linked, which is a change", true, false, func(m *record.Mark) { m.Change++ }, 0, true, true, true, false},
		{"linked in doubt", true, true, nil, 0, true, true, true, true},
		{"linked, and another now", true, false, func(m *record.Mark) { m.Mod++ }, 0, true, false, false, false},
		{"written", false, false, nil, 0, true, true, false, false},
		{"written, and longer now", false, false, nil, 1, true, false, false, false},
	} {
		for _, in := range []string{".", dir} {
			mark, fresh := record.Look(filepath.Join(in, "publish.go")), in == dir
			s := &stage{dir: in, opts: sealedSite, files: []entry{{Path: "publish.go", Size: mark.Size - tt.longer, Sum: sum}}, looks: map[string]record.Entry{}, old: &oldSite{scanned: &tree{}}}
			if tt.looked {
				then := mark
				if tt.meddle != nil {
					tt.meddle(&then)
				}
				s.looks["publish.go"] = record.Entry{Path: "publish.go", Mark: then, Doubt: tt.doubt}
			}
			list := s.seal(tt.changed)
			if tt.sealed != (len(list) == 1) {
				t.Errorf("%s: %+v", tt.name, list)
				continue
			}
			if !tt.sealed {
				continue
			}
			is := func(when string, e record.Entry, sealed, doubted bool) {
				t.Helper()
				if e.Path != "publish.go" || e.Mark != mark || e.Doubt != doubted || (e.Sum != nil) != sealed || sealed && !bytes.Equal(e.Sum, sum[:]) {
					t.Errorf("%s, in %s%s: %+v", tt.name, in, when, e)
				}
			}
			fresh = fresh && tt.changed
			is("", list[0], tt.sum || fresh, tt.doubted || fresh)
			is(", where nothing was linked", s.sealLinks(list)[0], tt.sum || fresh, tt.doubted || fresh)
			if s.dir, s.target = "", in; tt.looked {
				list[0].Doubt, list[0].Sum = tt.doubt, sum[:]
				again := s.sealLinks(slices.Clone(list))[0]
				is(", when the old site is gone", again, tt.doubt || in == dir, tt.doubt || in == dir)
				list[0].Mark.Mod++
				if got := s.sealLinks(list); got != nil {
					t.Errorf("%s: touched when the old site is gone: %+v", tt.name, got)
				}
			}
		}
	}
}

// Whatever stands in the way of an answer, the site is not called unchanged, and nothing is said to have been read.
func TestUnchangedRefused(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	seal := publishSite(t, dir, files{"index.html": "home"}, sealedSite).Seal
	no := func(when, dir string, seal []record.Entry) {
		t.Helper()
		if same, again := Unchanged(dir, seal); same || again != 0 {
			t.Errorf("%s: unchanged is %t, %d read again", when, same, again)
		}
	}
	no("no seal", dir, nil)
	no("no name", "", seal)
	no("nothing there", dir+"x", seal)
	put(t, dir+"-file", "x")
	no("a file", dir+"-file", seal)
	p, err := claim(dir)
	if err != nil {
		t.Fatal(err)
	}
	no("another build writes", dir, seal)
	p.release()
	other := slices.Clone(seal)
	for i := range other {
		if other[i].Path == manifest.Name {
			other[i].Mark.Mode = 0o600
		}
	}
	no("another umask", dir, other)
	if same, _ := Unchanged(dir, seal); !same {
		t.Error("it is the same after all")
	}
}

// A file larger than what is handed on is compared, too, and one of a single byte.
func TestSameLargeAndSmall(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	large := strings.Repeat("x", bigFile+1)
	publishSite(t, dir, files{"large": large, "small": "a"}, wholeSite)
	if res := publishSite(t, dir, files{"large": large, "small": "b"}, wholeSite); res.Same != 1 || res.Changed != 1 {
		t.Errorf("%+v", res)
	}
}

// An old site that was put aside goes if there is another in its place; what is copied keeps its permissions, whatever
// the umask.
func TestPutAsideAndCopied(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	publishSite(t, dir, join(caFiles, usFiles, rootFiles), wholeSite)
	put(t, filepath.Join(stagingPrefix(dir)+"0123abcd"+parkedSuffix, "index.html"), "older")
	defer syscall.Umask(syscall.Umask(0o077))
	refuse := func(s step, _ string) error {
		if s == stepLink {
			return syscall.EPERM
		}
		return nil
	}
	res, err := swap(dir, outputs(files{"ca/en/index.html": "new"}), Options{Partial: []string{"ca/en/"}}, refuse)
	if err != nil || len(res.Leftover) > 0 {
		t.Errorf("%+v, %v", res, err)
	}
	wantAlone(t, dir)
	if mode := info(t, filepath.Join(dir, "us/en/index.html")).Mode().Perm(); mode != 0o644 {
		t.Errorf("what another build made has %v now", mode)
	}
}

// A folder that somebody makes where the first site is to go, while it is made, is theirs.
func TestFirstSiteFindsAnother(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	_, err := Swap(dir, func(yield func(Output, error) bool) {
		put(t, filepath.Join(dir, "thesis.odt"), "x")
		outputs(newFiles)(yield)
	}, wholeSite)
	if !errors.Is(err, syscall.EEXIST) && !errors.Is(err, syscall.ENOTEMPTY) || !strings.Contains(err.Error(), "putting the new site in its place") {
		t.Errorf("%v", err)
	}
	if got := onDisk(t, dir); len(got) != 1 || got["thesis.odt"] != "x" {
		t.Errorf("the folder holds %v", got)
	}
	wantAlone(t, dir)
}

// Nothing is made to find out whether a site is the same, no file of a site is written twice, and a folder that is not
// there has no content.
func TestNeverTwice(t *testing.T) {
	top := t.TempDir()
	if same, _ := Unchanged(filepath.Join(top, "none", "public"), []record.Entry{record.Root(record.Look(top))}); same {
		t.Error("what is not there is unchanged")
	}
	if got := onDisk(t, top); len(got) > 0 {
		t.Errorf("asking has made %v", got)
	}
	s := &stage{dir: top, made: map[string]struct{}{".": {}}}
	if err := s.write("a/f", []byte("x")); err != nil {
		t.Fatal(err)
	}
	if err := s.write("a/f", []byte("y")); !errors.Is(err, fs.ErrExist) {
		t.Errorf("a file written twice: %v", err)
	}
	if got := onDisk(t, top); got["a/f"] != "x" {
		t.Errorf("the file is %q", got["a/f"])
	}
	if err := (&tree{root: filepath.Join(top, "none")}).scan(); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a folder that is not there: %v", err)
	}
}
