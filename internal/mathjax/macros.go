package mathjax

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// Macro is an author's own command.
type Macro struct {
	// Text is what the macro stands for; #1 to #9 are its arguments.
	Text string
	// Args is how many arguments it takes, the optional one included.
	Args int
	// Optional tells that the first argument may be given in brackets, or left out.
	Optional bool
	// Default is the first argument where it is optional and left out.
	Default string
}

// Macros are an author's own commands by their names, without the backslash.
type Macros map[string]Macro

// MacroError is a macro that can't be used, and why.
type MacroError struct {
	// Name is the macro's name, with its backslash.
	Name string
	// Reason is what is wrong, as the end of a sentence.
	Reason string
}

// Error says both.
func (e *MacroError) Error() string { return say("macro %q %s", e.Name, e.Reason) }

// ReadMacros reads macros in the form in which MathJax takes them: the name, with or without its backslash, and
// either the text, or a list of the text, the number of arguments, and the default of the first argument, which makes
// it optional. Text without a number takes as many arguments as it names, which is KaTeX's form. Macros that can't be
// used are left out and told, by name.
func ReadMacros(definitions map[string]any) (Macros, []*MacroError) {
	macros := Macros{}
	var faults []*MacroError
	for _, key := range slices.Sorted(maps.Keys(definitions)) {
		name := strings.TrimPrefix(key, `\`)
		m, reason := readMacro(definitions[key])
		switch {
		case !isName(name):
			reason = "has a name that is neither letters nor one other character"
		case reason == "" && key != name && definitions[name] != nil:
			reason = "is defined twice, with and without its backslash"
		}
		if reason != "" {
			faults = append(faults, &MacroError{`\` + name, reason})
			continue
		}
		macros[name] = m
	}
	slices.SortFunc(faults, func(a, b *MacroError) int { return cmp.Compare(a.Name, b.Name) })
	return macros, faults
}

// isName reports whether TeX can take a text for the name of a command: ASCII letters, or one other character.
func isName(name string) bool {
	if len([]rune(name)) == 1 {
		return true
	}
	return name != "" && strings.Trim(name, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ") == ""
}

// readMacro reads one definition, and says what is wrong with it.
func readMacro(definition any) (m Macro, reason string) {
	list, ok := definition.([]any)
	if !ok {
		list = []any{definition}
	}
	if len(list) == 0 || len(list) > 3 {
		return m, "is not a text, or a list of a text, a number of arguments and a default"
	}
	if m.Text, ok = list[0].(string); !ok {
		return m, fmt.Sprintf("stands for %v, which is not a text", list[0])
	}
	highest, reason := parameters(m.Text)
	if reason != "" {
		return m, reason
	}
	if len(list) == 1 {
		m.Args = highest
		return m, ""
	}
	if m.Args, ok = count(list[1]); !ok {
		return m, fmt.Sprintf("takes %v arguments, which is no number from 0 to 9", list[1])
	}
	if len(list) == 3 && list[2] != nil {
		if m.Default, m.Optional = list[2].(string); !m.Optional {
			return m, fmt.Sprintf("has the default %v, which is not a text", list[2])
		}
	}
	switch {
	case m.Optional && m.Args == 0:
		return m, "has a default for an argument that it doesn't take"
	case highest > m.Args:
		return m, fmt.Sprintf("names #%d, but takes %d arguments", highest, m.Args)
	}
	return m, ""
}

// count reads a number of arguments, whichever type the reader of a configuration made of it.
func count(value any) (n int, ok bool) {
	text := fmt.Sprint(value)
	if len(text) != 1 || text[0] < '0' || text[0] > '9' {
		return 0, false
	}
	return int(text[0] - '0'), true
}

// parameters returns the highest argument that a macro's text names.
func parameters(text string) (highest int, reason string) {
	for i := 0; i < len(text); i++ {
		switch {
		case text[i] == '\\':
			i++
		case text[i] != '#':
		case i+1 < len(text) && text[i+1] == '#':
			i++
		case i+1 < len(text) && text[i+1] >= '1' && text[i+1] <= '9':
			i++
			highest = max(highest, int(text[i]-'0'))
		default:
			return 0, `holds a "#" that names no argument`
		}
	}
	return highest, ""
}
