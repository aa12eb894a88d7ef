package main

import (
	"fmt"
	"slices"
	"strconv"

	"github.com/spf13/cobra"

	"tocsin"
	"tocsin/internal/diag"
	"tocsin/internal/edit"
	"tocsin/internal/rollover"
	"tocsin/internal/source"
	"tocsin/internal/words"
)

func (a *app) newYearCommand() *cobra.Command {
	from := 0
	cmd := &cobra.Command{
		Use:   "year " + a.words.T("command.year.arguments"),
		Short: a.words.T("command.year.short"),
		Long:  a.words.T("command.year.long"),
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 1 || !isYear(args[0]) {
				return misused("misuse.year")
			}
			return nil
		},
		RunE: func(_ *cobra.Command, args []string) error {
			to, _ := strconv.Atoi(args[0])
			return a.newYear(to, from)
		},
	}
	cmd.Flags().IntVar(&from, "from", 0, a.words.T("command.year.from"))
	cmd.Flags().StringVar(&a.at, "at", "", a.words.T("command.new.at"))
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
		return misused("misuse.from", "year", from)
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
		return words.Problem("year.nothing", "year", from)
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
	a.tally("tally.unwritten", diags)
	return err
}

// tellYear says what there is to do with a new year.
func (a *app) tellYear(res *rollover.Result, from, to int) {
	a.tell(a.words.N("year.done", len(res.Files), "to", to, "from", from))
	tell := func(what string, list []string) {
		if len(list) > 0 {
			a.tell(what)
		}
		for _, item := range list {
			a.tell("  " + item)
		}
	}
	var days []string
	for _, d := range res.Days {
		days = append(days, a.words.T("year.day", "file", d.File, "day", a.words.WeekdayDate(d.To), "weekday", a.words.Weekday(d.From)))
	}
	slices.Sort(days)
	tell(a.words.T("year.days"), slices.Compact(days))
	tell(a.words.T("year.words", "year", from), res.Words)
	tell(a.words.T("year.links", "from", from, "to", to), res.Links)
	a.say("year.next")
}
