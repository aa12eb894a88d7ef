package render

import (
	"compress/gzip"
	"sync"

	"tocsin/internal/plan"
)

// press lends the parts of a compression that are large and may be used again.
type press struct {
	writers sync.Pool // *gzip.Writer
	buffers sync.Pool // *buffer
}

// compressed renders a text file once more and compresses it. To make a page twice costs a fraction of what to compress
// it costs, and leaves every file of the site to be made by itself, by any worker, in any part of a build. The header
// names no file and no time, so the same text gives the same bytes.
func (r *Renderer) compressed(t plan.Target, b *buffer) error {
	text, ok := r.press.buffers.Get().(*buffer)
	if !ok {
		text = &buffer{}
	}
	defer r.press.buffers.Put(text)
	text.bytes = text.bytes[:0]
	if err := r.Render(*t.Of, text); err != nil {
		return err
	}
	w, ok := r.press.writers.Get().(*gzip.Writer)
	if !ok {
		w, _ = gzip.NewWriterLevel(nil, gzip.BestCompression) // the level is one there is
	}
	defer r.press.writers.Put(w)
	w.Reset(b)
	if _, err := w.Write(text.bytes); err != nil {
		return err
	}
	return w.Close()
}
