package deck

import (
	"strings"
	"testing"
)

func one(q Question) *Question { return &q }

func identified(t *testing.T, namespace string, qs ...*Question) []Diagnostic {
	t.Helper()
	return Identify(namespace, &Set{Decks: []*Deck{{Name: "d", Questions: qs}}})
}

func TestIdentifyKeepsIdentity(t *testing.T) {
	base := Question{Exam: "2022-02-18", Label: "Question 7", Number: "7", Answer: "<p>a</p>"}
	spelt := base
	spelt.Label = "QUESTION 7 (16p)"
	spelt.Answer = "<p>quite another answer</p>"
	spelt.Tags = []string{"R"}
	a, b := one(base), one(spelt)
	identified(t, "ns", a)
	identified(t, "ns", b)
	if a.GUID != b.GUID {
		t.Errorf("a new spelling, tag or answer gives another identity: %q and %q", a.Key, b.Key)
	}
	asked := base
	asked.Prompt = "<p>Why?</p>"
	renumbered := asked
	renumbered.Number, renumbered.Label, renumbered.Prompt = "8", "Question 8", "<p><em>Why?</em></p>\n"
	a, b = one(asked), one(renumbered)
	identified(t, "ns", a)
	identified(t, "ns", b)
	if a.GUID != b.GUID {
		t.Errorf("a question with words of its own is known by its number: %q and %q", a.Key, b.Key)
	}
}

func TestIdentifyTellsApart(t *testing.T) {
	code := func(c string) string {
		return "<p>What's the output?</p>\n<pre class=\"chroma\"><code>" + c + "</code></pre>"
	}
	qs := []*Question{
		one(Question{Prompt: "<p>I</p>"}),
		one(Question{Prompt: "<p>a</p>"}),
		one(Question{Prompt: "<p>A</p>"}),
		one(Question{Prompt: code("x := 1")}),
		one(Question{Prompt: code("x := 2")}),
		one(Question{Prompt: code("x := 2"), Exam: "other"}),
		one(Question{Prompt: code("x := 2"), Exam: "other"}),
		one(Question{Prompt: "<p>I</p>", Kind: Typed}),
		one(Question{Exam: "e", Number: "2"}),
		one(Question{Exam: "e", Number: "2"}),
		one(Question{Exam: "f", Number: "2"}),
		one(Question{Prompt: `<p><img src="tree-0123456789ab.png"></p>`}),
		one(Question{Prompt: `<p><img src="graph-0123456789ab.png"></p>`}),
	}
	if doubts := identified(t, "ns", qs...); len(doubts) != 0 {
		t.Errorf("doubts without explicit ids: %v", doubts)
	}
	keys, guids := map[string]int{}, map[string]int{}
	for i, q := range qs {
		if j, double := keys[q.Key]; double {
			t.Errorf("questions %d and %d share the key %q", j, i, q.Key)
		}
		if j, double := guids[q.GUID]; double {
			t.Errorf("questions %d and %d share the GUID %q", j, i, q.GUID)
		}
		keys[q.Key], guids[q.GUID] = i, i
	}
	again := one(*qs[0])
	identified(t, "another course", again)
	if again.GUID == qs[0].GUID {
		t.Error("two namespaces share an identity")
	}
	// A picture's new content must not make a new question.
	changed := one(Question{Prompt: `<p><img src="tree-ba9876543210.png"></p>`})
	identified(t, "ns", changed)
	if changed.GUID != qs[11].GUID {
		t.Error("a picture's content is part of the identity")
	}
}

// TestKeys: where a key comes from, and what a later question with the same words adds to it.
func TestKeys(t *testing.T) {
	code := func(words, code string) string { return words + "<pre><code>" + code + "</code></pre>" }
	options := []Option{{HTML: "<p>yes</p>"}, {HTML: "no"}}
	for _, tt := range []struct {
		name string
		qs   []*Question
		want []string
	}{
		{"an id", []*Question{{Prompt: "Why?", ExplicitID: "x"}}, []string{joinKey("id", "x")}},
		{"words", []*Question{{Prompt: code("<p>Why  <b>so</b>?</p>", "x := 1"), Exam: "e", Number: "1"}}, []string{joinKey("words", "Why so?")}},
		{"code alone", []*Question{{Prompt: code("", "x  := <b>1</b>\n"), Exam: "e", Number: "1"}}, []string{joinKey("code-only", "x  := 1\n\n")}},
		{"a number", []*Question{{Exam: "e", Number: "1", Label: "Question 1"}}, []string{joinKey("number", "e", "1")}},
		{"a label", []*Question{{Exam: "e", Label: "Aufgabe"}}, []string{joinKey("number", "e", "Aufgabe")}},
		{"again and again", []*Question{
			{Prompt: "a"}, {Prompt: "a", Exam: "e"}, {Prompt: "a", Exam: "e", Choices: options}, {Prompt: "a", Exam: "e", Choices: options},
			{Prompt: "a", Exam: "e", Choices: options}, {Prompt: "a", Exam: "f", Number: "2"}, {Prompt: "a", Exam: "e", Choices: options},
		}, []string{
			joinKey("words", "a"), joinKey("words", "a") + joinKey("exam", "e", ""),
			joinKey("words", "a") + joinKey("exam", "e", "") + joinKey("code", "", joinKey("yes")+joinKey("no")),
			joinKey("words", "a") + joinKey("exam", "e", "") + joinKey("code", "", joinKey("yes")+joinKey("no")) + joinKey("nth", "2"),
			joinKey("words", "a") + joinKey("exam", "e", "") + joinKey("code", "", joinKey("yes")+joinKey("no")) + joinKey("nth", "3"),
			joinKey("words", "a") + joinKey("exam", "f", "2"),
			joinKey("words", "a") + joinKey("exam", "e", "") + joinKey("code", "", joinKey("yes")+joinKey("no")) + joinKey("nth", "4"),
		}},
	} {
		identified(t, "ns", tt.qs...)
		for i, q := range tt.qs {
			if q.Key != tt.want[i] {
				t.Errorf("%s: question %d has the key %q, want %q", tt.name, i, q.Key, tt.want[i])
			}
		}
	}
}

// TestManyAlike: as many questions with the same words as a file holds take no longer than others.
func TestManyAlike(t *testing.T) {
	qs := make([]*Question, 20_000)
	for i := range qs {
		qs[i] = &Question{Prompt: "<p>What is the output?</p>"}
	}
	identified(t, "ns", qs...)
	if got, want := qs[len(qs)-1].Key, joinKey("nth", "19998"); !strings.HasSuffix(got, want) {
		t.Errorf("the last one has the key %q", got)
	}
}

func TestIdentifyExplicitID(t *testing.T) {
	a := one(Question{Prompt: "<p>old words</p>", ExplicitID: "x1"})
	b := one(Question{Prompt: "<p>new words</p>", ExplicitID: "x1"})
	identified(t, "ns", a)
	identified(t, "ns", b)
	if a.GUID != b.GUID {
		t.Error("an explicit id does not outlive the words")
	}
	a.Pos, b.Pos = Position{"n.md", 3, 1}, Position{"n.md", 9, 1}
	doubts := identified(t, "ns", a, b)
	if len(doubts) != 1 || doubts[0].Pos.Line != 9 || !strings.Contains(doubts[0].Message, `"x1"`) || !strings.Contains(doubts[0].Message, "n.md:3:1") {
		t.Errorf("doubts = %v, want one at line 9 that names the id and line 3", doubts)
	}
	if a.GUID == b.GUID {
		t.Error("one explicit id made one identity of two questions")
	}
}
