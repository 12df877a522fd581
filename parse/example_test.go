package parse_test

import (
	"fmt"
	"os"
	"testing/fstest"

	"github.com/examdeck/examdeck/export/csv"
	"github.com/examdeck/examdeck/parse"
)

// The whole way from a note to a text file for Anki: a vault, its sources, what was found, and a writer.
func Example() {
	vault := &parse.Vault{FS: fstest.MapFS{"exams.md": {Data: []byte("### 18 Feb 2025\n\n#### Question 1\n\n> What is $1 + 1$?\n\n$2$\n\n#### Question 2\n")}}}
	files, err := parse.Find(vault.FS, ".")
	if err != nil {
		fmt.Println(err)
		return
	}
	var sources []parse.Source
	for _, f := range files {
		sources = append(sources, parse.Source{Vault: vault, Path: f, Name: f, Deck: parse.DeckName("course", f)})
	}
	result := parse.Parse(sources, parse.Options{Root: "course"})
	for _, d := range result.Diagnostics {
		fmt.Println(d)
	}
	if err := csv.Write(os.Stdout, result.Set, csv.Options{}); err != nil {
		fmt.Println(err)
	}
	// Output:
	// exams.md:9:1: "Question 2" has no answer and is left out
	// #separator:comma
	// #html:true
	// #if matches:update current
	// #guid column:1
	// #notetype column:2
	// #deck column:3
	// #tags column:6
	// "D2hOIKrDFQ8","Basic","course::exams::2025-02-18","<div><small>2025-02-18 · Question 1</small></div>
	// <p>What is \(1 + 1\)?</p>","<p>\(2\)</p>
	// <div><small>exams.md</small></div>",""
}
