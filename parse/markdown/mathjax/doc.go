// Package mathjax knows what MathJax 3.2.2 makes of a formula, which is what Anki typesets formulas with.
//
// [ReadMacros] reads an author's macros, as a configuration holds them, and [Macros.Expand] writes them out, for a reader who has
// none of them.
package mathjax
