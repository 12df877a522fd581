package main

import (
	"strings"

	"github.com/urfave/cli/v2"

	"github.com/examdeck/examdeck/parse"
)

// readingFlags are the flags of all commands that read sources.
func readingFlags() []cli.Flag {
	return []cli.Flag{
		&cli.StringFlag{Name: "dialects", Usage: "`LIST` of the dialects to read, with commas between: NAME for these alone, +NAME on little evidence, -NAME for all but it"},
		&cli.BoolFlag{Name: "highlights", Usage: "make clozes of ==highlighted== text", DisableDefaultText: true},
	}
}

// readingSettings reads these flags.
func readingSettings(c *cli.Context) (parse.Settings, error) {
	s := parse.Settings{Highlights: c.Bool("highlights")}
	if list := c.String("dialects"); list != "" {
		s.Dialects = strings.Split(list, ",")
	}
	if err := s.Check(); err != nil {
		return s, &usageError{message: err.Error(), hint: "docs/format.md shows each dialect"}
	}
	return s, nil
}
