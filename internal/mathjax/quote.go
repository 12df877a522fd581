package mathjax

import (
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"
)

// maxQuote is how many characters of a text are quoted.
const maxQuote = 40

// quotable is a text that %q writes as TeX people write it, with single backslashes, as long as it can be printed.
type quotable string

// Format writes the text, in quotes for %q.
func (q quotable) Format(f fmt.State, verb rune) {
	s := string(q)
	if verb != 'q' {
		_, _ = f.Write([]byte(s))
		return
	}
	if utf8.RuneCountInString(s) > maxQuote {
		s = string([]rune(s)[:maxQuote]) + "…"
	}
	quoted := strconv.Quote(s)
	if plain := strings.ReplaceAll(quoted, `\\`, `\`); plain == `"`+s+`"` {
		quoted = plain
	}
	_, _ = f.Write([]byte(quoted))
}

// say is Sprintf in which texts are quoted as [quotable] does it.
func say(format string, args ...any) string {
	for i, a := range args {
		if s, ok := a.(string); ok {
			args[i] = quotable(s)
		}
	}
	return fmt.Sprintf(format, args...)
}
