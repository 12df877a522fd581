package mathjax

import "strings"

// call reads a macro's arguments behind its name and gives its text with them put in, and the offset behind them.
// Without all arguments, ok is false. What becomes longer than limit is cut.
func (m Macro) call(tex string, at, limit int) (text string, end int, ok bool) {
	if m.Args == 0 {
		return m.Text, at, true
	}
	args := make([]string, 0, m.Args)
	if m.Optional {
		arg, next, given, ok := brackets(tex, at)
		switch {
		case !ok:
			return "", at, false
		case !given:
			arg = m.Default
		}
		args, at = append(args, arg), next
	}
	for len(args) < m.Args {
		arg, next, ok := argument(tex, at)
		if !ok {
			return "", at, false
		}
		args, at = append(args, arg), next
	}
	return substitute(m.Text, args, limit), at, true
}

// substitute puts arguments into a macro's text, until it is longer than limit.
func substitute(text string, args []string, limit int) string {
	var out strings.Builder
	inWord := false // out ends in a command's name of letters
	for i := 0; i < len(text) && out.Len() <= limit; {
		end := i + 1
		piece := text[i:end]
		switch {
		case text[i] == '\\':
			end = nameEnd(text, i+1)
			piece = text[i:end]
		case text[i] == '#' && end < len(text):
			end++
			if piece = "#"; text[i+1] != '#' {
				piece = args[text[i+1]-'1']
			}
		}
		if piece != "" {
			if inWord && isLetter(piece[0]) {
				out.WriteByte(' ')
			}
			out.WriteString(piece)
			inWord = endsInWord(piece)
		}
		i = end
	}
	return out.String()
}
