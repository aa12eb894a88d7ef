//go:build !linux

package record

import (
	"io/fs"
	"os"
)

// Look returns the mark of what is at a path, a symbolic link not followed; the zero Mark where there is nothing that
// can be looked at.
func Look(name string) Mark {
	info, err := os.Lstat(name)
	if err != nil {
		return Mark{}
	}
	return MarkOf(info)
}

// MarkOf returns the mark of a file that was looked at already.
func MarkOf(info fs.FileInfo) Mark {
	m := Mark{Mode: info.Mode(), Size: info.Size(), Mod: info.ModTime().UnixNano()}
	m.Change, m.Node = inode(info)
	return m
}

func running(name string) string { return name }
