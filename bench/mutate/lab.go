package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"strings"
	"sync"
	"time"
)

// lab is a copy of the repository, in which a mutant that writes where it should not hurts nobody, and to which each
// mutant is laid over by go test's -overlay.
type lab struct {
	dir    string // the copy is dir/tree
	limits map[test]time.Duration
}

// fate is what became of a mutant.
type fate int

const (
	killed   fate = iota
	survived      // all tests passed
	broken        // it does not compile
	undone        // the time was over
)

type result struct {
	task
	fate fate
}

// newLab copies the repository and runs the tests that are needed once, unbroken: they must pass, and their time says
// how long a mutant may take.
func newLab(ctx context.Context, plan []task) (*lab, error) {
	dir, err := os.MkdirTemp("", "mutate")
	if err != nil {
		return nil, err
	}
	l := &lab{dir: dir, limits: map[test]time.Duration{}}
	if err := copyTree(ctx, l.tree()); err != nil {
		l.close()
		return nil, err
	}
	for _, t := range plan {
		for _, run := range t.area.tests {
			if _, done := l.limits[run]; done {
				continue
			}
			l.limits[run] = 10 * time.Minute
			began := time.Now()
			if out, err := l.test(ctx, run, ""); err != nil {
				l.close()
				return nil, fmt.Errorf("go test %s fails without any mutant: %w\n%s", run.pkg, err, out)
			}
			l.limits[run] = 20*time.Second + 3*time.Since(began)
		}
	}
	return l, nil
}

func (l *lab) tree() string { return filepath.Join(l.dir, "tree") }

func (l *lab) close() { _ = os.RemoveAll(l.dir) }

// copyTree copies every file that git knows or could know.
func copyTree(ctx context.Context, to string) error {
	list, err := exec.CommandContext(ctx, "git", "ls-files", "-z", "--cached", "--others", "--exclude-standard").Output()
	if err != nil {
		return fmt.Errorf("git ls-files, to copy the repository: %w", err)
	}
	for name := range strings.SplitSeq(strings.TrimSuffix(string(list), "\x00"), "\x00") {
		data, err := os.ReadFile(filepath.FromSlash(name))
		if errors.Is(err, os.ErrNotExist) {
			continue // removed, and not yet committed
		}
		if err != nil {
			return err
		}
		dest := filepath.Join(to, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(dest), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(dest, data, 0o644); err != nil {
			return err
		}
	}
	return nil
}

// each tries the mutants, a few at once, and yields each as it is done, until the context ends.
func (l *lab) each(ctx context.Context, plan []task, workers int) iter.Seq[result] {
	tasks, results := make(chan task), make(chan result)
	var wg sync.WaitGroup
	for i := range workers {
		wg.Go(func() {
			bench := filepath.Join(l.dir, fmt.Sprint(i))
			for t := range tasks {
				results <- result{t, l.try(ctx, bench, t)}
			}
		})
	}
	go func() {
		for _, t := range plan {
			if ctx.Err() != nil {
				break
			}
			tasks <- t
		}
		close(tasks)
		wg.Wait()
		close(results)
	}()
	return func(yield func(result) bool) {
		for r := range results {
			if !yield(r) {
				return
			}
		}
	}
}

// try lays a mutant over the copy and runs its area's tests until one fails.
func (l *lab) try(ctx context.Context, bench string, t task) fate {
	overlay, err := l.overlay(bench, t.mutant)
	if err != nil {
		panic(err) // the folder is our own
	}
	for _, run := range t.area.tests {
		out, err := l.test(ctx, run, overlay)
		switch {
		case ctx.Err() != nil:
			return undone
		case err == nil:
		case bytes.Contains(out, []byte("[build failed]")) || bytes.Contains(out, []byte("[setup failed]")):
			return broken
		default:
			return killed
		}
	}
	return survived
}

// overlay writes the mutant's file and what go test is to be told of it.
func (l *lab) overlay(bench string, m mutant) (string, error) {
	original := filepath.Join(l.tree(), filepath.FromSlash(m.file))
	text, err := os.ReadFile(original)
	if err != nil {
		return "", err
	}
	mutated, list := filepath.Join(bench, path.Base(m.file)), filepath.Join(bench, "overlay.json")
	over, err := json.Marshal(map[string]map[string]string{"Replace": {original: mutated}})
	if err != nil {
		return "", err
	}
	return list, errors.Join(os.MkdirAll(bench, 0o755), os.WriteFile(mutated, m.apply(text), 0o644), os.WriteFile(list, over, 0o644))
}

// test runs go test in the copy, with an overlay or without.
func (l *lab) test(ctx context.Context, run test, overlay string) ([]byte, error) {
	limit := l.limits[run]
	args := []string{"test", "-count=1", "-failfast", "-vet=off", "-trimpath", "-timeout=" + limit.String()}
	if run.run != "" {
		args = append(args, "-run="+run.run)
	}
	if overlay != "" {
		args = append(args, "-overlay="+overlay)
	}
	ctx, cancel := context.WithTimeout(ctx, limit+time.Minute) // go test's own bound comes first
	defer cancel()
	cmd := exec.CommandContext(ctx, "go", append(args, run.pkg)...)
	cmd.Dir = l.tree()
	cmd.WaitDelay = 5 * time.Second
	return cmd.CombinedOutput()
}
