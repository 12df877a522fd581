// Command corpus measures the parser on real question files.
//
// The corpus is a folder with one folder a source (all files of one author, in one dialect), expected.json (what was counted
// in each file) and pairs.json (fingerprints of the questions and answers that a careful reader would make a card of). Each
// source is read as one vault; then every pair is looked for among the questions of its file. A pair is right when the front
// of some card shows its prompt and the back its answer; a question that is nobody's pair is a false positive.
//
// With -strict it fails where the parser is below the bars (see bars.go).
package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

func main() {
	dir := flag.String("dir", "../shared/corpus", "folder of the corpus")
	source := flag.String("source", "", "measure only this source")
	verbose := flag.Bool("v", false, "print every miss and every false positive")
	jsonFile := flag.String("json", "", "write the figures into this file")
	strict := flag.Bool("strict", false, "fail where the parser is below the bars")
	flag.Parse()
	below, err := run(*dir, *source, *jsonFile, *verbose)
	if err == nil && *strict && len(below) > 0 {
		err = fmt.Errorf("below the bars:\n\t%s", strings.Join(below, "\n\t"))
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "corpus:", err)
		os.Exit(1)
	}
}

// run measures the sources and prints what it found. It gives the bars that were missed.
func run(dir, only, jsonFile string, verbose bool) (below []string, err error) {
	expected, err := load(dir)
	if err != nil {
		return nil, err
	}
	rep := report{}
	for _, name := range expected.names() {
		if only != "" && name != only {
			continue
		}
		r, err := measure(os.DirFS(filepath.Join(dir, name)), name, expected[name])
		if err != nil {
			return nil, err
		}
		if verbose {
			r.printFindings(os.Stdout)
		}
		rep.Sources = append(rep.Sources, r)
	}
	if len(rep.Sources) == 0 {
		return nil, fmt.Errorf("%s has no source %q", dir, only)
	}
	rep.add()
	rep.print(os.Stdout)
	if jsonFile != "" {
		err = rep.write(jsonFile)
	}
	return rep.Below, err
}
