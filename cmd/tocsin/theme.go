package main

import (
	"io/fs"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"tocsin"
	"tocsin/internal/diag"
	"tocsin/internal/edit"
	"tocsin/internal/source"
	"tocsin/internal/words"
)

func (a *app) newThemeCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "theme " + a.words.T("command.theme.arguments"),
		Short: a.words.T("command.theme.short"),
		Long:  a.words.T("command.theme.long"),
		RunE:  func(_ *cobra.Command, args []string) error { return a.newTheme(args) },
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
			return words.Problem("theme.unreadable")
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
			return misused("misuse.theme", "file", strconv.Quote(arg), "near", diag.Suggest(arg, short), "all", strings.Join(short, ", "))
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
	a.say("theme.next")
	return nil
}

// within is a file's name without the folder that its kind lies in: event.html, kit/email.html.
func within(name string) string {
	_, rest, _ := strings.Cut(name, "/")
	return rest
}
