package main

import (
	"sync"

	"tocsin/internal/memory"
	"tocsin/internal/plan"
	"tocsin/internal/render"
)

// checked is which outputs check could make, by what they are made from: those need not be made again to see that they
// can be.
type checked struct {
	kept *memory.Share
	was  map[string]memory.Sum // by path
	now  map[string]memory.Sum
	lost bool // one could not be made
}

var checkedForm = sync.OnceValue(memory.FormOf[map[string]memory.Sum])

const checkedName = "checked"

// wholeBefore opens the memory of the checks before.
func (c *chain) wholeBefore() *checked {
	w := &checked{kept: c.remember(memory.Outputs), now: map[string]memory.Sum{}}
	if data, ok := w.kept.Get(checkedName); ok {
		if rest, err := checkedForm().Read(data, &w.was); err != nil || rest != "" {
			w.was = nil
		}
	}
	return w
}

// knows reports whether an output was made from the same before, and notes what it is made from. It is for one goroutine.
func (w *checked) knows(r *render.Renderer, t plan.Target) bool {
	if w.kept == nil {
		return false
	}
	key, ok := r.Key(t)
	if !ok {
		return false
	}
	w.now[t.Path] = key
	return w.was[t.Path] == key
}

// close keeps what was seen, if all of it could be made.
func (w *checked) close() {
	if data, ok := checkedForm().Append(nil, &w.now); ok && !w.lost {
		w.kept.Put(checkedName, data)
		w.kept.Save()
	}
	_ = w.kept.Close()
}
