package main

import (
	"sync/atomic"
	"time"

	"github.com/schollz/progressbar/v3"
)

// progressAfter is how long a person waits before wondering; what is done by then shows no bar.
const progressAfter = 400 * time.Millisecond

// progress shows on a terminal how many of a number of things are done. It gives the function that says that one more
// is, which several goroutines may call.
func (t *talker) progress(what string, total int) (step func()) {
	if !t.terminal || t.quiet || total < 2 {
		return func() {}
	}
	t.bar = progressbar.NewOptions(total, progressbar.OptionSetWriter(t.out), progressbar.OptionSetDescription(what), progressbar.OptionShowCount(),
		progressbar.OptionSetWidth(30), progressbar.OptionThrottle(100*time.Millisecond), progressbar.OptionClearOnFinish(),
		progressbar.OptionSetPredictTime(true))
	start, done := time.Now(), atomic.Int64{}
	return func() {
		n := done.Add(1)
		if time.Since(start) > progressAfter {
			_ = t.bar.Set64(n) // that stderr can't be written to has no remedy
		}
	}
}

// endProgress takes the bar away.
func (t *talker) endProgress() {
	if t.bar != nil {
		_ = t.bar.Clear()
		t.bar = nil
	}
}
