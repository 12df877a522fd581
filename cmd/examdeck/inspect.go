package main

import (
	"bufio"
	"fmt"
	"io"
	"slices"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/urfave/cli/v2"

	"github.com/examdeck/examdeck/deck"
	"github.com/examdeck/examdeck/export/apkg/inspect"
)

// inspectCommand looks into a package.
func inspectCommand(talk *talker) *cli.Command {
	return &cli.Command{
		Name:      "inspect",
		Usage:     "say what any Anki package holds, and what Anki will find wrong with it",
		UsageText: "examdeck inspect PKG [--note GUID|TEXT] [--strict] [--json]",
		Description: `Prints the decks, note types, cards, tags and media of a package, whichever tool wrote it, and tells what is wrong: media that are
missing, cards that are blank or missing, broken templates, guids that occur twice, names that Anki changes. The exit code is 1 where Anki
would refuse the package or do harm with it, with --strict if anything is wrong.

   examdeck inspect course.apkg
   examdeck inspect course.apkg --note e5T9       one note: its fields, tags, cards and media
   examdeck inspect course.apkg --note "binary tree"
   examdeck inspect course.apkg --json | jq '.problems[] | select(.code == "absent-media")'

examdeck docs diagnostics lists what can be wrong, examdeck docs json describes what --json prints.`,
		Flags: []cli.Flag{
			&cli.StringFlag{Name: "note", Usage: "print the note with this `GUID`, or else the notes whose fields or tags hold this text"},
			&cli.BoolFlag{Name: "strict", Usage: "exit with 1 for warnings as well", DisableDefaultText: true},
			&cli.BoolFlag{Name: "json", Usage: "print one JSON object", DisableDefaultText: true},
		},
		Action: func(c *cli.Context) error {
			if c.NArg() != 1 {
				return &usageError{message: "inspect takes one package", hint: "for instance: examdeck inspect course.apkg"}
			}
			if c.IsSet("note") && c.String("note") == "" {
				return &usageError{message: "--note needs a guid or a text", hint: "for instance: --note \"binary tree\""}
			}
			file := c.Args().First()
			pkg, err := readPackage(file)
			if err != nil {
				return fmt.Errorf("%s: %w", file, err)
			}
			defer pkg.file.Close() // it was only read
			out := bufio.NewWriter(c.App.Writer)
			if text := c.String("note"); text != "" {
				return printNotes(out, file, inspect.Find(pkg.Package, text), text, c.Bool("json"))
			}
			report := inspect.Inspect(pkg.Package, inspect.Options{File: file, Time: time.Now()})
			if c.Bool("json") {
				err = inspectJSON(out, file, report)
			} else {
				printReport(out, file, report)
			}
			if err == nil {
				err = out.Flush()
			}
			if err != nil {
				return fmt.Errorf("writing the report: %w", err)
			}
			if !c.Bool("json") {
				talk.problems(report.Problems, report.Counts)
			}
			return verdict(report.Problems, c.Bool("strict"))
		},
	}
}

// verdict is the error that ends a command where an error was told, or, if strict, anything.
func verdict(problems []inspect.Problem, strict bool) error {
	isError := func(p inspect.Problem) bool { return p.Severity == deck.Error }
	if strict && len(problems) > 0 || slices.ContainsFunc(problems, isError) {
		return errTold
	}
	return nil
}

// maxListed is how many decks or tags are printed: all are in JSON.
const maxListed = 20

// printReport prints a report for a person.
func printReport(w io.Writer, file string, r *inspect.Report) {
	printf(w, "%s: %s, %s", file, count(r.Notes, "note", "notes"), count(r.Cards.All, "card", "cards"))
	if r.Media.Files > 0 {
		printf(w, ", %s", count(r.Media.Files, "media file", "media files"))
	}
	printf(w, "\ncontainer: %s, schema %d\n", r.Container, r.Schema)
	if r.Cards.All > 0 {
		printf(w, "cards: %s\n", cardCounts(r.Cards))
	}
	printDecks(w, r.Decks)
	printTypes(w, r.Types)
	if len(r.Tags) > 0 {
		var tags []string
		for _, t := range r.Tags[:min(len(r.Tags), maxListed)] {
			tags = append(tags, fmt.Sprintf("%s (%d)", t.Name, t.Notes))
		}
		printf(w, "tags: %s%s\n", strings.Join(tags, ", "), more(len(r.Tags), ", "))
	}
	if r.Media.Files > 0 {
		m := r.Media
		printf(w, "media: %s; %s, the largest is %s (%s)\n", listed([]number{{m.Pictures, "picture"}, {m.Played, "sound or video"}, {m.Other, "other"}}),
			size(m.Bytes), m.Largest.Name, size(m.Largest.Size))
	}
	if m := r.Memory; m != nil {
		printf(w, "memory: root %s, namespace %s", m.Root, m.Namespace)
		if m.Split != "" {
			printf(w, ", split by %s", m.Split)
		}
		printf(w, "; %s retired, %d not read\n", count(len(m.Retired), "question", "questions"), len(m.Unread))
	}
	if len(r.Counts) > 0 {
		printf(w, "problems: %s\n", problemCounts(r.Counts))
	}
}

// printDecks prints the decks that hold cards.
func printDecks(w io.Writer, decks []inspect.Deck) {
	held := slices.DeleteFunc(slices.Clone(decks), func(d inspect.Deck) bool { return d.Cards == 0 })
	if len(held) == 0 {
		return
	}
	printf(w, "decks:\n")
	table := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	for _, d := range held[:min(len(held), maxListed)] {
		printf(table, "   %s\t%s, %s\n", d.Name, count(d.Notes, "note", "notes"), count(d.Cards, "card", "cards"))
	}
	_ = table.Flush() // what it writes to keeps its error
	if rest := more(len(held), ""); rest != "" {
		printf(w, "   %s\n", rest)
	}
}

func printTypes(w io.Writer, types []inspect.Type) {
	if len(types) == 0 {
		return
	}
	printf(w, "note types:\n")
	for _, t := range types[:min(len(types), maxListed)] {
		kind := ""
		if t.Cloze {
			kind = " (cloze)"
		}
		printf(w, "   %s%s: %s, %s\n", t.Name, kind, count(t.Notes, "note", "notes"), count(t.Cards, "card", "cards"))
		script := ""
		if t.Script {
			script = "; a script runs on them"
		}
		printf(w, "      fields: %s\n      templates: %s%s\n", strings.Join(t.Fields, ", "), strings.Join(t.Templates, ", "), script)
	}
	if rest := more(len(types), ""); rest != "" {
		printf(w, "   %s\n", rest)
	}
}

// more says how many of a list are not printed.
func more(n int, before string) string {
	if n <= maxListed {
		return ""
	}
	return fmt.Sprintf("%s… and %d more; --json lists all", before, n-maxListed)
}

// number is a count of something.
type number struct {
	n    int
	what string
}

// listed lists the numbers that are not zero: "3 new, 1 review".
func listed(numbers []number) string {
	var parts []string
	for _, n := range numbers {
		if n.n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", n.n, n.what))
		}
	}
	return strings.Join(parts, ", ")
}

func cardCounts(c inspect.Cards) string {
	text := listed([]number{{c.New, "new"}, {c.Learning, "learning"}, {c.Review, "review"}})
	if marked := listed([]number{{c.Suspended, "suspended"}, {c.Buried, "buried"}, {c.Flagged, "flagged"}}); marked != "" {
		text += "; " + marked
	}
	return text
}

// problemCounts lists how many problems there are of each code.
func problemCounts(counts map[string]int) string {
	var numbers []number
	for _, code := range sortedKeys(counts) {
		numbers = append(numbers, number{counts[code], code})
	}
	return listed(numbers)
}

// size says a number of bytes.
func size(bytes int64) string {
	switch {
	case bytes < 1000:
		return fmt.Sprintf("%d bytes", max(bytes, 0))
	case bytes < 1_000_000:
		return fmt.Sprintf("%.1f kB", float64(bytes)/1e3)
	case bytes < 1_000_000_000:
		return fmt.Sprintf("%.1f MB", float64(bytes)/1e6)
	}
	return fmt.Sprintf("%.1f GB", float64(bytes)/1e9)
}
