package translate

import (
	"bytes"
	"cmp"
	"crypto/rand"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path"
	"slices"

	"tocsin/internal/words"
)

// Changes are files that are to be written, all of them or none.
type Changes struct {
	files map[string][]byte
	was   map[string][]byte // what a file held when its new text was made; absent for what must not be there
}

func (c *Changes) set(name string, text []byte) {
	if c.files == nil {
		c.files = map[string][]byte{}
	}
	c.files[name] = text
}

// expect says what a file must still hold when it is replaced: nobody's edit of the last minute is lost. A nil text
// says that it must not be there.
func (c *Changes) expect(name string, text []byte) {
	if c.was == nil {
		c.was = map[string][]byte{}
	}
	c.was[name] = text
}

// Files lists the files that will be written, sorted.
func (c *Changes) Files() []string { return slices.Sorted(maps.Keys(c.files)) }

// Write writes the changes into a campaign's folder: first every file beside its place, then each renamed into it. If
// anything fails before the last rename, the files that were there before are put back.
func (c *Changes) Write(root *os.Root) (err error) {
	var staged, done []string
	var nonce [4]byte
	_, _ = rand.Read(nonce[:])
	temp := func(name string) string {
		return path.Join(path.Dir(name), fmt.Sprintf(".%s.tocsin-%x", path.Base(name), nonce))
	}
	defer func() {
		for _, name := range staged {
			_ = root.Remove(temp(name))
		}
	}()
	before := map[string][]byte{}
	modes := map[string]fs.FileMode{}
	names := c.Files()
	slices.SortFunc(names, func(a, b string) int { // the lock last: it vouches for the others
		return cmp.Or(cmp.Compare(rank(a), rank(b)), cmp.Compare(a, b))
	})
	for _, name := range names {
		old, err := root.ReadFile(name)
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return words.Problem("year.reading", "file", name, "cause", err)
		}
		if want, asked := c.was[name]; asked && (want == nil) != (err != nil) || asked && !bytes.Equal(old, want) {
			return words.Problem("write.raced", "file", name)
		}
		modes[name] = 0o644
		if err == nil {
			before[name] = old
			if info, err := root.Stat(name); err == nil {
				modes[name] = info.Mode().Perm()
			}
			if bytes.Equal(old, c.files[name]) {
				continue
			}
		}
		if err := root.MkdirAll(path.Dir(name), 0o755); err != nil {
			return words.Problem("write.folder.of", "file", name, "cause", err)
		}
		staged = append(staged, name)
		if err := write(root, temp(name), c.files[name], modes[name]); err != nil {
			return words.Problem("write.file", "file", name, "cause", err)
		}
	}
	for _, name := range slices.Clone(staged) {
		if err := root.Rename(temp(name), name); err != nil {
			return errors.Join(words.Problem("write.file", "file", name, "cause", err), c.undo(root, done, before, modes))
		}
		done = append(done, name)
	}
	return nil
}

func rank(name string) int {
	if path.Ext(name) == ".lock" {
		return 1
	}
	return 0
}

func (c *Changes) undo(root *os.Root, done []string, before map[string][]byte, modes map[string]fs.FileMode) error {
	var errs []error
	for _, name := range done {
		if old, was := before[name]; was {
			errs = append(errs, write(root, name, old, modes[name]))
		} else {
			errs = append(errs, root.Remove(name))
		}
	}
	return errors.Join(errs...)
}

func write(root *os.Root, name string, text []byte, mode fs.FileMode) error {
	f, err := root.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, mode)
	if err != nil {
		return err
	}
	_, err = f.Write(text)
	return errors.Join(err, f.Sync(), f.Close())
}
