package deck

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"
)

func TestReconcile(t *testing.T) {
	tests := []struct{ name, old, now, want string }{
		{"nothing", threeQuestions, threeQuestions, "unchanged=1 unchanged=2 unchanged=3"},
		{"typo in the prompt", threeQuestions, strings.Replace(threeQuestions, "sort the", "sort teh", 1), "changed=1? unchanged=2 unchanged=3"},
		{"typo in the answer", threeQuestions, strings.Replace(threeQuestions, "lightest", "lihgtest", 1), "changed=1 unchanged=2 unchanged=3"},
		{"reworded prompt", threeQuestions, strings.Replace(threeQuestions, "What does a heap give in constant time?", "Which operation of a heap is the cheapest one?", 1),
			"unchanged=1 changed=2? unchanged=3"},
		{"rewritten answer", threeQuestions, strings.Replace(threeQuestions, "Its smallest element, which stands at the root.", "The minimum.", 1),
			"unchanged=1 changed=2 unchanged=3"},
		{"rewritten answer of a number", threeQuestions, strings.Replace(threeQuestions, "Dijkstra fails with negative weights, because a settled vertex is never looked at again.", "Quite another text.", 1),
			"unchanged=1 unchanged=2 changed=3?"},
		{"inserted", threeQuestions, `
	2022/1 | - | Something that nobody has ever asked before in any paper.` + strings.NewReplacer("/3", "/4", "/2", "/3", "/1", "/2").Replace(threeQuestions),
			"new changed=1 changed=2 changed=3"},
		{"deleted and renumbered", threeQuestions, `
	2022/1 | What does a heap give in constant time? | Its smallest element, which stands at the root.
	2022/2 | - | Dijkstra fails with negative weights, because a settled vertex is never looked at again.`,
			"changed=2 changed=3 retired=1"},
		{"a number is no evidence when numbers have moved", threeQuestions, `
	2022/1 | What does a heap give in constant time? | Its smallest element, which stands at the root.
	2022/3 | - | Quite another text.`, "changed=2 new retired=1 retired=3"},
		{"reordered", threeQuestions, `
	2022/3 | - | Dijkstra fails with negative weights, because a settled vertex is never looked at again.
	2022/2 | What does a heap give in constant time? | Its smallest element, which stands at the root.
	2022/1 | Why does Kruskal's algorithm sort the edges? | It takes the lightest edge that joins two trees.`,
			"unchanged=3 unchanged=2 unchanged=1"},
		{"moved to another exam", threeQuestions, strings.Replace(threeQuestions, "2022/2", "2023/2", 1), "unchanged=1 unchanged=3 changed=2>"},
		{"exam renamed", threeQuestions, strings.ReplaceAll(threeQuestions, "2022/", "Spring/"), "changed=1> changed=2> changed=3>"},
		{"file renamed", threeQuestions, strings.ReplaceAll(threeQuestions, ".\n", ". | source=b.md\n"), "changed=1 changed=2 unchanged=3"},
		{"split in two: the larger part stays", threeQuestions, threeQuestions[:strings.LastIndex(threeQuestions, "Dijkstra")] + `Dijkstra fails with negative weights.
	2022/4 | - | A settled vertex is never looked at again.`, "unchanged=1 unchanged=2 new changed=3?"},
		{"merged", threeQuestions, `
	2022/1 | Why does Kruskal's algorithm sort the edges? What does a heap give? | It takes the lightest edge that joins two trees. The smallest element.
	2022/3 | - | Dijkstra fails with negative weights, because a settled vertex is never looked at again.`, "changed=1? unchanged=3 retired=2"},
		{"same words, another question", `
	2022/1 | What's the output? | forty-two, because addition comes last`, `
	2022/1 | What's the output? | nothing at all: a panic ends it first
	2022/2 | What's the output? | forty-two, since addition comes last`, "new changed=1?"},
		{"explicit id", `
	2022/1 | Why? | Because. | id=why
	2022/2 | How? | So. | id=how`, `
	2022/1 | How come that it is so? | Nobody knows. | id=why
	2022/2 | Why? | Because. | id=how`, "changed=1 changed=2"},
		{"an id keeps questions apart", `
	2022/1 | What is the capital of France in Europe? | Paris`, `
	2022/1 | What is the capital of Italy in Europe? | Rome | id=italy`, "new retired=1"},
		{"a question gets an id", threeQuestions, strings.Replace(threeQuestions, "joins two trees.", "joins two trees. | id=k", 1), "unchanged=1 unchanged=2 unchanged=3"},
		{"kind", threeQuestions, strings.Replace(threeQuestions, "at the root.", "at the root. | kind=reversed", 1), "unchanged=1 new!2 unchanged=3 retired=2"},
		{"kind and words", threeQuestions, strings.Replace(threeQuestions, "Its smallest element, which stands at the root.", "The smallest element, which is at the root. | kind=typed", 1),
			"unchanged=1 new!2 unchanged=3 retired=2"},
		{"another short answer", `
	2022/1 | Is a heap sorted? | no
	2022/2 | Does Prim's algorithm use a queue? | yes`, `
	2022/1 | Was Euler born in Basel? | yes
	2022/2 | Is a heap sorted? | no`, "new changed=1 retired=2"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			old := setFrom(t, "exams", tt.old)
			base := baselineOf(old)
			now := setFrom(t, "exams", tt.now)
			plan := Reconcile(now, base, firstExport.Add(time.Hour), fieldHash)
			if got := told(plan, base); got != tt.want {
				for _, it := range plan.Items {
					t.Logf("%v %v %.2f", it.Question.Label, it.Change, it.Score)
				}
				t.Errorf("got  %s\nwant %s", got, tt.want)
			}
			if faults := now.Validate(); len(faults) > 0 {
				t.Error(faults[0])
			}
		})
	}
}

// reconcileWithout reconciles lines in a run in which one source was not read.
func reconcileWithout(t *testing.T, unread string, base *Baseline, lines string) (*Plan, *Set) {
	t.Helper()
	set := setFrom(t, "exams", lines)
	set.Settled = func(source string) bool { return source != unread }
	return Reconcile(set, base, firstExport, fieldHash), set
}

func reconcile(t *testing.T, base *Baseline, lines string, at time.Time) (*Plan, *Set) {
	t.Helper()
	set := setFrom(t, "exams", lines)
	return Reconcile(set, base, at, fieldHash), set
}

// TestRetiredComesBack retires a question, changes others meanwhile, and brings it back: it has its old identity again.
func TestRetiredComesBack(t *testing.T) {
	base := baselineOf(setFrom(t, "exams", threeQuestions))
	lines := strings.Split(strings.TrimSpace(threeQuestions), "\n")
	plan, set := reconcile(t, base, lines[0]+"\n"+lines[2], firstExport.Add(time.Hour))
	if got := told(plan, base); got != "unchanged=1 unchanged=3 retired=2" {
		t.Fatal(got)
	}
	if k := set.Memory[0]; k.Question != nil || k.State != Retired {
		t.Errorf("the memory of a retired question holds its text: %+v", k)
	}
	next := baselineOf(set)
	for edited, want := range map[string]Change{lines[1]: Back, strings.Replace(lines[1], "stands at", "is found at", 1): Back} {
		plan, set := reconcile(t, next, lines[0]+"\n"+edited+"\n"+lines[2], firstExport.Add(2*time.Hour))
		q := set.Decks[0].Questions[1]
		if it := plan.Items[1]; it.Change != want || q.GUID != base.Known[1].GUID || q.NoteID != base.Known[1].NoteID {
			t.Errorf("%v as %q, was %q", it.Change, q.GUID, base.Known[1].GUID)
		}
		if same := edited == lines[1]; same != q.Mod.Equal(firstExport) {
			t.Errorf("%q: changed %v", edited, q.Mod)
		}
		if len(set.Memory) != 0 {
			t.Errorf("it is still remembered as retired")
		}
	}
}

// TestUnread leaves a source out: its questions are neither retired nor anybody else's, and are known again later.
func TestUnread(t *testing.T) {
	lines := strings.Split(strings.TrimSpace(strings.Replace(threeQuestions, "at the root.", "at the root. | source=b.md", 1)), "\n")
	base := baselineOf(setFrom(t, "exams", strings.Join(lines, "\n")))
	like := strings.Replace(lines[1], "constant", "linear", 1)
	like = strings.Replace(like, "source=b.md", "source=a.md", 1)
	set := setFrom(t, "exams", lines[0]+"\n"+like+"\n"+lines[2])
	set.Settled = func(source string) bool { return source != "b.md" }
	plan := Reconcile(set, base, firstExport.Add(time.Hour), fieldHash)
	if got := told(plan, base); got != "unchanged=1 new unchanged=3 unread=2" {
		t.Fatal(got)
	}
	next := baselineOf(set)
	plan, set = reconcile(t, next, lines[0]+"\n"+lines[1]+"\n"+lines[2], firstExport.Add(2*time.Hour))
	if q := set.Decks[0].Questions[1]; q.GUID != base.Known[1].GUID || plan.Items[1].Change != Back {
		t.Errorf("%v as %q, was %q", plan.Items[1].Change, q.GUID, base.Known[1].GUID)
	}
}

func TestKindAndBack(t *testing.T) {
	base := baselineOf(setFrom(t, "exams", threeQuestions))
	other := strings.Replace(threeQuestions, "at the root.", "at the root. | kind=reversed", 1)
	_, set := reconcile(t, base, other, firstExport)
	plan, set := reconcile(t, baselineOf(set), threeQuestions, firstExport)
	if q := set.Decks[0].Questions[1]; q.GUID != base.Known[1].GUID || plan.Items[1].Change != Back {
		t.Errorf("%v as %q, was %q", plan.Items[1].Change, q.GUID, base.Known[1].GUID)
	}
}

// TestModGrows: also when the clock goes back.
func TestModGrows(t *testing.T) {
	base := baselineOf(setFrom(t, "exams", threeQuestions))
	edited := strings.Replace(threeQuestions, "lightest", "cheapest", 1)
	for at, want := range map[time.Time]time.Time{
		firstExport.Add(time.Hour): firstExport.Add(time.Hour), firstExport: firstExport.Add(time.Second),
		firstExport.AddDate(-3, 0, 0): firstExport.Add(time.Second),
	} {
		_, set := reconcile(t, base, edited, at)
		qs := set.Decks[0].Questions
		if !qs[0].Mod.Equal(want) || !qs[1].Mod.Equal(firstExport) {
			t.Errorf("at %v: the changed note has %v, want %v; the unchanged one %v", at, qs[0].Mod, want, qs[1].Mod)
		}
	}
	tagged := setFrom(t, "exams", threeQuestions)
	tagged.Decks[0].Questions[0].Tags = []string{"new"}
	if plan := Reconcile(tagged, base, firstExport, fieldHash); plan.Items[0].Change != Changed {
		t.Error("a tag is no change")
	}
}

// TestHeldGUIDs: a new question never gets the GUID of a note that the baseline holds, whosever it is.
func TestHeldGUIDs(t *testing.T) {
	set := setFrom(t, "exams", "2022/1 | - | One answer of many words, none of which comes again.")
	taken := set.Decks[0].Questions[0].GUID
	other := "2022/1 | - | Something else entirely."
	for name, base := range map[string]*Baseline{
		"a foreign note":             {Root: "exams", Held: []string{taken}},
		"retired":                    {Root: "exams", Known: []Known{{GUID: taken, State: Retired, Key: KeyHash(set.Decks[0].Questions[0].Key)}}},
		"another vault's, same root": {Root: "other", Known: baselineOf(set).Known},
	} {
		_, now := reconcile(t, base, other, firstExport)
		if got := now.Decks[0].Questions[0].GUID; got == taken || got == "" {
			t.Errorf("%s: got %q", name, got)
		}
	}
}

func TestTwoVaultsShareNothing(t *testing.T) {
	a, b := setFrom(t, "algebra", threeQuestions), setFrom(t, "physics", threeQuestions)
	for i, q := range a.Decks[0].Questions {
		if q.GUID == b.Decks[0].Questions[i].GUID {
			t.Errorf("%q in both", q.GUID)
		}
	}
}

// TestThroughAnki: a package that was through Anki has neither keys nor numbers nor ids, and still says who is who.
func TestThroughAnki(t *testing.T) {
	base := baselineOf(setFrom(t, "exams", threeQuestions))
	base.Root, base.Namespace = "", ""
	for i := range base.Known {
		k := &base.Known[i]
		k.Key, k.Number, k.ExplicitID = 0, "", ""
		k.Question.Number, k.Question.Key, k.Question.ExplicitID = "", "", ""
	}
	now := strings.NewReplacer("lightest", "cheapest", "Dijkstra fails with negative weights, because a settled vertex is never looked at again.", "Quite another text.").Replace(threeQuestions)
	plan, _ := reconcile(t, base, now, firstExport)
	if got := told(plan, base); got != "changed=1 unchanged=2 changed=3?" {
		t.Error(got)
	}
}

func TestMerge(t *testing.T) {
	old := baselineOf(setFrom(t, "exams", threeQuestions))
	lines := strings.Split(strings.TrimSpace(threeQuestions), "\n")
	_, set := reconcile(t, old, strings.Replace(lines[0], "lightest", "cheapest", 1), firstExport.Add(time.Hour))
	merged := Merge(baselineOf(set), old)
	if len(merged.Known) != 3 || merged.Known[1].State != Live || merged.Known[1].Question == nil {
		t.Fatalf("%+v", merged.Known)
	}
	if k := merged.Known[0]; !k.Mod.Equal(firstExport.Add(time.Hour)) || !strings.Contains(k.Question.Answer, "cheapest") {
		t.Errorf("the older note counts: %+v", k)
	}
}

func TestTagRetired(t *testing.T) {
	base := baselineOf(setFrom(t, "exams", threeQuestions))
	lines := strings.Split(strings.TrimSpace(threeQuestions), "\n")
	plan, set := reconcile(t, base, lines[0], firstExport)
	sent := plan.TagRetired(set, firstExport)
	if len(sent) != 2 || set.Len() != 3 || sent[0].GUID != base.Known[1].GUID || !sent[0].Mod.After(firstExport) || !slices.Contains(sent[0].Tags, RetiredTag) {
		t.Errorf("%+v", sent)
	}
	if len(base.Known[1].Question.Tags) > 0 {
		t.Error("the baseline was changed")
	}
	if faults := set.Validate(); len(faults) > 0 || len(set.Decks) != 1 {
		t.Errorf("%d decks, %v", len(set.Decks), faults)
	}
}

// TestTagRetiredDecks: retired questions go to the decks in which they were, and what is known by its hashes alone
// can't be sent.
func TestTagRetiredDecks(t *testing.T) {
	old := "2022/1 | Why? | Because it must be so.\n2021/1 | How? | By and by.\n2021/2 | When? | On Mondays, if at all."
	base := baselineOf(setFrom(t, "exams", old))
	plan, set := reconcile(t, base, "2022/1 | Why? | Because it must be so.", firstExport)
	later, _ := reconcile(t, baselineOf(set), "2023/1 | Who else? | Nobody whom we know.", firstExport)
	sent := plan.TagRetired(set, firstExport)
	var decks []string
	for _, d := range set.Decks {
		decks = append(decks, fmt.Sprint(d.Name, " ", len(d.Questions)))
	}
	if got := strings.Join(decks, ", "); len(sent) != 2 || got != "exams::2022 1, exams::2021 2" {
		t.Errorf("sent %d, decks %s", len(sent), got)
	}
	_, other := reconcile(t, &Baseline{}, "2023/1 | Who else? | Nobody whom we know.", firstExport)
	if sent := later.TagRetired(other, firstExport); len(sent) != 1 || sent[0].Prompt != "<p>Why?</p>" {
		t.Errorf("later: %+v", sent)
	}
}
