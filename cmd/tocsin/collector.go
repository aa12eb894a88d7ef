package main

import (
	"os"
	"runtime"
	"runtime/debug"
)

// collectLate keeps the garbage collector from beginning before there are 48 MB, for a command that builds once and ends.
// A small site never comes so far, and is spared a fifth of its processor time; a large one goes on as always from its
// first collection on. Whoever sets GOGC has decided for themselves.
func collectLate() {
	if os.Getenv("GOGC") != "" {
		return
	}
	const first = 12 // times the 4 MB at which Go begins
	debug.SetGCPercent(first * 100)
	sentinel := new([16]byte) // nobody holds it, so the first collection ends it
	runtime.AddCleanup(sentinel, func(percent int) { debug.SetGCPercent(percent) }, 100)
}

// collectEarly keeps memory small, for one of many parts of a site, several of which may be built on one machine.
func collectEarly() {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(50)
	}
}
