package preview

import (
	"context"
	"path"
	"strconv"
	"time"

	"tocsin/internal/diag"
	"tocsin/internal/site"
	"tocsin/internal/source"
)

// patience is how long the newest state must stay broken before anybody is told: an editor that saves in two steps
// leaves half a file for a moment.
const patience = 120 * time.Millisecond

// begin loads the campaign for the first time, whatever is wrong with it.
func (s *Server) begin() {
	src, diags := source.Load(s.root.FS(), s.opts.Builtin)
	s.raw, s.good = src, src
	snap := s.resolve(src, diags, s.now(src.Campaign))
	s.serve(snap)
}

// serve makes a snapshot the live one.
func (s *Server) serve(snap *snapshot) {
	s.builds++
	snap.Live, snap.Build = true, s.start+"-"+strconv.Itoa(s.builds)
	s.live.Store(snap)
}

// follow rebuilds on every change, and when time alone changes the site, until ctx ends.
func (s *Server) follow(ctx context.Context) {
	s.finish(s.live.Load(), nil) // the checks, which the first page did not wait for
	for {
		b, ok := s.watch.next(ctx, s.nextLook())
		if ctx.Err() != nil {
			return
		}
		switch {
		case ok:
			s.rebuild(b)
		case s.untold:
			s.tell()
		default:
			s.rebuild(batch{time: true})
		}
	}
}

// nextLook is when something is to be done without a change: somebody is to be told what is wrong, or a page falls
// due. It is zero for never.
func (s *Server) nextLook() time.Time {
	if s.untold {
		return time.Now().Add(patience)
	}
	var next time.Time
	if s.opts.At != "" {
		return next
	}
	live := s.live.Load()
	for _, m := range live.Web.Moments {
		if m.At.After(live.At) && (next.IsZero() || m.At.Before(next)) {
			next = m.At
		}
	}
	return next
}

// rebuild runs the chain for what has changed and swaps the result. The new pages are served before they are checked,
// since the checks read every page; browsers are told afterwards, so that no broken page flashes by.
func (s *Server) rebuild(b batch) {
	was := s.live.Load()
	src, diags := s.sources(b)
	s.raw = src
	snap := s.resolve(src, diags, s.now(src.Campaign))
	if n, _ := snap.Diags.Count(); n == 0 {
		s.serve(snap)
	}
	s.finish(snap, was)
}

// sources reads the campaign again after a change.
func (s *Server) sources(b batch) (*source.Source, diag.List) {
	switch {
	case b.time:
		return s.raw, s.loaded
	case b.all:
		src, diags := source.Load(s.root.FS(), s.opts.Builtin)
		s.loaded = diags
		return src, diags
	}
	src, diags := source.Reload(s.raw, b.names)
	s.loaded = diags
	return src, diags
}
// cssChanges compares the style sheets of two states by their addresses, and reports whether anything else among the
// assets differs.
func cssChanges(old, next *snapshot) (css map[string]string) {
	css = map[string]string{}
	for name, a := range old.Plan.Assets {
		if b, ok := next.Plan.Assets[name]; ok && a.Name != b.Name && path.Ext(name) == ".css" {
			css[old.mount+a.Name] = next.mount + b.Name
		}
	}
	return css
}

