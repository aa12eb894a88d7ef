//go:build unix

package publish

import (
	"fmt"
	"iter"
	"os"
	"path/filepath"
	"syscall"
	"testing"
	"time"
)

// BenchmarkSwap publishes 20,000 pages of 15 KB, each in a folder of its own, in memory if there is /dev/shm.
// cpu-ms/op is what all cores spent; the making of the pages is no part of it.
func BenchmarkSwap(b *testing.B) {
	const pages, size = 20_000, 15_000
	data := make([]byte, size)
	for i := range data {
		data[i] = byte(i * i >> 3)
	}
	paths := make([]string, pages)
	for i := range paths {
		paths[i] = fmt.Sprintf("ca/%s/section-%02d/page-%05d/index.html", []string{"en", "fr"}[i%2], i%50, i)
	}
	// Each build changes every nth page; none for 0.
	build := func(nth, version int) iter.Seq2[Output, error] {
		return func(yield func(Output, error) bool) {
			for i, p := range paths {
				data[0] = 0
				if nth > 0 && i%nth == 0 {
					data[0] = byte(version)
				}
				if !yield(Output{Path: p, Data: data}, nil) {
					return
				}
			}
		}
	}
	for _, bb := range []struct {
		name string
		nth  int
		cold bool
	}{{"cold", 0, true}, {"unchanged", 0, false}, {"one-in-100", 100, false}, {"all", 1, false}} {
		b.Run(bb.name, func(b *testing.B) {
			top, err := os.MkdirTemp("/dev/shm", "tocsin-bench-")
			if err != nil {
				top = b.TempDir()
			}
			defer os.RemoveAll(top)
			dir := filepath.Join(top, "public")
			swapOnce := func(version int) {
				if _, err := Swap(dir, build(bb.nth, version), wholeSite); err != nil {
					b.Fatal(err)
				}
			}
			if !bb.cold {
				swapOnce(0)
			}
			var cpu time.Duration
			version := 0
			for b.Loop() {
				version++
				if bb.cold {
					b.StopTimer()
					os.RemoveAll(dir)
					b.StartTimer()
				}
				before := cpuTime()
				swapOnce(version)
				cpu += cpuTime() - before
			}
			b.ReportMetric(float64(cpu.Milliseconds())/float64(b.N), "cpu-ms/op")
		})
	}
}

func cpuTime() time.Duration {
	var r syscall.Rusage
	_ = syscall.Getrusage(syscall.RUSAGE_SELF, &r)
	return time.Duration(r.Utime.Nano() + r.Stime.Nano())
}
