// Package vault finds what notes are made of: sources, the notes that they embed or link to, and media.
//
// A [Vault] is read through an fs.FS that can't be left. [Find] lists the sources below a folder, [Read] reads one
// and checks that it is text; media are looked for as Obsidian does and hashed once.
package vault
