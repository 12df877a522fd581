package mathjax

import (
	"maps"
	"slices"
)

// Names returns the names of all commands and environments in the table, sorted.
func Names() (commands, environments []string) {
	return slices.Sorted(maps.Keys(known().commands)), slices.Sorted(maps.Keys(known().environments))
}
