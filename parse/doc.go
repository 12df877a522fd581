// Package parse turns Markdown notes into decks of questions.
//
//	sources, err := parse.Dir(os.DirFS("notes"))
//	…
//	result := parse.Parse(sources, parse.Options{Root: "course"})
//
// [Dir] finds the sources of a vault; [Parse] reads them and returns a [Result]: the decks with their media, what was wrong, with
// positions, and, if asked for, the ledger, which says of every block of a source what became of it. Nothing is printed, and nothing is
// read but through the [Vault] of each [Source]. apkg.Update writes the result's set as a package.
//
// A source goes one way: internal/markdown makes a syntax tree of it; every recogniser of parse/dialect claims regions of the tree in
// which it sees questions of its dialect; the surest claim wins; the outline says to which exam it belongs; what was claimed is rendered,
// the rest is entered in the ledger.
package parse
