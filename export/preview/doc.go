// Package preview makes a page that shows the cards of a [deck.Set] as the note types of the packages will.
//
// [Cards] renders them, with the same note types and the same fields as the writer of packages, by Anki's own rules.
// [New] makes the files of a page of them, which opens from disk as well as from a server: index.html, and the rest
// in the folder [Folder].
//
// The page shows one card at a time in a frame of its own, which is to the page what a stranger's page would be: it
// has no access to it, to storage, or to any address but those of pictures. Within, nothing runs but the note types'
// own scripts, which the frame's policy names by their hashes, the frame's script, and MathJax.
//
// The package opens no file and knows no network: media and MathJax are read through the file systems that come with
// them.
package preview
