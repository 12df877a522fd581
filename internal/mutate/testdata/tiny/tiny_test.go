package tiny

import "testing"

func TestFits(t *testing.T) {
	if !Fits(3) || Fits(4) {
		t.Error("3 words fit, 4 don't")
	}
}

func TestHalvings(t *testing.T) {
	if Halvings(4) != 3 || len(rows) != 0 {
		t.Error("4, 2, 1")
	}
}
