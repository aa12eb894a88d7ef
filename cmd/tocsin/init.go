package main

import (
	"errors"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"tocsin"
	"tocsin/internal/edit"
	"tocsin/internal/source"
)

func (a *app) initCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "init " + a.words.T("command.init.arguments"),
		Short: a.words.T("command.init.short"),
		Long:  a.words.T("command.init.long"),
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) > 1 {
				return misused("misuse.init")
			}
			return nil
		},
		RunE: func(_ *cobra.Command, args []string) error {
			dir := a.dir
			if len(args) == 1 {
				dir = args[0]
			}
			return a.init(dir)
		},
	}
}

const gitignore = "# what Tocsin makes\n/public/\n/.tocsin/\n.*.tocsin-*\n"

func (a *app) init(dir string) error {
	files := map[string][]byte{}
	err := fs.WalkDir(tocsin.Files, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || name != "campaign.yaml" && !strings.HasPrefix(name, "content/") {
			return err
		}
		files[name], err = tocsin.Files.ReadFile(name)
		return err
	})
	if err != nil {
		return err
	}
	if _, err := os.Stat(filepath.Join(dir, ".gitignore")); errors.Is(err, fs.ErrNotExist) {
		files[".gitignore"] = []byte(gitignore)
	}
	top, rel := nearest(dir)
	changes := make([]edit.Change, 0, len(files))
	for name, data := range files {
		changes = append(changes, edit.Change{Path: path.Join(rel, name), Text: data})
	}
	command := "tocsin init"
	if filepath.Clean(dir) != "." {
		command += " " + dir
	}
	var folders []string
	if rel == "" {
		folders = source.Folders()
		a.tidyBeside(dir)
	}
	err = a.editing(top, folders, func(e *edit.Edit) error { return a.apply(e, top, command, changes) })
	if err != nil {
		return err
	}
	key := "init.there"
	if filepath.Clean(dir) == "." {
		key = "init.here"
	}
	a.say(key, "n", len(files), "dir", dir)
	return nil
}

// tidyBeside removes what an init that was killed right after it had made a folder left beside it: its lock, at most.
func (a *app) tidyBeside(dir string) {
	above := filepath.Dir(filepath.Clean(dir))
	if _, err := os.Lstat(filepath.Join(above, edit.Lock)); err != nil || above == filepath.Clean(dir) {
		return
	}
	if disk, err := a.disk(above); err == nil {
		if e, err := edit.Begin(disk); err == nil {
			_ = e.Close()
		}
	}
}

// nearest returns the folder itself where it is there, or else the nearest one above it that is, and the way from there.
// A new folder is made beside its place like any new file: its parents are not there until all of it is.
func nearest(dir string) (top, rel string) {
	top = filepath.Clean(dir)
	for {
		if _, err := os.Stat(top); err == nil || filepath.Dir(top) == top {
			return top, rel
		}
		rel = path.Join(filepath.Base(top), rel)
		top = filepath.Dir(top)
	}
}
