package markdown

import "github.com/examdeck/examdeck/internal/mathjax"

// Resolver is the outside world that the text of one note refers to.
type Resolver interface {
	// Path is the path of the note, which tells it from others.
	Path() string
	// Media gives the name under which the file that target means travels. target is a path as the author wrote it,
	// with entities resolved and percent signs as they are. Where the file can't be had, name is empty and the
	// message of fault says why, in a few words; else fault is a warning if it has a code.
	Media(target string) (name string, fault Issue)
	// Embed gives what the embedding of a note shows, or of the part of it that fragment names: a heading, several
	// parted by "#", or "^" and a block's id. Without a target it is the same note. Where it can't be had it is nil;
	// fault is as for Media.
	Embed(target, fragment string) (p *Passage, fault Issue)
	// Address gives the address of a link: target is a note or file, perhaps with "#" and a fragment, or an address of
	// Obsidian's. It is empty where the link is to be shown as text.
	Address(target string) string
	// Formula gives a formula with the author's macros written out; with an error it comes back as it is.
	Formula(tex string) (string, error)
	// Lint gives what MathJax will not show of a formula, where that is asked for.
	Lint(tex string, display bool) []mathjax.Problem
}

// Fragment is a piece of a source as HTML.
type Fragment struct {
	// HTML is balanced, sanitised and NFC. Formulas stand as \(…\) and \[…\].
	HTML string
	// Media are the names that the HTML refers to, in order of first use, each once.
	Media []string
	// Issues are what was found while rendering.
	Issues []Issue
	// Empty tells that there is nothing to see: only blanks, breaks, rules, comments and stray backslashes.
	Empty bool
}
