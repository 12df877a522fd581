// Command bench measures an export beside its floor: the same work done by the libraries alone. It also measures the
// same export against its own package as the baseline, and the export of a single note. What it measures is printed
// beside the bars that an export is judged by (bars.go). They are meant for a quiet machine of two processors or
// more, and for 100,000 questions and more: of fewer the start of the process is a good part.
//
// It writes exam notes of 1,000, 10,000 and 100,000 questions, exports them with the given examdeck binary as a whole
// process, and lets processes of its own do each stage of the floor on one core: goldmark parses and renders the same
// bytes, chroma highlights their code, SQLite takes the same rows, deflate packs the same collection. The runs take
// turns, so that a machine whose speed drifts slows both; medians are printed.
//
// A million questions take some minutes, 3 GB of disk and, for the floor's rows, 6 GB of memory:
//
//	make build && go run ./internal/bench -sizes 1000000 -runs 1
//
// With -vault it measures an export with many pictures instead, and a second one that has nothing to do:
//
//	make build && go run ./internal/bench -vault 5000
package main

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"time"
)

func main() {
	examdeck := flag.String("examdeck", "bin/examdeck", "the binary to measure")
	sizes := flag.String("sizes", "1000,10000,100000", "numbers of questions, with commas between")
	runs := flag.Int("runs", 3, "runs of which the median counts")
	note := flag.String("note", "../shared/seed/exams.md", "a single note, whose export is measured as well")
	vault := flag.Int("vault", 0, "measure a vault of so many notes, each with a picture of 420 kB, instead")
	stage := flag.String("stage", "", "run only this stage of the floor, on the files that follow")
	flag.Parse()
	err := error(nil)
	switch {
	case *stage != "":
		err = runStage(*stage, flag.Args())
	case *vault > 0:
		err = inFolder(func(dir string) error { return measureVault(*examdeck, dir, *vault) })
	default:
		err = inFolder(func(dir string) error { return compare(*examdeck, *note, dir, *sizes, *runs) })
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

// figures are what one process took.
type figures struct {
	wall, cpu time.Duration
	peak      int64 // bytes
}

// inFolder does something in a folder that is removed after it.
func inFolder(do func(dir string) error) error {
	dir, err := os.MkdirTemp("", "examdeck-bench-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	return do(dir)
}

func compare(examdeck, note, dir, sizes string, runs int) error {
	self, err := os.Executable()
	if err != nil {
		return err
	}
	fmt.Printf("%9s %9s %9s %9s %9s %9s  %s\n", "questions", "notes/s", "wall s", "cpu s", "peak MB", "size MB", "")
	for _, field := range strings.Split(sizes, ",") {
		n, err := strconv.Atoi(field)
		if err != nil {
			return err
		}
		for _, code := range []bool{true, false} {
			if err := compareSize(examdeck, self, dir, n, code, runs); err != nil {
				return err
			}
		}
	}
	return measureNote(examdeck, note, dir)
}

// compareSize measures n questions. Without code it shows what reading costs, whatever the highlighter takes.
func compareSize(examdeck, self, dir string, n int, code bool, runs int) error {
	source := filepath.Join(dir, fmt.Sprintf("exams-%d-%t.vault", n, code))
	bytes, err := generate(source, n, code)
	if err != nil {
		return err
	}
	out := filepath.Join(dir, "out.apkg")
	var ours, again []figures
	floor := map[string][]figures{}
	for range runs {
		_ = os.Remove(out)
		f, err := run(exec.Command(examdeck, "export", "-q", source, "-o", out))
		if err != nil {
			return err
		}
		ours = append(ours, f)
		// The package that was just made is now the baseline; one more question makes a new one of it.
		if f, err = exportWithMore(examdeck, source, out); err != nil {
			return err
		}
		again = append(again, f)
		for _, s := range stages {
			cmd := exec.Command(self, "-stage", s.name, source, out)
			cmd.Env = append(os.Environ(), "GOMAXPROCS=1")
			if f, err = runCounted(cmd); err != nil {
				return err
			}
			floor[s.name] = append(floor[s.name], f)
		}
	}
	report(n, bytes, code, median(ours), median(again), floor)
	return nil
}

// exportWithMore exports the sources with one question more.
func exportWithMore(examdeck, source, out string) (figures, error) {
	more := filepath.Join(source, "more.md")
	if err := os.WriteFile(more, []byte("#### Question 1\n\n> One more?\n\nYes.\n"), 0o644); err != nil {
		return figures{}, err
	}
	f, err := run(exec.Command(examdeck, "export", "-q", source, "-o", out))
	return f, errors.Join(err, os.Remove(more))
}

func report(n int, bytes int64, code bool, ours, again figures, floor map[string][]figures) {
	row := func(name string, f figures) {
		fmt.Printf("%9d %9.0f %9.2f %9.2f %9.0f %9.1f  %s\n", n, float64(n)/f.wall.Seconds(), f.wall.Seconds(), f.cpu.Seconds(),
			float64(f.peak)/1e6, float64(bytes)/1e6, name)
	}
	what := "examdeck"
	if !code {
		what = "examdeck, notes without code"
	}
	row(what, ours)
	row(what+", with a baseline", again)
	var sum figures
	for _, s := range stages {
		f := median(floor[s.name])
		row("floor: "+s.name, f)
		sum.wall += f.wall
		sum.cpu += f.cpu
	}
	row("floor, all stages", sum)
	if code {
		printBars(bytes, ours, again, sum)
	} else {
		printBar("cpu time, of the floor's", ours.cpu.Seconds()/sum.cpu.Seconds(), mostCPUNoCode, "x")
	}
}

// run takes the time of a whole process, as the operating system counted it.
func run(cmd *exec.Cmd) (figures, error) {
	start := time.Now()
	output, err := cmd.CombinedOutput()
	wall := time.Since(start)
	if err != nil {
		return figures{}, fmt.Errorf("%s: %w: %s", cmd, err, output)
	}
	f := figures{wall: wall, cpu: cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()}
	if usage, ok := cmd.ProcessState.SysUsage().(*syscall.Rusage); ok {
		f.peak = usage.Maxrss * 1024 // kB on Linux
	}
	return f, nil
}

// runCounted runs a stage, which says itself what counts.
func runCounted(cmd *exec.Cmd) (figures, error) {
	output, err := cmd.Output()
	if err != nil {
		return figures{}, fmt.Errorf("%s: %w", cmd, err)
	}
	var wall, cpu int64
	if _, err := fmt.Sscan(string(output), &wall, &cpu); err != nil {
		return figures{}, fmt.Errorf("%s: %w: %q", cmd, err, output)
	}
	return figures{wall: time.Duration(wall), cpu: time.Duration(cpu)}, nil
}

func median(all []figures) figures {
	sorted := slices.Clone(all)
	slices.SortFunc(sorted, func(a, b figures) int { return int(a.wall - b.wall) })
	return sorted[len(sorted)/2]
}
