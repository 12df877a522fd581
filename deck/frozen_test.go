package deck

import (
	"fmt"
	"strings"
	"testing"
)

// TestHashesStayTheSame: packages that people have hold these hashes, so they may never change. The values were
// computed apart from this code.
func TestHashesStayTheSame(t *testing.T) {
	for key, want := range map[string]uint64{
		"6:number 10:2022-02-18 1:1 ": 0xb287554dac60f0b1,
		strings.Repeat("x", 255):      0x4c653f34ae8f43a2,
		strings.Repeat("x", 256):      0xf8260590ab102e3a,
		strings.Repeat("x", 70000):    0x6a452a8f413bc921,
	} {
		if got := KeyHash(key); got != want {
			t.Errorf("KeyHash(%.30q) = %#x, want %#x", key, got, want)
		}
	}
	q := &Question{Kind: Choice, Exam: "2022-02-18", Label: "Question 7", Prompt: "<p>Which {{c4::sort}} is stable?</p>", Source: "a.md",
		Choices: []Option{{Letter: "A", HTML: "<p>heap</p>"}, {Letter: "B", HTML: "<p>merge</p>", Right: true}},
		Answer:  "<p>merge</p>", Extra: "<p>It keeps ties.</p>", Tags: []string{"R", "hard::very"}}
	if got := contentHash(q); got != 0xf1006307bd0b58ec {
		t.Errorf("contentHash = %#x", got)
	}
	// "Is heap sorted": short, medium, long; then each sign of a formula.
	if got, want := fmt.Sprintf("%#x", sketch("Is, heap sorted: n=")), "[0xafa3276 0x3b04fb04 0x71f36a4d 0x7932259d 0x8987e5f3 0xb47bc965 0xc0e69a10 0xc3072f08 0xc8cb32b0]"; got != want {
		t.Errorf("sketch = %s\nwant %s", got, want)
	}
	if got, want := deletions("<p>Lies on the {{c7::Seine}}, in Paris, France.</p>"), (Deletion{7, 0xda2d2552, 0x895bba19, 0xb54906b}); len(got) != 1 || got[0] != want {
		t.Errorf("deletions = %#x, want %#x", got, want)
	}
}

// TestSketchIsBounded: of a long text the smallest hashes stay.
func TestSketchIsBounded(t *testing.T) {
	whole, part := sketch(numberedWords(0, 300)), sketch(numberedWords(0, 60))
	if len(whole) != sketchSize || len(part) != 60+59 {
		t.Errorf("%d and %d hashes, want %d and %d", len(whole), len(part), sketchSize, 60+59)
	}
}

// numberedWords is a text of different words.
func numberedWords(from, to int) string {
	var b strings.Builder
	for i := from; i < to; i++ {
		fmt.Fprintf(&b, "wordno%d ", i)
	}
	return b.String()
}
