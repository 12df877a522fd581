package dialect

import (
	"slices"
	"testing"

	"github.com/examdeck/examdeck/parse/settings"
)

// TestDialectNames: the names by which authors switch dialects on and off are those of the recognisers.
func TestDialectNames(t *testing.T) {
	var names []string
	for _, r := range recognisers {
		names = append(names, r.dialect())
	}
	slices.Sort(names)
	if want := settings.Dialects(); !slices.Equal(names, want) {
		t.Errorf("the recognisers are %q, the settings know %q", names, want)
	}
}
