package preview_test

import (
	"regexp"
	"testing"

	"github.com/examdeck/examdeck/export/preview"
	"github.com/examdeck/examdeck/internal/contrast"
)

// TestContrast makes sure that the page can be read by day and by night: WCAG's 4.5 to 1 for text on every ground it
// stands on.
func TestContrast(t *testing.T) {
	grounds := map[string][]string{
		"text": {"ground", "panel", "chosen", "bad-panel"}, "muted": {"ground", "panel", "chosen"}, "accent": {"ground", "panel", "chosen"},
		"new": {"new-panel"}, "changed": {"changed-panel"}, "bad": {"panel", "bad-panel"},
	}
	blocks := regexp.MustCompile(`(?s):root(?:\.night)? \{\n.*?\n\}`).FindAllString(preview.Style(), -1)
	contrast.Check(t, blocks, grounds)
}
