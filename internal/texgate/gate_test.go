package texgate

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"time"
)

// refused are formulas that are shown as text: active ones first, then those that MathJax is too long over.
var refused = []struct {
	tex    string
	active bool
}{
	{"\\\x1fhref{javascript:evil()}{x}", true},
	{`\href{javascript:evil()}{x}`, true}, {`\href{ JaVaScRiPt:evil()}{x}`, true}, {`\href{#answer}{x}`, true}, {`\href{data:text/html,x}{x}`, true},
	{`\href{//evil.example}{x}`, true}, {`\href\x{y}`, true}, {"\\href%\n{https://ok.example}{x}", true}, {"\\href\u00a0{javascript:evil()}{x}", true},
	{`\style{position:fixed}{x}`, true}, {`\class{option right}{x}`, true}, {`\cssId{answer}{x}`, true}, {`\text{$\style{a}{b}$}`, true},
	{`\begin{align}a&\style{a}{b}\end{align}`, true},
	{`\mmlToken{mi}[href="javascript:evil()"]{x}`, true}, {`\mmlToken{mi}[mathvariant=bold style="a"]{x}`, true}, {`\mmlToken{mglyph}[src=//evil.example/x.png]{x}`, true},
	{`\mmlToken{mi}[constructor=x]{x}`, true},
	{`\bbox[border:1px;position:fixed]{x}`, true}, {`\bbox[5px,background:url(//evil.example)]{x}`, true}, {`\bbox[position:fixed]{x}`, true},
	{`\fcolorbox{red;position:fixed}{red}{x}`, true}, {`\fcolorbox\x{red}{x}`, true}, {`\color{red;position:fixed}x`, true}, {`\color{url(x)}x`, true},
	{`\definecolor{a}{named}{red;b:c}`, true}, {`\textcolor[named]{a;b}{x}`, true}, {`\enclose{box}[mathcolor="a;b"]{x}`, true}, {`\enclose{box;a}{x}`, true},
	{`\unicode[a;b:c]{65}`, true}, {`\require{evil}`, true}, {`\require{../x}`, true}, {`\mathtoolsset{prescript-sup-format=\href}`, true},
	// Definitions that make something active, here or in a formula that comes later.
	{`\let\x\href`, true}, {`\let\x\bbox`, true}, {`\newcommand\x\bbox[yellow]{}`, true}, {`\def\x#1{\href{#1}{a}}`, true}, {`\let\x=\style`, true},
	{`\newcommand\x[1]{#1{javascript:evil()}}`, true}, {`\newcommand\x[1]{#1[position:fixed]}`, true}, {`\newcommand\x[2]{#2#1}`, true},
	{`\newcommand\x[2]{\text{#2}#1}`, true}, {`\newcommand\x[2]{#1}`, true}, {`\def\x#1#2{#1 {a}}`, true}, {"\\def\\x#1{#1\u00a0{a}}", true},
	{"\\newcommand\\x[1]{a%#1{a}\n}", true}, {`\newcommand\x[1]{\verb|\def\y|#1{a}}`, true}, {`\newenvironment{x}[1]{#1{a}}{}`, true},
	{`\newtagform{x}{$\hr}{}\usetagform{x}`, true}, {`\DeclarePairedDelimiterX\x[1]{(}{)}{\hr\delimsize #1}`, true}, {`\ce{\hr{}ef}`, true},
	// Clozes, in the forms in which they are shown.
	{`\hr{{c1::ef}}{javascript:evil()}{x}`, true}, {`\bbox{{c2::a::border:1px;position:fixed}}{x}`, true}, {`\h{{c1::r{{c2::e}}}}f{javascript:evil()}{x}`, true},
	{"\\hr\x01ef{javascript:evil()}{x}", true}, {"\\hr\ref{javascript:evil()}{x}", true},

	{nest(`\xrightarrow{`, 20), false}, {nest(`\underbracket{`, 12), false}, {nest(`\centernot{`, 12), false}, {nest(`\pmb{`, 12), false},
	{strings.Repeat(`\overset{`, 20) + "x" + strings.Repeat(`}{\longrightarrow}`, 20), false}, {nest(`\adjustlimits\max_a\max_{`, 12), false},
	{nest(`a^{`, 400), false}, {nest(`\sqrt{`, 400), false}, {nest(`{`, 7000), false}, {nest("{%}\n", 400), false}, {strings.Repeat(`\left(`, 300), false},
	{strings.Repeat(`\begin{matrix}`, 300), false}, {strings.Repeat(`\begin{matrix}\text{\end}`, 300), false}, {strings.Repeat(`\displaystyle `, 300), false},
	{`\begin{prooftree}\AXC{a}` + strings.Repeat(`\UIC{a}`, 100) + `\end{prooftree}`, false}, {strings.Repeat("x", 64<<10), false},
	{`\def\a{\hat\b\hat\b}\def\b{\hat\c\hat\c}\def\c{\hat\d\hat\d}\def\d{\hat\e\hat\e}\def\e{\hat\f\hat\f}\def\f{\hat\g\hat\g}\def\g{\hat\h\hat\h}` +
		`\def\h{\hat\i\hat\i}\def\i{\hat\j\hat\j}\def\j{\hat\k\hat\k}\def\k{\hat\l\hat\l}\def\l{x}`, false},
	{strings.Repeat("{{c1::", 1<<20), false},
	{`\def\a{\hat{\a}\hat{\a}}`, false}, {`\newcommand\x[1]{#1,#1}` + nest(`\x{`, 20), false},
}

// passing are formulas that are typeset.
var passing = []string{
	``, `\`, `x^2`, `\frac{a}{b}`, `\color{red}`, `\color{red} x`, `\color[rgb]{0.1, 0.2, 0.3}{x}`, `\textcolor{#ff0000}{x}`, `\color{rgb(1,2,3)}x`,
	`\bbox[yellow]{x}`, `\bbox[5px,border:2px solid red]{x}`, `\bbox[5px, #fff, border: 1px dashed blue]{x}`, `\bbox{x}`, `\fcolorbox{red}{white}{x}`,
	`\colorbox{yellow}{x}`, `\href{https://ok.example/a?b=c#d}{x}`, `\href{mailto:a@ok.example}{x}`, `\mmlToken{mi}{lim}`,
	`\mmlToken{mo}[lspace="thickmathspace" rspace='0']{x}`, `\enclose{box,circle}[mathcolor="red"]{x}`, `\unicode{x263a}`, `\unicode[.5,0.1][Times New Roman]{65}`,
	`\require{cancel}\cancel{x}`, `\require{physics}`, `\newcommand{\R}{\mathbb{R}} \R^n`, `\newcommand{\norm}[1]{\left\lVert #1 \right\rVert}\norm{x}`,
	`\newcommand{\dd}[2]{{\frac{\partial #1}{\partial #2}\,}}`, `\def\choices#1#2{{\left(\genfrac{}{}{0pt}{}{#1}{#2}\right)}}`, `\let\oldvec\vec\renewcommand{\vec}[1]{\oldvec{#1}}`,
	`\newcommand{\hl}[1]{\color{red}{#1}}`, `\DeclareMathOperator*{\argmax}{arg\,max}`, `\DeclarePairedDelimiter{\abs}{\lvert}{\rvert}`,
	`\DeclarePairedDelimiterX{\inner}[2]{\langle}{\rangle}{#1\,\delimsize\vert\,#2}`, `\ce{H2O + CO2 ->[heat] X}`, `\xrightarrow{\xrightarrow{a}}`,
	`\begin{prooftree}\AXC{a}\UIC{b}\end{prooftree}`, `\frac{{{c1::a}}}{{{c2::b::hint}}}`, nest(`\sqrt{`, 40),
	strings.Repeat(`\displaystyle a & `, 200), strings.Repeat(`\begin{matrix}a\end{matrix}`, 200), strings.Repeat(`\xrightarrow{a}`, 30),
}

func nest(head string, n int) string { return strings.Repeat(head, n) + "x" + strings.Repeat("}", n) }

func TestCheck(t *testing.T) {
	for _, r := range refused {
		start := time.Now()
		fault := Check(r.tex)
		if fault == nil || fault.Active != r.active {
			t.Errorf("%.100q: %+v", r.tex, fault)
		}
		if d := time.Since(start); d > time.Second {
			t.Errorf("%.100q took %v", r.tex, d)
		}
	}
	for _, tex := range passing {
		if fault := Check(tex); fault != nil {
			t.Errorf("%.100q is refused: %+v", tex, *fault)
		}
	}
}

// TestCheckEnds: the gate itself is quick, whatever it is given.
func TestCheckEnds(t *testing.T) {
	for _, unit := range []string{"{", "{{c1::", `\def\a{`, `\ce{`, `\newcommand\a[1]{#1}`, `\bbox[`, `\mmlToken{mi}[`, `\xrightarrow{a}`, `\`, "{}", `\let\a\b`, "%", "::", "}}"} {
		for _, tex := range []string{strings.Repeat(unit, maxLength/len(unit)), strings.Repeat(unit, maxLength/len(unit)/2) + strings.Repeat("}", 100)} {
			start := time.Now()
			Check(tex)
			if d := time.Since(start); d > 500*time.Millisecond {
				t.Errorf("%q… took %v", unit, d)
			}
		}
	}
	var clozes strings.Builder
	for i := range 1000 {
		fmt.Fprintf(&clozes, "{{c%d::a}}", i)
	}
	if fault := Check(clozes.String()); fault == nil {
		t.Error("a thousand clozes are let through")
	}
}

// harmless are the methods of MathJax whose arguments become nothing but formulas, texts, lengths and columns; they
// were read for this.
var harmless = strings.Fields(`Action.Mathtip Action.Toggle Ams.AlignAt Ams.AmsEqnArray Ams.CFrac Ams.FlalignArray Ams.Genfrac Ams.HandleOperatorName Ams.HandleTag
	Ams.MultiIntegral Ams.Multline Ams.SideSet Ams.XalignAt AmsCd.CD AmsCd.minCDarrowheight AmsCd.minCDarrowwidth Base.Accent
	Base.AlignedArray Base.Array Base.BuildRel Base.Cr Base.CrLaTeX Base.Dots Base.EqnArray Base.Equation Base.FBox Base.FrameBox Base.HBox
	Base.HFill Base.HLine Base.HandleLabel Base.HandleNoTag Base.HandleRef Base.Hskip Base.Lap Base.LeftRight Base.Limits Base.Macro
	Base.MakeBig Base.MathChoice Base.MathFont Base.Matrix Base.MoveLeftRight Base.MoveRoot Base.NamedFn Base.NamedOp Base.Nonscript
	Base.Not Base.Overset Base.Overunderset Base.Phantom Base.RaiseLower Base.Root Base.Rule Base.SetFont Base.Smash Base.Spacer Base.Sqrt
	Base.Strut Base.TeXAtom Base.Tilde Base.UnderOver Base.Underset Base.rule Boldsymbol.Boldsymbol Braket.Bar Braket.Braket
	Bussproofs.Axiom Bussproofs.AxiomF Bussproofs.FCenter Bussproofs.Label Bussproofs.Prooftree Bussproofs.RootAtTop Bussproofs.SetLine
	Cancel.Cancel Cancel.CancelTo Cases.NumCases Empheq.Empheq Empheq.EmpheqDelim Empheq.EmpheqMO Mathtools.ArrowBetweenLines
	Mathtools.Cases Mathtools.CenterColon Mathtools.Cramped Mathtools.FlushSpaceAbove Mathtools.FlushSpaceBelow Mathtools.HandleShove
	Mathtools.MathLap Mathtools.MathMBox Mathtools.MathMakeBox Mathtools.MtLap Mathtools.MtMatrix Mathtools.MtMultlined
	Mathtools.MtSmallMatrix Mathtools.NArrow Mathtools.Prescript Mathtools.Relation Mathtools.ShortVDotsWithin Mathtools.SplitFrac
	Mathtools.SpreadLines Mathtools.UseTagForm Mathtools.VDotsWithin Mathtools.XMathStrut Newcommand.MacroWithTemplate
	textcomp-macros.Insert`)

// watched are those whose commands the gate must have an eye on.
var watched = strings.Fields(`Ams.HandleDeclareOp Ams.xArrow Base.MmlToken Bbox.BBox Bussproofs.Inference Bussproofs.InferenceF Color.Color Color.ColorBox
	Color.DefineColor Color.FColorBox Color.TextColor colortbl.TableColor Enclose.Enclose Extpfeil.NewExtArrow Html.Class Html.Href Html.Id Html.Style
	Mathtools.Aboxed Mathtools.DeclarePairedDelimiter Mathtools.DeclarePairedDelimiterX Mathtools.DeclarePairedDelimiterXPP Mathtools.NewTagForm
	Mathtools.SetOptions Mathtools.UnderOverBracket Newcommand.Let Newcommand.MacroDef Newcommand.NewCommand Newcommand.NewEnvironment Require.Require
	Unicode.Unicode Verb.Verb centernot.CenterOver mhchem.Machine Base.BeginEnd Base.SetStyle Base.SetSize Base.Over`)

// TestEveryMethodIsKnown: whatever MathJax has, the gate either checks or was found to do no harm.
func TestEveryMethodIsKnown(t *testing.T) {
	table, err := os.ReadFile("../../internal/mathjax/table.txt")
	if err != nil {
		t.Fatal(err)
	}
	seen := 0
	for line := range strings.Lines(string(table)) {
		fields := strings.Split(line, "\t")
		if fields[0] != "command" && fields[0] != "environment" {
			continue
		}
		seen++
		_, ours := commands[strings.TrimPrefix(fields[1], `\`)]
		switch known := slices.Contains(harmless, fields[2]); {
		case slices.Contains(watched, fields[2]) && !ours:
			t.Errorf("nothing checks %s (%s)", fields[1], fields[2])
		case !slices.Contains(watched, fields[2]) && !known && !ours:
			t.Errorf("%s is read by %s, which nobody has looked at", fields[1], fields[2])
		}
	}
	if seen < 500 {
		t.Errorf("only %d commands", seen)
	}
}

// FuzzCheck: the gate ends soon, and what it lets through holds no name that is never let through, in none of its forms.
func FuzzCheck(f *testing.F) {
	for _, r := range refused {
		f.Add(r.tex[:min(len(r.tex), 500)])
	}
	for _, tex := range passing {
		f.Add(tex[:min(len(tex), 500)])
	}
	f.Fuzz(func(t *testing.T, tex string) {
		if Check(tex) != nil {
			return
		}
		shown, _ := forms(tex)
		for _, form := range append(shown, tex) {
			form = withoutControls(form)
			for i := 0; i < len(form); i++ {
				if form[i] != '\\' {
					continue
				}
				end := nameEnd(form, i+1)
				switch form[i+1 : end] {
				case "style", "class", "cssId":
					t.Errorf("%q lets %q through", tex, form[i:])
				case "href":
					if text, _, found := readArgument(form, end, false); !found || !isLink(text) {
						t.Errorf("%q lets %q through", tex, form[i:])
					}
				}
				i = end - 1
			}
		}
	})
}

// ordinary are formulas as notes have them.
var ordinary = []string{
	`n`, `T(n) = 2\,T(n/2) + n`, `O(n \log n)`, `\Theta(n^2)`, `x_i \in \mathbb{R}^n`, `\frac{1}{n}\sum_{i=1}^n x_i`, `a \le b`,
	`\lim_{x \to 0} \frac{\sin x}{x} = 1`, `A = \begin{pmatrix} 1 & 2 \\ 3 & 4 \end{pmatrix}`, `P(A \mid B) = \frac{P(A \cap B)}{P(B)}`,
	`\int_0^\infty e^{-x^2}\,dx = \frac{\sqrt{\pi}}{2}`, `f\colon X \to Y`, `\left( \frac{a}{b} \right)^{2}`, `\text{if } x > 0`,
	`\begin{aligned} a &= b + c \\ &= d \end{aligned}`, `\vec{v} \cdot \hat{n}`,
}

func BenchmarkCheck(b *testing.B) {
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		if fault := Check(ordinary[i%len(ordinary)]); fault != nil {
			b.Fatal(*fault)
		}
	}
}
