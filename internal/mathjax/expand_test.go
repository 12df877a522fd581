package mathjax_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/examdeck/examdeck/internal/mathjax"
	"github.com/examdeck/examdeck/internal/mathjaxtest"
)

// courseMacros is what an author's configuration may hold.
var courseMacros = map[string]any{
	`\R`:      `\mathbb{R}`,
	"eps":     `\varepsilon`,
	"norm":    []any{`\left\|#1\right\|`, 1},
	"set":     []any{`\left\{#1\,\middle|\,#2\right\}`, 2},
	"pd":      []any{`\frac{\partial #2}{\partial #1}`, 2, "x"},
	"RR":      []any{`\R^{#1}`, 1},
	"word":    []any{`\alpha#1`, 1},
	"nothing": "",
	"half":    `\frac12`,
	"ol":      `\overline`,
	"abs":     `|#1|`,
	"lp":      "(",
	"same":    []any{"#1#1", 1.0},
	"!":       `\Vert`,
}

var expansions = []struct{ tex, want string }{
	{`a+b`, `a+b`},
	{`\R`, `\mathbb{R}`},
	{`\R x`, `\mathbb{R} x`},
	{`\eps x`, `\varepsilon x`},
	{`\eps{}x`, `\varepsilon{}x`},
	{`\alpha\eps\beta`, `\alpha\varepsilon\beta`},
	{`x\in\R^n`, `x\in\mathbb{R}^n`},
	{`x^\R_\R`, `x^\mathbb{R}_\mathbb{R}`},
	{`\Rx`, `\Rx`},
	{`\\R`, `\\R`},
	{`\\\R`, `\\\mathbb{R}`},
	{`\norm{x+y}`, `\left\|x+y\right\|`},
	{`\norm x y`, `\left\|x\right\| y`},
	{`\norm\eps`, `\left\|\varepsilon\right\|`},
	{`\norm{\norm{x}}`, `\left\|\left\|x\right\|\right\|`},
	{"\\norm\n {x}", `\left\|x\right\|`},
	{`\set{x}{x>0}`, `\left\{x\,\middle|\,x>0\right\}`},
	{`\pd{f}`, `\frac{\partial f}{\partial x}`},
	{`\pd[y]{f}`, `\frac{\partial f}{\partial y}`},
	{`\pd[{y]}]f`, `\frac{\partial f}{\partial {y]}}`},
	{`\RR{n}`, `\mathbb{R}^{n}`},
	{`\word x`, `\alpha x`},
	{`\word{\R}`, `\alpha\mathbb{R}`},
	{`\alpha\nothing{}x`, `\alpha{}x`},
	{`\alpha\same{}x`, `\alpha x`},
	{`\alpha\same{b}`, `\alpha bb`},
	{`\frac\R2`, `\frac{\mathbb{R}}2`},
	{`\frac1\R`, `\frac1{\mathbb{R}}`},
	{`\frac{\R}\half`, `\frac{\mathbb{R}}{\frac12}`},
	{`\frac\eps\eps`, `\frac\varepsilon\varepsilon`},
	{`\sqrt\R`, `\sqrt{\mathbb{R}}`},
	{`\sqrt[\eps]\R`, `\sqrt[\varepsilon]{\mathbb{R}}`},
	{`\sqrt[\frac\R2]{\eps}`, `\sqrt[\frac{\mathbb{R}}2]{\varepsilon}`},
	{`\sqrt \R`, `\sqrt {\mathbb{R}}`},
	{`\hat\ol x`, `\hat\overline x`},
	{`\ol\R`, `\overline{\mathbb{R}}`},
	{`\left\lp x\right)`, `\left( x\right)`},
	{`\abs{\eps}`, `|\varepsilon|`},
	{`\!x\!y`, `\Vert x\Vert y`},
	{`\text{\R and $x\in\R$ and \(\eps\)}`, `\text{\R and $x\in\mathbb{R}$ and \(\varepsilon\)}`},
	{`\text{\$\R{}\$ $\text{\R $\R$}$} \R`, `\text{\$\R{}\$ $\text{\R $\mathbb{R}$}$} \mathbb{R}`},
	{`\text{5\% \R}\R`, `\text{5\% \R}\mathbb{R}`},
	{`\text\R`, `\text\R`},
	{"% \\R\n\\R", "% \\R\n\\mathbb{R}"},
	{`\R % \R`, `\mathbb{R} % \R`},
	{`\verb|\R|\R`, `\verb|\R|\mathbb{R}`},
	{`\begin{aligned}\R&=\R\\\R&=1\end{aligned}`, `\begin{aligned}\mathbb{R}&=\mathbb{R}\\\mathbb{R}&=1\end{aligned}`},
	{`\R\newcommand{\R}{r}\R`, `\mathbb{R}\newcommand{\R}{r}\R`},
	{`\def\R{\eps}\R`, `\def\R{\varepsilon}\R`},
	{`\let\R=\eps\R`, `\let\R=\eps\R`},
	{`\newcommand\x[1]{\norm{#1}}\x2`, `\newcommand\x[1]{\left\|#1\right\|}\x2`},
	{`{\R`, `{\mathbb{R}`},
	{`\R}\R`, `\mathbb{R}}\mathbb{R}`},
	{`\`, `\`},
	{`\R\`, `\mathbb{R}\`},
	{`ä\R≤`, `ä\mathbb{R}≤`},
}

// course returns those macros, for us and for MathJax.
func course(t *testing.T) (macros mathjax.Macros, own map[string]any) {
	t.Helper()
	macros, faults := mathjax.ReadMacros(courseMacros)
	if len(faults) > 0 {
		t.Fatal(faults)
	}
	own = map[string]any{}
	for name, m := range macros {
		own[name] = []any{m.Text, m.Args}
		if m.Optional {
			own[name] = []any{m.Text, m.Args, m.Default}
		}
	}
	return macros, own
}

func TestExpand(t *testing.T) {
	macros, _ := course(t)
	for _, c := range expansions {
		got, err := macros.Expand(c.tex)
		if got != c.want || err != nil {
			t.Errorf("%s\n got %s, %v\nwant %s", c.tex, got, err, c.want)
		}
	}
}

// unlike are formulas in which MathJax makes less of a macro than a reader of TeX expects: it takes \lp for no
// delimiter.
var unlike = map[string]bool{`\left\lp x\right)`: true, `\hat\ol x`: true, `\let\R=\eps\R`: true}

// TestExpandAsMathJax: what is written out is what MathJax itself makes of the macros.
func TestExpandAsMathJax(t *testing.T) {
	_, own := course(t)
	var ask []mathjaxtest.Formula
	for _, c := range expansions {
		ask = append(ask, mathjaxtest.Formula{TeX: c.tex, Macros: own, MML: true}, mathjaxtest.Formula{TeX: c.want, MML: true})
	}
	verdicts := mathjaxtest.Ask(t, ask)
	for i, c := range expansions {
		if a, b := verdicts[2*i], verdicts[2*i+1]; !unlike[c.tex] && (a.Verdict != b.Verdict || a.MML != b.MML) {
			t.Errorf("%s: %+v\n%s: %+v", c.tex, a, c.want, b)
		}
	}
}

func TestExpandErrors(t *testing.T) {
	macros, faults := mathjax.ReadMacros(map[string]any{
		"self": `x\self`, "ping": `\pong`, "pong": `\ping`, "grow": []any{`\grow{#1#1}`, 1}, "norm": []any{`\|#1\|`, 1},
		"a": "lol", "b": `\a\a\a\a\a\a\a\a\a\a`, "c": `\b\b\b\b\b\b\b\b\b\b`, "d": `\c\c\c\c\c\c\c\c\c\c`, "e": `\d\d\d\d\d\d\d\d\d\d`,
		"vec": []any{`\vec{\mathbf{#1}}`, 1},
	})
	if len(faults) > 0 {
		t.Fatal(faults)
	}
	for _, c := range []struct{ tex, want string }{
		{`\self`, `macro "\self" goes on without end`},
		{`\ping`, `macro "\ping" goes on without end`},
		{`\grow{x}`, `macro "\grow" makes the formula too long`},
		{`\e`, `macro "\b" makes the formula too long`},
		{`\vec{x}`, `macro "\vec" makes the formula too long`},
		{`\norm`, `macro "\norm" lacks an argument`},
		{`{\norm}x`, `macro "\norm" lacks an argument`},
		{`\norm{x`, `macro "\norm" lacks an argument`},
	} {
		got, err := macros.Expand(c.tex)
		var macro *mathjax.MacroError
		if got != c.tex || !errors.As(err, &macro) || err.Error() != c.want {
			t.Errorf("%s: got %.60s, %v; want %s", c.tex, got, err, c.want)
		}
	}
}

func TestReadMacros(t *testing.T) {
	macros, faults := mathjax.ReadMacros(map[string]any{
		"good": "x", `\two`: []any{"#1#2", 2}, "opt": []any{"#1", 1, ""}, "hash": `\#`, "@": "at", "nodef": []any{"#1", 1, nil},
		"": "x", "a1": "x", `\`: "x", `ab é`: "x", "num": 7, "list": []any{}, "long": []any{"", 1, "", ""}, "ten": []any{"#1", 10},
		"neg": []any{"#1", -1}, "part": []any{"#1", 0.5}, "few": []any{"#1#2", 1}, "bare": "a#", "sharp": "#x", "noarg": []any{"x", 0, "d"},
		"template": []any{"#1", 1, []any{"", "."}}, `\R`: "x", "R": "y", "argtext": []any{"#1", "1"},
	})
	for _, name := range []string{"good", "two", "opt", "hash", "@", "nodef", "argtext", "R"} {
		if _, ok := macros[name]; !ok {
			t.Errorf("%s is lost", name)
		}
	}
	if len(macros) != 8 {
		t.Errorf("%d macros: %v", len(macros), macros)
	}
	want := []string{
		`macro "\" has a name that is neither letters nor one other character`,
		`macro "\" has a name that is neither letters nor one other character`,
		`macro "\R" is defined twice, with and without its backslash`,
		`macro "\a1" has a name that is neither letters nor one other character`,
		`macro "\ab é" has a name that is neither letters nor one other character`,
		`macro "\bare" holds a "#" that names no argument`,
		`macro "\few" names #2, but takes 1 arguments`,
		`macro "\list" is not a text, or a list of a text, a number of arguments and a default`,
		`macro "\long" is not a text, or a list of a text, a number of arguments and a default`,
		`macro "\neg" takes -1 arguments, which is no number from 0 to 9`,
		`macro "\noarg" has a default for an argument that it doesn't take`,
		`macro "\num" stands for 7, which is not a text`,
		`macro "\part" takes 0.5 arguments, which is no number from 0 to 9`,
		`macro "\sharp" holds a "#" that names no argument`,
		`macro "\template" has the default [ .], which is not a text`,
		`macro "\ten" takes 10 arguments, which is no number from 0 to 9`,
	}
	var got []string
	for _, f := range faults {
		got = append(got, f.Error())
	}
	if a, b := strings.Join(got, "\n"), strings.Join(want, "\n"); a != b {
		t.Errorf("got\n%s\nwant\n%s", a, b)
	}
}

func FuzzExpand(f *testing.F) {
	for _, c := range expansions {
		f.Add(c.tex, `\left\|#1\right\|`, "x", uint8(1))
	}
	f.Add(`\m\m`, `\m#1`, `\m`, uint8(2))
	f.Add(`\m{a}\text{$\m$}`, `}#1{`, `[`, uint8(1))
	f.Fuzz(func(t *testing.T, tex, text, def string, args uint8) {
		macros, _ := mathjax.ReadMacros(map[string]any{
			"m": []any{text, int(args % 10)}, "o": []any{text, int(args % 10), def}, "R": `\mathbb{R}`, "t": text,
		})
		got, err := macros.Expand(tex)
		if err != nil {
			if got != tex {
				t.Fatalf("%q, but an error: %v", got, err)
			}
			return
		}
		if len(got) > 2*len(tex)+32<<10 {
			t.Fatalf("%d bytes of %d", len(got), len(tex))
		}
		none, err := mathjax.Macros{"zzz": {}}.Expand(got)
		if !strings.Contains(got, `\zzz`) && (none != got || err != nil) {
			t.Fatalf("a formula without macros changed: %q, %v", got, err)
		}
		again, err := mathjax.Macros{"R": macros["R"]}.Expand(tex)
		if err != nil {
			t.Fatal(err)
		}
		if twice, err := (mathjax.Macros{"R": macros["R"]}).Expand(again); twice != again || err != nil {
			t.Fatalf("%q became %q, then %q, %v", tex, again, twice, err)
		}
	})
}
