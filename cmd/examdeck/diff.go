package main

import (
	"bufio"
	"fmt"
	"io"
	"os"

	"github.com/urfave/cli/v2"
	"golang.org/x/term"

	"github.com/examdeck/examdeck/export/apkg/diff"
)

// diffCommand compares two packages.
func diffCommand(talk *talker) *cli.Command {
	return &cli.Command{
		Name:      "diff",
		Usage:     "compare two Anki packages, and say what an import of the new one does",
		UsageText: "examdeck diff OLD NEW [--strict] [--json]",
		Description: `Prints the notes that are new (+), changed (~, with the words that differ), retired (-) or moved (>), the note types and media that
changed, and what Anki's import of NEW does for those who have imported OLD. Notes are known by their guids. What does not reach them
is a problem; the exit code is 1 where that is a whole note type, with --strict if it is anything.

   examdeck diff course-2022.apkg course-2023.apkg
   examdeck diff old.apkg new.apkg --json | jq '.notes[] | select(.change == "changed")'

examdeck docs diagnostics lists the problems, examdeck docs json describes what --json prints.`,
		Flags: []cli.Flag{
			&cli.BoolFlag{Name: "strict", Usage: "exit with 1 for warnings as well", DisableDefaultText: true},
			&cli.BoolFlag{Name: "json", Usage: "print one JSON object", DisableDefaultText: true},
		},
		Action: func(c *cli.Context) error {
			if c.NArg() != 2 {
				return &usageError{message: "diff takes two packages, the old one first", hint: "for instance: examdeck diff old.apkg new.apkg"}
			}
			files := c.Args().Slice()
			report, err := comparePackages(files[0], files[1])
			if err != nil {
				return err
			}
			out := bufio.NewWriter(c.App.Writer)
			if c.Bool("json") {
				err = diffJSON(out, files, report)
			} else {
				d := &differ{w: out, colour: isTerminal(c.App.Writer) && os.Getenv("NO_COLOR") == ""}
				d.print(files, report)
			}
			if err == nil {
				err = out.Flush()
			}
			if err != nil {
				return fmt.Errorf("writing the differences: %w", err)
			}
			if !c.Bool("json") {
				talk.problems(report.Problems, report.Counts)
			}
			return verdict(report.Problems, c.Bool("strict"))
		},
	}
}

// comparePackages reads both packages at once, and compares them.
func comparePackages(before, after string) (*diff.Report, error) {
	type read struct {
		pkg *openPackage
		err error
	}
	other := make(chan read, 1)
	go func() {
		pkg, err := readPackage(before)
		other <- read{pkg, err}
	}()
	pkg, err := readPackage(after)
	old := <-other
	for _, p := range []*openPackage{pkg, old.pkg} {
		if p != nil {
			defer p.file.Close() // it was only read
		}
	}
	if old.err != nil {
		return nil, fmt.Errorf("%s: %w", before, old.err)
	}
	if err != nil {
		return nil, fmt.Errorf("%s: %w", after, err)
	}
	return diff.Compare(old.pkg.Package, pkg.Package, diff.Options{Old: before, New: after}), nil
}

func isTerminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}
