package dialect

import "testing"

// TestEvidenceHasNames holds that each kind of evidence has a name of its own, by which the claims are listed.
func TestEvidenceHasNames(t *testing.T) {
	seen := map[string]bool{"": true}
	for s := sureClozeText; s <= sureMarked; s++ {
		if name := s.String(); seen[name] {
			t.Errorf("evidence %d is named %q", s, name)
		} else {
			seen[name] = true
		}
	}
}
