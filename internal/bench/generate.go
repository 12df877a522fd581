package main

import (
	"bufio"
	"fmt"
	"os"
	"path/filepath"
)

// perFile is how many questions stand in one generated source, in four exams.
const perFile = 200

// generate writes a folder of exam notes with n questions, some 700 bytes each: prose, math, lists, tables, and, if
// asked for, code in every eighth answer, each piece with numbers of its own. It returns the number of bytes.
func generate(dir string, n int, code bool) (int64, error) {
	var total int64
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return 0, err
	}
	for first := 0; first < n; first += perFile {
		size, err := generateFile(filepath.Join(dir, fmt.Sprintf("course-%05d.md", first/perFile)), first, min(first+perFile, n), code)
		if err != nil {
			return 0, err
		}
		total += size
	}
	return total, nil
}

func generateFile(name string, first, end int, code bool) (int64, error) {
	file, err := os.Create(name)
	if err != nil {
		return 0, err
	}
	w := bufio.NewWriter(file)
	for i := first; i < end; i++ {
		if i%50 == 0 {
			fmt.Fprintf(w, "### %d March %d\n\n", 1+i/50%28, 1990+i/perFile%40)
		}
		writeQuestion(w, i, code)
	}
	if err := w.Flush(); err != nil {
		return 0, err
	}
	info, err := file.Stat()
	if err != nil {
		return 0, err
	}
	return info.Size(), file.Close()
}

func writeQuestion(w *bufio.Writer, i int, code bool) {
	fmt.Fprintf(w, "#### Question %d\n\n", i%50+1)
	fmt.Fprintf(w, "> Which bound holds for the sum of the first %d terms, and why does $a_{%d} < b_{%d}$ not matter?\n\n", i+3, i, i+1)
	fmt.Fprintf(w, "The terms shrink by a **constant factor** of $\\frac{%d}{%d}$, so the whole sum is bounded by its *first* term "+
		"times a constant, however many follow. It is the same argument as in lecture %d, where the constant was $c_{%d} = %d$; "+
		"see [[Series %d|the note on series]] for the proof. What changes here is only the order in which the terms are added, and "+
		"since all of them are positive the order has no influence on the limit.\n\n", i+1, i+2, i%30, i, i*7, i%40)
	switch i % 8 {
	case 0:
		if !code {
			return
		}
		fmt.Fprintf(w, "```go\nfunc sum%d(n int) (total float64) {\n\tfor k := range n {\n\t\ttotal += math.Pow(%d, -float64(k)) // shrinks\n\t}\n\treturn total\n}\n```\n\n", i, i%9+2)
	case 3:
		fmt.Fprintf(w, "| k | term | sum |\n|---|---|---|\n| 1 | %d | $s_1$ |\n| 2 | %d | $s_2 \\le %d$ |\n\n", i, i/2, i+i/2)
	case 5:
		fmt.Fprintf(w, "- first, $x_{%d}$ is positive\n- second, it is ==bounded== by %d\n- so the limit exists\n\n", i, i*3)
	default:
		fmt.Fprintf(w, "$$\n\\sum_{k=0}^{%d} \\left(\\frac{%d}{%d}\\right)^k \\le %d \\\\\n\\text{and so on}\n$$\n\n", i, i+1, i+2, i+2)
	}
}
