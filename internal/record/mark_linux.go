package record

import (
	"io/fs"
	"syscall"
)

// tellsChange says that a Mark has a time which nobody can set back.
const tellsChange = true

// Look returns the mark of what is at a path, a symbolic link not followed; the zero Mark where there is nothing that
// can be looked at. It is os.Lstat without what os.Lstat allocates: a build looks at thirty thousand files.
func Look(name string) Mark {
	for {
		var s syscall.Stat_t
		switch err := syscall.Lstat(name, &s); err {
		case nil:
			return markOf(&s)
		case syscall.EINTR:
		default:
			return Mark{}
		}
	}
}

// MarkOf returns the mark of a file that was looked at already.
func MarkOf(info fs.FileInfo) Mark {
	if s, ok := info.Sys().(*syscall.Stat_t); ok {
		return markOf(s)
	}
	return Mark{Mode: info.Mode(), Size: info.Size(), Mod: info.ModTime().UnixNano()}
}

func markOf(s *syscall.Stat_t) Mark {
	mode := fs.FileMode(s.Mode & 0o777)
	switch s.Mode & syscall.S_IFMT {
	case syscall.S_IFREG:
	case syscall.S_IFDIR:
		mode |= fs.ModeDir
	case syscall.S_IFLNK:
		mode |= fs.ModeSymlink
	default:
		mode |= fs.ModeIrregular
	}
	return Mark{mode, s.Size, s.Mtim.Nano(), s.Ctim.Nano(), s.Ino}
}

// running leads to the program's file even when that has been replaced.
func running(string) string { return "/proc/self/exe" }
