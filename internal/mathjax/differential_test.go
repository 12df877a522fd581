package mathjax_test

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/examdeck/examdeck/internal/mathjax"
	"github.com/examdeck/examdeck/internal/mathjaxtest"
)

// verdictOf is what problems mean in MathJax's own terms.
func verdictOf(problems []mathjax.Problem) string {
	shown := map[mathjax.Shows]bool{}
	for _, p := range problems {
		shown[p.Shows] = true
	}
	switch {
	case shown[mathjax.ShowsRaw]:
		return mathjaxtest.Raw
	case shown[mathjax.ShowsCard]:
		return mathjaxtest.Load
	case shown[mathjax.ShowsBox]:
		return mathjaxtest.Error
	case shown[mathjax.ShowsRed]:
		return mathjaxtest.Red
	}
	return mathjaxtest.Fine
}

// compare asks the real MathJax about formulas and tells where it is of another mind: how often it is, and how often
// we alone complain.
func compare(t *testing.T, formulas []mathjaxtest.Formula) (differ, falseAlarms int) {
	t.Helper()
	counts := map[string]int{}
	for i, v := range mathjaxtest.Ask(t, formulas) {
		f := formulas[i]
		macros, _ := mathjax.ReadMacros(f.Macros)
		problems := mathjax.Lint(f.TeX, mathjax.Options{Display: f.Display, Macros: macros})
		got := verdictOf(problems)
		counts[v.Verdict]++
		if strings.Contains(v.Message, "addEventListener") {
			v.Verdict = got // \mathtip needs a browser
			v.Lines = 1
		}
		newline := false
		for _, p := range problems {
			newline = newline || p.Code == "math-newline"
		}
		switch {
		case got != v.Verdict:
			differ++
			if v.Verdict == mathjaxtest.Fine || v.Verdict == mathjaxtest.Red && got != mathjaxtest.Fine {
				falseAlarms++
			}
			if differ <= 40 || os.Getenv("ALL") != "" {
				t.Logf("%q (display %v)\n got %s %s\nwant %s %s %v", f.TeX, f.Display, got, list(problems), v.Verdict, v.Message, v.Red)
			}
		case newline && got == mathjaxtest.Fine && v.Lines == 0:
			falseAlarms++
			t.Logf("%q has no end of a line that is lost", f.TeX)
		}
	}
	t.Logf("%d formulas, %v: %d differ, %d false alarms", len(formulas), counts, differ, falseAlarms)
	return differ, falseAlarms
}

func list(problems []mathjax.Problem) string {
	var b strings.Builder
	for _, p := range problems {
		fmt.Fprintf(&b, "[%d-%d %s %s] ", p.Offset, p.End, p.Code, p.Message)
	}
	return b.String()
}

// TestRealFormulas: in other people's formulas, and in the same ones damaged, the real MathJax finds what we find.
func TestRealFormulas(t *testing.T) {
	formulas := realFormulas(t)
	differ, falseAlarms := compare(t, formulas)
	if differ > 0 || falseAlarms > 0 {
		t.Errorf("%d of %d formulas differ, %d false alarms", differ, len(formulas), falseAlarms)
	}
	g := newGenerator(1)
	var damaged []mathjaxtest.Formula
	for range 3000 {
		f := formulas[g.IntN(len(formulas))]
		f.TeX = g.mutate(f.TeX)
		damaged = append(damaged, f)
	}
	check(t, damaged)
}

// check holds formulas to the bar: no false alarm, and the same verdict on 99.5 of 100.
func check(t *testing.T, formulas []mathjaxtest.Formula) {
	t.Helper()
	differ, falseAlarms := compare(t, formulas)
	if differ*200 > len(formulas) || falseAlarms > 0 {
		t.Errorf("%d of %d formulas differ, %d false alarms", differ, len(formulas), falseAlarms)
	}
}

// TestMadeFormulas: so it is with formulas made by chance, and with those damaged.
func TestMadeFormulas(t *testing.T) {
	g := newGenerator(2)
	var made, damaged []mathjaxtest.Formula
	for range 2000 {
		f := mathjaxtest.Formula{TeX: g.formula(1 + g.IntN(3)), Display: g.IntN(2) == 0}
		made = append(made, f)
		f.TeX = g.mutate(f.TeX)
		damaged = append(damaged, f)
	}
	check(t, made)
	check(t, damaged)
}

// TestEveryCommand: so it is with each command and each environment of the table.
func TestEveryCommand(t *testing.T) {
	g := newGenerator(0)
	var formulas []mathjaxtest.Formula
	add := func(tex string) { formulas = append(formulas, mathjaxtest.Formula{TeX: tex, Display: true}) }
	for _, name := range g.commands {
		switch name {
		case "ce", "pu", "require": // their arguments are another language
			continue
		}
		for _, behind := range []string{"", "{a}", "{a}{b}{c}", "[1em]{b}{c}", "^2_1", "(x)"} {
			add(`\` + name + behind)
		}
		add(`x^\` + name + ` y`)
		add(`\begin{matrix} a & \` + name + ` z \end{matrix}`)
		add(`\` + name + `\limits_x`)
	}
	for _, name := range g.environments {
		for _, body := range []string{"a", "{2} a & b", "a & b \\\\ c & d", "[t] {c} a & b & c & d & e", "", `\hline a \\[1em] b`, `a \tag{1} \\ b`, "a^", "{a",
			`\left( a`, `a \over b & c`, "a } b {", `\displaystyle a & b`, `\begin{align} a \end{align}`, `\shoveleft{a} \\ b`, `\AxiomC{a} \UnaryInfC{b}`} {
			add(`\begin{` + name + `}` + body + `\end{` + name + `}`)
			add(`x_{\begin{` + name + `}` + body + `\end{` + name + `}}`)
		}
	}
	check(t, formulas)
}

// TestMacros: so it is with an author's macros; and what they stand for, written out, MathJax shows as well as them.
func TestMacros(t *testing.T) {
	g := newGenerator(3)
	g.own = []string{`\R`, `\norm`, `\pd[y]`, `\eps `, `\set`, `\half`, `\word`, `\same`, `\RR`, `\abs`}
	macros, own := course(t)
	var formulas, plain []mathjaxtest.Formula
	for range 400 {
		f := mathjaxtest.Formula{TeX: g.formula(2), Macros: own, Display: true}
		if g.IntN(3) == 0 {
			f.TeX = g.mutate(f.TeX)
		}
		formulas = append(formulas, f)
		tex, err := macros.Expand(f.TeX)
		if err != nil {
			tex = "#" // an error for MathJax too
		}
		plain = append(plain, mathjaxtest.Formula{TeX: tex, Display: true})
	}
	check(t, formulas)
	was, is := mathjaxtest.Ask(t, formulas), mathjaxtest.Ask(t, plain)
	for i, f := range formulas {
		if was[i].Verdict == mathjaxtest.Fine && is[i].Verdict != mathjaxtest.Fine {
			t.Errorf("%q is fine, but %q: %s", f.TeX, plain[i].TeX, is[i].Message)
		}
	}
}
