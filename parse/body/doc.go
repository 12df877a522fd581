// Package body finds where the prompt ends and the answer begins in the blocks below a question's heading or number.
//
// [Split] is for bodies whose title only numbers the question; [SplitTitled] for those whose title asks. Both go by
// what announces an answer (a heading, a word and a colon, a toggle, a callout), then by options, then by the shape
// that the questions of the document share.
package body
