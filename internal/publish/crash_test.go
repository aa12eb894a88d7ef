//go:build unix

package publish

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"tocsin/internal/manifest"
)

// The test binary, run again with crashDir set, is a build that kills itself at the step with the number crashStep,
// or goes on until it is killed.
const (
	crashDir  = "TOCSIN_CRASH_DIR"
	crashSite = "TOCSIN_CRASH_SITE"
	crashStep = "TOCSIN_CRASH_STEP"
)

func TestMain(m *testing.M) {
	if dir := os.Getenv(crashDir); dir != "" {
		crash(dir, os.Getenv(crashSite), os.Getenv(crashStep))
	}
	if run := os.Getenv(insideRun); run != "" {
		os.Exit(inside(run))
	}
	os.Exit(m.Run())
}

func crash(dir, version, at string) {
	n, err := strconv.Atoi(at)
	if err != nil {
		panic(err)
	}
	var steps atomic.Int64
	_, err = swap(dir, outputs(crashFiles(version)), wholeSite, func(step, string) error {
		if int(steps.Add(1)) == n {
			_ = syscall.Kill(os.Getpid(), syscall.SIGKILL)
			select {}
		}
		return nil
	})
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	os.Exit(0)
}

// crashFiles is a site of some 300 files, of which a third are the same in every version, a third differ in bytes
// and a third in name.
func crashFiles(version string) files {
	site := files{"index.html": "version " + version}
	for i := range 100 {
		site[fmt.Sprintf("same/%d/index.html", i)] = strings.Repeat("same ", i)
		site[fmt.Sprintf("page/%d/index.html", i)] = strings.Repeat(version+" ", i+1)
		site[fmt.Sprintf("only/%s/%d/index.html", version, i)] = "x"
	}
	return site
}

// A build killed at any moment leaves the old site or the new one, and the next build leaves nothing of it.
func TestKilled(t *testing.T) {
	rounds := 12
	if os.Getenv("TOCSIN_QUALITY") != "" { // there is time, as in .ci/run
		rounds = 200
	}
	// An exchange passes some 950 steps: mkdir, write and link for the new site, remove for the old.
	random := rand.New(rand.NewPCG(1, 2))
	dir := filepath.Join(t.TempDir(), "public")
	var now files // nil while there is no site
	killed, kept := 0, 0
	for round := range rounds {
		next := crashFiles(fmt.Sprint("v", round))
		at, after := random.IntN(1000)+1, time.Hour
		if round%4 == 3 { // and by the clock, for the moments between the steps
			at, after = 0, time.Duration(random.IntN(40_000))*time.Microsecond
		}
		killed += runAndKill(t, dir, fmt.Sprint("v", round), at, after)
		got := siteOrNil(t, dir)
		switch {
		case maps.Equal(got, now):
			kept++
		case maps.Equal(got, next):
			now = next
		default:
			t.Fatalf("round %d, killed at step %d or after %v: neither the old site nor the new one: %v", round, at, after, got)
		}
	}
	t.Logf("%d rounds: %d killed, %d of them before the exchange", rounds, killed, kept)
	if killed == 0 || kept == 0 || kept == rounds {
		t.Errorf("the kills do not test much")
	}
	publishSite(t, dir, newFiles, wholeSite)
	wantSite(t, dir, newFiles)
	wantAlone(t, dir)
}

// runAndKill returns 1 if the build was killed, 0 if it ended before.
func runAndKill(t *testing.T, dir, version string, at int, after time.Duration) int {
	t.Helper()
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), crashDir+"="+dir, crashSite+"="+version, crashStep+"="+strconv.Itoa(at))
	cmd.Stderr = os.Stderr
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	timer := time.AfterFunc(after, func() { _ = cmd.Process.Kill() })
	defer timer.Stop()
	_ = cmd.Wait()
	status := cmd.ProcessState.Sys().(syscall.WaitStatus)
	if status.Signaled() && status.Signal() == syscall.SIGKILL {
		return 1
	}
	if status.ExitStatus() != 0 {
		t.Fatalf("the build failed: %v", cmd.ProcessState)
	}
	return 0
}

// siteOrNil returns the site, which must agree with its manifest.json; nil if there is no folder.
func siteOrNil(t *testing.T, dir string) files {
	t.Helper()
	if _, err := os.Lstat(dir); err != nil {
		if !os.IsNotExist(err) {
			t.Fatal(err)
		}
		return nil
	}
	if problems, err := verify(dir); err != nil || len(problems) > 0 {
		t.Fatalf("Verify: %v, %v", problems, err)
	}
	got := onDisk(t, dir)
	delete(got, manifest.Name)
	return got
}
