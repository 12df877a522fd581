package settings

import (
	"errors"
	"strings"

	"github.com/examdeck/examdeck/internal/mathjax"
)

// macroFaults says what is wrong with all macros.
func macroFaults(faults []*mathjax.MacroError) error {
	texts := make([]string, len(faults))
	for i, f := range faults {
		texts[i] = f.Error()
	}
	return errors.New(strings.Join(texts, "; "))
}

// macroTexts returns macros as a configuration has them.
func macroTexts(macros mathjax.Macros) map[string]any {
	texts := map[string]any{}
	for name, m := range macros {
		texts[`\`+name] = m.Text
		if m.Args > 0 {
			texts[`\`+name] = []any{m.Text, m.Args}
		}
		if m.Optional {
			texts[`\`+name] = []any{m.Text, m.Args, m.Default}
		}
	}
	return texts
}
