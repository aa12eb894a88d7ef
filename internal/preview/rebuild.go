package preview

import (
	"context"
	"net/url"
	"os"
	"path"
	"runtime"
	"runtime/debug"
	"runtime/metrics"
	"slices"
	"strconv"
	"strings"
	"time"

	"tocsin/internal/diag"
	"tocsin/internal/memory"
	"tocsin/internal/record"
	"tocsin/internal/source"
)

// begin loads the campaign for the first time, whatever is wrong with it.
func (s *Server) begin() {
	// While the heap grows from nothing there is little garbage in it, and looking for it takes a tenth of the start.
	defer debug.SetGCPercent(debug.SetGCPercent(400))
	kept := memory.Open(s.opts.Dir, memory.Documents, memory.Program())
	defer kept.Close()
	src, diags := source.Recall(record.WatchDir(s.opts.Dir, s.root.FS()), s.opts.Builtin, kept, nil)
	s.raw, s.loaded, s.good = src, diags, src
	snap := s.resolve(src, diags, s.now(src.Campaign))
	s.looked = snap.At
	s.serve(snap)
	kept.Save()
}

// serve makes a snapshot the live one.
func (s *Server) serve(snap *snapshot) {
	s.builds++
	snap.Live, snap.Build = true, s.start+"-"+strconv.Itoa(s.builds)
	s.live.Store(snap)
}

// follow rebuilds on every change, and when time alone changes the site, until ctx ends.
func (s *Server) follow(ctx context.Context) {
	s.finish(s.live.Load(), batch{all: true}) // the checks, which the first page did not wait for
	for {
		b, ok := s.watch.next(ctx, s.nextLook())
		switch {
		case ctx.Err() != nil:
			return
		case ok:
			s.rebuild(b)
		case s.untold:
			s.tell()
		case s.replaced():
			b.all = true
			s.rebuild(b)
		case s.due().Before(s.opts.clock()):
			s.rebuild(batch{time: true})
		}
		if s.opts.dealt != nil {
			s.opts.dealt(b)
		}
	}
}

// replaced reports whether another folder has taken the place of the campaign's, as a sync tool or a deployment does,
// and moves there.
func (s *Server) replaced() bool {
	now, err := os.Stat(s.opts.Dir)
	if err != nil {
		return false // gone for the moment, or for good: what was read stays
	}
	if was, err := s.root.Stat("."); err == nil && os.SameFile(was, now) {
		return false
	}
	root, err := os.OpenRoot(s.opts.Dir)
	if err != nil {
		return false
	}
	before := s.root
	s.root = root
	watch, err := s.newWatcher()
	if err != nil {
		s.root = before
		_ = root.Close()
		return false
	}
	_ = s.watch.close()
	s.watch, s.former = watch, append(s.former, before)
	return true
}

// nextLook is when to stop waiting for a change: somebody is to be told what is wrong, a page falls due, or the folder
// may be another. No timer is longer, since it stands still while a laptop sleeps.
func (s *Server) nextLook() time.Time {
	if s.untold {
		return time.Now().Add(s.opts.Limits.Patience)
	}
	look := time.Now().Add(s.opts.Limits.Poll)
	if due := s.due(); due.Before(look) {
		return due
	}
	return look
}

// due is the next moment at which the site changes by itself; far away where there is none.
func (s *Server) due() time.Time {
	next := s.opts.clock().AddDate(1, 0, 0)
	if s.opts.At != "" {
		return next
	}
	for _, m := range s.live.Load().Web.Moments {
		if m.At.After(s.looked) && m.At.Before(next) {
			next = m.At
		}
	}
	return next
}

// breath is how long the processors are left to whoever asks for a page that has just been swapped in: the checks would
// keep all of them busy.
const breath = 25 * time.Millisecond

// rebuild runs the chain for what has changed and swaps the result. The new pages are served before they are checked,
// since the checks read every page; browsers are told afterwards, so that no broken page flashes by.
func (s *Server) rebuild(b batch) {
	src, diags := s.sources(b)
	s.raw, s.loaded = src, diags
	snap := s.resolve(src, diags, s.now(src.Campaign))
	s.looked = snap.At
	if n, _ := snap.Diags.Count(); n == 0 {
		s.serve(snap)
		time.Sleep(breath)
	}
	s.finish(snap, b)
	s.tidy()
}

// tidy collects what the last states have left behind while nobody waits, so that it need not be done during the next
// save: marking the memory of ten thousand pages takes as long as a rebuild.
func (s *Server) tidy() {
	sample := []metrics.Sample{{Name: "/gc/heap/allocs:bytes"}}
	metrics.Read(sample)
	if now := sample[0].Value.Uint64(); now-s.allocated > muchGarbage {
		s.allocated = now
		go runtime.GC()
	}
}

// muchGarbage is how many bytes may be allocated between two collections that are asked for.
const muchGarbage = 48 << 20

// finish checks the newest state, decides what is served while it has errors, and tells the browsers.
func (s *Server) finish(snap *snapshot, b batch) {
	snap = snap.check()
	s.pending.add(b)
	broken := brokenFiles(snap.Diags)
	switch {
	case s.shown.Load() == nil: // the first one, as far as it is whole
		s.faults = broken
		s.live.Store(snap)
	case len(broken) == 0:
		s.good, s.faults = s.raw, nil
		s.live.Store(snap) // served already, now with its diagnostics
	default:
		s.fallBack(snap, broken)
	}
	s.change(broken)
	s.newest = snap.Diags
	was := s.wrong.Load()
	s.untold = len(broken) > 0 && (was == nil || !errorsOf(*was).Equal(errorsOf(s.newest)))
	if len(broken) > 0 {
		return
	}
	if s.wrong.Swap(nil) != nil {
		s.opts.Say("serve.mended")
		s.hub.send("mended", mendedEvent{s.live.Load().Build})
	}
}

// fallBack serves the newest state with the last good version of each broken file, or else the last good state, with
// the newest diagnostics. A file that was broken from the start does not keep others from being seen.
func (s *Server) fallBack(snap *snapshot, broken map[string]bool) {
	if src := mended(s.raw, s.good, broken, s.faults); src != nil {
		alt := s.resolve(src, nil, snap.At).check()
		left := brokenFiles(alt.Diags)
		if within(left, s.faults) {
			s.good, s.faults = src, left
			alt.Diags, alt.loaded = snap.Diags, s.loaded
			s.serve(alt)
			return
		}
	}
	last := *s.shown.Load()
	last.Diags = snap.Diags
	s.live.Store(&last)
}

// change tells the browsers that something new is served, unless all that changed is broken and so not shown.
func (s *Server) change(broken map[string]bool) {
	live := s.live.Load()
	was := s.shown.Swap(live)
	if was == nil || was.Build == live.Build || s.pending.only(func(name string) bool { return broken[name] }) {
		s.pending = batch{}
		return
	}
	css := cssChanges(was, live)
	pages := !s.pending.only(func(name string) bool { return strings.HasPrefix(name, "assets/") && path.Ext(name) == ".css" })
	s.pending = batch{}
	if pages || len(css) > 0 {
		s.hub.send("change", changeEvent{live.Build, css, pages})
	}
}

// tell says what is wrong with the newest state, at the terminal and in every open page.
func (s *Server) tell() {
	s.untold = false
	newest := s.newest
	s.wrong.Store(&newest)
	s.hub.send("broken", brokenEvent{s.problems(s.newest)})
	if s.opts.Report != nil {
		s.opts.Report(s.newest)
	}
}

// errorsOf returns the errors of a list.
func errorsOf(l diag.List) diag.List {
	return slices.DeleteFunc(slices.Clone(l), func(d diag.Diagnostic) bool { return d.Severity != diag.Error })
}

// brokenFiles returns the files that have errors.
func brokenFiles(l diag.List) map[string]bool {
	out := map[string]bool{}
	for _, d := range l {
		if d.Severity == diag.Error {
			out[d.File] = true
		}
	}
	return out
}

// within reports whether all of a's files are in b.
func within(a, b map[string]bool) bool {
	for name := range a {
		if !b[name] {
			return false
		}
	}
	return true
}

// sources reads the campaign again after a change.
func (s *Server) sources(b batch) (*source.Source, diag.List) {
	switch {
	case b.time:
		return s.raw, s.loaded
	case b.all || len(b.names) > maxNames:
		return source.Load(s.root.FS(), s.opts.Builtin)
	}
	return source.Reload(s.raw, b.names)
}

// maxNames is how many changed files are looked at one by one; beyond that all are read again.
const maxNames = 2000

// cssChanges compares the style sheets of two states: new addresses by old.
func cssChanges(old, next *snapshot) (css map[string]string) {
	css = map[string]string{}
	from, to := (&url.URL{Path: old.mount}).EscapedPath(), (&url.URL{Path: next.mount}).EscapedPath()
	for name, a := range old.Plan.Assets {
		if b, ok := next.Plan.Assets[name]; ok && a.Name != b.Name && path.Ext(name) == ".css" {
			css[from+a.Name] = to + b.Name
		}
	}
	return css
}
