package main

import (
	"time"

	"github.com/schollz/progressbar/v3"
)

// bar shows on a terminal how far a long work is, and nothing elsewhere.
type bar struct{ shown *progressbar.ProgressBar }

// bar begins a bar of n steps, with a text of the catalogue before it.
func (a *app) bar(key string, n int) bar {
	if a.quiet || !a.terminal() {
		return bar{}
	}
	return bar{progressbar.NewOptions(n, progressbar.OptionSetWriter(a.stderr), progressbar.OptionSetDescription(a.words.T(key)),
		progressbar.OptionSetWidth(30), progressbar.OptionThrottle(100*time.Millisecond), progressbar.OptionClearOnFinish())}
}

func (b bar) step() {
	if b.shown != nil {
		_ = b.shown.Add(1)
	}
}

func (b bar) end() {
	if b.shown != nil {
		_ = b.shown.Finish()
	}
}
