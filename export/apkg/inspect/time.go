package inspect

import (
	"fmt"
	"time"
)

// day is how far ahead Anki lets a time be (rslib/src/dbcheck.rs).
const day = 24 * 60 * 60

// future reports whether a time in seconds lies more than a day ahead.
func (in *inspector) future(seconds int64) bool {
	return !in.opts.Time.IsZero() && seconds > in.opts.Time.Unix()+day
}

// futureID does so for an id, which is in milliseconds.
func (in *inspector) futureID(id int64) bool { return in.future(id / 1000) }

// when says a time that lies in the future; one that makes no sense is probably in milliseconds.
func when(seconds int64) string {
	const year3000 = 32_503_680_000
	if seconds > year3000 {
		return fmt.Sprintf("at %d, which is no time in seconds, but perhaps one in milliseconds", seconds)
	}
	return "in the future, on " + time.Unix(seconds, 0).UTC().Format(time.DateOnly)
}
