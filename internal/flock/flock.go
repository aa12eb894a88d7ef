// Package flock lets one process at a time write in a place. The system lets go of a lock when its process dies, however
// it dies, so that nobody ever has to remove one by hand.
package flock

import "errors"

// ErrBusy is the error of [Take] while another process, or another part of this one, holds the lock.
var ErrBusy = errors.New("locked by another process")
