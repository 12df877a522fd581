package mathjax

import (
	_ "embed"
	"encoding/json"
	"strconv"
	"strings"
	"sync"
)

// tableText is what MathJax itself says it knows; see the file's head.
//
//go:embed table.txt
var tableText string

// command is a command or an environment that MathJax knows.
type command struct {
	method *method
	args   []any // the method's own arguments, as MathJax's tables give them: strings, numbers, booleans and nil
	node   node  // what a symbol makes; method is nil
}

// text returns a method's own argument as text, "" if it is none.
func (c *command) text(i int) string {
	if i >= len(c.args) {
		return ""
	}
	s, _ := c.args[i].(string)
	return s
}

// isSet reports whether a method's own argument is there, and not null, false, 0 or "".
func (c *command) isSet(i int) bool {
	if i >= len(c.args) {
		return false
	}
	switch v := c.args[i].(type) {
	case string:
		return v != ""
	case bool:
		return v
	case float64:
		return v != 0
	}
	return false
}

// number returns a method's own argument as a number.
func (c *command) number(i int) int {
	if i >= len(c.args) {
		return 0
	}
	n, _ := c.args[i].(float64)
	return int(n)
}

// table is what MathJax knows.
type table struct {
	commands     map[string]*command // by their names without the backslash
	environments map[string]*command
	delimiters   map[string]bool // with the backslash
	operators    map[string]bool // characters that are operators
	ranges       [][2]rune       // characters that MathJax can show; at others it stops with an error
}

var (
	loadOnce sync.Once
	loaded   *table
)

// known returns the table, read when it is first asked for.
func known() *table {
	loadOnce.Do(func() { loaded = readTable(tableText) })
	return loaded
}

func readTable(text string) *table {
	t := &table{map[string]*command{}, map[string]*command{}, map[string]bool{}, map[string]bool{}, nil}
	methods := allMethods()
	for line := range strings.Lines(text) {
		fields := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		switch fields[0] {
		case "command":
			t.commands[fields[1][1:]] = methodCommand(fields, methods)
		case "symbol":
			t.commands[fields[1][1:]] = &command{node: symbolNode(fields[2])}
		case "environment":
			t.environments[fields[1]] = methodCommand(fields, methods)
		case "delimiter":
			t.delimiters[fields[1]] = true
		case "operator":
			t.operators[fields[1]] = true
		case "range":
			first, _ := strconv.ParseInt(fields[1], 16, 32)
			last, _ := strconv.ParseInt(fields[2], 16, 32)
			t.ranges = append(t.ranges, [2]rune{rune(first), rune(last)})
		}
	}
	return t
}

func methodCommand(fields []string, methods map[string]*method) *command {
	c := &command{method: methods[fields[2]]}
	if c.method == nil {
		panic("mathjax: internal error: nothing reads " + fields[2])
	}
	if err := json.Unmarshal([]byte(fields[3]), &c.args); err != nil {
		panic("mathjax: internal error: " + err.Error())
	}
	return c
}

func symbolNode(sorts string) node {
	var n node
	for sort := range strings.FieldsSeq(sorts) {
		switch sort {
		case "operator":
			n.flags |= opCore
		case "limits":
			n.flags |= limits
		}
	}
	return n
}

// canShow reports whether MathJax can show a character.
func (t *table) canShow(r rune) bool {
	for _, span := range t.ranges {
		if r <= span[1] {
			return r >= span[0]
		}
	}
	return false
}
