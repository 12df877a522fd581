// Command examdeck turns Markdown notes with exam questions into Anki decks.
//
// This is the only place that knows the operating system, the environment and the clock: app.go holds the commands
// and args.go makes their flags work anywhere; sources.go finds what is to be read, output.go puts files in their
// place, and talk.go holds all that is said to a person. What the commands do is in the packages parse, deck and
// export.
//
// stdout carries what was asked for, stderr everything else. The exit code is 0 when all is done, 1 for a problem in
// input or output, 2 for a call that makes no sense.
package main

import (
	"os"
	"os/signal"
	"syscall"

	"github.com/examdeck/examdeck/internal/atomicfile"
)

func main() {
	// A first interrupt ends the process and takes unfinished files along; a second one ends it as it is.
	interrupts := make(chan os.Signal, 1)
	signal.Notify(interrupts, os.Interrupt, syscall.SIGTERM)
	go func() {
		s := <-interrupts
		signal.Reset()
		atomicfile.Abandon()
		code := 130
		if s == syscall.SIGTERM {
			code = 143
		}
		os.Exit(code)
	}()
	tuneMemory()
	os.Exit(run(os.Args, os.Stdout, os.Stderr))
}
