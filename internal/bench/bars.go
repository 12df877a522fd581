package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"time"
)

// The bars that an export is judged by.
const (
	mostWall = 0.8 // of the floor's
	mostCPU  = 1.3 // of the floor's
	// mostCPUNoCode is for notes without code: what reading costs, which our quicker highlighting otherwise hides.
	mostCPUNoCode = 2.0 // of the floor's
	mostBaseline  = 0.5 // of the wall time, on top of it: a package is read, and every question is compared
	// mostUnchanged is what a second export of an unchanged vault full of pictures may take, of the time of the first.
	mostUnchanged = 1.0 / 3
	// mostPerByte and mostBeside are what it takes of memory: so much for each byte of the sources, and so many bytes
	// beside.
	mostPerByte = 3
	mostBeside  = 100e6
	// mostForNote is how long a person may wait for a single note, the start of the process included.
	mostForNote = 50 * time.Millisecond
)

// printBar prints what was measured beside its bar.
func printBar(what string, got, most float64, unit string) {
	verdict := "kept"
	if got > most {
		verdict = "MISSED"
	}
	fmt.Printf("%9s %-38s %9.2f %-3s bar %9.2f  %s\n", "", what, got, unit, most, verdict)
}

// printBars judges the figures of one size.
func printBars(bytes int64, ours, again, floor figures) {
	printBar("wall time, of the floor's", ours.wall.Seconds()/floor.wall.Seconds(), mostWall, "x")
	printBar("cpu time, of the floor's", ours.cpu.Seconds()/floor.cpu.Seconds(), mostCPU, "x")
	printBar("peak memory", float64(ours.peak)/1e6, memoryBar(bytes)/1e6, "MB")
	printBar("wall time that the baseline adds", 100*(again.wall.Seconds()/ours.wall.Seconds()-1), 100*mostBaseline, "%")
}

// memoryBar is how many bytes of memory an export of so many bytes of text may take.
func memoryBar(bytes int64) float64 { return mostPerByte*float64(bytes) + mostBeside }

// measureNote exports a single note, again and again, and judges the time of the whole process.
func measureNote(examdeck, note, dir string) error {
	if _, err := os.Stat(note); errors.Is(err, fs.ErrNotExist) {
		fmt.Printf("%9s not measured: there is no %s\n", "", note)
		return nil
	}
	const runs = 15
	out := filepath.Join(dir, "note.apkg")
	var took []figures
	for range runs {
		_ = os.Remove(out)
		f, err := run(exec.Command(examdeck, "export", "-q", note, "-o", out))
		if err != nil {
			return err
		}
		took = append(took, f)
	}
	printBar(note, float64(median(took).wall.Microseconds())/1e3, float64(mostForNote.Milliseconds()), "ms")
	return nil
}
