package parse_test

import (
	"fmt"
	"os"
	"testing/fstest"

	"github.com/examdeck/examdeck/export/csv"
	"github.com/examdeck/examdeck/parse"
)

// notes is a vault with one source, where a program would have an os.Root or os.DirFS.
var notes = fstest.MapFS{"exams.md": {Data: []byte("### 18 Feb 2025\n\n#### Question 1\n\n> What is $1 + 1$?\n\n$2$\n\n#### Question 2\n")}}

// The whole way from a vault to a text file for Anki: its sources, what was found, and a writer.
func Example() {
	sources, err := parse.Dir(notes)
	if err != nil {
		fmt.Println(err)
		return
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

// One note in memory, and what became of every block of it.
func ExampleParse() {
	source := parse.Source{Vault: &parse.Vault{FS: notes}, Path: "exams.md"}
	result := parse.Parse([]parse.Source{source}, parse.Options{
		Root: "course", Ledger: true, Settings: parse.Settings{ShowSource: "hidden"},
	})
	for _, e := range result.Ledger {
		fmt.Printf("%s: %s: %q\n", e.Pos, e.Use, e.Reason)
	}
	// Output:
	// exams.md:1:1: context: "heading of a section"
	// exams.md:3:1: question: ""
	// exams.md:9:1: ignored: "it has no answer"
}
