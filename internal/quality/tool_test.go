package quality_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"
)

// The folder into which .ci/run installs what npm has.
const nodeModules = repo + "/.ci/node/node_modules"

// slow skips a test that needs more than Go, unless TOCSIN_QUALITY=1 asks for it.
func slow(t *testing.T, needs string) {
	t.Helper()
	if os.Getenv("TOCSIN_QUALITY") == "" {
		t.Skipf("SKIPPED: this test needs %s. To run it: .ci/run, or TOCSIN_QUALITY=1 go test ./internal/quality/ once .ci/run has installed them", needs)
	}
}

// seed says which sample of a site is looked at: .ci/run gives another one for each commit.
func seed(t *testing.T) int {
	t.Helper()
	text := os.Getenv("TOCSIN_SEED")
	if text == "" {
		return 0
	}
	n, err := strconv.Atoi(text)
	if err != nil || n < 0 {
		t.Fatalf("TOCSIN_SEED is %q, and no whole number", text)
	}
	return n
}

// everyWay reports whether every page is to be looked at in every way, which takes an hour: TOCSIN_QUALITY=full.
func everyWay() bool { return os.Getenv("TOCSIN_QUALITY") == "full" }

// tool returns a program's path: one of the names, looked for in PATH.
func tool(t *testing.T, names ...string) string {
	t.Helper()
	for _, name := range names {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	t.Fatalf("none of %q is on this machine; .ci/run says what to install", names)
	return ""
}

// module returns the path of a file of an npm package, or of what an environment variable names instead.
func module(t *testing.T, env, file string) string {
	t.Helper()
	path := os.Getenv(env)
	if path == "" {
		path = filepath.Join(nodeModules, filepath.FromSlash(file))
	}
	if _, err := os.Stat(path); err != nil {
		t.Fatalf("there is no %s: run .ci/run, which installs it with npm, or name another in %s", path, env)
	}
	abs, err := filepath.Abs(path)
	if err != nil {
		t.Fatal(err)
	}
	return abs
}
