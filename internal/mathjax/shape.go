package mathjax

// shape says what a command of MathJax reads behind its name; see [method]. A macro of MathJax's own reads as many
// arguments as it says.
func shape(name string) string {
	c := known().commands[name]
	if c == nil || c.method == nil {
		return ""
	}
	if c.method.shape != "#" {
		return c.method.shape
	}
	all := "mmmm"[:c.number(1)]
	if len(c.args) > 2 && c.args[2] != nil {
		all = "o" + all[1:]
	}
	return all
}
