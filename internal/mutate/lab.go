package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"
)

// outcome is what became of a mutant.
type outcome int

const (
	untried  outcome = iota
	broken           // it does not compile
	caught           // a test failed
	endless          // a test took far longer than usual
	survived         // no test noticed
)

var words = map[outcome]string{caught: "caught", endless: "endless", survived: "SURVIVES"}

// verdict is a mutant with what became of it.
type verdict struct {
	mutant
	outcome
	by string // the tests that caught it
}

// lab tests mutants.
type lab struct {
	ctx     context.Context
	mod     *module
	options options
	scratch string

	mu     sync.Mutex
	limits map[suite]time.Duration // of processor time
}

func newLab(ctx context.Context, mod *module, o options) (*lab, error) {
	scratch, err := os.MkdirTemp("", "mutate")
	return &lab{ctx: ctx, mod: mod, options: o, scratch: scratch, limits: map[suite]time.Duration{}}, err
}

func (l *lab) close() { _ = os.RemoveAll(l.scratch) }

// try tests mutants in their order until as many as are asked for have compiled.
func (l *lab) try(out io.Writer, mutants []mutant) ([]verdict, error) {
	verdicts := make([]verdict, len(mutants))
	var mu sync.Mutex
	next, open, done := 0, 0, 0 // open are those that may yet turn out not to compile
	changed := sync.NewCond(&mu)
	var faults []error
	worker := func() {
		mu.Lock()
		defer mu.Unlock()
		for {
			for next < len(mutants) && open > 0 && open+done >= l.options.count {
				changed.Wait()
			}
			if next == len(mutants) || open+done >= l.options.count || len(faults) > 0 || l.ctx.Err() != nil {
				return
			}
			i := next
			next, open = next+1, open+1
			mu.Unlock()
			v, err := l.judge(i, mutants[i])
			mu.Lock()
			open--
			if err != nil {
				faults = append(faults, err)
			} else if verdicts[i] = v; v.outcome != broken {
				done++
				fmt.Fprintf(out, "%3d %-8s %v\n", done, words[v.outcome], v.mutant)
				if l.options.only != "" {
					fmt.Fprintf(out, "    %s\n", v.by)
				}
			}
			changed.Broadcast()
		}
	}
	var all sync.WaitGroup
	for range l.options.atOnce {
		all.Go(worker)
	}
	all.Wait()
	verdicts = slices.DeleteFunc(verdicts, func(v verdict) bool { return v.outcome == untried })
	return verdicts, errors.Join(append(faults, l.ctx.Err())...)
}

// judge runs the tests that see a mutant until one notices it.
func (l *lab) judge(i int, m mutant) (verdict, error) {
	source, err := os.ReadFile(m.file)
	if err != nil {
		return verdict{}, err
	}
	dir := filepath.Join(l.scratch, strconv.Itoa(i))
	defer os.RemoveAll(dir)
	changed, overlay := filepath.Join(dir, "mutant.go"), filepath.Join(dir, "overlay.json")
	replace, err := json.Marshal(map[string]any{"Replace": map[string]string{m.file: changed}})
	if err := errors.Join(err, os.Mkdir(dir, 0o755), os.WriteFile(changed, m.apply(source), 0o644), os.WriteFile(overlay, replace, 0o644)); err != nil {
		return verdict{}, err
	}
	for _, s := range l.mod.suitesFor(m.pkg) {
		limit, err := l.limit(s)
		if err != nil {
			return verdict{}, err
		}
		if _, err := l.build(dir, s, overlay); err != nil {
			return verdict{mutant: m, outcome: broken}, l.ctx.Err()
		}
		_, text, err := l.test(dir, s, limit)
		switch {
		case l.ctx.Err() != nil:
			return verdict{}, l.ctx.Err()
		case err == nil:
			continue
		case strings.Contains(err.Error(), "killed") || strings.Contains(text, "panic: test timed out after"):
			return verdict{m, endless, s.pkg}, nil
		}
		return verdict{m, caught, s.pkg + ": " + firstFailure(text)}, nil
	}
	return verdict{mutant: m, outcome: survived}, nil
}

// firstFailure is the first line that names a test that failed.
func firstFailure(text string) string {
	for line := range strings.Lines(text) {
		if strings.HasPrefix(strings.TrimSpace(line), "--- FAIL") || strings.HasPrefix(line, "panic:") {
			return strings.TrimSpace(line)
		}
	}
	return "failed"
}

// limit is the time that tests may take: far more than they do without a mutant. They must pass without one.
func (l *lab) limit(s suite) (time.Duration, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.limits[s] == 0 {
		text, err := l.build(l.scratch, s, "")
		var took time.Duration
		if err == nil {
			took, text, err = l.test(l.scratch, s, 10*time.Minute)
		}
		if err != nil {
			return 0, fmt.Errorf("without a mutant, %s: %w\n%s", s.pkg, err, text)
		}
		l.limits[s] = l.options.grace + 5*took
	}
	return l.limits[s], nil
}

// binary is where the tests of a package are built.
func binary(dir string, s suite) string {
	return filepath.Join(dir, strings.ReplaceAll(s.pkg, "/", "-")+".test")
}

// build builds the tests of a package, unless the folder has them. It returns what the compiler said.
func (l *lab) build(dir string, s suite, overlay string) (text string, err error) {
	if _, err := os.Stat(binary(dir, s)); err == nil {
		return "", nil
	}
	args := []string{"test", "-c", "-p=1", "-o", binary(dir, s)}
	if overlay != "" {
		args = append(args, "-overlay="+overlay)
	}
	cmd := exec.CommandContext(l.ctx, "go", append(args, s.pkg)...)
	cmd.Dir = l.mod.dir
	out, err := cmd.CombinedOutput()
	return string(out), err
}

// memory is what a test may take, in KiB: a mutant may ask for more and more.
const memory = 6_000_000

// test runs tests and returns the processor time that they took, and what they said.
func (l *lab) test(dir string, s suite, limit time.Duration) (took time.Duration, text string, err error) {
	args := []string{binary(dir, s), "-test.failfast", "-test.run=" + s.run, "-test.timeout=" + (10 * limit).String()}
	if sh, err := exec.LookPath("sh"); err == nil {
		limits := fmt.Sprintf(`ulimit -v %d; ulimit -t %d; exec "$0" "$@"`, memory, int(limit.Seconds())+1)
		args = append([]string{sh, "-c", limits}, args...)
	}
	cmd := exec.CommandContext(l.ctx, args[0], args[1:]...)
	cmd.Dir = l.mod.all[s.pkg].Dir
	cmd.Env = slices.DeleteFunc(os.Environ(), asksOthers)
	out, err := cmd.CombinedOutput()
	if cmd.ProcessState != nil {
		took = cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()
	}
	return took, string(out), err
}

// asksOthers reports whether a variable makes tests ask other programs, which take long and hold few rules.
func asksOthers(variable string) bool {
	name, _, _ := strings.Cut(variable, "=")
	return name == "CI" || strings.HasPrefix(name, "EXAMDECK_")
}
