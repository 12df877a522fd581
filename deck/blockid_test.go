package deck

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

const (
	heap      = "heaps/1 | What does a heap give in constant time? | Its smallest element, which stands at the root. | source=heaps.md | block=summary\n"
	euler     = "euler/1 | Which graphs have an Euler tour? | Connected ones whose vertices all have an even degree. | source=euler.md | block=summary\n"
	rewritten = "heaps/1 | How fast is sorting by comparison? | No faster than n log n steps. | source=heaps.md | block=summary\n"
	answers   = "p/1 | - | True. | source=p.md | block=q1\nr/1 | - | False. | source=r.md | block=q1\n"
)

func in(source, line string) string {
	from, _, _ := strings.Cut(line[strings.Index(line, "source=")+len("source="):], " ")
	return strings.ReplaceAll(line, "source="+from, "source="+source)
}

func global(lines string) string { return strings.ReplaceAll(lines, "block=", "id=") }

// TestReconcileRepeatedIDs: an id that a note gives to one of its questions is that of another question in another
// note, unless the contents agree.
func TestReconcileRepeatedIDs(t *testing.T) {
	edited := strings.Replace(heap, "stands at", "is found at", 1)
	tests := []struct{ name, old, now, want string }{
		{"a new source before the old one", heap, in("a.md", euler) + heap, "new unchanged=1"},
		{"a new source behind the old one", heap, heap + in("z.md", euler), "unchanged=1 new"},
		{"a new source and an edit", heap, in("a.md", euler) + edited, "new changed=1"},
		{"a new source, and the old one is gone", heap, euler, "new retired=1"},
		{"rewritten in its source", heap, rewritten, "changed=1"},
		{"one of two rewritten in its source", heap + euler, rewritten + euler, "changed=1 unchanged=2"},
		{"both rewritten in their sources", heap + euler, rewritten + "e/1 | Nothing of it is left. | All words are new. | source=euler.md | block=summary", "changed=1 changed=2"},
		{"source renamed", heap, in("a.md", heap), "unchanged=1"},
		{"source renamed and edited", heap, in("a.md", edited), "changed=1?"},
		{"source renamed and its prompt reworded", heap, in("a.md", strings.Replace(heap, "What does a heap give in constant time?", "Tell me quickly.", 1)), "changed=1?"},
		{"source renamed and all rewritten", heap, in("a.md", rewritten), "new retired=1"},
		{"source renamed, and another has its name", heap, in("heaps.md", euler) + in("old.md", edited), "new changed=1?"},
		{"two sources change names", heap + euler, in("heaps.md", euler) + in("euler.md", edited), "unchanged=2 changed=1"},
		{"a copy that was edited, before the original", heap, in("a.md", strings.Replace(heap, "in constant time", "for nothing", 1)) + heap, "new unchanged=1"},
		{"a copy that was edited, and the original too", heap, in("a.md", strings.Replace(heap, "in constant time", "for nothing", 1)) + edited, "new changed=1"},
		{"answers without words of their own", answers, strings.Replace(answers, "True", "False", 1), "changed=1 unchanged=2"},
		{"a source with short answers is renamed", answers[:strings.Index(answers, "\n")+1], in("old.md", answers[:strings.Index(answers, "\n")+1]) + in("p.md", strings.Replace(answers[:strings.Index(answers, "\n")], "True", "False", 1)),
			"unchanged=1 new"},
		{"another case of letters", heap, strings.Replace(edited, "block=summary", "block=Summary", 1), "changed=1?"},
		{"the id goes to a new question of the note", heap, strings.Replace(heap, " | block=summary", "", 1) + rewritten, "unchanged=1 new"},
		{"moved under another id, and the old one goes to a new question", heap, rewritten + in("z.md", strings.Replace(heap, "=summary", "=heap", 1)), "new unchanged=1"},
		{"the same words without an id, as they were", heap + strings.Replace(heap, " | block=summary", "", 1), edited + strings.Replace(heap, " | block=summary", "", 1),
			"changed=1 unchanged=2"},
		{"twice in a note: content decides", heap, rewritten + heap, "new unchanged=1"},
		{"twice in a note: one rewritten", heap + strings.ReplaceAll(in("heaps.md", euler), "euler/", "heaps/"), heap + rewritten, "unchanged=1 changed=2"},
		{"a global id, rewritten in another source", global(heap), global(in("a.md", rewritten)), "changed=1"},
		{"a global id, pasted before the original with other words", global(heap), global(in("a.md", rewritten) + edited), "new changed=1"},
		{"a global id, pasted behind the original with other words", global(heap), global(edited + in("z.md", rewritten)), "changed=1 new"},
		{"a global id twice in a note", global(heap), global(rewritten + edited), "new changed=1"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			base := baselineOf(setFrom(t, "exams", tt.old))
			for i := range base.Known {
				base.Known[i].Fields = fieldsWithoutSource(base.Known[i].Question)
			}
			now := setFrom(t, "exams", tt.now)
			plan := Reconcile(now, base, firstExport.Add(time.Hour), fieldsWithoutSource)
			if got := told(plan, base); strings.ReplaceAll(got, ">", "") != tt.want {
				for _, it := range plan.Items {
					t.Logf("%v %v %.2f", it.Question.Prompt, it.Change, it.Score)
				}
				t.Errorf("got  %s\nwant %s", got, tt.want)
			}
			if faults := now.Validate(); len(faults) > 0 {
				t.Error(faults[0])
			}
			again := Reconcile(setFrom(t, "exams", tt.now), baselineOf(now), firstExport.Add(2*time.Hour), fieldHash)
			for i, it := range again.Items {
				if it.Change != Unchanged || it.Question.GUID != plan.Items[i].Question.GUID {
					t.Errorf("exported again, %q is %v as %s", it.Question.Prompt, it.Change, it.Question.GUID)
				}
			}
		})
	}
}

// fieldsWithoutSource lets a test tell what else changed.
func fieldsWithoutSource(q *Question) uint64 {
	c := *q
	c.Source = "a.md"
	return fieldHash(&c)
}

// TestUnreadKeepsRepeatedID: what a source holds that was not read belongs to nobody else, whatever ids others bring.
func TestUnreadKeepsRepeatedID(t *testing.T) {
	for _, form := range []func(string) string{func(s string) string { return s }, global} {
		base := baselineOf(setFrom(t, "exams", form(heap)))
		set := setFrom(t, "exams", form(euler))
		set.Settled = func(source string) bool { return source != "heaps.md" }
		plan := Reconcile(set, base, firstExport.Add(time.Hour), fieldHash)
		if got := told(plan, base); got != "new unread=1" {
			t.Errorf("got %s", got)
		}
		plan, _ = reconcile(t, baselineOf(set), form(euler+heap), firstExport.Add(2*time.Hour))
		if a, b := plan.Items[0], plan.Items[1]; a.Change != Unchanged || b.Change != Back || b.Question.GUID != base.Known[0].GUID {
			t.Errorf("later: %v, %v as %s", a.Change, b.Change, b.Question.GUID)
		}
	}
}

// TestRetiredIDComesBack: a name that was given to a question which is gone may be given to another; ids of tools are
// not used again.
func TestRetiredIDComesBack(t *testing.T) {
	other := "x/1 | Something else? | It has words of its own. | source=x.md\n"
	base := baselineOf(setFrom(t, "exams", heap+other))
	_, set := reconcile(t, base, other, firstExport)
	retired := baselineOf(set)
	for line, want := range map[string]string{
		rewritten: "new", in("a.md", rewritten): "new", heap: "back", in("a.md", heap): "back",
		strings.Replace(heap, "stands at", "is found at", 1):             "back",
		in("a.md", strings.Replace(heap, "stands at", "is found at", 1)): "back",
		strings.Replace(rewritten, "block=", "id=", 1):                   "back",
	} {
		plan, _ := reconcile(t, retired, other+line, firstExport)
		if got := plan.Items[1]; got.Change.String() != want || (want == "back") != (got.Question.GUID == base.Known[0].GUID) {
			t.Errorf("%s: %v as %s", line, got.Change, got.Question.GUID)
		}
	}
}

// TestIDsOfLiveAndRetired: where both have an id, it is the live question's; a retired one comes back though its old
// source is not read.
func TestIDsOfLiveAndRetired(t *testing.T) {
	other := "x/1 | Something else? | It has words of its own. | source=x.md\n"
	base := baselineOf(setFrom(t, "exams", global(heap)+other))
	_, set := reconcile(t, base, other, firstExport)
	retired := baselineOf(set)

	live := baselineOf(setFrom(t, "exams", other+global(euler)))
	live.Known = append(live.Known, retired.Known[1:]...)
	plan, _ := reconcile(t, live, other+global(rewritten), firstExport)
	if got := plan.Items[1]; got.Was == nil || got.Was.State != Live {
		t.Errorf("the id of a live question: %v, %+v", got.Change, got.Was)
	}

	plan, _ = reconcileWithout(t, "heaps.md", retired, other+global(in("a.md", rewritten)))
	if got := plan.Items[1]; got.Change != Back {
		t.Errorf("an id comes back in another source: %v", got.Change)
	}
}

// TestContentWithoutID: five words are enough to recognise a question whose id is gone, fewer are not where the id
// says otherwise.
func TestContentWithoutID(t *testing.T) {
	for _, tt := range []struct{ words, want string }{
		{"heaps/1 | - | Roots of heaps are least. | source=heaps.md", "unchanged=1 new"},
		{"heaps/1 | - | Heaps are trees. | source=heaps.md", "new changed=1"},
	} {
		base := baselineOf(setFrom(t, "exams", tt.words+" | id=k\n"))
		plan, _ := reconcile(t, base, tt.words+"\nheaps/2 | Who found the bridges? | Euler, in Königsberg. | source=heaps.md | id=k", firstExport)
		if got := told(plan, base); got != tt.want {
			t.Errorf("%s: %s, want %s", tt.words, got, tt.want)
		}
	}
}

// TestIdentifyRepeatedIDs: without a baseline, a new source can't take the GUID that a question has by its id,
// wherever it sorts.
func TestIdentifyRepeatedIDs(t *testing.T) {
	guids := func(lines string) (all []string, doubts int) {
		set := setFrom(t, "exams", lines)
		for _, d := range set.Decks {
			for _, q := range d.Questions {
				all = append(all, q.GUID)
			}
		}
		return all, len(Identify("exams", set))
	}
	alone, _ := guids(heap)
	byID := DeriveGUID("exams", joinKey("id", "summary"), Basic.String())
	if alone[0] != byID {
		t.Errorf("the GUID of an id is %s and was always %s", alone[0], byID)
	}
	tests := []struct {
		name, lines string
		doubts      int
		holder      int // whose GUID the id's is, -1 for nobody
	}{
		{"another note's", in("a.md", euler) + heap, 0, -1},
		{"another note's behind", heap + euler, 0, -1},
		{"a copy", in("a.md", heap) + heap, 0, 0},
		{"the same note's", heap + rewritten, 1, -1},
		{"the same note's, thrice", heap + rewritten + in("heaps.md", euler), 2, -1},
		{"a global id", global(heap + euler), 1, -1},
		{"a global id and a copy", global(heap + in("z.md", heap)), 1, 0},
	}
	for _, tt := range tests {
		all, doubts := guids(tt.lines)
		for i, guid := range all {
			if (guid == byID) != (i == tt.holder) {
				t.Errorf("%s: question %d has the GUID %s, that of the id is %s", tt.name, i, guid, byID)
			}
		}
		if doubts != tt.doubts {
			t.Errorf("%s: %d doubts, want %d", tt.name, doubts, tt.doubts)
		}
	}
}

// TestReconcileManyRepeatedIDs: an id in every one of thousands of sources costs no more than words do.
func TestReconcileManyRepeatedIDs(t *testing.T) {
	var old, now strings.Builder
	for i := range 3000 {
		line := fmt.Sprintf("c%d/1 | What does chapter w%dx say of heaps? | The v%dy stands at the root. | source=%%s%d.md | block=solution\n", i, i, i, i)
		fmt.Fprintf(&old, line, "a")
		fmt.Fprintf(&now, strings.Replace(line, "stands", "lies", 1), "b")
	}
	base := baselineOf(setFrom(t, "exams", old.String()))
	start := time.Now()
	plan, _ := reconcile(t, base, now.String(), firstExport.Add(time.Hour))
	for i, it := range plan.Items {
		if it.Was == nil || it.Was.GUID != base.Known[i].GUID {
			t.Fatalf("%s is not what it was", it.Question.Prompt)
		}
	}
	if took := time.Since(start); took > 20*time.Second {
		t.Errorf("it took %v", took)
	}
}
