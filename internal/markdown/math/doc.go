// Package math finds formulas in Markdown, as nodes of the syntax tree.
//
//	$x$  \(x\)  [$]x[/$]                          in the line
//	$$x$$  \[x\]  [$$]x[/$$]  [latex]x[/latex]    set apart; within a sentence $$x$$ and [latex] are in the line
//	<anki-mathjax block="true">x</anki-mathjax>   set apart if its attribute says so
//	\begin{align} x \end{align}                   set apart, as are equation, gather and their like
//	```math                                       a fenced block
//
// Where a formula begins is decided before CommonMark looks at the text, so that "_", "*" and "\\" in TeX stay what
// they are; where code begins first, code wins. What begins like a formula and never closes stays text, and is told
// as an issue.
//
// Three parts work together. The scanner (scan.go, dollar.go, evidence.go) finds one formula in the text of a block.
// The guard (guard.go, paragraph.go) keeps the lines of a formula together in one paragraph, though they may look
// like lists, rules or blank lines. The parser (parser.go) makes the nodes.
package math
