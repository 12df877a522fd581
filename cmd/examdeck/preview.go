package main

import (
	"cmp"
	"fmt"
	"io"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/urfave/cli/v2"

	"github.com/examdeck/examdeck/deck"
	"github.com/examdeck/examdeck/export/apkg"
	"github.com/examdeck/examdeck/export/preview"
	"github.com/examdeck/examdeck/internal/patherr"
	"github.com/examdeck/examdeck/parse"
)

// previewCommand makes a page of the cards.
func previewCommand(talk *talker) *cli.Command {
	return &cli.Command{
		Name:      "preview",
		Usage:     "show the cards as a page, as Anki will show them",
		UsageText: "examdeck preview SOURCE... [-o DIR | --serve] [flags]",
		Description: `Shows every card with the note types that a package has, front and back, by day and by night, on a desktop and on a phone, with what
is wrong with it and where it comes from. Space turns a card, the arrows go on and back, / searches.

   examdeck preview exams.md                          writes exams-preview/index.html; open it in a browser
   examdeck preview notes/ -o page --baseline course.apkg
   examdeck preview notes/ --serve                    on this machine alone, at a URL that is printed; follows the notes

Formulas are set by MathJax, which the browser takes from the web unless --mathjax names a file, such as that of the npm package mathjax
3.2.2, es5/tex-chtml-full.js.`,
		Flags: append([]cli.Flag{
			&cli.StringFlag{Name: "output", TakesFile: true, Aliases: []string{"o"}, Usage: "write the page into the folder `DIR` (default: SOURCE's name with -preview, in this folder)"},
			&cli.BoolFlag{Name: "serve", Usage: "serve the page on this machine until Ctrl+C, and reload it when a note changes", DisableDefaultText: true},
			&cli.IntFlag{Name: "port", Usage: "`PORT` for --serve (default: a free one)", DefaultText: ""},
			&cli.StringSliceFlag{Name: "baseline", TakesFile: true, Usage: "mark what is new or changed since this package, `FILE`; may be given several times"},
			&cli.StringFlag{Name: "mathjax", TakesFile: true, Usage: "take MathJax from this `URL|FILE`"},
			deckFlag(),
			&cli.BoolFlag{Name: "shuffle", Usage: "show options in another order each day, as export --shuffle does", DisableDefaultText: true},
			&cli.BoolFlag{Name: "quiet", Aliases: []string{"q"}, Usage: "say nothing but errors", DisableDefaultText: true},
		}, readingFlags()...),
		Action: func(c *cli.Context) error {
			talk.quiet = c.Bool("quiet")
			p := &previewer{talk: talk, args: c.Args().Slice(), output: c.String("output"), serve: c.Bool("serve"), port: c.Int("port"),
				hasPort: c.IsSet("port"), baselines: c.StringSlice("baseline"), shuffle: c.Bool("shuffle"), stdout: c.App.Writer,
				reads: sourceFlags(c, c.String("deck"), cmp.Or(c.String("output"), "preview"))}
			if err := p.checkCall(); err != nil {
				return err
			}
			var err error
			if p.settings, err = readingSettings(c); err != nil {
				return err
			}
			if p.time, err = exportTime(); err != nil {
				return err
			}
			if err := p.findMathJax(c.String("mathjax")); err != nil {
				return err
			}
			if p.serve {
				return p.serveLive()
			}
			return p.write()
		},
	}
}

// previewer is one call of the command.
type previewer struct {
	talk           *talker
	args           []string
	output         string
	serve, hasPort bool
	port           int
	baselines      []string
	shuffle        bool
	mathJax        preview.MathJax
	reads          inputFlags
	settings       parse.Settings
	time           time.Time
	stdout         io.Writer
}

// checkCall finds what makes no sense, before anything is read.
func (p *previewer) checkCall() error {
	switch {
	case len(p.args) == 0:
		return &usageError{message: "preview needs a SOURCE", hint: "for instance: examdeck preview exams.md"}
	case p.serve && p.output != "":
		return &usageError{message: "--serve writes no files: -o is of no use", hint: "leave one of them out"}
	case p.hasPort && !p.serve:
		return &usageError{message: "--port is for --serve", hint: "add --serve, or leave --port out"}
	case p.port < 0 || p.port > 65535:
		return &usageError{message: fmt.Sprintf("there is no port %d", p.port), hint: "it takes 1 to 65535, or 0 for a free one"}
	case !p.serve && p.output == "" && len(p.args) > 1:
		return &usageError{message: "several SOURCEs need a name for the output", hint: "add -o DIR"}
	}
	return nil
}

// findMathJax finds out where MathJax comes from.
func (p *previewer) findMathJax(name string) error {
	if name == "" {
		return nil
	}
	if u, err := url.Parse(name); err == nil && (u.Scheme == "https" || u.Scheme == "http") {
		p.mathJax = preview.MathJax{URL: name}
		return nil
	}
	info, err := os.Stat(name)
	if err != nil {
		return hinted("it takes an https address, or the file es5/tex-chtml-full.js of the npm package mathjax", "--mathjax %s: %w", name, patherr.Reason(err))
	}
	if !info.Mode().IsRegular() {
		return hinted("name the script in it, such as es5/tex-chtml-full.js", "--mathjax %s: it is no file", name)
	}
	p.mathJax = preview.MathJax{FS: os.DirFS(filepath.Dir(name)), Path: filepath.Base(name)}
	return nil
}

// made is a page and the input of which it was made, whose files it shows.
type made struct {
	*preview.Page
	in     *input
	result parse.Result
}

// make reads the sources and makes the page of them.
func (p *previewer) make(in *input) (*made, error) {
	result := in.parse(p.talk, parse.Options{Settings: p.settings, Ledger: true, Formulas: true})
	plan, err := p.plan(result)
	if err != nil {
		return nil, err
	}
	last := map[*deck.Question]int{}
	for _, e := range result.Ledger {
		if e.Question != nil {
			last[e.Question] = e.LastLine
		}
	}
	page, err := preview.New(result.Set, preview.Options{
		Title: in.root, Shuffle: p.shuffle, Diagnostics: result.Diagnostics, LastLine: func(q *deck.Question) int { return last[q] },
		Plan: plan, MathJax: p.mathJax, Live: p.serve,
	})
	if err != nil {
		return nil, err
	}
	return &made{page, in, result}, nil
}

// plan compares the questions with the packages that were named. Without any there is no plan.
func (p *previewer) plan(result parse.Result) (*deck.Plan, error) {
	if len(p.baselines) == 0 {
		return nil, nil
	}
	var known []*deck.Baseline
	for _, name := range p.baselines {
		k, err := readKnown(name)
		if err != nil {
			return nil, uselessBaseline(name, err)
		}
		known = append(known, k.Baseline)
	}
	return apkg.Reconcile(result.Set, deck.Merge(known...), apkg.Options{Time: p.time, Shuffle: p.shuffle}), nil
}

// write writes the page into its folder.
func (p *previewer) write() error {
	in, err := findInput(p.talk, p.args, p.reads)
	if err != nil {
		return err
	}
	defer in.close()
	p.output = cmp.Or(p.output, in.stem+"-preview")
	place, err := openPageFolder(p.output)
	if err != nil {
		return err
	}
	defer place.close()
	m, err := p.make(in)
	if err != nil {
		return err
	}
	p.talk.diagnostics(m.result.Diagnostics)
	if m.result.Set.Len() == 0 {
		if slices.ContainsFunc(m.result.Diagnostics, isError) {
			p.talk.say("nothing is written")
			return errTold
		}
		return hinted("questions are headings such as \"Question 3\" with the answer below; examdeck docs format shows what is understood",
			"%s: no question with an answer was found; nothing is written", strings.Join(p.args, ", "))
	}
	if err := place.write(m.Files); err != nil {
		return err
	}
	p.talk.say("%s: %s of %s", filepath.Join(p.output, preview.Index), count(m.Cards, "card", "cards"), contents(m.result.Set))
	p.talk.say("open it in a browser")
	if slices.ContainsFunc(m.result.Diagnostics, isError) {
		return errTold // what could be read was written
	}
	return nil
}
