// Package csv writes a [deck.Set] as a text file that Anki imports (.csv, .tsv).
//
// [Write] is all there is. The file begins with Anki's own header lines, so that its import dialog has nothing to
// ask, and a second import of a newer file updates the notes of the first. Every field makes sense on its own, since
// the notes are of the types that each new collection has: Basic, Basic (and reversed card), Basic (type in the
// answer), Cloze. They are known by their English names; a collection made in another language lacks them, and its
// owner is better off with a package.
//
// A text file carries no pictures: fields name them (<img src="name">), and the files have to be put into Anki's
// media folder.
package csv
