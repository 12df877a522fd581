// Command mutate measures how well the tests hold the rules: it changes one condition or threshold of the code at a
// time, runs the tests, and lists the changes that no test noticed.
//
//	go run ./internal/mutate                                    200 mutants of the parser and the model
//	go run ./internal/mutate -n 50 -seed 2 ./parse              50 others, of one package
//	go run ./internal/mutate -only parse/wording/date.go:42             all mutants of one line
//
// The source files are left as they are: a mutant is built with an overlay. A mutant that does not compile is not
// counted, and another is drawn. One that makes a test take far longer than usual counts as caught. Some mutants
// can't be caught, because the program does the same; that is why the bar is not zero.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"
	"syscall"
	"time"
)

// bar is the percentage of mutants that may survive.
const bar = 12

// heldBy are the tests that hold the rules of the parser and the model, in the order in which they are run.
const heldBy = "./parse/... ./deck/... ./export/... ./cmd/examdeck=^TestIdentityGoldens$ ./internal/corpus"

// options say what is mutated, and how it is tested.
type options struct {
	dir      string   // of the module
	packages []string // patterns
	tests    string   // patterns, each perhaps with "=" and a regular expression of tests
	count    int
	seed     uint64
	atOnce   int
	only     string // FILE:LINE
	// grace is added to five times the processor time that tests usually take.
	grace time.Duration
}

func main() {
	o := options{dir: ".", grace: 10 * time.Second}
	flag.IntVar(&o.count, "n", 200, "number of mutants")
	flag.Uint64Var(&o.seed, "seed", 1, "seed of the choice")
	flag.IntVar(&o.atOnce, "j", 2, "mutants that are tested at once")
	flag.StringVar(&o.only, "only", "", "all mutants of one line, FILE:LINE, and no others")
	flag.StringVar(&o.tests, "tests", heldBy, "packages whose tests are run, in this order; PACKAGE=REGEXP runs some of its tests")
	list := flag.String("list", "", "write the survivors into this file")
	sites := flag.Bool("sites", false, "print all mutants there are, and test none")
	flag.Parse()
	if o.packages = flag.Args(); len(o.packages) == 0 {
		o.packages = []string{"./parse/...", "./deck/..."}
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	ok, err := run(ctx, os.Stdout, o, *list, *sites)
	if err != nil {
		fmt.Fprintln(os.Stderr, "mutate:", err)
	}
	if err != nil || !ok {
		stop()
		os.Exit(1)
	}
}

// run does what the flags ask for and reports whether the survivors are few enough.
func run(ctx context.Context, out io.Writer, o options, list string, sites bool) (ok bool, err error) {
	mod, err := loadModule(ctx, o)
	if err != nil {
		return false, err
	}
	all, err := mod.mutants(o.only)
	if err != nil {
		return false, err
	}
	if len(all) == 0 {
		return false, fmt.Errorf("there is nothing to mutate in %s %s", strings.Join(o.packages, " "), o.only)
	}
	if sites {
		for _, m := range all {
			fmt.Fprintln(out, m)
		}
		return true, nil
	}
	if o.only != "" {
		o.count = len(all)
	}
	lab, err := newLab(ctx, mod, o)
	if err != nil {
		return false, err
	}
	defer lab.close()
	verdicts, err := lab.try(out, choose(all, o.seed))
	ok, unwritten := summary(out, verdicts, list) // of what was tried before it was interrupted as well
	return ok, errors.Join(err, unwritten)
}

// summary lists the survivors and reports whether they are few enough.
func summary(out io.Writer, verdicts []verdict, list string) (ok bool, err error) {
	var survivors strings.Builder
	count := map[outcome]int{}
	for _, v := range verdicts {
		if count[v.outcome]++; v.outcome == survived {
			fmt.Fprintln(&survivors, v.mutant)
		}
	}
	tested := count[caught] + count[endless] + count[survived]
	share := 100 * float64(count[survived]) / float64(max(tested, 1))
	fmt.Fprintf(out, "\n%s\n%d mutants: %d caught, %d of them by the clock; %d survive, %.1f %% (bar: %d %%); %d more did not compile\n",
		survivors.String(), tested, count[caught]+count[endless], count[endless], count[survived], share, bar, count[broken])
	if list != "" {
		err = os.WriteFile(list, []byte(survivors.String()), 0o644)
	}
	return share <= bar, err
}
