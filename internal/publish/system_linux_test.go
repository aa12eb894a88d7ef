package publish

import (
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"testing"

	"golang.org/x/sys/unix"
)

// What a file system says that cannot exchange folders is told from what is wrong with the folders.
func TestExchangeErrors(t *testing.T) {
	for _, errno := range []error{unix.EINVAL, unix.ENOSYS, unix.EOPNOTSUPP} {
		if !lacksExchange(fmt.Errorf("wrapped: %w", errno)) {
			t.Errorf("%v does not lead to two renames", errno)
		}
	}
	for _, errno := range []error{nil, unix.EBUSY, unix.EXDEV, unix.ENOENT, unix.EACCES} {
		if lacksExchange(errno) {
			t.Errorf("%v leads to two renames", errno)
		}
	}
	top := t.TempDir()
	if _, err := exchange(filepath.Join(top, "a"), filepath.Join(top, "b")); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("folders that are not there are exchanged: %v", err)
	}
	if err := flush(filepath.Join(top, "a")); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a folder that is not there is brought to the disk: %v", err)
	}
}
