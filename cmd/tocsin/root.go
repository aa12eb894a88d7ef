package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/fatih/color"
	"github.com/spf13/cobra"
	"golang.org/x/term"

	"tocsin/internal/diag"
	"tocsin/internal/pdf"
	"tocsin/internal/profile"
	"tocsin/internal/record"
	"tocsin/internal/signature"
	"tocsin/internal/source"
	"tocsin/internal/words"
)

// app is what every command shares: where the campaign is, and how to speak.
type app struct {
	stdout, stderr io.Writer
	disk           openDisk
	dir, out       string
	at             string
	format         string
	strict, quiet  bool
	precompress    bool
	browser        string       // --browser
	printer        *pdf.Printer // of a build with PDFs; nil for none
	browserPath    string       // its browser
	words          *words.Catalogue
	watch          bool              // the build is of the whole site, so it leaves a record
	force          bool              // it takes nothing from the build before
	profile        *profile.Profile  // of --profile; nil for none
	editions       []string          // the build makes these alone; nil for all, and for what names all
	last           *record.Record    // of the build before; nil where there is none, and with --force
	sign           string            // --sign
	signer         *signature.Signer // of a build that is signed; nil for none
}

func newRoot(disk openDisk, stdout, stderr io.Writer) *cobra.Command {
	a := &app{stdout: stdout, stderr: stderr, words: language(), disk: disk}
	root := &cobra.Command{
		Use:           "tocsin",
		Short:         a.words.T("command.root.short"),
		Long:          a.words.T("command.root.long"),
		SilenceErrors: true,
		SilenceUsage:  true,
		Args:          cobra.ArbitraryArgs,
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) > 0 {
				return misused("misuse.command", "command", strconv.Quote(args[0]), "near", suggest(cmd, args[0]))
			}
			return cmd.Help()
		},
	}
	root.SetFlagErrorFunc(func(cmd *cobra.Command, err error) error {
		return misused("misuse.flag", "cause", err, "command", cmd.CommandPath())
	})
	root.PersistentFlags().StringVar(&a.dir, "dir", ".", a.words.T("command.dir"))
	root.AddCommand(a.buildCommand(), a.checkCommand(), a.explainCommand(), a.hostingCommand(), a.initCommand(), a.newCommand(), a.nextCommand(), a.partsCommand(), a.repairCommand(), a.rulesCommand(), a.translateCommand(), a.serveCommand(), a.statusCommand(), a.verifyCommand(), a.versionCommand())
	root.InitDefaultCompletionCmd()
	for _, c := range root.Commands() {
		if c.Name() == "completion" {
			c.Short = a.words.T("command.completion.short")
			c.Args = func(_ *cobra.Command, args []string) error {
				if len(args) > 0 {
					return misused("misuse.shell", "shell", strconv.Quote(args[0]))
				}
				return nil
			}
			c.RunE = func(cmd *cobra.Command, _ []string) error { return cmd.Help() }
			for _, shell := range c.Commands() {
				shell.Args = noArgs
			}
		}
	}
	return root
}

func suggest(cmd *cobra.Command, word string) string {
	var names []string
	for _, c := range cmd.Commands() {
		names = append(names, c.Name())
	}
	return diag.Suggest(word, names)
}

// siteFlags adds the flags of the commands that resolve a site.
func (a *app) siteFlags(cmd *cobra.Command) {
	cmd.Flags().StringVar(&a.at, "at", "", a.words.T("command.at"))
	cmd.Flags().StringVar(&a.format, "format", string(diag.Text), a.words.T("command.format", "all", strings.Join(diag.Formats, ", ")))
	cmd.Flags().BoolVar(&a.strict, "strict", false, a.words.T("command.strict"))
	cmd.Flags().BoolVarP(&a.quiet, "quiet", "q", false, a.words.T("command.quiet"))
}

// noArgs refuses arguments as misuse.
func noArgs(cmd *cobra.Command, args []string) error {
	if len(args) > 0 {
		return misused("misuse.arguments", "command", cmd.CommandPath())
	}
	return nil
}

// mustBeFolder refuses a campaign's folder that is none.
func (a *app) mustBeFolder(dir string) error {
	info, err := os.Stat(dir)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return misused("misuse.dir", "dir", dir)
	case err != nil:
		return words.Problem("campaign.opening", "cause", err)
	case !info.IsDir():
		return misused("misuse.dir.file", "dir", dir)
	}
	return nil
}

// open opens the campaign's folder so that no path leaves it.
func (a *app) open() (fs.FS, func() error, error) {
	if err := a.mustBeFolder(a.dir); err != nil {
		return nil, nil, err
	}
	root, err := os.OpenRoot(a.dir)
	if err != nil {
		return nil, nil, words.Problem("campaign.opening", "cause", err)
	}
	return root.FS(), root.Close, nil
}

// moment reads --at. A time with no zone is that of the campaign's first country.
func (a *app) moment(c *source.Campaign) (time.Time, error) {
	zone := time.UTC
	if c != nil && len(c.Countries) > 0 {
		zone = c.Countries[0].Zone
	}
	return a.momentIn(zone)
}

func (a *app) momentIn(zone *time.Location) (time.Time, error) {
	if a.at == "" {
		return time.Now(), nil
	}
	d, ok := source.ParseDate(a.at)
	if !ok {
		return time.Time{}, misused("misuse.at", "at", strconv.Quote(a.at))
	}
	return d.In(zone), nil
}

func (a *app) checkFormat() error {
	if !slices.Contains(diag.Formats, a.format) {
		return misused("misuse.format", "format", strconv.Quote(a.format), "all", strings.Join(diag.Formats, ", "))
	}
	return nil
}

// report prints the diagnostics: text on stderr, other forms on stdout. It returns errTold if one is an error.
func (a *app) report(l diag.List) error {
	if a.strict {
		l = l.Strict()
	}
	w := a.stdout
	if a.format == string(diag.Text) {
		w = a.stderr
	}
	if err := (diag.Printer{Format: diag.Format(a.format), Words: words.In("en"), Paint: a.painter(), Read: a.read}).Write(w, l); err != nil {
		return err
	}
	if n, _ := l.Count(); n > 0 {
		return errTold
	}
	return nil
}

// read returns a file of the campaign, a slash-separated path, as it is.
func (a *app) read(file string) ([]byte, error) {
	root, err := os.OpenRoot(a.dir)
	if err != nil {
		return nil, err
	}
	defer root.Close()
	return root.ReadFile(filepath.FromSlash(file))
}

// painter colours the severities on a terminal, unless NO_COLOR is set (https://no-color.org).
func (a *app) painter() func(diag.Severity, string) string {
	if !a.terminal() || os.Getenv("NO_COLOR") != "" {
		return nil
	}
	red, yellow := color.New(color.FgRed, color.Bold), color.New(color.FgYellow, color.Bold)
	red.EnableColor()
	yellow.EnableColor()
	return func(s diag.Severity, word string) string {
		if s == diag.Error {
			return red.Sprint(word)
		}
		return yellow.Sprint(word)
	}
}

// terminal reports whether talk goes to a terminal.
func (a *app) terminal() bool {
	f, ok := a.stderr.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}

// output is the output folder: --out, or public/ in the campaign.
func (a *app) output() string {
	if a.out != "" {
		return a.out
	}
	return filepath.Join(a.dir, "public")
}

// say tells a text of the catalogue, unless talk is not wanted. Pairs fill its holes.
func (a *app) say(key string, pairs ...any) { a.tell(a.words.T(key, pairs...)) }

// tell tells a text that is made already, unless talk is not wanted.
func (a *app) tell(text string) {
	if !a.quiet {
		fmt.Fprintln(a.stderr, text)
	}
}
