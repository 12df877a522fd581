package main

import (
	"bytes"
	"fmt"
	"io"
	"regexp"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Notes, their file names and packages may be a stranger's, and a terminal or the log of a workflow acts on some of
// what it shows. All that a person reads is printed by printf, which lets such text in only as what it looks like;
// JSON leaves by way of escapeJSON.

// safe is text that may be printed as it is.
type safe string

// printf prints text. The format's own line ends stay; what is filled in stays within its line. That it can't be
// written is told by whoever flushes w, and has no remedy on stderr.
func printf(w io.Writer, format string, args ...any) {
	for i, arg := range args { // in their place, so that go vet still knows this for a function that formats
		switch arg := arg.(type) {
		case string:
			args[i] = value(arg)
		case error:
			args[i] = value(arg.Error())
		case fmt.Stringer:
			args[i] = value(arg.String())
		}
	}
	_, _ = io.WriteString(w, inert(fmt.Sprintf(format, args...)))
}

// value is a text that is filled in.
type value string

// Format leaves alone what %q quotes: nothing in that acts on anything.
func (v value) Format(f fmt.State, verb rune) {
	text := string(v)
	if verb != 'q' {
		text = printable(text)
	}
	fmt.Fprintf(f, fmt.FormatString(f, verb), text)
}

// printable writes as escapes what a terminal acts on: control characters, line ends among them, and what turns the
// direction of writing.
func printable(text string) string {
	var b strings.Builder
	for _, r := range text {
		switch {
		case r == '\t':
			b.WriteByte(' ')
		case isActive(r):
			quoted := strconv.QuoteToASCII(string(r))
			b.WriteString(quoted[1 : len(quoted)-1])
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// isActive reports whether a terminal acts on a character, or a line may end with it.
func isActive(r rune) bool {
	return unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) || r == '\u2028' || r == '\u2029'
}

// workflowMark begins a command to a workflow anywhere in a line, as "##[error]" and "##vso[…]".
var workflowMark = regexp.MustCompile(`##(\w*\[)`)

// inert puts a backslash into what a workflow takes from its log as a command: a line that begins with "::", and
// workflowMark.
func inert(text string) string {
	if !strings.Contains(text, "::") && !strings.Contains(text, "##") {
		return text
	}
	lines := strings.SplitAfter(text, "\n")
	for i, line := range lines {
		if rest := strings.TrimLeftFunc(line, unicode.IsSpace); strings.HasPrefix(rest, "::") {
			lines[i] = line[:len(line)-len(rest)] + `\` + rest
		}
	}
	return workflowMark.ReplaceAllString(strings.Join(lines, ""), `#\#$1`)
}

// escapeJSON escapes in JSON what printf does. In JSON it can only stand in a string, which stays the same.
func escapeJSON(data []byte) []byte {
	if bytes.Contains(data, []byte("##")) {
		data = workflowMark.ReplaceAll(data, []byte(`#\u0023$1`))
	}
	if !bytes.ContainsFunc(data, isActiveJSON) {
		return data
	}
	out := make([]byte, 0, len(data)+len(data)/8)
	for _, r := range string(data) {
		if isActiveJSON(r) {
			out = fmt.Appendf(out, `\u%04x`, r)
			continue
		}
		out = utf8.AppendRune(out, r)
	}
	return out
}

// isActiveJSON is isActive but for the line ends of JSON itself.
func isActiveJSON(r rune) bool { return r != '\n' && isActive(r) }
