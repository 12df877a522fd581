package main

import (
	"fmt"
	"syscall"
	"time"
)

var counted struct {
	start time.Time
	cpu   time.Duration
}

// beginCounting starts the clock of a stage; what came before, such as unpacking its input, does not count.
func beginCounting() {
	counted.start, counted.cpu = time.Now(), cpuTime()
}

// printCounted tells the parent process what the stage took, in nanoseconds.
func printCounted() error {
	_, err := fmt.Println(time.Since(counted.start).Nanoseconds(), (cpuTime() - counted.cpu).Nanoseconds())
	return err
}

// cpuTime is the user and system time of this process.
func cpuTime() time.Duration {
	var usage syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &usage); err != nil {
		return 0
	}
	return time.Duration(usage.Utime.Nano() + usage.Stime.Nano())
}
