package main

import (
	"fmt"
	"io/fs"
	"strings"

	"github.com/urfave/cli/v2"

	"github.com/examdeck/examdeck/docs"
	"github.com/examdeck/examdeck/internal/suggest"
)

// docsCommand prints a page of the manual.
func docsCommand() *cli.Command {
	return &cli.Command{
		Name:      "docs",
		Usage:     "print the manual: how notes are written that are understood, settings, warnings",
		UsageText: "examdeck docs [PAGE]",
		Description: `Without a PAGE it lists the pages, each with its title.

   examdeck docs format           every way of writing questions, with samples
   examdeck docs configuration    examdeck.yaml and where it is looked for
   examdeck docs diagnostics      what can be wrong, by code`,
		Action: func(c *cli.Context) error {
			pages, err := fs.Glob(docs.Files, "*.md")
			if err != nil {
				return err
			}
			if !c.Args().Present() {
				for _, page := range pages {
					text, err := docs.Files.ReadFile(page)
					if err != nil {
						return err
					}
					title, _, _ := strings.Cut(string(text), "\n")
					printf(c.App.Writer, "%-14s %s\n", strings.TrimSuffix(page, ".md"), strings.TrimPrefix(title, "# "))
				}
				return nil
			}
			if c.NArg() > 1 {
				return &usageError{message: "docs takes one PAGE", hint: "for instance: examdeck docs format"}
			}
			return printPage(c, pages)
		},
	}
}

// printPage prints the page that the argument names.
func printPage(c *cli.Context, pages []string) error {
	name := strings.TrimSuffix(strings.TrimPrefix(c.Args().First(), "docs/"), ".md")
	text, err := docs.Files.ReadFile(name + ".md")
	if err != nil {
		var names []string
		for _, page := range pages {
			names = append(names, strings.TrimSuffix(page, ".md"))
		}
		hint := "there are " + strings.Join(names, ", ")
		if near := suggest.Nearest(name, names); near != "" {
			hint = fmt.Sprintf("did you mean %q?", near)
		}
		return &usageError{message: fmt.Sprintf("there is no page %q", name), hint: hint}
	}
	_, err = c.App.Writer.Write(text)
	return err
}
