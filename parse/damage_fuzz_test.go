package parse_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/tools/txtar"

	"github.com/examdeck/examdeck/deck"
)

// goodFile is a file in which nothing is wrong, cut into its questions. What makes each a question, its marker, is
// what stands before the sign "§" in it; the sign itself is no part of the file.
type goodFile struct {
	name      string
	head      string
	questions []string
	markers   []int // how long the marker of each question is
}

// goodFiles reads testdata/damage/good.txtar: files whose questions are parted by lines "§§".
func goodFiles(tb testing.TB) []goodFile {
	tb.Helper()
	archive, err := txtar.ParseFile("testdata/damage/good.txtar")
	if err != nil {
		tb.Fatal(err)
	}
	var files []goodFile
	for _, f := range archive.Files {
		good := goodFile{name: f.Name}
		for i, part := range strings.Split(string(f.Data), "§§\n") {
			if i == 0 {
				good.head = part
				continue
			}
			marker, text, found := strings.Cut(part, "§")
			if !found {
				tb.Fatalf("%s: no sign behind the marker of %q", f.Name, part)
			}
			good.questions, good.markers = append(good.questions, marker+text), append(good.markers, len(marker))
		}
		files = append(files, good)
	}
	if len(files) < 10 {
		tb.Fatalf("only %d good files", len(files))
	}
	return files
}

// damage is something that opens and is never closed.
type damage struct {
	text string
	line bool // it stands on a line of its own, and is put below the question's first
}

var damages = []damage{
	{"$", false}, {"$x", false}, {`$\alpha `, false}, {"$$", false}, {`\(`, false}, {`\[`, false}, {"[$]", false},
	{"**", false}, {"_", false}, {"==", false}, {"~~", false}, {"`", false}, {"{{c1::", false}, {"<!--", false}, {"%%", false},
	{"[", false}, {"](", false}, {"[[", false}, {"![[", false}, {"<details>", false}, {"<b>", false}, {"<pre>", false},
	{"```", true}, {"```go", true}, {"````", true}, {"~~~", true}, {"$$", true}, {`\[`, true}, {`\begin{align}`, true}, {"[latex]", true},
	{"{{c1::", true}, {"<!--", true}, {"<!-- note", true}, {"%%", true}, {"%%ANKI", true}, {"START", true},
	{"<details>", true}, {"<details><summary>More</summary>", true}, {"<summary>", true}, {"</details>", true}, {"> [!question]- What?", true},
	{"> quoted", true}, {"<div>", true}, {"<pre>", true}, {"<script>", true}, {"<table>", true},
}

// inject puts the damage into a question, at the place in its text that is nearest to at.
func (d damage) inject(question string, marker, at int) (string, bool) {
	if !d.line {
		// Not in the blank lines below a question: they part it from the next, and are no text of its.
		at = marker + at%(len(strings.TrimRight(question, "\n"))-marker+1)
		// Nor before the text of a line: with less indentation it would leave its list.
		for at < len(question) && (!utf8.RuneStart(question[at]) || strings.Trim(question[1+strings.LastIndexByte(question[:at], '\n'):at+1], " >") == "") {
			at++
		}
		return question[:at] + d.text + question[at:], true
	}
	lines := strings.SplitAfter(strings.TrimRight(question, "\n"), "\n")
	if len(lines) < 2 || strings.HasPrefix(question, "|") {
		return "", false // a question of one line has no place for a line
	}
	n := 1 + at%(len(lines)-1)
	for n < len(lines) && len(strings.Join(lines[:n], "")) < marker {
		n++
	}
	rest := question[len(strings.Join(lines[:n], "")):]
	indent := rest[:len(rest)-len(strings.TrimLeft(rest, " >"))]
	if at%2 == 0 && strings.HasSuffix(question, "\n\n") {
		// At the margin, it ends the list or quote in which it stands. Within a list without blank lines, CommonMark
		// takes all that follows for one paragraph then, the items behind it as well.
		indent = ""
	}
	return strings.Join(lines[:n], "") + indent + d.text + "\n" + rest, true
}

// FuzzDamage holds the parser to it that damage stops at the card: whatever is opened in a question and never closed,
// the others are asked as before. The damaged one may change, vanish, or fall apart.
func FuzzDamage(f *testing.F) {
	files := goodFiles(f)
	seeds := 0
	for i, file := range files {
		for q := range file.questions {
			for d := range damages {
				f.Add(uint8(i), uint8(q), uint8(d), uint16(7*d+3*q))
				seeds++
			}
		}
	}
	if seeds == 0 {
		f.Fatal("no seeds")
	}
	f.Fuzz(func(t *testing.T, i, q, d uint8, at uint16) {
		file, damage := files[int(i)%len(files)], damages[int(d)%len(damages)]
		hit := int(q) % len(file.questions)
		damaged, ok := damage.inject(file.questions[hit], file.markers[hit], int(at))
		if !ok {
			return
		}
		questions := slices.Clone(file.questions)
		questions[hit] = damaged
		want, got := asked(file.head, file.questions), asked(file.head, questions)
		for n := range file.questions {
			switch {
			case len(want[n]) != 1:
				t.Fatalf("%s: the good file asks %q for question %d", file.name, want[n], n+1)
			case n != hit && !slices.Equal(want[n], got[n]):
				t.Errorf("%s: %q in question %d,\n%s\nchanges question %d to\n%s\nfrom\n%s", file.name, damage.text, hit+1, damaged, n+1,
					strings.Join(got[n], "\n"), strings.Join(want[n], "\n"))
			}
		}
	})
}

// asked returns what is asked in each part of a file, as text.
func asked(head string, parts []string) [][]string {
	text := head + strings.Join(parts, "")
	lines := make([]int, len(parts)) // the last line of each
	at := strings.Count(head, "\n")
	for i, p := range parts {
		at += strings.Count(p, "\n")
		lines[i] = at
	}
	all := make([][]string, len(parts))
	for _, d := range parseText(text).Set.Decks {
		for _, q := range d.Questions {
			part, _ := slices.BinarySearch(lines, q.Pos.Line)
			part = min(part, len(parts)-1)
			all[part] = append(all[part], shown(d.Name, q))
		}
	}
	return all
}

// shown is what a question shows, and where.
func shown(name string, q *deck.Question) string {
	text := fmt.Sprintf("%s %s %s %q\n%s\n%s\n%s", q.Kind, name, q.Label, q.Tags, q.Prompt, q.Answer, q.Extra)
	for _, c := range q.Choices {
		text += fmt.Sprintf("\n%s %t %s", c.Letter, c.Right, c.HTML)
	}
	return text
}
