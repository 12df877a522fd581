package main

import (
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
	"github.com/examdeck/examdeck/parse"
)

// exportCommand writes sources as a package or a text file.
func exportCommand(talk *talker) *cli.Command {
	return &cli.Command{
		Name:      "export",
		Usage:     "write an Anki package or a text file of the questions in notes",
		UsageText: "examdeck export SOURCE... [-o OUT] [flags]",
		Description: `SOURCE is a Markdown file, or a folder of them. Every exam becomes a deck of its own.

   examdeck export exams.md                            writes exams.apkg
   examdeck export notes/ -o course.apkg --deck Course
   examdeck export notes/ -o course.csv --media pictures
   examdeck export notes/ -o course.apkg --dry-run     only says what the import will do

OUT ends in .apkg (a package, with the pictures inside), .csv or .tsv (text, which Anki imports into the English note types
Basic, Basic (and reversed card), Basic (type in the answer) and Cloze). Import any of them with File > Import in Anki.`,
		Flags: append([]cli.Flag{
			&cli.StringFlag{Name: "output", Aliases: []string{"o"}, Usage: "write to `OUT` (default: SOURCE's name with .apkg, in this folder)"},
			deckFlag(),
			&cli.StringFlag{Name: "media", Usage: "put the pictures of a text file into the folder `DIR`"},
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
				talk: talk, args: c.Args().Slice(), output: c.String("output"), deck: c.String("deck"), media: c.String("media"),
				strict: c.Bool("strict"), shuffle: c.Bool("shuffle"), time: made, stdout: c.App.Writer, baselines: c.StringSlice("baseline"), noBaseline: c.Bool("no-baseline"),
				dryRun: c.Bool("dry-run"), exclude: c.StringSlice("exclude"), json: c.Bool("json"), retired: c.String("retired"),
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
	talk                *talker
	args                []string
	output, deck, media string
	strict, shuffle     bool
	settings            parse.Settings
	exclude             []string
	description         string // HTML
	time                time.Time

	stdout                   io.Writer
	baselines                []string
	noBaseline, dryRun, json bool
	retired                  string
}

func (e *export) run() error {
	if err := e.checkCall(); err != nil {
		return err
	}
	in, err := findInput(e.talk, e.args, inputFlags{deck: e.deck, output: e.output, exclude: e.exclude})
	if err != nil {
		return err
	}
	defer in.close()
	if e.output == "" {
		e.output = in.stem + ".apkg"
	}
	exists, err := checkOutput(e.output)
	if err != nil {
		return err
	}
	baseline := e.awaitBaseline(exists)
	e.description = in.description
	result := parse.Parse(in.sources, parse.Options{Root: in.root, Namespace: in.namespace, Settings: e.settings})
	known, err := baseline()
	if err != nil {
		return err
	}
	defer known.close()
	e.talk.diagnostics(result.Diagnostics)
	if err := e.refuse(result); err != nil {
		return err
	}
	plan, err := e.reconcile(in, result, known)
	if err != nil {
		return err
	}
	if err := e.tellPlan(plan, known); err != nil {
		return err
	}
	if !e.dryRun {
		if !e.json {
			plan.Items, known.Baseline = nil, nil // the old texts are half of the memory in use
		}
		if err := e.write(result.Set, &plan.Memory, known); err != nil {
			return err
		}
		e.summary(result)
	}
	if e.json {
		if err := e.planJSON(plan, known, result.Diagnostics); err != nil {
			return err
		}
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
	case e.output == "" && len(e.args) > 1:
		return &usageError{message: "several SOURCEs need a name for the output", hint: "add -o OUT.apkg"}
	case e.output != "" && formatOf(e.output) == "":
		return &usageError{message: fmt.Sprintf("%q does not end in .apkg, .csv or .tsv", e.output), hint: "the ending of OUT chooses the format"}
	case e.shuffle && e.output != "" && formatOf(e.output) != ".apkg":
		return &usageError{message: "a text file can't shuffle options: --shuffle is for packages", hint: "leave --shuffle out"}
	case e.media != "" && (e.output == "" || formatOf(e.output) == ".apkg"):
		return &usageError{message: "a package holds its pictures: --media is for .csv and .tsv", hint: "leave --media out"}
	}
	return e.checkIdentity()
}

// refuse gives the error of a result of which nothing is to be written.
func (e *export) refuse(result parse.Result) error {
	switch {
	case result.Set.Len() == 0 && slices.ContainsFunc(result.Diagnostics, isError):
		e.talk.say("nothing is written")
		return errTold
	case result.Set.Len() == 0:
		return hinted("questions are headings such as \"Question 3\" with the answer below; docs/format.md shows what is understood",
			"%s: no question with an answer was found; nothing is written", strings.Join(e.args, ", "))
	case e.strict && len(result.Diagnostics) > 0:
		return hinted("mend the notes, or leave --strict out", "%s; nothing is written, because of --strict",
			count(len(result.Diagnostics), "thing is wrong with the notes", "things are wrong with the notes"))
	}
	return nil
}

// summary says what was made, which sources gave nothing, and what comes next.
func (e *export) summary(result parse.Result) {
	set := result.Set
	e.talk.say("%s: %s", e.output, contents(set))
	if n := len(result.Drafts); n > 0 {
		e.talk.say("left out: %s (%s)", count(n, "draft", "drafts"), someOf(result.Drafts))
	}
	if n := len(result.Bare); n > 0 {
		e.talk.say("no question in %s (%s); examdeck list --ignored says why", count(n, "source", "sources"), someOf(result.Bare))
	}
	switch n := len(set.Media); {
	case formatOf(e.output) == ".apkg":
		e.talk.say("import it in Anki: File > Import, or a double click")
	case n > 0 && e.media == "":
		them := "them"
		if n == 1 {
			them = "it"
		}
		e.talk.say("a text file can't carry %s: --media DIR puts %s beside it", mediaCount(set.Media), them)
	case n > 0:
		e.talk.say("import it in Anki: File > Import; copy what is in %s into Anki's folder collection.media", e.media)
	default:
		e.talk.say("import it in Anki: File > Import")
	}
}

// someOf names the first few.
func someOf(names []string) string {
	const named = 3
	if len(names) > named {
		return strings.Join(names[:named], ", ") + ", …"
	}
	return strings.Join(names, ", ")
}

func isError(d deck.Diagnostic) bool { return d.Severity == deck.Error }

// formatOf gives the ending that chooses a format: ".apkg", ".csv" or ".tsv"; empty for any other.
func formatOf(output string) string {
	switch ext := strings.ToLower(filepath.Ext(output)); ext {
	case ".apkg", ".csv", ".tsv":
		return ext
	}
	return ""
}
