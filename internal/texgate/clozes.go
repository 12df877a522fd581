package texgate

import (
	"slices"
	"strings"
)

// maxClozes is how many numbers the clozes in a formula may have.
const maxClozes = 100

// forms returns a formula in all the forms in which Anki shows it: with the clozes shown, and for each of their
// numbers with those hidden. Where there are too many it gives up.
func forms(tex string) (all []string, ok bool) {
	all = []string{form(tex, "")}
	var numbers []string
	for rest := tex; ; {
		number, after, found := clozeMark(rest)
		if !found {
			return all, len(numbers) <= maxClozes
		}
		if len(numbers) > maxClozes {
			return nil, false
		}
		if number != "" && !slices.Contains(numbers, number) {
			numbers = append(numbers, number)
			all = append(all, form(tex, number))
		}
		rest = rest[after:]
	}
}

// clozeMark finds the next mark that begins a cloze, or, with number empty, the next place that only looks like one.
func clozeMark(tex string) (number string, after int, found bool) {
	i := strings.Index(tex, "{{c")
	if i < 0 {
		return "", 0, false
	}
	n := i + len("{{c")
	for n < len(tex) && (tex[n] >= '0' && tex[n] <= '9' || tex[n] == ',') {
		n++
	}
	if n > i+len("{{c") && strings.HasPrefix(tex[n:], "::") {
		return tex[i+len("{{c") : n], n + len("::"), true
	}
	return "", i + 1, true
}

// form returns a formula with the clozes of a number hidden, and the others shown.
func form(tex, hidden string) string {
	type cloze struct {
		number string
		start  int // where its text begins in the output
		hint   int // where its hint begins, -1 for none
	}
	var out []byte
	var open []cloze
	for i := 0; i < len(tex); {
		switch {
		case strings.HasPrefix(tex[i:], "{{c"):
			if number, after, _ := clozeMark(tex[i:]); number != "" {
				open = append(open, cloze{number, len(out), -1})
				i += after
				continue
			}
		case len(open) > 0 && strings.HasPrefix(tex[i:], "}}"):
			c := open[len(open)-1]
			open = open[:len(open)-1]
			hint := "..."
			if c.hint >= 0 {
				hint = string(out[c.hint:])
				out = out[:c.hint]
			}
			if c.number == hidden {
				out = append(append(append(out[:c.start], '['), hint...), ']')
			}
			i += len("}}")
			continue
		case len(open) > 0 && strings.HasPrefix(tex[i:], "::") && open[len(open)-1].hint < 0:
			open[len(open)-1].hint = len(out)
			i += len("::")
			continue
		}
		out = append(out, tex[i])
		i++
	}
	return string(out)
}
