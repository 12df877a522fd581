package settings

import (
	"fmt"
	"path"
	"strings"

	"github.com/bmatcuk/doublestar/v4"
)

// maxPatterns is how many bytes all patterns may have together, and all that becomes of them when their braces are
// resolved: every file of a vault is compared with each.
const maxPatterns = 64 << 10

// CheckPatterns returns an error for the first pattern that [Excluded] can't read, or with which there are too many
// alternatives in braces.
func CheckPatterns(patterns []string) error {
	left := maxPatterns
	for _, p := range patterns {
		if strings.Trim(p, "/") == "" || !doublestar.ValidatePattern(p) {
			return fmt.Errorf("exclude: %q is no pattern of file names", p)
		}
		if _, ok := alternatives(p, &left); !ok {
			return fmt.Errorf("exclude: %.40q is too long, or has too many alternatives in braces", p)
		}
	}
	return nil
}

// Excluded reports whether a file or folder, given by its path from the vault's root, is matched by one of the
// patterns. A pattern without a slash is for names in any folder, one with a slash for paths from the root; "*"
// stands for anything but a slash, "**" for any folders. What lies in a folder that is matched is not asked for.
func Excluded(patterns []string, p string) bool {
	for _, pattern := range patterns {
		left := maxPatterns
		name := p
		if !strings.Contains(strings.TrimSuffix(pattern, "/"), "/") {
			name = path.Base(p)
		}
		all, _ := alternatives(strings.Trim(pattern, "/"), &left)
		for _, one := range all {
			if doublestar.MatchUnvalidated(one, name) {
				return true
			}
		}
	}
	return false
}

// alternatives returns the patterns without braces that a pattern stands for: doublestar would try those of one brace
// again for each of another. It takes the bytes that it makes from left; ok is false if they do not suffice.
func alternatives(pattern string, left *int) (all []string, ok bool) {
	for todo := []string{pattern}; len(todo) > 0; {
		p := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		if *left -= len(p) + 1; *left < 0 {
			return all, false
		}
		marks := firstBraces(p)
		if marks == nil {
			all = append(all, p)
			continue
		}
		before, after := p[:marks[0]], p[marks[len(marks)-1]+1:]
		for i := range len(marks) - 1 {
			if *left -= len(p); *left < 0 {
				return all, false
			}
			todo = append(todo, before+p[marks[i]+1:marks[i+1]]+after)
		}
	}
	return all, true
}

// firstBraces returns the places of the first braces of a pattern that are not within others, and those of the commas
// between them. It is nil if there are no braces.
func firstBraces(pattern string) []int {
	var marks []int
	depth := 0
	for i := 0; i < len(pattern); i++ {
		switch pattern[i] {
		case '\\':
			i++
		case '[': // commas and braces in a class are characters
			for i++; i < len(pattern) && pattern[i] != ']'; i++ {
				if pattern[i] == '\\' {
					i++
				}
			}
		case '{':
			if depth++; depth == 1 {
				marks = append(marks, i)
			}
		case ',':
			if depth == 1 {
				marks = append(marks, i)
			}
		case '}':
			if depth == 1 {
				return append(marks, i)
			}
			depth = max(depth-1, 0)
		}
	}
	return nil
}
