package main

import (
	"os"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/fatih/color"
	"github.com/spf13/cobra"
	"golang.org/x/term"

	"tocsin"
	"tocsin/internal/diag"
	"tocsin/internal/site"
	"tocsin/internal/source"
	"tocsin/internal/status"
	"tocsin/internal/words"
)

func (a *app) statusCommand() *cobra.Command {
	var format, since string
	cmd := &cobra.Command{
		Use:   "status",
		Short: a.words.T("command.status.short"),
		Long:  a.words.T("command.status.long"),
		Args:  noArgs,
		RunE:  func(*cobra.Command, []string) error { return a.status(format, since) },
	}
	cmd.Flags().StringVar(&a.at, "at", "", a.words.T("command.status.at"))
	cmd.Flags().StringVar(&format, "format", "text", strings.Join(status.Formats, ", "))
	cmd.Flags().StringVar(&since, "since", "", a.words.T("command.status.since"))
	return cmd
}

func (a *app) status(format, since string) error {
	if !slices.Contains(status.Formats, format) {
		return misused("misuse.format", "format", strconv.Quote(format), "all", strings.Join(status.Formats, ", "))
	}
	fsys, closer, err := a.open()
	if err != nil {
		return err
	}
	defer closer()
	src, diags := source.Load(fsys, tocsin.Files)
	at, err := a.moment(src.Campaign)
	if err != nil {
		return err
	}
	from, err := sinceDay(src.Campaign, since)
	if err != nil {
		return err
	}
	web, d := site.Resolve(src, at)
	told := onlyErrors(append(diags, d...))
	if src.Campaign == nil {
		a.format = string(diag.Text)
		return a.report(told)
	}
	if err := status.Write(a.stdout, format, status.New(web, from), a.words, a.cellPainter()); err != nil {
		return words.Problem("status.writing", "cause", err)
	}
	if len(told) > 0 { // a file that cannot be read is missing from the table
		a.format = string(diag.Text)
		return a.report(told)
	}
	return nil
}

// sinceDay reads --since in the time zone of the campaign's first country; "" gives the zero time.
func sinceDay(c *source.Campaign, since string) (time.Time, error) {
	if since == "" {
		return time.Time{}, nil
	}
	d, ok := source.ParseDate(since)
	if !ok {
		return time.Time{}, misused("misuse.since", "since", strconv.Quote(since))
	}
	zone := time.UTC
	if c != nil && len(c.Countries) > 0 {
		zone = c.Countries[0].Zone
	}
	return d.In(zone), nil
}

// cellPainter colours what is to be done, on a terminal.
func (a *app) cellPainter() func(status.Cell, string) string {
	f, ok := a.stdout.(*os.File)
	if !ok || !term.IsTerminal(int(f.Fd())) || os.Getenv("NO_COLOR") != "" {
		return nil
	}
	red, faint := color.New(color.FgYellow), color.New(color.Faint)
	red.EnableColor()
	faint.EnableColor()
	return func(c status.Cell, s string) string {
		switch {
		case c.State == status.None:
			return faint.Sprint(s)
		case !c.Good():
			return red.Sprint(s)
		}
		return s
	}
}
