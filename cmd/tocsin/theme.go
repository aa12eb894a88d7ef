package main

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"tocsin"
	"tocsin/internal/diag"
	"tocsin/internal/edit"
	"tocsin/internal/source"
)

func (a *app) newThemeCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "theme [FILE...]",
		Short: "Copies of built-in templates and assets, to change: tocsin new theme event.html",
		Long: "New theme copies files of the built-in theme into the campaign, where they take the built-in ones' place. Take those\n" +
			"that you change: the others then go on improving with Tocsin. Without a FILE it copies all of them.",
		RunE: func(_ *cobra.Command, args []string) error { return a.newTheme(args) },
	}
}

// newTheme copies built-in files, named with their folder or without.
func (a *app) newTheme(args []string) error {
	all := map[string][]byte{}
	for _, dir := range []string{"assets", "templates"} {
		err := fs.WalkDir(tocsin.Files, dir, func(name string, d fs.DirEntry, err error) error {
			if err == nil && !d.IsDir() {
				all[name], err = tocsin.Files.ReadFile(name)
			}
			return err
		})
		if err != nil {
			return errors.New("the built-in theme cannot be read")
		}
	}
	names := slices.Sorted(maps.Keys(all))
	chosen := map[string]bool{}
	for _, arg := range args {
		i := slices.IndexFunc(names, func(n string) bool { return n == arg || within(n) == arg })
		if i < 0 {
			var short []string
			for _, n := range names {
				short = append(short, within(n))
			}
			return misuse{fmt.Errorf("the built-in theme has no file %q%s\nIts files are %s", arg, diag.Suggest(arg, short), strings.Join(short, ", "))}
		}
		chosen[names[i]] = true
	}
	var changes []edit.Change
	for _, n := range names {
		if len(args) == 0 || chosen[n] {
			changes = append(changes, edit.Change{Path: n, Text: all[n]})
		}
	}
	command := strings.Join(append([]string{"tocsin new theme"}, args...), " ")
	err := a.editing(a.dir, source.Folders(), func(e *edit.Edit) error { return a.layDown(e, command, changes) })
	if err != nil {
		return err
	}
	a.say("These files now take the built-in ones' place. docs/themes.md says what to do with them.")
	return nil
}

// within is a file's name without the folder that its kind lies in: event.html, kit/email.html.
func within(name string) string {
	_, rest, _ := strings.Cut(name, "/")
	return rest
}
