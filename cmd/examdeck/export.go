package main

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/urfave/cli/v2"

	"github.com/examdeck/examdeck/deck"
	"github.com/examdeck/examdeck/export/apkg"
	"github.com/examdeck/examdeck/parse"
)

// exportCommand writes sources as a package or a text file.
func exportCommand(talk *talker) *cli.Command {
	return &cli.Command{
		Name:      "export",
		Usage:     "write an Anki package or a text file of the questions in notes",
		UsageText: "examdeck export SOURCE... [-o OUT] [flags]",
		Description: `SOURCE is a Markdown file or a notebook of Jupyter, or a folder of them. Every exam becomes a deck of its own.

   examdeck export exams.md                            writes exams.apkg
   examdeck export notes/ -o course.apkg --deck Course
   examdeck export notes/ -o packages --split exam     a package for each exam
   examdeck export notes/ -o course.csv --media pictures
   examdeck export notes/ -o course.apkg --dry-run     only says what the import will do

OUT ends in .apkg (a package, with the pictures inside), .csv or .tsv (text, which Anki imports into the English note types
Basic, Basic (and reversed card), Basic (type in the answer) and Cloze). Import any of them with File > Import in Anki.`,
		Flags: append([]cli.Flag{
			&cli.StringFlag{Name: "output", TakesFile: true, Aliases: []string{"o"}, Usage: "write to `OUT` (default: SOURCE's name with .apkg, in this folder)"},
			deckFlag(),
			&cli.StringFlag{Name: "split", Usage: "write a package for each exam or each source, as `BY` says (exam, source), into the folder OUT"},
			&cli.StringFlag{Name: "format", Usage: "`FORMAT` of the files that --split writes: apkg, csv or tsv (default: apkg)"},
			&cli.StringFlag{Name: "media", TakesFile: true, Usage: "put the pictures of a text file into the folder `DIR`"},
			&cli.BoolFlag{Name: "shuffle", Usage: "show options in another order each day, but where a text speaks of their letters", DisableDefaultText: true},
			&cli.BoolFlag{Name: "strict", Usage: "write nothing if anything is wrong with the sources", DisableDefaultText: true},
			&cli.BoolFlag{Name: "quiet", Aliases: []string{"q"}, Usage: "say nothing but errors", DisableDefaultText: true},
		}, append(identityFlags(), readingFlags()...)...),
		Action: func(c *cli.Context) error {
			talk.quiet = c.Bool("quiet")
			made, err := exportTime()
			if err != nil {
				return err
			}
			e := &export{
				talk: talk, args: c.Args().Slice(), output: c.String("output"), media: c.String("media"),
				strict: c.Bool("strict"), shuffle: c.Bool("shuffle"), time: made, stdout: c.App.Writer, baselines: c.StringSlice("baseline"), noBaseline: c.Bool("no-baseline"),
				dryRun: c.Bool("dry-run"), reads: sourceFlags(c, c.String("deck"), c.String("output")),
				split: c.String("split"), format: c.String("format"), json: c.Bool("json"), retired: c.String("retired"),
			}
			if e.settings, err = readingSettings(c); err != nil {
				return err
			}
			return e.run()
		},
	}
}

// exportTime is the time that packages bear: SOURCE_DATE_EPOCH, in seconds since 1970, where it is set, else now.
func exportTime() (time.Time, error) {
	epoch := os.Getenv("SOURCE_DATE_EPOCH")
	if epoch == "" {
		return time.Now(), nil
	}
	seconds, err := strconv.ParseInt(epoch, 10, 64)
	if err != nil || seconds <= 0 {
		return time.Time{}, &usageError{message: fmt.Sprintf("SOURCE_DATE_EPOCH is %q", epoch), hint: "it takes seconds since 1970, such as 1700000000"}
	}
	return time.Unix(seconds, 0), nil
}

// export is one call of the command.
type export struct {
	talk            *talker
	args            []string
	output, media   string
	reads           inputFlags
	strict, shuffle bool
	settings        parse.Settings
	description     string // HTML
	split, format   string // format is "apkg", "csv" or "tsv"
	exists          bool   // there is a file at the output
	numbering       *apkg.Numbering
	time            time.Time

	stdout                   io.Writer
	baselines                []string
	noBaseline, dryRun, json bool
	retired                  string
}

func (e *export) run() error {
	if err := e.checkCall(); err != nil {
		return err
	}
	in, err := findInput(e.talk, e.args, e.reads)
	if err != nil {
		return err
	}
	defer in.close()
	if err := e.checkOutput(in); err != nil {
		return err
	}
	limitMemory(in.sources)
	baseline := e.awaitBaseline(in)
	e.description = in.description
	result := in.parse(e.talk, parse.Options{Settings: e.settings})
	known, err := baseline()
	if err != nil {
		return err
	}
	defer known.close()
	e.talk.diagnostics(result.Diagnostics)
	if err := e.refuse(result); err != nil {
		return err
	}
	plan, err := e.reconcile(result, known)
	if err != nil {
		return err
	}
	return e.finish(in, result, plan, known)
}

// finish says what the plan is, and does it.
func (e *export) finish(in *input, result parse.Result, plan *deck.Plan, known *baseline) error {
	targets := e.targets(in, result.Set, known)
	if err := e.prepare(targets, result.Set, known); err != nil {
		return err
	}
	gone := known.goneFiles(targets, plan)
	if err := e.tellPlan(plan, known, targets); err != nil {
		return err
	}
	var err error
	if !e.dryRun {
		if !e.json {
			plan.Items, known.Baseline, known.at = nil, nil, nil // the old texts are half of the memory in use
		}
		err = e.writeAll(targets, result.Set.Media, known)
		if errors.Is(err, deck.ErrMediaChanged) || slices.ContainsFunc(targets, func(t *target) bool { return errors.Is(t.err, deck.ErrMediaChanged) }) {
			in.forgetSums()
		}
		if err != nil && (e.split == "" || !errors.Is(err, errTold)) {
			return err
		}
		e.summary(result, targets, gone)
	}
	if e.json {
		if err := e.planJSON(plan, known, targets, gone, result.Diagnostics); err != nil {
			return err
		}
	}
	if err != nil {
		return err // what could be written was
	}
	if slices.ContainsFunc(result.Diagnostics, isError) {
		return errTold // what could be read was written
	}
	return nil
}

// checkCall finds what makes no sense, before anything is read.
func (e *export) checkCall() error {
	switch {
	case len(e.args) == 0:
		return &usageError{message: "export needs a SOURCE", hint: "for instance: examdeck export exams.md"}
	case !slices.Contains([]string{"", splitExam, splitSource}, e.split):
		return &usageError{message: fmt.Sprintf("--split %q is not known", e.split), hint: "it takes \"exam\" or \"source\""}
	case e.split != "" && e.output == "":
		return &usageError{message: "--split needs a folder for the packages", hint: "add -o FOLDER"}
	case e.split == "" && e.format != "":
		return &usageError{message: "--format is for --split: without it the ending of OUT chooses the format", hint: "leave --format out"}
	case e.split != "" && !slices.Contains([]string{"", "apkg", "csv", "tsv"}, e.format):
		return &usageError{message: fmt.Sprintf("--format %q is not known", e.format), hint: "it takes \"apkg\", \"csv\" or \"tsv\""}
	case e.output == "" && len(e.args) > 1:
		return &usageError{message: "several SOURCEs need a name for the output", hint: "add -o OUT.apkg"}
	case e.split == "" && e.output != "" && formatOf(e.output) == "":
		return &usageError{message: fmt.Sprintf("%q does not end in .apkg, .csv or .tsv", e.output), hint: "the ending of OUT chooses the format"}
	case e.shuffle && e.wantsText():
		return &usageError{message: "a text file can't shuffle options: --shuffle is for packages", hint: "leave --shuffle out"}
	case e.media != "" && !e.wantsText():
		return &usageError{message: "a package holds its pictures: --media is for .csv and .tsv", hint: "leave --media out"}
	}
	return e.checkIdentity()
}

// wantsText reports whether the call asks for text files.
func (e *export) wantsText() bool {
	if e.split != "" {
		return e.format == "csv" || e.format == "tsv"
	}
	return e.output != "" && formatOf(e.output) != ".apkg"
}

// checkOutput completes what is said about the output, and makes sure, before the sources are read, that it can go
// where it should.
func (e *export) checkOutput(in *input) (err error) {
	if e.split != "" {
		e.format = cmp.Or(e.format, "apkg")
		return checkFolder(e.output)
	}
	e.output = cmp.Or(e.output, in.stem+".apkg")
	e.format = strings.TrimPrefix(formatOf(e.output), ".")
	e.exists, err = checkOutput(e.output)
	return err
}

// refuse returns the error of a result of which nothing is to be written.
func (e *export) refuse(result parse.Result) error {
	switch {
	case result.Set.Len() == 0 && slices.ContainsFunc(result.Diagnostics, isError):
		e.talk.say("nothing is written")
		return errTold
	case result.Set.Len() == 0:
		e.talk.near(result)
		return hinted("questions are headings such as \"Question 3\" with the answer below; examdeck docs format shows what is understood",
			"%s: no question with an answer was found; nothing is written", strings.Join(e.args, ", "))
	case e.strict && len(result.Diagnostics) > 0:
		return hinted("mend the notes, or leave --strict out", "%s; nothing is written, because of --strict",
			count(len(result.Diagnostics), "thing is wrong with the notes", "things are wrong with the notes"))
	}
	return nil
}

func isError(d deck.Diagnostic) bool { return d.Severity == deck.Error }

// formatOf returns the ending that chooses a format: ".apkg", ".csv" or ".tsv"; empty for any other.
func formatOf(output string) string {
	switch ext := strings.ToLower(filepath.Ext(output)); ext {
	case ".apkg", ".csv", ".tsv":
		return ext
	}
	return ""
}
