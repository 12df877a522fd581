package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/schollz/progressbar/v3"
	"golang.org/x/term"

	"github.com/examdeck/examdeck/deck"
	"github.com/examdeck/examdeck/export/apkg/inspect"
	"github.com/examdeck/examdeck/parse"
)

// Everything that is said to a person is said here, on stderr: a problem is one line, "file:line:col: warning: what
// was found", and what may be done about it one more, "hint: …". A summary ends a command, in the form "file: what is
// in it".

// maxShown is how many diagnostics a terminal shows: more than that nobody reads there.
const maxShown = 20

// talker says things to a person.
type talker struct {
	out      io.Writer
	terminal bool
	quiet    bool // only what keeps a file from being written is said
	bar      *progressbar.ProgressBar
}

func newTalker(out io.Writer) *talker {
	t := &talker{out: out}
	if f, ok := out.(*os.File); ok {
		t.terminal = term.IsTerminal(int(f.Fd()))
	}
	return t
}

// say says one line, unless quiet was asked for. That stderr can't be written to has no remedy.
func (t *talker) say(format string, args ...any) {
	if !t.quiet {
		printf(t.out, format+"\n", args...)
	}
}

// fault tells an error that ends a command, with its hint if it has one.
func (t *talker) fault(err error) {
	printf(t.out, "error: %s\n", faultLines(err))
	var hinted interface{ Hint() string }
	if errors.As(err, &hinted) && hinted.Hint() != "" {
		printf(t.out, "hint: %s\n", hinted.Hint())
	}
}

// faultLines returns an error's text, each of several errors that were joined in a line of its own.
func faultLines(err error) safe {
	joined, ok := err.(interface{ Unwrap() []error })
	if !ok || errors.Join(joined.Unwrap()...).Error() != err.Error() {
		return safe(printable(err.Error()))
	}
	var lines []string
	for _, err := range joined.Unwrap() {
		lines = append(lines, string(faultLines(err)))
	}
	return safe(strings.Join(lines, "\n"))
}

// diagnostics tells what was found in the sources. Errors are told even when quiet was asked for.
func (t *talker) diagnostics(ds []deck.Diagnostic) {
	shown := 0
	for _, d := range ds {
		if t.quiet && d.Severity != deck.Error {
			continue
		}
		if shown++; t.terminal && shown > maxShown {
			continue
		}
		printf(t.out, "%s: %s: %s\n", d.Pos, d.Severity, d.Message)
		if d.Hint != "" {
			printf(t.out, "hint: %s\n", d.Hint)
		}
	}
	if t.terminal && shown > maxShown {
		printf(t.out, "… and %d more; redirect stderr to a file to see them all\n", shown-maxShown)
	}
}

// problems tells what is wrong with packages. A hint comes with the first problem of its code.
func (t *talker) problems(ps []inspect.Problem, counts map[string]int) {
	hinted := map[string]bool{}
	for i, p := range ps {
		if t.terminal && i == maxShown {
			printf(t.out, "… and more; --json lists them\n")
			break
		}
		place := p.Pos.String()
		if p.Note != "" {
			place += fmt.Sprintf(": note %q", p.Note)
		}
		printf(t.out, "%s: %s: %s\n", place, p.Severity, p.Message)
		if p.Hint != "" && !hinted[p.Code] {
			hinted[p.Code] = true
			printf(t.out, "hint: %s\n", p.Hint)
		}
	}
	for _, code := range sortedKeys(counts) {
		if n := counts[code]; n > inspect.MaxProblems {
			printf(t.out, "%d problems are %s, of which %d are listed\n", n, code, inspect.MaxProblems)
		}
	}
}

// hintedError is a problem with a remedy.
type hintedError struct {
	err  error
	hint string
}

// Error returns the problem without the hint.
func (e *hintedError) Error() string { return e.err.Error() }

// Unwrap returns the problem.
func (e *hintedError) Unwrap() error { return e.err }

// Hint returns the remedy.
func (e *hintedError) Hint() string { return e.hint }

// hinted makes an error with a remedy.
func hinted(hint, format string, args ...any) error {
	return &hintedError{fmt.Errorf(format, args...), hint}
}

// count says how many there are of something.
func count(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}

// near tells, where no question was found, what looks most like some in the first sources.
func (t *talker) near(result parse.Result) {
	const most = 5
	t.diagnostics(result.Near[:min(most, len(result.Near))])
}

// contents says what a set holds: "37 questions in 6 decks, 2 pictures".
func contents(set *deck.Set) string {
	parts := []string{count(set.Len(), "question", "questions") + " in " + count(len(set.Decks), "deck", "decks")}
	if len(set.Media) > 0 {
		parts = append(parts, mediaCount(set.Media))
	}
	return strings.Join(parts, ", ")
}

// mediaCount counts media, which are pictures in most notes.
func mediaCount(media []deck.Media) string {
	for _, m := range media {
		if !m.Picture() {
			return count(len(media), "media file", "media files")
		}
	}
	return count(len(media), "picture", "pictures")
}
