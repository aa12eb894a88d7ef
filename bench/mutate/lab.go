package main

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"iter"
	"maps"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"sync"
)

// lab is a copy of the repository with all mutants woven in, in which a mutant that writes where it should not hurts
// nobody.
type lab struct {
	dir    string            // the copy is dir/tree
	suites map[string]*suite // by folder
	built  map[int]bool      // the mutants that compile, by their number
}

// fate is what became of a mutant.
type fate int

const (
	killed    fate = iota
	survived       // all tests passed
	unreached      // no test comes by its function
	broken         // it does not compile
	undone         // the time was over
)

type result struct {
	task
	fate fate
}

// newLab copies the repository, weaves the mutants in, builds the tests and runs each of them once without any mutant:
// they must pass, and it is noted by which functions they come.
func newLab(ctx context.Context, plan []task, workers int) (*lab, error) {
	dir, err := os.MkdirTemp("", "mutate")
	if err != nil {
		return nil, err
	}
	l := &lab{dir: dir, suites: map[string]*suite{}, built: map[int]bool{}}
	if err := errors.Join(copyTree(ctx, l.tree()), l.weave(ctx, plan), l.buildTests(ctx, plan, workers)); err != nil {
		l.close()
		return nil, err
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

// weave writes the mutants into the copy, and takes out what the compiler refuses until it takes the rest.
func (l *lab) weave(ctx context.Context, plan []task) error {
	files := map[string]map[int]mutant{}
	for _, t := range plan {
		if files[t.mutant.file] == nil {
			files[t.mutant.file] = map[int]mutant{}
		}
		files[t.mutant.file][t.number] = t.mutant
	}
	args := []string{"build", "-trimpath", "-gcflags=-e"}
	for dir := range dirs(files) {
		args = append(args, "./"+dir)
	}
	originals := map[string][]byte{}
	spans := map[string][]span{}
	for {
		for file, list := range files {
			if err := l.weaveFile(file, list, originals, spans); err != nil {
				return err
			}
		}
		cmd := exec.CommandContext(ctx, "go", args...)
		cmd.Dir = l.tree()
		out, err := cmd.CombinedOutput()
		if err == nil {
			break
		}
		out = bytes.ReplaceAll(out, []byte(l.tree()+"/"), nil)
		bad := refused(out, spans)
		if len(bad) == 0 {
			return fmt.Errorf("the mutants cannot be built: %w\n%s", err, out)
		}
		for _, n := range bad {
			for _, list := range files {
				delete(list, n)
			}
		}
	}
	for _, list := range spans {
		for _, s := range list {
			l.built[s.mutant] = true
		}
	}
	return nil
}

// dirs returns the folders of the files.
func dirs(files map[string]map[int]mutant) map[string]bool {
	out := map[string]bool{}
	for file := range files {
		out[path.Dir(file)] = true
	}
	return out
}

// weaveFile writes a file of the copy with the mutants given, and what they ask beside it.
func (l *lab) weaveFile(file string, list map[int]mutant, originals map[string][]byte, spans map[string][]span) error {
	at := filepath.Join(l.tree(), filepath.FromSlash(file))
	text, ok := originals[file]
	if !ok {
		var err error
		if text, err = os.ReadFile(at); err != nil {
			return err
		}
		originals[file] = text
	}
	woven, where, err := weave(file, text, list)
	if err != nil {
		return err
	}
	spans[file] = where
	pkg := path.Base(path.Dir(file)) // as everywhere in this repository
	return errors.Join(os.WriteFile(at, woven, 0o644),
		os.WriteFile(filepath.Join(filepath.Dir(at), "mutanton.go"), fmt.Appendf(nil, asking, pkg), 0o644))
}

// buildTests builds the tests of every package that the plan needs, and finds out what they come by.
func (l *lab) buildTests(ctx context.Context, plan []task, workers int) error {
	for _, t := range plan {
		l.suites[path.Dir(t.mutant.file)] = nil
	}
	for i, pkg := range slices.Sorted(maps.Keys(l.suites)) {
		s := &suite{pkg: pkg, dir: filepath.Join(l.tree(), filepath.FromSlash(pkg)), bin: filepath.Join(l.dir, fmt.Sprintf("%d.test", i)),
			reach: map[string][]timed{}}
		cmd := exec.CommandContext(ctx, "go", "test", "-c", "-trimpath", "-vet=off", "-ldflags=-s -w", "-o", s.bin, "./"+pkg)
		cmd.Dir = l.tree()
		if out, err := cmd.CombinedOutput(); err != nil {
			return fmt.Errorf("go test -c %s: %w\n%s", pkg, err, out)
		}
		if err := s.explore(ctx, l.dir, workers); err != nil {
			return err
		}
		l.suites[pkg] = s
	}
	return nil
}

// each tries the mutants, a few at once, and yields each as it is done, until the context ends.
func (l *lab) each(ctx context.Context, plan []task, workers int) iter.Seq[result] {
	tasks, results := make(chan task), make(chan result)
	var wg sync.WaitGroup
	for i := range workers {
		wg.Go(func() {
			for t := range tasks {
				results <- result{t, l.try(ctx, filepath.Join(l.dir, fmt.Sprint("bench", i)), t)}
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

// try runs the tests of a mutant's package that come by its function, the quick ones first, until one fails.
func (l *lab) try(ctx context.Context, bench string, t task) fate {
	if !l.built[t.number] {
		return broken
	}
	s := l.suites[path.Dir(t.mutant.file)]
	tests := s.reach[t.mutant.file+" "+t.mutant.fn]
	if len(tests) == 0 {
		return unreached
	}
	for _, group := range grouped(tests) {
		_, _, err := s.run(ctx, bench, group, fmt.Sprintf("%s=%d", meantVariable, t.number))
		switch {
		case ctx.Err() != nil:
			return undone
		case err != nil:
			return killed
		}
	}
	return survived
}

// compareTimed puts the quick tests first.
func compareTimed(a, b timed) int {
	return cmp.Or(cmp.Compare(a.processor, b.processor), cmp.Compare(a.name, b.name))
}
