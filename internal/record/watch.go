package record

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"errors"
	"hash"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"
)

// Watcher is a file system that notes what is read of another one: which files, with which bytes, what folders hold,
// and what was looked for and is not there. It is safe for many goroutines.
type Watcher struct {
	under fs.FS
	dir   string // where it lies on the disk; "" where that is not known
	mu    sync.Mutex
	index map[string]int
	list  []Entry
	lost  bool
}

// Watch notes what is read of a file system.
func Watch(under fs.FS) *Watcher { return &Watcher{under: under, index: map[string]int{}} }

// WatchDir is Watch for a file system that reads the folder dir of the disk, so that [Watcher.Untouched] can look there.
func WatchDir(dir string, under fs.FS) *Watcher {
	return &Watcher{under: under, dir: dir, index: map[string]int{}}
}

// Untouched reports whether a file is still as an entry says, by its mark alone. Then it counts as read.
func (w *Watcher) Untouched(e Entry) bool {
	if w.dir == "" || e.Doubt || e.Sum == nil || e.Mark.Mode.IsDir() || Look(w.dir+string(os.PathSeparator)+filepath.FromSlash(e.Path)) != e.Mark {
		return false
	}
	w.note(e)
	return true
}

// Entry returns what was seen of a file that was read.
func (w *Watcher) Entry(name string) (Entry, bool) {
	w.mu.Lock()
	defer w.mu.Unlock()
	i, ok := w.index[name]
	if !ok || w.list[i].Sum == nil {
		return Entry{}, false
	}
	return w.list[i], true
}

// Entries returns what was read so far, sorted by path. It reports false where that cannot be told: a file was read
// twice and had changed in between, or only a part of it was read.
func (w *Watcher) Entries() ([]Entry, bool) {
	w.mu.Lock()
	defer w.mu.Unlock()
	list := slices.Clone(w.list)
	slices.SortFunc(list, func(a, b Entry) int { return cmp.Compare(a.Path, b.Path) })
	return list, !w.lost
}

// note adds what was seen of a file.
func (w *Watcher) note(e Entry) {
	w.mu.Lock()
	defer w.mu.Unlock()
	i, again := w.index[e.Path]
	if !again {
		w.index[e.Path] = len(w.list)
		w.list = append(w.list, e)
		return
	}
	old := &w.list[i]
	if old.Mark != e.Mark || old.Sum != nil && e.Sum != nil && !bytes.Equal(old.Sum, e.Sum) {
		w.lost = true
	}
	if old.Sum == nil {
		old.Sum = e.Sum
	}
	old.Doubt = old.Doubt || e.Doubt
}

func (w *Watcher) lose() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.lost = true
}

// failed notes that there is no such file; any other failure cannot be noted.
func (w *Watcher) failed(name string, err error) error {
	if errors.Is(err, fs.ErrNotExist) {
		w.note(Entry{Path: name})
	} else {
		w.lose()
	}
	return err
}

// seen begins the entry of a file that is about to be read, and that was looked at after the time now.
func seen(name string, now time.Time, info fs.FileInfo) Entry {
	m := MarkOf(info)
	return Entry{Path: name, Mark: m, Doubt: !tellsChange || m.Recent(now)}
}

// ReadFile reads a whole file.
func (w *Watcher) ReadFile(name string) ([]byte, error) {
	data, e, err := readFile(w.under, name)
	if err != nil {
		return data, w.failed(name, err)
	}
	w.note(e)
	return data, nil
}

func readFile(fsys fs.FS, name string) ([]byte, Entry, error) {
	f, err := fsys.Open(name)
	if err != nil {
		return nil, Entry{}, err
	}
	defer f.Close()
	now := time.Now()
	info, err := f.Stat()
	if err != nil {
		return nil, Entry{}, err
	}
	e := seen(name, now, info)
	var b bytes.Buffer
	b.Grow(int(min(info.Size(), 64<<20)) + bytes.MinRead)
	if _, err := b.ReadFrom(f); err != nil {
		return nil, Entry{}, err
	}
	sum := sha256.Sum256(b.Bytes())
	e.Sum = sum[:]
	return b.Bytes(), e, nil
}

// ReadDir lists a folder.
func (w *Watcher) ReadDir(name string) ([]fs.DirEntry, error) {
	list, e, err := readDir(w.under, name)
	if err != nil {
		return list, w.failed(name, err)
	}
	w.note(e)
	return list, nil
}

func readDir(fsys fs.FS, name string) ([]fs.DirEntry, Entry, error) {
	f, err := fsys.Open(name)
	if err != nil {
		return nil, Entry{}, err
	}
	defer f.Close()
	now := time.Now()
	info, err := f.Stat()
	if err != nil {
		return nil, Entry{}, err
	}
	dir, ok := f.(fs.ReadDirFile)
	if !ok {
		return nil, Entry{}, &fs.PathError{Op: "readdir", Path: name, Err: errors.New("not a folder")}
	}
	e := seen(name, now, info)
	list, err := dir.ReadDir(-1)
	slices.SortFunc(list, func(a, b fs.DirEntry) int { return strings.Compare(a.Name(), b.Name()) })
	h := sha256.New()
	for _, d := range list {
		_, _ = io.WriteString(h, d.Name()+"/"+d.Type().String()+"\n") // no name holds a slash
	}
	e.Sum = h.Sum(nil)
	return list, e, err
}

// Stat looks at a file, or at what a symbolic link leads to.
func (w *Watcher) Stat(name string) (fs.FileInfo, error) {
	now := time.Now()
	info, err := fs.Stat(w.under, name)
	if err != nil {
		return nil, w.failed(name, err)
	}
	w.note(seen(name, now, info))
	return info, nil
}

// Lstat looks at a symbolic link itself. Nothing is noted: it is asked only of what could not be read.
func (w *Watcher) Lstat(name string) (fs.FileInfo, error) { return fs.Lstat(w.under, name) }

// ReadLink returns what a symbolic link says. Nothing is noted.
func (w *Watcher) ReadLink(name string) (string, error) { return fs.ReadLink(w.under, name) }

// Open opens a file to be read from its beginning to its end.
func (w *Watcher) Open(name string) (fs.File, error) {
	f, err := w.under.Open(name)
	if err != nil {
		return nil, w.failed(name, err)
	}
	now := time.Now()
	info, err := f.Stat()
	if err != nil {
		f.Close()
		return nil, w.failed(name, err)
	}
	return &watched{File: f, w: w, info: info, entry: seen(name, now, info), hash: sha256.New()}, nil
}

// watched is a file that is being read.
type watched struct {
	fs.File
	w     *Watcher
	info  fs.FileInfo
	entry Entry
	hash  hash.Hash
	begun bool
}

// Stat tells what the file looked like when it was opened.
func (f *watched) Stat() (fs.FileInfo, error) { return f.info, nil }

func (f *watched) Read(p []byte) (int, error) {
	n, err := f.File.Read(p)
	f.begun = f.begun || n > 0
	f.hash.Write(p[:n])
	if err == io.EOF {
		f.entry.Sum = f.hash.Sum(nil)
	}
	return n, err
}

func (f *watched) Close() error {
	if f.begun && f.entry.Sum == nil {
		f.w.lose()
	}
	f.w.note(f.entry)
	return f.File.Close()
}
