package main

import (
	"errors"
	"io"
	"os"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"tocsin"
	"tocsin/internal/diag"
	"tocsin/internal/edit"
	"tocsin/internal/site"
	"tocsin/internal/source"
	"tocsin/internal/translate"
	"tocsin/internal/words"
)

func (a *app) translateCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "translate",
		Short: a.words.T("command.translate.short"),
		Args: func(_ *cobra.Command, args []string) error {
			return misused("misuse.translate")
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
		Use:   "accept " + a.words.T("command.accept.arguments"),
		Short: a.words.T("command.accept.short"),
		Long:  a.words.T("command.accept.long", "lock", source.LockFile),
		Args: func(_ *cobra.Command, args []string) error {
			switch {
			case len(args) == 0 && !all:
				return misused("misuse.accept.which")
			case len(args) > 0 && all:
				return misused("misuse.accept.all")
			case len(choice.To) == 0 && !all:
				return misused("misuse.accept.to")
			}
			return nil
		},
		RunE: func(_ *cobra.Command, args []string) error {
			choice.Keys = args
			return a.editing(a.dir, source.Folders(), func(e *edit.Edit) error { return a.accept(e, choice) })
		},
	}
	cmd.Flags().StringSliceVar(&choice.To, "to", nil, a.words.T("command.accept.to"))
	cmd.Flags().BoolVar(&all, "all", false, a.words.T("command.accept.all"))
	cmd.Flags().BoolVarP(&a.quiet, "quiet", "q", false, a.words.T("command.translate.quiet"))
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
		return misused("misuse.accept.none")
	}
	if err := a.apply(e, a.dir, "tocsin translate accept", changes); err != nil {
		return err
	}
	a.tell(a.words.N("accept.done", n, "lock", source.LockFile))
	return nil
}

func (a *app) exportCommand() *cobra.Command {
	var scope translate.Scope
	var to, version, out string
	cmd := &cobra.Command{
		Use:   "export " + a.words.T("command.export.arguments"),
		Short: a.words.T("command.export.short"),
		Long:  a.words.T("command.export.long"),
		Args: func(_ *cobra.Command, args []string) error {
			switch {
			case to == "":
				return misused("misuse.export.to")
			case version != "2.1" && version != "1.2":
				return misused("misuse.xliff", "version", strconv.Quote(version))
			}
			return nil
		},
		RunE: func(_ *cobra.Command, args []string) error {
			scope.To, scope.Keys = []string{to}, args
			return a.export(scope, version, out)
		},
	}
	cmd.Flags().StringVar(&to, "to", "", a.words.T("command.export.to"))
	cmd.Flags().StringVar(&scope.From, "from", "", a.words.T("command.export.from"))
	cmd.Flags().BoolVar(&scope.Stale, "stale", false, a.words.T("command.export.stale"))
	cmd.Flags().BoolVar(&scope.Missing, "missing", false, a.words.T("command.export.missing"))
	cmd.Flags().StringVar(&version, "xliff", "2.1", a.words.T("command.export.xliff"))
	cmd.Flags().StringVarP(&out, "output", "o", "", a.words.T("command.export.output"))
	cmd.Flags().BoolVarP(&a.quiet, "quiet", "q", false, a.words.T("command.translate.quiet"))
	return cmd
}

func (a *app) export(scope translate.Scope, version, out string) error {
	web, closer, err := a.resolve()
	if err != nil {
		return err
	}
	defer closer()
	text, told, err := translate.Export(web, a.words, scope, version)
	for _, line := range told {
		a.tell(line)
	}
	if translate.Nothing(err) {
		a.say("export.nothing", "to", scope.To[0])
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
		return words.Problem("export.writing", "cause", err)
	}
	a.say("export.done", "file", out)
	return nil
}

func (a *app) importCommand() *cobra.Command {
	var strict bool
	cmd := &cobra.Command{
		Use:   "import " + a.words.T("command.import.arguments"),
		Short: a.words.T("command.import.short"),
		Long:  a.words.T("command.import.long", "lock", source.LockFile),
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				return misused("misuse.import")
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error { return a.importFiles(cmd.InOrStdin(), args, strict) },
	}
	cmd.Flags().BoolVar(&strict, "strict", false, a.words.T("command.import.strict"))
	cmd.Flags().BoolVarP(&a.quiet, "quiet", "q", false, a.words.T("command.translate.quiet"))
	return cmd
}

func (a *app) importFiles(stdin io.Reader, names []string, strict bool) error {
	var files []translate.File
	for _, name := range names {
		text, err := readBounded(stdin, name)
		if err != nil {
			return words.Problem("import.reading", "cause", err)
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
		a.say("import.nothing")
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
		what := a.words.N("import.written", d.Written)
		switch {
		case d.New:
			what = a.words.T("import.new")
		case d.Written == 0 && d.Removed == 0 && d.Settled == 0 && d.Open == 0:
			continue
		}
		if d.Removed > 0 {
			what = a.words.N("import.removed", d.Removed, "so-far", what)
		}
		if d.Open > 0 {
			what = a.words.N("import.open", d.Open, "so-far", what)
			open++
		}
		written++
		a.say("import.done", "file", d.Path, "what", what)
	}
	if written == 0 {
		a.say("import.same")
	}
	if open > 0 {
		a.tell(a.words.N("import.stale", open))
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
