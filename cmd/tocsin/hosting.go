package main

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"tocsin/internal/diag"
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
		Use:   "hosting " + strings.Join(names, "|"),
		Short: "Print what to set up in a web server",
		Long: "Hosting prints the part of a web server's configuration that the site needs: headers, old addresses, and the page for\n" +
			"what is not found in each edition. It is printed, and not written into the site, because a server's configuration is\n" +
			"nothing that its visitors should be able to read. docs/hosting.md says where it goes.",
		Example:   "  tocsin hosting nginx > /etc/nginx/snippets/october.conf",
		ValidArgs: names,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 1 || !slices.Contains(names, args[0]) {
				return misuse{fmt.Errorf("name one server: %s; docs/hosting.md has the hosts that need none of this", strings.Join(names, ", "))}
			}
			return nil
		},
		RunE: func(_ *cobra.Command, args []string) error { return a.hosting(args[0], edition) },
	}
	cmd.Flags().StringVar(&a.at, "at", "", "for the site of this moment, such as 2026-10-05 (now, if not given)")
	cmd.Flags().StringVar(&edition, "edition", "", "for an edition that has a host of its own, such as ca/fr")
	cmd.Flags().BoolVar(&a.precompress, "precompress", false, "for a site that was built with --precompress")
	return cmd
}

// hosting prints one server's snippet for one of the campaign's hosts.
func (a *app) hosting(server, edition string) error {
	a.format = string(diag.Text)
	c, err := a.prepare()
	if err != nil {
		return err
	}
	defer c.close()
	if errs := onlyErrors(c.diags); len(errs) > 0 {
		return a.report(errs)
	}
	var own *site.Edition
	if edition != "" {
		i := slices.IndexFunc(c.web.Editions, func(e *site.Edition) bool { return e.OwnHost && (e.Code == edition || e.Folder == edition) })
		if i < 0 {
			return misuse{fmt.Errorf("--edition %q is no edition with a host of its own (a base_url in campaign.yaml)", edition)}
		}
		own = c.web.Editions[i]
	}
	s := render.HostOf(c.plan, own)
	s.Gzip = a.precompress
	if !s.Writable() {
		return misuse{fmt.Errorf("the site's address %s has characters that mean something else to a server; it takes letters, digits and - . _ ~", s.Root)}
	}
	i := slices.IndexFunc(host.Servers(), func(h host.Server) bool { return h.Name == server })
	_, err = io.WriteString(a.stdout, host.Servers()[i].Write(s))
	return err
}
