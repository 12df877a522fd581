// Package deck is the model of examdeck: questions, the decks that hold them, and who is who.
//
// Reading starts at [Question], which is one item of an exam note: a prompt and its answer. Questions
// stand in order in a [Deck]; one exam becomes one deck. A [Set] is everything that one export writes:
// the decks and the [Media] that their questions show.
//
// Identity is in two steps. [Identify] sets the key and the GUID of every question, by which Anki
// recognises it (key.go, guid.go). [Reconcile] compares a set with the [Baseline], which is what
// packages of earlier exports remember, and returns to each question the identity that it had: match.go
// has the order in which evidence counts, matchid.go the ids that notes give, similar.go and sketch.go
// the likeness of words, clozes.go the numbers of clozes. The [Plan] says what an import will do.
// Hashes that packages carry (contenthash.go, sketch.go) are frozen.
//
// [Set.Validate] lists what of the model's promises a set breaks. [Format] and [ParseText] convert a
// set to text that a person can read and back, for tests and for looking.
//
// The package knows no Markdown, no SQLite, no zip, no operating system and no clock. It imports the
// standard library and package cloze below it, which reads the marks of clozes.
package deck
