//go:build unix

package edit

import (
	"errors"
	"syscall"
)

// noFolderSync reports whether a file system only says that it does not bring folders to the disk one by one.
func noFolderSync(err error) bool {
	return errors.Is(err, syscall.EINVAL) || errors.Is(err, syscall.ENOTSUP)
}
