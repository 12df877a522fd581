package mathjax_test

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/examdeck/examdeck/internal/goldentest"
	"github.com/examdeck/examdeck/internal/mathjax"
	"github.com/examdeck/examdeck/internal/mathjaxtest"
)

var update = flag.Bool("update", false, "rewrite the goldens; read the diff")

const traps = "testdata/traps.txt"

// trap reads a line of the traps.
func trap(line string) (tex string, opts mathjax.Options, ok bool) {
	opts.Display = strings.HasPrefix(line, `\[`)
	if len(line) < 4 || !opts.Display && !strings.HasPrefix(line, `\(`) {
		return "", opts, false
	}
	return strings.ReplaceAll(line[2:len(line)-2], "⏎", "\n"), opts, true
}

func TestTraps(t *testing.T) {
	data, err := os.ReadFile(traps)
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	n := 0
	for line := range strings.Lines(string(data)) {
		if strings.HasPrefix(line, "  ") {
			continue
		}
		b.WriteString(line)
		tex, opts, ok := trap(strings.TrimSuffix(line, "\n"))
		if !ok {
			continue
		}
		n++
		for _, p := range mathjax.Lint(tex, opts) {
			fmt.Fprintf(&b, "    %s at %q: %s; %s\n", p.Code, tex[p.Offset:p.End], p.Message, p.Shows)
			if p.Hint != "" {
				fmt.Fprintf(&b, "        hint: %s\n", p.Hint)
			}
		}
	}
	if n < 100 {
		t.Fatalf("only %d traps", n)
	}
	if !*update {
		goldentest.Compare(t, traps, b.String(), string(data))
	} else if err := os.WriteFile(traps, []byte(b.String()), 0o666); err != nil {
		t.Fatal(err)
	}
}

// TestTable: the table is what the real MathJax says.
func TestTable(t *testing.T) {
	data, err := os.ReadFile("table.txt")
	if err != nil {
		t.Fatal(err)
	}
	if mathjaxtest.Table(t) != string(data) {
		t.Error("table.txt is not what the real MathJax says; run 'make mathtable' and read the diff")
	}
}

// TestTrapsAsMathJax: the real MathJax falls into each of them, and only there.
func TestTrapsAsMathJax(t *testing.T) {
	data, err := os.ReadFile(traps)
	if err != nil {
		t.Fatal(err)
	}
	var formulas []mathjaxtest.Formula
	for line := range strings.Lines(string(data)) {
		if tex, opts, ok := trap(strings.TrimSuffix(line, "\n")); ok {
			formulas = append(formulas, mathjaxtest.Formula{TeX: tex, Display: opts.Display})
		}
	}
	if differ, falseAlarms := compare(t, formulas); differ > 0 || falseAlarms > 0 {
		t.Errorf("%d differ, %d false alarms", differ, falseAlarms)
	}
}

func FuzzLint(f *testing.F) {
	data, err := os.ReadFile(traps)
	if err != nil {
		f.Fatal(err)
	}
	n := 0
	for line := range strings.Lines(string(data)) {
		if tex, opts, ok := trap(strings.TrimSuffix(line, "\n")); ok {
			n++
			f.Add(tex, opts.Display, `\frac{#1}{2}`)
		}
	}
	if n < 100 {
		f.Fatalf("only %d seeds", n)
	}
	f.Fuzz(func(t *testing.T, tex string, display bool, macro string) {
		macros, _ := mathjax.ReadMacros(map[string]any{"foo": macro, "bar": []any{macro, 1, "x"}})
		problems := mathjax.Lint(tex, mathjax.Options{Display: display, Macros: macros})
		for i, p := range problems {
			if p.Offset < 0 || p.End < p.Offset || p.End > len(tex) || i > 0 && p.Offset < problems[i-1].Offset {
				t.Fatalf("%d to %d of %d: %+v", p.Offset, p.End, len(tex), p)
			}
			if p.Code == "" || p.Message == "" || p.Shows == "" || utf8.ValidString(tex) && !utf8.ValidString(p.Message) {
				t.Fatalf("%+v", p)
			}
		}
	})
}
