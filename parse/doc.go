// Package parse turns Markdown notes into decks of questions.
//
// [Dir] and [Find] list the sources below a folder. [Parse] reads sources and returns a [Result]: the
// decks with their media, what was wrong with position, and the ledger, which says of every block of a
// source what became of it. Nothing is printed, and nothing is read but through the [Vault] of each
// [Source].
//
// A source goes one way (writer.parse in question.go): internal/markdown makes a syntax tree of it,
// package page the document that recognisers look at. Package dialect claims regions of it in which it
// sees questions, and the surest claim wins. Then this package says where each question belongs
// (outline.go), which file answers it (papers.go), splits its parts (parts.go), renders it
// (question.go) with its clozes (cloze.go), notes and links (embeds.go), and chooses how it is asked
// (kinds.go). What was not claimed is entered in the ledger (ledger.go).
package parse
