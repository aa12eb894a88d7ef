package edit_test

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"math/rand/v2"
	"path"
	"slices"
	"strings"
	"testing/fstest"

	"tocsin/internal/edit"
	"tocsin/internal/flock"
)

// memory is a disk that knows what of it would outlive a power cut: of a file what was synced, of a folder's entries
// what was there when it was synced, and any number of the changes since, in their order.
type memory struct {
	root   *node
	locked bool
}

type node struct {
	mode    fs.FileMode
	text    []byte
	safe    []byte           // what is on the disk of text
	entries map[string]*node // of a folder
	durable map[string]*node // what is on the disk of entries
	since   []func(map[string]*node)
}

func newFolder() *node {
	return &node{mode: fs.ModeDir | 0o755, entries: map[string]*node{}, durable: map[string]*node{}}
}

// newMemory returns a disk with files that have long been on it. A name that ends in a slash is an empty folder.
func newMemory(files map[string]string) *memory {
	m := &memory{root: newFolder()}
	for name, text := range files {
		dir := m.root
		for part := range strings.SplitSeq(path.Dir(name), "/") {
			if part == "." {
				continue
			}
			if dir.entries[part] == nil {
				dir.entries[part] = newFolder()
			}
			dir = dir.entries[part]
		}
		dir.entries[path.Base(name)] = &node{mode: 0o644, text: []byte(text), safe: []byte(text)}
	}
	m.root.settle()
	return m
}

func (n *node) settle() {
	n.durable, n.since = maps.Clone(n.entries), nil
	for _, e := range n.entries {
		if e.mode.IsDir() {
			e.settle()
		}
	}
}

// cut returns the disk as it is after a power cut.
func (m *memory) cut(r *rand.Rand) *memory {
	var survive func(n *node) *node
	survive = func(n *node) *node {
		if !n.mode.IsDir() {
			text := n.safe
			switch r.IntN(3) {
			case 0:
				text = n.text
			case 1:
				if string(n.safe) != string(n.text) {
					text = n.text[:len(n.text)/2]
				}
			}
			return &node{mode: n.mode, text: text, safe: text}
		}
		out := newFolder()
		entries := maps.Clone(n.durable)
		for _, change := range n.since[:r.IntN(len(n.since)+1)] {
			change(entries)
		}
		for name, e := range entries {
			out.entries[name] = survive(e)
		}
		return out
	}
	after := &memory{root: survive(m.root)}
	after.root.settle()
	return after
}

// files returns everything on the disk, empty folders with a slash.
func (m *memory) files() map[string]string {
	out := map[string]string{}
	var walk func(dir string, n *node)
	walk = func(dir string, n *node) {
		for name, e := range n.entries {
			switch name = path.Join(dir, name); {
			case !e.mode.IsDir():
				out[name] = string(e.text)
			case len(e.entries) == 0:
				out[name+"/"] = ""
			default:
				walk(name, e)
			}
		}
	}
	walk("", m.root)
	return out
}

func (m *memory) find(name string) (*node, error) {
	n := m.root
	for part := range strings.SplitSeq(name, "/") {
		if part == "." {
			continue
		}
		if n = n.entries[part]; n == nil {
			return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
		}
	}
	return n, nil
}

// change makes a change of a folder's entries, which is on the disk when the folder is.
func (n *node) change(f func(map[string]*node)) {
	f(n.entries)
	n.since = append(n.since, f)
}

func (m *memory) Lock(string) (func(), error) {
	if m.locked {
		return nil, flock.ErrBusy
	}
	m.locked = true
	return func() { m.locked = false }, nil
}

func (m *memory) Lstat(name string) (fs.FileInfo, error) {
	n, err := m.find(name)
	if err != nil {
		return nil, err
	}
	return fs.Stat(fstest.MapFS{"x": {Mode: n.mode}}, "x")
}

func (m *memory) Stat(name string) (fs.FileInfo, error) { return m.Lstat(name) }
func (m *memory) Readlink(name string) (string, error)  { return "", errors.ErrUnsupported }
func (m *memory) Close() error                          { return nil }
func (m *memory) parent(name string) (*node, string, error) {
	n, err := m.find(path.Dir(name))
	return n, path.Base(name), err
}

func (m *memory) ReadFile(name string) ([]byte, error) {
	n, err := m.find(name)
	if err != nil {
		return nil, err
	}
	return slices.Clone(n.text), nil
}

func (m *memory) ReadDir(name string) ([]fs.DirEntry, error) {
	n, err := m.find(name)
	if err != nil {
		return nil, err
	}
	fsys := fstest.MapFS{}
	for name, e := range n.entries {
		fsys[name] = &fstest.MapFile{Mode: e.mode}
	}
	return fsys.ReadDir(".")
}

func (m *memory) add(name string, n *node) error {
	dir, base, err := m.parent(name)
	if err != nil {
		return err
	}
	if dir.entries[base] != nil {
		return &fs.PathError{Op: "open", Path: name, Err: fs.ErrExist}
	}
	dir.change(func(e map[string]*node) { e[base] = n })
	return nil
}

func (m *memory) Create(name string, mode fs.FileMode) (edit.File, error) {
	n := &node{mode: mode}
	return writing{n}, m.add(name, n)
}

func (m *memory) Mkdir(name string, _ fs.FileMode) error { return m.add(name, newFolder()) }

func (m *memory) Link(from, to string) error {
	n, err := m.find(from)
	if err != nil {
		return err
	}
	return m.add(to, n)
}

func (m *memory) Rename(from, to string) error {
	if path.Dir(from) != path.Dir(to) {
		return fmt.Errorf("a rename from one folder into another is two changes on the disk: %s %s", from, to)
	}
	n, err := m.find(from)
	if err != nil {
		return err
	}
	dir, base, err := m.parent(to)
	switch there := dir.entries[base]; {
	case err != nil:
		return err
	case there == n:
		return nil // as POSIX has it
	case there != nil && (there.mode.IsDir() || n.mode.IsDir()):
		return &fs.PathError{Op: "rename", Path: to, Err: fs.ErrExist}
	}
	dir.change(func(e map[string]*node) {
		delete(e, path.Base(from))
		e[base] = n
	})
	return nil
}

func (m *memory) Remove(name string) error {
	n, err := m.find(name)
	if err != nil {
		return err
	}
	if len(n.entries) > 0 {
		return &fs.PathError{Op: "remove", Path: name, Err: errors.New("folder not empty")}
	}
	dir, base, _ := m.parent(name)
	dir.change(func(e map[string]*node) { delete(e, base) })
	return nil
}

func (m *memory) SyncDir(name string) error {
	n, err := m.find(name)
	if err != nil {
		return err
	}
	n.durable, n.since = maps.Clone(n.entries), nil
	return nil
}

type writing struct{ *node }

func (w writing) Write(text []byte) (int, error) {
	w.text = append(w.text, text...)
	return len(text), nil
}
func (w writing) Chmod(mode fs.FileMode) error { w.mode = mode; return nil }
func (w writing) Sync() error                  { w.safe = slices.Clone(w.text); return nil }
func (w writing) Close() error                 { return nil }
