package main

import (
	"fmt"
	"strings"

	"github.com/cpuguy83/go-md2man/v2/md2man"
	"github.com/urfave/cli/v2"
)

// manCommand prints the man page, which is made of the same commands and flags as the help.
func manCommand() *cli.Command {
	return &cli.Command{
		Name:      "man",
		Usage:     "print the man page",
		UsageText: "examdeck man",
		Description: `Put it where man looks for it, for instance:

   examdeck man > ~/.local/share/man/man1/examdeck.1`,
		Action: func(c *cli.Context) error {
			if c.Args().Present() {
				return &usageError{message: "man takes no arguments"}
			}
			_, err := c.App.Writer.Write(md2man.Render([]byte(manText(c.App))))
			return err
		},
	}
}

// manText is the man page as Markdown.
func manText(app *cli.App) string {
	var b strings.Builder
	fmt.Fprintf(&b, "examdeck 1 \"\" \"examdeck %s\"\n=====\n\n# NAME\n\nexamdeck - %s\n\n# SYNOPSIS\n\n", app.Version, app.Usage)
	for _, command := range app.VisibleCommands() {
		fmt.Fprintf(&b, "`%s`\n\n", command.UsageText)
	}
	b.WriteString("# DESCRIPTION\n\nWhat stdout gets is what was asked for; everything else is said on stderr. Flags may stand before and behind arguments, and `--` ends them.\n\n")
	for _, command := range app.VisibleCommands() {
		fmt.Fprintf(&b, "# %s\n\n%s.\n\n%s\n\n", strings.ToUpper("examdeck "+command.Name), upperFirst(command.Usage), manParagraphs(command.Description))
		for _, f := range command.VisibleFlags() {
			b.WriteString(manFlag(f))
		}
	}
	b.WriteString("# EXIT STATUS\n\n0\n: all is done\n\n1\n: a problem in input or output\n\n2\n: a call that makes no sense\n\n" +
		"# ENVIRONMENT\n\nSOURCE_DATE_EPOCH\n: the time that packages bear, in seconds since 1970, instead of now\n")
	return b.String()
}

// manParagraphs is a description: what is indented is an example.
func manParagraphs(text string) string {
	var b strings.Builder
	for line := range strings.Lines(text) {
		if example, indented := strings.CutPrefix(line, "   "); indented {
			b.WriteString("    " + example)
		} else {
			b.WriteString(manEscape(line))
		}
	}
	return b.String()
}

// manFlag is the entry of a flag.
func manFlag(f cli.Flag) string {
	documented, ok := f.(cli.DocGenerationFlag)
	if !ok {
		return ""
	}
	// The usage names the value between backquotes, as the help shows it.
	usage := documented.GetUsage()
	value := ""
	if _, rest, found := strings.Cut(usage, "`"); found {
		value, _, _ = strings.Cut(rest, "`")
	}
	var names []string
	for _, name := range f.Names() {
		dashes := "--"
		if len(name) == 1 {
			dashes = "-"
		}
		names = append(names, "**"+dashes+name+"**")
	}
	entry := strings.Join(names, ", ")
	if documented.TakesValue() && value != "" {
		entry += " *" + value + "*"
	}
	return entry + "\n: " + manEscape(strings.ReplaceAll(usage, "`", "")) + "\n\n"
}

// manEscape keeps signs of a text from being read as Markdown.
func manEscape(text string) string {
	return strings.NewReplacer(`\`, `\\`, "*", `\*`, "_", `\_`, "<", `\<`, "[", `\[`, "`", "\\`").Replace(text)
}

func upperFirst(s string) string { return strings.ToUpper(s[:1]) + s[1:] }
