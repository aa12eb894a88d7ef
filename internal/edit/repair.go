package edit

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"strings"
)

// StuckError is the error of [Begin] where an edit can be neither ended nor undone, since files that it needs are gone
// or were changed by hand.
type StuckError struct {
	Path string // one of the files, or the journal
	Err  error  // what is wrong with the journal; nil where it can be read
}

func (e StuckError) Error() string {
	if e.Err != nil {
		return fmt.Sprintf("%s cannot be read: %v", e.Path, e.Err)
	}
	return fmt.Sprintf("the unfinished change can be neither ended nor undone, since %s or its copies were changed meanwhile", e.Path)
}

// repair ends the edit that a journal names where all of its new files are there, and undoes it where they are not.
func repair(disk Disk) (Found, error) {
	text, err := disk.ReadFile(Journal)
	if errors.Is(err, fs.ErrNotExist) {
		return Found{}, nil
	}
	if err != nil {
		return Found{}, fmt.Errorf("reading %s: %w", Journal, err)
	}
	j, err := parseJournal(text)
	if err != nil {
		return Found{}, StuckError{Journal, err}
	}
	forward, back, stuck := true, true, ""
	for i, m := range j.Moves {
		s, err := j.state(disk, i)
		if err != nil {
			return Found{}, fmt.Errorf("looking at %s: %w", m.Path, err)
		}
		if !m.forward(s) && stuck == "" {
			stuck = m.Path
		}
		forward, back = forward && m.forward(s), back && m.back(s)
	}
	switch {
	case forward:
		_, err = j.forward(disk)
	case back:
		err = j.back(disk)
	default:
		return Found{}, StuckError{Path: stuck}
	}
	if err == nil {
		err = j.done(disk)
	}
	if err != nil {
		return Found{}, UnfinishedError{err}
	}
	return Found{Command: j.Command, Files: j.files(), Forward: forward}, nil
}

// sweep removes what edits without a journal left: in the campaign's own folder, and in folders and below. It counts
// what it removed; what it cannot remove does no harm where it lies.
func sweep(disk Disk, folders []string) int {
	n := sweepFolder(disk, ".", false)
	for _, dir := range folders {
		n += sweepFolder(disk, dir, true)
	}
	return n
}

func sweepFolder(disk Disk, dir string, deep bool) (n int) {
	list, err := disk.ReadDir(dir)
	if err != nil {
		return 0 // it is not there, or the command that reads it will tell
	}
	for _, d := range list {
		name := path.Join(dir, d.Name())
		switch {
		case ours.MatchString(d.Name()):
			if removeAll(disk, name) == nil {
				n++
			}
		case deep && d.IsDir() && !strings.HasPrefix(d.Name(), "."):
			n += sweepFolder(disk, name, true)
		}
	}
	return n
}
