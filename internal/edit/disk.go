package edit

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"tocsin/internal/flock"
)

// Disk is what an edit asks of a file system. Names are slash-separated and relative to the campaign, and none of them
// leads out of it. Tests have disks of their own, which fail or stop at a step.
type Disk interface {
	Lock(name string) (unlock func(), err error) // returns [flock.ErrBusy] at once where it is taken
	Lstat(name string) (fs.FileInfo, error)
	Stat(name string) (fs.FileInfo, error)
	Readlink(name string) (string, error)
	ReadFile(name string) ([]byte, error)
	ReadDir(name string) ([]fs.DirEntry, error)
	Create(name string, mode fs.FileMode) (File, error) // a new file; fs.ErrExist where there is one
	Mkdir(name string, mode fs.FileMode) error
	Link(from, to string) error
	Rename(from, to string) error // of files over a file that is there
	Remove(name string) error
	SyncDir(name string) error // brings a folder's entries to the disk
	Close() error
}

// File is a new file that is being written.
type File interface {
	io.WriteCloser
	Chmod(mode fs.FileMode) error
	Sync() error // brings what was written to the disk
}

// OpenDisk returns the disk of a folder: a campaign's, or the one in which a campaign is to be made.
func OpenDisk(dir string) (Disk, error) {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, err
	}
	return realDisk{root}, nil
}

// realDisk is the system's disk. Methods that it does not show here are those of os.Root as they are.
type realDisk struct{ *os.Root }

func (d realDisk) Lock(name string) (func(), error) { return flock.Take(filepath.Join(d.Name(), name)) }

func (d realDisk) ReadDir(name string) ([]fs.DirEntry, error) { return fs.ReadDir(d.FS(), name) }

func (d realDisk) Create(name string, mode fs.FileMode) (File, error) {
	f, err := d.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, mode)
	if err != nil {
		return nil, err // a nil *os.File in an interface would be no nil
	}
	return f, nil
}

func (d realDisk) SyncDir(name string) error {
	f, err := d.Open(name)
	if err != nil {
		return err
	}
	err = f.Sync()
	if noFolderSync(err) {
		err = nil
	}
	return errors.Join(err, f.Close())
}
