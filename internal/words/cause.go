package words

import (
	"errors"
	"io/fs"
	"os"
)

// Cause takes the system's own words out of an error that names the call and the path, for sentences that name the path
// themselves. Any other error, nil too, is returned as it is.
func Cause(err error) error {
	if e, ok := errors.AsType[*fs.PathError](err); ok {
		return e.Err
	}
	if e, ok := errors.AsType[*os.LinkError](err); ok {
		return e.Err
	}
	if e, ok := errors.AsType[*os.SyscallError](err); ok {
		return e.Err
	}
	return err
}
