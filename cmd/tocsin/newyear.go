package main

import (
	"errors"
	"fmt"
	"slices"
	"strconv"

	"github.com/spf13/cobra"

	"tocsin"
	"tocsin/internal/diag"
	"tocsin/internal/edit"
	"tocsin/internal/rollover"
	"tocsin/internal/source"
)

func (a *app) newYearCommand() *cobra.Command {
	from := 0
	cmd := &cobra.Command{
		Use:   "year YEAR",
		Short: "The next year, from one that there is: tocsin new year 2027 --from 2026",
		Long: "Year copies the weeks, events and posts of a year into another, as drafts: every day moves to the matching weekday,\n" +
			"times of day and zones stay, and links between the files lead to the new ones. The old year is not touched: its\n" +
			"pages stay where they are, as an archive. With any file of the new year there already, nothing is written.",
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 1 || !isYear(args[0]) {
				return misuse{errors.New("new year takes one year, such as in `tocsin new year 2027 --from 2026`")}
			}
			return nil
		},
		RunE: func(_ *cobra.Command, args []string) error {
			to, _ := strconv.Atoi(args[0])
			return a.newYear(to, from)
		},
	}
	cmd.Flags().IntVar(&from, "from", 0, "the year to copy (the year before, if not given)")
	cmd.Flags().StringVar(&a.at, "at", "", "the date to write (today, if not given)")
	return cmd
}

func isYear(s string) bool {
	n, err := strconv.Atoi(s)
	return err == nil && len(s) == 4 && n > 999
}

func (a *app) newYear(to, from int) error {
	if from == 0 {
		from = to - 1
	}
	if from == to || !isYear(strconv.Itoa(from)) {
		return misuse{fmt.Errorf("--from %d will not do; name another year, such as in `tocsin new year 2027 --from 2026`", from)}
	}
	return a.editing(a.dir, source.Folders(), func(e *edit.Edit) error { return a.copyYear(e, to, from) })
}

// copyYear writes the new year.
func (a *app) copyYear(e *edit.Edit, to, from int) error {
	fsys, closer, err := a.open()
	if err != nil {
		return err
	}
	defer closer()
	src, diags := source.Load(fsys, tocsin.Files)
	if src.Campaign == nil {
		a.format = string(diag.Text)
		return a.report(diags)
	}
	if len(src.Campaign.Countries) == 0 {
		return a.refuse(diags)
	}
	now, err := a.moment(src.Campaign)
	if err != nil {
		return err
	}
	broken := slices.DeleteFunc(onlyErrors(diags), func(d diag.Diagnostic) bool { return !rollover.Holds(d.Pos.File, from) })
	if len(broken) > 0 {
		return a.refuse(broken)
	}
	res, diags, err := rollover.Year(src, from, to, now)
	if err != nil {
		return err
	}
	if len(diags) > 0 {
		return a.refuse(diags)
	}
	if len(res.Files) == 0 {
		return fmt.Errorf("there is no content/calendar/%d and no content/posts/%d to copy", from, from)
	}
	changes := make([]edit.Change, 0, len(res.Files))
	for name, text := range res.Files {
		changes = append(changes, edit.Change{Path: name, Text: text})
	}
	if err := a.layDown(e, fmt.Sprintf("tocsin new year %d --from %d", to, from), changes); err != nil {
		return err
	}
	a.tellYear(res, from, to)
	return nil
}

// refuse tells errors of files, with which nothing is written.
func (a *app) refuse(diags diag.List) error {
	a.format = string(diag.Text)
	err := a.report(diags)
	a.tally(diags, "; nothing was written")
	return err
}

// tellYear says what there is to do with a new year.
func (a *app) tellYear(res *rollover.Result, from, to int) {
	a.say("%s for %d. Every page is a draft; what was in %d is as it was, and stays at its addresses.", plural(len(res.Files), "file", "files"), to, from)
	tell := func(what string, list []string) {
		if len(list) > 0 {
			a.say("%s", what)
		}
		for _, item := range list {
			a.say("  %s", item)
		}
	}
	tell("These keep their week, but not their weekday:", res.Days)
	tell(fmt.Sprintf("These lines still say %d:", from), res.Words)
	tell(fmt.Sprintf("These pages link to %d, and may rather lead to %d:", from, to), res.Links)
	a.say("Next: look at each date and at the words, take `draft: true` out of what is right, and run `tocsin check`.")
}
