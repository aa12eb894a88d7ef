package main

import (
	"cmp"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"github.com/spf13/cobra"

	"tocsin/internal/diag"
	"tocsin/internal/edit"
	"tocsin/internal/source"
	"tocsin/internal/words"
)

// openDisk opens the disk on which a campaign's own files are changed.
type openDisk func(dir string) (edit.Disk, error)

func (a *app) repairCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "repair",
		Short: a.words.T("command.repair.short"),
		Long:  a.words.T("command.repair.long"),
		Args:  noArgs,
		RunE: func(*cobra.Command, []string) error {
			return a.editing(a.dir, source.Folders(), func(e *edit.Edit) error {
				if e.Found.Command == "" && e.Found.Leftover == 0 {
					a.say("repair.nothing")
				}
				return nil
			})
		},
	}
}

// unfinished tells of a change of the campaign that was begun and not ended, for a command that reads nothing else of it.
func (a *app) unfinished() diag.List { return source.Unfinished(os.DirFS(a.dir)) }

// editing gives a command its turn to change the files in dir, after it has said what of an earlier command was ended or
// undone, and how much was swept there and in folders.
func (a *app) editing(dir string, folders []string, do func(*edit.Edit) error) error {
	if err := a.mustBeFolder(dir); err != nil {
		return err
	}
	disk, err := a.disk(dir)
	if err != nil {
		return words.Problem("campaign.opening", "cause", err)
	}
	e, err := edit.Begin(disk, folders...)
	if err != nil {
		return a.plainly(dir, err)
	}
	defer e.Close()
	switch f := e.Found; {
	case f.Command != "" && f.Forward:
		a.say("repair.ended", "command", f.Command)
	case f.Command != "":
		a.say("repair.undone", "command", f.Command)
	}
	if n := e.Found.Leftover; n > 0 {
		a.tell(a.words.N("repair.swept", n))
	}
	return do(e)
}

// apply makes changes under a command's name. Where an earlier run of the same command has just been ended, new files
// that are there are its own.
func (a *app) apply(e *edit.Edit, dir, command string, changes []edit.Change) error {
	err := e.Apply(command, changes)
	var taken edit.TakenError
	if errors.As(err, &taken) && e.Found.Forward && e.Found.Command == command && e.Found.Has(taken.Path) {
		return nil
	}
	return a.plainly(dir, err)
}

// layDown writes new files, and lists them on stdout.
func (a *app) layDown(e *edit.Edit, command string, files []edit.Change) error {
	if err := a.apply(e, a.dir, command, files); err != nil {
		return err
	}
	for _, c := range slices.SortedFunc(slices.Values(files), func(a, b edit.Change) int { return cmp.Compare(a.Path, b.Path) }) {
		fmt.Fprintln(a.stdout, c.Path)
	}
	return nil
}

// plainly says of an error of an edit what is to be done.
func (a *app) plainly(dir string, err error) error {
	var (
		taken      edit.TakenError
		changed    edit.ChangedError
		stuck      edit.StuckError
		unfinished edit.UnfinishedError
	)
	switch {
	case err == nil:
		return nil
	case errors.As(err, &unfinished):
		return words.Problem("edit.unfinished", "cause", err)
	case errors.As(err, &taken):
		return words.Problem("write.there", "file", filepath.Join(dir, filepath.FromSlash(taken.Path)))
	case errors.As(err, &changed):
		return words.Problem("edit.raced", "cause", err)
	case errors.As(err, &stuck):
		journal := filepath.Join(dir, edit.Journal)
		return words.Problem("edit.stuck", "cause", err, "journal", journal)
	case errors.Is(err, edit.ErrBusy):
		return words.Problem("edit.busy", "cause", err)
	}
	return words.Problem("edit.nothing", "cause", err)
}
