package main

import (
	"bytes"
	"strings"
	"testing"
	"time"
)

// TestProgress: a terminal shows how many things are done once that takes a while, and nothing else ever does.
func TestProgress(t *testing.T) {
	for _, c := range []struct {
		name  string
		talk  talker
		total int
		wait  time.Duration
		shown bool
	}{
		{"terminal", talker{terminal: true}, 3, progressAfter + 50*time.Millisecond, true},
		{"soon done", talker{terminal: true}, 3, 0, false},
		{"one thing", talker{terminal: true}, 1, progressAfter + 50*time.Millisecond, false},
		{"quiet", talker{terminal: true, quiet: true}, 3, 0, false},
		{"file", talker{}, 3, progressAfter + 50*time.Millisecond, false},
	} {
		var out bytes.Buffer
		c.talk.out = &out
		step := c.talk.progress("reading", c.total)
		time.Sleep(c.wait)
		step()
		if shown := strings.Contains(out.String(), "reading") && strings.Contains(out.String(), "(1/3)"); shown != c.shown || !shown && out.Len() > 0 {
			t.Errorf("%s: %q", c.name, &out)
		}
		c.talk.endProgress()
		if c.shown && !strings.HasSuffix(strings.TrimRight(out.String(), " "), "\r") {
			t.Errorf("%s: the bar stays: %q", c.name, &out)
		}
	}
}
