package main

import (
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"tocsin/internal/host"
	"tocsin/internal/render"
	"tocsin/internal/site"
)

func (a *app) hostingCommand() *cobra.Command {
	var edition string
	var names []string
	for _, s := range host.Servers() {
		names = append(names, s.Name)
	}
	cmd := &cobra.Command{
		Use:       "hosting " + strings.Join(names, "|"),
		Short:     a.words.T("command.hosting.short"),
		Long:      a.words.T("command.hosting.long"),
		Example:   "  tocsin hosting nginx > /etc/nginx/snippets/october.conf",
		ValidArgs: names,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 1 || !slices.Contains(names, args[0]) {
				return misused("misuse.server", "all", strings.Join(names, ", "))
			}
			return nil
		},
		RunE: func(_ *cobra.Command, args []string) error { return a.hosting(args[0], edition) },
	}
	cmd.Flags().StringVar(&a.at, "at", "", a.words.T("command.hosting.at"))
	cmd.Flags().StringVar(&edition, "edition", "", a.words.T("command.hosting.edition"))
	cmd.Flags().BoolVar(&a.precompress, "precompress", false, a.words.T("command.hosting.precompress"))
	return cmd
}

// hosting prints one server's snippet for one of the campaign's hosts.
func (a *app) hosting(server, edition string) error {
	c, err := a.sound()
	if err != nil {
		return err
	}
	defer c.close()
	var own *site.Edition
	if edition != "" {
		i := slices.IndexFunc(c.web.Editions, func(e *site.Edition) bool { return e.OwnHost && (e.Code == edition || e.Folder == edition) })
		if i < 0 {
			return misused("misuse.edition.host", "edition", strconv.Quote(edition))
		}
		own = c.web.Editions[i]
	}
	s := render.HostOf(c.plan, own)
	s.Gzip = a.precompress
	if !s.Writable() {
		return misused("misuse.address", "address", s.Root)
	}
	i := slices.IndexFunc(host.Servers(), func(h host.Server) bool { return h.Name == server })
	_, err = io.WriteString(a.stdout, host.Servers()[i].Write(s))
	return err
}
