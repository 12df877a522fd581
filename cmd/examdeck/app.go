package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"runtime/debug"
	"strings"

	"github.com/urfave/cli/v2"

	"github.com/examdeck/examdeck/internal/suggest"
)

// The exit codes.
const (
	exitDone  = 0
	exitFault = 1 // a problem in input or output
	exitUsage = 2
)

// run runs one call and gives its exit code.
func run(args []string, stdout, stderr io.Writer) int {
	talk := newTalker(stderr)
	app := newApp(talk, stdout)
	args, err := arrange(app, args)
	if err == nil {
		err = app.Run(args)
	}
	if err == nil {
		return exitDone
	}
	var usage *usageError
	if errors.As(err, &usage) {
		talk.fault(err)
		return exitUsage
	}
	if !errors.Is(err, errTold) {
		talk.fault(err)
	}
	return exitFault
}

// errTold ends a command whose problems have all been told.
var errTold = errors.New("told")

// usageError is a call that makes no sense; hint is the remedy, or empty.
type usageError struct{ message, hint string }

// Error returns the message without the hint.
func (e *usageError) Error() string { return e.message }

// Hint returns the remedy.
func (e *usageError) Hint() string { return e.hint }

func newApp(talk *talker, stdout io.Writer) *cli.App {
	app := &cli.App{
		Name:                 "examdeck",
		Usage:                "turn Markdown notes with exam questions into Anki decks",
		UsageText:            "examdeck COMMAND [flags] ...",
		Description:          "Try:  examdeck export exams.md",
		Version:              version(),
		Writer:               stdout,
		ErrWriter:            talk.out,
		HideHelpCommand:      true,
		EnableBashCompletion: true,
		Suggest:              true,
		// A file named with --baseline may have a comma in its name.
		DisableSliceFlagSeparator: true,
		ExitErrHandler:            func(*cli.Context, error) {},
		OnUsageError:              usageFault,
		CustomAppHelpTemplate: `{{.Name}} - {{.Usage}}

usage: {{.UsageText}}

commands:{{range .VisibleCommands}}
   {{printf "%-12s" .Name}} {{.Usage}}{{end}}

flags:
   --help, -h     show this, or the help of a command
   --version, -v  print the version

{{.Description}}
`,
		Action: func(c *cli.Context) error { return noCommand(c) },
	}
	app.Commands = []*cli.Command{
		exportCommand(talk), listCommand(talk), checkCommand(talk), previewCommand(talk), inspectCommand(talk), diffCommand(talk),
		configCommand(talk), docsCommand(), completionCommand(), manCommand(),
	}
	for _, command := range app.Commands {
		command.HideHelpCommand = true
		command.OnUsageError = usageFault
		command.CustomHelpTemplate = commandHelp
	}
	return app
}

// commandHelp is how the help of a command looks: its usage, what it does with an example, its flags.
const commandHelp = `examdeck {{.Name}} - {{.Usage}}

usage: {{.UsageText}}

{{.Description}}

flags:
{{- range .VisibleFlags}}
   {{.}}
{{- end}}
`

// noCommand answers a call that names no command, or none that there is.
func noCommand(c *cli.Context) error {
	if !c.Args().Present() {
		return &usageError{message: "no command", hint: "examdeck --help lists the commands"}
	}
	name := c.Args().First()
	hint := "examdeck --help lists the commands"
	var commands []string
	for _, command := range c.App.Commands {
		commands = append(commands, command.Names()...)
	}
	if close := suggest.Nearest(name, commands); close != "" {
		hint = fmt.Sprintf("did you mean %q?", close)
	}
	if _, err := os.Stat(name); err == nil {
		hint = fmt.Sprintf("did you mean: examdeck export %s", name)
	}
	return &usageError{message: fmt.Sprintf("there is no command %q", name), hint: hint}
}

// usageFault makes an error of a flag that can't be read, with the flag that was probably meant.
func usageFault(c *cli.Context, err error, _ bool) error {
	const undefined = "flag provided but not defined: "
	name, unknown := strings.CutPrefix(err.Error(), undefined)
	if !unknown {
		return &usageError{message: err.Error(), hint: helpOf(c) + " shows the flags"}
	}
	fault := &usageError{
		message: fmt.Sprintf("there is no flag %q", "--"+strings.TrimLeft(name, "-")),
		hint:    helpOf(c) + " shows the flags",
	}
	var flags []string
	for _, flag := range c.Command.Flags {
		flags = append(flags, flag.Names()...)
	}
	if close := suggest.Nearest(strings.TrimLeft(name, "-"), flags); close != "" {
		fault.hint = fmt.Sprintf("did you mean %q?", "--"+close)
	}
	return fault
}

// helpOf is the call that shows the help of a command.
func helpOf(c *cli.Context) string {
	if c.Command.Name == c.App.Name {
		return "examdeck --help"
	}
	return "examdeck " + c.Command.Name + " --help"
}

// version is that of the module, as the build noted it.
func version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok || info.Main.Version == "" {
		return "(unknown)"
	}
	return info.Main.Version
}
