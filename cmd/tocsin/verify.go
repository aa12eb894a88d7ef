package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"tocsin"
	"tocsin/internal/diag"
	"tocsin/internal/evidence"
	"tocsin/internal/manifest"
	"tocsin/internal/plan"
	"tocsin/internal/record"
	"tocsin/internal/render"
	"tocsin/internal/signature"
	"tocsin/internal/site"
	"tocsin/internal/source"
	"tocsin/internal/words"
)

// verifyFlags are the flags of verify.
type verifyFlags struct{ signers, since, ca string }

func (a *app) verifyCommand() *cobra.Command {
	var f verifyFlags
	cmd := &cobra.Command{
		Use:   "verify " + a.words.T("command.verify.arguments"),
		Short: a.words.T("command.verify.short"),
		Long:  a.words.T("command.verify.long"),
		RunE: func(cmd *cobra.Command, args []string) error {
			a.format = string(diag.Text)
			switch {
			case len(args) > 1:
				return misused("misuse.verify")
			case len(args) == 1:
				return a.verifyAddress(cmd.Context(), args[0], f)
			case f.ca != "":
				return misused("misuse.verify.ca")
			}
			return a.verifyFolder(f)
		},
	}
	flags := cmd.Flags()
	flags.StringVar(&a.out, "out", "", a.words.T("command.verify.out"))
	flags.StringVar(&f.signers, "signers", "", a.words.T("command.verify.signers"))
	flags.StringVar(&f.since, "since", "", a.words.T("command.verify.since"))
	flags.StringVar(&f.ca, "ca", "", a.words.T("command.verify.ca"))
	flags.StringVar(&a.at, "at", "", a.words.T("command.verify.at"))
	flags.BoolVarP(&a.quiet, "quiet", "q", false, a.words.T("command.quiet"))
	return cmd
}

// verifyFolder holds the site in a folder against its manifest, and against the campaign if there is one.
func (a *app) verifyFolder(f verifyFlags) error {
	if l := a.unfinished(); len(l) > 0 { // what was built may be of neither state
		return a.report(l)
	}
	web, err := evidence.Open(a.output())
	if err != nil {
		return err
	}
	if err := a.vouched(f, web.Manifest, web.List, web.Signature); err != nil {
		return err
	}
	problems, err := web.Check()
	if err != nil {
		return err
	}
	traces, err := a.traces(web)
	if err != nil {
		return err
	}
	if problems = append(problems, traces...); len(problems) > 0 {
		return a.printProblems(problems)
	}
	a.say("verify.good")
	return nil
}

func (a *app) printProblems(list []evidence.Problem) error {
	for _, p := range list {
		if _, err := fmt.Fprintln(a.stdout, p.Say(a.words)); err != nil {
			return err
		}
	}
	return errTold
}

// vouched checks who signed a manifest and of when it is, before anything that it says is believed.
func (a *app) vouched(f verifyFlags, m *manifest.Manifest, list, signed []byte) error {
	if err := a.signedBy(f.signers, m, list, signed); err != nil {
		return err
	}
	if f.since == "" {
		return nil
	}
	d, ok := source.ParseDate(f.since)
	if !ok {
		return misused("misuse.verify.since", "since", strconv.Quote(f.since))
	}
	switch since := d.In(time.UTC); {
	case m.At.IsZero():
		return words.Problem("verify.undated")
	case m.At.Before(since):
		return words.Problem("verify.old", "at", m.At.UTC().Format(time.RFC3339), "since", since.UTC().Format(time.RFC3339))
	}
	return nil
}

func (a *app) signedBy(signers string, m *manifest.Manifest, list, signed []byte) error {
	switch {
	case signers == "" && signed != nil:
		a.say("verify.unchecked", "signature", manifest.Signature)
		return nil
	case signers == "":
		return nil
	}
	text, err := os.ReadFile(signers)
	if err != nil {
		return misused("misuse.verify.signers", "cause", err)
	}
	allowed, err := signature.ReadAllowed(signers, text)
	if err != nil {
		return err
	}
	if signed == nil {
		return words.Problem("verify.unsigned", "signature", manifest.Signature)
	}
	at := m.At
	if at.IsZero() { // signed by hand: it says nothing of when
		at = time.Now()
	}
	who, err := allowed.Check(list, signed, at)
	if err != nil {
		return err
	}
	when := ""
	if !m.At.IsZero() {
		when = m.At.UTC().Format(time.RFC3339)
	}
	a.say("verify.signed", "who", who.Principals, "key", who.Fingerprint, "at", when)
	return nil
}

// traces looks in a site for what its campaign has not released, if the campaign is there and is the one that the site was
// made of: its released input, at the moment of the build, has the digest that the manifest tells.
func (a *app) traces(web *evidence.Site) ([]evidence.Problem, error) {
	if _, err := os.Stat(filepath.Join(a.dir, source.ConfigFile)); err != nil || web.Manifest.Input == "" {
		return nil, nil
	}
	fsys, closer, err := a.open()
	if err != nil {
		return nil, err
	}
	defer closer()
	src, _ := source.Load(fsys, tocsin.Files)
	moments, err := a.builtAt(src, web.Manifest)
	if err != nil {
		return nil, err
	}
	for _, at := range moments {
		resolved, _ := site.Resolve(src, at)
		p, _ := plan.New(resolved, render.Files(), plan.Options{})
		list, err := p.Inputs()
		if err != nil {
			return nil, err
		}
		if plan.Digest(list) != web.Manifest.Input {
			continue
		}
		u, err := evidence.Withheld(p, list, tocsin.Files)
		if err != nil {
			return nil, err
		}
		traces, err := web.Traces(u)
		return append(web.Unmade(p), traces...), err
	}
	a.say("verify.other-campaign", "dir", a.dir)
	return nil, nil
}

// builtAt lists the moments for which a site may have been built: the one that is given, or what the manifest or the
// record of the last build says, or now.
func (a *app) builtAt(src *source.Source, m *manifest.Manifest) ([]time.Time, error) {
	if a.at != "" {
		at, err := a.moment(src.Campaign)
		return []time.Time{at}, err
	}
	var out []time.Time
	if !m.At.IsZero() {
		out = append(out, m.At)
	} else if r := record.Load(a.dir); r != nil {
		out = append(out, r.From)
	}
	return append(out, time.Now()), nil
}

// verifyAddress holds a published site against its manifest, file by file as a reader's browser would get it.
func (a *app) verifyAddress(ctx context.Context, address string, f verifyFlags) error {
	if a.out != "" {
		return misused("misuse.verify.both")
	}
	var certificates []byte
	if f.ca != "" {
		var err error
		if certificates, err = os.ReadFile(f.ca); err != nil {
			return misused("misuse.verify.file", "cause", err)
		}
	}
	server, err := evidence.NewServer(address, certificates, evidence.Limits{})
	if err != nil {
		return misuse{err}
	}
	web, err := server.Open(ctx)
	if err != nil {
		return err
	}
	if err := a.vouched(f, web.Manifest, web.List, web.Signature); err != nil {
		return err
	}
	var notes *evidence.Notes
	if cache, err := os.UserCacheDir(); err == nil {
		notes = evidence.OpenNotes(filepath.Join(cache, "tocsin", "verify"), server.Address(), web.List, time.Now())
	}
	bar := a.bar("verify.progress", len(web.Manifest.Files))
	rep, err := server.Check(ctx, web, notes, bar.step)
	bar.end()
	if told := a.printReport(server.Address(), len(web.Manifest.Files), rep, err != nil); err == nil {
		return told
	}
	return err
}

// printReport tells what was found on a server. A check that was not ended has no sum.
func (a *app) printReport(address string, files int, rep evidence.Report, partly bool) error {
	if len(rep.Unserved) > 0 {
		a.say("verify.unserved", "files", strings.Join(rep.Unserved, ", "))
	}
	if rep.Before > 0 && !partly {
		a.tell(a.words.N("verify.before", rep.Before))
	}
	if len(rep.Problems) > 0 {
		err := a.printProblems(rep.Problems)
		a.say("verify.some", "address", address, "wrong", a.words.Number(len(rep.Problems)), "files", a.words.Number(files))
		return err
	}
	if !partly {
		a.say("verify.served", "address", address, "files", a.words.Number(rep.Same), "size", a.words.Number(int((rep.Bytes+500_000)/1_000_000)))
	}
	return nil
}
