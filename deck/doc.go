// Package deck is the model of examdeck: questions, the decks that hold them, and who is who.
//
// Reading starts at [Question], which is one item of an exam note: a prompt and its answer. Questions stand in order in a
// [Deck]; one exam gives one deck. A [Set] is everything one export writes: the decks and the [Media] their questions show.
//
// [Identify] gives every question of a set its key and its GUID, by which Anki knows it again in the next export.
// [Reconcile] gives questions the identities they had in an earlier export, which a [Baseline] remembers, and a [Plan] of what an
// import of the new one will do.
// [Set.Validate] says what of the model's promises a set breaks. [Format] and [ParseText] turn a set into text a person
// can read and back, for tests and for looking.
//
// The package knows no Markdown, no SQLite, no zip, no operating system and no clock. It imports the standard library and package cloze
// below it, which reads the marks of clozes.
package deck
