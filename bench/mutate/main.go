// Command mutate breaks the program on purpose, one small thing at a time, and tells which breaks no test notices. It
// does so where a mistake would be published: the build record, staleness, the lock, escaping, publishing, the
// manifest, and what is released. From the repository's root:
//
//	go run ./bench/mutate                      # all mutants
//	go run ./bench/mutate -minutes 6 -seed 7   # a sample: as many as six minutes allow
//	go run ./bench/mutate -area lock -list     # what would be tried
//
// It prints every mutant that survives, as file:line, and a table by area; it exits with 1 if fewer than -floor percent
// die, in any area of a whole run or in all of a sample. A mutant that changes nothing anybody could see stands in equivalent.txt with the reason.
//
// All mutants are built into the program at once, in a copy of the repository, and a variable of the environment says
// which one is meant. Each test runs once without any, which tells how long it takes and by which functions it comes; a
// mutant is tried by the tests of its own package that come by its function, the quickest first, until one fails. Tests
// that take more than two seconds of a processor do not count, and those of other packages neither: what a package
// decides is held where it stands.
//
// The tools that exist (gremlins 0.6, go-mutesting) take whole packages, have no sample and no bound of time, and do
// not drop statements, which is the mutation that matters most here: a doubt, a check or a refusal that is forgotten.
package main

import (
	"cmp"
	"context"
	_ "embed"
	"flag"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/signal"
	"slices"
	"strings"
	"text/tabwriter"
	"time"
)

//go:embed equivalent.txt
var equivalents string

func main() {
	var o options
	flag.Float64Var(&o.minutes, "minutes", 0, "stop after so many minutes, the building among them; 0 tries all mutants")
	flag.Uint64Var(&o.seed, "seed", 1, "the order of the mutants, and so the sample")
	flag.Float64Var(&o.floor, "floor", 95, "how many percent must die")
	flag.IntVar(&o.workers, "workers", 2, "how many mutants are tried at once")
	flag.StringVar(&o.area, "area", "", "only the area whose name begins so")
	flag.StringVar(&o.match, "match", "", "only mutants whose lines, as -list prints them, hold this")
	flag.BoolVar(&o.list, "list", false, "list the mutants and try none")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	err := o.run(ctx, os.Stdout)
	stop()
	if err != nil {
		fmt.Fprintln(os.Stderr, "mutate:", err)
		os.Exit(1)
	}
}

type options struct {
	minutes, floor float64
	seed           uint64
	workers        int
	area, match    string
	list           bool
}

func (o options) run(ctx context.Context, w io.Writer) error {
	marks, err := readMarks(equivalents)
	if err != nil {
		return err
	}
	var plan []task
	for _, a := range areas {
		if !strings.HasPrefix(a.name, o.area) {
			continue
		}
		all, err := a.mutants(".")
		if err != nil {
			return err
		}
		for _, m := range all {
			if !marks.covers(m) {
				if t := (task{a, m, len(plan) + 1}); strings.Contains(m.String(), o.match) {
					plan = append(plan, t)
				}
			}
		}
	}
	if unused := marks.unused(); o.area == "" && len(unused) > 0 {
		return fmt.Errorf("equivalent.txt: no mutant is as these lines say; take them out or correct them:\n%s", strings.Join(unused, "\n"))
	}
	if o.list {
		for _, t := range plan {
			fmt.Fprintln(w, t.mutant)
		}
		return nil
	}
	return o.try(ctx, w, shuffled(plan, o.seed))
}

// task is a mutant and its area.
type task struct {
	area   area
	mutant mutant
	number int // from 1, every one its own
}

// shuffled mixes the mutants of each area and then takes one of each area in turn, so that a sample has some of all.
func shuffled(plan []task, seed uint64) []task {
	random := rand.New(rand.NewPCG(seed, 0))
	random.Shuffle(len(plan), func(i, j int) { plan[i], plan[j] = plan[j], plan[i] })
	byArea := map[string][]task{}
	for _, t := range plan {
		byArea[t.area.name] = append(byArea[t.area.name], t)
	}
	out := make([]task, 0, len(plan))
	for round := 0; len(out) < len(plan); round++ {
		for _, a := range areas {
			if list := byArea[a.name]; round < len(list) {
				out = append(out, list[round])
			}
		}
	}
	return out
}

// tally counts what became of an area's mutants. Those that do not compile count for nothing.
type tally struct{ mutants, killed, survived, broken int }

// share returns how many percent died.
func (t tally) share() float64 {
	if t.killed+t.survived == 0 {
		return 100
	}
	return 100 * float64(t.killed) / float64(t.killed+t.survived)
}

func (o options) try(ctx context.Context, w io.Writer, plan []task) error {
	began := time.Now()
	lab, err := newLab(ctx, plan, o.workers)
	if err != nil {
		return err
	}
	defer lab.close()
	if o.minutes > 0 {
		var cancel context.CancelFunc
		ctx, cancel = context.WithDeadline(ctx, began.Add(time.Duration(o.minutes*float64(time.Minute))))
		defer cancel()
	}
	counts := map[string]*tally{}
	for _, t := range plan {
		if counts[t.area.name] == nil {
			counts[t.area.name] = &tally{}
		}
		counts[t.area.name].mutants++
	}
	var alive []result
	for r := range lab.each(ctx, plan, o.workers) {
		n := counts[r.area.name]
		switch r.fate {
		case killed:
			n.killed++
		case survived, unreached:
			n.survived++
			alive = append(alive, r)
		case broken:
			n.broken++
		}
	}
	slices.SortFunc(alive, func(a, b result) int { return cmp.Compare(a.number, b.number) })
	for _, r := range alive {
		fmt.Fprintln(w, r.mutant)
		if r.fate == unreached {
			fmt.Fprintln(w, "\tno test comes by")
		}
	}
	return o.judge(w, counts)
}

// judge prints the table; it is an error if too many survive, of a sample in all, and of a whole run in any area.
func (o options) judge(w io.Writer, counts map[string]*tally) error {
	table := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(table, "area\tmutants\ttried\tkilled\tsurvived\tpercent\t")
	row := func(name string, n tally) {
		fmt.Fprintf(table, "%s\t%d\t%d\t%d\t%d\t%.1f\t\n", name, n.mutants-n.broken, n.killed+n.survived, n.killed, n.survived, n.share())
	}
	var sum tally
	var low []string
	for _, a := range areas {
		n := counts[a.name]
		if n == nil {
			continue
		}
		row(a.name, *n)
		if o.minutes == 0 && n.share() < o.floor {
			low = append(low, a.name)
		}
		sum = tally{sum.mutants + n.mutants, sum.killed + n.killed, sum.survived + n.survived, sum.broken + n.broken}
	}
	row("all", sum)
	if err := table.Flush(); err != nil {
		return err
	}
	switch {
	case sum.killed+sum.survived == 0:
		return fmt.Errorf("no mutant was tried")
	case len(low) > 0:
		return fmt.Errorf("less than %g %% of the mutants die in %s: write tests for those above", o.floor, strings.Join(low, ", "))
	case sum.share() < o.floor:
		return fmt.Errorf("%.1f %% of the mutants die, and %g %% must: write tests for those above (seed %d)", sum.share(), o.floor, o.seed)
	}
	return nil
}
