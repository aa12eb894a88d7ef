package main

import (
	"errors"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"tocsin"
	"tocsin/internal/words"
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
	key := "init.there"
	if filepath.Clean(dir) == "." {
		key = "init.here"
	}
	a.say(key, "n", len(files), "dir", dir)
	return nil
}

// layDown writes new files, all or none of them: it refuses if one of them is there already.
func layDown(dir string, files map[string][]byte) error {
	for _, name := range slices.Sorted(maps.Keys(files)) {
		if _, err := os.Lstat(filepath.Join(dir, filepath.FromSlash(name))); err == nil {
			return words.Problem("write.there", "file", filepath.Join(dir, name))
		}
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return words.Problem("write.folder", "cause", err)
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return err
	}
	defer root.Close()
	for name, data := range files {
		if err := root.MkdirAll(filepath.Dir(filepath.FromSlash(name)), 0o755); err != nil {
			return words.Problem("write.folder.of", "file", name, "cause", err)
		}
		f, err := root.OpenFile(filepath.FromSlash(name), os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
		if err != nil {
			return words.Problem("write.file", "file", name, "cause", err)
		}
		_, err = f.Write(data)
		if err := errors.Join(err, f.Close()); err != nil {
			return words.Problem("write.file", "file", name, "cause", err)
		}
	}
	return nil
}
