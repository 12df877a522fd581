// Package parse turns Markdown notes into decks of questions.
//
//	sources, err := parse.Dir(os.DirFS("notes"))
//	…
//	result := parse.Parse(sources, parse.Options{Root: "course"})
//
// [Dir] finds the sources of a vault; [Parse] reads them and returns a [Result]: the decks with their media, what was
// wrong, with positions, and, if asked for, the ledger, which says of every block of a source what became of it.
// Nothing is printed, and nothing is read but through the [Vault] of each [Source]. apkg.Update writes the result's
// set as a package.
//
// A source goes down a staircase of packages and up again: internal/markdown turns it into a syntax tree; page reads
// the tree as a reader sees it, with a mark for every block; every recogniser in dialect claims the regions in which
// it sees questions, and the surest claim wins; quiz finds options and their key, body where the answer begins; here
// the drafts are rendered and put into decks. docs/architecture.md has the whole tree and the words.
package parse
