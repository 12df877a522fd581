package texgate

import (
	"strings"
	"unicode"
)

// active are the commands whose names must not come about.
var active = []string{"href", "style", "class", "cssId", "bbox", "require", "fcolorbox", "mmlToken", "enclose", "unicode", "newtagform", "def"}

// halves finds a command whose name is the beginning of an active one. A tag form puts its text before any tag,
// \delimsize is replaced by what a delimiter is to be sized with, and mhchem writes formulas anew: "\hr" and "ef"
// could meet there.
func (s *scan) halves() *Fault {
	for i := 0; i < len(s.tex); i++ {
		if s.tex[i] != '\\' {
			continue
		}
		end := nameEnd(s.tex, i+1)
		name := s.tex[i+1 : end]
		for _, whole := range active {
			if name != "" && len(name) < len(whole) && strings.HasPrefix(whole, name) {
				return &Fault{Active: true, Found: cut(s.tex[i:]), Reason: "is half of a command that could be put together"}
			}
		}
		i = end - 1
	}
	return nil
}

// definition is what one command of a formula defines.
type definition struct {
	name   string
	params int
	bodies []int // where the groups begin that are its texts
}

// definitions looks at a formula that defines commands. They outlive it, and may be called with an active command as
// their argument, which then would take what the definition puts behind it for its own: so nothing that could be an
// argument may stand behind a parameter.
func (s *scan) definitions() *Fault {
	if s.checked || s.verb {
		return &Fault{Active: true, Found: cut(s.tex), Reason: "defines commands beside one that could be made active by them"}
	}
	found, bodies := map[string]definition{}, map[int]int{}
	var groups []int // of the open braces, the parameters of the definition whose text they hold; -1 for none
	comment := false
	for i := 0; i < len(s.tex); i++ {
		switch s.tex[i] {
		case '\\':
			end := nameEnd(s.tex, i+1)
			if commands[s.tex[i+1:end]].isDefinition() && !comment {
				d, next, _ := readDefinition(s.tex, s.tex[i+1:end], end)
				found[d.name] = d
				for _, at := range d.bodies {
					bodies[at] = d.params
				}
				end = next
			}
			i = end - 1
		case '%':
			comment = true
		case '\n':
			comment = false
		case '{':
			params, ok := bodies[i]
			if !ok {
				params = -1
			}
			groups = append(groups, params)
		case '}':
			groups = groups[:max(0, len(groups)-1)]
		case '#':
			last := -1
			if n := len(groups); n > 0 {
				last = groups[n-1]
			}
			if comment || s.takes(i, last) {
				return &Fault{Active: true, Found: cut(s.tex[i:]), Reason: "could give a command of another formula an argument that is not its own"}
			}
		}
	}
	return s.growth(found)
}

func (c command) isDefinition() bool { return c.sort == defining || c.sort == joining }

// readDefinition reads a definition whose command ends at i: the name, the number of parameters, and where its texts
// begin. next is where the first of them does, or where nothing can be made of it; end is behind the last.
func readDefinition(tex, command string, i int) (d definition, next, end int) {
	i = skipBlanks(tex, i)
	if strings.HasPrefix(tex[i:], `\`) {
		end := nameEnd(tex, i+1)
		d.name, i = tex[i+1:end], end
	}
	next, end = i, i
	if command == "def" {
		if n := strings.IndexAny(tex[i:], `{}\%`); n >= 0 && tex[i+n] == '{' {
			d.params = strings.Count(tex[i:i+n], "#")
			d.bodies, next = []int{i + n}, i+n
			_, end, _ = readArgument(tex, next, false)
		}
		return d, next, end
	}
	for {
		i = skipBlanks(tex, i)
		bracket := strings.HasPrefix(tex[i:], "[")
		if !bracket && !strings.HasPrefix(tex[i:], "{") {
			return d, next, end
		}
		text, after, _ := readArgument(tex, i, bracket)
		switch {
		case bracket && d.params == 0 && len(text) == 1:
			d.params = int(text[0] - '0')
		case !bracket && d.name == "":
			d.name = strings.TrimPrefix(strings.TrimSpace(text), `\`)
		case !bracket:
			d.bodies = append(d.bodies, i)
		}
		i, end = after, after
	}
}

// skipBlanks passes over what may stand between a command that defines and the name that it defines.
func skipBlanks(tex string, i int) int {
	for i < len(tex) && strings.IndexByte(" \t\n\r*=", tex[i]) >= 0 {
		i++
	}
	return i
}

// takes reports whether what stands behind the parameter at i could be an argument of a command put there: a group, a
// bracket, or another parameter. At the end of a text with so many parameters (-1 for no text) what follows the call
// comes next: the arguments of a command that was put there, unless others have been read in between.
func (s *scan) takes(i, params int) bool {
	if i+1 >= len(s.tex) {
		return true
	}
	rest := strings.TrimLeftFunc(s.tex[i+2:], func(r rune) bool { return unicode.IsSpace(r) || r == '\ufeff' })
	if rest == "" {
		return true
	}
	switch rest[0] {
	case '{', '[', '#', '%':
		return true
	case '}':
		return params >= 0 && int(s.tex[i+1]-'0') < params
	}
	return false
}
