package deck

import (
	"strings"
	"testing"
)

const sample = `=== exams::2022-02-18

--- basic exam-headings my exams.md:12:1
guid: abcDEF12345
key: 6:number 
exam: 2022-02-18
label: Question 7
number: 7
source: my exams.md
tags: R hard::very
media: ex1-0123456789ab.jpg
prompt:
	<p>Why?</p>
	
	<p>And how?</p>
answer:
	<pre><code>a

	b</code></pre>
extra:
	<p>Because.</p>

=== exams::Quiz

--- choice
label: 1
prompt:
	<p>Which?</p>
right A:
	<p>this</p>
wrong B:
	<p>that</p>
wrong:
	<p>none</p>
`

func TestTextRoundTrip(t *testing.T) {
	text := sample
	if _, err := ParseText(text); err == nil {
		t.Fatal("a block with an untabbed line was read")
	}
	text = replaceOnce(text, "a\n\n\tb", "a\n\t\n\t\tb")
	text = replaceOnce(text, "6:number \n", "6:number\n")
	set, err := ParseText(text)
	if err != nil {
		t.Fatal(err)
	}
	if got := Format(set); got != text {
		t.Errorf("Format(ParseText(x)) is\n%s\nwant\n%s", got, text)
	}
	q := set.Decks[0].Questions[0]
	if q.Pos != (Position{"my exams.md", 12, 1}) || q.Answer != "<pre><code>a\n\n\tb</code></pre>" || set.Root != "exams" {
		t.Errorf("read %+v", q)
	}
	if c := set.Decks[1].Questions[0].Choices; len(c) != 3 || !c[0].Right || c[1].Letter != "B" || c[2].HTML != "<p>none</p>" {
		t.Errorf("choices %+v", c)
	}
}

// TestTextForms: each value alone, and what may be missing.
func TestTextForms(t *testing.T) {
	for _, text := range []string{
		"", "=== d\n", "=== d\n\n--- basic\n", "=== d\n\n--- basic tables\n", "=== d\n\n--- basic - a.md:1:2\n", "=== d\n\n--- basic tables :1:2\n",
		"=== d::e\n\n--- typed\nhidden: source\n\n--- cloze\ntags: one\nmedia: a.png\n", "=== d\n\n--- reversed\nguid: x\n\n=== e\n",
		"=== d\n\n--- choice\nprompt:\n\tp\nwrong A:\n\ta\nright B:\n\tb\nanswer:\n\tb\nextra:\n\te\n",
		"=== d\n\n--- choice\nwrong:\n\t\nright:\n\tb\n",
	} {
		set, err := ParseText(text)
		if err != nil {
			t.Errorf("%q: %v", text, err)
			continue
		}
		if got := Format(set); got != text {
			t.Errorf("%q became %q", text, got)
		}
		if root, _, _ := strings.Cut(strings.TrimPrefix(strings.Split(text, "\n")[0], "=== "), "::"); set.Root != root {
			t.Errorf("%q has the root %q", text, set.Root)
		}
	}
	set, err := ParseText("=== d\n--- basic\nhidden: nothing")
	if err != nil || set.Decks[0].Questions[0].SourceHidden {
		t.Errorf("%v, %v", set, err)
	}
}

func replaceOnce(s, old, new string) string {
	for i := 0; i+len(old) <= len(s); i++ {
		if s[i:i+len(old)] == old {
			return s[:i] + new + s[i+len(old):]
		}
	}
	return s
}

func TestParseTextRefuses(t *testing.T) {
	for _, text := range []string{
		"guid: x", "=== d\nguid: x", "--- basic", "=== d\n--- nonsense", "=== d\n--- basic\nnonsense: x", "=== d\n--- basic\nnonsense",
		"\tx", "=== d\n--- basic - a.md:x:1", "=== d\n--- basic - a.md:1:x", "=== d\n--- basic - 1:1", "=== d\n--- basic - 1",
	} {
		if _, err := ParseText(text); err == nil {
			t.Errorf("ParseText(%q) gave no error", text)
		}
	}
}
