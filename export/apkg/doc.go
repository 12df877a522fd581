// Package apkg writes a [deck.Set] as an Anki package (.apkg) and reads any package that Anki can import.
//
// [Update] is what most callers want: it writes the package that follows the one before, so that learners keep their
// progress. It is made of [Package.Baseline], [Reconcile] and [Write], which can be called by themselves.
//
// [Write] makes the form every Anki reads: a zip with a SQLite database of schema 11 as collection.anki2, the list of
// media, and the media under numbers (rslib/src/import_export/package in Anki's sources). The same set and the same
// time give the same bytes, on any number of cores.
//
// [Read] gives a [Package]: decks, note types, notes, cards and the list of media, out of all three containers that
// Anki has had. [Package.Set] turns notes of our own types back into questions.
//
// A package remembers who is who in a member that Anki passes over (memory.go); [Package.Baseline] gives it to
// [Reconcile].
//
// The five note types, one a kind of question, stand in internal/notetype.
//
// Everything a card has to say is said by HTML and CSS. The one script, choose.html among their templates, lets the
// options of a choice card be chosen by a tap, or by Space and Enter on the one that has the focus (with Shift where
// the client takes these keys to show the back, as Anki's desktop program does), and keeps what was chosen until the
// back has been shown.
//
// The package needs cgo for SQLite. It reads no clock and opens no file but the [Scratch] it may be given.
package apkg
