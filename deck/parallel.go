package deck

import (
	"runtime"
	"sync"
)

// inParallel calls do for each of n things, which are shared out among the processors in runs of neighbours.
func inParallel(n int, do func(i int)) {
	workers := min(runtime.GOMAXPROCS(0), n/1000+1)
	var all sync.WaitGroup
	for w := range workers {
		all.Go(func() {
			for i := n * w / workers; i < n*(w+1)/workers; i++ {
				do(i)
			}
		})
	}
	all.Wait()
}
