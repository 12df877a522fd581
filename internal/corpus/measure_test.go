package main

import (
	"bytes"
	"strings"
	"testing"
	"testing/fstest"
)

// vault is a source of two files: one right question, one whose answer is another, one that is nobody's, one without
// answer.
var vault = fstest.MapFS{
	"exam.md": {Data: []byte("# Exam 2024-05-06\n\n## Question 1\n\n> What is $1+1$?\n\nIt is $2$. ![two](two.png)\n\n" +
		"## Question 2\n\n> Who?\n\nNobody.\n\n## Question 3\n\n> Extra?\n\nYes.\n\n## Question 4\n")},
	"two.png":  {Data: []byte("picture")},
	"notes.md": {Data: []byte("Nothing is asked here, and $x$ is no formula of a card.\n")},
}

var vaultPairs = sourceFiles{
	pairs: map[string][]pair{"notes.md": nil, "exam.md": {
		{Prompts: []string{"question1whatis11", "whatis11"}, Answers: [][]string{{"itis2"}}},
		{Prompts: []string{"who"}, Answers: [][]string{{"somebody"}}},
		{Prompts: []string{"question4"}, Empty: true},
	}},
	counts: map[string]counts{"exam.md": {Inline: 2}, "notes.md": {Inline: 1}},
}

func TestMeasure(t *testing.T) {
	f, err := measure(vault, "vault", vaultPairs, false)
	if err != nil {
		t.Fatal(err)
	}
	if f.Wanted != 2 || f.Found != 1 || f.False != 2 {
		t.Errorf("wanted %d, found %d, false %d: want 2, 1, 2\n%s", f.Wanted, f.Found, f.False, strings.Join(f.findings, "\n"))
	}
	if f.Formulas != 2 || f.Intact != 2 || f.Expected != 3 || f.Spans != 2 {
		t.Errorf("formulas %d/%d, %d/%d: want 2/2, 2/3", f.Intact, f.Formulas, f.Spans, f.Expected)
	}
	if f.Pictures != 1 || f.Shown != 1 {
		t.Errorf("pictures %d/%d, want 1/1", f.Shown, f.Pictures)
	}
	var out bytes.Buffer
	f.printFindings(&out)
	for _, want := range []string{"MISS    exam.md: \"who\": asked at exam.md:", "FALSE   exam.md:", "Question 3"} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("the findings lack %q:\n%s", want, out.String())
		}
	}
}

func TestMeasureNamesMissingFile(t *testing.T) {
	_, err := measure(vault, "vault", sourceFiles{pairs: map[string][]pair{"gone.md": nil}}, true)
	if err == nil || !strings.Contains(err.Error(), "gone.md") {
		t.Errorf("got %v, want an error that names gone.md", err)
	}
}

// TestMeasureAlone: a file is read whatever its ending, and nothing is read beside it.
func TestMeasureAlone(t *testing.T) {
	files := fstest.MapFS{
		"tests/one.txt": {Data: []byte("# Test\n\n1. Which?\n   - [ ] red\n   - [x] blue\n\n2. And which?\n   - [x] red\n   - [ ] blue\n")},
		"two.md":        {Data: []byte("Q: Who?\nA: Nobody.\n")},
		"other.md":      {Data: []byte("Q: When?\nA: Never.\n")},
	}
	f, err := measure(files, "tests", sourceFiles{pairs: map[string][]pair{
		"tests/one.txt": {{Prompts: []string{"which"}, Right: []string{"blue"}}, {Prompts: []string{"andwhich"}, Right: []string{"blue"}}},
		"two.md":        {{Prompts: []string{"who"}, Answers: [][]string{{"somebody"}, {"nobody"}}}},
	}}, true)
	if err != nil {
		t.Fatal(err)
	}
	if f.Wanted != 3 || f.Found != 2 || f.Cards != 3 || f.False != 1 || f.Choices != 2 || f.Right != 1 || f.WrongKeys != 1 {
		t.Errorf("wanted %d, found %d, cards %d, false %d; choices %d, right %d, wrong keys %d: want 3, 2, 3, 1; 2, 1, 1\n%s",
			f.Wanted, f.Found, f.Cards, f.False, f.Choices, f.Right, f.WrongKeys, strings.Join(f.findings, "\n"))
	}
}
