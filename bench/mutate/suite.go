package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"time"
)

// suite is the tests of a package, built once.
type suite struct {
	pkg, dir, bin string
	reach         map[string][]timed // the tests that come by a function, the quick ones first; by "file function"
}

// timed is a test and how long it takes without a mutant.
type timed struct {
	name      string
	took      time.Duration // by the clock, which bounds how long it may take with one
	processor time.Duration // which is the same on a busy machine
}

// quick is what a test may take of a processor to be one that counts. What must not go wrong is held by tests that
// somebody runs while they write; a slow one that notices a mutant, too, costs more than it tells.
const quick = 2 * time.Second

// explore runs each test once, and notes how long it takes and which functions it comes by.
func (s *suite) explore(ctx context.Context, dir string, workers int) error {
	cmd := exec.CommandContext(ctx, s.bin, "-test.list=^(Test|Fuzz|Example)")
	cmd.Dir = s.dir
	list, err := cmd.Output()
	if err != nil {
		return fmt.Errorf("the tests of %s: %w", s.pkg, err)
	}
	names := make(chan string)
	var wg sync.WaitGroup
	var one sync.Mutex
	var failed []error
	for i := range workers {
		wg.Go(func() {
			for name := range names {
				places, t, err := s.follow(ctx, filepath.Join(dir, fmt.Sprint("bench", i)), name)
				one.Lock()
				if err != nil {
					failed = append(failed, err)
				}
				if t.processor <= quick {
					for _, p := range places {
						s.reach[p] = append(s.reach[p], t)
					}
				}
				one.Unlock()
			}
		})
	}
	for _, name := range strings.Fields(string(list)) {
		names <- name
	}
	close(names)
	wg.Wait()
	for _, list := range s.reach {
		slices.SortFunc(list, compareTimed)
	}
	return errors.Join(failed...)
}

// follow runs a test without any mutant and returns the functions that it comes by.
func (s *suite) follow(ctx context.Context, bench, name string) (places []string, t timed, err error) {
	notes := bench + ".notes"
	if err := os.RemoveAll(notes); err != nil {
		return nil, t, err
	}
	began := time.Now()
	out, ended, err := s.run(ctx, bench, []timed{{name, time.Minute, time.Minute}}, notesVariable+"="+notes)
	if err != nil {
		return nil, t, fmt.Errorf("%s of %s fails without any mutant: %w\n%s", name, s.pkg, err, out)
	}
	t = timed{name, time.Since(began), ended.UserTime() + ended.SystemTime()}
	text, err := os.ReadFile(notes)
	if errors.Is(err, os.ErrNotExist) {
		return nil, t, nil
	}
	places = strings.Split(strings.TrimSpace(string(text)), "\n")
	slices.Sort(places) // processes that the test starts take down their own
	return slices.Compact(places), t, err
}

// enough is what tests may take of a processor together that are run by one process.
const enough = 300 * time.Millisecond

// grouped divides tests, quick ones first, into those that one process runs.
func grouped(list []timed) [][]timed {
	var out [][]timed
	var sum time.Duration
	for i, t := range list {
		sum += t.processor
		if i == 0 || sum > enough {
			out = append(out, nil)
			sum = t.processor
		}
		out[len(out)-1] = append(out[len(out)-1], t)
	}
	return out
}

// run runs some tests with a variable set, in a folder for temporary files of their own that is empty again afterwards.
// A mutant may wait or work for ever, or ask for all the memory there is; all of it is bounded, and counts as a failure.
func (s *suite) run(ctx context.Context, bench string, list []timed, variable string) ([]byte, *os.ProcessState, error) {
	limit, work := 20*time.Second, 2*time.Second // by the clock, which a busy machine makes long; and of a processor
	names := make([]string, len(list))
	for i, t := range list {
		limit += 10 * t.took
		work += 5 * t.processor
		names[i] = regexp.QuoteMeta(t.name)
	}
	if err := errors.Join(os.RemoveAll(bench), os.MkdirAll(bench, 0o755)); err != nil {
		return nil, nil, err
	}
	ctx, cancel := context.WithTimeout(ctx, limit)
	defer cancel()
	cmd := exec.CommandContext(ctx, "sh", "-c", fmt.Sprintf(`ulimit -v 4000000; ulimit -t %.0f; exec "$0" "$@"`, work.Seconds()), s.bin, "-test.failfast", "-test.run=^("+strings.Join(names, "|")+")$")
	cmd.Dir = s.dir
	cmd.Env = append(os.Environ(), "TMPDIR="+bench, variable)
	cmd.WaitDelay = 5 * time.Second
	out, err := cmd.CombinedOutput()
	return out, cmd.ProcessState, err
}
