package apkg_test

import (
	"bytes"
	"fmt"
	"io"
	"testing/fstest"
	"time"

	"github.com/examdeck/examdeck/deck"
	"github.com/examdeck/examdeck/export/apkg"
	"github.com/examdeck/examdeck/export/apkg/inspect"
	"github.com/examdeck/examdeck/parse"
)

// notes reads a vault of one source. A program would read a folder: os.DirFS("notes").
func notes(text string) *deck.Set {
	sources, err := parse.Dir(fstest.MapFS{"exams.md": {Data: []byte(text)}})
	if err != nil {
		panic(err)
	}
	return parse.Parse(sources, parse.Options{Root: "course"}).Set
}

// The first package of a course.
func ExampleUpdate() {
	set := notes("Q: What is a heap?\nA: A tree in which no child is above its parent.\n\nQ: Who was Euler?\nA: A mathematician.\n")
	var pkg bytes.Buffer
	plan, err := apkg.Update(&pkg, nil, set, apkg.Options{Time: time.Unix(1_700_000_000, 0)})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, it := range plan.Items {
		fmt.Printf("%s: %s in %s\n", it.Change, deck.PlainText(it.Question.Prompt), it.Deck)
	}
	// Output:
	// new: What is a heap? in course::exams
	// new: Who was Euler? in course::exams
}

// A later one, of notes in which one question was reworded, one deleted and one is new. It needs the package that learners have.
func ExampleUpdate_again() {
	was := notes("Q: What is a heap?\nA: A tree in which no child is above its parent.\n\nQ: Who was Euler?\nA: A mathematician.\n")
	var last bytes.Buffer
	if _, err := apkg.Update(&last, nil, was, apkg.Options{Time: time.Unix(1_700_000_000, 0)}); err != nil {
		fmt.Println(err)
		return
	}

	set := notes("Q: What is a binary heap?\nA: A tree in which no child is above its parent.\n\nQ: What is a graph?\nA: Nodes and edges.\n")
	old, err := apkg.Read(bytes.NewReader(last.Bytes()), int64(last.Len()), nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	plan, err := apkg.Update(io.Discard, old, set, apkg.Options{Time: time.Unix(1_700_086_400, 0)})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, it := range plan.Items {
		fmt.Printf("%s: %s\n", it.Change, deck.PlainText(it.Question.Prompt))
	}
	for _, k := range plan.Retired {
		fmt.Printf("retired: %s\n", deck.PlainText(k.Question.Prompt))
	}
	// Output:
	// changed: What is a binary heap?
	// new: What is a graph?
	// retired: Who was Euler?
}

// Packages by exam. They are planned together and written one by one; rest is what belongs to no part, and has to be remembered by some.
func ExampleReconcile() {
	set := notes("# 18 Feb 2025\n\nQ: What is a heap?\nA: A tree.\n\n# 3 Jun 2025\n\nQ: Who was Euler?\nA: A mathematician.\n")
	opts := apkg.Options{Time: time.Unix(1_700_000_000, 0), Split: "exam"}
	plan := apkg.Reconcile(set, nil, opts)
	numbering, err := apkg.Number(set, opts)
	if err != nil {
		fmt.Println(err)
		return
	}
	opts.Numbering = numbering
	parts, rest := set.Split(func(d *deck.Deck, _ *deck.Question) string { return d.Name })
	parts[0].Set.Memory = append(parts[0].Set.Memory, rest...)
	for _, p := range parts {
		if err := apkg.Write(io.Discard, p.Set, opts); err != nil {
			fmt.Println(err)
		}
		fmt.Println(p.Name, p.Set.Len())
	}
	fmt.Println(plan.Counts().New, "new")
	// Output:
	// course::exams::2025-02-18 1
	// course::exams::2025-06-03 1
	// 2 new
}

// What is in a package, whoever made it.
func ExampleRead() {
	var pkg bytes.Buffer
	if _, err := apkg.Update(&pkg, nil, notes("Q: What is a heap?\nA: A tree.\n"), apkg.Options{Time: time.Unix(1_700_000_000, 0)}); err != nil {
		fmt.Println(err)
		return
	}
	p, err := apkg.Read(bytes.NewReader(pkg.Bytes()), int64(pkg.Len()), nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	report := inspect.Inspect(p, inspect.Options{File: "backup-course.apkg", Time: time.Unix(1_800_000_000, 0)})
	for _, d := range report.Decks {
		if d.Cards > 0 {
			fmt.Println(d.Name+":", d.Notes, "note,", d.Cards, "card")
		}
	}
	for _, problem := range report.Problems {
		fmt.Println(problem.Severity, problem.Code, problem.Message)
	}
	// Output:
	// course::exams: 1 note, 1 card
	// error backup-name Anki takes a file called "backup-course.apkg" for a backup, and replaces the learner's whole collection with it
}
