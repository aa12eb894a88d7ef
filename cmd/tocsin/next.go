package main

import (
	"encoding/json"
	"fmt"
	"io"
	"runtime/debug"
	"strconv"
	"time"

	"github.com/spf13/cobra"

	"tocsin"
	"tocsin/internal/diag"
	"tocsin/internal/site"
	"tocsin/internal/source"
)

func (a *app) nextCommand() *cobra.Command {
	var format string
	var limit int
	cmd := &cobra.Command{
		Use:   "next",
		Short: a.words.T("command.next.short"),
		Args:  noArgs,
		RunE:  func(*cobra.Command, []string) error { return a.next(format, limit) },
	}
	cmd.Flags().StringVar(&a.at, "at", "", a.words.T("command.next.at"))
	cmd.Flags().StringVar(&format, "format", "text", a.words.T("command.next.format"))
	cmd.Flags().IntVar(&limit, "limit", 20, a.words.T("command.next.limit"))
	return cmd
}

func (a *app) next(format string, limit int) error {
	write, ok := map[string]func(io.Writer, []site.Moment) error{"text": a.nextText, "json": nextJSON, "cron": nextCron}[format]
	if !ok {
		return misused("misuse.format", "format", strconv.Quote(format), "all", "text, json, cron")
	}
	if limit < 0 {
		return misused("misuse.limit", "limit", limit)
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
	web, d := site.Resolve(src, at)
	if errs := onlyErrors(append(diags, d...)); len(errs) > 0 {
		a.format = string(diag.Text)
		return a.report(errs)
	}
	moments := web.Moments
	if limit > 0 && len(moments) > limit {
		moments = moments[:limit]
	}
	return write(a.stdout, moments)
}

func onlyErrors(l diag.List) (out diag.List) {
	for _, d := range l {
		if d.Severity == diag.Error {
			out = append(out, d)
		}
	}
	return out
}

func (a *app) nextText(w io.Writer, moments []site.Moment) error {
	if len(moments) == 0 {
		_, err := fmt.Fprintln(w, a.words.T("next.nothing"))
		return err
	}
	for _, m := range moments {
		if _, err := fmt.Fprintf(w, "%s  %-7s  %s\n", m.At.Format("2006-01-02 15:04 MST"), m.What, m.File); err != nil {
			return err
		}
	}
	return nil
}

func nextJSON(w io.Writer, moments []site.Moment) error {
	type moment struct {
		At   string `json:"at"`
		What string `json:"what"`
		Page string `json:"page"`
		File string `json:"file"`
	}
	out := make([]moment, 0, len(moments))
	for _, m := range moments {
		out = append(out, moment{m.At.Format(time.RFC3339), m.What, m.Page, m.File})
	}
	e := json.NewEncoder(w)
	e.SetIndent("", "  ")
	return e.Encode(out)
}

// nextCron prints a crontab line for each moment, in UTC, which a crontab is told with CRON_TZ.
func nextCron(w io.Writer, moments []site.Moment) error {
	if _, err := fmt.Fprintln(w, "CRON_TZ=UTC"); err != nil {
		return err
	}
	last := time.Time{}
	for _, m := range moments {
		// cron counts in minutes: a moment within one is built at the next.
		at := m.At.UTC().Add(time.Minute - 1).Truncate(time.Minute)
		if at.Equal(last) {
			continue
		}
		last = at
		if _, err := fmt.Fprintf(w, "%d %d %d %d * tocsin build\n", at.Minute(), at.Hour(), at.Day(), at.Month()); err != nil {
			return err
		}
	}
	return nil
}

func (a *app) versionCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "version",
		Short: a.words.T("command.version.short"),
		Args:  noArgs,
		RunE: func(*cobra.Command, []string) error {
			_, err := fmt.Fprintln(a.stdout, "tocsin", version())
			return err
		},
	}
}

// version is what the Go toolchain stamped into the binary: a module's version, or the revision that it was built from.
func version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "(unknown)"
	}
	v := info.Main.Version
	if v == "" || v == "(devel)" {
		v = "devel"
		for _, s := range info.Settings {
			if s.Key == "vcs.revision" && len(s.Value) >= 12 {
				v += "-" + s.Value[:12]
			}
		}
	}
	return v + " " + info.GoVersion
}
