// Package render turns each target of a plan into bytes. Bytes flow: no more pages are in memory than there are
// processors, and what a whole edition shares (masthead, footer, messages) is made once.
//
// Pages come first, then what is made of other outputs. The order in which outputs come is not fixed; their bytes are.
package render

import (
	"context"
	"fmt"
	"iter"
	"maps"
	"runtime"
	"sync"

	"tocsin/internal/cache"
	"tocsin/internal/card"
	"tocsin/internal/diag"
	"tocsin/internal/memory"
	"tocsin/internal/plan"
	"tocsin/internal/record"
	"tocsin/internal/site"
)

// Output is one file of the site: a slash-separated path in the output folder, and its bytes, which are valid until
// the consumer asks for the next output.
type Output struct {
	Path string
	Data []byte
	Key  memory.Sum // of all that it was made from, see [Renderer.Key]; zero where it has none

	// Made is what is known of the bytes where the output was not made, since it is as it was: then Data is nil, and
	// Make makes it after all. Only [Renderer.Since] gives such outputs.
	Made *Made
	Make func() ([]byte, error)
}

// Made is an output of an earlier build.
type Made struct {
	Key  memory.Sum
	Sum  memory.Sum // of its bytes
	Size int64
	Mark record.Mark // of the file
}

// Renderer makes the bytes of a plan's targets. It is safe for many goroutines.
type Renderer struct {
	plan     *plan.Plan
	outputs  []output // by kind
	set      *templates
	editions map[*site.Edition]*edition
	root     *edition // the words of the root's chooser and 404
	press    press
	sheets   sheets
	painter  *card.Painter
	photos   photos
	kits     kits
	common   ground
}

// Options name what a renderer cannot do by itself.
type Options struct {
	Print Printer      // makes PDFs; must be there for a plan with PDFs
	Cache *cache.Store // keeps photographs from build to build; may be nil
}

// New reads the templates and makes what every page of an edition shares. A template's mistake is a diagnostic, found
// here wherever it can be; the renderer then still renders what does not use that template. After a change prev is the
// renderer before it, else nil: its templates serve again if they were whole and have not changed.
func New(p *plan.Plan, prev *Renderer, o Options) (*Renderer, diag.List) {
	r := &Renderer{plan: p, outputs: outputs(), editions: map[*site.Edition]*edition{}, sheets: sheets{print: o.Print}, photos: photos{cache: o.Cache}}
	if p.Site.Campaign == nil {
		return r, nil
	}
	var diags diag.List
	if prev != nil && len(prev.editions) > 0 && maps.Equal(prev.plan.Site.Source.Templates, p.Site.Source.Templates) {
		r.set = prev.set
	} else if r.set, diags = parseTemplates(p.Site.Source.Templates); hasErrors(diags) {
		return r, diags
	}
	diags = append(diags, r.kitTemplates(prev)...)
	for _, e := range p.Site.Made() {
		r.editions[e] = newEdition(r, e)
		if r.root == nil {
			r.root = r.outside(e)
		}
	}
	diags = append(diags, r.hiddenAlerts()...)
	var before *card.Painter
	if prev != nil {
		before = prev.painter
	}
	painter, d := card.New(p.Site.Source, before)
	r.painter = painter
	diags = append(diags, d...)
	return r, append(diags, r.lettered()...)
}

// AskedSystemFonts reports whether a card had words that neither the program nor the campaign has a font for, so that
// the site depends on the fonts of the machine.
func (r *Renderer) AskedSystemFonts() bool { return r.painter != nil && r.painter.AskedSystem() }

func hasErrors(l diag.List) bool {
	n, _ := l.Count()
	return n > 0
}

// Only keeps the targets for which keep returns true; a nil keep keeps all.
type Only func(plan.Target) bool

// Each renders the plan's targets on every processor and yields them as they are done. An error ends it: a template
// that fails, or a file that can no longer be read; ctx ends it too.
func (r *Renderer) Each(ctx context.Context, keep Only) iter.Seq2[Output, error] {
	return r.Since(ctx, keep, nil)
}

// Since is Each after an earlier build, whose outputs are known by their paths: those that would be made from the same
// again are not made. Before may be nil.
func (r *Renderer) Since(ctx context.Context, keep Only, before map[string]*Made) iter.Seq2[Output, error] {
	return func(yield func(Output, error) bool) {
		ctx, cancel := context.WithCancel(ctx)
		defer cancel()
		results := make(chan result)
		r.start(ctx, keep, before, results)
		for res := range results {
			more := yield(res.Output, res.err)
			res.done <- struct{}{}
			if res.err != nil || !more {
				cancel()
				for res := range results {
					res.done <- struct{}{}
				}
				return
			}
		}
	}
}

type result struct {
	Output
	err  error
	done chan struct{}
}

// buffer is reused from page to page by one worker.
type buffer struct{ bytes []byte }

// Write appends; it never fails.
func (b *buffer) Write(p []byte) (int, error) {
	b.bytes = append(b.bytes, p...)
	return len(p), nil
}

func (b *buffer) str(s string) { b.bytes = append(b.bytes, s...) }

// batch is how many targets a worker takes at once: pages cost tens of microseconds, a channel operation a tenth of one.
const batch = 16

func (r *Renderer) start(ctx context.Context, keep Only, before map[string]*Made, results chan<- result) {
	work := make(chan []plan.Target)
	go func() {
		defer close(work)
		var part []plan.Target
		send := func() bool {
			select {
			case work <- part:
				part = nil
				return true
			case <-ctx.Done():
				return false
			}
		}
		for _, t := range r.plan.Targets {
			if keep != nil && !keep(t) {
				continue
			}
			if part = append(part, t); len(part) == batch && !send() {
				return
			}
		}
		if len(part) > 0 {
			send()
		}
	}()
	var wg sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		wg.Go(func() {
			buf, done := &buffer{}, make(chan struct{})
			for part := range work {
				for _, t := range part {
					if ctx.Err() != nil {
						return
					}
					out, err := r.output(t, buf, before)
					results <- result{out, err, done}
					<-done
				}
			}
		})
	}
	go func() {
		wg.Wait()
		close(results)
	}()
}

// output makes one output, or finds it among those of an earlier build.
func (r *Renderer) output(t plan.Target, buf *buffer, before map[string]*Made) (Output, error) {
	key, keyed := memory.Sum{}, false
	if before != nil {
		key, keyed = r.Key(t)
	}
	if m := before[t.Path]; keyed && m != nil && m.Key == key {
		return Output{Path: t.Path, Key: key, Made: m, Make: func() ([]byte, error) { return r.Bytes(t) }}, nil
	}
	buf.bytes = buf.bytes[:0]
	if err := r.Render(t, buf); err != nil {
		return Output{Path: t.Path}, fmt.Errorf("%s: %w", t.Path, err)
	}
	return Output{Path: t.Path, Data: buf.bytes, Key: key}, nil
}

// Bytes renders one target.
func (r *Renderer) Bytes(t plan.Target) ([]byte, error) {
	var b buffer
	err := r.Render(t, &b)
	return b.bytes, err
}

// Render appends one target's bytes to the buffer.
func (r *Renderer) Render(t plan.Target, b *buffer) error { return r.outputs[t.Kind].render(r, t, b) }

func (r *Renderer) asset(t plan.Target, b *buffer) error {
	a := r.plan.Assets[t.Source]
	if a.Data != nil {
		b.Write(a.Data)
		return nil
	}
	data, err := r.plan.Site.Source.ReadFile(t.Source)
	b.Write(data)
	return err
}
