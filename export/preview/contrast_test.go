package preview_test

import (
	"math"
	"regexp"
	"strconv"
	"testing"

	"github.com/examdeck/examdeck/export/preview"
)

// TestContrast makes sure that the page can be read by day and by night: WCAG's 4.5 to 1 for text on every ground it stands on.
func TestContrast(t *testing.T) {
	grounds := map[string][]string{
		"text": {"ground", "panel", "chosen", "bad-panel"}, "muted": {"ground", "panel", "chosen"}, "accent": {"ground", "panel", "chosen"},
		"new": {"new-panel"}, "changed": {"changed-panel"}, "bad": {"panel", "bad-panel"},
	}
	blocks := regexp.MustCompile(`(?s):root(?:\.night)? \{\n.*?\n\}`).FindAllString(preview.Style(), -1)
	if len(blocks) != 2 {
		t.Fatalf("%d sets of colours, want those of day and night", len(blocks))
	}
	for i, block := range blocks {
		colours := map[string]float64{}
		for _, m := range regexp.MustCompile(`--([a-z-]+): (#[0-9a-f]{6});`).FindAllStringSubmatch(block, -1) {
			colours[m[1]] = luminance(t, m[2])
		}
		for text, all := range grounds {
			for _, ground := range all {
				a, b := colours[text], colours[ground]
				if ratio := (max(a, b) + 0.05) / (min(a, b) + 0.05); ratio < 4.5 {
					t.Errorf("colours %d: %s on %s is %.2f to 1", i, text, ground, ratio)
				}
			}
		}
	}
}

// luminance is the relative luminance of a colour "#rrggbb" as WCAG 2 defines it.
func luminance(t *testing.T, colour string) float64 {
	t.Helper()
	sum := 0.0
	for i, weight := range []float64{0.2126, 0.7152, 0.0722} {
		n, err := strconv.ParseUint(colour[1+2*i:3+2*i], 16, 8)
		if err != nil {
			t.Fatal(err)
		}
		c := float64(n) / 255
		if c <= 0.04045 {
			c /= 12.92
		} else {
			c = math.Pow((c+0.055)/1.055, 2.4)
		}
		sum += weight * c
	}
	return sum
}
