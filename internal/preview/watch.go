package preview

import (
	"context"
	"crypto/sha256"
	"errors"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/fsnotify/fsnotify"

	"tocsin/internal/source"
)

// batch is what changed.
type batch struct {
	names []string // paths in the campaign, sorted
	all   bool     // anything may have changed: events were lost
	time  bool     // nothing but the time
}

func (b *batch) add(c batch) {
	b.names = append(b.names, c.names...)
	b.all = b.all || c.all
	b.time = b.time || c.time
}

// only reports whether what changed is names alone, and of one sort.
func (b batch) only(of func(name string) bool) bool {
	return !b.all && !b.time && !slices.ContainsFunc(b.names, func(name string) bool { return !of(name) })
}

// watcher tells which of the campaign's files change.
type watcher interface {
	// next waits for a change to settle. ok is false where until came first, or ctx ended.
	next(ctx context.Context, until time.Time) (b batch, ok bool)
	close() error
}

// folders are those that a campaign is made of. Nothing else is watched: not public/, not .git/.
var folders = [...]string{"content", "templates", "i18n", "assets"}

// newWatcher watches with the system's help, or by looking where that is asked for or cannot be had.
func (s *Server) newWatcher() (watcher, error) {
	if s.opts.Poll {
		return newPoller(s.root.FS(), s.opts.Limits.Poll), nil
	}
	dir, err := filepath.Abs(s.opts.Dir)
	if err == nil {
		dir, err = filepath.EvalSymlinks(dir)
	}
	if err != nil {
		return nil, err
	}
	look := func(err error) watcher {
		s.opts.Say("serve.polling", "cause", err)
		return newPoller(s.root.FS(), s.opts.Limits.Poll)
	}
	w, err := newNotifier(dir, s.root.FS())
	if err != nil {
		return look(err), nil
	}
	w.look = look
	return w, nil
}

// An editor's save is several events; a forge's check-out is thousands. The files are read when nothing has happened
// for a moment, but a steady stream of events does not put it off for ever.
const (
	quiet  = 4 * time.Millisecond
	atMost = 150 * time.Millisecond
)

// notifier is told by the system. It watches folders, not files, since most editors replace a file that they save.
//
// Everything in it goes by what is there now, not by what an event says happened: events come in odd orders and late.
type notifier struct {
	dir   string // absolute, without symlinks
	fsys  fs.FS
	fs    *fsnotify.Watcher
	dirs  map[string]bool // watched folders of the campaign, by path in it
	known map[string]bool // the campaign's files at the last batch
	sums  contents
	links map[string][]string // names of symlinks in the campaign, by the absolute path of the file that they lead to
	dirty map[string]bool     // changed since the last batch
	all   bool
	look  func(error) watcher // makes what takes over when the system cannot watch all there is
	other watcher             // what took over
}

func newNotifier(dir string, fsys fs.FS) (*notifier, error) {
	w, err := fsnotify.NewWatcher()
	if err != nil {
		return nil, err
	}
	n := &notifier{dir: dir, fsys: fsys, fs: w, dirs: map[string]bool{}, known: map[string]bool{}, sums: contents{fsys, map[string][sha256.Size]byte{}},
		links: map[string][]string{}, dirty: map[string]bool{}}
	if err := n.scan(); err != nil {
		return nil, errors.Join(err, w.Close())
	}
	n.known, n.dirty = n.dirty, n.known
	return n, nil
}

func (n *notifier) close() error { return n.fs.Close() }

// scan watches everything anew.
func (n *notifier) scan() error {
	if err := n.fs.Add(n.dir); err != nil {
		return err
	}
	if _, err := fs.Lstat(n.fsys, source.ConfigFile); err == nil {
		n.found(source.ConfigFile)
	}
	for _, name := range folders {
		if err := n.enter(name); err != nil {
			return err
		}
	}
	return nil
}

// enter watches a folder with all that is in it, and takes every file in it for changed. The watch comes before the
// look, so that nothing falls between the two.
func (n *notifier) enter(name string) error {
	info, err := fs.Lstat(n.fsys, name)
	if err != nil || !info.IsDir() || !watched(name) {
		return nil
	}
	if err := n.fs.Add(n.path(name)); err != nil {
		if errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		return err
	}
	n.dirs[name] = true
	entries, err := fs.ReadDir(n.fsys, name)
	if err != nil {
		return nil // unreadable, or gone again: the load says so
	}
	for _, e := range entries {
		child := path.Join(name, e.Name())
		switch {
		case e.IsDir():
			if err := n.enter(child); err != nil {
				return err
			}
		case source.Concerns(child):
			n.found(child)
		}
	}
	return nil
}

// watched reports whether a folder is of the campaign: what a load skips is not watched either.
func watched(name string) bool { return source.Concerns(path.Join(name, "x")) }

func (n *notifier) path(name string) string { return filepath.Join(n.dir, filepath.FromSlash(name)) }

// found notes a file that is there.
func (n *notifier) found(name string) {
	n.dirty[name] = true
	info, err := fs.Lstat(n.fsys, name)
	if err == nil && info.Mode()&fs.ModeSymlink != 0 {
		n.link(name)
	}
}

// link watches what a symlink leads to, where that is in the campaign: a load refuses what leads out.
func (n *notifier) link(name string) {
	to, err := filepath.EvalSymlinks(n.path(name))
	if err != nil {
		if to, err = os.Readlink(n.path(name)); err != nil {
			return
		}
		if !filepath.IsAbs(to) {
			to = filepath.Join(filepath.Dir(n.path(name)), to)
		}
	}
	if !strings.HasPrefix(to, n.dir+string(filepath.Separator)) {
		return
	}
	if !slices.Contains(n.links[to], name) {
		n.links[to] = append(n.links[to], name)
	}
	_ = n.fs.Add(filepath.Dir(to)) // where it is not there, neither is the file
}

// leave forgets a folder with all that was in it.
func (n *notifier) leave(name string) {
	for dir := range n.dirs {
		if dir == name || strings.HasPrefix(dir, name+"/") {
			delete(n.dirs, dir)
			_ = n.fs.Remove(n.path(dir))
		}
	}
	for file := range n.known {
		if strings.HasPrefix(file, name+"/") {
			n.dirty[file] = true
		}
	}
}

// note takes in one event.
func (n *notifier) note(ev fsnotify.Event) {
	for _, name := range n.links[ev.Name] {
		n.dirty[name] = true
	}
	rel, err := filepath.Rel(n.dir, ev.Name)
	if err != nil || !filepath.IsLocal(rel) || rel == "." {
		return
	}
	name := filepath.ToSlash(rel)
	if !watched(name) && !source.Concerns(name) {
		return
	}
	info, err := fs.Lstat(n.fsys, name)
	isDir := err == nil && info.IsDir()
	if n.dirs[name] && (!isDir || ev.Has(fsnotify.Create) || ev.Has(fsnotify.Remove) || ev.Has(fsnotify.Rename)) {
		n.leave(name)
	}
	switch {
	case isDir && !n.dirs[name]:
		if err := n.enter(name); err != nil {
			n.giveUp(err)
		}
	case isDir:
	case err == nil && source.Concerns(name):
		n.found(name)
	case source.Concerns(name):
		n.dirty[name] = true
	}
}

// lost starts over after the system has dropped events.
func (n *notifier) lost() {
	for _, dir := range slices.Sorted(maps.Keys(n.dirs)) {
		_ = n.fs.Remove(n.path(dir))
	}
	clear(n.dirs)
	if err := n.scan(); err != nil {
		n.giveUp(err)
	}
	n.all = true
}

// giveUp leaves watching to one who looks: there are more folders than the system lets us watch.
func (n *notifier) giveUp(err error) {
	if n.other == nil {
		n.other = n.look(err)
	}
	n.all = true
}

func (n *notifier) next(ctx context.Context, until time.Time) (batch, bool) {
	if n.other != nil && !n.all {
		return n.other.next(ctx, until)
	}
	deadline := time.NewTimer(time.Until(until))
	defer deadline.Stop()
	settled := time.NewTimer(quiet) // for what the last round left over
	defer settled.Stop()
	var first time.Time
	for {
		select {
		case <-ctx.Done():
			return batch{}, false
		case ev, ok := <-n.fs.Events:
			if !ok {
				return batch{}, false
			}
			n.note(ev)
		case err, ok := <-n.fs.Errors:
			if !ok {
				return batch{}, false
			}
			_ = err // whatever it was, something may have been missed
			n.lost()
		case <-settled.C:
			if b, ok := n.take(); ok {
				return b, true
			}
			first = time.Time{}
			continue
		case <-deadline.C:
			if len(n.dirty) == 0 && !n.all {
				return batch{}, false
			}
			continue // what has begun is about to settle
		}
		if len(n.dirty) == 0 && !n.all {
			continue
		}
		if first.IsZero() {
			first = time.Now()
		}
		settled.Reset(max(0, min(quiet, time.Until(first.Add(atMost)))))
	}
}

// take returns what really changed since the last batch. ok is false where nothing did.
func (n *notifier) take() (b batch, ok bool) {
	b.all = n.all
	for name := range n.dirty {
		_, err := fs.Lstat(n.fsys, name)
		was, is := n.known[name], !errors.Is(err, fs.ErrNotExist)
		if is {
			n.known[name] = true
		} else {
			delete(n.known, name)
		}
		// An editor's scratch file has come and gone.
		if (was || is) && n.sums.differ(name) {
			b.names = append(b.names, name)
		}
	}
	clear(n.dirty)
	n.all = false
	slices.Sort(b.names)
	return b, b.all || len(b.names) > 0
}

// contents remembers files that changed once, so that a touch is no change.
type contents struct {
	fsys fs.FS
	sums map[string][sha256.Size]byte
}

// maxSum bounds the files that are compared by their content, in bytes; larger ones are taken for changed.
const maxSum = 8 << 20

// differ reports whether a file is another than when it was last looked at. A file that is not there differs.
func (c contents) differ(name string) bool {
	info, err := fs.Stat(c.fsys, name)
	if err != nil || info.Size() > maxSum || !info.Mode().IsRegular() {
		delete(c.sums, name)
		return true
	}
	data, err := fs.ReadFile(c.fsys, name)
	if err != nil {
		delete(c.sums, name)
		return true
	}
	sum := sha256.Sum256(data)
	before, seen := c.sums[name]
	c.sums[name] = sum
	return !seen || before != sum
}
