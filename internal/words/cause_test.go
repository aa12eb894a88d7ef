package words

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"testing"
)

func TestCause(t *testing.T) {
	full, other := errors.New("disk full"), errors.New("other")
	for _, c := range []struct{ in, want error }{
		{&fs.PathError{Op: "open", Path: "x", Err: full}, full},
		{fmt.Errorf("while writing: %w", &fs.PathError{Op: "open", Path: "x", Err: full}), full},
		{&os.LinkError{Op: "rename", Old: "x", New: "y", Err: full}, full},
		{&os.SyscallError{Syscall: "write", Err: full}, full},
		{other, other},
		{nil, nil},
	} {
		if got := Cause(c.in); got != c.want {
			t.Errorf("%v: %v, want %v", c.in, got, c.want)
		}
	}
}
