package edit

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
)

// WriteFile writes a file that is none of a campaign's own, such as one for translators, whole or not at all. What is no
// ordinary file, such as a pipe, is written straight into.
func WriteFile(name string, text []byte) error {
	info, err := os.Stat(name)
	switch {
	case err == nil && !info.Mode().IsRegular():
		return os.WriteFile(name, text, 0)
	case err == nil:
		if name, err = filepath.EvalSymlinks(name); err != nil {
			return err
		}
	case !errors.Is(err, fs.ErrNotExist):
		return err
	}
	disk, err := OpenDisk(filepath.Dir(name))
	if err != nil {
		return err
	}
	defer disk.Close()
	mode := fs.FileMode(0)
	if info != nil {
		mode = info.Mode().Perm()
	}
	temp := ".0.tocsin-new-" + newID()
	err = writeFile(disk, temp, text, mode)
	if err == nil {
		err = disk.Rename(temp, filepath.Base(name))
	}
	if err != nil {
		_ = disk.Remove(temp)
		return err
	}
	return disk.SyncDir(".")
}
