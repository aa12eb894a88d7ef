//go:build darwin || dragonfly || freebsd || linux || netbsd || openbsd

package flock

import (
	"errors"
	"os"
	"syscall"
)

// Take takes the lock that a file stands for, or returns [ErrBusy] at once. The file is made where it is not there and
// removed by unlock; one that a dead process left behind means nothing and is used again.
func Take(name string) (unlock func(), err error) {
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
		f.Close() // another process removed it between the opening and the locking
	}
}
