// Package profile writes down where a command's time and memory go: profiles that `go tool pprof` and `go tool trace`
// read, and a table of the stages that anybody can. It changes nothing that a command makes.
package profile

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"runtime/pprof"
	"runtime/trace"
	"strings"
	"text/tabwriter"
	"time"
)

// The files that a profile is made of, in its folder.
const (
	Processor = "cpu.pprof"
	Heap      = "heap.pprof" // of all that was allocated, and of what was in use in the end
	Trace     = "trace.out"
	Stages    = "stages.txt"
)

// Profile gathers. A nil one does nothing, so that nobody needs to ask whether there is one.
type Profile struct {
	dir            string
	processor, log *os.File
	stages         []stage
}

// stage is what one stage took: until it ends, what the clock and the memory were when it began.
type stage struct {
	name      string
	time      time.Duration
	allocated uint64 // bytes, whether they are in use still or not
	heap      uint64 // bytes in use or not yet collected in the end

	began time.Time
	was   uint64
}

// Start makes the folder, writes over a profile that lies there, and begins to gather.
func Start(dir string) (*Profile, error) {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, err
	}
	p := &Profile{dir: dir}
	var err error
	if p.processor, err = os.Create(filepath.Join(dir, Processor)); err != nil {
		return nil, err
	}
	if p.log, err = os.Create(filepath.Join(dir, Trace)); err != nil {
		return nil, errors.Join(err, p.processor.Close())
	}
	if err = pprof.StartCPUProfile(p.processor); err == nil {
		err = trace.Start(p.log)
	}
	if err != nil {
		pprof.StopCPUProfile()
		return nil, errors.Join(err, p.processor.Close(), p.log.Close())
	}
	return p, nil
}

// Stage says that a stage begins, and so that the one before has ended.
func (p *Profile) Stage(name string) {
	if p == nil {
		return
	}
	now, m := time.Now(), memory()
	p.end(now, m)
	p.stages = append(p.stages, stage{name: name, began: now, was: m.TotalAlloc})
}

func memory() (m runtime.MemStats) {
	runtime.ReadMemStats(&m)
	return m
}

func (p *Profile) end(now time.Time, m runtime.MemStats) {
	if len(p.stages) == 0 {
		return
	}
	s := &p.stages[len(p.stages)-1]
	s.time, s.allocated, s.heap = now.Sub(s.began), m.TotalAlloc-s.was, m.HeapAlloc
}

// Close ends the last stage and writes everything. Columns are the heads of the table: stage, time, allocated, in use.
func (p *Profile) Close(columns [4]string) error {
	if p == nil {
		return nil
	}
	p.end(time.Now(), memory())
	trace.Stop()
	pprof.StopCPUProfile()
	err := errors.Join(p.processor.Close(), p.log.Close())
	heap, e := os.Create(filepath.Join(p.dir, Heap))
	if e == nil {
		e = errors.Join(pprof.Lookup("allocs").WriteTo(heap, 0), heap.Close())
	}
	return errors.Join(err, e, os.WriteFile(filepath.Join(p.dir, Stages), []byte(p.table(columns)), 0o644))
}

func (p *Profile) table(columns [4]string) string {
	var b strings.Builder
	w := tabwriter.NewWriter(&b, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintf(w, "%s\t%s\t%s\t%s\t\n", columns[0], columns[1], columns[2], columns[3])
	for _, s := range p.stages {
		fmt.Fprintf(w, "%s\t%.1f ms\t%.1f MB\t%.1f MB\t\n", s.name, float64(s.time.Microseconds())/1e3, float64(s.allocated)/1e6, float64(s.heap)/1e6)
	}
	_ = w.Flush() // a strings.Builder takes everything
	return b.String()
}
