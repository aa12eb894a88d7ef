package publish

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"time"

	"tocsin/internal/record"
	"tocsin/internal/words"
)

// oldSite is the folder as it was when the build began. Its tree is read once, when first asked for: in a whole build
// that is by the goroutines that compare, while the first pages are still being made.
type oldSite struct {
	root   string
	exists bool

	once    sync.Once
	scanned *tree
	err     error
}

// tree returns what the folder holds; an empty tree if it isn't there.
func (s *oldSite) tree() (*tree, error) {
	s.once.Do(func() {
		s.scanned = &tree{root: s.root}
		if s.exists {
			s.err = s.scanned.scan()
		}
	})
	return s.scanned, s.err
}

// tree is the content of a folder, symbolic links not followed.
type tree struct {
	root    string
	entries map[string]bool          // everything but folders; false for what is no regular file
	folders []string                 // parents before children, the root itself not among them
	looks   []record.Entry           // of the folders, as they were before they were read, the root's first
	modes   map[fs.FileMode]struct{} // the permissions that the folders have, the root's too
}

func (t *tree) scan() error {
	t.entries = make(map[string]bool)
	t.modes = make(map[fs.FileMode]struct{})
	if err := t.scanFolder(""); err != nil {
		return err
	}
	for i := 0; i < len(t.folders); i++ { // grows as it goes
		if err := t.scanFolder(t.folders[i]); err != nil {
			return err
		}
	}
	return nil
}

func (t *tree) scanFolder(rel string) error {
	d, err := os.Open(t.path(rel))
	if err != nil {
		return words.Problem("publish.old", "target", t.root, "file", rel, "cause", words.Cause(err))
	}
	defer d.Close()
	now := time.Now()
	info, err := d.Stat()
	if err == nil {
		t.modes[info.Mode().Perm()] = struct{}{}
		t.looks = append(t.looks, folderEntry(rel, now, record.MarkOf(info)))
		var list []fs.DirEntry
		list, err = d.ReadDir(-1)
		for _, e := range list {
			name := e.Name()
			if rel != "" {
				name = rel + "/" + name
			}
			if e.IsDir() {
				t.folders = append(t.folders, name)
			} else {
				t.entries[name] = e.Type().IsRegular()
			}
		}
	}
	if err != nil {
		return words.Problem("publish.old", "target", t.root, "file", rel, "cause", words.Cause(err))
	}
	return nil
}

func (t *tree) path(rel string) string { return filepath.Join(t.root, filepath.FromSlash(rel)) }

// has reports whether there is something at the path that is no folder.
func (t *tree) has(rel string) bool {
	_, ok := t.entries[rel]
	return ok
}

// within reports whether everything lies under the prefixes.
func (t *tree) within(prefixes []string) bool {
	for rel := range t.entries {
		if !under(rel, prefixes) {
			return false
		}
	}
	return true
}

// holds reports whether the file has exactly these bytes, and what it looked like before they were read. A file that
// can't be read is one that differs: it will be replaced, not mended. scratch is overwritten.
func (t *tree) holds(rel string, data, scratch []byte) (e record.Entry, same bool) {
	if !t.entries[rel] {
		return e, false
	}
	f, err := os.Open(t.path(rel))
	if err != nil {
		return e, false
	}
	defer f.Close()
	now := time.Now()
	info, err := f.Stat()
	if err != nil || !info.Mode().IsRegular() || info.Size() != int64(len(data)) {
		return e, false
	}
	e = fileEntry(rel, now, record.MarkOf(info))
	for len(data) > 0 {
		n := min(len(data), len(scratch))
		if _, err := io.ReadFull(f, scratch[:n]); err != nil || !bytes.Equal(scratch[:n], data[:n]) {
			return e, false
		}
		data = data[n:]
	}
	return e, true
}

// workers is how many goroutines write, link and remove: enough to fill two cores beside the rendering; a disk
// gains nothing from more.
const workers = 2

// remove deletes the tree, which now lies at root. Knowing what is in it spares the reading of every folder again,
// a third of the work; what came into it since the scan is left to os.RemoveAll.
func (t *tree) remove(root string, f fault) error {
	moved := &tree{root: root}
	files := make(chan string, 64)
	var wg sync.WaitGroup
	var failed [workers]error
	for i := range workers {
		wg.Go(func() {
			for rel := range files {
				err := f.at(stepRemove, rel)
				if err == nil {
					err = os.Remove(moved.path(rel))
				}
				if err != nil && !errors.Is(err, fs.ErrNotExist) {
					failed[i] = err
				}
			}
		})
	}
	for rel := range t.entries {
		files <- rel
	}
	close(files)
	wg.Wait()
	if err := errors.Join(failed[:]...); err != nil {
		return err
	}
	for _, rel := range slices.Backward(t.folders) {
		_ = os.Remove(moved.path(rel))
	}
	return os.RemoveAll(root)
}

// removeQuietly removes a staging folder after an error that matters more than its own; the next build sweeps it.
func removeQuietly(dir string) { _ = os.RemoveAll(dir) }
