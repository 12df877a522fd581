package mathjax

// found tells where MathJax, which looks for \) or \] in a text, does not see that the formula ends where it does.
// MathJax passes over commands and over what stands in braces, a brace that nothing opens left alone.
func found(tex string, display bool) []Problem {
	closer := byte(')')
	if display {
		closer = ']'
	}
	var buffer [16]int
	braces := buffer[:0]
	for i := 0; i < len(tex); i++ {
		switch tex[i] {
		case '{':
			braces = append(braces, i)
		case '}':
			if len(braces) > 0 {
				braces = braces[:len(braces)-1]
			}
		case '\\':
			i++
			switch {
			case i == len(tex):
				return []Problem{{Offset: i - 1, End: i, Code: codeRaw, Shows: ShowsRaw,
					Message: `a "\\" at the end hides the end of the formula`, Hint: `write \\ or leave it out`}}
			case tex[i] == closer && len(braces) == 0:
				return []Problem{{Offset: i - 1, End: i + 1, Code: codeRaw, Shows: ShowsRaw,
					Message: `"\` + string(closer) + `" ends the formula too early`, Hint: "formulas don't nest"}}
			}
		}
	}
	if len(braces) == 0 {
		return nil
	}
	at := braces[len(braces)-1]
	return []Problem{{Offset: at, End: at + 1, Code: codeRaw, Shows: ShowsRaw,
		Message: `"{" is never closed, so that the end of the formula isn't found`, Hint: `add the missing "}", or write \{ for the sign`}}
}
