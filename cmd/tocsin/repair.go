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
)

// openDisk opens the disk on which a campaign's own files are changed.
type openDisk func(dir string) (edit.Disk, error)

func (a *app) repairCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "repair",
		Short: "End or undo what a command that was stopped left half written",
		Long: "Repair looks for a change of the campaign's files that was begun and not ended, since the machine stopped or the disk\n" +
			"was full. It ends the change where all of its new files are there, and undoes it where they are not. Every command\n" +
			"that writes into the campaign does the same before it begins.",
		Args: noArgs,
		RunE: func(*cobra.Command, []string) error {
			return a.editing(a.dir, source.Folders(), func(e *edit.Edit) error {
				if e.Found.Command == "" && e.Found.Leftover == 0 {
					a.say("Nothing is unfinished.")
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
		return fmt.Errorf("opening the campaign: %w", err)
	}
	e, err := edit.Begin(disk, folders...)
	if err != nil {
		return a.plainly(dir, err)
	}
	defer e.Close()
	switch f := e.Found; {
	case f.Command != "" && f.Forward:
		a.say("`%s` had been stopped while it wrote: what it began is written now.", f.Command)
	case f.Command != "":
		a.say("`%s` had been stopped while it wrote: what it began is undone, and every file is as it was before.", f.Command)
	}
	if n := e.Found.Leftover; n > 0 {
		a.say("%s that a stopped command had left beside the campaign's files: removed.", plural(n, "unfinished file", "unfinished files"))
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
		return fmt.Errorf("%w\nThe change could be neither ended nor undone; run `tocsin repair` when what stands in its way is gone", err)
	case errors.As(err, &taken):
		return fmt.Errorf("%s is there already, and nothing was written; remove it, or choose another place", filepath.Join(dir, filepath.FromSlash(taken.Path)))
	case errors.As(err, &changed):
		return fmt.Errorf("%w, so nothing was written; run the command again", err)
	case errors.As(err, &stuck):
		journal := filepath.Join(dir, edit.Journal)
		return fmt.Errorf("%w\nTake the files that %s names from a copy, such as git's; then remove %[2]s, and run `tocsin check`", err, journal)
	case errors.Is(err, edit.ErrBusy):
		return fmt.Errorf("%w, so nothing was written; run this one again when it has ended", err)
	}
	return fmt.Errorf("%w; nothing was written", err)
}
