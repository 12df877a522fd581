package main

import (
	"strings"

	"github.com/urfave/cli/v2"

	"github.com/examdeck/examdeck/parse"
	"github.com/examdeck/examdeck/parse/settings"
)

// readingFlags are the flags of all commands that read sources.
func readingFlags() []cli.Flag {
	return []cli.Flag{
		&cli.StringFlag{Name: "dialects", Usage: "`LIST` of the dialects to read, with commas between: NAME for these alone, +NAME on little evidence, -NAME for all but it"},
		&cli.StringSliceFlag{Name: "exclude", Usage: "pass over files and folders that match `PATTERN`, such as \"drafts\" or \"2019/**\"; may be given several times"},
		&cli.StringSliceFlag{Name: "media-folder", TakesFile: true, Usage: "look for pictures in the folder `DIR` as well; may be given several times"},
		&cli.BoolFlag{Name: "highlights", Usage: "make clozes of ==highlighted== text", DisableDefaultText: true},
	}
}

// sourceFlags are those of them that say where things are looked for.
func sourceFlags(c *cli.Context, deck, output string) inputFlags {
	return inputFlags{deck: deck, output: output, exclude: c.StringSlice("exclude"), mediaFolders: c.StringSlice("media-folder")}
}

// deckFlag is the flag that names the root deck.
func deckFlag() cli.Flag {
	return &cli.StringFlag{Name: "deck", Usage: "`NAME` of the root deck (default: SOURCE's name)"}
}

// readingSettings reads these flags.
func readingSettings(c *cli.Context) (parse.Settings, error) {
	s := parse.Settings{}
	if c.Bool("highlights") {
		s.Highlights = "cloze"
	}
	if list := c.String("dialects"); list != "" {
		s.Dialects = strings.Split(list, ",")
	}
	if err := settings.CheckPatterns(c.StringSlice("exclude")); err != nil {
		return s, &usageError{message: err.Error(), hint: "examdeck docs configuration describes patterns"}
	}
	if err := s.Check(); err != nil {
		return s, &usageError{message: err.Error(), hint: "examdeck docs format shows each dialect"}
	}
	return s, nil
}

// parse reads the sources, which takes some time, with the names of the input.
func (in *input) parse(talk *talker, opts parse.Options) parse.Result {
	opts.Root, opts.Namespace, opts.Progress = in.root, in.namespace, talk.progress("reading", len(in.sources))
	result := parse.Parse(in.sources, opts)
	talk.endProgress()
	in.saveSums()
	return result
}

// readSources reads the sources of a command that makes nothing of them but a list.
func readSources(talk *talker, c *cli.Context, opts parse.Options) (*input, parse.Result, error) {
	settings, err := readingSettings(c)
	if err != nil {
		return nil, parse.Result{}, err
	}
	in, err := findInput(talk, c.Args().Slice(), sourceFlags(c, "", c.Command.Name))
	if err != nil {
		return nil, parse.Result{}, err
	}
	defer in.close()
	limitMemory(in.sources)
	opts.Settings = settings
	return in, in.parse(talk, opts), nil
}
