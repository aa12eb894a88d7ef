// Command tocsin turns a folder of bilingual Markdown into a site for each country and language.
//
// Everything that it says goes by two rules: what a program may read (diagnostics in a machine's form, lists, tables
// asked for) goes to stdout, all talk to stderr; and a line of talk says what to do next.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"

	"tocsin/internal/edit"
	"tocsin/internal/words"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	// Whoever reads what we say may go away. Without this the system would then end us in the middle of a work, or when it
	// is done and only to be told; so a write fails, and the exit code goes on telling of the work. It is caught and not
	// ignored: what is ignored stays so in the programs that we start.
	signal.Notify(make(chan os.Signal, 1), syscall.SIGPIPE)
	os.Exit(run(ctx, os.Args[1:], os.Stdout, os.Stderr))
}

// The exit codes.
const (
	exitOK      = 0
	exitProblem = 1 // at least one error was told
	exitMisuse  = 2 // the command line makes no sense
)

// errTold ends a command whose problems have been printed already.
var errTold = errors.New("told")

// misuse is an error of the command line.
type misuse struct{ error }

// misused makes one with a text of the catalogue.
func misused(key string, pairs ...any) error { return misuse{words.Problem(key, pairs...)} }

// language is the one place that says which language the tool speaks to whoever runs it.
func language() *words.Catalogue { return words.In("en") }

// run is main without the process: tests call it.
func run(ctx context.Context, args []string, stdout, stderr io.Writer) int {
	return runOn(ctx, edit.OpenDisk, args, stdout, stderr)
}

// runOn is run on another disk for the campaign's own files: tests have some that fail.
func runOn(ctx context.Context, disk openDisk, args []string, stdout, stderr io.Writer) int {
	root := newRoot(disk, stdout, stderr)
	root.SetArgs(args)
	root.SetOut(stdout)
	root.SetErr(stderr)
	err := root.ExecuteContext(ctx)
	var m misuse
	switch {
	case err == nil:
		return exitOK
	case errors.Is(err, errTold):
		return exitProblem
	case errors.Is(err, syscall.EPIPE): // whoever was to read it does not
		return exitProblem
	case errors.As(err, &m):
		fmt.Fprintf(stderr, "tocsin: %s\n", language().SayError(m.error))
		return exitMisuse
	}
	fmt.Fprintf(stderr, "tocsin: %s\n", language().SayError(err))
	return exitProblem
}
