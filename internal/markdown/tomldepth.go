package markdown

import (
	"bytes"
	"fmt"
)

// maxTOMLDepth is how deep settings in TOML may lie in one another: the library takes time and memory that grow with
// the square of the depth.
const maxTOMLDepth = 32

var errDeep = fmt.Errorf("settings lie more than %d deep in one another", maxTOMLDepth)

// tomlDepth returns how deep the settings lie in one another at most, by brackets and by the dots of their keys. It
// reads no more than it needs to tell that they lie too deep.
func tomlDepth(body []byte) int {
	var outer []int             // the depths at which the open brackets' entries began
	deepest, at, now := 0, 0, 0 // at is the depth at which the entry at hand began
	for i := 0; i < len(body) && deepest <= maxTOMLDepth; i++ {
		switch body[i] {
		case '"', '\'':
			i = tomlStringEnd(body, i) - 1
		case '#':
			if end := bytes.IndexByte(body[i:], '\n'); end >= 0 {
				i += end - 1
			} else {
				return deepest
			}
		case '[', '{':
			outer = append(outer, at)
			now++
			at = now
		case ']', '}':
			if n := len(outer); n > 0 {
				at, outer = outer[n-1], outer[:n-1]
			}
			now = at
		case '.':
			now++
		case ',', '\n':
			now = at
		}
		deepest = max(deepest, now)
	}
	return deepest
}

// tomlStringEnd returns the offset behind the string that begins at an offset; one that is not closed in its line
// ends there.
func tomlStringEnd(body []byte, start int) int {
	quote, i := body[start], start+1
	long := bytes.HasPrefix(body[start:], bytes.Repeat([]byte{quote}, 3))
	if long {
		i += 2
	}
	for ; i < len(body); i++ {
		switch {
		case body[i] == '\\' && quote == '"':
			i++
		case body[i] == '\n' && !long:
			return i
		case body[i] == quote && !long:
			return i + 1
		case body[i] == quote && bytes.HasPrefix(body[i:], body[start:start+3]):
			// Up to two more quotes belong to the string.
			for i += 3; i < len(body) && body[i] == quote; i++ {
			}
			return i
		}
	}
	return i
}
