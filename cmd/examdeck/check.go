package main

import (
	"bufio"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"github.com/examdeck/examdeck/deck"
	"github.com/examdeck/examdeck/parse"
)

// The forms in which check prints what it finds.
const (
	formatText   = "text"
	formatGitHub = "github"
)

// checkCommand tells all that is wrong with sources, and writes nothing.
func checkCommand(talk *talker) *cli.Command {
	return &cli.Command{
		Name:      "check",
		Usage:     "tell all that is wrong with notes, formulas included, and write nothing",
		UsageText: "examdeck check SOURCE... [--strict] [--json | --format github]",
		Description: `Prints a line for everything that an export would report, and for every formula that Anki would not show as it was meant: what is wrong,
where, and what Anki shows instead. The exit code is 1 if there is an error, with --strict if there is anything.

   examdeck check exams.md
   examdeck check notes/ --strict --format github      annotations, in a workflow of GitHub's

examdeck docs diagnostics lists the codes, examdeck docs json describes what --json prints.`,
		Flags: append([]cli.Flag{
			&cli.BoolFlag{Name: "strict", Usage: "exit with 1 for warnings as well", DisableDefaultText: true},
			&cli.BoolFlag{Name: "json", Usage: "print one JSON object", DisableDefaultText: true},
			&cli.StringFlag{Name: "format", Usage: "`FORM` of the lines: text, or github for annotations", Value: formatText, DefaultText: formatText},
		}, readingFlags()...),
		Action: func(c *cli.Context) error {
			form := c.String("format")
			switch {
			case !c.Args().Present():
				return &usageError{message: "check needs a SOURCE", hint: "for instance: examdeck check exams.md"}
			case form != formatText && form != formatGitHub:
				return &usageError{message: fmt.Sprintf("--format %q is not known", form), hint: `it takes "text" or "github"`}
			case c.Bool("json") && c.IsSet("format"):
				return &usageError{message: "--json has a form of its own", hint: "leave --format out"}
			}
			in, result, err := readSources(talk, c, parse.Options{Formulas: true, All: true})
			if err != nil {
				return err
			}
			if err := printCheck(c.App.Writer, result, c.Bool("json"), form); err != nil {
				return fmt.Errorf("writing what was found: %w", err)
			}
			talk.say("%s", checkCounts(in, result))
			if slices.ContainsFunc(result.Diagnostics, isError) || c.Bool("strict") && len(result.Diagnostics) > 0 {
				return errTold
			}
			return nil
		},
	}
}

func printCheck(w io.Writer, result parse.Result, asJSON bool, form string) error {
	if asJSON {
		return printJSON(w, struct {
			Version     int                `json:"version"`
			Questions   int                `json:"questions"`
			Diagnostics []listedDiagnostic `json:"diagnostics"`
		}{1, result.Set.Len(), diagnosticsJSON(result.Diagnostics)})
	}
	out := bufio.NewWriter(w)
	for _, d := range result.Diagnostics {
		if form == formatGitHub {
			fmt.Fprintln(out, annotation(d))
			continue
		}
		printf(out, "%s: %s: %s [%s]\n", d.Pos, d.Severity, d.Message, d.Code)
		if d.Hint != "" {
			printf(out, "hint: %s\n", d.Hint)
		}
	}
	return out.Flush()
}

// What may not stand as it is in a workflow command (docs.github.com, "Workflow commands", and actions/toolkit's
// core/src/command.ts).
var (
	annotationText  = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A")
	annotationValue = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C")
)

// annotation is a diagnostic as a workflow of GitHub's takes it from the log.
func annotation(d deck.Diagnostic) string {
	message := printable(d.Message)
	if d.Hint != "" {
		message += "\nhint: " + printable(d.Hint)
	}
	place := "file=" + annotationValue.Replace(printable(d.Pos.File))
	if d.Pos.Line > 0 {
		place += fmt.Sprintf(",line=%d,col=%d", d.Pos.Line, max(d.Pos.Col, 1))
	}
	return fmt.Sprintf("::%s %s,title=%s::%s", d.Severity, place, annotationValue.Replace(d.Code), annotationText.Replace(message))
}

// checkCounts says "3 sources, 37 questions: 1 error, 2 warnings".
func checkCounts(in *input, result parse.Result) string {
	errors := 0
	for _, d := range result.Diagnostics {
		if isError(d) {
			errors++
		}
	}
	found := []string{}
	if errors > 0 {
		found = append(found, count(errors, "error", "errors"))
	}
	if n := len(result.Diagnostics) - errors; n > 0 {
		found = append(found, count(n, "warning", "warnings"))
	}
	if len(found) == 0 {
		found = []string{"nothing is wrong"}
	}
	return count(len(in.sources), "source", "sources") + ", " + count(result.Set.Len(), "question", "questions") + ": " + strings.Join(found, ", ")
}
