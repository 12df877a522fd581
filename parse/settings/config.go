package settings

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"regexp"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/examdeck/examdeck/deck"
	"github.com/examdeck/examdeck/internal/patherr"
)

// ConfigFile is the name of the configuration at a vault's root.
const ConfigFile = "examdeck.yaml"

// Config is what a vault's configuration says. Its zero value says nothing.
type Config struct {
	// Settings are for all sources of the vault.
	Settings
	// Deck is the name of the root deck.
	Deck string
	// Namespace keeps the vault's questions apart from those of others; the name of the root deck unless set.
	Namespace string
	// Author and License are said in the description of the decks, as plain text.
	Author, License string
	// Exclude are patterns of files and folders that are passed over; see [Excluded].
	Exclude []string
	// MediaFolders are folders in which media are looked for as well, as paths from the vault's root.
	MediaFolders []string
	// Lines holds the line of each key that was set, counted from 1.
	Lines map[string]int
}

// Values returns what the configuration says, by key: a text or a list of texts.
func (c Config) Values() map[string]any {
	values := c.Settings.Values()
	for key, field := range configTexts {
		if text := *field(&c); text != "" {
			values[key] = text
		}
	}
	for key, field := range configLists {
		if list := *field(&c); list != nil {
			values[key] = list
		}
	}
	return values
}

// maxConfig is how large a configuration may be, in bytes.
const maxConfig = 1 << 20

// configTexts and configLists are the keys that only a configuration has, besides those of [Settings].
var (
	configTexts = map[string]func(*Config) *string{
		"deck":      func(c *Config) *string { return &c.Deck },
		"namespace": func(c *Config) *string { return &c.Namespace },
		"author":    func(c *Config) *string { return &c.Author },
		"license":   func(c *Config) *string { return &c.License },
	}
	configLists = map[string]func(*Config) *[]string{
		"exclude":       func(c *Config) *[]string { return &c.Exclude },
		"media-folders": func(c *Config) *[]string { return &c.MediaFolders },
	}
)

// ConfigKeys returns the keys of a configuration, in the order in which a person would write them.
func ConfigKeys() []string {
	keys := []string{"deck", "namespace", "author", "license", "exclude", "media-folders", "dialects"}
	for _, c := range choices {
		keys = append(keys, c.key)
	}
	keys = append(keys, "file-tags", "card-tags")
	for _, t := range texts {
		keys = append(keys, t.key)
	}
	return append(keys, "markers", "patterns", "answers", "questions", "tags", "macros")
}

// ReadConfig reads the configuration at the root of a vault; if there is none, it returns the zero value. name is how
// diagnostics call the file. Every diagnostic is an error: a setting that is not understood may not be passed over.
func ReadConfig(vault fs.FS, name string) (Config, []deck.Diagnostic) {
	r := configReader{name: name, config: Config{Lines: map[string]int{}}}
	text, err := readConfigFile(vault)
	if errors.Is(err, fs.ErrNotExist) {
		r.notCalled(vault)
		return r.config, r.faults
	}
	if err != nil {
		r.fault(0, 0, fmt.Errorf("the configuration can't be read: %w", patherr.Reason(err)))
		return r.config, r.faults
	}
	var root yaml.Node
	if err := yaml.Unmarshal(text, &root); err != nil {
		r.broken(err)
		return r.config, r.faults
	}
	if len(root.Content) > 0 {
		r.read(root.Content[0])
	}
	deck.SortDiagnostics(r.faults)
	return r.config, r.faults
}

func readConfigFile(vault fs.FS) ([]byte, error) {
	file, err := vault.Open(ConfigFile)
	if err != nil {
		return nil, err
	}
	text, err := io.ReadAll(io.LimitReader(file, maxConfig+1))
	if err == nil && len(text) > maxConfig {
		err = fmt.Errorf("it is larger than %d MB", maxConfig>>20)
	}
	return text, errors.Join(err, file.Close())
}

// configReader collects what a configuration says and what is wrong with it.
type configReader struct {
	name   string
	config Config
	faults []deck.Diagnostic
}

func (r *configReader) fault(line, col int, err error) {
	r.faults = append(r.faults, deck.Diagnostic{
		Pos: deck.Position{File: r.name, Line: line, Col: col}, Severity: deck.Error, Code: "config", Message: err.Error(),
		Hint: "examdeck docs configuration lists the keys",
	})
}

// notCalled reports a file that was probably meant to be the configuration.
func (r *configReader) notCalled(vault fs.FS) {
	for _, other := range []string{"examdeck.yml", ".examdeck.yaml", ".examdeck.yml"} {
		if _, err := fs.Stat(vault, other); err == nil {
			r.name = path.Join(path.Dir(r.name), other)
			r.fault(0, 0, fmt.Errorf("the configuration is called %q, so that this file is not read", ConfigFile))
			return
		}
	}
}

// yamlLine is how the YAML library says where the text is broken.
var yamlLine = regexp.MustCompile(`^yaml: (?:line (\d+): )?`)

func (r *configReader) broken(err error) {
	line := 0
	if m := yamlLine.FindStringSubmatch(err.Error()); m != nil {
		line, _ = strconv.Atoi(m[1])
	}
	r.fault(line, min(line, 1), fmt.Errorf("the configuration is no YAML: %s", yamlLine.ReplaceAllString(err.Error(), "")))
}

// read reads the pairs of the configuration.
func (r *configReader) read(node *yaml.Node) {
	if node.Kind != yaml.MappingNode {
		if node.Tag != "!!null" {
			r.fault(node.Line, node.Column, fmt.Errorf("the configuration is no list of \"key: value\" lines"))
		}
		return
	}
	for i := 0; i+1 < len(node.Content); i += 2 {
		key, value := node.Content[i], node.Content[i+1]
		if r.config.Lines[key.Value] > 0 {
			r.fault(key.Line, key.Column, fmt.Errorf("%q is set twice, first in line %d", key.Value, r.config.Lines[key.Value]))
			continue
		}
		if err := r.set(key.Value, value); err != nil {
			at := key
			if errors.As(err, new(*valueError)) {
				at = value
			}
			r.fault(at.Line, at.Column, err)
		}
		r.config.Lines[key.Value] = key.Line
	}
}

// valueError is an error that lies in the value, not in the key.
type valueError struct{ error }

func (r *configReader) set(key string, node *yaml.Node) error {
	var value any
	if err := node.Decode(&value); err != nil {
		return &valueError{fmt.Errorf("%s: %s", key, yamlLine.ReplaceAllString(err.Error(), ""))}
	}
	if value == nil {
		return nil // "key:" with nothing behind it says nothing
	}
	if field, known := configTexts[key]; known {
		if node.Kind != yaml.ScalarNode || strings.TrimSpace(node.Value) == "" {
			return &valueError{fmt.Errorf("%s takes a text", key)}
		}
		*field(&r.config) = strings.TrimSpace(node.Value)
		return nil
	}
	if field, known := configLists[key]; known {
		list, ok := plainList(value)
		if !ok {
			return &valueError{fmt.Errorf("%s takes a list of texts", key)}
		}
		if key == "exclude" {
			if err := CheckPatterns(list); err != nil {
				return &valueError{err}
			}
		}
		*field(&r.config) = list
		return nil
	}
	err := r.config.Settings.Set(key, value)
	if err != nil && !strings.HasPrefix(err.Error(), "there is no setting") {
		return &valueError{err}
	}
	if err != nil {
		return unknownSetting(key, ConfigKeys())
	}
	return nil
}

// plainList reads a list of texts, or one text. Names of folders may hold blanks and commas.
func plainList(value any) ([]string, bool) {
	switch v := value.(type) {
	case string:
		return []string{v}, true
	case []any:
		var list []string
		for _, item := range v {
			if _, nested := item.(map[string]any); nested || item == nil {
				return nil, false
			}
			list = append(list, fmt.Sprint(item))
		}
		return list, true
	}
	return nil, false
}
