package main

import (
	"errors"
	"fmt"
	"os"

	"github.com/spf13/cobra"

	"tocsin"
	"tocsin/internal/diag"
	"tocsin/internal/site"
	"tocsin/internal/source"
	"tocsin/internal/translate"
)

func (a *app) translateCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "translate",
		Short: "Send texts to translators, take them back, and say what is right as it is",
		Args: func(_ *cobra.Command, args []string) error {
			return misuse{errors.New("say what to do: tocsin translate export --to fr, tocsin translate import FILE, tocsin translate accept KEY --to fr")}
		},
		RunE: func(*cobra.Command, []string) error { return nil },
	}
	cmd.AddCommand(a.acceptCommand())
	return cmd
}

func (a *app) acceptCommand() *cobra.Command {
	var choice translate.Choice
	var all bool
	cmd := &cobra.Command{
		Use:   "accept KEY… --to LANGUAGE",
		Short: "Say that renditions are right as they are",
		Long: "Accept writes into " + source.LockFile + " that the renditions say what their sources say now.\n" +
			"A key is a page's, such as learn/phishing, or a message's, such as messages/pause; learn/* and learn/** mean several.",
		Args: func(_ *cobra.Command, args []string) error {
			switch {
			case len(args) == 0 && !all:
				return misuse{errors.New("say which, such as in `tocsin translate accept learn/phishing --to fr`, or --all")}
			case len(args) > 0 && all:
				return misuse{errors.New("--all means every page and message; leave the keys out, or --all")}
			case len(choice.To) == 0 && !all:
				return misuse{errors.New("say which language is right with --to, such as --to fr")}
			}
			return nil
		},
		RunE: func(_ *cobra.Command, args []string) error {
			choice.Keys = args
			return a.accept(choice)
		},
	}
	cmd.Flags().StringSliceVar(&choice.To, "to", nil, "a language (fr) or locale (en-US); may be repeated")
	cmd.Flags().BoolVar(&all, "all", false, "every rendition; with --to those in that language")
	cmd.Flags().BoolVarP(&a.quiet, "quiet", "q", false, "print nothing but problems")
	return cmd
}

func (a *app) accept(choice translate.Choice) error {
	web, closer, err := a.resolve()
	if err != nil {
		return err
	}
	defer closer()
	changes, n, err := translate.Accept(web, choice)
	if err != nil {
		return misuse{err}
	}
	if n == 0 {
		return misuse{errors.New("there is no such rendition, so there is nothing to accept")}
	}
	if err := a.apply(changes); err != nil {
		return err
	}
	a.say("%s vouched for in %s", plural(n, "rendition", "renditions"), source.LockFile)
	return nil
}

// resolve reads the campaign for work on its translations. Files that cannot be read end it: what they say is not known.
func (a *app) resolve() (*site.Site, func() error, error) {
	fsys, closer, err := a.open()
	if err != nil {
		return nil, nil, err
	}
	src, diags := source.Load(fsys, tocsin.Files)
	at, err := a.moment(src.Campaign)
	if err != nil {
		return nil, nil, errors.Join(err, closer())
	}
	web, d := site.Resolve(src, at)
	a.format = string(diag.Text)
	if errs := onlyErrors(append(diags, d...)); len(errs) > 0 {
		return nil, nil, errors.Join(a.report(errs), closer())
	}
	return web, closer, nil
}

// apply writes changes into the campaign.
func (a *app) apply(changes *translate.Changes) error {
	root, err := os.OpenRoot(a.dir)
	if err != nil {
		return fmt.Errorf("opening the campaign: %w", err)
	}
	defer root.Close()
	return changes.Write(root)
}
