package main

import (
	"os"
	"testing"
)

// TestCorpusReachesTheBars measures the real question files beside the checkout: what was reached is not to be lost.
func TestCorpusReachesTheBars(t *testing.T) {
	const dir = "../../../shared/corpus"
	if _, err := os.Stat(dir); err != nil {
		t.Skipf("the corpus: %v", err)
	}
	below, err := run(dir, "", "", false)
	if err != nil {
		t.Fatal(err)
	}
	for _, b := range below {
		t.Error(b)
	}
}
