package record

import (
	"bytes"
	"crypto/sha256"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"tocsin/internal/parallel"
)

// share is how many files one goroutine looks at before it asks for more.
const share = 128

// every calls f for each number below n, on all processors, until one call returns false.
func every(n int, f func(i int) bool) bool {
	var failed atomic.Bool
	parallel.Each((n+share-1)/share, func(part int) {
		for i := part * share; i < min(n, (part+1)*share) && !failed.Load(); i++ {
			if !f(i) {
				failed.Store(true)
			}
		}
	})
	return !failed.Load()
}

// Same reports whether the campaign in dir, which fsys reads without ever leaving it, still has what was read. What
// had to be read again is noted anew in the entries; again is how many files that were.
func Same(dir string, fsys fs.FS, entries []Entry) (same bool, again int) {
	var n atomic.Int64
	same = every(len(entries), func(i int) bool {
		e := &entries[i]
		m := Look(dir + string(os.PathSeparator) + filepath.FromSlash(e.Path))
		if m == e.Mark && (!e.Doubt || e.Sum == nil) {
			return true
		}
		if m.Mode&fs.ModeSymlink != 0 {
			if info, err := fs.Stat(fsys, e.Path); err == nil && MarkOf(info) == e.Mark && (!e.Doubt || e.Sum == nil) {
				return true
			}
		}
		if e.Sum == nil || m == (Mark{}) {
			return false
		}
		n.Add(1)
		var now Entry
		var err error
		if e.Mark.Mode.IsDir() {
			_, now, err = readDir(fsys, e.Path)
		} else {
			_, now, err = readFile(fsys, e.Path)
		}
		if err != nil || now.Mark.Mode.Type() != e.Mark.Mode.Type() || !bytes.Equal(now.Sum, e.Sum) {
			return false
		}
		*e = now
		return true
	})
	return same, int(n.Load())
}

// Untouched reports whether files outside of the campaign look as they did.
func Untouched(entries []Entry) bool {
	return every(len(entries), func(i int) bool { return !entries[i].Doubt && Follow(entries[i].Path) == entries[i].Mark })
}

// Whole reports whether the folder root holds the files and folders of the entries as they were, and nothing else. All
// folders must be among them, the root as ".". Files whose marks prove nothing are read; what is proved then is noted
// in the entries, and again is how many files that were.
func Whole(root string, entries []Entry) (whole bool, again int) {
	var n atomic.Int64
	children := sync.OnceValue(func() map[string][]string {
		out := map[string][]string{}
		for i := range entries {
			if name := entries[i].Path; name != "." {
				out[path.Dir(name)] = append(out[path.Dir(name)], path.Base(name))
			}
		}
		return out
	})
	whole = every(len(entries), func(i int) bool {
		e := &entries[i]
		name := root + string(os.PathSeparator) + filepath.FromSlash(e.Path)
		now := time.Now()
		m := Look(name)
		if e.Path == "." {
			m = m.moved()
		}
		if m != e.Mark {
			return false
		}
		if !e.Doubt {
			return true
		}
		n.Add(1)
		e.Doubt = e.Path == "." || m.Recent(now)
		if m.Mode.IsDir() {
			return sameNames(name, children()[e.Path])
		}
		data, err := os.ReadFile(name)
		sum := sha256.Sum256(data)
		return err == nil && bytes.Equal(sum[:], e.Sum)
	})
	return whole, int(n.Load())
}

// Root returns the entry of a site's own folder, whose names are always read: it is moved when the site is published,
// which changes its times.
func Root(m Mark) Entry { return Entry{Path: ".", Mark: m.moved(), Doubt: true} }

// moved is what remains of a folder's mark when the folder is moved.
func (m Mark) moved() Mark { return Mark{Mode: m.Mode, Node: m.Node} }

func sameNames(dir string, want []string) bool {
	list, err := os.ReadDir(dir)
	if err != nil || len(list) != len(want) {
		return false
	}
	want = slices.Sorted(slices.Values(want))
	return slices.EqualFunc(list, want, func(d fs.DirEntry, name string) bool { return d.Name() == name })
}
