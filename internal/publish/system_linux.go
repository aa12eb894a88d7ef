package publish

import (
	"errors"
	"os"

	"tocsin/internal/words"

	"golang.org/x/sys/unix"
)

// exchange swaps two folders in one step and returns where the old site lies then.
func exchange(staging, target string) (trash string, err error) {
	err = unix.Renameat2(unix.AT_FDCWD, staging, unix.AT_FDCWD, target, unix.RENAME_EXCHANGE)
	if lacksExchange(err) {
		err = errNoExchange
	}
	return staging, err
}

// lacksExchange reports the words of a system, or a file system, that does not know how to exchange two folders.
func lacksExchange(err error) bool {
	return errors.Is(err, unix.EINVAL) || errors.Is(err, unix.ENOSYS) || errors.Is(err, unix.EOPNOTSUPP)
}

// flush brings everything that was written to the folder's file system to the disk: one call for the whole site,
// where an fsync for each file would take most of a build's time. Writes that failed late are reported here.
func flush(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	defer d.Close()
	return unix.Syncfs(int(d.Fd()))
}

// exchangeable reports, before any work is done, a folder that could not be exchanged after it.
func exchangeable(target string) error {
	var stat unix.Statx_t
	err := unix.Statx(unix.AT_FDCWD, target, unix.AT_SYMLINK_NOFOLLOW, 0, &stat)
	if err == nil && stat.Attributes_mask&stat.Attributes&unix.STATX_ATTR_MOUNT_ROOT != 0 {
		return words.Problem("publish.mount", "target", target)
	}
	return nil // an old kernel can't say; the exchange will
}
