//go:build darwin || dragonfly || freebsd || linux || netbsd || openbsd

package publish

import (
	"errors"
	"os"
	"syscall"
)

// lock takes the lock that the file stands for, or returns ErrBusy at once. The system lets go of it when the process
// dies, however it dies; the file that then remains means nothing and is used again.
func lock(name string) (unlock func(), err error) {
	for {
		f, err := os.OpenFile(name, os.O_RDWR|os.O_CREATE|syscall.O_NOFOLLOW, 0o644)
		if err != nil {
			return nil, err
		}
		err = syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
		if err != nil {
			f.Close()
			if errors.Is(err, syscall.EWOULDBLOCK) {
				return nil, ErrBusy
			}
			return nil, err
		}
		mine, err := f.Stat()
		if err == nil {
			if there, err := os.Lstat(name); err == nil && os.SameFile(mine, there) {
				return func() {
					os.Remove(name) // while it is ours: whoever waits for the removed file tries again
					f.Close()
				}, nil
			}
		}
		f.Close() // another build removed it between the opening and the locking
	}
}
