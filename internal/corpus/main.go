// Command corpus measures the parser on real question files.
//
// They are kept beside the checkout, in collections. A collection is a folder with one folder a source (files of one
// author, in one dialect), expected.json (what was counted in each file) and pairs.json (fingerprints of the
// questions and answers that a careful reader would make a card of). The sources are read, and every pair is looked
// for among the questions of its file. A pair is right when the front of some card shows its prompt and the back its
// answer; a question that is nobody's pair is wrong.
//
// What was reached is recorded in testdata/figures.txt. The test of this package fails when a figure falls; with
// -update it records what rose.
package main

import (
	"flag"
	"fmt"
	"os"
)

func main() {
	dir := flag.String("dir", "../shared", "folder of the collections")
	source := flag.String("source", "", "measure only this source")
	verbose := flag.Bool("v", false, "print every miss and every wrong card")
	jsonFile := flag.String("json", "", "write the figures into this file")
	flag.Parse()
	if err := run(*dir, *source, *jsonFile, *verbose); err != nil {
		fmt.Fprintln(os.Stderr, "corpus:", err)
		os.Exit(1)
	}
}

// run measures the sources and prints what it found.
func run(dir, only, jsonFile string, verbose bool) error {
	all, err := measureAll(dir, only)
	if err != nil {
		return err
	}
	for _, r := range all {
		if verbose {
			for _, f := range r.Sources {
				f.printFindings(os.Stdout)
			}
		}
		r.print(os.Stdout)
	}
	if jsonFile != "" {
		return writeJSON(jsonFile, all)
	}
	return nil
}
