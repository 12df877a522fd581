package mathjax

import (
	"fmt"
	"testing"
)

func TestDefined(t *testing.T) {
	for tex, want := range map[string]string{
		`\newcommand{\R}{\mathbb R}`:                        `map[R:{\mathbb R 0 false }] true`,
		` \renewcommand*\vec[1]{\mathbf{#1}} % bold` + "\n": `map[vec:{\mathbf{#1} 1 false }] true`,
		`\providecommand{\E}[2][X]{E_{#1}[#2]}`:             `map[E:{E_{#1}[#2] 2 true X}] true`,
		`\def\Z{\mathbb Z}\gdef\f#1#2{#1/#2}`:               `map[Z:{\mathbb Z 0 false } f:{#1/#2 2 false }] true`,
		`\DeclareMathOperator*{\argmin}{arg\,min}`:          `map[argmin:{\operatorname*{arg\,min} 0 false }] true`,
		`\DeclareMathOperator{\tr}{tr} \tr A`:               `map[tr:{\operatorname{tr} 0 false }] false`,
		`\newcommand\eps\varepsilon`:                        `map[eps:{\varepsilon 0 false }] true`,
		`\def\x#1.{#1}`:                                     `map[] false`,
		`\newcommand{\v}{\v} \newcommand{\end}{} \def\1{2}`: `map[] false`,
		`\newcommand{\R}`:                                   `map[] false`,
		`\newcommand{\R}[1]{#2}`:                            `map[] false`,
		`\newcommand{\R}{`:                                  `map[] false`,
		`x^2 \\newcommand`:                                  `map[] false`,
		"":                                                  `map[] false`,
	} {
		found, only := Defined(tex)
		if got := fmt.Sprint(map[string]Macro(found), only); got != want {
			t.Errorf("%s: got %s, want %s", tex, got, want)
		}
	}
}
