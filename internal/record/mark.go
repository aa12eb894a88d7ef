package record

import (
	"io/fs"
	"os"
	"time"
)

// Mark is what the system tells of a file or folder without opening it. The zero Mark is that of what is not there.
type Mark struct {
	Mode   fs.FileMode
	Size   int64
	Mod    int64  // when the bytes changed, in nanoseconds since 1970
	Change int64  // when anything changed, which nobody can set back; 0 where the system does not say
	Node   uint64 // the inode; 0 where there is none
}

// Follow is Look, but for a symbolic link it returns the mark of what the link leads to.
func Follow(name string) Mark {
	info, err := os.Stat(name)
	if err != nil {
		return Mark{}
	}
	return MarkOf(info)
}

// Recent reports whether a change could follow after the time now, at which the file was not yet looked at, and leave
// the mark as it is: clocks of file systems tick every few milliseconds, some only every two seconds.
func (m Mark) Recent(now time.Time) bool {
	t, tick := m.Change, 20*time.Millisecond
	if t == 0 {
		t = m.Mod
	}
	if t%int64(time.Millisecond) == 0 {
		tick = 2 * time.Second
	}
	return t+int64(tick) >= now.UnixNano()
}

// Self returns the mark of the program that is running, even if another has taken its place on the disk, and its path.
// The mark is zero where that cannot be told.
func Self() (string, Mark) {
	name, err := os.Executable()
	if err != nil {
		return "", Mark{}
	}
	return name, Follow(running(name))
}
