package publish

import (
	"bytes"
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"

	"tocsin/internal/flock"
	"tocsin/internal/manifest"
	"tocsin/internal/words"
)

// resolve returns the folder that a build to dir replaces: absolute, symbolic links followed, perhaps not there yet.
// It refuses what no site should ever replace, whatever it holds.
func resolve(dir string) (string, error) {
	if dir == "" {
		return "", words.Problem("publish.nameless")
	}
	abs, err := filepath.Abs(dir)
	if err != nil {
		return "", words.Problem("publish.system", "target", dir, "cause", err)
	}
	target, err := filepath.EvalSymlinks(abs)
	if errors.Is(err, fs.ErrNotExist) {
		if _, err := os.Lstat(abs); err == nil {
			return "", words.Problem("publish.dangling", "target", dir)
		}
		target, err = abs, nil
	}
	if err != nil {
		return "", words.Problem("publish.system", "target", dir, "cause", words.Cause(err))
	}
	if filepath.Dir(target) == target {
		return "", words.Problem("publish.root", "target", dir)
	}
	info, err := os.Stat(target)
	if errors.Is(err, fs.ErrNotExist) {
		return target, nil
	}
	if err != nil {
		return "", words.Problem("publish.system", "target", dir, "cause", words.Cause(err))
	}
	if !info.IsDir() {
		return "", words.Problem("publish.file", "target", dir)
	}
	if home, err := os.UserHomeDir(); err == nil {
		if h, err := os.Stat(home); err == nil && os.SameFile(h, info) {
			return "", words.Problem("publish.home", "target", dir)
		}
	}
	return target, nil
}

// inspect returns the old site, read when it is first asked for, or an error if target holds anything but one.
func inspect(target string, o Options) (*oldSite, error) {
	old := &oldSite{root: target}
	d, err := os.Open(target)
	if errors.Is(err, fs.ErrNotExist) {
		return old, nil
	}
	if err != nil {
		return nil, words.Problem("publish.system", "target", target, "cause", words.Cause(err))
	}
	defer d.Close()
	old.exists = true
	names, err := d.Readdirnames(-1)
	if err != nil {
		return nil, words.Problem("publish.system", "target", target, "cause", words.Cause(err))
	}
	if len(names) == 0 {
		return old, nil
	}
	if slices.Contains(names, ".git") {
		return nil, words.Problem("publish.git", "target", target)
	}
	if isOurs(target) {
		return old, nil
	}
	if !o.whole() {
		t, err := old.tree()
		if err != nil {
			return nil, err
		}
		if t.within(slices.Concat(o.Partial, o.Others, o.Shared)) {
			return old, nil
		}
	}
	return nil, words.Problem("publish.other", "target", target, "manifest", manifest.Name)
}

// isOurs reports whether the folder's manifest.json begins as ours does. It reads no more than that.
func isOurs(root string) bool {
	name := filepath.Join(root, manifest.Name)
	if info, err := os.Lstat(name); err != nil || !info.Mode().IsRegular() {
		return false
	}
	f, err := os.Open(name)
	if err != nil {
		return false
	}
	defer f.Close()
	head := make([]byte, 256)
	n, _ := f.Read(head)
	d := json.NewDecoder(bytes.NewReader(head[:n]))
	for _, want := range []json.Token{json.Delim('{'), "generator", manifest.Generator} {
		if got, err := d.Token(); err != nil || got != want {
			return false
		}
	}
	return true
}

// claimed is a folder that this process alone may replace until release.
type claimed struct {
	target, prefix string // prefix: path of a staging folder but for its eight digits
	unlock         func()
}

// claim makes the folder's parents and takes its lock.
func claim(target string) (*claimed, error) {
	parent := filepath.Dir(target)
	if err := os.MkdirAll(parent, 0o755); err != nil {
		return nil, plain(target, "publish.doing.parent", "", err)
	}
	prefix := stagingPrefix(target)
	unlock, err := flock.Take(prefix + "lock")
	if errors.Is(err, flock.ErrBusy) {
		return nil, words.Problem("publish.system", "target", target, "cause", ErrBusy)
	}
	if err != nil {
		return nil, plain(target, "publish.doing.lock", filepath.Base(prefix)+"lock", err)
	}
	return &claimed{target, prefix, unlock}, nil
}

func (p *claimed) release() { p.unlock() }

// sweep removes what killed builds left, and returns what it could not remove. While the lock is held, all of it is
// nobody's. Where the system can't exchange folders, a build killed between its two renames has left no site at all
// but the old one parked: that is put back.
func (p *claimed) sweep() (leftover []string) {
	entries, _ := os.ReadDir(filepath.Dir(p.target)) // a folder may be writable and not readable: nothing to be swept
	for _, e := range entries {
		name := filepath.Join(filepath.Dir(p.target), e.Name())
		id, ok := strings.CutPrefix(name, p.prefix)
		id, parked := strings.CutSuffix(id, parkedSuffix)
		if !ok || !e.IsDir() || !isStagingID(id) {
			continue
		}
		_, err := os.Lstat(p.target)
		if parked && errors.Is(err, fs.ErrNotExist) {
			err = os.Rename(name, p.target)
		} else {
			err = os.RemoveAll(name)
		}
		if err != nil {
			leftover = append(leftover, name)
		}
	}
	return leftover
}

// parkedSuffix ends the name of an old site that two renames have put aside.
const parkedSuffix = "-old"

func stagingPrefix(target string) string {
	return filepath.Join(filepath.Dir(target), "."+filepath.Base(target)+".tocsin-")
}

// isStagingID keeps the sweep from the staging folders of a neighbour whose name begins as ours does.
func isStagingID(id string) bool {
	return len(id) == 8 && strings.Trim(id, "0123456789abcdef") == ""
}

// plain words an error of the disk: which site, what was being done to which of its files, why not, and what to do.
// The staging folder, which nobody has chosen and which is gone by then, is not named.
func plain(target, doing, rel string, err error) error {
	var hint any = ""
	switch {
	case errors.Is(err, syscall.ENOSPC), errors.Is(err, syscall.EDQUOT):
		hint = words.Problem("publish.hint.room")
	case errors.Is(err, fs.ErrPermission), errors.Is(err, syscall.EROFS):
		hint = words.Problem("publish.hint.writable", "folder", filepath.Dir(target))
	}
	return words.Problem(doing, "target", target, "file", rel, "cause", words.Cause(err), "hint", hint)
}

// plainSwap is plain for the exchange itself.
func plainSwap(target string, err error) error {
	if errors.Is(err, syscall.EBUSY) || errors.Is(err, syscall.EXDEV) {
		return words.Problem("publish.mount.swap", "mount", words.Problem("publish.mount", "target", target), "cause", words.Cause(err))
	}
	return plain(target, "publish.doing.swap", "", err)
}
