package edit

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
)

// Digest is the SHA-256 of a text, in hexadecimal: what [Change.Was] expects.
func Digest(text []byte) string { return fmt.Sprintf("%x", sha256.Sum256(text)) }

// sum returns a file's digest, a folder's by the names and digests of all that it holds, and "" for what is not there.
func sum(disk Disk, name string) (string, error) {
	info, err := disk.Lstat(name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return "", nil
	case err != nil:
		return "", err
	case info.Mode().IsRegular():
		text, err := disk.ReadFile(name)
		return Digest(text), err
	case !info.IsDir():
		return "no file: " + info.Mode().Type().String(), nil
	}
	var lines []string
	err = walk(disk, name, func(file string) error {
		s, err := sum(disk, file)
		lines = append(lines, listed(name, file, s))
		return err
	})
	return digestOf(lines), err
}

// folderSum is the sum that a new folder with these files will have.
func folderSum(folder string, files []Change) string {
	var lines []string
	for _, c := range files {
		lines = append(lines, listed(folder, c.Path, Digest(c.Text)))
	}
	return digestOf(lines)
}

func listed(folder, file, sum string) string { return sum + " " + strings.TrimPrefix(file, folder+"/") }

func digestOf(lines []string) string {
	slices.Sort(lines)
	return "folder:" + Digest([]byte(strings.Join(lines, "\n")))
}

// walk calls f for everything in a folder and below that is no folder.
func walk(disk Disk, folder string, f func(file string) error) error {
	list, err := disk.ReadDir(folder)
	for _, d := range list {
		if err != nil {
			return err
		}
		if name := path.Join(folder, d.Name()); d.IsDir() {
			err = walk(disk, name, f)
		} else {
			err = f(name)
		}
	}
	return err
}

// stage writes the new files beside their places and keeps what they replace, and brings all of it to the disk.
func stage(disk Disk, j *journal, moves []planned) error {
	var folders []string
	for i, p := range moves {
		folders = append(folders, path.Dir(p.Path))
		var err error
		switch {
		case strings.HasPrefix(p.Sum, "folder:"):
			err = writeFolder(disk, j.fresh(i), p)
		case p.Sum != "":
			err = writeFile(disk, j.fresh(i), p.files[0].Text, p.mode)
		}
		if err == nil && p.Was != "" && p.Sum != "" {
			err = keep(disk, p.Path, j.kept(i), p.mode)
		}
		if err != nil {
			return fmt.Errorf("writing %s: %w", p.Path, err)
		}
	}
	return syncDirs(disk, folders)
}

// syncDirs brings the entries of folders to the disk, those of folders below first.
func syncDirs(disk Disk, folders []string) error {
	slices.Sort(folders)
	for _, dir := range slices.Backward(slices.Compact(folders)) {
		if err := disk.SyncDir(dir); err != nil {
			return fmt.Errorf("bringing %s to the disk: %w", dir, err)
		}
	}
	return nil
}

// newFile is the mode of a file that replaces none.
const newFile fs.FileMode = 0o644

// writeFile writes a new file whole. The mode is that of the file that it replaces, 0 for none.
func writeFile(disk Disk, name string, text []byte, mode fs.FileMode) error {
	f, err := disk.Create(name, newFile)
	if err != nil {
		return err
	}
	if mode != 0 && mode != newFile {
		err = f.Chmod(mode)
	}
	if err == nil {
		_, err = f.Write(text)
	}
	if err == nil {
		err = f.Sync()
	}
	return errors.Join(err, f.Close())
}

// writeFolder writes a new folder with all of its files under a name of ours.
func writeFolder(disk Disk, temp string, p planned) error {
	made := map[string]bool{}
	var folders []string
	mkdir := func(dir string) error {
		if made[dir] {
			return nil
		}
		made[dir] = true
		folders = append(folders, dir)
		return disk.Mkdir(dir, 0o755)
	}
	if err := mkdir(temp); err != nil {
		return err
	}
	for _, c := range p.files {
		rel := strings.TrimPrefix(c.Path, p.Path+"/")
		for i, char := range rel {
			if char != '/' {
				continue
			}
			if err := mkdir(path.Join(temp, rel[:i])); err != nil {
				return err
			}
		}
		if err := writeFile(disk, path.Join(temp, rel), c.Text, 0); err != nil {
			return err
		}
	}
	return syncDirs(disk, folders)
}

// keep gives a file that is to be replaced a second name, by which a rename brings it back. Where the file system has
// no second names, that is a copy.
func keep(disk Disk, name, kept string, mode fs.FileMode) error {
	if disk.Link(name, kept) == nil {
		return nil
	}
	text, err := disk.ReadFile(name)
	if err != nil {
		return err
	}
	return writeFile(disk, kept, text, mode)
}

// removeAll removes a file or a folder with what is in it, as far as it can.
func removeAll(disk Disk, name string) error {
	info, err := disk.Lstat(name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err == nil && info.IsDir() {
		list, _ := disk.ReadDir(name)
		for _, d := range list {
			_ = removeAll(disk, path.Join(name, d.Name())) // the folder's own removal will tell
		}
	}
	return disk.Remove(name)
}
