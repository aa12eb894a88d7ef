package main

import (
	"context"
	"errors"
	"iter"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"tocsin"
	"tocsin/internal/cache"
	"tocsin/internal/check"
	"tocsin/internal/diag"
	"tocsin/internal/manifest"
	"tocsin/internal/memory"
	"tocsin/internal/plan"
	"tocsin/internal/publish"
	"tocsin/internal/record"
	"tocsin/internal/render"
	"tocsin/internal/site"
	"tocsin/internal/source"
)

func (a *app) buildCommand() *cobra.Command {
	var editions []string
	var dry, pdfs bool
	cmd := &cobra.Command{
		Use:   "build",
		Short: a.words.T("command.build.short"),
		Long:  a.words.T("command.build.long"),
		Args:  noArgs,
		RunE: func(cmd *cobra.Command, _ []string) (err error) {
			if pdfs {
				if a.printer, err = a.findBrowser(cmd.Context()); err != nil {
					return err
				}
				defer a.printer.Close()
			}
			if whole := len(editions) == 0 && !dry; whole {
				a.watch = true
				if !a.force {
					a.profile.Stage("record")
					if done, err := a.again(); done {
						return err
					}
				}
			}
			if a.sign != "" && !dry {
				if err := a.openSigner(cmd.Context(), editions); err != nil {
					return err
				}
				defer a.signer.Close()
			}
			return a.build(cmd.Context(), editions, dry)
		},
	}
	a.siteFlags(cmd)
	cmd.Flags().StringVar(&a.out, "out", "", a.words.T("command.build.out"))
	cmd.Flags().StringArrayVar(&editions, "edition", nil, a.words.T("command.build.edition"))
	cmd.Flags().BoolVar(&a.precompress, "precompress", false, a.words.T("command.build.precompress"))
	cmd.Flags().BoolVar(&pdfs, "pdf", false, a.words.T("command.build.pdf"))
	cmd.Flags().StringVar(&a.browser, "browser", "", a.words.T("command.build.browser"))
	cmd.Flags().StringVar(&a.sign, "sign", "", a.words.T("command.build.sign"))
	cmd.Flags().BoolVar(&a.force, "force", false, a.words.T("command.build.force"))
	cmd.Flags().BoolVar(&dry, "dry-run", false, a.words.T("command.build.dry-run"))
	a.profileFlag(cmd)
	return cmd
}

func (a *app) checkCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "check",
		Short: a.words.T("command.check.short"),
		Args:  noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			b, err := a.prepare()
			if err != nil {
				return err
			}
			defer b.close()
			a.profile.Stage("render")
			diags, err := b.everything(cmd.Context())
			if err != nil {
				return err
			}
			if err := a.report(diags); err != nil {
				a.tally("tally", diags)
				return err
			}
			a.tell(b.summary(a.words, diags))
			return nil
		},
	}
	a.siteFlags(cmd)
	a.profileFlag(cmd)
	return cmd
}

// chain is the program's one line of values, for one campaign at one moment.
type chain struct {
	src   *source.Source
	web   *site.Site
	plan  *plan.Plan
	rend  *render.Renderer
	diags diag.List
	read  *record.Watcher // what was read of the campaign
	start time.Time
	close func() error

	remember func(name string) *memory.Share // opens a share of the campaign's memory
}

// prepare goes from the files to everything but the bytes: Source → Site → Plan.
func (a *app) prepare() (*chain, error) {
	if len(a.editions) > 0 {
		collectEarly()
	} else {
		collectLate()
	}
	start := time.Now()
	if err := a.checkFormat(); err != nil {
		return nil, err
	}
	fsys, closer, err := a.open()
	if err != nil {
		return nil, err
	}
	read := record.WatchDir(a.dir, fsys)
	kept := a.remember(memory.Documents)
	a.profile.Stage("source")
	src, diags := source.Recall(read, tocsin.Files, kept, a.editions)
	kept.Save()
	at, err := a.moment(src.Campaign)
	if err != nil {
		return nil, errors.Join(err, closer())
	}
	a.profile.Stage("site")
	web, d := site.Resolve(src, at)
	diags = append(diags, d...)
	a.profile.Stage("plan")
	p, d := plan.New(web, render.Files(), plan.Options{Precompress: a.precompress, PDF: a.printer != nil})
	diags = append(diags, d...)
	options := a.printing()
	options.Cache = cache.Open(a.dir)
	a.profile.Stage("templates")
	rend, d := render.New(p, nil, options)
	diags = append(diags, d...)
	a.profile.Stage("check")
	diags = append(diags, check.Run(web, p)...)
	return &chain{src, web, p, rend, check.Silence(diags, web), read, start, func() error { return errors.Join(options.Cache.Close(), kept.Close(), closer()) }, a.remember}, nil
}

// sound prepares for a command that prints what follows from a campaign's plan: one with errors has none to print, so they
// are told.
func (a *app) sound() (*chain, error) {
	a.format = string(diag.Text)
	c, err := a.prepare()
	if err != nil {
		return nil, err
	}
	if errs := onlyErrors(c.diags); len(errs) > 0 {
		return nil, errors.Join(a.report(errs), c.close())
	}
	return c, nil
}

func (a *app) build(ctx context.Context, editions []string, dry bool) error {
	if !slices.Contains(editions, "root") { // which names every page
		a.editions = editions
	}
	c, err := a.prepare()
	if err != nil {
		return err
	}
	defer c.close()
	part, err := c.part(editions)
	if err != nil {
		return err
	}
	if a.strict { // what differs between languages is broken for whoever asks for strictness
		c.diags = append(c.diags, c.words()...)
	}
	if a.failed(c.diags) {
		err := a.report(c.diags)
		a.tally("tally.unwritten", c.diags)
		return err
	}
	var before map[string]*render.Made
	if a.watch {
		before = a.before()
	}
	a.profile.Stage("publish") // which asks for one output after the other
	outs := a.progress(c.rend.Since(ctx, part.keep, before), c.count(part.keep))
	if dry {
		changes, err := publish.Compare(a.output(), outs, part.options)
		if err != nil {
			return a.problem(c.diags, err)
		}
		if err := a.report(c.diags); err != nil {
			return err
		}
		return a.printChanges(changes)
	}
	part.options.Seal = a.watch
	if part.options.Head, err = a.head(c); err != nil {
		return err
	}
	if a.signer != nil {
		part.options.Signer = a.signer
	}
	result, err := publish.Swap(a.output(), outs, part.options)
	if err != nil {
		return a.problem(c.diags, err)
	}
	a.profile.Stage("told")
	a.published(c, result)
	return nil
}

// published notes what a build has published and says so.
func (a *app) published(c *chain, result publish.Result) {
	if a.watch {
		a.record(c, result)
	}
	// The site is there. Whether anybody can read what is told of it is another matter: no error is among the diagnostics.
	_ = a.report(c.diags)
	if result.Unsigned {
		a.say("build.unsigned", "signature", manifest.Signature)
	}
	for _, left := range result.Leftover {
		a.say("build.leftover", "path", left)
	}
	a.tell(c.summary(a.words, c.diags))
	a.say("build.done", "out", a.output(), "time", time.Since(c.start).Round(time.Millisecond), "result", a.told(result))
	if a.signer != nil {
		a.say("build.signed", "key", a.signer.Fingerprint())
	}
}

// failed reports whether the diagnostics forbid writing.
func (a *app) failed(l diag.List) bool {
	n, w := l.Count()
	return n > 0 || a.strict && w > 0
}

// problem reports what ended a build: a template's failure as a diagnostic, anything else as it is.
func (a *app) problem(l diag.List, err error) error {
	if d, ok := render.AsDiagnostic(err); ok {
		l = append(l, d)
		err := a.report(l)
		a.tally("tally.unwritten", l)
		return err
	}
	return errors.Join(dropTold(a.report(l)), err)
}

func dropTold(err error) error {
	if errors.Is(err, errTold) {
		return nil
	}
	return err
}

// told says what a build did to the site that was there.
func (a *app) told(r publish.Result) string {
	if r.Added+r.Changed+r.Removed == 0 {
		return a.words.T("build.same", "files", a.words.Number(r.Same))
	}
	return a.words.T("build.changed", "files", a.words.Number(r.Added+r.Changed+r.Same), "added", r.Added, "changed", r.Changed, "removed", r.Removed)
}

// everything renders every file and keeps none, so that check finds what build would: all but the pictures for sharing,
// which no campaign can spoil and which take longer to draw than all the rest of a small site.
func (c *chain) everything(ctx context.Context) (diag.List, error) {
	diags := append(c.diags, c.words()...)
	if n, _ := diags.Count(); n > 0 {
		return diags, nil
	}
	whole := c.wholeBefore()
	defer whole.close()
	read := func(t plan.Target) bool {
		return t.Kind != plan.Picture && t.Kind != plan.PosterPDF && t.Kind != plan.Kit && !whole.knows(c.rend, t)
	}
	for _, err := range c.rend.Each(ctx, read) {
		if err == nil {
			continue
		}
		d, ok := render.AsDiagnostic(err)
		if !ok {
			whole.lost = true
			return diags, err
		}
		diags = append(diags, d)
		whole.lost = true
	}
	return diags, nil
}

// words finds where the renditions do not say the same.
func (c *chain) words() diag.List {
	kept := c.remember(memory.Words)
	defer kept.Close()
	found := check.Recall(c.web, kept)
	kept.Save()
	return check.Silence(found, c.web)
}

// share is the part of a site that one build makes.
type share struct {
	keep    render.Only
	options publish.Options
}

// part reads --edition: ca/fr is everything under that edition's folder, plus assets/; root is everything else.
func (c *chain) part(names []string) (share, error) {
	if len(names) == 0 {
		return share{options: publish.Options{Manifest: true}}, nil
	}
	var mine, others []string
	for _, e := range c.web.Editions {
		if slices.Contains(names, e.Code) || slices.Contains(names, e.Folder) {
			mine = append(mine, e.Folder+"/")
		} else {
			others = append(others, e.Folder+"/")
		}
	}
	root := slices.Contains(names, "root")
	if c.web.Campaign != nil {
		for _, name := range names {
			if name != "root" && !c.isEdition(name) {
				return share{}, misused("misuse.edition", "edition", strconv.Quote(name), "all", strings.Join(c.editions(), ", "))
			}
		}
	}
	if root {
		return c.rootPart(mine, others), nil
	}
	owned := slices.Concat(mine, []string{assetFolder})
	keep := func(t plan.Target) bool { return under(t.Path, owned) }
	if len(c.web.Made()) < len(c.web.Editions) { // a part has the assets that it needs, and takes away nobody else's
		owned, others = slices.Concat(mine, c.assets()), append(others, assetFolder)
	}
	return share{keep, publish.Options{Partial: owned, Others: others}}, nil
}

// assetFolder is where every part of a site writes what it needs of the assets.
const assetFolder = "assets/"

// rootPart is what no edition owns, and the editions that are named with it. Alone, it leaves the assets as the others
// have made them, but for those that the site no longer has.
func (c *chain) rootPart(mine, others []string) share {
	o := publish.Options{Others: others, Shared: []string{assetFolder}, Manifest: true}
	if len(mine) == 0 {
		o.Others, o.Shared = append(others, assetFolder), nil
		if c.web.Many() {
			now := c.assets()
			o.Gone = func(path string) bool { return strings.HasPrefix(path, assetFolder) && !slices.Contains(now, path) }
		}
	}
	return share{func(t plan.Target) bool { return !under(t.Path, o.Others) }, o}
}

// assets lists the paths of the planned files that any part may have made.
func (c *chain) assets() []string {
	var out []string
	for _, t := range c.plan.Targets {
		if strings.HasPrefix(t.Path, assetFolder) {
			out = append(out, t.Path)
		}
	}
	return out
}

func under(path string, prefixes []string) bool {
	return slices.ContainsFunc(prefixes, func(p string) bool { return strings.HasPrefix(path, p) })
}

func (c *chain) isEdition(name string) bool {
	return slices.ContainsFunc(c.web.Editions, func(e *site.Edition) bool { return e.Code == name || e.Folder == name })
}

func (c *chain) editions() []string {
	var out []string
	for _, e := range c.web.Editions {
		out = append(out, e.Code)
	}
	return out
}

func (c *chain) count(keep render.Only) int {
	n := 0
	for _, t := range c.plan.Targets {
		if keep == nil || keep(t) {
			n++
		}
	}
	return n
}

// progress shows how many outputs are made, on a terminal.
func (a *app) progress(outs iter.Seq2[render.Output, error], n int) iter.Seq2[render.Output, error] {
	return func(yield func(render.Output, error) bool) {
		bar := a.bar("build.progress", n)
		defer bar.end()
		for o, err := range outs {
			if !yield(o, err) {
				return
			}
			bar.step()
		}
	}
}
