package preview

import (
	"os"
	"runtime/debug"
	"testing"
)

// TestMain lets the heap grow: these tests make many small ones, and collecting them takes a fifth of the time.
func TestMain(m *testing.M) {
	debug.SetGCPercent(400)
	os.Exit(m.Run())
}
