package deck

import (
	"strings"
	"testing"
	"time"
)

// TestMergeNewer: of two packages that know one question, the live one counts, then the newer note; the next note has
// to surpass both.
func TestMergeNewer(t *testing.T) {
	known := func(deck string, state State, minute int, fields, key uint64, lastCloze int) *Baseline {
		k := Known{GUID: "g", Deck: deck, State: state, Mod: firstExport.Add(time.Duration(minute) * time.Minute), Fields: fields, Key: key, LastCloze: lastCloze}
		if key != 0 {
			k.Number, k.ExplicitID = deck, deck
		}
		return &Baseline{Known: []Known{k}}
	}
	for _, tt := range []struct {
		name   string
		a, b   *Baseline
		deck   string
		minute int
		fields uint64
		known  string // whose key, number and id
	}{
		{"the newer note", known("a", Live, 1, 1, 1, 3), known("b", Live, 2, 2, 2, 0), "b", 2, 2, "b"},
		{"notes of one time", known("a", Live, 1, 1, 1, 3), known("b", Live, 1, 2, 2, 0), "a", 1, 1, "a"},
		{"live before retired", known("a", Live, 1, 1, 1, 3), known("b", Retired, 2, 2, 2, 0), "a", 2, 2, "a"},
		{"live before not read", known("a", Unread, 2, 1, 1, 3), known("b", Live, 1, 2, 2, 0), "b", 2, 1, "b"},
		{"not read before retired", known("a", Unread, 1, 1, 1, 3), known("b", Retired, 1, 2, 2, 0), "a", 1, 1, "a"},
		{"one was through Anki", known("a", Live, 2, 1, 0, 3), known("b", Live, 1, 2, 2, 0), "a", 2, 1, "b"},
		{"both were through Anki", known("a", Live, 2, 1, 0, 3), known("b", Live, 1, 2, 0, 0), "a", 2, 1, ""},
	} {
		for _, order := range [][]*Baseline{{tt.a, tt.b}, {tt.b, tt.a}} {
			if order[0] == tt.b && tt.name == "notes of one time" {
				continue // the first counts
			}
			merged := Merge(order...)
			if len(merged.Known) != 1 {
				t.Fatalf("%s: %d questions", tt.name, len(merged.Known))
			}
			k := merged.Known[0]
			if k.Deck != tt.deck || !k.Mod.Equal(firstExport.Add(time.Duration(tt.minute)*time.Minute)) || k.Fields != tt.fields || k.LastCloze != 3 ||
				k.Number != tt.known || k.ExplicitID != tt.known || (k.Key == 0) != (tt.known == "") {
				t.Errorf("%s: %+v", tt.name, k)
			}
		}
	}
}

func TestMergeNames(t *testing.T) {
	merged := Merge(&Baseline{Held: []string{"c", "a"}}, &Baseline{Root: "exams", Namespace: "n", Held: []string{"b", "a"}}, &Baseline{Root: "other", Namespace: "o"})
	if merged.Root != "exams" || merged.Namespace != "n" || strings.Join(merged.Held, "") != "abc" {
		t.Errorf("%+v", merged)
	}
	if one := Merge(&Baseline{Root: "exams", Known: []Known{{GUID: "x"}, {GUID: "y"}}}); one.Root != "exams" || len(one.Known) != 2 {
		t.Errorf("of one: %+v", one)
	}
	if none := Merge(); none == nil || len(none.Known) != 0 {
		t.Errorf("of none: %+v", none)
	}
}

// TestRetiredClozeComesBack: a memory without text knows the numbers of its clozes.
func TestRetiredClozeComesBack(t *testing.T) {
	other := "2022/2 | Which city lies on the Danube? | Vienna, and three other capitals.\n"
	base := baselineOf(setFrom(t, "exams", other+"2022/1 | The {{c1::Rhone}} leaves the lake at {{c2::Geneva}}, in the west. | - | kind=cloze"))
	_, set := reconcile(t, base, other, firstExport)
	if len(set.Memory) != 1 || len(set.Memory[0].Memory.Clozes) != 2 {
		t.Fatalf("remembered: %+v", set.Memory)
	}
	plan, _ := reconcile(t, baselineOf(set), other+"2022/1 | The {{c1::river}} leaves the lake at {{c2::Geneva}}, in the {{c3::west}}. | - | kind=cloze", firstExport)
	it := plan.Items[1]
	if want := "<p>The {{c1::river}} leaves the lake at {{c2::Geneva}}, in the {{c3::west}}.</p>"; it.Change != Back || it.Question.Prompt != want || it.Question.LastCloze != 3 {
		t.Errorf("%v, %s, last %d", it.Change, it.Question.Prompt, it.Question.LastCloze)
	}
	_, set = reconcile(t, base, "2022/1 | The {{c1::Rhone}} leaves the lake at {{c2::Geneva}}, in the west. | - | kind=cloze", firstExport)
	if got := set.Memory; len(got) != 1 || got[0].Memory.Clozes != nil {
		t.Errorf("a question without clozes is remembered with them: %+v", got)
	}
	if q := set.Decks[0].Questions[0]; q.LastCloze != 2 {
		t.Errorf("the last number is %d", q.LastCloze)
	}
}

// TestFirstClozes: a new question's highest number is known; text that looks like a cloze is none in another kind.
func TestFirstClozes(t *testing.T) {
	_, set := reconcile(t, &Baseline{}, "2022/1 | {{c2::a}} {{c7::b}} | - | kind=cloze\n2022/2 | Write {{c3::x}}. | Like that.\n2022/3 | {{c1::a}} {{c700::b}} | - | kind=cloze", firstExport)
	for i, want := range []int{7, 0, 500} {
		if q := set.Decks[0].Questions[i]; q.LastCloze != want {
			t.Errorf("%s: the last number is %d, want %d", q.Prompt, q.LastCloze, want)
		}
	}
}
