package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"
)

// completionScripts make a shell ask examdeck itself what may come next, which urfave/cli answers; of what was typed
// they give it the name of the command alone, so that none is ever run. Files are left to the shell, which knows how
// their names are quoted.
var completionScripts = map[string]string{
	"bash": `_examdeck() {
	local cur="${COMP_WORDS[COMP_CWORD]}" known=""
	if [[ "$cur" == -* ]]; then
		known=$("$1" "${COMP_WORDS[@]:1:COMP_CWORD > 1}" - --generate-bash-completion 2>/dev/null)
	elif [[ $COMP_CWORD -eq 1 ]]; then
		known=$("$1" --generate-bash-completion 2>/dev/null)
	fi
	COMPREPLY=($(compgen -W "$known" -- "$cur"))
}
complete -o default -F _examdeck examdeck
`,
	"zsh": `#compdef examdeck
_examdeck() {
	local -a known
	local cur=${words[CURRENT]}
	if [[ $cur == -* ]]; then
		known=("${(@f)$(${words[1]} ${words[2,CURRENT > 2 ? 2 : 1]} - --generate-bash-completion 2>/dev/null)}")
	elif [[ $CURRENT -eq 2 ]]; then
		known=("${(@f)$(${words[1]} --generate-bash-completion 2>/dev/null)}")
	fi
	_describe 'examdeck' known
	_files
}
compdef _examdeck examdeck
`,
}

// completionCommand prints what a shell needs to complete examdeck's commands and flags.
func completionCommand() *cli.Command {
	return &cli.Command{
		Name:      "completion",
		Usage:     "print the completion script for a shell",
		UsageText: "examdeck completion bash|zsh|fish",
		Description: `Put it where your shell looks for it, for instance:

   examdeck completion bash > ~/.local/share/bash-completion/completions/examdeck
   examdeck completion zsh > "${fpath[1]}/_examdeck"
   examdeck completion fish > ~/.config/fish/completions/examdeck.fish`,
		Action: func(c *cli.Context) error {
			shells := []string{"bash", "zsh", "fish"}
			if c.NArg() != 1 || !slices.Contains(shells, c.Args().First()) {
				return &usageError{message: "completion takes the name of one shell", hint: "one of " + strings.Join(shells, ", ")}
			}
			script := completionScripts[c.Args().First()]
			if script == "" {
				var err error
				if script, err = c.App.ToFishCompletion(); err != nil {
					return err
				}
			}
			_, err := fmt.Fprint(c.App.Writer, script)
			return err
		},
	}
}
