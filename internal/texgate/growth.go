package texgate

import "strings"

// maxCalls is how many calls of macros a formula may come to, nested ones counted as often as they are read.
const maxCalls = 2000

// growth finds definitions that call each other so often that MathJax would be busy for long.
type growth struct {
	tex    string
	found  map[string]definition
	calls  map[string]int // how many calls one call comes to; -1 while it is reckoned up
	factor int            // how often an argument is read, at most
}

// growth looks whether what the formula defines grows beyond measure, in this formula or in another.
func (s *scan) growth(found map[string]definition) *Fault {
	g := growth{tex: s.tex, found: found, calls: map[string]int{}, factor: 1}
	for _, d := range found {
		for _, at := range d.bodies {
			g.factor = max(g.factor, factor(body(s.tex, at)))
		}
	}
	total := 0
	for name := range found {
		total = max(total, g.reckon(name))
	}
	if total = max(total, g.sum(s.tex)); total > maxCalls {
		return &Fault{Found: cut(s.tex), Reason: "defines commands that call each other without end, or too often"}
	}
	return nil
}

// body returns the text of the group that begins at i.
func body(tex string, at int) string {
	text, _, _ := readArgument(tex, at, false)
	return text
}

// factor tells how often a text reads one of its arguments.
func factor(text string) int {
	most := 1
	for digit := '1'; digit <= '9'; digit++ {
		most = max(most, strings.Count(text, "#"+string(digit)))
	}
	for i := 0; i < len(text); i++ {
		if text[i] == '\\' {
			end := nameEnd(text, i+1)
			if c, ok := commands[text[i+1:end]]; ok && c.sort == doubling {
				most *= 2
			}
			i = end - 1
		}
		if most > maxCalls {
			break
		}
	}
	return most
}

// reckon returns how many calls a call comes to.
func (g *growth) reckon(name string) int {
	if n, done := g.calls[name]; done {
		if n < 0 {
			return maxCalls + 1
		}
		return n
	}
	g.calls[name] = -1
	total := 1
	for _, at := range g.found[name].bodies {
		total = min(maxCalls+1, total+g.sum(body(g.tex, at)))
	}
	g.calls[name] = total
	return total
}

// sum adds up the calls in a text; those within groups may be read several times.
func (g *growth) sum(text string) int {
	total, depth, weight := 0, 0, 1
	weights := []int{1}
	for i := 0; i < len(text) && total <= maxCalls; i++ {
		switch text[i] {
		case '{':
			depth++
			weight = min(weight*g.factor, maxCalls)
			weights = append(weights, weight)
		case '}':
			if depth > 0 {
				depth--
				weights = weights[:depth+1]
				weight = weights[depth]
			}
		case '\\':
			end := nameEnd(text, i+1)
			name := text[i+1 : end]
			if c := commands[name]; c.isDefinition() {
				_, _, end = readDefinition(text, name, end)
			} else if _, own := g.found[name]; own {
				total += weight * g.reckon(name)
			}
			i = end - 1
		}
	}
	return total
}
