package main

import (
	"regexp"
	"strings"
)

var (
	fenceLine  = regexp.MustCompile("^[ \t>*+-]*(?:[0-9]+[.)][ \t]+)?(```+|~~~+)")
	inlineCode = regexp.MustCompile("(?s)(`+)[^`].*?`+")
	comment    = regexp.MustCompile(`(?s)<!--.*?-->`)
)

// maskCode puts NUL bytes in the place of code blocks, code spans and comments, so that offsets stay what they are.
func maskCode(source string) string {
	lines := strings.SplitAfter(source, "\n")
	fence := ""
	for i, line := range lines {
		mark := ""
		if m := fenceLine.FindStringSubmatch(line); m != nil {
			mark = m[1]
		}
		switch {
		case fence == "" && mark != "":
			fence = mark
		case fence == "":
			continue
		case strings.HasPrefix(mark, fence) && strings.TrimLeft(strings.TrimSpace(line), " >`~") == "":
			fence = ""
		}
		lines[i] = mask(line)
	}
	source = strings.Join(lines, "")
	source = comment.ReplaceAllStringFunc(source, mask)
	var b strings.Builder
	for _, paragraph := range strings.SplitAfter(source, "\n\n") {
		b.WriteString(inlineCode.ReplaceAllStringFunc(paragraph, maskSpan))
	}
	return b.String()
}

// mask keeps the line ends alone.
func mask(s string) string {
	b := []byte(s)
	for i, c := range b {
		if c != '\n' {
			b[i] = 0
		}
	}
	return string(b)
}

// maskSpan masks what is a code span: what begins and ends with equally many backticks.
func maskSpan(s string) string {
	n := len(s) - len(strings.TrimLeft(s, "`"))
	if n != len(s)-len(strings.TrimRight(s, "`")) {
		return s
	}
	return mask(s)
}
