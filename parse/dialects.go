package parse

import (
	"fmt"
	"slices"
	"strings"

	"github.com/examdeck/examdeck/internal/suggest"
)

// Dialects lists the names of all dialects, sorted.
func Dialects() []string { return slices.Clone(dialectNames) }

// dialectNames is filled when the table of recognisers is there, which may ask for settings itself.
var dialectNames []string

func init() {
	for _, r := range recognisers {
		dialectNames = append(dialectNames, r.dialect())
	}
	slices.Sort(dialectNames)
	dialectNames = slices.Compact(dialectNames)
}

// reads tells whether a dialect is read.
func (s Settings) reads(dialect string) bool {
	if slices.Contains(s.Dialects, "-"+dialect) {
		return false
	}
	named := slices.ContainsFunc(s.Dialects, func(name string) bool { return !strings.HasPrefix(name, "-") && !strings.HasPrefix(name, "+") })
	return !named || s.forces(dialect)
}

// forces tells whether a dialect was asked for, so that little evidence does.
func (s Settings) forces(dialect string) bool {
	return slices.Contains(s.Dialects, dialect) || slices.Contains(s.Dialects, "+"+dialect)
}

func checkDialect(name string) error {
	if slices.Contains(dialectNames, name) {
		return nil
	}
	for _, d := range dialectNames {
		if name != "" && (strings.HasPrefix(d, name) || strings.HasPrefix(name, d) || strings.Contains(d, strings.TrimSuffix(name, "s"))) {
			return fmt.Errorf("there is no dialect %q; did you mean %q?", name, d)
		}
	}
	if near := suggest.Nearest(name, dialectNames); near != "" {
		return fmt.Errorf("there is no dialect %q; did you mean %q?", name, near)
	}
	return fmt.Errorf("there is no dialect %q; there are %s", name, strings.Join(dialectNames, ", "))
}
