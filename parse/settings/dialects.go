package settings

import (
	"fmt"
	"slices"
	"strings"

	"github.com/examdeck/examdeck/internal/suggest"
)

// Dialects returns the names of all dialects, sorted.
func Dialects() []string { return slices.Clone(dialectNames) }

// dialectNames are the names of all dialects, sorted, as authors switch them on and off. Each is that of a recogniser.
var dialectNames = []string{
	"answer-headings", "asking-lines", "bold-questions", "callouts", "cloze", "components", "exam-headings",
	"front-matter", "list-cards", "marked-blocks", "numbered-questions", "outline-cards", "patterns",
	"question-answer", "question-headings", "quiz-blocks", "quiz-fences", "quiz-headings", "r-exams",
	"spaced-repetition", "tables", "toggles", "tool-cards", "vocabulary",
}

// Reads reports whether a dialect is read.
func (s Settings) Reads(dialect string) bool {
	if slices.Contains(s.Dialects, "-"+dialect) {
		return false
	}
	named := slices.ContainsFunc(s.Dialects, func(name string) bool { return !strings.HasPrefix(name, "-") && !strings.HasPrefix(name, "+") })
	return !named || s.Forces(dialect)
}

// Forces reports whether a dialect was asked for, so that little evidence does.
func (s Settings) Forces(dialect string) bool {
	return slices.Contains(s.Dialects, dialect) || slices.Contains(s.Dialects, "+"+dialect)
}

func checkDialect(name string) error {
	if slices.Contains(dialectNames, name) {
		return nil
	}
	for _, d := range dialectNames {
		if name != "" && (strings.HasPrefix(d, name) || strings.HasPrefix(name, d) || strings.Contains(d, strings.TrimSuffix(name, "s"))) {
			return fmt.Errorf("there is no dialect %q; did you mean %q?", name, d)
		}
	}
	if near := suggest.Nearest(name, dialectNames); near != "" {
		return fmt.Errorf("there is no dialect %q; did you mean %q?", name, near)
	}
	return fmt.Errorf("there is no dialect %q; there are %s", name, strings.Join(dialectNames, ", "))
}
