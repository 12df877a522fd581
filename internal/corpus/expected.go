package main

import (
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
)

// pair is a question of the corpus, told by fingerprints (see text.contains).
type pair struct {
	// Prompts are fingerprints of which the front shows one.
	Prompts []string `json:"prompts"`
	// Answers are lists of fingerprints; the back shows all of one list.
	Answers [][]string `json:"answers"`
	// Right are the options that are marked as right, these and no others; nil for pairs without options.
	Right []string `json:"right"`
	// Empty pairs have no answer in their file, optional ones are templates and repeats: neither wanted nor wrong.
	Empty    bool `json:"empty"`
	Optional bool `json:"optional"`
}

func (p pair) wanted() bool { return !p.Empty && !p.Optional }

// counts are the figures of expected.json that are used here.
type counts struct {
	Inline  int `json:"math_inline"`
	Display int `json:"math_display"`
	Paren   int `json:"math_paren"`
	Bracket int `json:"math_bracket"`
}

func (c counts) formulas() int { return c.Inline + c.Display + c.Paren + c.Bracket }

// sourceFiles are the files of one source, by path.
type sourceFiles struct {
	pairs  map[string][]pair
	counts map[string]counts
}

// only keeps what is expected of one file.
func (s sourceFiles) only(file string) sourceFiles {
	return sourceFiles{pairs: map[string][]pair{file: s.pairs[file]}, counts: map[string]counts{file: s.counts[file]}}
}

// expectation is what is expected of each source, by name.
type expectation map[string]sourceFiles

func (e expectation) names() []string { return slices.Sorted(maps.Keys(e)) }

// load reads expected.json and pairs.json. The error names the file that can't be read.
func load(dir string) (expectation, error) {
	var counted map[string]struct {
		PerFile map[string]counts `json:"per_file"`
	}
	var pairs map[string]map[string][]pair
	if err := readJSON(filepath.Join(dir, "expected.json"), &counted); err != nil {
		return nil, err
	}
	if err := readJSON(filepath.Join(dir, "pairs.json"), &pairs); err != nil {
		return nil, err
	}
	e := expectation{}
	for name, source := range counted {
		e[name] = sourceFiles{pairs: pairs[name], counts: source.PerFile}
	}
	return e, nil
}

func readJSON(file string, into any) error {
	content, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	if err := json.Unmarshal(content, into); err != nil {
		return fmt.Errorf("%s: %w", file, err)
	}
	return nil
}
