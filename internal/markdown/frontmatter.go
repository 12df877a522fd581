package markdown

import (
	"bytes"
	"errors"
	"fmt"
	"strings"

	"github.com/BurntSushi/toml"
	"github.com/yuin/goldmark/parser"
	"go.yaml.in/yaml/v3"

	"github.com/examdeck/examdeck/internal/markdown/issue"
)

// FrontMatter is what stands between "---" lines (YAML, or TOML) or "+++" lines (TOML) at the top of a source.
type FrontMatter struct {
	// Values are the settings; nil without front matter.
	Values map[string]any
	// Lines holds the line of every key of Values, counted from 1, and in YAML those of "key.key" below it.
	Lines map[string]int
	// End is the offset behind the front matter; 0 without one.
	End int
}

// maxFrontMatter is how long front matter may be, in bytes.
const maxFrontMatter = 64 << 10

// readFrontMatter reads the settings at the top of a source. What is not closed, or holds no settings, is no front
// matter. Broken settings are an issue, and the text goes on behind them.
func readFrontMatter(src []byte, pc parser.Context) FrontMatter {
	fence, body, end := cutFrontMatter(src)
	if end == 0 {
		return FrontMatter{}
	}
	front := FrontMatter{End: end}
	var err error
	if fence == "---" {
		front.Values, front.Lines, err = readYAML(body)
		if err != nil || front.Values == nil {
			if values, lines, tomlErr := readTOML(body); tomlErr == nil {
				front.Values, front.Lines, err = values, lines, nil
			}
		}
	} else {
		front.Values, front.Lines, err = readTOML(body)
	}
	if err != nil {
		if !hasSetting(body) {
			return FrontMatter{}
		}
		hint := "put texts with colons or brackets in quotes"
		if errors.Is(err, errDeep) {
			hint = "examdeck reads tags, and what stands below its own name"
		}
		issue.Add(pc, issue.Issue{Code: "front-matter", Message: "front matter can't be read: " + oneLine(err.Error()), Hint: hint})
		return FrontMatter{End: end}
	}
	if front.Values == nil && len(bytes.TrimSpace(body)) > 0 || isQuestion(front.Values) {
		return FrontMatter{}
	}
	return front
}

// ReadFront returns the front matter of a source, as [Parse] finds it.
func ReadFront(src []byte) FrontMatter {
	src = bytes.ReplaceAll(bytes.TrimPrefix(src, byteOrderMark), []byte("\r\n"), []byte("\n"))
	return readFrontMatter(src, parser.NewContext())
}

// cutFrontMatter returns what stands between the first line, if it is a fence, and the next line that closes it.
func cutFrontMatter(src []byte) (fence string, body []byte, end int) {
	first, rest, found := bytes.Cut(src, []byte{'\n'})
	fence = string(bytes.TrimRight(first, " \t\r"))
	if !found || fence != "---" && fence != "+++" {
		return "", nil, 0
	}
	start := len(first) + 1
	at := start
	for line := range bytes.Lines(rest) {
		at += len(line)
		switch string(bytes.TrimRight(line, " \t\r\n")) {
		case fence:
			return fence, src[start : at-len(line)], at
		case "...":
			if fence == "---" {
				return fence, src[start : at-len(line)], at
			}
		}
		if at > maxFrontMatter {
			break
		}
	}
	return "", nil, 0
}

// readYAML reads settings in YAML; values are nil where the text is no mapping.
func readYAML(body []byte) (values map[string]any, lines map[string]int, err error) {
	var node yaml.Node
	if err := yaml.Unmarshal(body, &node); err != nil {
		return nil, nil, err
	}
	if len(node.Content) == 0 || node.Content[0].Kind != yaml.MappingNode {
		return nil, nil, nil
	}
	if err := node.Decode(&values); err != nil {
		return nil, nil, err
	}
	lines = map[string]int{}
	pairs := node.Content[0].Content
	for i := 0; i+1 < len(pairs); i += 2 {
		// The fence is line 1.
		lines[pairs[i].Value] = pairs[i].Line + 1
		below := pairs[i+1].Content
		for k := 0; pairs[i+1].Kind == yaml.MappingNode && k+1 < len(below); k += 2 {
			lines[pairs[i].Value+"."+below[k].Value] = below[k].Line + 1
		}
	}
	return values, lines, nil
}

// readTOML reads settings in TOML.
func readTOML(body []byte) (values map[string]any, lines map[string]int, err error) {
	if tomlDepth(body) > maxTOMLDepth {
		return nil, nil, errDeep
	}
	if err := toml.Unmarshal(body, &values); err != nil {
		return nil, nil, err
	}
	lines = map[string]int{}
	number := 1
	for line := range bytes.Lines(body) {
		number++
		key, _, _ := strings.Cut(strings.TrimLeft(string(line), " \t["), "=")
		key, _, _ = strings.Cut(strings.Trim(key, " \t\r\n]\"'"), ".")
		if _, ok := values[key]; ok && lines[key] == 0 {
			lines[key] = number
		}
	}
	return values, lines, nil
}

// hasSetting tells that a line of the text looks like a setting.
func hasSetting(body []byte) bool {
	for line := range bytes.Lines(body) {
		i := bytes.IndexAny(line, ":=")
		if i > 0 && !bytes.ContainsAny(bytes.TrimSpace(line[:i]), " \t#<*") {
			return true
		}
	}
	return false
}

// isQuestion tells that what reads like settings is a question between two rules: "Q: …", "A: …".
func isQuestion(values map[string]any) bool {
	for _, key := range []string{"Q", "A", "C", "Question", "Answer"} {
		if _, ok := values[key]; ok {
			return true
		}
	}
	return false
}

// oneLine makes one line of a message.
func oneLine(s string) string { return fmt.Sprintf("%q", strings.Join(strings.Fields(s), " ")) }
