package main

import (
	"slices"
	"strings"

	"github.com/urfave/cli/v2"
)

// arrange puts the flags of a command before its arguments. The flag package, on which urfave/cli v2 rests, takes
// what stands behind the first argument for arguments, so that "export a.md -o b.apkg" would name three sources.
func arrange(app *cli.App, args []string) ([]string, error) {
	if len(args) < 2 || strings.HasPrefix(args[1], "-") {
		return args, nil
	}
	command := app.Command(args[1])
	if command == nil {
		return args, nil
	}
	var flags, rest []string
	words := args[2:]
	for i := 0; i < len(words); i++ {
		word := words[i]
		switch {
		case word == "--":
			rest = append(rest, words[i+1:]...)
			i = len(words)
		case word == "-h" || word == "--help" || word == "-help":
			return []string{args[0], args[1], "--help"}, nil
		case word == "--generate-bash-completion":
			return args, nil
		case len(word) < 2 || word[0] != '-':
			rest = append(rest, word)
		case !takesValue(command, word):
			flags = append(flags, word)
		case i+1 == len(words):
			// The parser complains of the flag without a value, which must be the last word for that.
			return append(append([]string{args[0], args[1]}, flags...), word), nil
		default:
			flags = append(flags, word, words[i+1])
			i++
		}
	}
	arranged := append([]string{args[0], args[1]}, flags...)
	return append(append(arranged, "--"), rest...), nil
}

// takesValue reports whether the next word is the value of a flag.
func takesValue(command *cli.Command, word string) bool {
	name := strings.TrimLeft(word, "-")
	if strings.Contains(name, "=") {
		return false
	}
	for _, f := range command.Flags {
		if !slices.Contains(f.Names(), name) {
			continue
		}
		documented, ok := f.(cli.DocGenerationFlag)
		return ok && documented.TakesValue()
	}
	return false
}
