// Package edittest has disks for tests: one on which chosen steps go wrong, over any other.
package edittest

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"strings"
	"sync"
	"syscall"

	"tocsin/internal/edit"
)

// Fault is what goes wrong at a step.
type Fault int

// The faults.
const (
	Fail     Fault = iota + 1 // nothing is done, and the step fails: the disk is full
	Half                      // as Fail, but half of a write is done
	Late                      // all is done, and the step fails nevertheless
	Stop                      // nothing is done from here on: the process is dead
	HalfStop                  // as Stop, but half of a write is done
)

func (f Fault) String() string {
	return [...]string{"", "fail", "half", "late", "stop", "half-stop"}[f]
}

// ErrStopped is the error of every step of a process that is dead. Nobody sees it.
var ErrStopped = errors.New("stopped")

// Faults are the steps of a whole process on its disks, counted from 1, and what goes wrong at some of them. It is safe
// for concurrent use.
type Faults struct {
	At     map[int]Fault
	Before string // stops before the first step that begins so, such as "rename content/"; "" for none
	Kill   func() // ends the process where it is to stop; nil where the test only looks at what is left

	mu    sync.Mutex
	steps []string
	dead  bool
}

// Steps lists what the process did, a step a line, such as "rename content/x.md".
func (f *Faults) Steps() []string {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.steps
}

// Open is edit.OpenDisk with faults.
func (f *Faults) Open(dir string) (edit.Disk, error) {
	d, err := edit.OpenDisk(dir)
	if err != nil {
		return nil, err
	}
	return f.Over(d), nil
}

// Over returns a disk with faults.
func (f *Faults) Over(d edit.Disk) edit.Disk { return &disk{d, f} }

// step counts a step and does it, as far as it is done. Half does half of it, where a step has halves.
func (f *Faults) step(what, name string, do func() error, half func()) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.dead {
		return ErrStopped
	}
	f.steps = append(f.steps, what+" "+name)
	fault := f.At[len(f.steps)]
	if f.Before != "" && strings.HasPrefix(what+" "+name, f.Before) {
		fault = Stop
	}
	if half != nil && (fault == Half || fault == HalfStop) {
		half()
	}
	switch fault {
	case Stop, HalfStop:
		f.dead = true
		if f.Kill != nil {
			f.Kill()
		}
		return ErrStopped
	case Fail, Half:
		return &fs.PathError{Op: what, Path: path.Base(name), Err: syscall.ENOSPC}
	case Late:
		return errors.Join(do(), &fs.PathError{Op: what, Path: path.Base(name), Err: syscall.EIO})
	}
	return do()
}

type disk struct {
	edit.Disk
	*Faults
}

// result does a step that gives something.
func result[T any](d *disk, what, name string, do func() (T, error)) (T, error) {
	var out, none T
	err := d.step(what, name, func() (err error) { out, err = do(); return err }, nil)
	if err != nil {
		return none, err
	}
	return out, nil
}

func (d *disk) Lock(name string) (func(), error) {
	unlock := func() {}
	err := d.step("lock", name, func() (err error) { unlock, err = d.Disk.Lock(name); return err }, nil)
	if err != nil && unlock != nil {
		unlock()
	}
	return unlock, err
}

func (d *disk) Lstat(name string) (fs.FileInfo, error) {
	return result(d, "lstat", name, func() (fs.FileInfo, error) { return d.Disk.Lstat(name) })
}

func (d *disk) Stat(name string) (fs.FileInfo, error) {
	return result(d, "stat", name, func() (fs.FileInfo, error) { return d.Disk.Stat(name) })
}

func (d *disk) Readlink(name string) (string, error) {
	return result(d, "readlink", name, func() (string, error) { return d.Disk.Readlink(name) })
}

func (d *disk) ReadFile(name string) ([]byte, error) {
	return result(d, "read", name, func() ([]byte, error) { return d.Disk.ReadFile(name) })
}

func (d *disk) ReadDir(name string) ([]fs.DirEntry, error) {
	return result(d, "readdir", name, func() ([]fs.DirEntry, error) { return d.Disk.ReadDir(name) })
}

func (d *disk) Mkdir(name string, mode fs.FileMode) error {
	return d.step("mkdir", name, func() error { return d.Disk.Mkdir(name, mode) }, nil)
}

func (d *disk) Link(from, to string) error {
	return d.step("link", to, func() error { return d.Disk.Link(from, to) }, nil)
}

func (d *disk) Rename(from, to string) error {
	return d.step("rename", fmt.Sprintf("%s %s", from, to), func() error { return d.Disk.Rename(from, to) }, nil)
}

func (d *disk) Remove(name string) error {
	return d.step("remove", name, func() error { return d.Disk.Remove(name) }, nil)
}

func (d *disk) SyncDir(name string) error {
	return d.step("syncdir", name, func() error { return d.Disk.SyncDir(name) }, nil)
}

func (d *disk) Create(name string, mode fs.FileMode) (edit.File, error) {
	var f edit.File
	err := d.step("create", name, func() (err error) { f, err = d.Disk.Create(name, mode); return err }, nil)
	if err != nil {
		if f != nil {
			_ = f.Close()
		}
		return nil, err
	}
	return &file{f, d, name}, nil
}

type file struct {
	edit.File
	disk *disk
	name string
}

func (f *file) Write(text []byte) (n int, err error) {
	half := func() { n, _ = f.File.Write(text[:len(text)/2]) }
	err = f.disk.step("write", f.name, func() (err error) { n, err = f.File.Write(text); return err }, half)
	return n, err
}

func (f *file) Chmod(mode fs.FileMode) error {
	return f.disk.step("chmod", f.name, func() error { return f.File.Chmod(mode) }, nil)
}

func (f *file) Sync() error { return f.disk.step("sync", f.name, f.File.Sync, nil) }

// Close always closes: a process that is dead holds nothing open.
func (f *file) Close() error {
	err := f.File.Close()
	return errors.Join(err, f.disk.step("close", f.name, func() error { return nil }, nil))
}
