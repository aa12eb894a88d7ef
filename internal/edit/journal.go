package edit

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"slices"
)

// Names of ours in a campaign's folder. All of them match the line /.*.tocsin-* that `tocsin init` writes into
// .gitignore, and those beside their places its line .*.tocsin-*
const (
	// Journal is the file that names an edit that was begun.
	Journal = ".edit.tocsin-journal"
	// Lock is the file of the lock that an edit holds. One that a dead process left behind means nothing.
	Lock = ".edit.tocsin-lock"
)

// ours is a file or folder beside its place, of an edit that has no journal or is over.
var ours = regexp.MustCompile(`^\.([0-9]+|journal)\.tocsin-(new|old)-[0-9a-f]{8}$`)

// move is what happens at one place, by one rename.
type move struct {
	Path string `json:"path"`          // a file, or the topmost folder that is new
	Was  string `json:"was,omitempty"` // the sum of what is there before; "" for nothing
	Sum  string `json:"sum,omitempty"` // the sum of what will be there; "" for nothing
}

// journal names an edit. The names of the files beside their places follow from it: none is read from it, so that no
// journal, whoever wrote it, can move anything but files with names of ours.
type journal struct {
	Version int    `json:"tocsin_edit"`
	Command string `json:"command"`
	ID      string `json:"id"` // eight digits
	Moves   []move `json:"moves"`
}

// version is that of the journal's form.
const version = 1

// fresh is where a move's new file or folder lies before it is in its place, kept where the old file lies, or has its
// second name, once it is not.
func (j *journal) fresh(i int) string { return j.beside(i, "new") }
func (j *journal) kept(i int) string  { return j.beside(i, "old") }

func (j *journal) beside(i int, what string) string {
	return path.Join(path.Dir(j.Moves[i].Path), fmt.Sprintf(".%d.tocsin-%s-%s", i, what, j.ID))
}

// folders lists the folders in which renames happen.
func (j *journal) folders() []string {
	var out []string
	for _, m := range j.Moves {
		out = append(out, path.Dir(m.Path))
	}
	return out
}

// write lays the journal down: from here on the edit is begun.
func (j *journal) write(disk Disk) error {
	j.Version = version
	text, err := json.MarshalIndent(j, "", "  ")
	if err != nil {
		return err
	}
	temp := ".journal.tocsin-new-" + j.ID
	err = writeFile(disk, temp, append(text, '\n'), 0)
	if err == nil {
		err = disk.Rename(temp, Journal)
	}
	if err == nil {
		err = disk.SyncDir(".")
	}
	if err != nil {
		_ = disk.Remove(temp)
		return fmt.Errorf("writing %s: %w", Journal, err)
	}
	return nil
}

// errJournal is what is wrong with a journal that nobody can go by.
var errJournal = errors.New("it is not as `tocsin` writes it")

// parseJournal reads a journal. Its paths stay in the campaign.
func parseJournal(text []byte) (*journal, error) {
	var j journal
	if json.Unmarshal(text, &j) != nil || j.Version != version || !ours.MatchString(".0.tocsin-new-"+j.ID) || len(j.Moves) == 0 {
		return nil, errJournal
	}
	for _, m := range j.Moves {
		if !fs.ValidPath(m.Path) || m.Path == "." || m.Was == m.Sum {
			return nil, errJournal
		}
	}
	return &j, nil
}

// Unfinished tells of an edit of a campaign that was begun and not ended: the command that began it, and the files
// that it changes. The command is "" where there is none. An error means that there is a journal nobody can read.
func Unfinished(campaign fs.FS) (command string, files []string, err error) {
	text, err := fs.ReadFile(campaign, Journal)
	if errors.Is(err, fs.ErrNotExist) {
		return "", nil, nil
	}
	if err != nil {
		return "", nil, err
	}
	j, err := parseJournal(text)
	if err != nil {
		return "", nil, err
	}
	return j.Command, j.files(), nil
}

func (j *journal) files() []string {
	var out []string
	for _, m := range j.Moves {
		out = append(out, m.Path)
	}
	slices.Sort(out)
	return out
}

// done ends the edit, forward or back: what lies beside the places goes, and then the journal, which makes it final.
// What cannot be removed is swept by the next edit. That the journal's end is on the disk does not matter: whoever
// finds it again finds every place as it should be.
func (j *journal) done(disk Disk) error {
	j.discard(disk)
	if err := disk.Remove(Journal); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("removing %s: %w", Journal, err)
	}
	_ = disk.SyncDir(".")
	return nil
}

// cancel ends an edit of which no move is made, after an error, which it returns.
func (j *journal) cancel(disk Disk, why error) error {
	if err := j.done(disk); err != nil {
		return UnfinishedError{errors.Join(why, err)}
	}
	return why
}

// discard removes what lies beside the places, as far as it can.
func (j *journal) discard(disk Disk) {
	for i := range j.Moves {
		_ = removeAll(disk, j.fresh(i))
		_ = removeAll(disk, j.kept(i))
	}
}
