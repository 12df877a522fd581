package goldentest_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/examdeck/examdeck/internal/goldentest"
)

// told keeps what a test is told.
type told struct {
	testing.TB
	text string
}

func (t *told) Helper() {}

func (t *told) Errorf(format string, args ...any) { t.text += fmt.Sprintf(format, args...) }

func TestCompareShowsTheLinesThatDiffer(t *testing.T) {
	long := strings.Repeat("the same\n", 100)
	var got told
	goldentest.Compare(&got, "exam.txtar: want", long+"new\n"+long, long+"old\n"+long)
	for _, want := range []string{"exam.txtar: want", "\n-old\n", "\n+new\n"} {
		if !strings.Contains(got.text, want) {
			t.Errorf("%q is missing in\n%s", want, got.text)
		}
	}
	if lines := strings.Count(got.text, "\n"); lines > 20 {
		t.Errorf("%d lines for one that differs", lines)
	}
}

func TestCompareIsSilentAboutEqualText(t *testing.T) {
	var got told
	goldentest.Compare(&got, "x", "a\n", "a\n")
	if got.text != "" {
		t.Errorf("got %q", got.text)
	}
}
