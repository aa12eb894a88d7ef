package main

import (
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"tocsin/internal/part"
)

func (a *app) partsCommand() *cobra.Command {
	var format string
	var n int
	cmd := &cobra.Command{
		Use:     "parts",
		Short:   a.words.T("command.parts.short"),
		Long:    a.words.T("command.parts.long"),
		Example: "  tocsin parts -n 8 --format github > .github/workflows/site.yml",
		Args:    noArgs,
		RunE:    func(*cobra.Command, []string) error { return a.parts(format, n) },
	}
	cmd.Flags().StringVar(&a.at, "at", "", a.words.T("command.parts.at"))
	cmd.Flags().StringVar(&format, "format", part.Formats()[0], a.words.T("command.parts.format"))
	cmd.Flags().IntVarP(&n, "number", "n", 4, a.words.T("command.parts.number"))
	return cmd
}

// parts prints how a site is divided among machines.
func (a *app) parts(format string, n int) error {
	if !slices.Contains(part.Formats(), format) {
		return misused("misuse.format", "format", strconv.Quote(format), "all", strings.Join(part.Formats(), ", "))
	}
	if n < 1 {
		return misused("misuse.parts", "number", n)
	}
	c, err := a.sound()
	if err != nil {
		return err
	}
	defer c.close()
	text, err := part.Write(format, part.Balance(c.plan, n), c.web.At)
	if err != nil {
		return err
	}
	_, err = io.WriteString(a.stdout, text)
	return err
}
