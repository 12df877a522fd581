// Package contrast tells, for tests, whether text can be read on its ground, as WCAG 2 defines it.
package contrast

import (
	"math"
	"regexp"
	"strconv"
	"testing"
)

// least is the ratio that WCAG 2 asks for (success criterion 1.4.3).
const least = 4.5

var variable = regexp.MustCompile(`--([a-z-]+): (#[0-9a-f]{6});`)

// Check compares colours of a style: grounds names for the colour of a text those on which it stands. Each block
// holds one set of colours as CSS variables; there have to be two, those of day and night.
func Check(t *testing.T, blocks []string, grounds map[string][]string) {
	t.Helper()
	if len(blocks) != 2 {
		t.Fatalf("%d sets of colours, want those of day and night", len(blocks))
	}
	for i, block := range blocks {
		colours := map[string]float64{}
		for _, m := range variable.FindAllStringSubmatch(block, -1) {
			colours[m[1]] = luminance(t, m[2])
		}
		for text, all := range grounds {
			for _, ground := range all {
				a, knownText := colours[text]
				b, knownGround := colours[ground]
				if ratio := (max(a, b) + 0.05) / (min(a, b) + 0.05); ratio < least || !knownText || !knownGround {
					t.Errorf("colours %d: %s on %s is %.2f to 1", i, text, ground, ratio)
				}
			}
		}
	}
}

// luminance is the relative luminance of a colour "#rrggbb".
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
