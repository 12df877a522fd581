package mathjax

import (
	"bytes"
	"fmt"
	"maps"
	"strings"
)

// definers are the commands by which authors define macros, with what each of them reads behind the name: the number of
// arguments and a default, parameters, or the name of an operator.
var definers = map[string]byte{
	"newcommand": 'n', "renewcommand": 'n', "providecommand": 'n', "def": 'd', "gdef": 'd', "DeclareMathOperator": 'o',
}

// Defines reports whether a text may define macros. It is cheap.
func Defines(tex []byte) bool {
	for _, word := range [...]string{"newcommand", "providecommand", `def\`, `\DeclareMathOperator`} {
		if bytes.Contains(tex, []byte(word)) {
			return true
		}
	}
	return false
}

// DefinitionEnd returns the offset behind the definition of a macro that begins a text; 0 where none does.
func DefinitionEnd(tex string) int {
	_, _, end := readDefinition(tex)
	return end
}

// Defined returns the macros that a text defines, wherever in it. Of two of one name the last one holds. Definitions
// that can't be written out, as they call themselves or have parameters of a form of their own, are left to MathJax.
// nothingElse tells that the text holds nothing but what was returned.
func Defined(tex string) (found Macros, nothingElse bool) {
	nothingElse = true
	for i := 0; i < len(tex); {
		if name, m, n := readDefinition(tex[i:]); n > 0 {
			if found == nil {
				found = Macros{}
			}
			found[name] = m
			i += n
			continue
		}
		switch c := tex[i]; c {
		case ' ', '\n', '\t', '\r':
		case '%':
			if end := strings.IndexByte(tex[i:], '\n'); end > 0 {
				i += end
			} else {
				i = len(tex)
			}
		case '\\':
			nothingElse = false
			i++
		default:
			nothingElse = false
		}
		i++
	}
	return found, nothingElse && found != nil
}

// Definition returns the TeX that defines a macro under a name.
func (m Macro) Definition(name string) string {
	var b strings.Builder
	b.WriteString(`\newcommand{\` + name + `}`)
	if m.Args > 0 {
		fmt.Fprintf(&b, "[%d]", m.Args)
	}
	if m.Optional {
		b.WriteString("[" + m.Default + "]")
	}
	b.WriteString("{" + m.Text + "}")
	return b.String()
}

// Called returns the names of the macros that a text calls, and that those call in turn, each behind those that it
// calls.
func (m Macros) Called(tex string) []string {
	var names []string
	seen := map[string]bool{}
	var look func(tex string)
	look = func(tex string) {
		for i := 0; i < len(tex); i++ {
			if tex[i] != '\\' {
				continue
			}
			end := nameEnd(tex, i+1)
			if name := tex[i+1 : end]; !seen[name] {
				if own, ok := m[name]; ok {
					seen[name] = true
					look(own.Text)
					names = append(names, name)
				}
			}
			i = max(i, end-1)
		}
	}
	look(tex)
	return names
}

// Knows reports whether MathJax, as Anki sets it up, has a command of that name.
func Knows(name string) bool {
	t := known()
	return t.commands[name] != nil || t.delimiters[`\`+name]
}

// Redraws reports whether a macro under a name only draws a command of MathJax's own in another way: an accent, or a
// relation. MathJax's own drawing says the same.
func (m Macro) Redraws(name string) bool {
	c := known().commands[name]
	return c != nil && (m.Args > 0 && c.method != nil || strings.HasPrefix(m.Text, `\mathrel`))
}

// readDefinition reads the definition of a macro at the start of a text; n is its length, 0 where none stands there.
func readDefinition(tex string) (name string, m Macro, n int) {
	if tex == "" || tex[0] != '\\' {
		return "", m, 0
	}
	at := nameEnd(tex, 1)
	sort := definers[tex[1:at]]
	if sort == 0 {
		return "", m, 0
	}
	starred := false
	if at = skipSpace(tex, at); at < len(tex) && tex[at] == '*' && sort != 'd' {
		starred = true
		at++
	}
	name, at, ok := argument(tex, at)
	if name = strings.TrimSpace(name); !ok || len(name) < 2 || name[0] != '\\' || !isLetter(name[1]) || !isName(name[1:]) {
		return "", m, 0
	}
	name = name[1:]
	switch sort {
	case 'n':
		at = readArguments(tex, at, &m)
	case 'd':
		at = readParameters(tex, at, &m)
	}
	if at < 0 {
		return "", m, 0
	}
	m.Text, n, ok = argument(tex, at)
	if sort == 'o' {
		m.Text = `\operatorname` + map[bool]string{true: "*"}[starred] + `{` + m.Text + `}`
	}
	highest, reason := parameters(m.Text)
	if !ok || reason != "" || highest > m.Args || isOwn[name] || calls(m.Text, name) {
		return "", m, 0
	}
	return name, m, n
}

// isOwn are the commands without which a formula can't be read; they are not for authors to define.
var isOwn = func() map[string]bool {
	own := map[string]bool{"begin": true, "end": true, "left": true, "right": true, "middle": true, "text": true, "mbox": true, "verb": true}
	for name := range maps.Keys(definers) {
		own[name] = true
	}
	return own
}()

// calls reports whether a text calls a command.
func calls(tex, name string) bool {
	for i := 0; i < len(tex); i++ {
		if tex[i] == '\\' {
			end := nameEnd(tex, i+1)
			if tex[i+1:end] == name {
				return true
			}
			i = end - 1
		}
	}
	return false
}

// readArguments reads how many arguments a macro of \newcommand takes, and the default of the first; -1 where it can't
// be used.
func readArguments(tex string, at int, m *Macro) int {
	arg, at, given, ok := brackets(tex, at)
	if !ok || !given {
		return at
	}
	if m.Args, ok = count(strings.TrimSpace(arg)); !ok {
		return -1
	}
	m.Default, at, m.Optional, ok = brackets(tex, at)
	if !ok || m.Optional && m.Args == 0 {
		return -1
	}
	return at
}

// readParameters reads the parameters of a \def, which must be #1, #2 and so on; -1 where they are not.
func readParameters(tex string, at int, m *Macro) int {
	for at = skipSpace(tex, at); at+1 < len(tex) && tex[at] == '#'; at += 2 {
		m.Args++
		if tex[at+1] != byte('0'+m.Args) {
			return -1
		}
	}
	if at = skipSpace(tex, at); at >= len(tex) || tex[at] != '{' {
		return -1
	}
	return at
}
