// Package edit is the only writer of a campaign's own files. A command's changes are made all or not at all, also
// when the machine stops, the disk is full or a rename fails, and nobody's edit of the last minute is lost.
//
// Every new text is first written beside its place under a name of ours ([stage]), in a folder of its own where its
// folder is new, and brought to the disk. Of a file that is to be replaced a second name is kept. Then a journal
// beside campaign.yaml names what is to happen ([Unfinished] reads it), and from there on there are only renames:
// forward, each new file into its place, or back. A place always holds its whole old file or its whole new one.
// Whoever edits next finds the journal and goes on, or back, by what lies on the disk ([Begin]). The journal goes last.
//
// One edit that is a single rename, such as a campaign in a folder that was not there, is whole without a journal.
package edit

import (
	"cmp"
	"crypto/rand"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"tocsin/internal/flock"
)

// Change is what happens to one file.
type Change struct {
	Path string // slash-separated, in the campaign
	Was  string // the [Digest] of what the file holds now; "" where it must not be there
	Text []byte // what it will hold; nil where it is removed
}

// TakenError is the error of a change that makes a file where there is one already.
type TakenError struct{ Path string }

func (e TakenError) Error() string { return e.Path + " is there already" }

// ChangedError is the error of a change whose file does not hold what was read of it.
type ChangedError struct{ Path string }

func (e ChangedError) Error() string { return e.Path + " was changed by somebody else just now" }

// UnfinishedError is the error of an edit that could be neither ended nor undone: the journal stays, and the next edit
// goes on with it.
type UnfinishedError struct{ Err error }

func (e UnfinishedError) Error() string { return e.Err.Error() }

// Unwrap returns what went wrong.
func (e UnfinishedError) Unwrap() error { return e.Err }

// ErrBusy is the error of [Begin] while another command edits the campaign.
var ErrBusy = errors.New("another command is changing this campaign right now")

// Edit is one command's turn to change the campaign.
type Edit struct {
	Found  Found // what an earlier command had left unfinished
	disk   Disk
	unlock func()
}

// Found is what [Begin] found of an earlier command that was stopped.
type Found struct {
	Command  string   // such as "tocsin new year 2027"; "" where nothing was unfinished
	Files    []string // what it changes, sorted: files, and new folders with all that is in them
	Forward  bool     // its changes are made now; else none of them is
	Leftover int      // files and folders beside their places that belonged to nothing, and are gone
}

// Has reports whether a file is one that the command changes.
func (f Found) Has(name string) bool {
	return slices.ContainsFunc(f.Files, func(p string) bool { return name == p || strings.HasPrefix(name, p+"/") })
}

// Begin takes the campaign's turn, ends or undoes what an earlier command left unfinished, and sweeps what it left in
// the campaign's own folder and in folders and below. The disk is closed with the edit, or by a Begin that fails.
func Begin(disk Disk, folders ...string) (*Edit, error) {
	unlock, err := disk.Lock(Lock)
	if errors.Is(err, flock.ErrBusy) {
		err = ErrBusy
	}
	if err != nil {
		return nil, errors.Join(err, disk.Close())
	}
	e := &Edit{disk: disk, unlock: unlock}
	if e.Found, err = repair(disk); err != nil {
		return nil, errors.Join(err, e.Close())
	}
	e.Found.Leftover = sweep(disk, folders)
	return e, nil
}

// Close ends the turn.
func (e *Edit) Close() error {
	e.unlock()
	return e.disk.Close()
}

// Apply makes all of the changes, or none of them if it returns an error that is no [UnfinishedError]. Command names
// what the user ran, for whoever finds the edit unfinished. Changes that change nothing are passed over.
func (e *Edit) Apply(command string, changes []Change) error {
	moves, err := e.plan(changes)
	if err != nil || len(moves) == 0 {
		return err
	}
	j := &journal{Command: command, ID: newID()}
	for _, m := range moves {
		j.Moves = append(j.Moves, m.move)
	}
	if err := stage(e.disk, j, moves); err != nil {
		j.discard(e.disk)
		return err
	}
	if len(j.Moves) > 1 {
		if err := j.write(e.disk); err != nil {
			return j.cancel(e.disk, err)
		}
	}
	if n, err := j.forward(e.disk); err != nil {
		if n > 0 {
			if back := j.back(e.disk); back != nil {
				return UnfinishedError{errors.Join(err, back)}
			}
		}
		return j.cancel(e.disk, err)
	}
	if err := j.done(e.disk); err != nil {
		return UnfinishedError{err}
	}
	return nil
}

func newID() string {
	var b [4]byte
	_, _ = rand.Read(b[:])
	return fmt.Sprintf("%x", b)
}

// planned is a move with what is to be written for it.
type planned struct {
	move
	files []Change    // of a new folder: all of its files; else the file itself
	mode  fs.FileMode // of a file that is replaced
}

// plan turns changes into moves, sorted by path: one for each file, or for the topmost folder that is not there yet.
func (e *Edit) plan(changes []Change) ([]planned, error) {
	var out []planned
	byPath := map[string]int{}
	seen := map[string]bool{}
	changes = slices.SortedFunc(slices.Values(changes), func(a, b Change) int { return cmp.Compare(a.Path, b.Path) })
	for _, c := range changes {
		p, err := e.look(&c)
		if err != nil {
			return nil, err
		}
		if seen[c.Path] {
			return nil, fmt.Errorf("%s is changed twice", c.Path)
		}
		seen[c.Path] = true
		if p.Was == p.Sum {
			continue
		}
		i, known := byPath[p.Path]
		if !known {
			i, byPath[p.Path] = len(out), len(out)
			out = append(out, p)
		}
		out[i].files = append(out[i].files, c)
	}
	for i, p := range out {
		if p.Path != p.files[0].Path {
			out[i].Sum = folderSum(p.Path, p.files)
		}
	}
	return out, nil
}

// look finds what is where a change is to happen, and holds it against what the change expects. A change of what a
// symbolic link leads to, within the campaign, becomes one of that file.
func (e *Edit) look(c *Change) (planned, error) {
	if !fs.ValidPath(c.Path) || c.Path == "." {
		return planned{}, fmt.Errorf("%q is no path within the campaign", c.Path)
	}
	name, err := follow(e.disk, c.Path)
	if err != nil {
		return planned{}, err
	}
	c.Path = name
	top, err := missingFolder(e.disk, name)
	if err != nil {
		return planned{}, err
	}
	p := planned{move: move{Path: cmp.Or(top, name)}}
	if c.Text != nil {
		p.Sum = Digest(c.Text)
	}
	if top == "" {
		info, err := e.disk.Lstat(name)
		if err == nil {
			p.mode = info.Mode().Perm()
		}
		if p.Was, err = sum(e.disk, name); err != nil {
			return planned{}, err
		}
	}
	switch {
	case p.Was == c.Was:
		return p, nil
	case c.Was == "":
		return planned{}, TakenError{name}
	}
	return planned{}, ChangedError{name}
}

// maxLinks bounds how many symbolic links are followed, as systems do.
const maxLinks = 40

// follow returns the path of the file that a path means: itself, or what a symbolic link leads to.
func follow(disk Disk, name string) (string, error) {
	for range maxLinks {
		info, err := disk.Lstat(name)
		if errors.Is(err, fs.ErrNotExist) || err == nil && info.Mode()&fs.ModeSymlink == 0 {
			return name, nil
		}
		if err != nil {
			return "", err
		}
		to, err := disk.Readlink(name)
		if err != nil {
			return "", err
		}
		next := path.Join(path.Dir(name), to)
		if path.IsAbs(to) || !fs.ValidPath(next) {
			return "", fmt.Errorf("the symbolic link %s leads out of the campaign", name)
		}
		name = next
	}
	return "", fmt.Errorf("the symbolic link %s leads round in a circle", name)
}

// missingFolder returns the topmost of a file's folders that is not there, "" where all are.
func missingFolder(disk Disk, name string) (string, error) {
	for i, c := range name {
		if c != '/' {
			continue
		}
		switch info, err := disk.Stat(name[:i]); {
		case errors.Is(err, fs.ErrNotExist):
			return name[:i], nil
		case err != nil:
			return "", err
		case !info.IsDir():
			return "", TakenError{name[:i]}
		}
	}
	return "", nil
}
