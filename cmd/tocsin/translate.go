package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"tocsin"
	"tocsin/internal/diag"
	"tocsin/internal/edit"
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
	cmd.AddCommand(a.acceptCommand(), a.exportCommand(), a.importCommand())
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
			return a.editing(a.dir, source.Folders(), func(e *edit.Edit) error { return a.accept(e, choice) })
		},
	}
	cmd.Flags().StringSliceVar(&choice.To, "to", nil, "a language (fr) or locale (en-US); may be repeated")
	cmd.Flags().BoolVar(&all, "all", false, "every rendition; with --to those in that language")
	cmd.Flags().BoolVarP(&a.quiet, "quiet", "q", false, "print nothing but problems")
	return cmd
}

func (a *app) accept(e *edit.Edit, choice translate.Choice) error {
	web, closer, err := a.resolve()
	if err != nil {
		return err
	}
	defer closer()
	changes, n, err := translate.Accept(web, choice)
	if errors.As(err, new(edit.ChangedError)) {
		return a.plainly(a.dir, err)
	}
	if err != nil {
		return misuse{err}
	}
	if n == 0 {
		return misuse{errors.New("there is no such rendition, so there is nothing to accept")}
	}
	if err := a.apply(e, a.dir, "tocsin translate accept", changes); err != nil {
		return err
	}
	a.say("%s vouched for in %s", plural(n, "rendition", "renditions"), source.LockFile)
	return nil
}

func (a *app) exportCommand() *cobra.Command {
	var scope translate.Scope
	var to, version, out string
	cmd := &cobra.Command{
		Use:   "export [KEY…] --to LANGUAGE",
		Short: "Write XLIFF for translators",
		Long: "Export writes what is to be translated as XLIFF, with what is translated already, to stdout or into a file.\n" +
			"Without keys, --stale or --missing it writes every page and message.",
		Args: func(_ *cobra.Command, args []string) error {
			switch {
			case to == "":
				return misuse{errors.New("say which language with --to, such as --to fr")}
			case version != "2.1" && version != "1.2":
				return misuse{fmt.Errorf("--xliff %q is none of 2.1, 1.2", version)}
			}
			return nil
		},
		RunE: func(_ *cobra.Command, args []string) error {
			scope.To, scope.Keys = []string{to}, args
			return a.export(scope, version, out)
		},
	}
	cmd.Flags().StringVar(&to, "to", "", "the language (fr) or locale (en-US) to translate into")
	cmd.Flags().StringVar(&scope.From, "from", "", "only pages whose source is in this language")
	cmd.Flags().BoolVar(&scope.Stale, "stale", false, "only what is out of date")
	cmd.Flags().BoolVar(&scope.Missing, "missing", false, "only what nobody has translated yet")
	cmd.Flags().StringVar(&version, "xliff", "2.1", "the version: 2.1, or 1.2 for older tools")
	cmd.Flags().StringVarP(&out, "output", "o", "", "the file to write (stdout, if not given)")
	cmd.Flags().BoolVarP(&a.quiet, "quiet", "q", false, "print nothing but problems")
	return cmd
}

func (a *app) export(scope translate.Scope, version, out string) error {
	web, closer, err := a.resolve()
	if err != nil {
		return err
	}
	defer closer()
	text, told, err := translate.Export(web, scope, version)
	for _, line := range told {
		a.say("%s", line)
	}
	if translate.Nothing(err) {
		a.say("There is nothing to translate into %s: nothing was written.", scope.To[0])
		return nil
	}
	if err != nil {
		return misuse{err}
	}
	if out == "" || out == "-" {
		_, err := a.stdout.Write(text)
		return err
	}
	if err := edit.WriteFile(out, text); err != nil {
		return fmt.Errorf("writing the translators' file: %w", err)
	}
	a.say("%s is for the translator. When it is back: tocsin translate import %s", out, out)
	return nil
}

func (a *app) importCommand() *cobra.Command {
	var strict bool
	cmd := &cobra.Command{
		Use:   "import FILE…",
		Short: "Take translators' files in",
		Long: "Import writes the translators' words into the campaign and says in " + source.LockFile + " what they were made from.\n" +
			"It writes everything, or nothing if anything is wrong. - reads stdin.",
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				return misuse{errors.New("say which file: tocsin translate import fr.xlf")}
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error { return a.importFiles(cmd.InOrStdin(), args, strict) },
	}
	cmd.Flags().BoolVar(&strict, "strict", false, "take warnings for errors: nothing is written if anything is left out")
	cmd.Flags().BoolVarP(&a.quiet, "quiet", "q", false, "print nothing but problems")
	return cmd
}

func (a *app) importFiles(stdin io.Reader, names []string, strict bool) error {
	var files []translate.File
	for _, name := range names {
		text, err := readBounded(stdin, name)
		if err != nil {
			return fmt.Errorf("reading the translators' file: %w", err)
		}
		files = append(files, translate.File{Name: name, Text: text})
	}
	command := strings.Join(append([]string{"tocsin translate import"}, names...), " ")
	return a.editing(a.dir, source.Folders(), func(e *edit.Edit) error { return a.takeIn(e, command, files, strict) })
}

// takeIn writes what translators' files bring.
func (a *app) takeIn(e *edit.Edit, command string, files []translate.File, strict bool) error {
	web, closer, err := a.resolve()
	if err != nil {
		return err
	}
	defer closer()
	changes, done, diags := translate.Import(web, files)
	a.strict = strict
	if a.failed(diags) {
		err := a.report(diags)
		a.say("Nothing was written.")
		return err
	}
	if err := a.apply(e, a.dir, command, changes); err != nil {
		return err
	}
	if err := a.report(diags); err != nil {
		return err
	}
	a.sayDone(done)
	return nil
}

// readBounded reads a translators' file, or a little more than one may hold.
func readBounded(stdin io.Reader, name string) ([]byte, error) {
	if name == "-" {
		return io.ReadAll(io.LimitReader(stdin, translate.MaxFile+1))
	}
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return io.ReadAll(io.LimitReader(f, translate.MaxFile+1))
}

// sayDone tells what an import did, a rendition a line, and what is left to do.
func (a *app) sayDone(done []translate.Done) {
	written, open := 0, 0
	for _, d := range done {
		what := plural(d.Written, "segment", "segments") + " written"
		switch {
		case d.New:
			what = "new"
		case d.Written == 0 && d.Removed == 0 && d.Settled == 0 && d.Open == 0:
			continue
		}
		if d.Removed > 0 {
			what += ", " + plural(d.Removed, "segment", "segments") + " taken out"
		}
		if d.Open > 0 {
			what += ", " + plural(d.Open, "segment is", "segments are") + " still to be translated"
			open++
		}
		written++
		a.say("%s: %s", d.Path, what)
	}
	if written == 0 {
		a.say("The files bring nothing new.")
	}
	if open > 0 {
		a.say("%s still stale; `tocsin check` tells why.", plural(open, "rendition is", "renditions are"))
	}
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
	// A page that a language lacks is what one comes here for, the home page of a new language first of all.
	d = slices.DeleteFunc(d, func(d diag.Diagnostic) bool { return d.Rule == "missing-rendition" })
	if errs := onlyErrors(append(diags, d...)); len(errs) > 0 {
		return nil, nil, errors.Join(a.report(errs), closer())
	}
	return web, closer, nil
}
