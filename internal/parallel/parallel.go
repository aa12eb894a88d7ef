// Package parallel spreads one loop over the processors: thousands of files or pages that have nothing to do with each
// other.
package parallel

import (
	"runtime"
	"sync"
)

// Each calls f once for every number from 0 to n-1, on every processor, in no order, and returns when all are done.
func Each(n int, f func(i int)) {
	var wg sync.WaitGroup
	next := make(chan int, 64)
	for range runtime.GOMAXPROCS(0) {
		wg.Go(func() {
			for i := range next {
				f(i)
			}
		})
	}
	for i := range n {
		next <- i
	}
	close(next)
	wg.Wait()
}
