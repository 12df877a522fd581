package settings

import (
	"fmt"
	"regexp"
	"sync"
)

const (
	// maxSeparator is how long a separator may be, in bytes.
	maxSeparator = 64
	// maxRegexp is how long a regular expression may be, in bytes, and maxRegexps how many there may be.
	maxRegexp, maxRegexps = 1000, 20
)

// checkPatterns returns an error for the first regular expression that can't be run, or marks no prompt.
func checkPatterns(patterns map[string]string) error {
	if len(patterns) > maxRegexps {
		return fmt.Errorf("patterns takes at most %d regular expressions", maxRegexps)
	}
	for name, pattern := range patterns {
		if len(pattern) > maxRegexp {
			return fmt.Errorf("patterns: %q has more than %d bytes", name, maxRegexp)
		}
		re, err := Regexp(pattern)
		if err != nil {
			return fmt.Errorf("patterns: %q: %w", name, err)
		}
		if re.NumSubexp() == 0 {
			return fmt.Errorf("patterns: %q has no group in parentheses for the prompt", name)
		}
	}
	return nil
}

// regexps are the regular expressions that were made, by their texts: every source of a vault asks for them.
var regexps sync.Map

// Regexp returns the regular expression of a pattern, in which "^" and "$" are the ends of lines.
func Regexp(pattern string) (*regexp.Regexp, error) {
	if re, ok := regexps.Load(pattern); ok {
		return re.(*regexp.Regexp), nil
	}
	re, err := regexp.Compile("(?m)" + pattern)
	if err == nil {
		regexps.Store(pattern, re)
	}
	return re, err
}
