package main

import (
	"bytes"
	"fmt"
	"io"
	"maps"
	"path/filepath"
	"strings"

	"github.com/urfave/cli/v2"
	"go.yaml.in/yaml/v3"

	"github.com/examdeck/examdeck/deck"
	"github.com/examdeck/examdeck/parse"
	"github.com/examdeck/examdeck/parse/settings"
)

// configCommand prints the settings that are in force.
func configCommand(talk *talker) *cli.Command {
	return &cli.Command{
		Name:      "config",
		Usage:     "print the settings that are in force, and where each comes from",
		UsageText: "examdeck config [SOURCE...] [flags]",
		Description: `Prints what holds for each SOURCE (default: this folder) as an examdeck.yaml would say it. A comment behind each line says where it
comes from: a flag, the front matter of the source, examdeck.yaml at the vault's root, or the default. The first of these counts.

   examdeck config notes/
   examdeck config notes/exams.md --highlights

examdeck docs configuration describes the keys.`,
		Flags: append([]cli.Flag{deckFlag()}, readingFlags()...),
		Action: func(c *cli.Context) error {
			args := c.Args().Slice()
			if len(args) == 0 {
				args = []string{"."}
			}
			flags, err := flagLayer(c)
			if err != nil {
				return err
			}
			in := &input{}
			defer in.close()
			places, err := in.places(args)
			if err != nil {
				return err
			}
			var out bytes.Buffer
			var faults []deck.Diagnostic
			for i, p := range places {
				if i > 0 {
					out.WriteByte('\n')
				}
				wrong, err := printConfig(&out, p, flags)
				if err != nil {
					return err
				}
				faults = append(faults, wrong...)
			}
			if _, err := out.WriteTo(c.App.Writer); err != nil {
				return fmt.Errorf("writing the settings: %w", err)
			}
			for _, p := range places {
				talk.diagnostics(p.vault.tools.Warnings)
			}
			talk.diagnostics(faults)
			if len(faults) > 0 {
				return errTold
			}
			return nil
		},
	}
}

// layer is one place in which settings are set.
type layer struct {
	values map[string]any
	from   func(key string) string
}

// flagLayer is what the flags say.
func flagLayer(c *cli.Context) (layer, error) {
	settings, err := readingSettings(c)
	values := settings.Values()
	if name := c.String("deck"); name != "" {
		values["deck"] = name
	}
	if exclude := c.StringSlice("exclude"); len(exclude) > 0 {
		values["exclude"] = exclude
	}
	if folders := c.StringSlice("media-folder"); len(folders) > 0 {
		values["media-folders"] = folders
	}
	return layer{values, func(key string) string { return "--" + strings.TrimSuffix(key, "s") }}, err
}

// printConfig prints what is in force for a source, and gives what is wrong with its settings.
func printConfig(w io.Writer, p place, flags layer) ([]deck.Diagnostic, error) {
	file := layer{p.vault.config.Values(), func(key string) string { return fmt.Sprintf("%s:%d", p.vault.file, p.vault.config.Lines[key]) }}
	layers := []layer{flags}
	faults := p.vault.faults
	if !p.folder {
		in := &input{}
		found, err := in.file(p, false)
		if err != nil {
			return nil, err
		}
		front, lines, wrong := parse.FrontSettings(found[0].Source)
		faults = append(faults, wrong...)
		layers = append(layers, layer{front.Values(), func(key string) string { return fmt.Sprintf("%s:%d", p.arg, lines[key]) }})
	}
	tools := layer{p.vault.tools.Values(), func(key string) string {
		return shown(filepath.Join(p.vault.dir, filepath.FromSlash(p.vault.tools.From[key])))
	}}
	layers = append(layers, file, tools)
	layers = append(layers, defaultLayer(p, layers))
	printf(w, "# %s, vault %s\n", p.arg, shown(p.vault.dir))
	for _, key := range settings.ConfigKeys() {
		value, from := inForce(key, layers)
		if value == nil {
			printf(w, "# %s: not set\n", key)
			continue
		}
		line, err := inLine(key, value)
		if err != nil {
			return nil, err
		}
		printf(w, "%s # %s\n", strings.TrimSuffix(line, "\n"), from)
	}
	return faults, nil
}

// inLine writes a key and its value in one line of YAML.
func inLine(key string, value any) (string, error) {
	var node yaml.Node
	if err := node.Encode(value); err != nil {
		return "", err
	}
	if node.Kind != yaml.ScalarNode {
		node.Style = yaml.FlowStyle
	}
	quoteActive(&node)
	line, err := yaml.Marshal(map[string]any{key: &node})
	return string(line), err
}

// quoteActive puts into double quotes, where escapes stand for characters, every text that printf will have to escape
// something in.
func quoteActive(node *yaml.Node) {
	if node.Kind == yaml.ScalarNode && strings.ContainsFunc(node.Value, isActive) {
		node.Style = yaml.DoubleQuotedStyle
	}
	for _, child := range node.Content {
		quoteActive(child)
	}
}

// addUp are the keys of lists of which those of all layers count.
var addUp = map[string]bool{"tags": true, "exclude": true, "media-folders": true, "answers": true, "questions": true}

// inForce returns the value of the first layer that has one, and where that is; some lists add up.
func inForce(key string, layers []layer) (any, string) {
	var all, from []string
	for _, l := range layers {
		value, set := l.values[key]
		if !set {
			continue
		}
		list, isList := value.([]string)
		if !isList || !addUp[key] {
			return value, l.from(key)
		}
		all, from = append(all, list...), append(from, l.from(key))
	}
	if all == nil {
		return nil, ""
	}
	return all, strings.Join(from, ", ")
}

// defaultLayer is what counts where nothing is set. What follows from the names of files follows from what is set as
// well.
func defaultLayer(p place, above []layer) layer {
	values := maps.Clone(settings.Defaults().Values())
	name, _ := ownName(p.arg)
	values["deck"], values["breaks"] = name, p.vault.Breaks()
	root, _ := inForce("deck", append(above, layer{values, func(string) string { return "" }}))
	values["namespace"] = root
	return layer{values, func(key string) string {
		switch key {
		case "deck":
			return "default: the name of the SOURCE"
		case "namespace":
			return "default: the name of the root deck"
		case "breaks":
			if values[key] == "lines" {
				return "default: the vault is Obsidian's"
			}
		}
		return "default"
	}}
}
