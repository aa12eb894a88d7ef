package main

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"tocsin"
)

func (a *app) initCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "init [FOLDER]",
		Short: "Lay down a campaign to start from",
		Long:  "Init writes campaign.yaml, content/ and .gitignore into the folder (this one, if none is named). It writes over nothing.",
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) > 1 {
				return misuse{errors.New("init takes one folder")}
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

const gitignore = "# what Tocsin makes\n/public/\n/.tocsin/\n/.*.tocsin-*\n"

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
	if err := layDown(dir, files); err != nil {
		return err
	}
	where, next := "in "+dir, "cd "+dir+", "
	if filepath.Clean(dir) == "." {
		where, next = "here", ""
	}
	a.say("A campaign of %d files lies %s.\nNext: %sedit campaign.yaml and content/, then run `tocsin build` and look into public/.", len(files), where, next)
	return nil
}

// layDown writes new files, all or none of them: it refuses if one of them is there already.
func layDown(dir string, files map[string][]byte) error {
	for _, name := range slices.Sorted(maps.Keys(files)) {
		if _, err := os.Lstat(filepath.Join(dir, filepath.FromSlash(name))); err == nil {
			return fmt.Errorf("%s is there already, and nothing was written; remove it, or choose another place", filepath.Join(dir, name))
		}
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return fmt.Errorf("making the folder: %w", err)
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return err
	}
	defer root.Close()
	for name, data := range files {
		if err := root.MkdirAll(filepath.Dir(filepath.FromSlash(name)), 0o755); err != nil {
			return fmt.Errorf("making the folder of %s: %w", name, err)
		}
		f, err := root.OpenFile(filepath.FromSlash(name), os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
		if err != nil {
			return fmt.Errorf("writing %s: %w", name, err)
		}
		_, err = f.Write(data)
		if err := errors.Join(err, f.Close()); err != nil {
			return fmt.Errorf("writing %s: %w", name, err)
		}
	}
	return nil
}
