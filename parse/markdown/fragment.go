package markdown

// Resolver is the outside world that a fragment refers to.
type Resolver interface {
	// Media gives the name under which the file that target means travels. target is a path as the author wrote it, with
	// entities and percent signs decoded. Where it can't be had, ok is false and reason says why, in a few words.
	Media(target string) (name string, reason string, ok bool)
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
