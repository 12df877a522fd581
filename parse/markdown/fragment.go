package markdown

// Resolver is the outside world that a fragment refers to.
type Resolver interface {
	// Media gives the name under which the file that target means travels. target is a path as the author wrote it, with
	// entities resolved and percent signs as they are. Where the file can't be had, name is empty and the message of fault says why,
	// in a few words; else fault is a warning if it has a code.
	Media(target string) (name string, fault Issue)
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
