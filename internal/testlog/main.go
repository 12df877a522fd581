// Command testlog reads the output of `go test -json` and prints what a person needs: each package's last line, the
// whole output of what failed, and every test that was skipped with its reason. It fails if a test failed or none
// ran.
package main

import (
	"bufio"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"strings"
)

// event is a line of `go test -json` (see `go doc test2json`).
type event struct {
	Action, Package, Test, Output string
}

func main() {
	skippedTo := flag.String("skipped", "", "a file to which the skipped tests are added")
	flag.Parse()
	log := newTestLog()
	in := bufio.NewScanner(os.Stdin)
	in.Buffer(nil, 1<<24)
	for in.Scan() {
		log.line(in.Bytes())
	}
	if err := in.Err(); err != nil {
		fmt.Fprintln(os.Stderr, "testlog:", err)
		os.Exit(1)
	}
	if err := log.writeSkipped(*skippedTo); err != nil {
		fmt.Fprintln(os.Stderr, "testlog:", err)
		os.Exit(1)
	}
	fmt.Printf("%d passed, %d failed, %d skipped\n", log.passed, log.failed, len(log.skipped))
	if log.failed > 0 || log.broken || log.passed == 0 {
		os.Exit(1)
	}
}

type testLog struct {
	output         map[string]*strings.Builder // by package and test
	skipped        []string
	passed, failed int
	broken         bool // a package failed, be it in building
}

func newTestLog() *testLog { return &testLog{output: map[string]*strings.Builder{}} }

func (l *testLog) line(text []byte) {
	var e event
	if err := json.Unmarshal(text, &e); err != nil {
		fmt.Println(string(text)) // go's own complaints are no JSON
		return
	}
	key := e.Package + " " + e.Test
	switch e.Action {
	case "output":
		if l.output[key] == nil {
			l.output[key] = &strings.Builder{}
		}
		l.output[key].WriteString(e.Output)
	case "build-output":
		fmt.Print(e.Output)
	case "pass", "fail", "skip":
		l.end(e, key)
	}
}

// end prints what is worth it of a test or a package that came to its end.
func (l *testLog) end(e event, key string) {
	said := ""
	if b := l.output[key]; b != nil {
		said = b.String()
		delete(l.output, key)
	}
	switch {
	case e.Test == "" && e.Action == "fail":
		l.broken = true
		fmt.Print(said)
	case e.Test == "":
		lines := strings.Split(strings.TrimSpace(said), "\n")
		fmt.Println(lines[len(lines)-1])
	case e.Action == "fail":
		l.failed++
		fmt.Print(said)
	case e.Action == "skip":
		reason := strings.Join(strings.Fields(said), " ")
		l.skipped = append(l.skipped, fmt.Sprintf("  %s: %s", key, reason))
	default:
		l.passed++
	}
}

func (l *testLog) writeSkipped(name string) error {
	if name == "" || len(l.skipped) == 0 {
		return nil
	}
	return os.WriteFile(name, []byte(strings.Join(l.skipped, "\n")+"\n"), 0o644)
}
