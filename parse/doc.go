// Package parse turns Markdown notes into decks of questions.
//
// [Find] lists the sources below a folder; [Parse] reads sources and gives a [Result]: the decks with their media, what was
// wrong with position, and the ledger, which says of every block of a source what became of it. Nothing is printed, and
// nothing is read but through the [Vault] of each [Source].
//
// A source goes one way: internal/markdown makes a syntax tree of it; the outline weighs its headings (which level holds
// questions, which exams); every recogniser of the table in recogniser.go claims regions of the tree in which it sees questions
// of its dialect; the surest claim wins; what was claimed is rendered, the rest is entered in the ledger.
package parse
