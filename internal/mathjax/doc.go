// Package mathjax knows what MathJax 3.2.2 makes of a formula, which is what Anki typesets formulas with.
//
// [Lint] tells what MathJax will not show as it was meant. It reads a formula in the steps in which MathJax does
// (parser.go, stack.go), with what a node looks like left out, but for what decides whether the next token is an
// error. Which commands there are, and which method of MathJax's source reads what stands behind each, is in
// table.txt, written by the real MathJax ('make mathtable'); what the methods read is in methods.go and the files
// that it names. The tests ask the real MathJax about thousands of formulas.
//
// [ReadMacros] reads an author's macros, as a configuration holds them, and [Macros.Expand] writes them out, for a
// reader who has none of them.
package mathjax
